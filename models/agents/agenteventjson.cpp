// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/agentevent.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

template<typename Enum, size_t N>
struct Words
{
    std::array<QLatin1StringView, N> words;

    QString of(Enum value) const { return words.at(static_cast<size_t>(value)); }
    Enum read(const QJsonValue &value, Enum otherwise) const
    {
        const QString word = value.toString();
        for (size_t i = 0; i < N; ++i) {
            if (words.at(i) == word)
                return static_cast<Enum>(i);
        }
        return otherwise;
    }
};

constexpr Words<AgentMessage::From, 3> fromWords{{"agent"_L1, "person"_L1, "docket"_L1}};
constexpr Words<AgentPlan::Status, 3> planWords{{"pending"_L1, "in-progress"_L1, "completed"_L1}};
constexpr Words<AgentToolCall::Status, 6> toolWords{
    {"unknown"_L1, "pending"_L1, "running"_L1, "completed"_L1, "failed"_L1, "declined"_L1}};
constexpr Words<AgentPermissionRequest::OptionKind, 5> optionWords{
    {"allow-once"_L1, "allow-always"_L1, "reject-once"_L1, "reject-always"_L1, "choose"_L1}};
constexpr Words<AgentState::Kind, 9> stateWords{{"started"_L1, "ready"_L1, "resumed"_L1, "not-resumed"_L1, "quiet"_L1,
                                                 "active"_L1, "retrying"_L1, "warning"_L1, "stopping"_L1}};
constexpr Words<AgentRoundEnded::Outcome, 5> endWords{
    {"finished"_L1, "refused"_L1, "failed"_L1, "interrupted"_L1, "unknown"_L1}};

void put(QJsonObject &object, QLatin1StringView key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

template<typename T>
void put(QJsonObject &object, QLatin1StringView key, const std::optional<T> &number)
{
    if (number)
        object.insert(key, *number);
}

std::optional<qint64> readInteger(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

QJsonObject toolToJson(const AgentToolCall &call)
{
    QJsonObject object{{u"id"_s, call.id}};
    put(object, "title"_L1, call.title);
    put(object, "kind"_L1, call.kind);
    if (call.status != AgentToolCall::Status::Unknown)
        object.insert("status"_L1, toolWords.of(call.status));
    put(object, "command"_L1, call.command);
    QJsonArray locations;
    for (const auto &location : call.locations)
        locations.append(QJsonObject{{u"path"_s, location.path}, {u"line"_s, location.line}});
    if (!locations.isEmpty())
        object.insert("locations"_L1, locations);
    QJsonArray diffs;
    for (const auto &diff : call.diffs) {
        QJsonObject one{{u"path"_s, diff.path}, {u"old"_s, diff.oldText}, {u"new"_s, diff.newText}};
        put(one, "patch"_L1, diff.patch);
        diffs.append(one);
    }
    if (!diffs.isEmpty())
        object.insert("diffs"_L1, diffs);
    put(object, "output"_L1, call.output);
    if (!call.raw.isEmpty())
        object.insert("raw"_L1, call.raw);
    return object;
}

AgentToolCall toolFromJson(const QJsonObject &object)
{
    AgentToolCall call{.id = object.value("id"_L1).toString(),
                       .title = object.value("title"_L1).toString(),
                       .kind = object.value("kind"_L1).toString(),
                       .status = toolWords.read(object.value("status"_L1), AgentToolCall::Status::Unknown),
                       .command = object.value("command"_L1).toString(),
                       .locations = {},
                       .diffs = {},
                       .output = object.value("output"_L1).toString(),
                       .raw = object.value("raw"_L1).toObject()};
    const QJsonArray locations = object.value("locations"_L1).toArray();
    for (const QJsonValue &value : locations)
        call.locations.append({value["path"_L1].toString(), value["line"_L1].toInt()});
    const QJsonArray diffs = object.value("diffs"_L1).toArray();
    for (const QJsonValue &value : diffs)
        call.diffs.append({value["path"_L1].toString(), value["old"_L1].toString(), value["new"_L1].toString(),
                           value["patch"_L1].toString()});
    return call;
}

struct Writer
{
    QJsonObject operator()(const AgentMessage &message) const
    {
        return {{u"t"_s, u"message"_s}, {u"from"_s, fromWords.of(message.from)}, {u"text"_s, message.text}};
    }
    QJsonObject operator()(const AgentThought &thought) const
    {
        return {{u"t"_s, u"thought"_s}, {u"text"_s, thought.text}};
    }
    QJsonObject operator()(const AgentPlan &plan) const
    {
        QJsonArray entries;
        for (const auto &entry : plan.entries)
            entries.append(QJsonObject{{u"text"_s, entry.text}, {u"status"_s, planWords.of(entry.status)}});
        return {{u"t"_s, u"plan"_s}, {u"entries"_s, entries}};
    }
    QJsonObject operator()(const AgentToolCall &call) const
    {
        QJsonObject object = toolToJson(call);
        object.insert("t"_L1, u"tool"_s);
        return object;
    }
    QJsonObject operator()(const AgentPermissionRequest &request) const
    {
        QJsonArray options;
        for (const auto &option : request.options) {
            options.append(QJsonObject{
                {u"id"_s, option.id}, {u"name"_s, option.name}, {u"kind"_s, optionWords.of(option.kind)}});
        }
        QJsonObject object{{u"t"_s, u"permission"_s},
                           {u"id"_s, request.id},
                           {u"title"_s, request.title},
                           {u"tool"_s, toolToJson(request.toolCall)},
                           {u"options"_s, options}};
        put(object, "why"_L1, request.why);
        if (request.widensLimits)
            object.insert("widens"_L1, true);
        return object;
    }
    QJsonObject operator()(const AgentPermissionAnswer &answer) const
    {
        return {{u"t"_s, u"answer"_s},
                {u"id"_s, answer.id},
                {u"option"_s, answer.optionId},
                {u"name"_s, answer.optionName},
                {u"allowed"_s, answer.allowed},
                {u"by"_s, answer.by}};
    }
    QJsonObject operator()(const AgentQuestion &question) const
    {
        return {{u"t"_s, u"question"_s}, {u"text"_s, question.text}};
    }
    QJsonObject operator()(const AgentUsage &usage) const
    {
        QJsonObject object{{u"t"_s, u"usage"_s}};
        put(object, "input"_L1, usage.inputTokens);
        put(object, "output"_L1, usage.outputTokens);
        put(object, "cost"_L1, usage.cost);
        put(object, "currency"_L1, usage.currency);
        put(object, "contextUsed"_L1, usage.contextUsed);
        put(object, "contextSize"_L1, usage.contextSize);
        return object;
    }
    QJsonObject operator()(const AgentState &state) const
    {
        return {{u"t"_s, u"state"_s}, {u"kind"_s, stateWords.of(state.kind)}, {u"text"_s, state.text}};
    }
    QJsonObject operator()(const AgentRoundEnded &end) const
    {
        QJsonObject object{{u"t"_s, u"ended"_s},
                           {u"outcome"_s, endWords.of(end.outcome)},
                           {u"failure"_s, failureWord(end.failure)},
                           {u"sentence"_s, end.sentence},
                           {u"exit"_s, end.exitCode},
                           {u"rawBytes"_s, end.rawBytes}};
        put(object, "session"_L1, end.sessionId);
        if (end.retryAfterSeconds > 0)
            object.insert("retryAfter"_L1, end.retryAfterSeconds);
        if (end.brokenLines > 0)
            object.insert("brokenLines"_L1, end.brokenLines);
        QJsonArray survivors;
        for (const qint64 pid : end.survivors)
            survivors.append(pid);
        if (!survivors.isEmpty())
            object.insert("survivors"_L1, survivors);
        return object;
    }
};

AgentPlan planFromJson(const QJsonObject &object)
{
    AgentPlan plan;
    const QJsonArray entries = object.value("entries"_L1).toArray();
    for (const QJsonValue &entry : entries)
        plan.entries.append(
            {entry["text"_L1].toString(), planWords.read(entry["status"_L1], AgentPlan::Status::Pending)});
    return plan;
}

AgentPermissionRequest permissionFromJson(const QJsonObject &object)
{
    AgentPermissionRequest request{.id = object.value("id"_L1).toString(),
                                   .title = object.value("title"_L1).toString(),
                                   .why = object.value("why"_L1).toString(),
                                   .toolCall = toolFromJson(object.value("tool"_L1).toObject()),
                                   .options = {}};
    const QJsonArray options = object.value("options"_L1).toArray();
    for (const QJsonValue &option : options) {
        request.options.append({option["id"_L1].toString(), option["name"_L1].toString(),
                                optionWords.read(option["kind"_L1], AgentPermissionRequest::OptionKind::RejectOnce)});
    }
    request.widensLimits = object.value("widens"_L1).toBool();
    return request;
}

AgentUsage usageFromJson(const QJsonObject &object)
{
    const QJsonValue cost = object.value("cost"_L1);
    return {.inputTokens = readInteger(object.value("input"_L1)),
            .outputTokens = readInteger(object.value("output"_L1)),
            .cost = cost.isDouble() ? std::optional(cost.toDouble()) : std::nullopt,
            .currency = object.value("currency"_L1).toString(),
            .contextUsed = readInteger(object.value("contextUsed"_L1)),
            .contextSize = readInteger(object.value("contextSize"_L1))};
}

AgentRoundEnded endFromJson(const QJsonObject &object)
{
    AgentRoundEnded end{.outcome = endWords.read(object.value("outcome"_L1), AgentRoundEnded::Outcome::Unknown),
                        .failure =
                            failureFromWord(object.value("failure"_L1).toString()).value_or(FailureKind::Protocol),
                        .sentence = object.value("sentence"_L1).toString(),
                        .sessionId = object.value("session"_L1).toString(),
                        .exitCode = object.value("exit"_L1).toInt(-1),
                        .retryAfterSeconds = object.value("retryAfter"_L1).toInt(),
                        .brokenLines = object.value("brokenLines"_L1).toInt(),
                        .rawBytes = object.value("rawBytes"_L1).toInteger(),
                        .survivors = {}};
    const QJsonArray survivors = object.value("survivors"_L1).toArray();
    for (const QJsonValue &pid : survivors)
        end.survivors.append(pid.toInteger());
    return end;
}

} // namespace

QJsonObject toJson(const AgentEvent &event)
{
    return std::visit(Writer{}, event);
}

QByteArray toLine(const AgentEvent &event)
{
    return QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<AgentEvent> eventFromJson(const QJsonObject &object)
{
    const QString type = object.value("t"_L1).toString();
    const QString text = object.value("text"_L1).toString();
    if (type == "message"_L1)
        return AgentMessage{fromWords.read(object.value("from"_L1), AgentMessage::From::Agent), text};
    if (type == "thought"_L1)
        return AgentThought{text};
    if (type == "plan"_L1)
        return planFromJson(object);
    if (type == "tool"_L1)
        return toolFromJson(object);
    if (type == "permission"_L1)
        return permissionFromJson(object);
    if (type == "answer"_L1) {
        return AgentPermissionAnswer{object.value("id"_L1).toString(), object.value("option"_L1).toString(),
                                     object.value("name"_L1).toString(), object.value("allowed"_L1).toBool(),
                                     object.value("by"_L1).toString()};
    }
    if (type == "question"_L1)
        return AgentQuestion{text};
    if (type == "usage"_L1)
        return usageFromJson(object);
    if (type == "state"_L1)
        return AgentState{stateWords.read(object.value("kind"_L1), AgentState::Kind::Warning), text};
    if (type == "ended"_L1)
        return endFromJson(object);
    return std::nullopt;
}

std::optional<AgentEvent> eventFromLine(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    return document.isObject() ? eventFromJson(document.object()) : std::nullopt;
}

} // namespace docket
