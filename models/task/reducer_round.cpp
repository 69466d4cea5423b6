// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/reducerstep.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

Result<void> ReducerStep::operator()(const events::AttemptStarted &event)
{
    if (!is(TaskState::Queued))
        return refuse(u"no attempt can start"_s);
    if (m_record.continuesAttempt())
        return fail(ErrorCode::Conflict,
                    u"This task goes on in its last attempt; continue that one, or retry the task."_s,
                    QString::number(task().id.value));
    if (event.prompt.isEmpty())
        return fail(ErrorCode::InvalidInput,
                    u"An attempt needs a prompt; the spec of this task is empty, write it first."_s);
    Attempt attempt = event.attempt;
    const int next = m_record.attempts.isEmpty() ? 1 : m_record.attempts.constLast().number + 1;
    if (attempt.number != 0 && attempt.number != next)
        return fail(ErrorCode::Conflict, u"Another attempt was started meanwhile; look at the task again."_s,
                    QString::number(attempt.number));
    if (m_record.attempt(attempt.id))
        return fail(ErrorCode::AlreadyExists, u"This attempt was already started; look at the task again."_s,
                    QString::number(attempt.id.value));
    attempt.number = next;
    attempt.task = task().id;
    attempt.worktreeRemoved = false;
    attempt.broughtIn = {};
    if (attempt.profile.isEmpty())
        attempt.profile = task().profile;
    if (attempt.baseBranch.isEmpty())
        attempt.baseBranch = task().baseBranch;
    if (attempt.specRevision == 0)
        attempt.specRevision = task().specRevision;
    if (!attempt.startedAt.isValid())
        attempt.startedAt = m_event.at;
    m_record.attempts.append(attempt);
    enter(TaskState::Preparing);
    task().pendingPrompt = event.prompt;
    task().conflicts.clear();
    issue(effects::PrepareWorktree{attempt.id});
    return {};
}

Result<void> ReducerStep::operator()(const events::AttemptContinued &)
{
    if (!is(TaskState::Queued))
        return refuse(u"its attempt cannot go on"_s);
    if (!m_record.continuesAttempt())
        return fail(ErrorCode::Conflict, u"There is nothing to go on with; this task needs a new attempt."_s,
                    QString::number(task().id.value));
    enter(TaskState::Preparing);
    issue(effects::PrepareWorktree{m_record.attempts.constLast().id});
    return {};
}

Result<void> ReducerStep::operator()(const events::WorktreeReady &event)
{
    if (is(TaskState::Cancelled) && !m_record.attempts.isEmpty())
        return {}; // cancelled while it was made; the worktree is the engine's to remove
    if (!is(TaskState::Preparing))
        return refuse(u"no worktree was asked for"_s);
    Attempt &attempt = m_record.attempts.last();
    attempt.worktreeRemoved = false;
    if (event.base.isValid()) {
        attempt.baseCommit = event.base;
        attempt.broughtIn = event.start;
        task().conflicts.clear(); // once: a preparation that is asked for again has the base already
        if (!event.prompt.isEmpty())
            task().pendingPrompt = event.prompt;
    }
    const Round *last = m_record.currentRound();
    issue(effects::StartRound{m_record.attempts.constLast().id, task().pendingPrompt,
                              last ? last->sessionId : QString()});
    return {};
}

Result<void> ReducerStep::operator()(const events::PreparationFailed &event)
{
    if (is(TaskState::Cancelled) && !m_record.attempts.isEmpty())
        return {};
    if (!is(TaskState::Preparing))
        return refuse(u"no worktree was asked for"_s);
    failWith(TaskState::Failed, event.text);
    alert();
    return {};
}

Result<void> ReducerStep::operator()(const events::RoundStarted &event)
{
    if (!is(TaskState::Preparing))
        return refuse(u"no round can start"_s);
    Round round = event.round;
    const Round *last = m_record.currentRound();
    const int next = last ? last->number + 1 : 1;
    const AttemptId attempt = m_record.attempts.constLast().id;
    if ((round.attempt.isValid() && round.attempt != attempt) || (round.number != 0 && round.number != next))
        return fail(ErrorCode::Conflict, u"Another round was started meanwhile; look at the task again."_s,
                    QString::number(round.number));
    if (m_record.round(round.id))
        return fail(ErrorCode::AlreadyExists, u"This round was already started; look at the task again."_s,
                    QString::number(round.id.value));
    round.attempt = attempt;
    round.number = next;
    round.base = m_record.attempts.constLast().baseCommit;
    round.outcome = RoundOutcome::Running;
    round.snapshot.reset();
    if (round.prompt.isEmpty())
        round.prompt = task().pendingPrompt;
    if (!round.startedAt.isValid())
        round.startedAt = m_event.at;
    m_record.rounds.append(round);
    task().pendingPrompt.clear();
    task().conflicts.clear();
    task().notice.clear();
    enter(TaskState::Working);
    return {};
}

Result<void> ReducerStep::operator()(const events::AgentStarted &event)
{
    if (!is(TaskState::Working, TaskState::Asking))
        return refuse(u"no agent runs for it"_s);
    currentRound().process = event.process;
    if (!event.sessionId.isEmpty())
        currentRound().sessionId = event.sessionId;
    return {};
}

Result<void> ReducerStep::operator()(const events::InterruptRequested &)
{
    switch (state()) {
    case TaskState::Working:
    case TaskState::Asking:
        issue(effects::InterruptAgent{currentRound().id});
        return {};
    case TaskState::Checking:
        issue(effects::StopChecks{currentRound().id});
        return {};
    default:
        return refuse(u"nothing runs that could be interrupted"_s);
    }
}

Result<void> ReducerStep::operator()(const events::AgentEnded &event)
{
    if (!is(TaskState::Working, TaskState::Asking))
        return refuse(u"no agent runs for it"_s);
    Round &round = currentRound();
    // An end without a known outcome is unknown, never success.
    round.outcome = event.outcome == RoundOutcome::Running ? RoundOutcome::Unknown : event.outcome;
    round.outcomeText = event.text;
    if (!event.sessionId.isEmpty())
        round.sessionId = event.sessionId;
    round.usage = event.usage;
    round.endedAt = m_event.at;
    m_record.asks.clear();
    enter(TaskState::Snapshotting);
    issue(effects::TakeSnapshot{round.id});
    return {};
}

Result<void> ReducerStep::operator()(const events::SnapshotTaken &event)
{
    if (!is(TaskState::Snapshotting))
        return refuse(u"no snapshot was asked for"_s);
    if (!event.snapshot.commit.isValid() || !event.snapshot.tree.isValid())
        return fail(ErrorCode::InvalidInput,
                    u"A snapshot without a commit and a tree proves nothing; take it again."_s);
    Round &round = currentRound();
    round.snapshot = event.snapshot;
    if (!round.snapshot->takenAt.isValid())
        round.snapshot->takenAt = m_event.at;
    m_record.attempts.last().broughtIn = {};
    const QString stopNotice = std::exchange(task().notice, {});
    if (task().cancelRequested) {
        enter(TaskState::Cancelled);
        return {};
    }
    switch (round.outcome) {
    case RoundOutcome::Finished:
        enter(TaskState::Checking);
        issue(effects::RunChecks{round.id});
        return {};
    case RoundOutcome::Interrupted:
        failWith(TaskState::Interrupted,
                 round.outcomeText.isEmpty() ? u"The agent was interrupted; its work is kept."_s : round.outcomeText);
        // Where a person asked for it nobody needs an alert; where a budget did, its sentence says so.
        if (!stopNotice.isEmpty() && round.outcomeText.startsWith(stopNotice))
            alert();
        return {};
    case RoundOutcome::Running:
    case RoundOutcome::Unknown:
        failWith(TaskState::Interrupted,
                 round.outcomeText.isEmpty() ? u"It is not known whether the agent finished; its work is kept."_s
                                             : round.outcomeText);
        break;
    case RoundOutcome::Refused:
        failWith(TaskState::Failed, round.outcomeText.isEmpty() ? u"The agent refused the work."_s : round.outcomeText);
        break;
    case RoundOutcome::Failed:
        failWith(TaskState::Failed,
                 round.outcomeText.isEmpty() ? u"The agent failed; its work is kept."_s : round.outcomeText);
        break;
    }
    alert();
    return {};
}

Result<void> ReducerStep::operator()(const events::SnapshotFailed &event)
{
    if (!is(TaskState::Snapshotting))
        return refuse(u"no snapshot was asked for"_s);
    if (task().cancelRequested) {
        enter(TaskState::Cancelled);
        return {};
    }
    failWith(TaskState::Failed, event.text);
    alert();
    return {};
}

Result<void> ReducerStep::operator()(const events::CheckRecorded &event)
{
    // Evidence is about a tree, not about a state: it is kept even when nobody waits for it any more.
    const Round *round = m_record.round(event.evidence.round);
    if (!round || !round->snapshot || round->snapshot->tree != event.evidence.tree) {
        return fail(ErrorCode::Conflict,
                    u"This evidence belongs to no snapshot of the task; run the check on the snapshot's tree."_s,
                    event.evidence.check);
    }
    m_record.evidence.append(event.evidence);
    return {};
}

Result<void> ReducerStep::operator()(const events::ChecksFinished &)
{
    if (is(TaskState::Cancelled) && m_record.currentSnapshot())
        return {}; // cancelled while they ran
    if (!is(TaskState::Checking))
        return refuse(u"no checks run for it"_s);
    enter(TaskState::Review);
    alert();
    return {};
}

} // namespace docket
