// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helpers/modelserver/modelserver.h"

#include <optional>

namespace docket {

/** Which dialect a path belongs to. */
std::optional<Dialect> dialectOf(const QByteArray &path);
ModelRequest readRequest(Dialect dialect, const QByteArray &path, const QJsonObject &body);
/** The events of a streamed answer, each a whole SSE block. */
QByteArrayList streamed(Dialect dialect, const ModelReply &reply, int number);
QJsonObject whole(Dialect dialect, const ModelReply &reply, int number);
QJsonObject errorBody(Dialect dialect, const ModelReply &reply);

} // namespace docket
