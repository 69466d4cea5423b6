// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentsession.h"
#include "engine/enginecore.h"

#include <memory>
#include <unordered_map>

namespace docket {

struct ProjectGround;

/**
 * Effects on agents: starts rounds, turns what the agent says into events and live news, answers, interrupts, stops.
 * Permission requests go through the policy first and then to a person; they wait as long as it takes.
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
    /** Says something to a running agent. False where none runs or it cannot hear. */
    bool steer(RoundId round, const QString &text);

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
    RoundRequest requestFor(const TaskRecord &record, const effects::StartRound &effect, const AgentProfile &profile,
                            const ProjectGround &ground) const;
    void connectSession(Running &running);
    void takeEvents(RoundId round, const QList<AgentEvent> &batch);
    void ask(Running &running, const AgentPermissionRequest &request);
    void end(RoundId round, const AgentRoundEnded &end);
    Running *find(RoundId round);

    EngineCore &m_core;
    std::unordered_map<qint64, std::unique_ptr<Running>> m_running; ///< by round
    bool m_stopping = false;
};

/** The marker in the environment of everything that a round starts: "<store>-<attempt>-<word>". */
QByteArray processMarker(const QString &storeId, AttemptId attempt, const QString &word);

} // namespace docket
