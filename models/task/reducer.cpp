// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/reducer.h"
#include "task/reducerstep.h"

using namespace Qt::StringLiterals;

namespace docket {

namespace {

QString adviceFor(TaskState state)
{
    switch (state) {
    case TaskState::Draft:
        return u"put it in the queue first"_s;
    case TaskState::Queued:
        return u"it starts as soon as a slot is free; hold or cancel it if it should not"_s;
    case TaskState::Held:
        return u"put it back in the queue first"_s;
    case TaskState::Preparing:
    case TaskState::Snapshotting:
    case TaskState::Merging:
        return u"wait a moment, this step ends by itself"_s;
    case TaskState::Working:
    case TaskState::Asking:
        return u"interrupt or cancel the agent, or wait for its end"_s;
    case TaskState::Checking:
        return u"wait for the checks, or interrupt them"_s;
    case TaskState::Review:
        return u"give a verdict: approve, request changes or reject"_s;
    case TaskState::Approved:
        return u"merge it, request changes or reject it"_s;
    case TaskState::Failed:
    case TaskState::Interrupted:
        return u"resume it in the same attempt, retry it in a new one, or cancel it"_s;
    case TaskState::Rejected:
    case TaskState::Cancelled:
        return u"retry it in a new attempt, or make a new task from its spec"_s;
    case TaskState::Merged:
        return u"it is done; make a new task for more"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

Result<Reduction> reduce(const TaskRecord &record, const Event &event)
{
    const bool creates = std::holds_alternative<events::TaskCreated>(event.body);
    if (creates && record.task.id.isValid())
        return fail(ErrorCode::AlreadyExists, u"This task was already created; go on with it."_s,
                    QString::number(record.task.id.value));
    if (!creates && !record.task.id.isValid())
        return fail(ErrorCode::NotFound, u"There is no such task; list the tasks to see which there are."_s,
                    QString::number(event.task.value));
    if (!creates && event.task.isValid() && event.task != record.task.id)
        return fail(ErrorCode::Internal, u"An event reached the record of another task; please report this."_s,
                    QString::number(event.task.value));
    return ReducerStep(record, event).run();
}

Result<Reduction> ReducerStep::run()
{
    if (const auto done = std::visit(*this, m_event.body); !done)
        return std::unexpected(done.error());
    return Reduction{std::move(m_record), std::move(m_effects)};
}

void ReducerStep::enter(TaskState state)
{
    task().state = state;
    task().changedAt = m_event.at;
    task().snoozedUntil = {}; // what was put off is not what waits now
    if (state != TaskState::Failed && state != TaskState::Interrupted && state != TaskState::Approved)
        task().failureText.clear();
    if (isFinal(state)) {
        task().cancelRequested = false;
        task().pendingPrompt.clear();
        m_record.asks.clear();
    }
}

void ReducerStep::failWith(TaskState state, const QString &text)
{
    enter(state);
    task().failureText = text;
}

std::unexpected<Error> ReducerStep::refuse(const QString &what) const
{
    return fail(ErrorCode::Refused,
                u"This task is %1, so %2; %3."_s.arg(taskStateWord(state()), what, adviceFor(state())),
                QString::number(m_record.task.id.value));
}

void ReducerStep::waitForSlot(const QString &prompt)
{
    enter(TaskState::Queued);
    task().pendingPrompt = prompt;
}

std::vector<Effect> effectsToIssue(const TaskRecord &record)
{
    const Attempt *attempt = record.currentAttempt();
    const Round *round = record.currentRound();
    switch (record.task.state) {
    case TaskState::Preparing:
        // Also where the worktree is ready and the round was not started: WorktreeReady asks for it once more.
        return {effects::PrepareWorktree{attempt->id}};
    case TaskState::Snapshotting:
        return {effects::TakeSnapshot{round->id}};
    case TaskState::Checking:
        return {effects::RunChecks{round->id}};
    case TaskState::Merging:
        return {effects::Merge{attempt->id, record.task.mergeBase}};
    default:
        return {};
    }
}

} // namespace docket
