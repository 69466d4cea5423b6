// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/acpcodec2.h"

#include "agents/acpcodec.h"

namespace docket::acp2 {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype keptOutput = 64 << 10; // characters of one terminal
constexpr qsizetype keptMessage = 1 << 20;  // characters of one message, to tell a repetition from news
constexpr qsizetype keptMessages = 64;      // what is patched is recent
constexpr qsizetype keptCalls = 500;

QString textOfAll(const QJsonArray &content)
{
    QString text;
    for (const QJsonValue &part : content)
        text += acp::textOf(part);
    return text;
}

AgentEvent said(const QString &kind, const QString &text)
{
    if (kind.startsWith("agent_thought"_L1))
        return AgentThought{text};
    return AgentMessage{kind.startsWith("user"_L1) ? AgentMessage::From::Person : AgentMessage::From::Agent, text};
}

// One content part of a tool call, into the call.
void take(AgentToolCall &call, const QJsonValue &part)
{
    const QString type = part["type"_L1].toString();
    if (type == "content"_L1) {
        call.output += acp::textOf(part["content"_L1]);
        return;
    }
    if (type != "diff"_L1)
        return;
    const QJsonArray changes = part["changes"_L1].toArray();
    QString patch = part["patch"_L1]["text"_L1].toString();
    for (const QJsonValue &change : changes) {
        const QString path = change["path"_L1].toString();
        const QString old = change["oldPath"_L1].toString();
        call.locations.append({path, 0});
        if (patch.isEmpty())
            patch = old.isEmpty() ? u"(%1)"_s.arg(change["operation"_L1].toString())
                                  : u"(%1 from %2)"_s.arg(change["operation"_L1].toString(), old);
        call.diffs.append({.path = path, .patch = std::exchange(patch, {})}); // one patch tells of all of them
    }
}

} // namespace

QList<AgentEvent> UpdateReader::eventsOf(const QJsonObject &update)
{
    const QString kind = update.value("sessionUpdate"_L1).toString();
    if (m_messages.size() > keptMessages)
        m_messages.clear();
    if (m_calls.size() > keptCalls)
        m_calls.clear();
    if (m_terminals.size() > keptCalls)
        m_terminals.clear();
    if (kind == "agent_message_chunk"_L1 || kind == "agent_thought_chunk"_L1 || kind == "user_message_chunk"_L1) {
        const QString text = acp::textOf(update.value("content"_L1));
        QString &told = m_messages[kind.section(u"_chunk"_s, 0, 0) + update.value("messageId"_L1).toString()];
        told = (told + text).right(keptMessage);
        // What Docket said itself comes back once it was taken, and is in the transcript already.
        return kind == "user_message_chunk"_L1 ? QList<AgentEvent>{} : QList<AgentEvent>{said(kind, text)};
    }
    if (kind == "agent_message"_L1 || kind == "agent_thought"_L1)
        return wholeMessage(kind, update);
    if (kind == "tool_call_update"_L1)
        return {toolCall(update)};
    if (kind == "tool_call_content_chunk"_L1)
        return {contentChunk(update)};
    if (kind == "terminal_update"_L1)
        return terminal(update);
    if (kind == "terminal_output_chunk"_L1)
        return terminalChunk(update);
    if (kind == "plan_update"_L1)
        return {acp::planOf(update.value("plan"_L1).toObject())};
    if (kind == "usage_update"_L1)
        return acp::eventsOf(update); // as in version 1
    return {};
}

QList<AgentEvent> UpdateReader::wholeMessage(const QString &kind, const QJsonObject &update)
{
    if (!update.value("content"_L1).isArray())
        return {}; // left as it is, or cleared
    QString &told = m_messages[kind + update.value("messageId"_L1).toString()];
    const QString text = textOfAll(update.value("content"_L1).toArray());
    const QString before = std::exchange(told, text.right(keptMessage));
    if (text == before || text.isEmpty())
        return {};
    if (!before.isEmpty() && text.startsWith(before))
        return {said(kind, text.sliced(before.size()))};
    return {said(kind, before.isEmpty() ? text : u'\n' + text)};
}

UpdateReader::Terminal &UpdateReader::terminalOf(const QString &id)
{
    auto &terminal = m_terminals[id];
    if (!terminal)
        terminal = std::make_shared<Terminal>();
    return *terminal;
}

// The call with these fields and with its content as a whole.
AgentToolCall UpdateReader::told(const QString &id, const QJsonObject &fields)
{
    QJsonObject named = fields;
    named.remove("content"_L1);
    named.insert("toolCallId"_L1, id);
    AgentToolCall call = acp::toolCallOf(named);
    const QJsonArray content = m_calls[id].content;
    for (const QJsonValue &part : content) {
        if (part["type"_L1].toString() != "terminal"_L1) {
            take(call, part);
            continue;
        }
        Terminal &terminal = terminalOf(part["terminalId"_L1].toString());
        terminal.call = id;
        call.output += terminal.output;
    }
    return call;
}

void UpdateReader::patch(const QJsonObject &update)
{
    Call &known = m_calls[update.value("toolCallId"_L1).toString()];
    for (auto it = update.begin(); it != update.end(); ++it) {
        if (it.key() == "content"_L1)
            known.content = it.value().toArray(); // null clears
        else
            known.fields.insert(it.key(), it.value());
    }
}

AgentToolCall UpdateReader::toolCall(const QJsonObject &update)
{
    patch(update);
    return told(update.value("toolCallId"_L1).toString(), update);
}

AgentToolCall UpdateReader::contentChunk(const QJsonObject &update)
{
    const QString id = update.value("toolCallId"_L1).toString();
    m_calls[id].content.append(update.value("content"_L1));
    return told(id, {});
}

QList<AgentEvent> UpdateReader::terminal(const QJsonObject &update)
{
    const QString id = update.value("terminalId"_L1).toString();
    Terminal &terminal = terminalOf(id);
    if (update.contains("output"_L1)) {
        const QByteArray bytes = QByteArray::fromBase64(update.value("output"_L1)["data"_L1].toString().toLatin1());
        terminal.decoder = QStringDecoder(QStringDecoder::Utf8);
        terminal.output = QString(terminal.decoder.decode(bytes)).right(keptOutput);
    }
    const QJsonValue exit = update.value("exitStatus"_L1);
    if (exit["exitCode"_L1].toInt() != 0)
        terminal.output += u"\n(exit code %1)"_s.arg(exit["exitCode"_L1].toInt());
    else if (exit["signal"_L1].isString())
        terminal.output += u"\n(ended by %1)"_s.arg(exit["signal"_L1].toString());
    AgentToolCall call = terminal.call.isEmpty()
        ? AgentToolCall{.id = id, .kind = u"execute"_s, .output = terminal.output}
        : told(terminal.call, {});
    call.command = update.value("command"_L1).toString();
    if (terminal.call.isEmpty())
        call.title = call.command;
    return {call};
}

QList<AgentEvent> UpdateReader::terminalChunk(const QJsonObject &update)
{
    const QString id = update.value("terminalId"_L1).toString();
    Terminal &terminal = terminalOf(id);
    // Each chunk is coded by itself; a character may be spread over two of them.
    const QByteArray bytes = QByteArray::fromBase64(update.value("data"_L1).toString().toLatin1());
    terminal.output = (terminal.output + QString(terminal.decoder.decode(bytes))).right(keptOutput);
    if (terminal.call.isEmpty())
        return {AgentToolCall{.id = id, .kind = u"execute"_s, .output = terminal.output}};
    return {told(terminal.call, {})};
}

AgentPermissionRequest UpdateReader::permissionOf(const QJsonObject &params, const QString &id)
{
    AgentPermissionRequest request{.id = id,
                                   .title = params.value("title"_L1).toString(),
                                   .why = params.value("description"_L1).toString(),
                                   .options = acp::permissionOptionsOf(params)};
    const QJsonObject subject = params.value("subject"_L1).toObject();
    const QString type = subject.value("type"_L1).toString();
    if (type == "tool_call"_L1) {
        const QJsonObject update = subject.value("toolCall"_L1).toObject();
        const QString call = update.value("toolCallId"_L1).toString();
        patch(update);
        request.toolCall = told(call, m_calls.value(call).fields);
    } else if (type == "command"_L1) {
        request.toolCall = {.id = subject.value("toolCallId"_L1).toString(),
                            .title = subject.value("command"_L1).toString(),
                            .kind = u"execute"_s,
                            .command = subject.value("command"_L1).toString(),
                            .locations = {{subject.value("cwd"_L1).toString(), 0}}};
    }
    if (request.title.isEmpty())
        request.title = request.toolCall.title;
    return request;
}

std::optional<Idle> idleOf(const QJsonObject &update)
{
    if (update.value("sessionUpdate"_L1).toString() != "state_update"_L1
        || update.value("state"_L1).toString() != "idle"_L1)
        return std::nullopt;
    return Idle{update.value("stopReason"_L1).toString()};
}

bool isRunning(const QJsonObject &update)
{
    return update.value("sessionUpdate"_L1).toString() == "state_update"_L1
        && update.value("state"_L1).toString() == "running"_L1;
}

} // namespace docket::acp2
