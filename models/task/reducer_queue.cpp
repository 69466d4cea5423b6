// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/reducerstep.h"

using namespace Qt::StringLiterals;

namespace docket {

Result<void> ReducerStep::operator()(const events::TaskCreated &event)
{
    m_record = TaskRecord{};
    task() = event.task;
    task().state = TaskState::Draft;
    task().pendingPrompt.clear();
    if (!task().createdAt.isValid())
        task().createdAt = m_event.at;
    task().changedAt = task().createdAt;
    return {};
}

Result<void> ReducerStep::operator()(const events::SpecRevised &event)
{
    if (isFinal(state()))
        return refuse(u"its spec stays as it was"_s);
    if (event.revision <= task().specRevision) {
        return fail(ErrorCode::Conflict,
                    u"The spec has a newer revision already; load it and save your change on top of it."_s,
                    QString::number(event.revision));
    }
    task().specRevision = event.revision;
    task().title = event.title;
    return {};
}

Result<void> ReducerStep::operator()(const events::TaskQueued &)
{
    if (!is(TaskState::Draft, TaskState::Held))
        return refuse(u"it cannot be put in the queue"_s);
    enter(TaskState::Queued);
    return {};
}

Result<void> ReducerStep::operator()(const events::TaskHeld &)
{
    if (!is(TaskState::Queued))
        return refuse(u"it cannot be held"_s);
    enter(TaskState::Held);
    return {};
}

Result<void> ReducerStep::operator()(const events::RankSet &event)
{
    if (isFinal(state()))
        return refuse(u"it has no place in the queue"_s);
    task().rank = event.rank;
    return {};
}

Result<void> ReducerStep::operator()(const events::ProfileSet &event)
{
    if (isFinal(state()))
        return refuse(u"no other agent can be chosen"_s);
    if (event.profile.isEmpty())
        return fail(ErrorCode::InvalidInput, u"No agent was named; choose one of the profiles."_s);
    task().profile = event.profile;
    return {};
}

Result<void> ReducerStep::operator()(const events::StrategySet &event)
{
    if (isFinal(state()) || is(TaskState::Merging))
        return refuse(u"the way of merging cannot be changed"_s);
    task().strategy = event.strategy;
    return {};
}

Result<void> ReducerStep::operator()(const events::BaseSet &event)
{
    if (isFinal(state()) || is(TaskState::Merging))
        return refuse(u"its base branch cannot be changed"_s);
    if (event.branch.trimmed().isEmpty())
        return fail(ErrorCode::InvalidInput, u"No branch was named; choose one of the repository's branches."_s);
    task().baseBranch = event.branch;
    return {};
}

Result<void> ReducerStep::operator()(const events::Snoozed &event)
{
    if (isFinal(state()))
        return refuse(u"it cannot be put off"_s);
    task().snoozedUntil = event.until;
    return {};
}

Result<void> ReducerStep::operator()(const events::BudgetSet &event)
{
    if (isFinal(state()))
        return refuse(u"it needs no budget"_s);
    task().budget = event.budget;
    return {};
}

Result<void> ReducerStep::operator()(const events::TaskResumed &event)
{
    if (!is(TaskState::Interrupted, TaskState::Failed, TaskState::Approved))
        return refuse(u"it cannot be resumed"_s);
    if (m_record.attempts.isEmpty())
        return fail(ErrorCode::Refused, u"There is no attempt to go on with; retry the task instead."_s,
                    QString::number(task().id.value));
    QString prompt = event.prompt;
    if (prompt.isEmpty())
        prompt = task().pendingPrompt; // the round that never started
    if (prompt.isEmpty() && m_record.currentRound())
        prompt = m_record.currentRound()->prompt;
    if (prompt.isEmpty())
        return fail(ErrorCode::InvalidInput,
                    u"The agent needs to be told something; write what the next round should do."_s);
    waitForSlot(prompt);
    if (!event.conflicts.isEmpty())
        task().conflicts = event.conflicts;
    return {};
}

Result<void> ReducerStep::operator()(const events::TaskRetried &)
{
    if (!is(TaskState::Interrupted, TaskState::Failed, TaskState::Review, TaskState::Approved, TaskState::Rejected,
            TaskState::Cancelled))
        return refuse(u"it cannot be tried again"_s);
    waitForSlot({});
    task().conflicts.clear();
    return {};
}

Result<void> ReducerStep::operator()(const events::TaskCancelled &)
{
    if (isFinal(state()))
        return refuse(u"it cannot be cancelled"_s);
    switch (state()) {
    case TaskState::Merging:
        return refuse(u"it cannot be cancelled now"_s);
    case TaskState::Working:
    case TaskState::Asking:
        // What the agent left is kept first: Cancelled comes after the snapshot.
        task().cancelRequested = true;
        issue(effects::StopAgent{currentRound().id});
        return {};
    case TaskState::Snapshotting:
        task().cancelRequested = true;
        return {};
    case TaskState::Checking:
        issue(effects::StopChecks{currentRound().id});
        break;
    default:
        break;
    }
    enter(TaskState::Cancelled);
    return {};
}

} // namespace docket
