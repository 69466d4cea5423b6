// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"

#include <QJsonObject>

#include <optional>

/** Agent Client Protocol, version 1: JSON to events. https://agentclientprotocol.com. Pure. */
namespace docket::acp {

/** What one session/update says; empty for kinds that say nothing to a person. */
QList<AgentEvent> eventsOf(const QJsonObject &update);
AgentToolCall toolCallOf(const QJsonObject &object);
/** Of a content block; what is no text is named in brackets. */
QString textOf(const QJsonValue &content);
/** Of anything that has `entries`. */
AgentPlan planOf(const QJsonObject &update);
/** What is not known to allow counts as a refusal. */
QList<AgentPermissionRequest::Option> permissionOptionsOf(const QJsonObject &params);
/** The terminals that a tool call shows. */
QStringList terminalsOf(const QJsonObject &update);
/** `id` is Docket's own name for it. */
AgentPermissionRequest permissionOf(const QJsonObject &params, const QString &id);
/** From the result of session/prompt; the several places where agents put their figures. Nothing if it holds none. */
std::optional<AgentUsage> usageOf(const QJsonObject &result);
/**
 * The result says outright that the model used nothing: some agents (codex-acp) end so, as if done, when it could not
 * be reached.
 */
bool modelWasSilent(const QJsonObject &result);
/** The end of a turn by its stop reason. */
AgentRoundEnded endOf(const QString &stopReason, bool weAskedToStop);

} // namespace docket::acp
