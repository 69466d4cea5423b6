// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/profile.h"
#include "core/paths.h"
#include "policy/config.h"

#include <QProcessEnvironment>

namespace docket {

/** A profile and what is known of its program on this machine. */
struct ProfileStatus
{
    AgentProfile profile;
    QString program; ///< absolute; empty: not found
    QString problem; ///< a sentence where it cannot be used
};

/**
 * Which agents there are: those of the project's docket.yaml (base commit) before the person's own (*.json in
 * config/agents) before those that ship with Docket. The first with an id wins.
 */
QList<AgentProfile> knownProfiles(const Paths &paths, const ProjectConfig &config = {});
QList<ProfileStatus> profileStatus(const QList<AgentProfile> &profiles, const QProcessEnvironment &environment);

/**
 * The task's own, else the project's default, else the first one whose program is installed. NotFound says what to do.
 */
Result<AgentProfile> chooseProfile(const QString &wanted, const Paths &paths, const ProjectConfig &config,
                                   const QProcessEnvironment &environment);

} // namespace docket
