// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QJsonObject>

namespace docket::control {

/** Raised when a message changes its meaning. Both sides refuse another number in words. */
inline constexpr int protocolVersion = 1;
/** A longer line than this is no request of ours. */
inline constexpr qsizetype maxRequestBytes = 32 << 20;

/** One line of JSON from a client: {"docket":1,"id":3,"command":"show","args":{"task":12}}. */
struct Request
{
    qint64 id = 0;
    QString command;
    QJsonObject args;
};

/** One line of JSON back: the answer to request `id`, or, with `progress`, something said before the answer. */
struct Response
{
    qint64 id = 0;
    bool progress = false;
    Result<QJsonObject> result;
};

QByteArray encode(const Request &request);
QByteArray encode(const Response &response);
Result<Request> decodeRequest(const QByteArray &line);
Result<Response> decodeResponse(const QByteArray &line);

QJsonObject errorToJson(const Error &error);
Error errorFromJson(const QJsonObject &object);

} // namespace docket::control
