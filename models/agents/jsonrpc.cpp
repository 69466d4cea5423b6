// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/jsonrpc.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace docket::rpc {

using namespace Qt::StringLiterals;

namespace {

QByteArray line(QJsonObject object)
{
    object.insert("jsonrpc"_L1, u"2.0"_s);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<Message> messageOf(const QJsonObject &object)
{
    Message rpc;
    rpc.id = object.contains("id"_L1) ? object.value("id"_L1) : QJsonValue(QJsonValue::Undefined);
    rpc.method = object.value("method"_L1).toString();
    rpc.params = object.value("params"_L1).toObject();
    rpc.result = object.value("result"_L1).toObject();
    rpc.error = object.value("error"_L1).toObject();
    const bool answers = object.contains("result"_L1) || object.contains("error"_L1);
    if (rpc.method.isEmpty() && (rpc.id.isUndefined() || !answers))
        return std::nullopt;
    return rpc;
}

} // namespace

std::optional<Message> parse(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    return document.isObject() ? messageOf(document.object()) : std::nullopt;
}

QList<Message> parseLine(const QByteArray &line)
{
    QList<Message> messages;
    const QJsonDocument document = QJsonDocument::fromJson(line);
    const QJsonArray batch = document.isArray() ? document.array() : QJsonArray{document.object()};
    for (const QJsonValue &one : batch) {
        if (auto message = messageOf(one.toObject()))
            messages.append(*std::move(message));
    }
    return messages;
}

QByteArray call(const QJsonValue &id, const QString &method, const QJsonObject &params)
{
    return line({{u"id"_s, id}, {u"method"_s, method}, {u"params"_s, params}});
}

QByteArray notification(const QString &method, const QJsonObject &params)
{
    return line({{u"method"_s, method}, {u"params"_s, params}});
}

QByteArray answer(const QJsonValue &id, const QJsonObject &result)
{
    return line({{u"id"_s, id}, {u"result"_s, result}});
}

QByteArray errorAnswer(const QJsonValue &id, int code, const QString &message)
{
    return line({{u"id"_s, id}, {u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}}}});
}

QString errorText(const QJsonObject &error)
{
    QString text = error.value("message"_L1).toString();
    const QJsonValue data = error.value("data"_L1);
    const QString details = data.isString() ? data.toString()
        : data["details"_L1].isString()     ? data["details"_L1].toString()
                                            : data["message"_L1].toString();
    if (!details.isEmpty() && !text.contains(details))
        text += u": "_s + details;
    return text;
}

} // namespace docket::rpc
