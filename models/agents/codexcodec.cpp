// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/codexcodec.h"

#include "agents/failure.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace docket::codex {

using namespace Qt::StringLiterals;

namespace {

AgentToolCall::Status statusOf(const QString &word)
{
    using Status = AgentToolCall::Status;
    if (word == "inProgress"_L1)
        return Status::Running;
    if (word == "completed"_L1)
        return Status::Completed;
    if (word == "declined"_L1)
        return Status::Declined;
    return word == "failed"_L1 ? Status::Failed : Status::Unknown;
}

AgentToolCall commandOf(const QJsonObject &item)
{
    AgentToolCall call{.kind = u"execute"_s, .command = item.value("command"_L1).toString()};
    call.title = call.command;
    call.output = item.value("aggregatedOutput"_L1).toString();
    if (item.value("exitCode"_L1).toInt() != 0)
        call.output += u"\n(exit code %1)"_s.arg(item.value("exitCode"_L1).toInt());
    return call;
}

AgentToolCall changeOf(const QJsonObject &item)
{
    AgentToolCall call{.kind = u"edit"_s};
    QStringList paths;
    const QJsonArray changes = item.value("changes"_L1).toArray();
    for (const QJsonValue &change : changes) {
        paths << change["path"_L1].toString();
        call.locations.append({paths.last(), 0});
        call.output += change["diff"_L1].toString(); // only the app-server has it
    }
    call.title = u"Edit "_s + paths.join(u", "_s);
    return call;
}

AgentToolCall searchOf(const QJsonObject &item)
{
    return {.title = item.value("query"_L1).toString(), .kind = u"fetch"_s};
}

AgentToolCall otherToolOf(const QJsonObject &item)
{
    return {.title = item.value("tool"_L1).toString(item.value("type"_L1).toString()), .kind = u"other"_s};
}

/** Every kind of item that is a tool call, by the name that the app-server gives it. */
using CallReader = AgentToolCall (*)(const QJsonObject &item);
constexpr std::pair<QLatin1StringView, CallReader> callKinds[] = {
    {"commandExecution"_L1, commandOf}, {"fileChange"_L1, changeOf},      {"webSearch"_L1, searchOf},
    {"mcpToolCall"_L1, otherToolOf},    {"dynamicToolCall"_L1, otherToolOf}, {"collabToolCall"_L1, otherToolOf},
    {"collabAgentToolCall"_L1, otherToolOf},
};

std::optional<AgentToolCall> toolCallOf(const QJsonObject &item)
{
    const QString type = item.value("type"_L1).toString();
    const auto kind = std::ranges::find(callKinds, type, &std::pair<QLatin1StringView, CallReader>::first);
    if (kind == std::end(callKinds))
        return std::nullopt;
    AgentToolCall call = kind->second(item);
    call.id = item.value("id"_L1).toString();
    call.status = statusOf(item.value("status"_L1).toString());
    return call;
}

AgentPlan planOf(const QJsonObject &item)
{
    AgentPlan plan;
    const QJsonArray steps = item.value("items"_L1).toArray();
    for (const QJsonValue &step : steps) {
        const bool isDone = step["completed"_L1].toBool();
        plan.entries.append(
            {step["text"_L1].toString(), isDone ? AgentPlan::Status::Completed : AgentPlan::Status::Pending});
    }
    return plan;
}

QString joined(const QJsonValue &texts)
{
    QStringList list;
    const QJsonArray array = texts.toArray();
    for (const QJsonValue &text : array)
        list << text.toString();
    return list.join(u'\n');
}

} // namespace

std::optional<AgentEvent> eventOf(const QJsonObject &item)
{
    const QString type = item.value("type"_L1).toString();
    if (type == "agentMessage"_L1 && !item.value("text"_L1).toString().isEmpty())
        return AgentMessage{AgentMessage::From::Agent, item.value("text"_L1).toString()};
    if (type == "reasoning"_L1) {
        const QString text =
            item.value("text"_L1).toString(joined(item.value("summary"_L1)) + joined(item.value("content"_L1)));
        return text.isEmpty() ? std::nullopt : std::optional<AgentEvent>(AgentThought{text});
    }
    if (type == "plan"_L1)
        return AgentPlan{{{item.value("text"_L1).toString(), AgentPlan::Status::Pending}}};
    if (type == "todoList"_L1)
        return planOf(item);
    if (type == "error"_L1)
        return AgentState{AgentState::Kind::Warning, item.value("message"_L1).toString()};
    if (auto call = toolCallOf(item))
        return std::move(*call);
    return std::nullopt;
}

Tokens tokensBefore(const QJsonObject &tokenUsage)
{
    const QJsonValue total = tokenUsage.value("total"_L1);
    const QJsonValue last = tokenUsage.value("last"_L1);
    return {.input = total["inputTokens"_L1].toInteger() - last["inputTokens"_L1].toInteger(),
            .output = total["outputTokens"_L1].toInteger() - last["outputTokens"_L1].toInteger()};
}

AgentUsage usageOf(const QJsonObject &tokenUsage, const Tokens &before)
{
    const QJsonValue total = tokenUsage.value("total"_L1);
    const auto number = [](const QJsonValue &value) {
        return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
    };
    AgentUsage usage{.inputTokens = number(total["inputTokens"_L1]),
                     .outputTokens = number(total["outputTokens"_L1]),
                     .contextUsed = number(tokenUsage.value("last"_L1)["totalTokens"_L1]),
                     .contextSize = number(tokenUsage.value("modelContextWindow"_L1))};
    if (usage.inputTokens)
        *usage.inputTokens -= before.input;
    if (usage.outputTokens)
        *usage.outputTokens -= before.output;
    return usage;
}

FailureKind failureOf(const QJsonObject &error)
{
    const QJsonValue info = error.value("codexErrorInfo"_L1);
    const QString word = info.toString();
    if (word == "rateLimitExceeded"_L1 || word == "usageLimitExceeded"_L1 || word == "serverOverloaded"_L1)
        return FailureKind::RateLimited;
    if (word == "unauthorized"_L1)
        return FailureKind::AuthNeeded;
    if (word == "badRequest"_L1 || word == "modelNotFound"_L1)
        return FailureKind::BadRequest;
    int status = 0;
    const QJsonObject detailed = info.toObject();
    for (auto it = detailed.begin(); it != detailed.end(); ++it)
        status = it.value()["httpStatusCode"_L1].toInt();
    const FailureKind kind = classifyFailure(status, error.value("message"_L1).toString());
    if (kind == FailureKind::Protocol && (word == "internalServerError"_L1 || info.isObject()))
        return FailureKind::ModelDown;
    return kind;
}

AgentRoundEnded endOf(const QJsonObject &turn, const QString &agent)
{
    using Outcome = AgentRoundEnded::Outcome;
    const QString status = turn.value("status"_L1).toString();
    if (status == "completed"_L1)
        return {.outcome = Outcome::Finished, .sentence = u"The agent says that it is done."_s};
    if (status == "interrupted"_L1)
        return {.outcome = Outcome::Interrupted, .sentence = u"The round was interrupted; what it left is kept."_s};
    const QJsonObject error = turn.value("error"_L1).toObject();
    return failedEnd(failureOf(error), agent, error.value("message"_L1).toString());
}

} // namespace docket::codex
