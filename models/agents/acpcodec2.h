// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringDecoder>

#include <memory>
#include <optional>

/**
 * Agent Client Protocol, version 2 (a draft in 2026): JSON to events. Written after the published schema and migration
 * guide, https://agentclientprotocol.com. Pure.
 */
namespace docket::acp2 {

/**
 * The updates of one session. Messages, tool calls and terminals are patched under their ids: what is left out stays, a
 * value replaces, chunks append. A transcript cannot unsay, so what is cleared or replaced there stays as it was told,
 * and the replacement follows it. Bounded: of each terminal the newest output is kept, and of messages and calls the
 * newest some hundred.
 */
class UpdateReader
{
public:
    QList<AgentEvent> eventsOf(const QJsonObject &update);
    /**
     * `id` is Docket's own name for it. The subject may be a tool call, with what is known of it from before, a
     * command, or nothing that is known.
     */
    AgentPermissionRequest permissionOf(const QJsonObject &params, const QString &id);

private:
    struct Call
    {
        QJsonArray content;
        QJsonObject fields; ///< all but the content, as last told
    };
    struct Terminal
    {
        QString call;
        QString output;
        QStringDecoder decoder{QStringDecoder::Utf8};
    };

    QList<AgentEvent> wholeMessage(const QString &kind, const QJsonObject &update);
    AgentToolCall toolCall(const QJsonObject &update);
    void patch(const QJsonObject &update);
    AgentToolCall contentChunk(const QJsonObject &update);
    QList<AgentEvent> terminal(const QJsonObject &update);
    QList<AgentEvent> terminalChunk(const QJsonObject &update);
    AgentToolCall told(const QString &id, const QJsonObject &fields);
    Terminal &terminalOf(const QString &id);

    QHash<QString, QString> m_messages; ///< id -> what was told of it
    QHash<QString, Call> m_calls;
    QHash<QString, std::shared_ptr<Terminal>> m_terminals;
};

/** The part of the update that tells that the foreground work is over; nothing for every other update. */
struct Idle
{
    QString stopReason = {}; ///< empty: it did not say why
};
std::optional<Idle> idleOf(const QJsonObject &update);
/** The agent says that it works. */
bool isRunning(const QJsonObject &update);

} // namespace docket::acp2
