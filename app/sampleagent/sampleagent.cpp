// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampleagent.h"

#include "mischief.h"
#include "playbook.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <unistd.h>

namespace sample {

using namespace Qt::StringLiterals;

namespace {

QByteArray toLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<QString> readText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? std::optional(QString::fromUtf8(file.readAll())) : std::nullopt;
}

bool writeText(const QString &path, const QString &text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text.toUtf8()) >= 0;
}

QJsonObject textContent(const QString &text)
{
    return {{u"type"_s, u"text"_s}, {u"text"_s, text}};
}

} // namespace

SampleAgent::SampleAgent(Options options)
    : m_options(std::move(options)), m_notifier(STDIN_FILENO, QSocketNotifier::Read), m_folder(QDir::currentPath())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SampleAgent::nextStep);
    connect(&m_notifier, &QSocketNotifier::activated, this, &SampleAgent::readInput);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        const QString output = QString::fromUtf8(m_process.readAll());
        const bool ok = code == 0 && status == QProcess::NormalExit;
        finishTool(ok ? u"completed"_s : u"failed"_s, output + (ok ? QString() : u"(exit code %1)"_s.arg(code)));
        m_timer.start(m_options.delayMs);
    });
}

void SampleAgent::listen()
{
    m_notifier.setEnabled(true);
}

void SampleAgent::readInput()
{
    char block[65536];
    const ssize_t got = ::read(STDIN_FILENO, block, sizeof block);
    if (got <= 0) {
        m_notifier.setEnabled(false);
        if (m_options.once && m_turn.isUndefined())
            onPrompt(0, {{u"prompt"_s, QJsonArray{textContent(QString::fromUtf8(m_input))}}});
        else if (!m_options.once)
            QCoreApplication::exit(0);
        return;
    }
    m_input.append(block, got);
    if (m_options.once)
        return;
    for (qsizetype end = m_input.indexOf('\n'); end >= 0; end = m_input.indexOf('\n')) {
        const QByteArray line = m_input.first(end);
        m_input.remove(0, end + 1);
        onLine(line);
    }
}

void SampleAgent::onLine(const QByteArray &line)
{
    const QJsonObject message = QJsonDocument::fromJson(line).object();
    const QString method = message.value("method"_L1).toString();
    if (!method.isEmpty()) {
        onCall(message.value("id"_L1), method, message.value("params"_L1).toObject());
        return;
    }
    if (const auto answer = m_waiting.take(message.value("id"_L1).toInt(-1)))
        answer(message.value("result"_L1).toObject());
}

void SampleAgent::onCall(const QJsonValue &id, const QString &method, const QJsonObject &params)
{
    const auto answer = [&](const QJsonObject &result) { send({{u"id"_s, id}, {u"result"_s, result}}); };
    const auto refuse = [&](int code, const QString &why) {
        send({{u"id"_s, id}, {u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, why}}}});
    };
    if (method == "initialize"_L1) {
        answer({{u"protocolVersion"_s, 1},
                {u"agentInfo"_s,
                 QJsonObject{{u"name"_s, u"docket-sample-agent"_s}, {u"version"_s, QStringLiteral(DOCKET_VERSION)}}},
                {u"agentCapabilities"_s, QJsonObject{{u"loadSession"_s, true}}},
                {u"authMethods"_s, QJsonArray{QJsonObject{{u"id"_s, u"wink"_s}, {u"name"_s, u"Wink at it"_s}}}}});
    } else if (method == "session/new"_L1) {
        if (m_options.way == u"needs-login"_s) {
            refuse(-32000, u"Authentication required"_s);
            return;
        }
        m_folder = params.value("cwd"_L1).toString();
        m_session = u"sample-"_s
            + QString::fromLatin1(
                        QCryptographicHash::hash(m_folder.toUtf8(), QCryptographicHash::Sha1).toHex().left(8));
        answer({{u"sessionId"_s, m_session}});
    } else if (method == "session/load"_L1) {
        const QString old = params.value("sessionId"_L1).toString();
        if (!old.startsWith(u"sample-"_s) || m_options.way == u"forgets"_s) {
            refuse(-32602, u"Unknown session"_s);
            return;
        }
        m_session = old;
        m_folder = params.value("cwd"_L1).toString();
        m_isResumed = true;
        say(u"agent_message_chunk"_s, u"(what was said before)"_s);
        answer({});
    } else if (method == "session/prompt"_L1) {
        onPrompt(id, params);
    } else if (method == "session/cancel"_L1) {
        m_isCancelled = true;
        m_process.kill();
        if (!m_turn.isUndefined())
            endTurn(u"cancelled"_s);
    } else if (!id.isUndefined()) {
        refuse(-32601, u"Method not found: %1"_s.arg(method));
    }
}

void SampleAgent::onPrompt(const QJsonValue &id, const QJsonObject &params)
{
    QString prompt;
    const QJsonArray parts = params.value("prompt"_L1).toArray();
    for (const QJsonValue &part : parts)
        prompt += part["text"_L1].toString();
    m_turn = id;
    m_isCancelled = false;
    m_usage = {};
    m_steps = choosePlay(m_options.way, prompt, m_isResumed || m_options.round > 1, m_options.round);
    m_timer.start(m_options.delayMs);
}

void SampleAgent::nextStep()
{
    if (m_turn.isUndefined())
        return;
    if (m_steps.isEmpty()) {
        endTurn(u"end_turn"_s);
        return;
    }
    const QJsonObject step = m_steps.takeAt(0).toObject();
    const QString verb = step.constBegin().key();
    const QJsonValue value = step.constBegin().value();
    if (verb != "run"_L1 && verb != "ask"_L1 && verb != "hang"_L1)
        m_timer.start(m_options.delayMs);
    play(verb, value);
}

void SampleAgent::play(const QString &verb, const QJsonValue &value)
{
    if (verb == "say"_L1) {
        say(u"agent_message_chunk"_s, value.toString());
    } else if (verb == "think"_L1) {
        say(u"agent_thought_chunk"_s, value.toString());
    } else if (verb == "plan"_L1) {
        QJsonArray entries;
        const QJsonArray given = value.toArray();
        for (const QJsonValue &entry : given)
            entries.append(
                QJsonObject{{u"content"_s, entry[0]}, {u"priority"_s, u"medium"_s}, {u"status"_s, entry[1]}});
        update({{u"sessionUpdate"_s, u"plan"_s}, {u"entries"_s, entries}});
    } else if (verb == "read"_L1) {
        tool(u"Read %1"_s.arg(value.toString()), u"read"_s, u"in_progress"_s,
             {{u"locations"_s, QJsonArray{QJsonObject{{u"path"_s, QString(m_folder + u'/' + value.toString())}}}}});
        finishTool(u"completed"_s, readText(m_folder + u'/' + value.toString()).value_or(u"(no such file)"_s));
    } else if (verb == "edit"_L1) {
        edit(value.toObject());
    } else if (verb == "write"_L1) {
        write(value.toObject());
    } else if (verb == "run"_L1) {
        run(value.toString());
    } else if (verb == "ask"_L1) {
        ask(value.toObject());
    } else if (verb == "usage"_L1) {
        m_usage = {{u"inputTokens"_s, value[0]},
                   {u"outputTokens"_s, value[1]},
                   {u"totalTokens"_s, value[0].toInt() + value[1].toInt()}};
        update({{u"sessionUpdate"_s, u"usage_update"_s},
                {u"used"_s, value[0]},
                {u"size"_s, 200000},
                {u"cost"_s, QJsonObject{{u"amount"_s, value[2]}, {u"currency"_s, u"USD"_s}}}});
    } else if (verb == "stop"_L1) {
        endTurn(value.toString());
    } else {
        misbehave(verb, value);
    }
}

void SampleAgent::misbehave(const QString &verb, const QJsonValue &value)
{
    if (verb == "fail"_L1) {
        send({{u"id"_s, m_turn}, {u"error"_s, value}});
        m_turn = QJsonValue(QJsonValue::Undefined);
    } else if (verb == "crash"_L1) {
        crash();
    } else if (verb == "exit"_L1) {
        std::_Exit(value.toInt());
    } else if (verb == "ignoreTerm"_L1) {
        ignoreTermination();
    } else if (verb == "daemons"_L1) {
        startDaemons();
    } else if (verb == "removeWorktree"_L1) {
        removeFolder(QFile::encodeName(m_folder));
    } else if (verb == "badUtf8"_L1) {
        writeAll("{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":{\"sessionId\":\"" + m_session.toUtf8()
                 + "\",\"update\":{\"sessionUpdate\":\"agent_message_chunk\",\"content\":{\"type\":\"text\",\"text\":"
                   "\"caf\xe9 \xff\xfe\"}}}}\n");
    } else if (verb == "brokenJson"_L1) {
        for (int i = 0; i < value.toInt(); ++i)
            writeAll("{\"jsonrpc\":\"2.0\",\"method\":\"session/upd\nnot json at all\n\n[1,2\n");
    } else if (verb == "noNewline"_L1) {
        endlessLine(value.toInt());
        writeAll("\n");
    } else if (verb == "flood"_L1) {
        const QJsonObject chunk{{u"sessionUpdate"_s, u"agent_message_chunk"_s},
                                {u"content"_s, textContent(QString(900, u'f'))}};
        flood(value.toInt(), toLine({{u"jsonrpc"_s, u"2.0"_s},
                                     {u"method"_s, u"session/update"_s},
                                     {u"params"_s, QJsonObject{{u"sessionId"_s, m_session}, {u"update"_s, chunk}}}}));
    }
}

void SampleAgent::say(const QString &kind, const QString &text)
{
    constexpr qsizetype chunk = 24; // as models stream it
    for (qsizetype at = 0; at < text.size(); at += chunk)
        update({{u"sessionUpdate"_s, kind}, {u"content"_s, textContent(text.mid(at, chunk))}});
    if (kind == "agent_message_chunk"_L1)
        update({{u"sessionUpdate"_s, kind}, {u"content"_s, textContent(u"\n"_s)}});
}

void SampleAgent::edit(const QJsonObject &what)
{
    const QString name = what.value("path"_L1).toString();
    const QString path = m_folder + u'/' + name;
    const QString find = what.value("find"_L1).toString();
    const QString replace = what.value("replace"_L1).toString();
    const QJsonObject diff{{u"type"_s, u"diff"_s}, {u"path"_s, path}, {u"oldText"_s, find}, {u"newText"_s, replace}};
    auto text = readText(path);
    const qsizetype at = text ? text->indexOf(find) : -1;
    tool(u"Edit %1"_s.arg(name), u"edit"_s, u"in_progress"_s,
         {{u"locations"_s,
           QJsonArray{QJsonObject{{u"path"_s, path}, {u"line"_s, at < 0 ? 1 : int(text->left(at).count(u'\n')) + 1}}}},
          {u"content"_s, QJsonArray{diff}}});
    if (at < 0) {
        finishTool(u"failed"_s, u"The place was not found."_s);
        return;
    }
    text->replace(at, find.size(), replace);
    finishTool(writeText(path, *text) ? u"completed"_s : u"failed"_s, {});
}

void SampleAgent::write(const QJsonObject &what)
{
    const QString name = what.value("path"_L1).toString();
    const QString path = m_folder + u'/' + name;
    const QString text = what.value("text"_L1).toString();
    const QJsonObject diff{{u"type"_s, u"diff"_s},
                           {u"path"_s, path},
                           {u"oldText"_s, readText(path).value_or(QString())},
                           {u"newText"_s, text}};
    tool(u"Write %1"_s.arg(name), u"edit"_s, u"in_progress"_s,
         {{u"locations"_s, QJsonArray{QJsonObject{{u"path"_s, path}}}}, {u"content"_s, QJsonArray{diff}}});
    finishTool(writeText(path, text) ? u"completed"_s : u"failed"_s, {});
}

void SampleAgent::run(const QString &command)
{
    tool(command, u"execute"_s, u"in_progress"_s, {{u"rawInput"_s, QJsonObject{{u"command"_s, command}}}});
    m_process.setWorkingDirectory(m_folder);
    m_process.start(u"/bin/sh"_s, {u"-c"_s, command}, QIODevice::ReadOnly);
}

void SampleAgent::ask(const QJsonObject &what)
{
    const QString command = what.value("command"_L1).toString();
    m_toolId = u"tool-%1"_s.arg(++m_tools);
    const QJsonObject call{
        {u"toolCallId"_s, m_toolId},
        {u"title"_s, what.value("title"_L1)},
        {u"kind"_s, u"execute"_s},
        {u"status"_s, u"pending"_s},
        {u"rawInput"_s, QJsonObject{{u"command"_s, command}, {u"description"_s, what.value("why"_L1)}}}};
    const auto option = [](const QString &id, const QString &name, const QString &kind) {
        return QJsonObject{{u"optionId"_s, id}, {u"name"_s, name}, {u"kind"_s, kind}};
    };
    const QJsonArray options{option(u"yes"_s, u"Allow once"_s, u"allow_once"_s),
                             option(u"always"_s, u"Always allow"_s, u"allow_always"_s),
                             option(u"no"_s, u"Refuse"_s, u"reject_once"_s)};
    const int id = m_calls++;
    m_waiting.insert(id, [this, command, otherwise = what.value("else"_L1).toArray()](const QJsonObject &result) {
        const QJsonValue outcome = result.value("outcome"_L1);
        if (outcome["outcome"_L1].toString() != "selected"_L1 || outcome["optionId"_L1].toString() == "no"_L1) {
            finishTool(u"failed"_s, u"Not allowed."_s);
            for (qsizetype i = otherwise.size(); i-- > 0;)
                m_steps.prepend(otherwise[i]);
            m_timer.start(m_options.delayMs);
        } else {
            run(command);
        }
    });
    if (m_options.once) { // nobody can be asked
        m_waiting.take(id)({});
        return;
    }
    send({{u"id"_s, id},
          {u"method"_s, u"session/request_permission"_s},
          {u"params"_s, QJsonObject{{u"sessionId"_s, m_session}, {u"toolCall"_s, call}, {u"options"_s, options}}}});
}

void SampleAgent::endTurn(const QString &reason)
{
    m_timer.stop();
    m_steps = {};
    QJsonObject result{{u"stopReason"_s, reason}};
    if (!m_usage.isEmpty())
        result.insert("usage"_L1, m_usage);
    send({{u"id"_s, m_turn}, {u"result"_s, result}});
    m_turn = QJsonValue(QJsonValue::Undefined);
    if (m_options.once)
        QCoreApplication::exit(reason == "end_turn"_L1 ? 0 : 1);
}

void SampleAgent::tool(const QString &title, const QString &kind, const QString &status, QJsonObject more)
{
    m_toolId = u"tool-%1"_s.arg(++m_tools);
    more.insert("sessionUpdate"_L1, u"tool_call"_s);
    more.insert("toolCallId"_L1, m_toolId);
    more.insert("title"_L1, title);
    more.insert("kind"_L1, kind);
    more.insert("status"_L1, status);
    update(more);
}

void SampleAgent::finishTool(const QString &status, const QString &output)
{
    QJsonObject done{{u"sessionUpdate"_s, u"tool_call_update"_s}, {u"toolCallId"_s, m_toolId}, {u"status"_s, status}};
    if (!output.isEmpty())
        done.insert("content"_L1,
                    QJsonArray{QJsonObject{{u"type"_s, u"content"_s}, {u"content"_s, textContent(output)}}});
    update(done);
}

void SampleAgent::update(QJsonObject content)
{
    if (m_options.once) {
        if (content.value("sessionUpdate"_L1).toString() == "agent_message_chunk"_L1)
            writeAll(content.value("content"_L1)["text"_L1].toString().toUtf8());
        return;
    }
    send({{u"method"_s, u"session/update"_s},
          {u"params"_s, QJsonObject{{u"sessionId"_s, m_session}, {u"update"_s, content}}}});
}

void SampleAgent::send(const QJsonObject &message)
{
    if (m_options.once)
        return;
    QJsonObject whole = message;
    whole.insert("jsonrpc"_L1, u"2.0"_s);
    writeAll(toLine(whole));
}

} // namespace sample
