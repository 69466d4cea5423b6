// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/mainwindow.h"
#include "app/gui/taskactions.h"
#include "app/gui/textdialog.h"
#include "app/gui/topbar.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/shortcutsheet.h"
#include "widgets/insights/evidencepane.h"
#include "widgets/queue/tasksidebar.h"
#include "widgets/speceditor/specpane.h"
#include "widgets/transcript/askbar.h"
#include "widgets/transcript/transcriptpane.h"
#include "widgets/transcript/transcriptview.h"

#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace docket {

using Group = ActionRegistry::Group;

QAction *MainWindow::act(const char *id) const
{
    QAction *action = m_registry->action(QString::fromLatin1(id));
    Q_ASSERT(action);
    return action;
}

void MainWindow::makeActions()
{
    const auto add = [this](Group group, const QString &id, const QString &text, const QKeySequence &key,
                            const QString &name, auto run) {
        connect(m_registry->add(group, id, text, key, name), &QAction::triggered, this, run);
    };
    add(Group::Project, u"projectOpen"_s, tr("&Open project\u2026"), Qt::CTRL | Qt::Key_O, u"folder"_s, [this] {
        m_parts.chooseFolder(this, tr("Open a git repository"), [this](const QString &path) { openProject(path); });
    });
    add(Group::Project, u"projectAll"_s, tr("Show &all projects"), Qt::CTRL | Qt::SHIFT | Qt::Key_A, u"inbox"_s,
        [this] { m_topBar->setProject({}); });
    add(Group::Project, u"projectConfigure"_s, tr("Write docket.&yaml\u2026"), Qt::CTRL | Qt::SHIFT | Qt::Key_Y,
        u"flask"_s, [this] { configureProject(); });
    add(Group::Project, u"projectForget"_s, tr("&Close project"), Qt::CTRL | Qt::SHIFT | Qt::Key_W, u"cross"_s,
        [this] { forgetProject(); });
    add(Group::Project, u"appSettings"_s, tr("&Settings\u2026"), Qt::CTRL | Qt::Key_Comma, u"settings"_s,
        [this] { showSettings(); });
    add(Group::Project, u"appProfiles"_s, tr("A&gents\u2026"), Qt::CTRL | Qt::SHIFT | Qt::Key_Comma, u"settings"_s,
        [this] { showProfiles(); });
    add(Group::Project, u"windowClose"_s, tr("Close &window"), Qt::CTRL | Qt::Key_W, {}, [this] { close(); });
    add(Group::Project, u"appQuit"_s, tr("&Quit"), Qt::CTRL | Qt::Key_Q, u"quit"_s, [this] { quit(); });

    add(Group::Task, u"taskNew"_s, tr("&New task\u2026"), Qt::CTRL | Qt::Key_N, u"plus"_s, [this] { newTask(); });
    add(Group::Task, u"taskNext"_s, tr("Next that needs &you"), Qt::CTRL | Qt::Key_J, u"inbox"_s,
        [this] { goToNext(); });
    add(Group::Task, u"taskBelow"_s, tr("Next in the &list"), Qt::ALT | Qt::Key_Down, u"arrow-down"_s,
        [this] { m_sidebar->step(1); });
    add(Group::Task, u"taskAbove"_s, tr("&Previous in the list"), Qt::ALT | Qt::Key_Up, u"arrow-up"_s,
        [this] { m_sidebar->step(-1); });
    add(Group::Task, u"taskFind"_s, tr("&Find a task"), Qt::CTRL | Qt::SHIFT | Qt::Key_F, u"search"_s,
        [this] { m_sidebar->focusSearch(); });
    add(Group::Task, u"taskHoldAll"_s, tr("Hold all &queued tasks"), Qt::CTRL | Qt::ALT | Qt::Key_H, u"pause"_s,
        [this] { holdAll(); });

    using Tab = TaskPage::Tab;
    struct Page { const char *id; QString text; Tab tab; int key; const char *icon; };
    const Page pages[] = {{"viewSpec", tr("&Spec"), Tab::Spec, Qt::Key_1, "document"},
                          {"viewTranscript", tr("&Transcript"), Tab::Transcript, Qt::Key_2, "thought"},
                          {"viewReview", tr("&Review"), Tab::Review, Qt::Key_3, "review"},
                          {"viewEvidence", tr("&Evidence"), Tab::Evidence, Qt::Key_4, "flask"},
                          {"viewHistory", tr("&History"), Tab::History, Qt::Key_5, "history"}};
    for (const Page &part : pages) {
        add(Group::View, QString::fromLatin1(part.id), part.text, QKeySequence(int(Qt::ALT) | part.key),
            QString::fromLatin1(part.icon),
            [this, tab = part.tab] { page().setTab(tab); });
    }
    add(Group::View, u"commandPalette"_s, tr("Command &palette"), Qt::CTRL | Qt::SHIFT | Qt::Key_P, u"palette"_s,
        [this] { openPalette(); });
    add(Group::View, u"viewSidebar"_s, tr("Task &list"), Qt::Key_F9, u"split"_s,
        [this] { m_sidebar->setVisible(m_sidebar->isHidden()); });
    add(Group::View, u"viewTheme"_s, tr("&Light or dark"), Qt::CTRL | Qt::SHIFT | Qt::Key_L, {},
        [this] { toggleTheme(); });
    add(Group::View, u"viewFullScreen"_s, tr("&Full screen"), Qt::Key_F11, {},
        [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    add(Group::View, u"windowShow"_s, tr("&Open Docket"), Qt::CTRL | Qt::ALT | Qt::Key_O, u"docket"_s,
        [this] { comeToFront(); });

    add(Group::Help, u"helpGuide"_s, tr("Docket in five &minutes"), Qt::Key_F1, u"help"_s,
        [this] { (new HelpDialog(this))->open(); });
    add(Group::Help, u"helpShortcuts"_s, tr("&Keyboard shortcuts"), Qt::CTRL | Qt::Key_Slash, u"palette"_s, [this] {
        furnish();
        auto *sheet = new ShortcutSheet(*m_registry, this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->open();
    });
    add(Group::Help, u"helpAbout"_s, tr("&About Docket"), Qt::SHIFT | Qt::Key_F1, u"info"_s,
        [this] { (new AboutDialog(this))->open(); });
}

void MainWindow::makeScopedActions()
{
    const auto add = [this](Group group, const QString &id, const QString &text, const QKeySequence &key,
                            const QString &name, QWidget *scope, const auto &run) {
        connect(m_registry->add(group, id, text, key, name, scope), &QAction::triggered, this, run);
    };
    SpecPane *spec = m_page->spec();
    add(Group::Spec, u"specSave"_s, tr("&Save a revision"), Qt::CTRL | Qt::Key_S, u"save"_s, nullptr,
        [spec] { spec->save(); });
    add(Group::Spec, u"specCriterion"_s, tr("Add a &criterion"), Qt::CTRL | Qt::ALT | Qt::Key_C, u"list-check"_s,
        nullptr, [this, spec] {
        m_page->setTab(TaskPage::Tab::Spec);
        spec->insertCriterion();
    });
    struct Part { const char *id; QString text; SectionKind kind; int key; };
    const Part parts[] = {{"specCurrentState", tr("Section: C&urrent state"), SectionKind::CurrentState, Qt::Key_1},
                          {"specTarget", tr("Section: &Target"), SectionKind::Target, Qt::Key_2},
                          {"specApproach", tr("Section: &Approach"), SectionKind::Approach, Qt::Key_3},
                          {"specCriteria", tr("Section: Acceptance c&riteria"), SectionKind::AcceptanceCriteria,
                           Qt::Key_4}};
    for (const Part &part : parts) {
        add(Group::Spec, QString::fromLatin1(part.id), part.text, QKeySequence(int(Qt::CTRL | Qt::ALT) | part.key),
            u"document"_s, nullptr,
            [this, spec, kind = part.kind] {
                m_page->setTab(TaskPage::Tab::Spec);
                spec->insertSection(kind);
            });
    }
    add(Group::Spec, u"specNextProblem"_s, tr("&Next thing to look at"), Qt::Key_F8, u"warning"_s, nullptr,
        [spec] { spec->goToProblem(1); });
    add(Group::Spec, u"specPreviousProblem"_s, tr("&Previous thing to look at"), Qt::SHIFT | Qt::Key_F8, u"warning"_s,
        nullptr, [spec] { spec->goToProblem(-1); });
    add(Group::Spec, u"specRevisions"_s, tr("&Revisions"), Qt::CTRL | Qt::ALT | Qt::Key_R, u"history"_s, nullptr,
        [this, spec] {
        m_page->setTab(TaskPage::Tab::Spec);
        spec->focusRevisions();
    });

    TranscriptPane *transcript = m_page->transcript();
    struct Answer { const char *id; QString text; const char *kind; GrantScope scope; int key; };
    const Answer answers[] = {
        {"answerAllowOnce", tr("&Allow once"), "allow_once", GrantScope::Once, Qt::Key_Y},
        {"answerAllowTask", tr("Allow for this &task"), "allow_once", GrantScope::Task, Qt::Key_A},
        {"answerAllowProject", tr("Allow for this &project"), "allow_once", GrantScope::Project, Qt::Key_P},
        {"answerReject", tr("&Reject what it asks"), "reject_once", GrantScope::Once, Qt::Key_N},
        {"answerWait", tr("&Wait for the silent agent"), "wait", GrantScope::Once, Qt::Key_W},
        {"answerKill", tr("&Kill the silent agent"), "stop", GrantScope::Once, Qt::Key_K}};
    for (const Answer &answer : answers) {
        add(Group::Transcript, QString::fromLatin1(answer.id), answer.text,
            QKeySequence(int(Qt::CTRL | Qt::ALT) | answer.key), u"question"_s, nullptr,
            [transcript, kind = QString::fromLatin1(answer.kind), scope = answer.scope] {
                transcript->askBar()->answer(kind, scope);
            });
    }
    add(Group::Transcript, u"transcriptFind"_s, tr("&Find in the transcript"), Qt::CTRL | Qt::Key_F, u"search"_s,
        transcript, [transcript] { transcript->focusSearch(); });
    add(Group::Transcript, u"transcriptFindNext"_s, tr("Find &next in the transcript"), Qt::Key_F3, {}, transcript,
        [transcript] { transcript->findNext(false); });
    add(Group::Transcript, u"transcriptFindPrevious"_s, tr("Find &previous in the transcript"), Qt::SHIFT | Qt::Key_F3,
        {}, transcript, [transcript] { transcript->findNext(true); });
    add(Group::Transcript, u"transcriptCopy"_s, tr("&Copy the chosen entries"), QKeySequence::Copy, u"copy"_s,
        transcript->view(), [transcript] { transcript->copy(); });
    add(Group::Transcript, u"transcriptFile"_s, tr("Show its file in the &review"), Qt::CTRL | Qt::ALT | Qt::Key_J,
        u"review"_s, transcript, [transcript] { transcript->goToFile(); });
    add(Group::Transcript, u"transcriptFold"_s, tr("F&old all"), Qt::CTRL | Qt::ALT | Qt::Key_Minus,
        u"chevron-right"_s, nullptr, [transcript] { transcript->foldAll(true); });
    add(Group::Transcript, u"transcriptUnfold"_s, tr("&Unfold all"), Qt::CTRL | Qt::ALT | Qt::Key_Plus,
        u"chevron-down"_s, nullptr, [transcript] { transcript->foldAll(false); });
    add(Group::Transcript, u"transcriptEnd"_s, tr("Follow the &end"), Qt::CTRL | Qt::ALT | Qt::Key_End,
        u"arrow-down"_s, nullptr, [transcript] { transcript->goToEnd(); });

    EvidencePane *evidence = m_page->evidence();
    add(Group::View, u"logFind"_s, tr("Find in the &log"), Qt::CTRL | Qt::Key_F, u"search"_s, evidence,
        [evidence] { evidence->focusSearch(); });
    add(Group::View, u"logFindNext"_s, tr("Find ne&xt in the log"), Qt::Key_F3, {}, evidence,
        [evidence] { evidence->findNext(false); });
    add(Group::View, u"logFindPrevious"_s, tr("Find pre&vious in the log"), Qt::SHIFT | Qt::Key_F3, {}, evidence,
        [evidence] { evidence->findNext(true); });
}

void MainWindow::makeMenus()
{
    for (Group group : ActionRegistry::groups()) {
        QMenu *menu = menuBar()->addMenu(u'&' + ActionRegistry::title(group));
        menu->setObjectName(u"menu%1"_s.arg(int(group)));
        connect(menu, &QMenu::aboutToShow, this, &MainWindow::furnish);
    }
}

void MainWindow::fillMenus()
{
    for (Group group : ActionRegistry::groups()) {
        auto *menu = findChild<QMenu *>(u"menu%1"_s.arg(int(group)));
        for (QAction *action : m_registry->actions(group)) {
            const QString id = action->objectName();
            if (id == u"appSettings"_s || id == u"windowClose"_s || id == u"taskQueue"_s || id == u"commandPalette"_s
                || id == u"logFind"_s
                || id == u"specCurrentState"_s || id == u"specNextProblem"_s || id == u"transcriptFind"_s
                    || id == u"helpAbout"_s)
                menu->addSeparator();
            menu->addAction(action);
        }
    }
}

} // namespace docket
