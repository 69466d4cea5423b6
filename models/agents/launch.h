// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentsession.h"

namespace docket {

/** What the placeholders of a profile's command stand for. */
struct LaunchValues
{
    QString prompt = {};
    QString promptFile = {};
    QString worktree = {};
    QString task = {};
    QString model = {};
    int round = 1;
};

/** The command with its placeholders filled in; see AgentProfile::command. Pure. */
QStringList expandCommand(const QStringList &command, const LaunchValues &values);

/**
 * How the profile's program is started for a round, before containment: program, arguments, clean environment with the
 * marker. Writes the prompt file when the command names it. Fails when the program is not there.
 */
Result<ProcessSetup> launchSetup(const AgentProfile &profile, const RoundRequest &request);

/**
 * A folder of a profile, which is told as it lies below home (".config/agent"), as absolute paths: there, and where a
 * person put it who moved the usual ones (XDG_CONFIG_HOME and its like). Pure.
 */
QStringList foldersOf(const QString &belowHome, const QProcessEnvironment &person);

/**
 * The request's sandbox with what this program needs on top: the folders that hold it, what its profile names, the
 * scratch folder (readable).
 */
SandboxProfile sandboxFor(const AgentProfile &profile, const RoundRequest &request, const ProcessSetup &setup);

} // namespace docket
