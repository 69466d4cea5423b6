// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/commandsession.h"

#include "agents/failure.h"

#include <QJsonDocument>

namespace docket {

using namespace Qt::StringLiterals;

bool CommandSession::isResumed() const
{
    return !request().sessionToResume.isEmpty() && !profile().resumeArguments.isEmpty();
}

void CommandSession::prepare(ProcessSetup &setup)
{
    m_reader = FieldReader::fromJson(profile().reader).value_or(FieldReader());
    // Programs that take their prompt elsewhere may wait for end-of-file on their input for ever.
    setup.input = profile().promptMode == PromptMode::Stdin ? ProcessSetup::Input::Pipe : ProcessSetup::Input::Closed;
    if (!isResumed())
        return;
    for (QString argument : profile().resumeArguments)
        setup.arguments << argument.replace(u"{session}"_s, request().sessionToResume);
    emitState(AgentState::Kind::Resumed, request().sessionToResume);
}

void CommandSession::onReady()
{
    if (profile().promptMode != PromptMode::Stdin)
        return;
    send(prompt(isResumed()).toUtf8());
    closeInput();
}

void CommandSession::onLine(const QByteArray &line, Channel channel)
{
    if (m_reader.isEmpty()) {
        emitEvent(AgentMessage{AgentMessage::From::Agent, QString::fromUtf8(line) + u'\n'});
        return;
    }
    if (channel == Channel::Error)
        return; // kept in the raw log, and for sentences
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject()) {
        countBrokenLine();
        return;
    }
    const QList<AgentEvent> events = m_reader.read(document.object());
    setSessionId(m_reader.session());
    for (const AgentEvent &event : events)
        emitEvent(event);
}

AgentRoundEnded CommandSession::onExit(const ProcessResult &result)
{
    if (isStopping()) {
        return {.outcome = AgentRoundEnded::Outcome::Interrupted,
                .sentence = u"The round was interrupted; what it left is kept."_s};
    }
    const auto failure = m_reader.failure(profile().name);
    const bool saysGood = m_reader.end().value_or(!m_reader.knowsEnd() && !failure);
    if (result.succeeded() && saysGood) {
        return {.outcome = AgentRoundEnded::Outcome::Finished,
                .sentence = m_reader.knowsEnd() ? u"The agent says that it is done."_s
                                                : u"The program ended with exit code 0."_s};
    }
    return failure ? *failure : endWithoutWord(result, profile().name, heardAnything(), lastErrors());
}

} // namespace docket
