// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/claudesession.h"

#include "agents/claudecodec.h"
#include "agents/failure.h"

#include <QJsonDocument>

namespace docket {

using namespace Qt::StringLiterals;

void ClaudeSession::prepare(ProcessSetup &setup)
{
    setup.input = ProcessSetup::Input::Pipe;
    setup.arguments << u"-p"_s << u"--input-format"_s << u"stream-json"_s << u"--output-format"_s << u"stream-json"_s
                    << u"--verbose"_s << u"--permission-prompt-tool"_s << u"stdio"_s
                    << u"--permission-mode"_s << u"default"_s; // whatever the person's or the project's settings say
    if (!profile().instructions.isEmpty()) // without the second option those of the session's first round would stay
        setup.arguments << u"--append-system-prompt"_s << profile().instructions << u"--system-prompt-snapshot"_s
                        << u"off"_s;
    if (!request().sessionToResume.isEmpty())
        setup.arguments << u"--resume"_s << request().sessionToResume;
}

void ClaudeSession::sendObject(const QJsonObject &object)
{
    send(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void ClaudeSession::onReady()
{
    const QString text = prompt(!request().sessionToResume.isEmpty());
    emitEvent(AgentMessage{AgentMessage::From::Docket, text});
    sendObject(claude::userMessage(text));
}

bool ClaudeSession::steer(const QString &text)
{
    if (!isRunning() || isConcluded())
        return false;
    emitEvent(AgentMessage{AgentMessage::From::Person, text});
    sendObject(claude::userMessage(text));
    return true;
}

void ClaudeSession::onLine(const QByteArray &bytes, Channel channel)
{
    if (channel == Channel::Error)
        return;
    const QJsonObject line = QJsonDocument::fromJson(bytes).object();
    const QString type = line.value("type"_L1).toString();
    if (type.isEmpty()) {
        countBrokenLine();
        return;
    }
    if (isConcluded())
        return;
    if (type == "system"_L1 && line.value("subtype"_L1).toString() == "init"_L1 && !m_hasInit) {
        m_hasInit = true;
        setSessionId(line.value("session_id"_L1).toString());
        emitState(request().sessionToResume.isEmpty() ? AgentState::Kind::Ready : AgentState::Kind::Resumed,
                  sessionId());
    } else if (type == "control_request"_L1) {
        onControlRequest(line);
    } else if (type == "result"_L1) {
        onResult(line);
    } else {
        const QList<AgentEvent> read = claude::eventsOf(line);
        for (const AgentEvent &event : read)
            emitEvent(event);
    }
}

void ClaudeSession::onControlRequest(const QJsonObject &line)
{
    const QJsonObject asked = line.value("request"_L1).toObject();
    if (asked.value("subtype"_L1).toString() != "can_use_tool"_L1) {
        sendObject(claude::controlError(line.value("request_id"_L1).toString(), u"unsupported_request"_s));
        return;
    }
    if (onQuestions(line, asked))
        return;
    const QString name = u"p%1"_s.arg(++m_permissions);
    m_asked.insert(name, line);
    emitEvent(claude::permissionOf(asked, name));
    if (isStopping())
        answerPermission(name, {}, u"round ended"_s);
}

bool ClaudeSession::onQuestions(const QJsonObject &line, const QJsonObject &asked)
{
    const QJsonObject input = asked.value("input"_L1).toObject();
    const auto found = asked.value("tool_name"_L1).toString() == "AskUserQuestion"_L1 ? questions::ofClaude(input)
                                                                                       : std::nullopt;
    if (!found)
        return false;
    askQuestions(*found, [this, line, asked, input](const std::optional<questions::Answers> &answers) {
        QJsonObject request = asked;
        if (answers)
            request.insert("input"_L1, questions::claudeInput(input, *answers));
        QJsonObject answered = line;
        answered.insert("request"_L1, request);
        sendObject(claude::permissionAnswer(answered, answers.has_value(), false,
                                            u"Nobody chose. Go on as you think best, or ask when you are done."_s));
    });
    return true;
}

void ClaudeSession::sendAnswer(const QString &requestId, const AgentPermissionRequest::Option *option)
{
    if (!m_asked.contains(requestId))
        return;
    using Kind = AgentPermissionRequest::OptionKind;
    const bool always = option && option->kind == Kind::AllowAlways;
    const bool allow = always || (option && option->kind == Kind::AllowOnce);
    sendObject(claude::permissionAnswer(m_asked.take(requestId), allow, always));
}

void ClaudeSession::onResult(const QJsonObject &line)
{
    emitEvent(claude::usageOf(line));
    AgentRoundEnded end = claude::endOf(line, profile().name);
    if (isStopping() && !end.isPositive())
        end.outcome = AgentRoundEnded::Outcome::Interrupted;
    if (end.outcome == AgentRoundEnded::Outcome::Interrupted) {
        end.failure = FailureKind::None;
        end.sentence = u"The round was interrupted; what it left is kept."_s;
    }
    conclude(end);
}

std::optional<AgentState> ClaudeSession::startAgain(const ProcessResult &result)
{
    const bool isGone = !m_hasInit && !request().sessionToResume.isEmpty()
        && result.outcome == ProcessResult::Outcome::Finished && result.exitCode != 0
        && lastErrors().contains("No conversation found"_L1);
    if (!isGone)
        return std::nullopt;
    forgetSessionToResume();
    return AgentState{AgentState::Kind::NotResumed, u"The session is gone; a new one gets the full account."_s};
}

AgentRoundEnded ClaudeSession::onExit(const ProcessResult &result)
{
    AgentRoundEnded end = endWithoutWord(result, profile().name, heardAnything(), lastErrors());
    if (isStopping())
        end = {.outcome = AgentRoundEnded::Outcome::Interrupted,
               .sentence = u"The round was interrupted; what it left is kept."_s};
    end.sessionId = sessionId();
    return end;
}

bool ClaudeSession::askToStop()
{
    if (!m_hasInit)
        return false;
    sendObject(claude::controlRequest(u"docket-interrupt"_s, {{u"subtype"_s, u"interrupt"_s}}));
    return true;
}

} // namespace docket
