// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mainwindowed.h"

#include "app/cli/cli.h"
#include "app/cli/exitcode.h"
#include "app/control/controlclient.h"
#include "app/engine/enginediffsource.h"
#include "app/engine/enginesourcelookup.h"
#include "app/engine/engineworkbench.h"
#include "app/gui/gui.h"
#include "app/signals.h"
#include "core/paths.h"
#include "git/library.h"
#include "highlight/languages.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>
#include <QTimer>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int selfTestLimitMs = 30000;

struct WindowCall
{
    Paths paths = Paths::fromEnvironment();
    GuiOptions gui;
    bool selfTest = false;
};

void complain(const QString &sentence)
{
    QTextStream(stderr) << "docket: " << sentence << '\n';
}

std::optional<WindowCall> parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({u"home"_s, {}, u"folder"_s});
    parser.addOption({u"language"_s, {}, u"code"_s});
    parser.addOption({u"theme"_s, {}, u"name"_s});
    parser.addOption(QCommandLineOption(u"no-tray"_s));
    parser.addOption(QCommandLineOption(u"self-test"_s));
    parser.addPositionalArgument(u"path"_s, {});
    if (!parser.parse(QStringList{u"docket"_s} + arguments)) {
        complain(parser.errorText() + u" `docket --help` lists what there is."_s);
        return std::nullopt;
    }
    WindowCall call;
    if (const QString home = parser.value(u"home"_s); !home.isEmpty())
        call.paths = Paths::below(QDir::cleanPath(QDir::current().absoluteFilePath(home)));
    const QStringList words = parser.positionalArguments();
    if (words.size() > 1 || (words.size() == 1 && !QFileInfo(words.constFirst()).isDir())) {
        complain(u"There is no command or folder %1; `docket --help` lists the commands."_s.arg(words.constFirst()));
        return std::nullopt;
    }
    if (!words.isEmpty())
        call.gui.openPath = QDir::cleanPath(QDir::current().absoluteFilePath(words.constFirst()));
    call.gui.language = parser.value(u"language"_s);
    call.gui.tray = !parser.isSet(u"no-tray"_s);
    call.selfTest = parser.isSet(u"self-test"_s);
    const QString theme = parser.value(u"theme"_s);
    if (theme == "dark"_L1)
        call.gui.theme = ThemeChoice::Dark;
    else if (theme == "light"_L1)
        call.gui.theme = ThemeChoice::Light;
    else if (theme == "dark-contrast"_L1)
        call.gui.theme = ThemeChoice::DarkContrast;
    else if (theme == "light-contrast"_L1)
        call.gui.theme = ThemeChoice::LightContrast;
    return call;
}

/** True when a Docket that runs on this store took the request and showed its window. */
bool handOver(QApplication &app, const WindowCall &call)
{
    control::ControlClient client;
    QObject::connect(
        &client, &control::ControlClient::unreachable, &app, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
    QObject::connect(&client, &control::ControlClient::connected, &app, [&client, &call] {
        client.request(u"open"_s, {{u"path"_s, call.gui.openPath}, {u"raise"_s, true}},
                       [](const Result<QJsonObject> &result) {
                           if (!result)
                               complain(result.error().text());
                           QCoreApplication::exit(1);
                       });
    });
    client.connectTo(call.paths.controlSocket());
    return app.exec() == 1;
}

void watchSelfTest(EngineWorkbench &workbench)
{
    QObject::connect(
        &workbench, &Workbench::ready, &workbench, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
    QObject::connect(&workbench, &Workbench::broken, &workbench, [](const Error &error) {
        complain(error.text());
        QCoreApplication::exit(1);
    }, Qt::QueuedConnection);
    QTimer::singleShot(selfTestLimitMs, &workbench, [] {
        complain(u"The self-test did not end in time."_s);
        QCoreApplication::exit(1);
    });
}

} // namespace

int runWindowed(int &argc, char **argv, const QStringList &arguments)
{
    auto call = parse(arguments);
    if (!call)
        return int(cli::ExitCode::Usage);
    QTemporaryDir selfTestFolder;
    if (call->selfTest) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        call->paths = Paths::below(selfTestFolder.path());
        call->gui.tray = false;
    }
    QApplication app(argc, argv);
    if (!call->selfTest && handOver(app, *call))
        return int(cli::ExitCode::Done);

    // A window that cannot have the store still opens: it says in one sentence who has it or what is wrong with it.
    std::optional<git::Library> library;
    std::unique_ptr<QThread> opener;
    bool hasStarted = false;
    EngineWorkbench workbench(call->paths);
    EngineDiffSource diffs;
    EngineSourceLookup lookup;
    TerminationSignals signals;
    // Not quit(): that asks the window, and a window without a tray asks a person what becomes of running agents.
    QObject::connect(&signals, &TerminationSignals::received, &app, [] { QCoreApplication::exit(0); });
    call->gui.lookup = &lookup;
    call->gui.editorChosen = [&lookup](const QString &command) { lookup.setEditor(command); };
    call->gui.settingsFile = call->paths.config + u"/windows.ini"_s;
    call->gui.created = [&](MainWindow &window) {
        QObject::connect(&workbench, &EngineWorkbench::raiseAsked, &window, [&window](const QString &project) {
            if (!project.isEmpty())
                window.openProject(project);
            window.comeToFront();
        });
        if (call->selfTest)
            watchSelfTest(workbench);
        // The window first: git and the store are read while it is looked at.
        QObject::connect(&window, &MainWindow::firstFrameShown, &workbench, [&] {
            opener.reset(QThread::create([&] {
                library.emplace();
                const auto start = [&] {
                    if (!library->state()) {
                        Q_EMIT workbench.broken(library->state().error());
                        return;
                    }
                    workbench.start();
                    hasStarted = true;
                };
                QMetaObject::invokeMethod(&workbench, start, Qt::QueuedConnection);
                highlight::loadLanguages(); // before somebody opens a text
            }));
            opener->start();
        });
    };
    const int code = runGui(app, workbench, diffs, call->gui);

    if (opener)
        opener->wait();
    if (!hasStarted) // it was ended in its first moment
        return code;
    QObject::connect(
        &workbench, &EngineWorkbench::stopped, &app, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
    workbench.stop();
    app.exec(); // agents are ended and git work finishes; bounded by the engine
    if (call->selfTest && code == 0)
        QTextStream(stdout) << "docket " << QStringLiteral(DOCKET_VERSION) << ": self-test passed\n";
    return code;
}

} // namespace docket
