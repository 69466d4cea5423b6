// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Goes the whole way through the real windows with mouse and keys, on the real engine and a real agent process:
//   docket-demo-driver --project FOLDER --screenshots FOLDER [--dark] [--scale 2] [--language zh_TW]
// FOLDER is what "docket demo-project" made. The store is that of the environment (DOCKET_HOME). Leaves numbered
// pictures and
// prints a summary whose last line says what was merged. Exit code 0 only when the merge happened.

#include "app/engine/enginediffsource.h"
#include "app/engine/enginesourcelookup.h"
#include "app/engine/engineworkbench.h"
#include "app/gui/gui.h"
#include "core/paths.h"
#include "git/library.h"
#include "gui/driverhands.h"
#include "widgets/common/actionregistry.h"
#include "widgets/queue/taskheader.h"
#include "widgets/queue/tasksidebar.h"
#include "widgets/speceditor/specpane.h"
#include "widgets/speceditor/spectextedit.h"
#include "widgets/transcript/transcriptpane.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

/** One walk. Each step waits for what it needs to see, and ends the walk with a sentence when it does not come. */
class Walk
{
public:
    Walk(MainWindow &window, EngineWorkbench &workbench, const QDir &project, const QDir &pictures)
        : m_window(window), m_workbench(workbench), m_project(project), m_hands(window, pictures)
    {
    }

    bool run()
    {
        return openProject() && writeSpecs() && answerTheAgent() && lookAtEvidence() && reviewAndAskForMore()
            && approveAndMerge();
    }
    QString failure() const { return m_hands.failure(); }
    QStringList summary() const { return m_summary; }

private:
    const TaskCard *card() const
    {
        static TaskCard found;
        for (const TaskCard &known : m_workbench.tasks()) {
            if (known.id == m_task) {
                found = known;
                return &found;
            }
        }
        return nullptr;
    }
    bool isIn(TaskState state) const { return card() && card()->state == state; }

    bool openProject()
    {
        m_window.activateWindow();
        if (!m_hands.waitFor([this] { return m_window.isActiveWindow(); }, u"the window to have the focus"_s))
            return false;
        m_hands.picture(u"start"_s);
        m_hands.press(m_window, Qt::Key_O, Qt::ControlModifier);
        if (!m_hands.waitFor([this] { return !m_workbench.projects().isEmpty(); }, u"the project to open"_s))
            return false;
        m_hands.picture(u"project-open"_s);
        m_summary << u"project: "_s + m_workbench.projects().constFirst().name;
        return true;
    }

    bool writeSpec(const QString &file, TaskId *made)
    {
        QFile spec(m_project.filePath(u"specs/"_s + file));
        if (!spec.open(QIODevice::ReadOnly))
            return m_hands.giveUp(u"The sample project has no specs/"_s + file);
        const QString text = QString::fromUtf8(spec.readAll());
        const QString title = text.section(u'\n', 0, 0).mid(2);
        m_hands.press(m_window, Qt::Key_N, Qt::ControlModifier);
        auto *field = m_hands.waitForWidget<QWidget>(u"newTaskTitle"_s);
        if (!field)
            return false;
        m_hands.type(*field, title);
        if (made == &m_task)
            m_hands.picture(u"new-task"_s, field->window());
        const auto before = m_workbench.tasks().size();
        if (!m_hands.click(u"newTaskCreate"_s)
            || !m_hands.waitFor([&] { return m_workbench.tasks().size() > before
                && m_window.page().card().title == title; }, u"the task to be made"_s))
            return false;
        *made = m_window.page().task();
        SpecTextEdit *editor = m_window.page().spec()->editor();
        if (!m_hands.waitFor([&] { return !editor->isReadOnly() && editor->toPlainText().contains(title); },
                             u"its spec to be shown"_s))
            return false;
        editor->setFocus();
        m_hands.press(*editor, Qt::Key_A, Qt::ControlModifier);
        // As a person would who has written it elsewhere.
        QGuiApplication::clipboard()->setText(text);
        m_hands.press(*editor, Qt::Key_V, Qt::ControlModifier);
        return m_hands.waitFor([&] { return editor->toPlainText().trimmed() == text.trimmed(); },
                               u"the spec to be pasted"_s);
    }

    bool writeSpecs()
    {
        TaskId other;
        if (!writeSpec(u"05-chime.md"_s, &other) || !m_hands.click(u"primaryStep"_s) || !writeSpec(u"04-oolong.md"_s,
            &other)
            || !m_hands.click(u"primaryStep"_s) || !writeSpec(u"03-cups.md"_s, &other))
            return false;
        m_hands.press(*m_window.page().spec()->editor(), Qt::Key_S, Qt::ControlModifier);
        if (!writeSpec(u"02-suggest.md"_s, &m_task))
            return false;
        m_hands.settle();
        m_hands.picture(u"spec"_s);
        m_hands.press(*m_window.page().spec()->editor(), Qt::Key_S, Qt::ControlModifier);
        if (!m_hands.waitFor([this] { return !m_window.page().spec()->isModified(); }, u"the spec to be saved"_s)
            || !m_hands.click(u"primaryStep"_s)
            || !m_hands.waitFor([this] { return card() && card()->state != TaskState::Draft; },
                                u"the task to be queued"_s))
            return false;
        m_summary << u"queued: #%1 %2"_s.arg(m_task.value).arg(card()->title);
        m_hands.press(m_window, Qt::Key_2, Qt::AltModifier);
        return true;
    }

    /** Until the round is over; `asked` counts what was answered. */
    bool seeTheRoundThrough(const QString &pictureName)
    {
        bool pictured = false;
        return m_hands.waitFor(
            [&] {
                if (isIn(TaskState::Asking) && m_hands.find<QWidget>(u"answer_allow_once"_s)) {
                    if (!pictured && !pictureName.isEmpty()) {
                        m_hands.settle();
                        m_hands.picture(pictureName);
                    }
                    pictured = true;
                    if (m_hands.click(u"answer_allow_once"_s))
                        ++m_answers;
                    m_hands.settle();
                }
                return isIn(TaskState::Review) || isIn(TaskState::Failed);
            },
            u"the round to end"_s, 180'000);
    }

    bool answerTheAgent()
    {
        if (!m_hands.waitFor([this] { return isIn(TaskState::Asking) || isIn(TaskState::Review)
            || isIn(TaskState::Failed); }, u"the agent to ask"_s, 120'000))
            return false;
        if (m_window.page().header()->primaryButton() && isIn(TaskState::Asking))
            m_hands.click(u"primaryStep"_s);
        if (!seeTheRoundThrough(u"permission"_s))
            return false;
        m_hands.settle();
        m_hands.picture(u"transcript"_s);
        if (isIn(TaskState::Failed))
            return m_hands.giveUp(u"The round failed: "_s + card()->line);
        m_summary << u"answered: %1 permission request(s)"_s.arg(m_answers);
        return true;
    }

    bool lookAtEvidence()
    {
        m_hands.press(m_window, Qt::Key_4, Qt::AltModifier);
        auto *table = m_hands.waitForWidget<QAbstractItemView>(u"evidenceTable"_s);
        if (!table || !m_hands.waitFor([&] { return table->model()->rowCount() > 0; }, u"evidence"_s))
            return false;
        m_hands.settle();
        m_hands.picture(u"evidence"_s);
        m_summary << u"evidence: %1 passed, %2 failed"_s.arg(card()->checksPassed).arg(card()->checksFailed);
        return true;
    }

    bool reviewAndAskForMore()
    {
        if (!m_hands.click(u"primaryStep"_s))
            return false;
        auto *view = m_hands.waitForWidget<QWidget>(u"diffView"_s);
        auto *request = m_hands.waitForWidget<QWidget>(u"verdictRequest"_s);
        if (!view || !request)
            return false;
        m_hands.settle(1500);
        m_hands.picture(u"review"_s);
        view->setFocus();
        m_hands.press(*view, Qt::Key_S);
        m_hands.settle(600);
        m_hands.picture(u"review-other-mode"_s);
        m_hands.press(*view, Qt::Key_S);
        for (int i = 0; i < 3; ++i)
            m_hands.press(*view, Qt::Key_N);
        m_hands.press(*view, Qt::Key_C);
        auto *comment = m_hands.waitForWidget<QWidget>(u"commentText"_s);
        if (!comment)
            return false;
        m_hands.type(*comment, u"An empty name must suggest nothing; please test that."_s);
        m_hands.picture(u"comment"_s);
        m_hands.press(*comment, Qt::Key_Return, Qt::ControlModifier);
        if (!m_hands.waitFor([&] { return request->isEnabled(); }, u"the comment to be kept"_s))
            return false;
        m_hands.settle();
        m_hands.picture(u"commented"_s);
        if (!m_hands.click(u"verdictRequest"_s)
            || !m_hands.waitFor([this] { return card() && card()->round == 2; }, u"the second round"_s, 60'000))
            return false;
        m_summary << u"requested changes: one comment, round 2"_s;
        m_hands.press(m_window, Qt::Key_2, Qt::AltModifier);
        if (!seeTheRoundThrough({}))
            return false;
        m_hands.settle();
        m_hands.picture(u"second-round"_s);
        return isIn(TaskState::Review) || m_hands.giveUp(u"The second round failed: "_s + card()->line);
    }

    bool approveAndMerge()
    {
        m_hands.press(m_window, Qt::Key_3, Qt::AltModifier);
        m_hands.settle(1500);
        m_hands.picture(u"second-review"_s);
        if (!m_hands.click(u"verdictApprove"_s))
            return false;
        m_hands.settle();
        if ((m_hands.find<QWidget>(u"verdictWarning"_s) && !m_hands.click(u"verdictApprove"_s))
            || // unread hunks: once more, knowing it
            !m_hands.waitFor([this] { return isIn(TaskState::Approved); }, u"the approval"_s))
            return false;
        auto *merge = m_hands.waitForWidget<QWidget>(u"verdictMerge"_s);
        if (!merge || !m_hands.waitFor([&] { return merge->isEnabled(); }, u"the merge to be looked at"_s))
            return false;
        m_hands.settle();
        m_hands.picture(u"approved"_s);
        if (!m_hands.click(u"verdictMerge"_s)
            || !m_hands.waitFor([this] { return !isIn(TaskState::Approved) && !isIn(TaskState::Merging); },
                                u"the merge"_s, 60'000))
            return false;
        if (!isIn(TaskState::Merged))
            return m_hands.giveUp(u"It was not merged: "_s + card()->line);
        m_hands.press(m_window, Qt::Key_5, Qt::AltModifier);
        m_hands.settle();
        m_hands.picture(u"merged"_s);
        m_hands.press(m_window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        if (auto *palette = m_hands.waitForWidget<QWidget>(u"paletteInput"_s)) {
            m_hands.type(*palette, u"rev"_s);
            m_hands.picture(u"command-palette"_s, palette->window());
            m_hands.press(*palette, Qt::Key_Escape);
        }
        QString commit;
        m_workbench.loadTask(m_task, &m_window, [&commit](const Result<TaskRecord> &record) {
            commit = record ? record->task.mergeCommit.shortened() : u"?"_s;
        });
        if (!m_hands.waitFor([&commit] { return !commit.isEmpty(); }, u"the merge commit"_s))
            return false;
        m_summary << u"merged: #%1 %2 into %3 as %4"_s.arg(m_task.value).arg(card()->title, card()->baseBranch, commit);
        return true;
    }

    MainWindow &m_window;
    EngineWorkbench &m_workbench;
    QDir m_project;
    DriverHands m_hands;
    TaskId m_task;
    int m_answers = 0;
    QStringList m_summary;
};

} // namespace

int main(int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; ++i) {
        if (qstrcmp(argv[i], "--scale") == 0)
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
    }
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"project"_s, u"what docket demo-project made"_s, u"folder"_s},
                       {u"screenshots"_s, u"where pictures go"_s, u"folder"_s, u"."_s},
                       {u"dark"_s, u"dark colours"_s},
                       {u"scale"_s, u"factor"_s, u"factor"_s},
                       {u"language"_s, u"language"_s, u"code"_s},
                       {u"size"_s, u"of the window"_s, u"WxH"_s, u"1360x860"_s}});
    parser.process(application);
    const QDir project(parser.value(u"project"_s)), pictures(parser.value(u"screenshots"_s));
    QDir().mkpath(pictures.path());

    const git::Library library;
    QTemporaryDir settings;
    EngineWorkbench workbench(Paths::fromEnvironment());
    EngineDiffSource diffs;
    EngineSourceLookup lookup;
    GuiOptions options;
    options.lookup = &lookup;
    options.settingsFile = settings.filePath(u"windows.ini"_s);
    options.language = parser.value(u"language"_s);
    options.theme = parser.isSet(u"dark"_s) ? ThemeChoice::Dark : ThemeChoice::Light;
    options.chooseFolder = [&project](QWidget *, const QString &, const std::function<void(const QString &)> &chosen) {
        chosen(project.absolutePath());
    };
    int code = 1;
    options.created = [&](MainWindow &window) {
        const QStringList size = parser.value(u"size"_s).split(u'x');
        window.resize(size.value(0).toInt(), size.value(1).toInt());
        QObject::connect(&workbench, &Workbench::ready, &window, [&] {
            Walk walk(window, workbench, project, pictures);
            QTextStream out(stdout);
            if (walk.run())
                code = 0;
            else
                QTextStream(stderr) << "docket-demo-driver: " << walk.failure() << '\n';
            for (const QString &line : walk.summary())
                out << line << '\n';
            window.quit();
        }, Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
        QObject::connect(&workbench, &Workbench::broken, &window, [](const Error &error) {
            QTextStream(stderr) << "docket-demo-driver: " << error.text() << '\n';
            QCoreApplication::exit(1);
        });
        workbench.start();
    };
    runGui(application, workbench, diffs, options);
    QObject::connect(&workbench, &EngineWorkbench::stopped, &application, [] { QCoreApplication::exit(0); },
                     Qt::QueuedConnection);
    workbench.stop();
    application.exec();
    return code;
}
