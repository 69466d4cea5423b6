// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/linesession.h"

#include <QHash>
#include <QJsonObject>

namespace docket {

/** Claude Code's stream-json with control messages. The line of type "result" is its only positive end. */
class ClaudeSession final : public LineSession
{
    Q_OBJECT

public:
    using LineSession::LineSession;
    bool steer(const QString &text) override;

protected:
    void prepare(ProcessSetup &setup) override;
    void onReady() override;
    void onLine(const QByteArray &line, Channel channel) override;
    AgentRoundEnded onExit(const ProcessResult &result) override;
    bool placesInstructions() const override { return true; }
    bool askToStop() override;
    void sendAnswer(const QString &requestId, const AgentPermissionRequest::Option *option) override;
    std::optional<AgentState> startAgain(const ProcessResult &result) override;

private:
    void sendObject(const QJsonObject &object);
    void onControlRequest(const QJsonObject &line);
    /** True if it is a question with answers to choose from, which is asked as one and not as leave to ask it. */
    bool onQuestions(const QJsonObject &line, const QJsonObject &asked);
    void onResult(const QJsonObject &line);

    QHash<QString, QJsonObject> m_asked; ///< our name -> the line that asked
    int m_permissions = 0;
    bool m_hasInit = false;
};

} // namespace docket
