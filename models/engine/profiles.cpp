// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/profiles.h"

#include "agents/launch.h"
#include "core/logging.h"
#include "process/qtprocess.h"

using namespace Qt::StringLiterals;

namespace docket {

QList<AgentProfile> knownProfiles(const Paths &paths, const ProjectConfig &config)
{
    QList<AgentProfile> known;
    const auto add = [&known](const AgentProfile &profile) {
        if (!findProfile(known, profile.id))
            known.append(profile);
    };
    QStringList problems;
    const auto own = profilesIn(paths.config + "/agents"_L1, &problems);
    const auto shipped = builtInProfiles();
    for (const QJsonObject &object : config.agents) {
        if (const auto profile = profileFromJson(object))
            add(narrowedForProject(*profile, own + shipped)); // the project may be a stranger's
        else
            qCWarning(logEngine) << "a profile of docket.yaml is left out:" << profile.error().text();
    }
    for (const AgentProfile &profile : own)
        add(profile);
    for (const QString &problem : std::as_const(problems))
        qCWarning(logEngine) << "a profile is left out:" << problem;
    for (const AgentProfile &profile : shipped)
        add(profile);
    return known;
}

QList<ProfileStatus> profileStatus(const QList<AgentProfile> &profiles, const QProcessEnvironment &environment)
{
    QList<ProfileStatus> result;
    for (const AgentProfile &profile : profiles) {
        const QString name = expandCommand(profile.command, {.model = profile.model}).value(0);
        ProfileStatus status{profile, name.isEmpty() ? QString() : findProgram(name, environment), {}};
        if (status.program.isEmpty()) {
            status.problem = u"The program %1 was not found."_s.arg(name);
            if (!profile.installHint.isEmpty())
                status.problem += u' ' + profile.installHint;
        }
        result.append(status);
    }
    return result;
}

Result<AgentProfile> chooseProfile(const QString &wanted, const Paths &paths, const ProjectConfig &config,
                                   const QProcessEnvironment &environment)
{
    const QList<AgentProfile> known = knownProfiles(paths, config);
    const QString name = wanted.isEmpty() ? config.defaultAgent : wanted;
    if (!name.isEmpty()) {
        if (const auto profile = findProfile(known, name))
            return *profile;
        return fail(
            ErrorCode::NotFound,
            u"There is no agent profile of this name; choose another one for the task, or add it to %1/agents."_s.arg(
                paths.config),
            name);
    }
    const auto statuses = profileStatus(known, environment);
    for (const ProfileStatus &status : statuses) {
        if (!status.program.isEmpty())
            return status.profile;
    }
    return fail(
        ErrorCode::NotFound,
        u"No agent program was found; install one (docket agents lists those that Docket knows) or add a profile to %1/agents."_s
            .arg(paths.config));
}

} // namespace docket
