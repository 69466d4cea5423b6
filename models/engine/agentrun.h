// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentsession.h"
#include "engine/agentrunner.h"
#include "policy/config.h"

#include <QSet>

namespace docket {

class HostProxy;

/** A round that runs, with what is known of it while it does. Private to the agent runner. */
struct AgentRunner::Running
{
    TaskId task;
    RoundId round;
    ProjectId project;
    int number = 0;
    ProjectConfig config;
    AgentProfile profile;
    QString worktree;
    Usage usage;
    QSet<QString> toolCalls;
    BudgetLevel level = BudgetLevel::Fine;
    QString stopText; ///< why Docket itself asked it to stop; becomes the round's sentence
    QDateTime startedAt;
    QDateTime heardAt;
    bool isAskedAbout = false; ///< a person was asked about its silence
    bool isMeasuringDisk = false;
    QDateTime diskLookedAt;
    std::unique_ptr<HostProxy> proxy;
    std::unique_ptr<AgentSession> session;
};

} // namespace docket
