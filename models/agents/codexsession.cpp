// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/codexsession.h"

#include "agents/failure.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

QJsonArray textInput(const QString &text)
{
    return {QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, text}, {u"text_elements"_s, QJsonArray()}}};
}

} // namespace

void CodexSession::prepare(ProcessSetup &setup)
{
    m_isExec = m_isExec || profile().protocol == AgentProtocol::CodexExec;
    setup.input = ProcessSetup::Input::Pipe;
    if (m_isExec)
        setup.arguments =
            codex::execArguments(setup.arguments, request().sessionToResume, profile(), request().sandbox.has_value());
}

std::optional<AgentState> CodexSession::startAgain(const ProcessResult &result)
{
    // An old one takes the unknown word for a prompt, and wants a terminal.
    const QString errors = lastErrors();
    const bool isMissing = !m_isExec && !m_isInitialized && result.outcome == ProcessResult::Outcome::Finished
        && result.exitCode != 0
        && (errors.contains("unrecognized subcommand"_L1) || errors.contains("unexpected argument"_L1)
            || errors.contains("is not a terminal"_L1));
    if (!isMissing)
        return std::nullopt;
    m_isExec = true;
    return AgentState{
        AgentState::Kind::Warning,
        u"This Codex has no app-server, so it is run by \"codex exec\": it asks for no permission; the sandbox "
        "alone decides what it may write."_s};
}

void CodexSession::startExec()
{
    const bool resumed = !request().sessionToResume.isEmpty();
    m_exec = codex::ExecReader(profile().name, resumed);
    setSessionId(request().sessionToResume);
    const QString text = prompt(resumed);
    emitEvent(AgentMessage{AgentMessage::From::Docket, text});
    send(text.toUtf8());
    closeInput(); // it reads to the end before it begins
}

void CodexSession::onLine(const QByteArray &line, Channel channel)
{
    if (!m_isExec) {
        RpcSession::onLine(line, channel);
        return;
    }
    if (channel == Channel::Error || isConcluded())
        return;
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (!object.contains("type"_L1)) {
        countBrokenLine();
        return;
    }
    const QList<AgentEvent> events = m_exec.read(object);
    if (!m_exec.thread().isEmpty())
        setSessionId(m_exec.thread());
    for (const AgentEvent &event : events)
        emitEvent(event);
    if (m_exec.end())
        conclude(*m_exec.end());
}

void CodexSession::onReady()
{
    if (m_isExec) {
        startExec();
        return;
    }
    const QJsonObject client{
        {u"name"_s, u"docket"_s}, {u"title"_s, u"Docket"_s}, {u"version"_s, QStringLiteral(DOCKET_VERSION)}};
    call(u"initialize"_s, {{u"clientInfo"_s, client}, {u"capabilities"_s, QJsonObject()}},
         [this](const rpc::Message &rpc) {
             if (rpc.isError()) {
                 failFrom(rpc);
                 return;
             }
             m_isInitialized = true;
             send(rpc::notification(u"initialized"_s, {}));
             openThread(!request().sessionToResume.isEmpty());
         });
}

QJsonObject CodexSession::threadParams() const
{
    // Docket's own sandbox holds it where there is one; its own is then in the way of nothing but itself.
    QJsonObject params{{u"cwd"_s, request().worktree},
                       {u"approvalPolicy"_s, u"untrusted"_s},
                       {u"sandbox"_s, request().sandbox ? u"danger-full-access"_s : u"workspace-write"_s}};
    if (!profile().model.isEmpty())
        params.insert("model"_L1, profile().model);
    if (!profile().instructions.isEmpty())
        params.insert("developerInstructions"_L1, profile().instructions);
    return params;
}

void CodexSession::openThread(bool resume)
{
    QJsonObject params = threadParams();
    if (resume)
        params.insert("threadId"_L1, request().sessionToResume);
    call(resume ? u"thread/resume"_s : u"thread/start"_s, params, [this, resume](const rpc::Message &rpc) {
        if (rpc.isError() && resume) {
            emitState(AgentState::Kind::NotResumed,
                      u"The session could not be resumed (%1); a new one gets the full account."_s.arg(
                          rpc::errorText(rpc.error)));
            openThread(false);
        } else if (rpc.isError()) {
            failFrom(rpc);
        } else {
            setSessionId(rpc.result.value("thread"_L1)["id"_L1].toString());
            emitState(resume ? AgentState::Kind::Resumed : AgentState::Kind::Ready, sessionId());
            startTurn(resume);
        }
    });
}

void CodexSession::startTurn(bool resumed)
{
    const QString text = prompt(resumed);
    emitEvent(AgentMessage{AgentMessage::From::Docket, text});
    call(u"turn/start"_s, {{u"threadId"_s, sessionId()}, {u"input"_s, textInput(text)}},
         [this](const rpc::Message &rpc) {
             if (rpc.isError())
                 failFrom(rpc);
             else
                 m_turn = rpc.result.value("turn"_L1)["id"_L1].toString();
         });
}

bool CodexSession::steer(const QString &text)
{
    if (m_turn.isEmpty() || isConcluded())
        return false;
    emitEvent(AgentMessage{AgentMessage::From::Person, text});
    call(u"turn/steer"_s, {{u"threadId"_s, sessionId()}, {u"expectedTurnId"_s, m_turn}, {u"input"_s, textInput(text)}},
         [this](const rpc::Message &rpc) {
             if (rpc.isError())
                 emitState(AgentState::Kind::Warning,
                           u"The agent did not take it: %1"_s.arg(rpc::errorText(rpc.error)));
         });
    return true;
}

void CodexSession::failFrom(const rpc::Message &rpc)
{
    const QString text = rpc::errorText(rpc.error);
    conclude(failedEnd(classifyFailure(rpc.error.value("code"_L1).toInt(), text), profile().name, text));
}

void CodexSession::onNotification(const rpc::Message &rpc)
{
    if (rpc.params.contains("threadId"_L1) && rpc.params.value("threadId"_L1).toString() != sessionId())
        return; // a sub-agent's; its end is not the round's
    if (rpc.method == "item/started"_L1 || rpc.method == "item/completed"_L1) {
        onItem(rpc.params.value("item"_L1).toObject(), rpc.method == "item/completed"_L1);
    } else if (rpc.method == "item/agentMessage/delta"_L1) {
        m_streamed.insert(rpc.params.value("itemId"_L1).toString());
        emitEvent(AgentMessage{AgentMessage::From::Agent, rpc.params.value("delta"_L1).toString()});
    } else if (rpc.method == "thread/tokenUsage/updated"_L1) {
        const QJsonObject tokens = rpc.params.value("tokenUsage"_L1).toObject();
        if (!m_tokensBefore)
            m_tokensBefore = codex::tokensBefore(tokens);
        emitEvent(codex::usageOf(tokens, *m_tokensBefore));
    } else if (rpc.method == "turn/started"_L1) {
        m_turn = rpc.params.value("turn"_L1)["id"_L1].toString();
    } else if (rpc.method == "turn/completed"_L1) {
        onTurnCompleted(rpc.params.value("turn"_L1).toObject());
    } else if (rpc.method == "error"_L1 && rpc.params.value("willRetry"_L1).toBool()) {
        emitState(AgentState::Kind::Retrying, rpc.params.value("error"_L1)["message"_L1].toString());
    }
}

void CodexSession::onItem(const QJsonObject &item, bool isCompleted)
{
    const QString id = item.value("id"_L1).toString();
    const bool isMessage = item.value("type"_L1).toString() == "agentMessage"_L1;
    if (isCompleted)
        m_items.remove(id);
    else
        m_items.insert(id, item);
    if (isMessage && (!isCompleted || m_streamed.contains(id)))
        return;
    if (auto event = codex::eventOf(item))
        emitEvent(*std::move(event));
}

void CodexSession::onTurnCompleted(const QJsonObject &turn)
{
    AgentRoundEnded end = codex::endOf(turn, profile().name);
    end.sessionId = sessionId();
    conclude(end);
}

bool CodexSession::onForm(const rpc::Message &rpc)
{
    const QJsonObject schema = rpc.params.value("requestedSchema"_L1).toObject();
    const bool isElicitation = rpc.method == "mcpServer/elicitation/request"_L1;
    std::optional<QList<questions::Question>> asked;
    if (isElicitation && rpc.params.value("mode"_L1).toString() == "form"_L1)
        asked = questions::ofSchema(schema);
    else if (rpc.method == "item/tool/requestUserInput"_L1)
        asked = questions::ofCodex(rpc.params.value("questions"_L1).toArray());
    if (!asked)
        return false;
    if (const QString words = rpc.params.value("message"_L1).toString(); !words.isEmpty())
        emitEvent(AgentQuestion{words});
    askQuestions(*asked, [this, rpc, schema, isElicitation](const std::optional<questions::Answers> &answers) {
        QJsonObject result{{u"answers"_s, questions::codexAnswers(answers.value_or(questions::Answers{}))}};
        if (isElicitation && answers)
            result = {{u"action"_s, u"accept"_s}, {u"content"_s, questions::contentOf(schema, *answers)}};
        else if (isElicitation)
            result = {{u"action"_s, u"cancel"_s}};
        send(rpc::answer(rpc.id, result));
    });
    return true;
}

void CodexSession::onQuestion(const rpc::Message &rpc)
{
    if (onForm(rpc))
        return;
    if (rpc.method == "mcpServer/elicitation/request"_L1)
        return answerThatNobodyDid(rpc, rpc.params.value("message"_L1).toString(), {{u"action"_s, u"cancel"_s}});
    if (rpc.method != "item/tool/requestUserInput"_L1)
        return refuseMethod(rpc);
    QStringList texts;
    const QJsonArray questions = rpc.params.value("questions"_L1).toArray();
    for (const QJsonValue &question : questions)
        texts << question["question"_L1].toString();
    answerThatNobodyDid(rpc, texts.join(u'\n'), {{u"answers"_s, QJsonObject()}});
}

void CodexSession::onCall(const rpc::Message &rpc)
{
    const QString name = u"p%1"_s.arg(m_permissions + 1);
    const QJsonObject item = m_items.value(rpc.params.value("itemId"_L1).toString());
    auto asked = codex::permissionOf(rpc.method, rpc.params, item, name);
    if (!asked) {
        onQuestion(rpc);
        return;
    }
    ++m_permissions;
    m_asked.insert(name, rpc);
    emitEvent(*std::move(asked));
    if (isStopping())
        answerPermission(name, {}, u"round ended"_s);
}

void CodexSession::sendAnswer(const QString &requestId, const AgentPermissionRequest::Option *option)
{
    if (!m_asked.contains(requestId))
        return;
    const rpc::Message rpc = m_asked.take(requestId);
    send(rpc::answer(rpc.id, codex::answerTo(rpc.method, rpc.params, option)));
}

AgentRoundEnded CodexSession::onExit(const ProcessResult &result)
{
    AgentRoundEnded end = endWithoutWord(result, profile().name, heardAnything(), lastErrors());
    if (isStopping())
        end = {.outcome = AgentRoundEnded::Outcome::Interrupted,
               .sentence = u"The round was interrupted; what it left is kept."_s};
    end.sessionId = sessionId();
    return end;
}

bool CodexSession::askToStop()
{
    if (m_isExec || m_turn.isEmpty())
        return false;
    call(u"turn/interrupt"_s, {{u"threadId"_s, sessionId()}, {u"turnId"_s, m_turn}}, [](const rpc::Message &) {});
    return true;
}

} // namespace docket
