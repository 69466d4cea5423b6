// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"
#include "agents/profile.h"
#include "process/process.h"
#include "process/processtree.h"
#include "process/sandbox.h"

#include <QObject>

#include <memory>
#include <optional>

namespace docket {

/** Limits of one round; 0 means none. */
struct RoundLimits
{
    int quietSeconds = 300;        ///< nothing heard for so long: State Quiet is emitted; nothing is stopped
    int modelFailureSeconds =
        180; ///< nothing heard but that the model fails for so long: Failed, by what the model said
    int wallSeconds =
        4 * 3600; ///< the round is stopped: Failed, TimedOut; time in which a request waits does not count
    qint64 outputBytes = 64 << 20; ///< more printed than this: Failed, Flooded
    int graceMs = 3000;            ///< between TERM and KILL
    int politeMs = 5000;           ///< how long interrupt() waits for the agent to end its turn
};

/** One hand-over to an agent. */
struct RoundRequest
{
    QString prompt = {};           ///< the full account; enough for a session that knows nothing
    QString followUpPrompt = {};   ///< used instead of `prompt` when `sessionToResume` could be resumed; may be empty
    QString sessionToResume = {};  ///< sessionId of an earlier round, or empty
    QString worktree = {};         ///< absolute; must exist
    QString task = {};             ///< for {task}
    int round = 1;            ///< for {round}
    QByteArray marker = {};        ///< value of DOCKET_ATTEMPT: "<store>-<attempt>-<round>"
    QProcessEnvironment environment =
        {};                        ///< the person's own; what may pass is chosen by cleanEnvironment() and the profile
    QString scratchFolder = {};    ///< Docket's own, exists, outside the worktree; the prompt file is put here
    QString transcriptFile = {};   ///< events are appended here, one JSON object a line; empty: none
    QString rawFile = {};          ///< what the program printed, as it came; empty: none
    /** Without it the run is not contained, and a Warning event says so. The session adds what the profile needs. */
    std::optional<SandboxProfile> sandbox = {};
    QString sandboxProgram = {};   ///< path of bwrap; needed with `sandbox`
    RoundLimits limits = {};
    ResourceLimits resources = {}; ///< of each of its processes
};

/**
 * One round with an agent: the agent's process from start to verified end. Lives in the engine's thread, one use.
 *
 * start() -> treeStarted() (store it: it finds the processes after a crash of Docket) -> events() in batches, at most
 * every 50 ms except where a person is needed -> ended(), exactly once, after every process of the round is gone. The
 * last event of the last batch is the AgentRoundEnded that ended() carries too. Whatever happens, a run without a
 * positive end of the protocol is not Finished.
 */
class AgentSession : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start(const RoundRequest &request) = 0;
    /**
     * Answers a permission request that was emitted and is still open; `by` says who decided and is recorded. False if
     * there is no such request or option. An empty option means "cancelled".
     */
    virtual bool answerPermission(const QString &requestId, const QString &optionId, const QString &by) = 0;
    /**
     * Asks the agent to end its turn and keeps the conversation; after `politeMs` it is stopped. Outcome: Interrupted.
     */
    virtual void interrupt() = 0;
    /** Ends the whole process tree. Outcome: Interrupted. */
    virtual void stop() = 0;
    /** Says something to the agent in the middle of its turn. False if the protocol cannot. */
    virtual bool steer(const QString &text) { Q_UNUSED(text) return false; }
    /** A remark of Docket's for the transcript. Nothing where the round is over. */
    virtual void note(const QString &text) { Q_UNUSED(text) }
    virtual bool isRunning() const = 0;

Q_SIGNALS:
    void treeStarted(const docket::TreeIdentity &tree);
    void events(const QList<docket::AgentEvent> &batch);
    void ended(const docket::AgentRoundEnded &end);
};

/** The session that speaks the profile's protocol. The factory must outlive it. */
std::unique_ptr<AgentSession> makeSession(const AgentProfile &profile, ProcessFactory &processes);

/** The seam for the engine's tests. */
class AgentSessionFactory
{
public:
    virtual ~AgentSessionFactory() = default;
    virtual std::unique_ptr<AgentSession> create(const AgentProfile &profile) = 0;
};

class RealAgentSessionFactory final : public AgentSessionFactory
{
public:
    explicit RealAgentSessionFactory(ProcessFactory &processes) : m_processes(processes) {}
    std::unique_ptr<AgentSession> create(const AgentProfile &profile) override
    {
        return makeSession(profile, m_processes);
    }

private:
    ProcessFactory &m_processes;
};

} // namespace docket
