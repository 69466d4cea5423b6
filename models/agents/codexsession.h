// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/codexasks.h"
#include "agents/codexcodec.h"
#include "agents/codexexec.h"
#include "agents/rpcsession.h"

#include <QHash>
#include <QJsonValue>
#include <QSet>

namespace docket {

/**
 * Codex's app-server: thread/start or thread/resume, turn/start, items, approvals, turn/interrupt and turn/steer.
 * turn/completed with status "completed" is its only positive end. Where the program has no app-server, or the
 * profile's protocol says so, `codex exec` is run instead: it asks nobody, so that a sandbox alone holds it, and the
 * person is told.
 */
class CodexSession final : public RpcSession
{
    Q_OBJECT

public:
    using RpcSession::RpcSession;
    bool steer(const QString &text) override;

protected:
    void prepare(ProcessSetup &setup) override;
    void onLine(const QByteArray &line, Channel channel) override;
    std::optional<AgentState> startAgain(const ProcessResult &result) override;
    void onReady() override;
    void onCall(const rpc::Message &rpc) override;
    bool onForm(const rpc::Message &rpc);
    void onQuestion(const rpc::Message &rpc);
    void onNotification(const rpc::Message &rpc) override;
    AgentRoundEnded onExit(const ProcessResult &result) override;
    bool placesInstructions() const override { return true; }
    bool askToStop() override;
    void sendAnswer(const QString &requestId, const AgentPermissionRequest::Option *option) override;

private:
    void openThread(bool resume);
    void startTurn(bool resumed);
    void onItem(const QJsonObject &item, bool isCompleted);
    void onTurnCompleted(const QJsonObject &turn);
    QJsonObject threadParams() const;
    void failFrom(const rpc::Message &rpc);
    void startExec();

    QHash<QString, rpc::Message> m_asked; ///< by our name of the request
    QHash<QString, QJsonObject> m_items; ///< started and not completed
    QSet<QString> m_streamed;            ///< messages that came in pieces
    std::optional<codex::Tokens> m_tokensBefore; ///< of earlier rounds on the same thread
    codex::ExecReader m_exec;
    QString m_turn;
    bool m_isExec = false;
    bool m_isInitialized = false;
    int m_permissions = 0;
};

} // namespace docket
