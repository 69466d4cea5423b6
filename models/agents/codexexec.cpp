// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/codexexec.h"

#include "agents/failure.h"

#include <QJsonArray>

namespace docket::codex {

using namespace Qt::StringLiterals;

namespace {

AgentToolCall::Status execStatus(const QString &word)
{
    using Status = AgentToolCall::Status;
    if (word == "in_progress"_L1)
        return Status::Running;
    if (word == "completed"_L1)
        return Status::Completed;
    if (word == "declined"_L1)
        return Status::Declined;
    return word == "failed"_L1 ? Status::Failed : Status::Unknown;
}

AgentToolCall execCall(const QJsonObject &item)
{
    AgentToolCall call{.id = item.value("id"_L1).toString(), .status = execStatus(item.value("status"_L1).toString())};
    const QString type = item.value("type"_L1).toString();
    if (type == "command_execution"_L1) {
        call.kind = u"execute"_s;
        call.command = item.value("command"_L1).toString();
        call.title = call.command;
        call.output = item.value("aggregated_output"_L1).toString();
        if (item.value("exit_code"_L1).toInt() != 0)
            call.output += u"\n(exit code %1)"_s.arg(item.value("exit_code"_L1).toInt());
    } else if (type == "file_change"_L1) {
        call.kind = u"edit"_s;
        QStringList paths;
        const QJsonArray changes = item.value("changes"_L1).toArray();
        for (const QJsonValue &change : changes) {
            paths << change["path"_L1].toString();
            call.locations.append({paths.last(), 0});
        }
        call.title = u"Edit "_s + paths.join(u", "_s);
    } else {
        call.kind = type == "web_search"_L1 ? u"fetch"_s : u"other"_s;
        call.title = item.value("query"_L1).toString(item.value("tool"_L1).toString(type));
    }
    return call;
}

AgentPlan execPlan(const QJsonObject &item)
{
    AgentPlan plan;
    const QJsonArray steps = item.value("items"_L1).toArray();
    for (const QJsonValue &step : steps) {
        plan.entries.append({step["text"_L1].toString(), step["completed"_L1].toBool() ? AgentPlan::Status::Completed
                                                                                     : AgentPlan::Status::Pending});
    }
    return plan;
}

QList<AgentEvent> execItem(const QJsonObject &item, bool isCompleted)
{
    const QString type = item.value("type"_L1).toString();
    const QString text = item.value("text"_L1).toString();
    if (type == "agent_message"_L1 || type == "reasoning"_L1) {
        if (!isCompleted || text.isEmpty())
            return {};
        return {type == "reasoning"_L1 ? AgentEvent(AgentThought{text}) : AgentEvent(AgentMessage{AgentMessage::From::Agent, text})};
    }
    if (type == "todo_list"_L1)
        return {execPlan(item)};
    if (type == "error"_L1)
        return {AgentState{AgentState::Kind::Warning, item.value("message"_L1).toString()}};
    return type.isEmpty() ? QList<AgentEvent>{} : QList<AgentEvent>{execCall(item)};
}

} // namespace

QStringList execArguments(const QStringList &profileArguments, const QString &sessionToResume, const QString &model,
                          bool isContained)
{
    QStringList arguments = profileArguments;
    if (const qsizetype at = arguments.indexOf(u"app-server"_s); at >= 0)
        arguments.resize(at);
    arguments << u"exec"_s << u"--json"_s << u"--skip-git-repo-check"_s << u"-s"_s
              << (isContained ? u"danger-full-access"_s : u"workspace-write"_s); // one sandbox inside the other stops plain edits
    if (!model.isEmpty() && !arguments.contains(model))
        arguments << u"-m"_s << model;
    if (!sessionToResume.isEmpty())
        arguments << u"resume"_s << sessionToResume;
    return arguments << u"-"_s;
}

QList<AgentEvent> ExecReader::read(const QJsonObject &line)
{
    const QString type = line.value("type"_L1).toString();
    if (type == "item.started"_L1 || type == "item.updated"_L1 || type == "item.completed"_L1)
        return execItem(line.value("item"_L1).toObject(), type == "item.completed"_L1);
    if (type == "thread.started"_L1) {
        m_thread = line.value("thread_id"_L1).toString();
        return {AgentState{m_isResumed ? AgentState::Kind::Resumed : AgentState::Kind::Ready, m_thread}};
    }
    if (type == "error"_L1) {
        m_lastError = line.value("message"_L1).toString();
        return {AgentState{AgentState::Kind::Retrying, m_lastError}};
    }
    if (type == "turn.failed"_L1) {
        const QString message = line.value("error"_L1)["message"_L1].toString(m_lastError);
        m_end = failedEnd(classifyFailure(0, message), m_agent, message);
    } else if (type == "turn.completed"_L1) {
        m_end = {.outcome = AgentRoundEnded::Outcome::Finished, .sentence = u"The agent says that it is done."_s};
        const QJsonValue usage = line.value("usage"_L1);
        if (usage["input_tokens"_L1].isDouble() && !m_isResumed)
            return {AgentUsage{.inputTokens = usage["input_tokens"_L1].toInteger(), .outputTokens = usage["output_tokens"_L1].toInteger()}};
    }
    return {};
}

} // namespace docket::codex
