// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/acpsession.h"

#include "agents/failure.h"

#include <QJsonArray>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype lastWordsLength = 500;
constexpr qsizetype keptCalls = 100; // the one that is asked about is recent

} // namespace

void AcpSession::prepare(ProcessSetup &setup)
{
    setup.input = ProcessSetup::Input::Pipe;
}

void AcpSession::onReady()
{
    m_host = std::make_unique<AcpHost>(
        processes(), profile(), request(), [this](const QByteArray &line) { send(line); }, this);
    connect(m_host.get(), &AcpHost::toolChanged, this, [this](const AgentToolCall &call) {
        if (!isConcluded())
            emitEvent(call);
    });
    const QJsonObject info{
        {u"name"_s, u"docket"_s}, {u"title"_s, u"Docket"_s}, {u"version"_s, QStringLiteral(DOCKET_VERSION)}};
    const QJsonObject logins{{u"terminal"_s, true}}; // a person is told of them in words
    QJsonObject capabilities = m_host->capabilities();
    capabilities.insert("auth"_L1, logins);
    capabilities.insert("session"_L1, QJsonObject{{u"configOptions"_s, QJsonObject{{u"boolean"_s, QJsonObject()}}}});
    QJsonObject params{
        {u"protocolVersion"_s, profile().acpVersion}, {u"clientInfo"_s, info}, {u"clientCapabilities"_s, capabilities}};
    if (profile().acpVersion >= 2) { // an agent of either version finds what it looks for
        params.insert("info"_L1, info);
        params.insert("capabilities"_L1, QJsonObject());
    }
    call(u"initialize"_s, params, [this](const rpc::Message &rpc) {
        if (rpc.isError())
            failFrom(rpc.error);
        else
            onInitialized(rpc.result);
    });
}

void AcpSession::onInitialized(const QJsonObject &result)
{
    m_version = result.value("protocolVersion"_L1).toInt();
    if (m_version < 1 || m_version > profile().acpVersion) {
        failRound(FailureKind::Protocol,
                  u"%1 speaks version %2 of the Agent Client Protocol; this profile goes up to version %3. "
                  "Install another version of the agent, or change the profile's \"acpVersion\"."_s.arg(profile().name)
                      .arg(m_version)
                      .arg(profile().acpVersion));
        return;
    }
    m_capabilities = result.value(m_version == 1 ? "agentCapabilities"_L1 : "capabilities"_L1).toObject();
    m_loginWays = acp::loginWords(result, profile().command.value(0));
    if (m_version >= 2 && !m_capabilities.value("session"_L1).isObject()) {
        failRound(FailureKind::Protocol, u"%1 offers no sessions. Choose another agent."_s.arg(profile().name));
        return;
    }
    openSession();
}

void AcpSession::openSession()
{
    const QString old = request().sessionToResume;
    const bool canLoad = m_version == 1 && m_capabilities.value("loadSession"_L1).toBool();
    const bool canResume = m_version >= 2 || m_capabilities.value("sessionCapabilities"_L1)["resume"_L1].isObject();
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
                  u"The session could not be resumed (%1); a new one gets the full account."_s.arg(
                      rpc::errorText(rpc.error)));
        setSessionId({});
        newSession();
    });
}

void AcpSession::newSession()
{
    QJsonObject params{{u"cwd"_s, request().worktree}, {u"mcpServers"_s, QJsonArray()}};
    m_hasInstructions = !profile().instructions.isEmpty()
        && m_capabilities.value("sessionCapabilities"_L1)["systemPrompt"_L1].isObject();
    if (m_hasInstructions) {
        const QJsonArray text{QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, profile().instructions}}};
        params.insert("systemPrompt"_L1, QJsonObject{{u"mode"_s, u"append"_s}, {u"content"_s, text}});
    }
    call(u"session/new"_s, params,
         [this](const rpc::Message &rpc) { onSession(rpc, false); });
}

void AcpSession::onSession(const rpc::Message &rpc, bool resumed)
{
    if (rpc.isError()) {
        failFrom(rpc.error);
        return;
    }
    if (!resumed)
        setSessionId(rpc.result.value("sessionId"_L1).toString());
    if (sessionId().isEmpty()) {
        failRound(FailureKind::MalformedStream, u"%1 opened a session without an id."_s.arg(profile().name));
        return;
    }
    emitState(resumed ? AgentState::Kind::Resumed : AgentState::Kind::Ready, sessionId());
    const auto settings = acp::settingsFor(profile(), acp::optionsOf(rpc.result), m_version);
    if (!settings) {
        failRound(FailureKind::BadRequest, u"%1 cannot be set up as its profile says: %2. Change the profile."_s.arg(
                                               profile().name, settings.error().detail));
        return;
    }
    m_settings = *settings;
    setNextOption(resumed);
}

void AcpSession::setNextOption(bool resumed)
{
    if (m_settings.isEmpty()) {
        sendPrompt(resumed);
        return;
    }
    acp::Setting setting = m_settings.takeFirst();
    setting.params.insert("sessionId"_L1, sessionId());
    call(setting.method, setting.params, [this, resumed, setting](const rpc::Message &answer) {
        // A mode limits what the agent may do unasked, so a run in another mode than the profile's does not start.
        const QList<acp::SessionOption> now = acp::optionsOf(answer.result);
        const acp::SessionOption *set = acp::findOption(now, setting.id);
        if (answer.isError() || (set && set->current != setting.value)) {
            failRound(FailureKind::BadRequest,
                      u"%1 did not take \"%2\" as its %3%4. Change the profile."_s.arg(
                          profile().name, setting.value.toVariant().toString(), setting.id,
                          answer.isError() ? u" (%1)"_s.arg(rpc::errorText(answer.error)) : QString()));
            return;
        }
        setNextOption(resumed);
    });
}

void AcpSession::sendPrompt(bool resumed)
{
    m_promptIsSent = true;
    QString text = prompt(resumed);
    if (!resumed && !m_hasInstructions && !profile().instructions.isEmpty())
        text.prepend(profile().instructions + u"\n\n"_s);
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
            failFrom(rpc.error);
        return;
    }
    if (m_version == 1) // in version 2 it was only taken; the end is told by an update
        endTurn(rpc.result.value("stopReason"_L1).toString(), rpc.result);
}

void AcpSession::endTurn(const QString &stopReason, const QJsonObject &result)
{
    if (const auto usage = acp::usageOf(result))
        emitEvent(*usage);
    AgentRoundEnded end = acp::endOf(stopReason, isStopping());
    const QString prefix = profile().errorPrefix;
    if (end.isPositive() && !prefix.isEmpty() && m_lastPiece.startsWith(prefix)) {
        const QString said = m_lastPiece.sliced(prefix.size());
        end = failedEnd(classifyFailure(0, said), profile().name, said);
    } else if (end.isPositive() && acp::modelWasSilent(result) && !m_usedTools) {
        const FailureKind kind = classifyFailure(0, m_lastWords);
        end = failedEnd(kind == FailureKind::Protocol ? FailureKind::ModelDown : kind, profile().name, m_lastWords);
    }
    conclude(end);
}

void AcpSession::failFrom(const QJsonObject &error)
{
    const QString text = rpc::errorText(error);
    const FailureKind kind = classifyFailure(error.value("code"_L1).toInt(), text);
    QString detail = text;
    if (kind == FailureKind::AuthNeeded && !m_loginWays.isEmpty())
        detail += u" (ways to log in: %1)"_s.arg(m_loginWays);
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
    const QJsonObject update = params.value("update"_L1).toObject();
    if (m_version >= 2)
        onState(update);
    onOptions(update);
    const QList<AgentEvent> read = m_version >= 2 ? m_updates.eventsOf(update) : acp::eventsOf(update);
    for (const AgentEvent &event : read) {
        if (isConcluded())
            return;
        if (const auto *call = std::get_if<AgentToolCall>(&event)) {
            m_usedTools = true;
            if (m_calls.size() >= keptCalls)
                m_calls.clear();
            m_calls.insert(call->id, updated(m_calls.value(call->id), *call));
            m_lastPiece.clear();
        } else if (const auto *message = std::get_if<AgentMessage>(&event)) {
            m_lastPiece = message->text.left(lastWordsLength);
            m_lastWords = (m_lastWords + message->text).right(lastWordsLength);
        }
        emitEvent(event);
    }
    const QStringList terminals = m_version == 1 && m_host ? acp::terminalsOf(update) : QStringList();
    for (const QString &terminal : terminals)
        m_host->embed(terminal, update.value("toolCallId"_L1).toString());
}

void AcpSession::onState(const QJsonObject &update)
{
    m_isAtWork = m_isAtWork || (m_promptIsSent && acp2::isRunning(update));
    const auto idle = acp2::idleOf(update);
    // Idle before the work began says that it is ready, not that it is done.
    if (!idle || !m_promptIsSent || (!m_isAtWork && idle->stopReason.isEmpty()))
        return;
    const QJsonObject error = update.value("error"_L1).toObject(); // not in the draft, but what its first agents send
    if (idle->stopReason == "error"_L1 && !error.isEmpty() && !isStopping())
        failFrom(error);
    else
        endTurn(idle->stopReason, update);
}

void AcpSession::onOptions(const QJsonObject &update)
{
    QString mode = update.value("currentModeId"_L1).toString();
    const QList<acp::SessionOption> options = acp::optionsOf(update);
    if (const acp::SessionOption *option = acp::findOption(options, u"mode"_s))
        mode = option->current.toString();
    if (m_promptIsSent && !mode.isEmpty() && !profile().sessionMode.isEmpty() && mode != profile().sessionMode)
        emitState(AgentState::Kind::Warning,
                  u"The agent left the mode \"%1\" and is in \"%2\" now."_s.arg(profile().sessionMode, mode));
}

void AcpSession::onCall(const rpc::Message &rpc)
{
    if (rpc.method == "session/request_permission"_L1) {
        const QString name = u"p%1"_s.arg(++m_permissions);
        m_asked.insert(name, rpc.id);
        AgentPermissionRequest asked =
            m_version >= 2 ? m_updates.permissionOf(rpc.params, name) : acp::permissionOf(rpc.params, name);
        if (m_version == 1)
            asked.toolCall = updated(m_calls.value(asked.toolCall.id), asked.toolCall);
        emitEvent(std::move(asked));
        if (isStopping())
            answerPermission(name, {}, u"round ended"_s);
    } else if (rpc.method == "elicitation/create"_L1) {
        const QString address = rpc.params.value("url"_L1).toString();
        answerThatNobodyDid(rpc, rpc.params.value("message"_L1).toString() + u'\n' + address,
                            {{u"action"_s, u"cancel"_s}});
    } else if (m_version != 1 || !m_host || !m_host->take(rpc)) {
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
