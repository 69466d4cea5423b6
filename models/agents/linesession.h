// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentsession.h"
#include "agents/questions.h"
#include "agents/roundlog.h"
#include "process/lineframer.h"

#include <QTimer>

namespace docket {

/**
 * What all protocols share: the contained process, its log, the transcript, the limits, and the end of the whole tree.
 * A protocol derives from it, reads lines, and calls conclude() once it knows how the round ended.
 */
class LineSession : public AgentSession
{
    Q_OBJECT

public:
    LineSession(AgentProfile profile, ProcessFactory &processes);
    ~LineSession() override;

    void start(const RoundRequest &request) final;
    bool answerPermission(const QString &requestId, const QString &optionId, const QString &by) final;
    void interrupt() final;
    void stop() final;
    void note(const QString &text) final;
    bool isRunning() const final
    {
        return m_phase == Phase::Running || m_phase == Phase::Concluding || m_phase == Phase::Ending;
    }

protected:
    /** Last chance to change how the program is started. */
    virtual void prepare(ProcessSetup &setup) = 0;
    /** The program runs; speak first if the protocol wants it. */
    virtual void onReady() = 0;
    virtual void onLine(const QByteArray &line, Channel channel) = 0;
    /** The program ended by itself before conclude() was called: how does the round end? */
    virtual AgentRoundEnded onExit(const ProcessResult &result) = 0;
    /**
     * The program ended because of how it was started: what to tell the person when it is started once more, in another
     * way.
     */
    virtual std::optional<AgentState> startAgain(const ProcessResult &result);
    /** True where the protocol has a place for the profile's instructions; elsewhere they are put before the prompt. */
    virtual bool placesInstructions() const { return false; }
    /** Ask the program to end its turn; false if the protocol has no word for it (it then gets SIGINT). */
    virtual bool askToStop() = 0;
    /** Sends the answer to a permission request; `option` is null for "cancelled". */
    virtual void sendAnswer(const QString &requestId, const AgentPermissionRequest::Option *option);

    /** Asks a person one question after the other; `done` is called once, at the latest when the round ends. */
    void askQuestions(QList<questions::Question> asked, questions::Run::Done done);

    const AgentProfile &profile() const { return m_profile; }
    const RoundRequest &request() const { return m_request; }
    ProcessFactory &processes() { return m_processes; }
    /** From now on the round knows nothing of an earlier one. */
    void forgetSessionToResume() { m_request.sessionToResume.clear(); }
    bool isStopping() const { return m_isStopping; }
    bool isConcluded() const { return m_phase != Phase::Running; }
    /** Lines of error output at its end, for sentences; shortened. */
    QString lastErrors() const;
    /** The first word to a session that knows nothing, or to one that was resumed. */
    QString prompt(bool resumed) const;

    void emitEvent(AgentEvent event);
    void emitState(AgentState::Kind kind, const QString &text = {}) { emitEvent(AgentState{kind, text}); }
    void send(const QByteArray &line);
    void closeInput();
    void countBrokenLine();
    int brokenLines() const { return m_brokenLines; }
    bool heardAnything() const { return m_log.rawBytes() > 0; }
    void setSessionId(const QString &id) { m_sessionId = id; }
    const QString &sessionId() const { return m_sessionId; }
    /** The round ends like this. The first call counts; input is closed, and what does not end by itself is ended. */
    void conclude(AgentRoundEnded end);
    void failRound(FailureKind kind, const QString &sentence);

private:
    enum class Phase { Idle, Running, Concluding, Ending, Ended };

    std::optional<ProcessSetup> makeSetup();
    void launch();
    void onOutput(const QByteArray &bytes, Channel channel);
    void onDone(const ProcessResult &result);
    void onTreeGone(const TreeKiller::Report &report);
    void endTree();
    void killTree();
    void noteModelFailure(const QString &said);
    void noteProgress(const AgentEvent &event);
    void finishIfOver();
    void settleOpenRequests();
    void askNext(const std::shared_ptr<questions::Run> &run);
    void stopPolitely(AgentRoundEnded end);

    AgentProfile m_profile;
    ProcessFactory &m_processes;
    RoundRequest m_request;
    std::unique_ptr<Process> m_process;
    std::unique_ptr<TreeKiller> m_killer;
    TreeIdentity m_tree;
    LineFramer m_outLines;
    LineFramer m_errorLines;
    RoundLog m_log;
    QList<AgentPermissionRequest> m_openRequests;
    QHash<QString, std::shared_ptr<questions::Run>> m_questions; ///< by the request that is open
    std::optional<AgentRoundEnded> m_end;
    QByteArray m_errorTail;
    QString m_sessionId;
    QTimer m_quietTimer;
    QTimer m_wallTimer;
    QTimer m_failingTimer;
    QString m_modelSaid; ///< the last of its failures, while nothing better was heard since
    QTimer m_endTimer;
    Phase m_phase = Phase::Idle;
    int m_wallLeftMs = 0; ///< while a request waits for an answer
    int m_brokenLines = 0;
    int m_questionsAsked = 0;
    int m_exitCode = -1;
    bool m_isStopping = false;
    bool m_isQuiet = false;
    bool m_isToolRunning = false;
    bool m_hasWorked = false; ///< the agent said or did something in this round
    bool m_treeIsGone = false;
};

} // namespace docket
