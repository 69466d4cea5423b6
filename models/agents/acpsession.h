// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/acpcodec.h"
#include "agents/acpcodec2.h"
#include "agents/acphost.h"
#include "agents/acpoptions.h"
#include "agents/rpcsession.h"

#include <QHash>
#include <QJsonValue>

namespace docket {

/**
 * Agent Client Protocol over stdio, version 1, and version 2 where the profile asks for it and the agent answers it:
 * initialize, session/load, session/resume or session/new, modes and options, session/prompt, its updates, permission
 * requests, files and commands of the client (version 1), session/cancel. The positive end is the stop reason of the
 * prompt's answer (version 1) or of the update that says that the agent is idle again (version 2).
 */
class AcpSession final : public RpcSession
{
    Q_OBJECT

public:
    using RpcSession::RpcSession;

protected:
    void prepare(ProcessSetup &setup) override;
    void onReady() override;
    void onCall(const rpc::Message &rpc) override;
    void onNotification(const rpc::Message &rpc) override;
    AgentRoundEnded onExit(const ProcessResult &result) override;
    bool placesInstructions() const override { return true; }
    bool askToStop() override;
    void sendAnswer(const QString &requestId, const AgentPermissionRequest::Option *option) override;

private:
    void onInitialized(const QJsonObject &result);
    void openSession();
    void newSession();
    void onSession(const rpc::Message &rpc, bool resumed);
    void setNextOption(bool resumed);
    void sendPrompt(bool resumed);
    void onPromptAnswered(const rpc::Message &rpc);
    void endTurn(const QString &stopReason, const QJsonObject &result);
    void onUpdate(const QJsonObject &params);
    void onState(const QJsonObject &update);
    void onOptions(const QJsonObject &update);
    void failFrom(const QJsonObject &error);

    QHash<QString, QJsonValue> m_asked; ///< our name of a permission request -> its id on the wire
    QJsonObject m_capabilities;
    QString m_loginWays;
    std::unique_ptr<AcpHost> m_host;
    acp2::UpdateReader m_updates; ///< of version 2
    QList<acp::Setting> m_settings; ///< still to be set
    int m_version = 0; ///< of the protocol, once agreed
    int m_permissions = 0;
    QHash<QString, AgentToolCall> m_calls; ///< of version 1, as last told: a question about one may tell less
    bool m_isReplaying = false; ///< session/load repeats the old conversation first
    bool m_hasInstructions = false; ///< the session took them; else the prompt begins with them
    bool m_promptIsSent = false;
    bool m_isAtWork = false; ///< version 2: it said so since the prompt
    bool m_usedTools = false;
    QString m_lastPiece; ///< of what it said, as it was sent; empty once it did something since
    QString m_lastWords; ///< the end of what it said in this turn, in case it is an error
};

} // namespace docket
