// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"

#include <QJsonObject>

/** Claude Code's stream-json, as the program prints it: JSON to events and back. Pure. */
namespace docket::claude {

/** What a line of type "assistant", "user" or "system" says. */
QList<AgentEvent> eventsOf(const QJsonObject &line);
/** A control_request of subtype can_use_tool; `id` is Docket's own name for it. */
AgentPermissionRequest permissionOf(const QJsonObject &request, const QString &id);
/** The tokens of this turn and the money of the whole process, from a line of type "result". */
AgentUsage usageOf(const QJsonObject &result);
/** How the round ends by a line of type "result". Its subtype may say "success" where is_error says the truth. */
AgentRoundEnded endOf(const QJsonObject &result, const QString &agent);

QJsonObject userMessage(const QString &text);
QJsonObject controlRequest(const QString &id, const QJsonObject &request);
/** The answer to a request; `always` sends along the rules that the program suggested, `refusal` is what a no says. */
QJsonObject permissionAnswer(const QJsonObject &asked, bool allow, bool always,
                             const QString &refusal = QStringLiteral("This was not allowed."));
QJsonObject controlError(const QString &id, const QString &why);

} // namespace docket::claude
