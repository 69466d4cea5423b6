// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/protocol.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace docket::control {

namespace {

QByteArray line(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Result<QJsonObject> parseLine(const QByteArray &bytes)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (!document.isObject())
        return fail(ErrorCode::InvalidInput, u"The message is not a JSON object; each line must be one."_s,
                    error.errorString());
    const int version = document.object().value("docket"_L1).toInt();
    if (version != protocolVersion) {
        return fail(
            ErrorCode::NewerVersion,
            u"The two programs speak different versions of Docket's control protocol; quit the older one and start it again."_s,
            u"%1, not %2"_s.arg(version).arg(protocolVersion));
    }
    return document.object();
}

} // namespace

QJsonObject errorToJson(const Error &error)
{
    QJsonObject object{{u"code"_s, errorWord(error.code)}, {u"detail"_s, error.detail}};
    if (!error.context.isEmpty())
        object.insert(u"context"_s, error.context);
    return object;
}

Error errorFromJson(const QJsonObject &object)
{
    Error error;
    const QString word = object.value("code"_L1).toString();
    for (int code = 0; code <= int(ErrorCode::Internal); ++code) {
        if (errorWord(ErrorCode(code)) == word)
            error.code = ErrorCode(code);
    }
    error.detail = object.value("detail"_L1).toString();
    error.context = object.value("context"_L1).toString();
    return error;
}

QByteArray encode(const Request &request)
{
    return line({{u"docket"_s, protocolVersion},
                 {u"id"_s, request.id},
                 {u"command"_s, request.command},
                 {u"args"_s, request.args}});
}

QByteArray encode(const Response &response)
{
    QJsonObject object{{u"docket"_s, protocolVersion}, {u"id"_s, response.id}};
    if (response.result)
        object.insert(response.progress ? u"progress"_s : u"result"_s, *response.result);
    else
        object.insert(u"error"_s, errorToJson(response.result.error()));
    return line(object);
}

Result<Request> decodeRequest(const QByteArray &bytes)
{
    const auto object = parseLine(bytes);
    if (!object)
        return std::unexpected(object.error());
    Request request{object->value("id"_L1).toInteger(), object->value("command"_L1).toString(),
                    object->value("args"_L1).toObject()};
    if (request.command.isEmpty())
        return fail(ErrorCode::InvalidInput, u"The message names no command."_s);
    return request;
}

Result<Response> decodeResponse(const QByteArray &bytes)
{
    const auto object = parseLine(bytes);
    if (!object)
        return std::unexpected(object.error());
    Response response;
    response.id = object->value("id"_L1).toInteger();
    response.progress = object->contains("progress"_L1);
    if (object->contains("error"_L1))
        response.result = std::unexpected(errorFromJson(object->value("error"_L1).toObject()));
    else
        response.result = object->value(response.progress ? "progress"_L1 : "result"_L1).toObject();
    return response;
}

} // namespace docket::control
