// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"

#include <QJsonObject>

#include <optional>

/** Codex's app-server: items, approvals and turns to events. Pure. */
namespace docket::codex {

/** An item of item/started or item/completed; nothing for kinds that say nothing to a person. */
std::optional<AgentEvent> eventOf(const QJsonObject &item);
/** `method` is item/commandExecution/requestApproval or item/fileChange/requestApproval; `item` the one it is about, if known. */
AgentPermissionRequest permissionOf(const QString &method, const QJsonObject &params, const QJsonObject &item, const QString &id);
/** The last turn's tokens; Codex adds `total` up over the whole thread. */
AgentUsage usageOf(const QJsonObject &tokenUsage);
FailureKind failureOf(const QJsonObject &error);
/** The turn of turn/completed. */
AgentRoundEnded endOf(const QJsonObject &turn, const QString &agent);

} // namespace docket::codex
