// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentsession.h"
#include "agents/prices.h"
#include "engine/budgets.h"
#include "engine/enginecore.h"

#include <memory>
#include <unordered_map>

namespace docket {

struct ProjectConfig;
struct ProjectGround;

/**
 * Effects on agents: starts rounds, turns what the agent says into events and live news, answers, interrupts, stops.
 * Permission requests go through the policy first and then to a person; they wait as long as it takes. While rounds run
 * it looks once a second at what they consume, whether anything was heard of them, and how full the disk is.
 */
class AgentRunner : public QObject
{
    Q_OBJECT

public:
    explicit AgentRunner(EngineCore &core, QObject *parent = nullptr);
    ~AgentRunner() override;

    void startRound(TaskId task, const effects::StartRound &effect);
    void interrupt(const effects::InterruptAgent &effect);
    void stop(const effects::StopAgent &effect);
    void answer(const effects::AnswerAgent &effect);
    /** Says something to a running agent and records it. Refused in words where none runs or it cannot hear. */
    Result<TaskRecord> tell(TaskId task, const QString &text, const QString &by);

    bool isIdle() const { return m_running.empty(); }
    /** Docket itself ends: every tree is ended, what they were doing is recorded as interrupted. idle() follows. */
    void stopAll();

Q_SIGNALS:
    /** What an agent said and did, as it comes; at most every 50 ms for each round. */
    void said(docket::TaskId task, int round, const QList<docket::AgentEvent> &batch);
    void idle();
    /** A round is over; `profile` is that of its attempt. */
    void roundEnded(docket::TaskId task, const QString &profile, const docket::AgentRoundEnded &end);

private:
    struct Running;

    void begin(TaskId task, const effects::StartRound &effect, const Result<ProjectGround> &ground);
    /** A sentence where the round must not start; `remarks` are for its transcript. */
    QString obstacle(const TaskRecord &record, const AgentProfile &profile, const ProjectConfig &config,
                     QStringList &remarks) const;
    RoundRequest requestFor(const TaskRecord &record, const effects::StartRound &effect, const AgentProfile &profile,
                            const ProjectGround &ground) const;
    Result<void> limitNetwork(Running &running, RoundRequest &request) const;
    void connectSession(Running &running);
    void takeEvents(RoundId round, const QList<AgentEvent> &batch);
    void takeUsage(Running &running, const AgentUsage &usage);
    void ask(Running &running, const AgentPermissionRequest &request);
    void askAgain(Running &running);
    QList<Grant> grantsFor(const TaskRecord &record) const;
    void record(const Running &running, const EventBody &body);
    void watch();
    void watchBudgets(Running &running);
    void watchSilence(Running &running);
    void watchDisk(Running &running);
    RunningSpent spentNow(const Running &running) const;
    void stopFor(Running &running, const QString &why);
    void end(RoundId round, const AgentRoundEnded &end);
    Running *find(RoundId round) const;

    EngineCore &m_core;
    PriceTable m_prices;
    std::unordered_map<qint64, std::unique_ptr<Running>> m_running; ///< by round
    QTimer m_watch;
    bool m_stopping = false;
};

/** The marker in the environment of everything that a round starts: "<store>-<attempt>-<word>". */
QByteArray processMarker(const QString &storeId, AttemptId attempt, const QString &word);

} // namespace docket
