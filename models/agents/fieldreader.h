// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"
#include "core/error.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace docket {

/**
 * Reads the JSON lines of a program that Docket has no adapter for, by rules that are data of its profile. A rule is an
 * object:
 *
 *     {"event": "message", "when": {"type": "text"}, "text": "part.text"}
 *
 * `event` says what a line means; `when` which lines it is for: every path must hold that value ("*": any); the other
 * members name the paths of the fields. A path goes through objects by name and through arrays by number
 * ("content.0.text"). Every rule that fits a line is applied, in order. Events and their fields:
 *
 *     message, thought   text
 *     tool               id, title, kind, command, path, output, status ("completed", "failed", "running"), old, new
 *     usage              input, output, cost; "add": true where each line tells of its own part only
 *     session            id
 *     warning            text
 *     error              text, status (an HTTP status): the round fails, unless it ends well in spite of it
 *     end                text; with "failed": true the round fails
 *
 * Where any rule is of the event "end", exit code 0 without such a line is no positive end. Pure.
 */
class FieldReader
{
public:
    FieldReader() = default;
    static Result<FieldReader> fromJson(const QJsonArray &rules);

    bool isEmpty() const { return m_rules.isEmpty(); }
    QList<AgentEvent> read(const QJsonObject &line);

    const QString &session() const { return m_session; }
    /** The last error that was told, as the end it would be. */
    std::optional<AgentRoundEnded> failure(const QString &agent) const;
    /** What a line said of the end: true, a good one. Nothing: no line said so. */
    std::optional<bool> end() const { return m_end; }
    bool knowsEnd() const { return m_knowsEnd; }

private:
    AgentUsage usage(const QJsonObject &rule, const QJsonObject &line);

    QList<QJsonObject> m_rules;
    AgentUsage m_usage;
    QString m_session;
    QString m_error;
    int m_errorStatus = 0;
    std::optional<bool> m_end;
    bool m_knowsEnd = false;
};

} // namespace docket
