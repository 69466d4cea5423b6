// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/fieldreader.h"

#include "agents/failure.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostTokens = 1'000'000'000'000; // of one line; more is no figure

const QHash<QString, QStringList> &fieldsOfEvents()
{
    static const QHash<QString, QStringList> fields{
        {u"message"_s, {u"text"_s}},
        {u"thought"_s, {u"text"_s}},
        {u"tool"_s,
         {u"id"_s, u"title"_s, u"kind"_s, u"command"_s, u"path"_s, u"output"_s, u"status"_s, u"old"_s, u"new"_s}},
        {u"usage"_s, {u"input"_s, u"output"_s, u"cost"_s}},
        {u"session"_s, {u"id"_s}},
        {u"warning"_s, {u"text"_s}},
        {u"error"_s, {u"text"_s, u"status"_s}},
        {u"end"_s, {u"text"_s}},
    };
    return fields;
}

QJsonValue at(const QJsonObject &line, const QString &path)
{
    QJsonValue value = line;
    const QStringList names = path.split(u'.');
    for (const QString &name : names) {
        bool isNumber = false;
        const int index = name.toInt(&isNumber);
        value = isNumber && value.isArray() ? value[index] : value[name];
    }
    return value;
}

QString textOf(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 15);
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return value.toString();
}

bool fits(const QJsonObject &rule, const QJsonObject &line)
{
    const QJsonObject when = rule.value("when"_L1).toObject();
    for (auto it = when.begin(); it != when.end(); ++it) {
        const QJsonValue found = at(line, it.key());
        if (found.isUndefined() || found.isNull()
            || (it.value().toString() != "*"_L1 && textOf(found) != textOf(it.value())))
            return false;
    }
    return true;
}

AgentToolCall::Status statusOf(const QString &word)
{
    using Status = AgentToolCall::Status;
    if (word == "completed"_L1 || word == "success"_L1 || word == "done"_L1)
        return Status::Completed;
    if (word == "failed"_L1 || word == "error"_L1)
        return Status::Failed;
    if (word == "pending"_L1)
        return Status::Pending;
    return word == "running"_L1 || word == "in_progress"_L1 ? Status::Running : Status::Unknown;
}

AgentToolCall toolOf(const QJsonObject &rule, const QJsonObject &line)
{
    const auto field = [&](QLatin1StringView name) {
        const QString path = rule.value(name).toString();
        return path.isEmpty() ? QString() : textOf(at(line, path));
    };
    AgentToolCall call{.id = field("id"_L1),
                       .title = field("title"_L1),
                       .kind = field("kind"_L1),
                       .status = statusOf(field("status"_L1)),
                       .command = field("command"_L1),
                       .output = field("output"_L1)};
    const QString path = field("path"_L1);
    if (!path.isEmpty())
        call.locations.append({path, 0});
    const QString oldText = field("old"_L1), newText = field("new"_L1);
    if (!path.isEmpty() && (!oldText.isEmpty() || !newText.isEmpty()))
        call.diffs.append({.path = path, .oldText = oldText, .newText = newText});
    return call;
}

} // namespace

Result<FieldReader> FieldReader::fromJson(const QJsonArray &rules)
{
    FieldReader reader;
    for (const QJsonValue &value : rules) {
        const QJsonObject rule = value.toObject();
        const QString event = rule.value("event"_L1).toString();
        const auto fields = fieldsOfEvents().constFind(event);
        if (fields == fieldsOfEvents().constEnd()) {
            return fail(
                ErrorCode::InvalidInput,
                u"\"%1\" is no event of a \"reader\": use message, thought, tool, usage, session, warning, error or end."_s
                    .arg(event));
        }
        for (auto it = rule.begin(); it != rule.end(); ++it) {
            const bool isKnown = fields->contains(it.key())
                ? it.value().isString()
                : QStringList{u"event"_s, u"when"_s, u"add"_s, u"failed"_s}.contains(it.key());
            if (!isKnown)
                return fail(ErrorCode::InvalidInput,
                            u"\"%1\" is no field of the event \"%2\" in a \"reader\"."_s.arg(it.key(), event));
        }
        reader.m_knowsEnd = reader.m_knowsEnd || event == "end"_L1;
        reader.m_rules.append(rule);
    }
    return reader;
}

AgentUsage FieldReader::usage(const QJsonObject &rule, const QJsonObject &line)
{
    const bool add = rule.value("add"_L1).toBool();
    const auto field = [&](QLatin1StringView name) { return at(line, rule.value(name).toString()); };
    const auto tokens = [&](std::optional<qint64> &into, QLatin1StringView name) {
        if (const QJsonValue value = field(name); value.isDouble())
            into = std::clamp(value.toInteger(), qint64(0), mostTokens) + (add ? into.value_or(0) : 0);
    };
    tokens(m_usage.inputTokens, "input"_L1);
    tokens(m_usage.outputTokens, "output"_L1);
    if (const QJsonValue cost = field("cost"_L1);
        cost.isDouble() && std::isfinite(cost.toDouble()) && cost.toDouble() >= 0)
        m_usage.cost = cost.toDouble() + (add ? m_usage.cost.value_or(0) : 0);
    if (m_usage.cost)
        m_usage.currency = u"USD"_s;
    return m_usage;
}

QList<AgentEvent> FieldReader::read(const QJsonObject &line)
{
    QList<AgentEvent> events;
    for (const QJsonObject &rule : std::as_const(m_rules)) {
        if (!fits(rule, line))
            continue;
        const QString event = rule.value("event"_L1).toString();
        const QString text = textOf(at(line, rule.value("text"_L1).toString()));
        if (event == "message"_L1 && !text.isEmpty())
            events.append(AgentMessage{AgentMessage::From::Agent, text});
        else if (event == "thought"_L1 && !text.isEmpty())
            events.append(AgentThought{text});
        else if (event == "tool"_L1)
            events.append(toolOf(rule, line));
        else if (event == "usage"_L1)
            events.append(usage(rule, line));
        else if (event == "session"_L1)
            m_session = textOf(at(line, rule.value("id"_L1).toString()));
        else if (event == "warning"_L1)
            events.append(AgentState{AgentState::Kind::Warning, text});
        else if (event == "end"_L1)
            m_end = !rule.value("failed"_L1).toBool();
        if (event == "error"_L1 || (event == "end"_L1 && rule.value("failed"_L1).toBool())) {
            m_error = text.isEmpty() ? u"(it did not say what)"_s : text;
            m_errorStatus = at(line, rule.value("status"_L1).toString()).toInt();
        }
    }
    return events;
}

std::optional<AgentRoundEnded> FieldReader::failure(const QString &agent) const
{
    if (m_error.isEmpty())
        return std::nullopt;
    return failedEnd(classifyFailure(m_errorStatus, m_error), agent, m_error);
}

} // namespace docket
