// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/reducer.h"

namespace docket {

/**
 * One step of the state machine: a copy of the record that one event changes. Private to the reducer; each operator()
 * either changes the record and says true, or sets the error.
 */
class ReducerStep
{
public:
    ReducerStep(TaskRecord before, const Event &event) : m_record(std::move(before)), m_event(event) {}

    Result<Reduction> run();

    // The queue and what a person sets.
    Result<void> operator()(const events::TaskCreated &event);
    Result<void> operator()(const events::SpecRevised &event);
    Result<void> operator()(const events::TaskQueued &);
    Result<void> operator()(const events::TaskHeld &);
    Result<void> operator()(const events::RankSet &event);
    Result<void> operator()(const events::ProfileSet &event);
    Result<void> operator()(const events::StrategySet &event);
    Result<void> operator()(const events::BaseSet &event);
    Result<void> operator()(const events::Snoozed &event);
    Result<void> operator()(const events::BudgetSet &event);
    Result<void> operator()(const events::TaskResumed &event);
    Result<void> operator()(const events::TaskRetried &);
    Result<void> operator()(const events::TaskCancelled &);
    // An attempt and its rounds.
    Result<void> operator()(const events::AttemptStarted &event);
    Result<void> operator()(const events::AttemptContinued &);
    Result<void> operator()(const events::WorktreeReady &event);
    Result<void> operator()(const events::PreparationFailed &event);
    Result<void> operator()(const events::RoundStarted &event);
    Result<void> operator()(const events::AgentStarted &event);
    Result<void> operator()(const events::PermissionAsked &event);
    Result<void> operator()(const events::PermissionAnswered &event);
    Result<void> operator()(const events::PermissionDecided &);
    Result<void> operator()(const events::GrantWithdrawn &event);
    Result<void> operator()(const events::AgentTold &event);
    Result<void> operator()(const events::BudgetNoted &event);
    Result<void> operator()(const events::InterruptRequested &);
    Result<void> operator()(const events::AgentEnded &event);
    Result<void> operator()(const events::SnapshotTaken &event);
    Result<void> operator()(const events::SnapshotFailed &event);
    Result<void> operator()(const events::CheckRecorded &event);
    Result<void> operator()(const events::ChecksFinished &);
    // The verdict and the merge.
    Result<void> operator()(const events::VerdictGiven &event);
    Result<void> operator()(const events::MergeStarted &event);
    Result<void> operator()(const events::MergeDone &event);
    Result<void> operator()(const events::MergeConflicted &event);
    Result<void> operator()(const events::MergeRefused &event);
    Result<void> operator()(const events::WorktreeRemoved &event);

private:
    Task &task() { return m_record.task; }
    TaskState state() const { return m_record.task.state; }
    template<typename... States>
    bool is(States... states) const
    {
        return ((state() == states) || ...);
    }

    void enter(TaskState state);
    void failWith(TaskState state, const QString &text);
    /** "This task is <state>, so <what>" and what can be done instead. */
    std::unexpected<Error> refuse(const QString &what) const;
    void keepGrants(const PermissionAsk &ask, GrantScope scope);
    Round &currentRound() { return m_record.rounds.last(); }
    void issue(Effect effect) { m_effects.push_back(std::move(effect)); }
    void alert() { issue(effects::AlertPerson{state()}); }
    void waitForSlot(const QString &prompt);

    TaskRecord m_record;
    const Event &m_event;
    std::vector<Effect> m_effects;
};

} // namespace docket
