// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"

#include <QJsonObject>

#include <optional>

/** What Codex's app-server asks of its client, as requests for permission, and how it reads the answers. Pure. */
namespace docket::codex {

/**
 * A request that a yes or no settles: to run a command, to reach a host, to change files, to widen the limits of
 * Codex's own sandbox, to use a tool of another server. `item` is the one that it is about, if known. Nothing for
 * requests of other kinds, and for questions that want more than a yes.
 */
std::optional<AgentPermissionRequest> permissionOf(const QString &method, const QJsonObject &params,
                                                   const QJsonObject &item, const QString &id);
/** The result that tells Codex of the choice among the options of permissionOf(); null: nobody chose, which is a no. */
QJsonObject answerTo(const QString &method, const QJsonObject &params, const AgentPermissionRequest::Option *option);

} // namespace docket::codex
