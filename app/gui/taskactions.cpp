// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/taskactions.h"

#include "app/gui/budgetdialog.h"
#include "app/gui/mergedialog.h"
#include "app/gui/notedialog.h"
#include "app/gui/taskpage.h"
#include "items/tasksection.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/icons.h"
#include "widgets/speceditor/specpane.h"
#include "widgets/transcript/askbar.h"
#include "widgets/transcript/transcriptpane.h"

#include <QAction>
#include <QInputDialog>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

TaskActions::TaskActions(Workbench &workbench, ActionRegistry &registry, TaskPage &page, QWidget *window)
    : QObject(window), m_workbench(workbench), m_registry(registry), m_page(page), m_window(window)
{
    make();
    connect(&page, &TaskPage::taskChanged, this, &TaskActions::refresh);
    connect(&page, &TaskPage::tabChanged, this, &TaskActions::refresh);
    refresh();
}

void TaskActions::make()
{
    using Group = ActionRegistry::Group;
    const auto add = [this](QList<QAction *> &menu, Group group, const QString &id, const QString &text,
                            const QKeySequence &key, const QString &name) {
        QAction *action = m_registry.add(group, id, text, key, name);
        menu << action;
        return action;
    };
    const auto task = [&](const QString &id, const QString &text, const QKeySequence &key, const QString &name) {
        return add(m_menu, Group::Task, id, text, key, name);
    };
    const auto review = [&](const QString &id, const QString &text, const QKeySequence &key, const QString &name) {
        return add(m_review, Group::Review, id, text, key, name);
    };
    m_queue = task(u"taskQueue"_s, tr("Put in the &queue"), Qt::CTRL | Qt::Key_Return, u"queue"_s);
    m_startNow = task(u"taskStartNow"_s, tr("&Start now"), Qt::CTRL | Qt::SHIFT | Qt::Key_Return, u"play"_s);
    m_hold = task(u"taskHold"_s, tr("&Hold"), Qt::CTRL | Qt::Key_H, u"pause"_s);
    m_answer = task(u"taskAnswer"_s, tr("&Answer"), Qt::CTRL | Qt::Key_G, u"question"_s);
    m_interrupt = task(u"taskInterrupt"_s, tr("&Interrupt"), Qt::CTRL | Qt::Key_Period, u"stop"_s);
    m_tell = task(u"taskTell"_s, tr("&Tell the agent\u2026"), Qt::CTRL | Qt::Key_T, u"user"_s);
    m_budget = task(u"taskBudget"_s, tr("&Budget\u2026"), Qt::CTRL | Qt::ALT | Qt::Key_B, u"activity"_s);
    m_resume = task(u"taskResume"_s, tr("&Go on\u2026"), Qt::CTRL | Qt::Key_R, u"play"_s);
    m_retry = task(u"taskRetry"_s, tr("&Retry in a new attempt"), Qt::CTRL | Qt::SHIFT | Qt::Key_R, u"retry"_s);
    m_up = task(u"taskUp"_s, tr("Move &up in the queue"), Qt::CTRL | Qt::SHIFT | Qt::Key_Up, u"arrow-up"_s);
    m_down = task(u"taskDown"_s, tr("Move &down in the queue"), Qt::CTRL | Qt::SHIFT | Qt::Key_Down, u"arrow-down"_s);
    m_snooze = task(u"taskSnooze"_s, tr("Snoo&ze until tomorrow"), Qt::CTRL | Qt::ALT | Qt::Key_Z, u"clock"_s);
    m_base = task(u"taskBase"_s, tr("Change the &base branch\u2026"), Qt::CTRL | Qt::ALT | Qt::Key_G, u"merge"_s);
    m_cancel = task(u"taskCancel"_s, tr("&Cancel task\u2026"), Qt::CTRL | Qt::SHIFT | Qt::Key_Backspace, u"cross"_s);
    m_openReview = review(u"reviewOpen"_s, tr("&Review"), Qt::CTRL | Qt::Key_E, u"review"_s);
    m_approve = review(u"reviewApprove"_s, tr("&Approve\u2026"), Qt::CTRL | Qt::ALT | Qt::Key_Return, u"check"_s);
    m_request = review(u"reviewRequestChanges"_s, tr("Request &changes\u2026"), Qt::CTRL | Qt::ALT | Qt::Key_M,
                       u"retry"_s);
    m_reject = review(u"reviewReject"_s, tr("Re&ject\u2026"), Qt::CTRL | Qt::ALT | Qt::Key_X, u"ban"_s);
    m_merge = review(u"reviewMerge"_s, tr("&Merge\u2026"), Qt::CTRL | Qt::Key_M, u"merge"_s);

    // The spec as it stands on screen is what gets queued; the page may show another task when it is stored.
    const auto afterSaving = [this](TaskCommand command, const QString &sentence) {
        m_page.spec()->leave([this, task = m_page.task(), command, sentence] {
            m_workbench.command(task, command, {}, this, report(sentence));
        });
    };
    connect(m_queue, &QAction::triggered, this,
            [afterSaving] { afterSaving(TaskCommand::Queue, tr("The task is in the queue.")); });
    connect(m_startNow, &QAction::triggered, this,
            [afterSaving] { afterSaving(TaskCommand::StartNow, tr("The task starts.")); });
    connect(m_hold, &QAction::triggered, this, [this] { run(TaskCommand::Hold, tr("The task is held.")); });
    connect(m_interrupt, &QAction::triggered, this,
            [this] { run(TaskCommand::Interrupt, tr("The agent was asked to stop; its work is kept.")); });
    connect(m_retry, &QAction::triggered, this,
            [this] { run(TaskCommand::Retry, tr("The task is in the queue for a new attempt.")); });
    connect(m_resume, &QAction::triggered, this, [this] { askFor(TaskCommand::Resume); });
    connect(m_cancel, &QAction::triggered, this, [this] { askFor(TaskCommand::Cancel); });
    connect(m_up, &QAction::triggered, this, [this] { moveBy(-1); });
    connect(m_down, &QAction::triggered, this, [this] { moveBy(1); });
    connect(m_tell, &QAction::triggered, this, &TaskActions::tell);
    connect(m_budget, &QAction::triggered, this, &TaskActions::setBudget);
    connect(m_base, &QAction::triggered, this, &TaskActions::changeBase);
    connect(m_snooze, &QAction::triggered, this, &TaskActions::snooze);
    connect(m_answer, &QAction::triggered, this, [this] {
        show(int(TaskPage::Tab::Transcript));
        m_page.transcript()->askBar()->focusFirst();
    });
    connect(m_openReview, &QAction::triggered, this, [this] {
        show(int(TaskPage::Tab::Review));
        m_page.review().widget->setFocus();
    });
    connect(m_approve, &QAction::triggered, this, [this] { verdict(Verdict::Approve); });
    connect(m_request, &QAction::triggered, this, [this] { verdict(Verdict::RequestChanges); });
    connect(m_reject, &QAction::triggered, this, [this] { verdict(Verdict::Reject); });
    connect(m_merge, &QAction::triggered, this, &TaskActions::merge);
}

void TaskActions::refresh()
{
    const bool any = m_page.task().isValid();
    const TaskState s = m_page.card().state;
    const auto in = [&](std::initializer_list<TaskState> states) { return any && std::find(states.begin(),
        states.end(), s) != states.end(); };
    const bool judged = in({TaskState::Review, TaskState::Approved});
    m_queue->setEnabled(in({TaskState::Draft, TaskState::Held}));
    m_startNow->setEnabled(in({TaskState::Draft, TaskState::Queued, TaskState::Held}));
    m_hold->setEnabled(in({TaskState::Queued}));
    m_answer->setEnabled(in({TaskState::Asking}));
    m_interrupt->setEnabled(in({TaskState::Preparing, TaskState::Working, TaskState::Asking, TaskState::Checking}));
    m_tell->setEnabled(in({TaskState::Working, TaskState::Asking}));
    m_budget->setEnabled(any && !isFinal(s));
    m_resume->setEnabled(in({TaskState::Interrupted, TaskState::Failed}));
    m_retry->setEnabled(in({TaskState::Interrupted, TaskState::Failed, TaskState::Rejected, TaskState::Cancelled}));
    m_base->setEnabled(any && !isFinal(s) && s != TaskState::Merging);
    m_cancel->setEnabled(any && !isFinal(s) && s != TaskState::Merging);
    m_up->setEnabled(in({TaskState::Queued, TaskState::Held}));
    m_down->setEnabled(m_up->isEnabled());
    const bool waits = any && (needsPerson(s) || in({TaskState::Queued, TaskState::Held, TaskState::Draft}));
    m_snooze->setEnabled(waits);
    const bool snoozed = m_page.card().snoozedUntil.isValid()
        && m_page.card().snoozedUntil > QDateTime::currentDateTimeUtc();
    m_snooze->setText(snoozed ? tr("End the snoo&ze") : tr("Snoo&ze until tomorrow"));
    const Snapshot *snapshot = m_page.record().task.id == m_page.task() ? m_page.record().currentSnapshot() : nullptr;
    m_openReview->setEnabled(any && snapshot);
    m_approve->setEnabled(in({TaskState::Review}) && snapshot);
    m_request->setEnabled(judged && snapshot);
    m_reject->setEnabled(judged && snapshot);
    m_merge->setEnabled(in({TaskState::Approved}));
}

QList<QAction *> TaskActions::steps() const
{
    // The review tab has the verdict at its own foot.
    const bool onReview = m_page.tab() == TaskPage::Tab::Review;
    switch (m_page.card().state) {
    case TaskState::Draft: return {m_queue, m_startNow};
    case TaskState::Queued: return {m_startNow, m_hold};
    case TaskState::Held: return {m_queue, m_startNow};
    case TaskState::Asking: return {m_answer, m_interrupt};
    case TaskState::Working: return {m_interrupt, m_tell};
    case TaskState::Preparing:
    case TaskState::Checking: return {m_interrupt};
    case TaskState::Review: return onReview ? QList<QAction *>() : QList<QAction *>{m_openReview};
    case TaskState::Approved: return onReview ? QList<QAction *>() : QList<QAction *>{m_merge, m_openReview};
    case TaskState::Failed:
    case TaskState::Interrupted: return {m_retry, m_resume};
    default: return {};
    }
}

Workbench::Reply<void> TaskActions::report(const QString &sentence)
{
    return [this, sentence](const Result<void> &result) {
        if (result)
            Q_EMIT done(sentence);
        else
            Q_EMIT failed(result.error());
    };
}

void TaskActions::run(TaskCommand command, const QString &sentence)
{
    m_workbench.command(m_page.task(), command, {}, this, report(sentence));
}

void TaskActions::askFor(TaskCommand command)
{
    NoteDialog::Content content;
    if (command == TaskCommand::Resume) {
        content = {tr("Go on"), tr("The agent goes on in the same worktree. What should it know?"),
                   tr("A message for the agent (may stay empty)"),
                   tr("Go on"), {}, false};
    } else {
        content = {tr("Cancel task"), tr("The task is called off. Its spec and all snapshots are kept."),
                   tr("Why (may stay empty)"), tr("Cancel task"), {}, true};
    }
    auto *dialog = new NoteDialog(content, m_window);
    connect(dialog, &NoteDialog::confirmed, this, [this, command, task = m_page.task()](const QString &note) {
        m_workbench.command(task, command, note, this,
                            report(command == TaskCommand::Resume ? tr("The agent goes on.")
                                   : tr("The task was called off.")));
    });
    dialog->open();
}

void TaskActions::tell()
{
    auto *dialog = new NoteDialog({tr("Tell the agent"),
                                   tr("The agent hears it while it works, if it listens; its turn goes on."),
                                   tr("What the agent should know"),
                                   tr("Tell it"),
                                   {},
                                   false},
                                  m_window);
    connect(dialog, &NoteDialog::confirmed, this, [this, task = m_page.task()](const QString &note) {
        if (!note.trimmed().isEmpty())
            m_workbench.tell(task, note, this, report(tr("The agent was told.")));
    });
    dialog->open();
}

void TaskActions::setBudget()
{
    const TaskRecord &record = m_page.record();
    auto *dialog = new BudgetDialog(record.task.budget, record.spent(), m_window);
    connect(dialog, &BudgetDialog::confirmed, this, [this, task = m_page.task()](const Budget &budget) {
        m_workbench.setBudget(task, budget, this, [this](const Result<QStringList> &remarks) {
            if (!remarks)
                Q_EMIT failed(remarks.error());
            else
                Q_EMIT done(remarks->isEmpty() ? tr("The budget is set.") : remarks->join(u' '));
        });
    });
    dialog->open();
}

void TaskActions::snooze()
{
    const bool snoozed = m_page.card().snoozedUntil.isValid()
        && m_page.card().snoozedUntil > QDateTime::currentDateTimeUtc();
    const QDateTime until = snoozed ? QDateTime() : QDateTime(QDate::currentDate().addDays(1), QTime(9, 0)).toUTC();
    m_workbench.snooze(m_page.task(), until, this, report(snoozed ? tr("The task is back.")
                                                          : tr("The task comes back tomorrow at nine.")));
}

void TaskActions::moveBy(int rows)
{
    QList<TaskCard> queue;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const TaskCard &card : m_workbench.openTasks()) {
        if (sectionOf(card, now) == TaskSection::Queued)
            queue << card;
    }
    std::sort(queue.begin(), queue.end(),
              [](const TaskCard &a, const TaskCard &b) { return sectionLess(TaskSection::Queued, a, b); });
    const auto here = std::find_if(queue.begin(), queue.end(),
                                   [this](const TaskCard &card) { return card.id == m_page.task(); });
    if (here == queue.end())
        return;
    const qsizetype target = (here - queue.begin()) + rows;
    if (target < 0 || target >= queue.size())
        return;
    // "Before" the one that then follows: moving down passes the next one.
    const qsizetype follows = rows > 0 ? target + 1 : target;
    m_workbench.move(m_page.task(), follows < queue.size() ? queue[follows].id : TaskId(), this,
                     report(tr("The queue has a new order.")));
}

void TaskActions::verdict(Verdict verdict)
{
    const Snapshot *snapshot = m_page.record().currentSnapshot();
    if (!snapshot)
        return;
    NoteDialog::Content content;
    switch (verdict) {
    case Verdict::Approve: {
        const int failedChecks = m_page.card().checksFailed;
        QStringList said;
        if (failedChecks > 0)
            said += tr("%n check(s) failed on this tree. You approve it all the same.", nullptr, failedChecks);
        else
            said += tr("You approve exactly this tree: %1.").arg(snapshot->tree.shortened());
        said += m_page.review().unread ? m_page.review().unread(m_page.task()) : QString();
        content = {
            tr("Approve"), said.join(u' ').trimmed(), tr("A note for the record (may stay empty)"), tr("Approve"), {},
            false};
        break;
    }
    case Verdict::RequestChanges:
        content = {tr("Request changes"), tr("Your comments become the next prompt of the same agent."),
                   tr("Something to say besides the comments"),
                   tr("Request changes"), tr("What the agent will be told"), false};
        break;
    case Verdict::Reject:
        content = {tr("Reject"), tr("The work is not merged. Its snapshots are kept."), tr("Why (may stay empty)"),
                   tr("Reject"), {}, true};
        break;
    }
    auto *dialog = new NoteDialog(content, m_window);
    const TaskId task = m_page.task();
    if (verdict == Verdict::RequestChanges) {
        const auto preview = [this, dialog, task](const QString &note) {
            m_workbench.previewFeedback(task, note, dialog, [dialog](const Result<QString> &text) {
                dialog->setPreview(text ? *text : text.error().text());
            });
        };
        connect(dialog, &NoteDialog::noteChanged, this, preview);
        preview({});
    }
    connect(dialog, &NoteDialog::confirmed, this, [this, verdict, task, tree = snapshot->tree](const QString &note) {
        static const char *const sentences[] = {QT_TR_NOOP("Approved. It can be merged now."),
                                                QT_TR_NOOP("The agent starts another round with your comments."),
                                                QT_TR_NOOP("Rejected.")};
        m_workbench.giveVerdict(task, tree, verdict, note, this, report(tr(sentences[size_t(verdict)])));
    });
    dialog->open();
}

void TaskActions::changeBase()
{
    auto *dialog = new QInputDialog(m_window);
    dialog->setObjectName(u"baseDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Base branch"));
    const bool begun = m_page.card().attempt > 0;
    dialog->setLabelText(begun ? tr("Branch for the next attempt to start from and to be merged into. The attempt that "
                                    "is there keeps its own.")
                               : tr("Branch to start from and to merge into"));
    dialog->setTextValue(m_page.card().baseBranch);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, task = m_page.task()](const QString &branch) {
        m_workbench.setBase(task, branch.trimmed(), this, report(tr("The base branch is %1.").arg(branch.trimmed())));
    });
    dialog->open();
}

void TaskActions::merge()
{
    auto *dialog = new MergeDialog(m_workbench, m_page.record().task, m_window);
    connect(dialog, &MergeDialog::mergeChosen, this,
            [this, task = m_page.task()](MergeStrategy strategy, const QString &note) {
        m_workbench.merge(task, strategy, note, this, report(tr("Merged.")));
    });
    connect(dialog, &MergeDialog::handBackChosen, this, [this, task = m_page.task()] {
        m_workbench.handConflictsBack(task, this, report(tr("The agent gets the conflicts as its next round.")));
    });
    dialog->open();
}

void TaskActions::show(int tab)
{
    m_page.setTab(TaskPage::Tab(tab));
}

} // namespace docket
