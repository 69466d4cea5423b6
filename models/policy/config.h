// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "policy/policy.h"
#include "task/values.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>

namespace docket {

/** A command that verifies a snapshot. */
struct CheckConfig
{
    QString name;
    QString command; ///< a line for /bin/sh
    int timeoutSeconds = 600;
    bool network = false;   ///< may it reach the network
    bool required = true;   ///< a merge needs it passed on the very tree
    QString versionCommand; ///< prints the tool's version on its first line; may be empty

    bool operator==(const CheckConfig &) const = default;
};

/** What docket.yaml says. Read from the base commit, never from an agent's branch. */
struct ProjectConfig
{
    QString baseBranch; ///< empty: the repository's current one
    QList<CheckConfig> checks;
    QString defaultAgent;      ///< a profile's name; empty: the first that is found
    QList<QJsonObject> agents; ///< own profiles, each with "id"; the agents room reads them
    MergeStrategy strategy = MergeStrategy::MergeCommit;
    int slots = 0;               ///< tasks of this project at once; 0: no limit of its own
    int agentTimeoutMinutes = 0; ///< 0: the engine's
    int agentOutputMib = 0;      ///< what an agent may print in a round before it is stopped; 0: the engine's
    Policy policy;

    bool operator==(const ProjectConfig &) const = default;
};

inline constexpr auto configFileName = "docket.yaml";
/** A larger docket.yaml is refused. */
inline constexpr qsizetype maxConfigBytes = 256 * 1024;

/** InvalidInput with a sentence and "docket.yaml:LINE" as context. Empty bytes are the defaults. */
Result<ProjectConfig> parseConfig(const QByteArray &yaml);

/**
 * A docket.yaml for a repository that has none, from what lies in its root: CMake, Meson, Cargo, Go, npm/pnpm/yarn,
 * pytest, Make, Gradle, Maven. `files` are paths relative to the root; `contents` holds the small ones worth a look
 * (package.json, pyproject.toml, Makefile, CMakePresets.json). What comes out is read by parseConfig().
 */
QByteArray proposeConfiguration(const QStringList &files, const QHash<QString, QByteArray> &contents,
                                const QString &baseBranch);
/** Those names whose contents proposeConfiguration() looks at. */
QStringList filesWorthReading();

} // namespace docket
