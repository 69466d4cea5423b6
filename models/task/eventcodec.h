// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "task/event.h"

#include <QJsonObject>

namespace docket {

/**
 * The event log's form of an event: {"type": eventWord(), ...fields}. Enumerations are words, times are ISO 8601 in UTC
 * with milliseconds (null: none), object names are hexadecimal. Reading back gives the same value, whatever was
 * written.
 */
QJsonObject eventToJson(const EventBody &body);

/** Unknown fields are ignored and missing ones keep their defaults; an unknown type or a wrong kind of value is
 * Damaged. */
Result<EventBody> eventBodyFromJson(const QJsonObject &object);

/** The same form for parts, for `--json`. */
QJsonObject taskToJson(const Task &task);
QJsonObject attemptToJson(const Attempt &attempt);
QJsonObject roundToJson(const Round &round);
QJsonObject evidenceToJson(const Evidence &evidence);
QJsonObject verdictToJson(const VerdictRecord &verdict);
QJsonObject permissionAskToJson(const PermissionAsk &ask);
Result<PermissionAsk> permissionAskFromJson(const QJsonObject &object);
QJsonObject budgetToJson(const Budget &budget);
Result<Budget> budgetFromJson(const QJsonObject &object);

/** How many characters of one text from outside (an agent's error, a command to be permitted) the log keeps. */
inline constexpr qsizetype maxTextFromOutside = 64 * 1024;
/** The event with every text from outside cut to maxTextFromOutside; a cut text says so. Prompts are not cut. */
EventBody boundedEvent(EventBody body);

} // namespace docket
