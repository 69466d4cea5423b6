// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "git/repository.h"
#include "policy/config.h"
#include "task/values.h"

namespace docket {

/**
 * docket.yaml as it stands in `commit` (the base, never an agent's branch). Defaults where there is none. For pool
 * threads.
 */
Result<ProjectConfig> configAt(const git::Repository &repository, const ObjectId &commit);
/** The same at the tip of a branch. */
Result<ProjectConfig> configOfBranch(const QString &projectPath, const QString &branch);
/** What a round or a verification needs to know of its project before it begins. */
struct ProjectGround
{
    ProjectConfig config;
    QString commonDir; ///< the main repository's git directory
};
Result<ProjectGround> groundAt(const QString &projectPath, const ObjectId &base);

/** True where a round of the current attempt began, or begins, with the base branch merged into its worktree. */
bool baseWasBroughtIn(const TaskRecord &record);

/** Makes `folder` hold exactly the files of `commit`; what an earlier, interrupted call left there is removed first. */
Result<void> freshCheckout(const QString &projectPath, const ObjectId &commit, const QString &folder,
                           const CancelToken &cancel);

} // namespace docket
