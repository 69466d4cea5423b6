// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"

#include <QJsonObject>
#include <QJsonValue>

#include <optional>

/** Agent Client Protocol, version 1: JSON to events and back. https://agentclientprotocol.com. Pure. */
namespace docket::acp {

/** A JSON-RPC message. A call has method and id, a notification only a method, an answer only an id. Ids are echoed unchanged. */
struct Rpc
{
    QJsonValue id = QJsonValue(QJsonValue::Undefined);
    QString method = {};
    QJsonObject params = {};
    QJsonObject result = {};
    QJsonObject error = {};

    bool isCall() const { return !method.isEmpty() && !id.isUndefined(); }
    bool isNotification() const { return !method.isEmpty() && id.isUndefined(); }
    bool isAnswer() const { return method.isEmpty() && !id.isUndefined(); }
    bool isError() const { return !error.isEmpty(); }
};

/** Nothing if the line is not a JSON-RPC message. `jsonrpc` itself is not asked for. */
std::optional<Rpc> parse(const QByteArray &line);
QByteArray call(const QJsonValue &id, const QString &method, const QJsonObject &params);
QByteArray notification(const QString &method, const QJsonObject &params);
QByteArray answer(const QJsonValue &id, const QJsonObject &result);
QByteArray errorAnswer(const QJsonValue &id, int code, const QString &message);

/** What one session/update says; empty for kinds that say nothing to a person. */
QList<AgentEvent> eventsOf(const QJsonObject &update);
AgentToolCall toolCallOf(const QJsonObject &object);
/** `id` is Docket's own name for it. */
AgentPermissionRequest permissionOf(const QJsonObject &params, const QString &id);
/** From the result of session/prompt; the several places where agents put their figures. Nothing if it holds none. */
std::optional<AgentUsage> usageOf(const QJsonObject &result);
/** The end of a turn by its stop reason. */
AgentRoundEnded endOf(const QString &stopReason, bool weAskedToStop);
/** "code, message, details" of a JSON-RPC error, joined for classification and people. */
QString errorText(const QJsonObject &error);

} // namespace docket::acp
