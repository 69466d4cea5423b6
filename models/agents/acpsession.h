// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/acpcodec.h"
#include "agents/confinedfiles.h"
#include "agents/rpcsession.h"

#include <QHash>
#include <QJsonValue>

namespace docket {

/**
 * Agent Client Protocol 1 over stdio: initialize, session/load, session/resume or session/new, session/prompt, its
 * updates, permission requests and file methods, session/cancel. The end of the prompt's call is the positive end.
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
    bool askToStop() override;
    void sendAnswer(const QString &requestId, const AgentPermissionRequest::Option *option) override;

private:
    void onInitialized(const QJsonObject &result);
    void openSession();
    void newSession();
    void onSession(const rpc::Message &rpc, bool resumed);
    void sendPrompt(bool resumed);
    void onPromptAnswered(const rpc::Message &rpc);
    void onUpdate(const QJsonObject &params);
    void readFile(const rpc::Message &rpc);
    void writeFile(const rpc::Message &rpc);
    void failFrom(const rpc::Message &rpc);

    QHash<QString, QJsonValue> m_asked; ///< our name of a permission request -> its id on the wire
    QJsonObject m_capabilities;
    QString m_loginHint;
    int m_permissions = 0;
    bool m_isReplaying = false; ///< session/load repeats the old conversation first
    bool m_promptIsSent = false;
    bool m_usedTools = false;
    QString m_lastWords; ///< the end of what it said in this turn, in case it is an error
};

} // namespace docket
