// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/agentsession.h"

#include "agents/acpsession.h"
#include "agents/commandsession.h"

namespace docket {

std::unique_ptr<AgentSession> makeSession(const AgentProfile &profile, ProcessFactory &processes)
{
    switch (profile.protocol) {
    case AgentProtocol::Acp:
        return std::make_unique<AcpSession>(profile, processes);
    case AgentProtocol::ClaudeStream:
    case AgentProtocol::CodexAppServer:
    case AgentProtocol::Command:
        break;
    }
    return std::make_unique<CommandSession>(profile, processes);
}

} // namespace docket
