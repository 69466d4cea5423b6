// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/gui.h"
#include "app/gui/notifier.h"
#include "app/gui/topbar.h"
#include "core/clock.h"
#include "helpers/fakeworkbench.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/commandpalette.h"
#include "widgets/common/messagebar.h"
#include "widgets/common/primarybutton.h"
#include "widgets/queue/taskheader.h"
#include "widgets/queue/tasksidebar.h"
#include "widgets/speceditor/specpane.h"
#include "widgets/speceditor/spectextedit.h"
#include "widgets/transcript/askbar.h"
#include "widgets/transcript/transcriptpane.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDropEvent>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

class Recorder final : public Notifier
{
public:
    void show(const Notification &notification) override { shown << notification; }
    void withdraw(quint64) override {}
    QList<Notification> shown;
};

/** What a screen reader would say of it, besides its kind. */
QString nameOf(QWidget *widget)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
    return face ? face->text(QAccessible::Name) : widget->accessibleName();
}

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        applyAppearance(*qApp, ThemeChoice::Light);
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath(u"w.ini"_s), QSettings::IniFormat);
        m_workbench = std::make_unique<FakeWorkbench>();
        m_diffs = std::make_unique<FakeDiffSource>();
        m_recorder = std::make_unique<Recorder>();
    }
    void cleanup()
    {
        m_window.reset();
        m_recorder.reset();
        m_diffs.reset();
        m_workbench.reset();
    }

    void everyControlThatCanHaveTheFocusHasAName()
    {
        open(true);
        m_window->openTask(taskIn(TaskState::Asking));
        QTRY_VERIFY(m_window->page().transcript()->askBar()->isVisible());
        QStringList nameless;
        const auto look = [&nameless](QWidget *root) {
            for (QWidget *widget : root->findChildren<QWidget *>()) {
                const bool takesFocus = widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy();
                const bool inside = widget->objectName().startsWith(u"qt_"_s) || qobject_cast<QScrollBar *>(widget)
                    || qobject_cast<QMenu *>(widget)
                    || qobject_cast<QMenuBar *>(widget) || (widget->parentWidget()
                                                            && qobject_cast<QComboBox *>(widget->parentWidget()))
                    || widget->inherits("QComboBoxPrivateContainer") || widget->inherits("QComboBoxListView")
                        || widget->inherits("QHeaderView");
                if (takesFocus && !inside && nameOf(widget).isEmpty())
                    nameless << u"%1 \"%2\" in %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                                                         widget->objectName(),
                                                       widget->parentWidget() ? widget->parentWidget()->objectName()
                                                           : QString());
            }
        };
        look(m_window.get());
        for (const char *action : {"appSettings", "taskNew", "helpAbout", "helpGuide", "helpShortcuts",
                                   "commandPalette", "taskCancel"}) {
            m_window->registry().action(QString::fromLatin1(action))->trigger();
            for (QDialog *dialog : m_window->findChildren<QDialog *>()) {
                if (dialog->isVisible()) {
                    look(dialog);
                    dialog->close();
                }
            }
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
    }

    void everyActionHasAnIdATextAShortcutAndStandsInAMenu()
    {
        open(true);
        const QList<QAction *> actions =
            m_window->registry().actions(); // what the first frame does not show is made now
        QSet<QAction *> inMenus;
        for (QAction *top : m_window->menuBar()->actions()) {
            for (QAction *action : top->menu()->actions())
                inMenus << action;
        }
        QStringList wrong;
        for (QAction *action : actions) {
            if (action->objectName().isEmpty() || plainActionText(action).isEmpty() || action->shortcut().isEmpty()
                || !inMenus.contains(action))
                wrong << action->objectName() + u" / "_s + action->text();
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u", "_s)));
        QVERIFY(actions.size() > 50);
    }

    void noTwoActionsThatWorkAtTheSamePlaceShareAShortcut()
    {
        open(true);
        QHash<QKeySequence, QAction *> everywhere;
        QStringList clashes;
        const QList<QAction *> actions = m_window->registry().actions();
        for (QAction *action : actions) {
            if (action->shortcutContext() != Qt::WindowShortcut)
                continue;
            if (QAction *other = everywhere.value(action->shortcut()))
                clashes << action->objectName() + u" = "_s + other->objectName();
            everywhere.insert(action->shortcut(), action);
        }
        for (QAction *action : actions) {
            if (action->shortcutContext() == Qt::WindowShortcut)
                continue;
            for (const QKeySequence &key : action->shortcuts()) {
                if (everywhere.contains(key))
                    clashes << action->objectName() + u" = "_s + everywhere.value(key)->objectName();
            }
        }
        QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(u", "_s)));
    }

    void thePaletteFindsEveryActionAndEveryTask()
    {
        open(true);
        m_window->registry().action(u"commandPalette"_s)->trigger();
        CommandPalette &palette = m_window->commandPalette();
        auto *input = palette.findChild<QLineEdit *>(u"paletteInput"_s);
        for (QAction *action : m_window->registry().actions()) {
            if (action->objectName() == u"commandPalette"_s)
                continue;
            input->setText(plainActionText(action));
            QVERIFY2(palette.shownTexts().join(u'|').contains(plainActionText(action)),
                     qPrintable(action->objectName()));
        }
        input->setText(u"undo moving"_s);
        QVERIFY(palette.shownTexts().constFirst().contains(u"Undo for moving several entries"_s));
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(m_window->page().card().title, u"Undo for moving several entries at once"_s);
    }

    void theWindowIsThereBeforeTheListAndSaysWhatToDo()
    {
        open(false);
        QVERIFY(m_window->isVisible());
        QVERIFY(!m_window->registry().action(u"taskNew"_s)->isEnabled());
        m_workbench->fill();
        m_workbench->announceReady();
        QVERIFY(m_window->registry().action(u"taskNew"_s)->isEnabled());
        QCOMPARE(m_window->topBar().slotsText(), u"3 of 4 running"_s);
        QCOMPARE(m_window->windowTitle(), u"(5) Docket"_s);
    }

    void aFolderThatIsDroppedIsOpenedAndAConfigurationIsOffered()
    {
        open(true);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_folder->path())});
        QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QCOMPARE(m_workbench->calls, (QStringList{u"openProject "_s + m_folder->path()}));
        QTRY_VERIFY(m_window->findChild<QDialog *>(u"configurationDialog"_s));
        press(u"configurationWrite"_s);
        QTRY_COMPARE(m_workbench->calls.constLast(), u"writeConfiguration 3"_s);
        QTRY_VERIFY(m_window->messageBar().text().contains(u"docket.yaml"_s));
    }

    void whatGoesWrongStaysOnScreenAsASentence()
    {
        open(true);
        m_window->openProject(u"/tmp/not-a-repository"_s);
        QTRY_VERIFY(m_window->messageBar().text().contains(u"not a git repository"_s));
    }

    void aNewTaskIsMadeFromTheDialogAndQueuedWithItsSpecSaved()
    {
        open(true);
        m_window->registry().action(u"taskNew"_s)->trigger();
        auto *title = m_window->findChild<QLineEdit *>(u"newTaskTitle"_s);
        QTest::keyClicks(title, u"Count the cups"_s);
        QTest::keyClick(title, Qt::Key_Return);
        QTRY_COMPARE(m_window->page().card().title, u"Count the cups"_s);
        SpecTextEdit *editor = m_window->page().spec()->editor();
        QTRY_VERIFY(!editor->isReadOnly());
        QTest::keyClicks(editor, u"x"_s);
        QTest::mouseClick(m_window->page().header()->primaryButton(), Qt::LeftButton);
        const TaskId task = m_window->page().task();
        QTRY_COMPARE(m_workbench->calls.constLast(), u"command %1 Queue"_s.arg(task.value));
        QVERIFY(m_workbench->calls.contains(u"saveSpec %1"_s.arg(task.value)));
        QCOMPARE(m_window->page().card().state, TaskState::Queued);
    }

    void aDraftIsNotLostWhenAnotherTaskIsChosen()
    {
        open(true);
        const TaskId draft = taskIn(TaskState::Draft);
        m_window->openTask(draft);
        SpecTextEdit *editor = m_window->page().spec()->editor();
        QTRY_VERIFY(!editor->isReadOnly());
        QTest::keyClicks(editor, u"Written, not saved. "_s);
        m_window->openTask(taskIn(TaskState::Working));
        QTRY_COMPARE(m_workbench->calls.constLast(), u"saveSpec %1"_s.arg(draft.value));
        m_window->openTask(draft);
        QTRY_VERIFY(editor->toPlainText().startsWith(u"Written, not saved. "_s));
    }

    void aQuestionIsAnsweredFromTheKeyboard()
    {
        open(true);
        const TaskId task = taskIn(TaskState::Asking);
        m_window->openTask(task);
        QTRY_VERIFY(m_window->page().transcript()->askBar()->isVisible());
        QTest::mouseClick(m_window->page().header()->primaryButton(), Qt::LeftButton);
        auto *first = m_window->findChild<QAbstractButton *>(u"answer_allow_once"_s);
        QTRY_VERIFY(first->hasFocus() || !m_window->isActiveWindow());
        QTest::keyClick(first, Qt::Key_Space);
        QCOMPARE(m_workbench->calls.constLast(), u"answerPermission %1 once"_s.arg(task.value));
        QTRY_VERIFY(!m_window->page().transcript()->askBar()->isVisible());
        QCOMPARE(m_window->page().card().state, TaskState::Working);
    }

    void requestingChangesShowsWhatTheAgentWillBeTold()
    {
        open(true);
        const TaskId task = taskIn(TaskState::Review);
        m_window->openTask(task);
        QTRY_VERIFY(m_window->registry().action(u"reviewRequestChanges"_s)->isEnabled());
        m_window->registry().action(u"reviewRequestChanges"_s)->trigger();
        auto *note = m_window->findChild<QPlainTextEdit *>(u"noteText"_s);
        auto *preview = m_window->findChild<QPlainTextEdit *>(u"notePreview"_s);
        QVERIFY(note && preview);
        QTest::keyClicks(note, u"Shorter, please"_s);
        QTRY_VERIFY(preview->toPlainText().contains(u"Shorter, please"_s));
        press(u"noteConfirm"_s);
        QCOMPARE(m_workbench->calls.constLast(),
                 u"giveVerdict %1 %2"_s.arg(task.value).arg(verdictWord(Verdict::RequestChanges)));
    }

    void aMergeShowsItsMessageAndConflictsGoBackToTheAgent()
    {
        open(true);
        const TaskId task = taskIn(TaskState::Approved);
        m_window->openTask(task);
        m_window->registry().action(u"reviewMerge"_s)->trigger();
        auto *text = m_window->findChild<QPlainTextEdit *>(u"mergeText"_s);
        QTRY_VERIFY(text->toPlainText().contains(u"Docket-Task"_s));
        m_window->findChild<QDialog *>(u"mergeDialog"_s)->close();
        QTRY_VERIFY(!m_window->findChild<QDialog *>(u"mergeDialog"_s));
        m_workbench->record(task).task.conflicts = {u"src/main.cpp"_s};
        m_window->registry().action(u"reviewMerge"_s)->trigger();
        QTRY_VERIFY(m_window->findChild<QPlainTextEdit *>(u"mergeText"_s)->toPlainText().contains(u"src/main.cpp"_s));
        QVERIFY(!m_window->findChild<QAbstractButton *>(u"mergeConfirm"_s)->isEnabled());
        press(u"mergeHandBack"_s);
        QTRY_COMPARE(m_workbench->calls.constLast(), u"handConflictsBack %1"_s.arg(task.value));
    }

    void theBaseBranchCanBeChangedLater()
    {
        open(true);
        const TaskId task = taskIn(TaskState::Draft);
        m_window->openTask(task);
        m_window->registry().action(u"taskBase"_s)->trigger();
        auto *dialog = m_window->findChild<QInputDialog *>(u"baseDialog"_s);
        QVERIFY(dialog);
        QCOMPARE(dialog->textValue(), m_workbench->record(task).task.baseBranch);
        dialog->setTextValue(u"release"_s);
        dialog->accept();
        QTRY_COMPARE(m_workbench->calls.constLast(), u"setBase %1 release"_s.arg(task.value));
    }

    void aMergeWithoutEvidenceTakesAReason()
    {
        open(true);
        m_workbench->missingEvidence = {u"unit tests"_s};
        const TaskId task = taskIn(TaskState::Approved);
        m_window->openTask(task);
        m_window->registry().action(u"reviewMerge"_s)->trigger();
        auto *dialog = m_window->findChild<QDialog *>(u"mergeDialog"_s);
        auto *why = dialog->findChild<QLineEdit *>(u"mergeNote"_s);
        auto *confirm = dialog->findChild<QAbstractButton *>(u"mergeConfirm"_s);
        QTRY_VERIFY(why->isVisible());
        QVERIFY(!confirm->isEnabled());
        QTest::keyClicks(why, u"   "_s);
        QVERIFY(!confirm->isEnabled());
        QTest::keyClicks(why, u"Flaky, passed by hand"_s);
        QTRY_VERIFY(confirm->isEnabled());
        press(u"mergeConfirm"_s);
        QTRY_COMPARE(m_workbench->calls.constLast(),
                     u"merge %1 %2 because Flaky, passed by hand"_s.arg(task.value)
                         .arg(mergeStrategyWord(m_workbench->record(task).task.strategy)));
    }

    void theQueueIsReorderedByKeyboard()
    {
        open(true);
        const QList<TaskId> queue = m_window->sidebar().model().tasksIn(TaskSection::Queued);
        m_window->openTask(queue[1]);
        m_window->registry().action(u"taskUp"_s)->trigger();
        QTRY_COMPARE(m_window->sidebar().model().tasksIn(TaskSection::Queued).constFirst(), queue[1]);
        QCOMPARE(m_window->sidebar().current(), queue[1]);
    }

    void closingWithAgentsAtWorkAndNoTrayAsksFirst()
    {
        open(true);
        QSignalSpy quit(m_window.get(), &MainWindow::quitRequested);
        m_window->close();
        QVERIFY(m_window->isVisible());
        QVERIFY(m_window->findChild<QDialog *>(u"closeQuestion"_s));
        QCOMPARE(quit.size(), 0);
    }

    void closingWithNothingToDoEndsDocket()
    {
        open(false);
        QSignalSpy quit(m_window.get(), &MainWindow::quitRequested);
        m_window->close();
        QCOMPARE(quit.size(), 1);
    }

    void settingsReachTheEngineAndTheFile()
    {
        open(true);
        QSignalSpy changed(m_window.get(), &MainWindow::preferencesChanged);
        m_window->registry().action(u"appSettings"_s)->trigger();
        auto *slots = m_window->findChild<QWidget *>(u"settingsSlots"_s);
        QTest::keyClick(slots, Qt::Key_Up);
        press(u"settingsApply"_s);
        QCOMPARE(m_workbench->calls.constLast(), u"setSettings 5"_s);
        QCOMPARE(changed.size(), 1);
    }

    void anotherLanguageIsSpokenWhereItIsChosen()
    {
        installTranslations(*qApp, u"zh_TW"_s);
        open(true);
        QCOMPARE(m_window->topBar().slotsText(), u"3\uff0f4 \u57f7\u884c\u4e2d"_s);
        for (QTranslator *translator : qApp->findChildren<QTranslator *>())
            delete translator;
        QLocale::setDefault(QLocale::c());
    }

    void nextThatNeedsYouGoesRound()
    {
        open(true);
        QList<TaskId> seen;
        for (int i = 0; i < 6; ++i) {
            m_window->registry().action(u"taskNext"_s)->trigger();
            seen << m_window->page().task();
        }
        QCOMPARE(seen.mid(0, 5), m_window->sidebar().model().tasksIn(TaskSection::NeedsYou));
        QCOMPARE(seen[5], seen[0]);
    }

private:
    void open(bool filled)
    {
        if (filled)
            m_workbench->fill();
        m_window = std::make_unique<MainWindow>(WindowParts{*m_workbench, *m_recorder, m_clock, *m_settings,
                                                            reviewFactory(*m_workbench, *m_diffs),
                                                            desktopFolderChooser(), false});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    TaskId taskIn(TaskState state)
    {
        for (const TaskCard &card : m_workbench->tasks()) {
            if (card.state == state)
                return card.id;
        }
        return {};
    }
    void press(const QString &name)
    {
        auto *button = m_window->findChild<QAbstractButton *>(name);
        QVERIFY2(button, qPrintable(name));
        QTRY_VERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<FakeWorkbench> m_workbench;
    std::unique_ptr<FakeDiffSource> m_diffs;
    std::unique_ptr<Recorder> m_recorder;
    SystemClock m_clock;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
