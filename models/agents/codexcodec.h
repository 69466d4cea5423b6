// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"

#include <QJsonObject>

#include <optional>

/** Codex's app-server: items and turns to events. Pure. */
namespace docket::codex {

/**
 * An item of item/started or item/completed, of `exec --json` too once it is spelled alike; nothing for kinds that say
 * nothing to a person.
 */
std::optional<AgentEvent> eventOf(const QJsonObject &item);
/** Tokens of one thread so far. Codex adds them up over the whole thread, also across resume. */
struct Tokens
{
    qint64 input = 0;
    qint64 output = 0;
    bool operator==(const Tokens &) const = default;
};
/**
 * What the thread had used before the model call that this update (of thread/tokenUsage/updated) is the first to count.
 */
Tokens tokensBefore(const QJsonObject &tokenUsage);
AgentUsage usageOf(const QJsonObject &tokenUsage, const Tokens &before);
FailureKind failureOf(const QJsonObject &error);
/** The turn of turn/completed. */
AgentRoundEnded endOf(const QJsonObject &turn, const QString &agent);

} // namespace docket::codex
