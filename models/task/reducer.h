// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "task/event.h"

#include <vector>

namespace docket {

/**
 * What the engine has to do because of an event. Effects are idempotent: the engine may issue one again after a
 * restart, because each ends in an event, and effectsToIssue() derives the missing ones from the stored state alone.
 */
namespace effects {

struct PrepareWorktree { AttemptId attempt; };
struct StartRound
{
    AttemptId attempt;
    QString prompt;
    QString resumeSession;
}; ///< engine answers with RoundStarted, AgentStarted
struct InterruptAgent { RoundId round; };
struct StopAgent { RoundId round; };              ///< kill the whole tree, verified
struct AnswerAgent { RoundId round; QString requestId; QString optionId; };
struct TakeSnapshot { RoundId round; };
struct RunChecks { RoundId round; };              ///< those without evidence on that tree
struct StopChecks
{
    RoundId round;
}; ///< nothing happens where none runs; in Checking the engine answers with ChecksFinished
struct Merge { AttemptId attempt; ObjectId expectedBase; };
struct AlertPerson { TaskState why = TaskState::Review; };

} // namespace effects

using Effect = std::variant<effects::PrepareWorktree, effects::StartRound, effects::InterruptAgent, effects::StopAgent,
                            effects::AnswerAgent, effects::TakeSnapshot, effects::RunChecks, effects::StopChecks,
                            effects::Merge, effects::AlertPerson>;

struct Reduction
{
    TaskRecord record;
    std::vector<Effect> effects;
};

/**
 * The state machine. Pure. An event that the state does not allow is refused with a sentence (ErrorCode::Refused, or
 * Conflict where the record moved on, such as a verdict on a tree that is no longer the current one).
 */
Result<Reduction> reduce(const TaskRecord &record, const Event &event);

/**
 * After a start: the effects whose outcome event is missing in this state. A running agent is not among them: it died
 * or must be ended first.
 */
std::vector<Effect> effectsToIssue(const TaskRecord &record);

} // namespace docket
