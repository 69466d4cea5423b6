// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

/** JSON-RPC 2.0, one message a line, as agents speak it. Pure. */
namespace docket::rpc {

/**
 * A JSON-RPC message. A call has method and id, a notification only a method, an answer only an id. Ids are echoed
 * unchanged.
 */
struct Message
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
std::optional<Message> parse(const QByteArray &line);
/** The same for a line that may hold a batch (an array) of messages: those that are any; empty if none is. */
QList<Message> parseLine(const QByteArray &line);
QByteArray call(const QJsonValue &id, const QString &method, const QJsonObject &params);
QByteArray notification(const QString &method, const QJsonObject &params);
QByteArray answer(const QJsonValue &id, const QJsonObject &result);
QByteArray errorAnswer(const QJsonValue &id, int code, const QString &message);
/** Message and details of an error, joined for classification and for people. */
QString errorText(const QJsonObject &error);

} // namespace docket::rpc
