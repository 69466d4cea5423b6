// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/acpcodec.h"

#include <QJsonArray>

namespace docket::acp {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> integerOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

AgentToolCall::Status statusOf(const QString &word)
{
    using Status = AgentToolCall::Status;
    if (word == "pending"_L1)
        return Status::Pending;
    if (word == "in_progress"_L1)
        return Status::Running;
    if (word == "completed"_L1)
        return Status::Completed;
    if (word == "cancelled"_L1) // of version 2
        return Status::Declined;
    return word == "failed"_L1 ? Status::Failed : Status::Unknown;
}

QString commandOf(const QJsonObject &raw)
{
    const QJsonValue command = raw.value("command"_L1);
    if (!command.isArray())
        return command.toString();
    QStringList words;
    const QJsonArray array = command.toArray();
    for (const QJsonValue &word : array)
        words << word.toString();
    return words.join(u' ');
}

} // namespace

QString textOf(const QJsonValue &content)
{
    const QString type = content["type"_L1].toString();
    if (type == "text"_L1)
        return content["text"_L1].toString();
    if (type == "resource_link"_L1)
        return u"[%1]"_s.arg(content["uri"_L1].toString());
    if (type == "resource"_L1)
        return content["resource"_L1]["text"_L1].toString();
    return type.isEmpty() ? QString() : u"[%1]"_s.arg(type);
}

AgentPlan planOf(const QJsonObject &update)
{
    AgentPlan plan;
    const QJsonArray entries = update.value("entries"_L1).toArray();
    for (const QJsonValue &entry : entries) {
        const QString status = entry["status"_L1].toString();
        using Status = AgentPlan::Status;
        plan.entries.append({entry["content"_L1].toString(), status == "completed"_L1     ? Status::Completed
                                                             : status == "in_progress"_L1 ? Status::InProgress
                                                                                          : Status::Pending});
    }
    return plan;
}

QStringList terminalsOf(const QJsonObject &update)
{
    QStringList terminals;
    const QJsonArray content = update.value("content"_L1).toArray();
    for (const QJsonValue &part : content) {
        if (part["type"_L1].toString() == "terminal"_L1)
            terminals << part["terminalId"_L1].toString();
    }
    return terminals;
}

AgentToolCall toolCallOf(const QJsonObject &object)
{
    AgentToolCall call{.id = object.value("toolCallId"_L1).toString(),
                       .title = object.value("title"_L1).toString(),
                       .kind = object.value("kind"_L1).toString(),
                       .status = statusOf(object.value("status"_L1).toString()),
                       .raw = object.value("rawInput"_L1).toObject()};
    call.command = commandOf(call.raw);
    const QJsonArray locations = object.value("locations"_L1).toArray();
    for (const QJsonValue &location : locations)
        call.locations.append({location["path"_L1].toString(), location["line"_L1].toInt()});
    const QJsonArray content = object.value("content"_L1).toArray();
    for (const QJsonValue &part : content) {
        const QString type = part["type"_L1].toString();
        if (type == "diff"_L1)
            call.diffs.append(
                {part["path"_L1].toString(), part["oldText"_L1].toString(), part["newText"_L1].toString()});
        else if (type == "content"_L1)
            call.output += textOf(part["content"_L1]);
    }
    const QJsonValue rawOutput = object.value("rawOutput"_L1);
    if (call.output.isEmpty())
        call.output = rawOutput.isString() ? rawOutput.toString() : rawOutput["output"_L1].toString();
    return call;
}

QList<AgentEvent> eventsOf(const QJsonObject &update)
{
    const QString kind = update.value("sessionUpdate"_L1).toString();
    const QString text = textOf(update.value("content"_L1));
    if (kind == "agent_message_chunk"_L1)
        return {AgentMessage{AgentMessage::From::Agent, text}};
    if (kind == "agent_thought_chunk"_L1)
        return {AgentThought{text}};
    if (kind == "user_message_chunk"_L1)
        return {AgentMessage{AgentMessage::From::Person, text}};
    if (kind == "plan"_L1)
        return {planOf(update)};
    if (kind == "tool_call"_L1 || kind == "tool_call_update"_L1)
        return {toolCallOf(update)};
    if (kind == "usage_update"_L1) {
        AgentUsage usage{.contextUsed = integerOf(update.value("used"_L1)),
                         .contextSize = integerOf(update.value("size"_L1))};
        const QJsonValue cost = update.value("cost"_L1);
        if (cost["amount"_L1].isDouble()) {
            usage.cost = cost["amount"_L1].toDouble();
            usage.currency = cost["currency"_L1].toString();
        }
        return {usage};
    }
    return {};
}

QList<AgentPermissionRequest::Option> permissionOptionsOf(const QJsonObject &params)
{
    using Kind = AgentPermissionRequest::OptionKind;
    QList<AgentPermissionRequest::Option> read;
    const QJsonArray options = params.value("options"_L1).toArray();
    for (const QJsonValue &option : options) {
        const QString kind = option["kind"_L1].toString();
        const Kind known = kind == "allow_once"_L1      ? Kind::AllowOnce
                          : kind == "allow_always"_L1  ? Kind::AllowAlways
                          : kind == "reject_always"_L1 ? Kind::RejectAlways
                                                       : Kind::RejectOnce;
        read.append({option["optionId"_L1].toString(), option["name"_L1].toString(), known});
    }
    return read;
}

AgentPermissionRequest permissionOf(const QJsonObject &params, const QString &id)
{
    AgentPermissionRequest request{.id = id, .toolCall = toolCallOf(params.value("toolCall"_L1).toObject())};
    request.title = request.toolCall.title;
    request.why = request.toolCall.raw.value("description"_L1).toString();
    request.options = permissionOptionsOf(params);
    return request;
}

std::optional<AgentUsage> usageOf(const QJsonObject &result)
{
    AgentUsage usage;
    const QJsonObject direct = result.value("usage"_L1).toObject();
    const QJsonValue quota = result.value("_meta"_L1)["quota"_L1]["token_count"_L1];
    if (!direct.isEmpty()) {
        usage.inputTokens = integerOf(direct.value("inputTokens"_L1));
        usage.outputTokens = integerOf(direct.value("outputTokens"_L1));
        // Cached input counts as input: it was read and is charged, if for less.
        for (const auto &key : {"cachedReadTokens"_L1, "cachedWriteTokens"_L1}) {
            if (const auto cached = integerOf(direct.value(key)); cached && usage.inputTokens)
                usage.inputTokens = *usage.inputTokens + *cached;
        }
    } else if (quota.isObject()) {
        usage.inputTokens = integerOf(quota["input_tokens"_L1]);
        usage.outputTokens = integerOf(quota["output_tokens"_L1]);
    }
    const QJsonValue cost =
        result.value("cost"_L1).isObject() ? result.value("cost"_L1) : result.value("_meta"_L1)["cost"_L1];
    if (cost["amount"_L1].isDouble()) {
        usage.cost = cost["amount"_L1].toDouble();
        usage.currency = cost["currency"_L1].toString();
    }
    return usage == AgentUsage{} ? std::nullopt : std::optional(usage);
}

bool modelWasSilent(const QJsonObject &result)
{
    return result.contains("usage"_L1) && result.value("usage"_L1).isNull();
}

AgentRoundEnded endOf(const QString &stopReason, bool weAskedToStop)
{
    using Outcome = AgentRoundEnded::Outcome;
    if (stopReason == "end_turn"_L1)
        return {.outcome = Outcome::Finished, .sentence = u"The agent says that it is done."_s};
    if (stopReason == "refusal"_L1)
        return {.outcome = Outcome::Refused,
                .sentence = u"The agent refused to go on. Change the spec, or choose another agent."_s};
    if (stopReason == "cancelled"_L1) {
        return {.outcome = Outcome::Interrupted,
                .sentence = weAskedToStop
                    ? u"The round was interrupted; what it left is kept."_s
                    : u"The agent ended its turn, as it does when a permission is refused. What it left is kept."_s};
    }
    const bool limit = stopReason == "max_tokens"_L1 || stopReason == "max_turn_requests"_L1;
    return {.outcome = limit ? Outcome::Failed : Outcome::Unknown,
            .failure = limit ? FailureKind::NoPositiveEnd : FailureKind::Protocol,
            .sentence = limit
                ? u"The agent reached a limit of its own before it was done. Give it another round."_s
                : u"The agent ended its turn in a way that is not known (%1). What it left is kept."_s.arg(stopReason)};
}

} // namespace docket::acp
