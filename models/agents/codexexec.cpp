// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/codexexec.h"

#include "agents/codexcodec.h"
#include "agents/failure.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace docket::codex {

using namespace Qt::StringLiterals;

namespace {

QString inCamelCase(const QString &name)
{
    QString camel;
    for (const QChar c : name) {
        if (camel.endsWith(u'_'))
            camel.back() = c.toUpper();
        else
            camel += c;
    }
    return camel;
}

/** The same item as the app-server prints it: the two differ in nothing but the spelling of names. */
QJsonObject asOfAppServer(const QJsonObject &item)
{
    QJsonObject same;
    for (auto it = item.begin(); it != item.end(); ++it) {
        const bool isName = it.key() == "type"_L1 || it.key() == "status"_L1;
        same.insert(inCamelCase(it.key()), isName ? QJsonValue(inCamelCase(it.value().toString())) : it.value());
    }
    return same;
}

QList<AgentEvent> execItem(const QJsonObject &item, bool isCompleted)
{
    const auto event = eventOf(asOfAppServer(item));
    const bool isText =
        event && (std::holds_alternative<AgentMessage>(*event) || std::holds_alternative<AgentThought>(*event));
    return !event || (isText && !isCompleted) ? QList<AgentEvent>()
                                              : QList<AgentEvent>{*event}; // else it would be said twice
}

} // namespace

QStringList execArguments(const QStringList &profileArguments, const QString &sessionToResume,
                          const AgentProfile &profile, bool isContained)
{
    QStringList arguments = profileArguments;
    if (const qsizetype at = arguments.indexOf(u"app-server"_s); at >= 0)
        arguments.resize(at);
    arguments << u"exec"_s << u"--json"_s << u"--skip-git-repo-check"_s << u"-s"_s
              << (isContained ? u"danger-full-access"_s
                              : u"workspace-write"_s); // one sandbox inside the other stops plain edits
    if (!profile.model.isEmpty() && !arguments.contains(profile.model))
        arguments << u"-m"_s << profile.model;
    if (!profile.instructions.isEmpty()) { // its options are TOML, whose strings are written as JSON's
        const QByteArray list = QJsonDocument(QJsonArray{profile.instructions}).toJson(QJsonDocument::Compact);
        arguments << u"-c"_s << u"developer_instructions="_s + QString::fromUtf8(list.sliced(1, list.size() - 2));
    }
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
            return {AgentUsage{.inputTokens = usage["input_tokens"_L1].toInteger(),
                               .outputTokens = usage["output_tokens"_L1].toInteger()}};
    }
    return {};
}

} // namespace docket::codex
