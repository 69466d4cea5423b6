// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/commandsession.h"

#include "agents/failure.h"

namespace docket {

using namespace Qt::StringLiterals;

void CommandSession::prepare(ProcessSetup &setup)
{
    // Programs that take their prompt elsewhere may wait for end-of-file on their input for ever.
    setup.input = profile().promptMode == PromptMode::Stdin ? ProcessSetup::Input::Pipe : ProcessSetup::Input::Closed;
}

void CommandSession::onReady()
{
    if (profile().promptMode != PromptMode::Stdin)
        return;
    send(prompt(false).toUtf8());
    closeInput();
}

void CommandSession::onLine(const QByteArray &line, Channel)
{
    emitEvent(AgentMessage{AgentMessage::From::Agent, QString::fromUtf8(line) + u'\n'});
}

AgentRoundEnded CommandSession::onExit(const ProcessResult &result)
{
    if (isStopping()) {
        return {.outcome = AgentRoundEnded::Outcome::Interrupted,
                .sentence = u"The round was interrupted; what it left is kept."_s};
    }
    if (result.succeeded())
        return {.outcome = AgentRoundEnded::Outcome::Finished, .sentence = u"The program ended with exit code 0."_s};
    return endWithoutWord(result, profile().name, heardAnything(), lastErrors());
}

} // namespace docket
