// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/claudecodec.h"

#include "agents/failure.h"

#include <QJsonArray>

namespace docket::claude {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QString text;
    const QJsonArray parts = content.toArray();
    for (const QJsonValue &part : parts)
        text += part["text"_L1].toString();
    return text;
}

QString kindOf(const QString &tool)
{
    static const QHash<QString, QString> kinds{
        {u"Read"_s, u"read"_s},       {u"Write"_s, u"edit"_s},        {u"Edit"_s, u"edit"_s},
        {u"MultiEdit"_s, u"edit"_s},  {u"NotebookEdit"_s, u"edit"_s}, {u"Bash"_s, u"execute"_s},
        {u"Grep"_s, u"search"_s},     {u"Glob"_s, u"search"_s},       {u"WebFetch"_s, u"fetch"_s},
        {u"WebSearch"_s, u"fetch"_s}, {u"Task"_s, u"think"_s},
    };
    return kinds.value(tool, u"other"_s);
}

AgentToolCall toolCallOf(const QString &id, const QString &tool, const QJsonObject &input)
{
    AgentToolCall call{.id = id, .title = tool, .kind = kindOf(tool), .raw = input};
    call.command = input.value("command"_L1).toString();
    const QString path = input.value("file_path"_L1).toString();
    if (!path.isEmpty()) {
        call.title = tool + u' ' + path;
        call.locations.append({path, 0});
    } else if (!call.command.isEmpty()) {
        call.title = call.command;
    }
    if (tool == "Write"_L1)
        call.diffs.append({path, {}, input.value("content"_L1).toString()});
    else if (input.contains("new_string"_L1))
        call.diffs.append({path, input.value("old_string"_L1).toString(), input.value("new_string"_L1).toString()});
    return call;
}

AgentPlan planOf(const QJsonArray &todos)
{
    AgentPlan plan;
    for (const QJsonValue &todo : todos) {
        const QString status = todo["status"_L1].toString();
        using Status = AgentPlan::Status;
        plan.entries.append({todo["content"_L1].toString(), status == "completed"_L1     ? Status::Completed
                                                            : status == "in_progress"_L1 ? Status::InProgress
                                                                                         : Status::Pending});
    }
    return plan;
}

AgentEvent assistantPart(const QJsonObject &part)
{
    const QString type = part.value("type"_L1).toString();
    if (type == "thinking"_L1)
        return AgentThought{part.value("thinking"_L1).toString()};
    if (type != "tool_use"_L1)
        return AgentMessage{AgentMessage::From::Agent, part.value("text"_L1).toString()};
    const QJsonObject input = part.value("input"_L1).toObject();
    if (part.value("name"_L1).toString() == "TodoWrite"_L1)
        return planOf(input.value("todos"_L1).toArray());
    AgentToolCall call = toolCallOf(part.value("id"_L1).toString(), part.value("name"_L1).toString(), input);
    call.status = AgentToolCall::Status::Running;
    return call;
}

QList<AgentEvent> systemEvents(const QJsonObject &line)
{
    const QString subtype = line.value("subtype"_L1).toString();
    if (subtype == "api_retry"_L1) {
        const QString text = u"The model did not answer (%1); try %2 of %3."_s
                                 .arg(line.value("error_status"_L1).toInt())
                                 .arg(line.value("attempt"_L1).toInt())
                                 .arg(line.value("max_retries"_L1).toInt());
        return {AgentState{AgentState::Kind::Retrying, text}};
    }
    if (subtype == "permission_denied"_L1)
        return {AgentState{AgentState::Kind::Warning,
                           u"A permission was denied without asking: %1"_s.arg(line.value("tool_name"_L1).toString())}};
    return {};
}

} // namespace

QList<AgentEvent> eventsOf(const QJsonObject &line)
{
    const QString type = line.value("type"_L1).toString();
    if (type == "system"_L1)
        return systemEvents(line);
    QList<AgentEvent> events;
    const QJsonArray parts = line.value("message"_L1)["content"_L1].toArray();
    for (const QJsonValue &value : parts) {
        const QJsonObject part = value.toObject();
        if (type == "assistant"_L1) {
            events.append(assistantPart(part));
        } else if (type == "user"_L1 && part.value("type"_L1).toString() == "tool_result"_L1) {
            using Status = AgentToolCall::Status;
            events.append(
                AgentToolCall{.id = part.value("tool_use_id"_L1).toString(),
                              .status = part.value("is_error"_L1).toBool() ? Status::Failed : Status::Completed,
                              .output = textOf(part.value("content"_L1))});
        }
    }
    return events;
}

AgentPermissionRequest permissionOf(const QJsonObject &request, const QString &id)
{
    const QString tool = request.value("tool_name"_L1).toString();
    AgentPermissionRequest asked{.id = id};
    asked.toolCall = toolCallOf(request.value("tool_use_id"_L1).toString(), tool, request.value("input"_L1).toObject());
    asked.toolCall.status = AgentToolCall::Status::Pending;
    asked.title = asked.toolCall.title;
    asked.why = request.value("description"_L1).toString();
    using Kind = AgentPermissionRequest::OptionKind;
    asked.options.append({u"allow"_s, u"Allow once"_s, Kind::AllowOnce});
    if (!request.value("permission_suggestions"_L1).toArray().isEmpty())
        asked.options.append({u"always"_s, u"Allow for this round"_s, Kind::AllowAlways});
    asked.options.append({u"deny"_s, u"Refuse"_s, Kind::RejectOnce});
    return asked;
}

AgentUsage usageOf(const QJsonObject &result)
{
    const QJsonObject tokens = result.value("usage"_L1).toObject();
    AgentUsage usage;
    if (tokens.contains("input_tokens"_L1)) {
        usage.inputTokens = tokens.value("input_tokens"_L1).toInteger()
            + tokens.value("cache_creation_input_tokens"_L1).toInteger()
            + tokens.value("cache_read_input_tokens"_L1).toInteger();
    }
    if (tokens.contains("output_tokens"_L1))
        usage.outputTokens = tokens.value("output_tokens"_L1).toInteger();
    if (result.value("total_cost_usd"_L1).isDouble()) {
        usage.cost = result.value("total_cost_usd"_L1).toDouble();
        usage.currency = u"USD"_s;
    }
    return usage;
}

AgentRoundEnded endOf(const QJsonObject &result, const QString &agent)
{
    using Outcome = AgentRoundEnded::Outcome;
    const QString subtype = result.value("subtype"_L1).toString();
    const QString reason = result.value("terminal_reason"_L1).toString();
    const QString session = result.value("session_id"_L1).toString();
    if (reason.startsWith("aborted"_L1)) {
        return {.outcome = Outcome::Interrupted,
                .sentence = u"The round was interrupted; what it left is kept."_s,
                .sessionId = session};
    }
    if (subtype == "success"_L1 && !result.value("is_error"_L1).toBool())
        return {.outcome = Outcome::Finished, .sentence = u"The agent says that it is done."_s, .sessionId = session};
    QString detail = result.value("result"_L1).toString();
    const QJsonArray errors = result.value("errors"_L1).toArray();
    for (const QJsonValue &error : errors)
        detail += u' ' + error.toString();
    AgentRoundEnded end;
    if (subtype == "error_max_turns"_L1 || subtype == "error_max_budget_usd"_L1) {
        end = {.outcome = Outcome::Failed, .failure = FailureKind::NoPositiveEnd,
               .sentence = u"The agent reached a limit of its own before it was done. Give it another round."_s};
    } else {
        FailureKind kind = classifyFailure(result.value("api_error_status"_L1).toInt(), detail);
        if (kind == FailureKind::Protocol && reason == "api_error"_L1)
            kind = FailureKind::ModelDown;
        end = failedEnd(kind, agent, detail);
    }
    end.sessionId = session;
    return end;
}

QJsonObject userMessage(const QString &text)
{
    return {{u"type"_s, u"user"_s}, {u"message"_s, QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, text}}}};
}

QJsonObject controlRequest(const QString &id, const QJsonObject &request)
{
    return {{u"type"_s, u"control_request"_s}, {u"request_id"_s, id}, {u"request"_s, request}};
}

QJsonObject permissionAnswer(const QJsonObject &asked, bool allow, bool always, const QString &refusal)
{
    const QJsonObject request = asked.value("request"_L1).toObject();
    QJsonObject answer{{u"behavior"_s, u"deny"_s}, {u"message"_s, refusal}};
    if (allow)
        answer = {{u"behavior"_s, u"allow"_s}, {u"updatedInput"_s, request.value("input"_L1)}};
    if (allow && always)
        answer.insert("updatedPermissions"_L1, request.value("permission_suggestions"_L1));
    const QJsonObject response{
        {u"subtype"_s, u"success"_s}, {u"request_id"_s, asked.value("request_id"_L1)}, {u"response"_s, answer}};
    return {{u"type"_s, u"control_response"_s}, {u"response"_s, response}};
}

QJsonObject controlError(const QString &id, const QString &why)
{
    const QJsonObject response{{u"subtype"_s, u"error"_s}, {u"request_id"_s, id}, {u"error"_s, why}};
    return {{u"type"_s, u"control_response"_s}, {u"response"_s, response}};
}

} // namespace docket::claude
