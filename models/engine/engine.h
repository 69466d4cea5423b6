// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"
#include "engine/agentrunner.h"
#include "engine/checkseffect.h"
#include "engine/mergerunner.h"
#include "engine/projectdesk.h"
#include "engine/ratelimits.h"
#include "engine/reconciler.h"
#include "engine/reviewdesk.h"
#include "engine/scheduler.h"
#include "engine/taskdesk.h"
#include "engine/worktreerunner.h"

namespace docket {

/** Why a person is told. */
struct EngineAlert
{
    TaskId task;
    QString title;
    QString text;
    TaskState why = TaskState::Review;
    PermissionAsk ask = {}; ///< the one that waits longest, where `why` is Asking
};

/**
 * The engine: store, scheduler and effects, with or without a window. Belongs to one thread with an event loop; nothing
 * in it waits. open(), then start(); stop() and stopped() before it is destroyed. A passive engine records what a
 * person decides and merges; agents and checks wait for an active one.
 */
class Engine : public QObject
{
    Q_OBJECT

public:
    explicit Engine(const EngineOptions &options, QObject *parent = nullptr);
    ~Engine() override;

    Result<void> open() { return m_core.open(); }
    void start();
    /** Ends agents and checks, lets git work finish, then stopped(). Bounded in time. */
    void stop();

    EngineCore &core() { return m_core; }
    ProjectDesk &projects() { return m_projects; }
    TaskDesk &tasks() { return m_tasks; }
    ReviewDesk &reviews() { return m_reviews; }
    MergeRunner &merges() { return m_merges; }
    AgentRunner &agents() { return m_agents; }
    bool isActive() const { return m_core.options().mode == EngineMode::Active; }
    /** Active: nothing runs and nothing that could run waits. Passive: no git work is under way. */
    bool isSettled() const;

    const QString &person() const { return m_core.options().person; }
    Result<int> slotCount() const { return m_scheduler.slotCount(); }
    Result<void> setSetting(const QString &key, const QString &value);
    /**
     * A sentence for each budget of this task that cannot be enforced with the agent that it would get; empty: all can.
     */
    void checkBudgets(TaskId task, const Reply<QStringList> &reply);

Q_SIGNALS:
    void started(); ///< reconciled; the scheduler runs
    void changed(const docket::ChangeSet &changes);
    void recordChanged(docket::TaskId task);
    void said(docket::TaskId task, int round, const QList<docket::AgentEvent> &batch);
    void alertRaised(const docket::EngineAlert &alert);
    void broken(const docket::Error &error);
    void settled();
    void stopped();

private:
    void runEffect(TaskId task, const Effect &effect);
    void alert(TaskId task, const effects::AlertPerson &effect);
    void onRecorded(const TaskRecord &record);
    void beginWork();
    void stopStep();
    void finishStop();

    EngineCore m_core;
    WorktreeRunner m_worktrees;
    AgentRunner m_agents;
    ChecksEffect m_checks;
    MergeRunner m_merges;
    RateLimits m_limits;
    Scheduler m_scheduler;
    Reconciler m_reconciler;
    ProjectDesk m_projects;
    TaskDesk m_tasks;
    ReviewDesk m_reviews;
    SandboxProbe m_probe;
    QTimer m_stopLimit;
    bool m_isProbing = false;
    bool m_stopping = false;
    bool m_isLastMoment = false;
    bool m_isStopped = false;
};

} // namespace docket

Q_DECLARE_METATYPE(docket::EngineAlert)
