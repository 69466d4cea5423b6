// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/agentsession.h"

#include "agents/acpsession.h"
#include "agents/claudesession.h"
#include "agents/codexsession.h"
#include "agents/commandsession.h"

namespace docket {

std::unique_ptr<AgentSession> makeSession(const AgentProfile &profile, ProcessFactory &processes)
{
    switch (profile.protocol) {
    case AgentProtocol::Acp:
        return std::make_unique<AcpSession>(profile, processes);
    case AgentProtocol::ClaudeStream:
        return std::make_unique<ClaudeSession>(profile, processes);
    case AgentProtocol::CodexAppServer:
    case AgentProtocol::CodexExec:
        return std::make_unique<CodexSession>(profile, processes);
    case AgentProtocol::Command:
        break;
    }
    return std::make_unique<CommandSession>(profile, processes);
}

} // namespace docket
