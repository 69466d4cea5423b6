// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentsession.h"
#include "agents/clientterminals.h"
#include "agents/jsonrpc.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace docket {

/**
 * What an agent of ACP 1 may have done by its client: files of the worktree read and written, commands run. Files are
 * confined by ConfinedFiles; a command runs in the worktree, in a sandbox no wider than the agent's own (without the
 * folders that hold the agent's keys), with a clean environment and the round's marker, so that it ends with the round.
 * Lives in the session's thread.
 */
class AcpHost : public QObject
{
    Q_OBJECT

public:
    using Send = std::function<void(const QByteArray &line)>;

    AcpHost(ProcessFactory &processes, const AgentProfile &profile, const RoundRequest &request, Send send,
            QObject *parent);

    /** For initialize: what is offered, by the profile. */
    QJsonObject capabilities() const;
    /** Answers the call if it is one of these methods and is offered; false: it is not. */
    bool take(const rpc::Message &rpc);
    /** The agent shows this terminal within one of its tool calls: its output is told under that one. */
    void embed(const QString &terminalId, const QString &toolCallId);

Q_SIGNALS:
    /** News of a command that runs here. */
    void toolChanged(const docket::AgentToolCall &call);

private:
    using Method = void (AcpHost::*)(const rpc::Message &);

    void readFile(const rpc::Message &rpc);
    void writeFile(const rpc::Message &rpc);
    void createTerminal(const rpc::Message &rpc);
    void terminalOutput(const rpc::Message &rpc);
    void waitForTerminal(const rpc::Message &rpc);
    void killTerminal(const rpc::Message &rpc);
    void releaseTerminal(const rpc::Message &rpc);
    void refuse(const rpc::Message &rpc, const Error &error);
    void tell(const QString &terminalId);
    Result<ProcessSetup> prepare(const TerminalCommand &command) const;

    AgentProfile m_profile;
    RoundRequest m_request;
    Send m_send;
    ClientTerminals m_terminals;
    QHash<QString, QString> m_embedded; ///< terminal -> tool call
    QHash<QString, QString> m_commands; ///< terminal -> command line; those that still run
    QTimer m_news;
};

} // namespace docket
