// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/values.h"

#include <variant>

namespace docket {

/**
 * Everything that happens to a task. Each struct is one row of the event log; the names below are their words in it.
 * `by` is who caused it: a person's name, or "docket".
 */
namespace events {

struct TaskCreated
{
    Task task;
    QString digest = {};
}; ///< digest: SHA-256 of the spec's text, hexadecimal
struct SpecRevised { int revision = 0; QString title; QString digest = {}; };
struct TaskQueued {};
struct TaskHeld {};
struct RankSet { double rank = 0; };
struct ProfileSet { QString profile; };
struct StrategySet { MergeStrategy strategy = MergeStrategy::MergeCommit; };
struct BaseSet
{
    QString branch;
}; ///< attempts that are there keep theirs; the next one starts from it
struct Snoozed { QDateTime until; };
struct BudgetSet { Budget budget; };

struct AttemptStarted
{
    Attempt attempt;
    QString prompt = {};
}; ///< a slot for a new attempt; prompt: what its first round is told
struct AttemptContinued
{}; ///< a slot for a further round in the current attempt (TaskRecord::continuesAttempt)
/**
 * The worktree can be worked in. After a merge that found conflicts the base branch was brought into it first: `base`
 * is then the commit of the base branch, `start` the commit that the next round begins on, `prompt` what it is told.
 */
struct WorktreeReady
{
    ObjectId base = {};
    ObjectId start = {};
    QStringList marked = {};
    QStringList unmarked = {};
    QString prompt = {};
};
struct PreparationFailed { QString text; };
struct RoundStarted { Round round; };
struct AgentStarted { ProcessIdentity process; QString sessionId; };
struct PermissionAsked { PermissionAsk ask; };
struct PermissionAnswered
{
    QString requestId;
    QString optionId;
    GrantScope scope = GrantScope::Once;
}; ///< beyond Once the ask's needs become grants
struct PermissionDecided
{
    QString title;
    QString optionName;
    bool allowed = false;
    QString text = {};
}; ///< by the policy: nobody was asked, and why
struct GrantWithdrawn { PermissionRule rule; };
struct AgentTold { QString text; };                  ///< a person said something to the agent while it worked
/** A budget is nearly used up, used up (the agent is then asked to stop), or cannot be measured. */
struct BudgetNoted { QString text; bool usedUp = false; };
struct InterruptRequested {};                        ///< a person asked; the agent ends politely
struct AgentEnded { RoundOutcome outcome = RoundOutcome::Unknown; QString text; QString sessionId; Usage usage; };
struct SnapshotTaken { Snapshot snapshot; };
struct SnapshotFailed { QString text; };
struct CheckRecorded { Evidence evidence; };
struct ChecksFinished {};

struct VerdictGiven { VerdictRecord verdict; QString nextPrompt = {}; }; ///< nextPrompt for request changes
/** note: why it is merged although required evidence is missing; `missing` names the checks. */
struct MergeStarted
{
    MergeStrategy strategy = MergeStrategy::MergeCommit;
    ObjectId expectedBase;
    QString note = {};
    QStringList missing = {};
};
struct MergeDone { ObjectId commit; };
struct MergeConflicted { QStringList paths; };
struct MergeRefused { QString text; };

/** A further round in the same attempt, after Interrupted or Failed; or from Approved, to resolve `conflicts`. */
struct TaskResumed { QString prompt; QStringList conflicts = {}; };
struct TaskRetried {};                               ///< back to the queue for a new attempt
struct TaskCancelled {};
struct WorktreeRemoved { AttemptId attempt; };

} // namespace events

using EventBody =
    std::variant<events::TaskCreated, events::SpecRevised, events::TaskQueued, events::TaskHeld, events::RankSet,
                 events::ProfileSet, events::StrategySet, events::BaseSet, events::Snoozed, events::AttemptStarted,
                 events::AttemptContinued, events::WorktreeReady, events::PreparationFailed, events::RoundStarted,
                 events::AgentStarted, events::PermissionAsked, events::PermissionAnswered, events::InterruptRequested,
                 events::AgentEnded, events::SnapshotTaken, events::SnapshotFailed, events::CheckRecorded,
                 events::ChecksFinished, events::VerdictGiven, events::MergeStarted, events::MergeDone,
                 events::MergeConflicted, events::MergeRefused, events::TaskResumed, events::TaskRetried,
                 events::TaskCancelled, events::WorktreeRemoved, events::BudgetSet, events::PermissionDecided,
                 events::GrantWithdrawn, events::AgentTold, events::BudgetNoted>;

/** The stable word of an alternative ("attempt-started"), as the event log and `--json` print it. */
QString eventWord(const EventBody &body);
/** One untranslated English line for the command line's log and the audit record, without control characters. */
QString describeEvent(const EventBody &body);

/**
 * One thing that happened. The store gives `id`, and numbers what is new in the body (task, attempt, round, evidence)
 * where it has no id yet, before the state machine sees it.
 */
struct Event
{
    EventId id;
    TaskId task;
    QDateTime at;
    QString by;
    EventBody body;
};

} // namespace docket
