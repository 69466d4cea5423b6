// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/acpsession.h"

#include "agents/failure.h"

#include <QJsonArray>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr int invalidParams = -32602;
constexpr int resourceNotFound = -32002;
constexpr qsizetype lastWordsLength = 500;

} // namespace

void AcpSession::prepare(ProcessSetup &setup)
{
    setup.input = ProcessSetup::Input::Pipe;
}

void AcpSession::onReady()
{
    const bool both = profile().clientFiles == "both"_L1;
    const QJsonObject files{{u"readTextFile"_s, both}, {u"writeTextFile"_s, both || profile().clientFiles == "write"_L1}};
    call(u"initialize"_s,
         {{u"protocolVersion"_s, 1},
          {u"clientInfo"_s, QJsonObject{{u"name"_s, u"docket"_s}, {u"title"_s, u"Docket"_s}, {u"version"_s, QStringLiteral(DOCKET_VERSION)}}},
          {u"clientCapabilities"_s, QJsonObject{{u"fs"_s, files}, {u"terminal"_s, false}}}},
         [this](const rpc::Message &rpc) {
             if (rpc.isError())
                 failFrom(rpc);
             else
                 onInitialized(rpc.result);
         });
}

void AcpSession::onInitialized(const QJsonObject &result)
{
    const int version = result.value("protocolVersion"_L1).toInt();
    if (version != 1) {
        failRound(FailureKind::Protocol, u"%1 speaks version %2 of the Agent Client Protocol; Docket speaks version 1."_s
                                             .arg(profile().name).arg(version));
        return;
    }
    m_capabilities = result.value("agentCapabilities"_L1).toObject();
    QStringList logins;
    const QJsonArray methods = result.value("authMethods"_L1).toArray();
    for (const QJsonValue &method : methods)
        logins << method["name"_L1].toString();
    m_loginHint = logins.join(u", "_s);
    openSession();
}

void AcpSession::openSession()
{
    const QString old = request().sessionToResume;
    const bool canLoad = m_capabilities.value("loadSession"_L1).toBool();
    const bool canResume = m_capabilities.value("sessionCapabilities"_L1)["resume"_L1].isObject();
    if (old.isEmpty() || (!canLoad && !canResume)) {
        if (!old.isEmpty())
            emitState(AgentState::Kind::NotResumed, u"This agent cannot resume; it gets the full account."_s);
        newSession();
        return;
    }
    setSessionId(old);
    m_isReplaying = true;
    const QJsonObject params{{u"sessionId"_s, old}, {u"cwd"_s, request().worktree}, {u"mcpServers"_s, QJsonArray()}};
    call(canResume ? u"session/resume"_s : u"session/load"_s, params, [this](const rpc::Message &rpc) {
        m_isReplaying = false;
        if (!rpc.isError()) {
            onSession(rpc, true);
            return;
        }
        emitState(AgentState::Kind::NotResumed,
                  u"The session could not be resumed (%1); a new one gets the full account."_s.arg(rpc::errorText(rpc.error)));
        setSessionId({});
        newSession();
    });
}

void AcpSession::newSession()
{
    call(u"session/new"_s, {{u"cwd"_s, request().worktree}, {u"mcpServers"_s, QJsonArray()}},
         [this](const rpc::Message &rpc) { onSession(rpc, false); });
}

void AcpSession::onSession(const rpc::Message &rpc, bool resumed)
{
    if (rpc.isError()) {
        failFrom(rpc);
        return;
    }
    if (!resumed)
        setSessionId(rpc.result.value("sessionId"_L1).toString());
    if (sessionId().isEmpty()) {
        failRound(FailureKind::MalformedStream, u"%1 opened a session without an id."_s.arg(profile().name));
        return;
    }
    emitState(resumed ? AgentState::Kind::Resumed : AgentState::Kind::Ready, sessionId());
    if (profile().sessionMode.isEmpty()) {
        sendPrompt(resumed);
        return;
    }
    call(u"session/set_mode"_s, {{u"sessionId"_s, sessionId()}, {u"modeId"_s, profile().sessionMode}},
         [this, resumed](const rpc::Message &answer) {
             // A mode limits what the agent may do unasked, so a run in another mode than the profile's does not start.
             if (answer.isError())
                 failRound(FailureKind::BadRequest, u"%1 does not know the mode \"%2\". Change the profile."_s.arg(
                                                        profile().name, profile().sessionMode));
             else
                 sendPrompt(resumed);
         });
}

void AcpSession::sendPrompt(bool resumed)
{
    m_promptIsSent = true;
    const QString text = prompt(resumed);
    emitEvent(AgentMessage{AgentMessage::From::Docket, text});
    const QJsonArray parts{QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, text}}};
    call(u"session/prompt"_s, {{u"sessionId"_s, sessionId()}, {u"prompt"_s, parts}},
         [this](const rpc::Message &rpc) { onPromptAnswered(rpc); });
}

void AcpSession::onPromptAnswered(const rpc::Message &rpc)
{
    if (rpc.isError()) {
        if (isStopping())
            conclude(acp::endOf(u"cancelled"_s, true));
        else
            failFrom(rpc);
        return;
    }
    if (const auto usage = acp::usageOf(rpc.result))
        emitEvent(*usage);
    AgentRoundEnded end = acp::endOf(rpc.result.value("stopReason"_L1).toString(), isStopping());
    if (end.isPositive() && acp::modelWasSilent(rpc.result) && !m_usedTools) {
        const FailureKind kind = classifyFailure(0, m_lastWords);
        end = failedEnd(kind == FailureKind::Protocol ? FailureKind::ModelDown : kind, profile().name, m_lastWords);
    }
    conclude(end);
}

void AcpSession::failFrom(const rpc::Message &rpc)
{
    const QString text = rpc::errorText(rpc.error);
    FailureKind kind = classifyFailure(rpc.error.value("code"_L1).toInt(), text);
    QString detail = text;
    if (kind == FailureKind::AuthNeeded && !m_loginHint.isEmpty())
        detail += u" (it offers: %1)"_s.arg(m_loginHint);
    AgentRoundEnded end = failedEnd(kind, profile().name, detail);
    end.sessionId = sessionId();
    conclude(end);
}

void AcpSession::onNotification(const rpc::Message &rpc)
{
    if (rpc.method == "session/update"_L1)
        onUpdate(rpc.params);
}

void AcpSession::onUpdate(const QJsonObject &params)
{
    if (m_isReplaying || params.value("sessionId"_L1).toString() != sessionId())
        return;
    const QList<AgentEvent> read = acp::eventsOf(params.value("update"_L1).toObject());
    for (const AgentEvent &event : read) {
        m_usedTools = m_usedTools || std::holds_alternative<AgentToolCall>(event);
        if (const auto *message = std::get_if<AgentMessage>(&event))
            m_lastWords = (m_lastWords + message->text).right(lastWordsLength);
        emitEvent(event);
    }
}

void AcpSession::onCall(const rpc::Message &rpc)
{
    if (rpc.method == "session/request_permission"_L1) {
        const QString name = u"p%1"_s.arg(++m_permissions);
        const AgentPermissionRequest asked = acp::permissionOf(rpc.params, name);
        m_asked.insert(name, rpc.id);
        emitEvent(asked);
        if (isStopping())
            answerPermission(name, {}, u"round ended"_s);
    } else if (rpc.method == "fs/read_text_file"_L1 && profile().clientFiles == "both"_L1) {
        readFile(rpc);
    } else if (rpc.method == "fs/write_text_file"_L1 && profile().clientFiles != "none"_L1) {
        writeFile(rpc);
    } else {
        refuseMethod(rpc);
    }
}

void AcpSession::sendAnswer(const QString &requestId, const AgentPermissionRequest::Option *option)
{
    if (!m_asked.contains(requestId))
        return;
    const QJsonObject outcome = option
        ? QJsonObject{{u"outcome"_s, u"selected"_s}, {u"optionId"_s, option->id}}
        : QJsonObject{{u"outcome"_s, u"cancelled"_s}};
    send(rpc::answer(m_asked.take(requestId), {{u"outcome"_s, outcome}}));
}

void AcpSession::readFile(const rpc::Message &rpc)
{
    const auto bytes = ConfinedFiles(request().worktree).read(rpc.params.value("path"_L1).toString());
    if (!bytes) {
        const int code = bytes.error().code == ErrorCode::NotFound ? resourceNotFound : invalidParams;
        send(rpc::errorAnswer(rpc.id, code, bytes.error().text()));
        return;
    }
    QString text = QString::fromUtf8(*bytes);
    const int from = rpc.params.value("line"_L1).toInt(1);
    const int limit = rpc.params.value("limit"_L1).toInt(-1);
    if (from > 1 || limit >= 0) {
        const QStringList lines = text.split(u'\n');
        text = lines.mid(std::max(0, from - 1), limit).join(u'\n');
    }
    send(rpc::answer(rpc.id, {{u"content"_s, text}}));
}

void AcpSession::writeFile(const rpc::Message &rpc)
{
    const QByteArray content = rpc.params.value("content"_L1).toString().toUtf8();
    const auto written = ConfinedFiles(request().worktree).write(rpc.params.value("path"_L1).toString(), content);
    if (written)
        send(rpc::answer(rpc.id, {}));
    else
        send(rpc::errorAnswer(rpc.id, invalidParams, written.error().text()));
}

AgentRoundEnded AcpSession::onExit(const ProcessResult &result)
{
    if (isStopping())
        return acp::endOf(u"cancelled"_s, true);
    const bool spokeNonsense = !m_promptIsSent && brokenLines() > 0 && m_capabilities.isEmpty();
    AgentRoundEnded end = spokeNonsense && result.outcome != ProcessResult::Outcome::Crashed && lastErrors().isEmpty()
        ? failedEnd(FailureKind::MalformedStream, profile().name, {})
        : endWithoutWord(result, profile().name, heardAnything(), lastErrors());
    end.sessionId = sessionId();
    return end;
}

bool AcpSession::askToStop()
{
    if (!m_promptIsSent)
        return false;
    send(rpc::notification(u"session/cancel"_s, {{u"sessionId"_s, sessionId()}}));
    return true;
}

} // namespace docket
