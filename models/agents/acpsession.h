// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/acpcodec.h"
#include "agents/confinedfiles.h"
#include "agents/linesession.h"

#include <QHash>
#include <QJsonValue>

#include <functional>

namespace docket {

/**
 * Agent Client Protocol 1 over stdio: initialize, session/load, session/resume or session/new, session/prompt, its
 * updates, permission requests and file methods, session/cancel. The end of the prompt's call is the positive end.
 */
class AcpSession final : public LineSession
{
    Q_OBJECT

public:
    AcpSession(AgentProfile profile, ProcessFactory &processes);
    ~AcpSession() override;

protected:
    void prepare(ProcessSetup &setup) override;
    void onReady() override;
    void onLine(const QByteArray &line, Channel channel) override;
    AgentRoundEnded onExit(const ProcessResult &result) override;
    bool askToStop() override;
    void sendAnswer(const QString &requestId, const AgentPermissionRequest::Option *option) override;

private:
    using Handler = std::function<void(const acp::Rpc &)>;

    void call(const QString &method, const QJsonObject &params, Handler handler);
    void onInitialized(const QJsonObject &result);
    void openSession();
    void newSession();
    void onSession(const acp::Rpc &rpc, bool resumed);
    void sendPrompt(bool resumed);
    void onPromptAnswered(const acp::Rpc &rpc);
    void onCall(const acp::Rpc &rpc);
    void onUpdate(const QJsonObject &params);
    void readFile(const acp::Rpc &rpc);
    void writeFile(const acp::Rpc &rpc);
    void failFrom(const acp::Rpc &rpc);

    QHash<qint64, Handler> m_waiting;
    QHash<QString, QJsonValue> m_asked; ///< our name of a permission request -> its id on the wire
    QJsonObject m_capabilities;
    QString m_loginHint;
    qint64 m_nextId = 0;
    int m_permissions = 0;
    bool m_isReplaying = false; ///< session/load repeats the old conversation first
    bool m_promptIsSent = false;
};

} // namespace docket
