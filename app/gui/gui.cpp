// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/gui.h"

#include "app/gui/dbusnotifier.h"
#include "core/appid.h"
#include "core/clock.h"
#include "core/paths.h"
#include "widgets/review/reviewpane.h"

#include <QApplication>
#include <QFileDialog>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

using namespace Qt::StringLiterals;

// The compiled translations lie in a static library, from which nothing unasked is linked. Qt wants this outside of any
// namespace.
static void takeInTranslations()
{
    Q_INIT_RESOURCE(docket_gui_translations);
}

namespace docket {

void installTranslations(QApplication &application, const QString &language)
{
    takeInTranslations();
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    if (!language.isEmpty())
        QLocale::setDefault(locale);
    auto *qt = new QTranslator(&application);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    auto *own = new QTranslator(&application);
    // English has a file too: plural forms live there.
    if (own->load(locale, u"docket"_s, u"_"_s, u":/i18n"_s) || own->load(u":/i18n/docket_en.qm"_s))
        QCoreApplication::installTranslator(own);
}

ReviewFactory reviewFactory(Workbench &workbench, DiffSource &diffs, SourceLookup *lookup)
{
    return [&workbench, &diffs, lookup](QWidget *parent, const ReviewHooks &hooks) {
        auto *pane = new ReviewPane(workbench, diffs, parent);
        pane->setLookup(lookup);
        QObject::connect(pane, &ReviewPane::failed, parent, hooks.failed);
        QObject::connect(pane, &ReviewPane::done, parent, hooks.done);
        QObject::connect(pane, &ReviewPane::logRequested, parent, hooks.logRequested);
        QObject::connect(pane, &ReviewPane::stepRequested, parent, hooks.stepRequested);
        return ReviewSeat{pane, [pane](TaskId task) { pane->showTask(task); }, pane->reviewActions(),
                          [pane](const QStringList &paths) { return pane->goToFile(paths); },
                          [pane](TaskId task) { return pane->unread(task); }};
    };
}

FolderChooser desktopFolderChooser()
{
    return [](QWidget *parent, const QString &title, const std::function<void(const QString &)> &chosen) {
        auto *dialog = new QFileDialog(parent, title);
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
        dialog->open();
    };
}

int runGui(QApplication &application, Workbench &workbench, DiffSource &diffs, const GuiOptions &options)
{
    QApplication::setDesktopFileName(appId);
    QApplication::setApplicationDisplayName(u"Docket"_s);
    // The window may be closed while agents go on; quitting is said in so many words.
    QApplication::setQuitOnLastWindowClosed(false);
    QSettings settings(options.settingsFile.isEmpty() ? Paths::fromEnvironment().config + u"/windows.ini"_s
                       : options.settingsFile, QSettings::IniFormat);
    const Preferences preferences = PreferencesStore(settings).load();
    applyAppearance(application, options.theme.value_or(preferences.theme));
    installTranslations(application, options.language.isEmpty() ? preferences.language : options.language);

    DBusNotifier desktopNotifier;
    const SystemClock clock;
    MainWindow window({workbench, options.notifier ? *options.notifier : desktopNotifier, clock, settings,
                       reviewFactory(workbench, diffs, options.lookup),
                       options.chooseFolder ? options.chooseFolder : desktopFolderChooser(), options.tray});
    QObject::connect(&window, &MainWindow::quitRequested, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    QObject::connect(&window, &MainWindow::preferencesChanged, &application,
                     [&application, &options](const Preferences &changed) {
        applyAppearance(application, changed.theme);
        if (options.editorChosen)
            options.editorChosen(changed.editor);
    });
    if (options.editorChosen)
        options.editorChosen(preferences.editor);
    window.show();
    if (options.created)
        options.created(window);
    const auto openAsked = [&window, &options] {
        if (!options.openPath.isEmpty())
            window.openProject(options.openPath);
        if (options.openTask.isValid())
            window.openTask(options.openTask);
    };
    if (!workbench.projects().isEmpty() || !workbench.tasks().isEmpty())
        QMetaObject::invokeMethod(&window, openAsked, Qt::QueuedConnection);
    else if (!options.openPath.isEmpty() || options.openTask.isValid())
        QObject::connect(&workbench, &Workbench::ready, &window, openAsked, Qt::SingleShotConnection);
    return QApplication::exec();
}

} // namespace docket
