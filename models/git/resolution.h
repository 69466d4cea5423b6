// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "git/merge.h"
#include "git/worktrees.h"

namespace docket::git {

struct ResolutionRequest
{
    QString base;   ///< short name of the branch that is brought in
    int round = 0;  ///< what was in the folder before is kept as snapshot "<round>-before-merge"
    QDateTime when; ///< of the commits; now when invalid
};

/** An attempt's branch with the base branch merged into it, conflicts and all, for the agent to resolve. */
struct Resolution
{
    ObjectId commit; ///< new tip of the attempt's branch and parent of the next round; parents: attempt, base
    ObjectId base;   ///< the commit of the base branch that it holds now
    QList<MergeConflict> conflicts; ///< as they were found
    QList<QByteArray> marked;       ///< files that now hold conflict markers (<<<<<<<, |||||||, =======, >>>>>>>)
    QList<QByteArray>
        unmarked; ///< conflicts without markers: the side that still has the file, or the attempt's, stands

    bool isClean() const { return conflicts.isEmpty(); }
};

/**
 * Hands a conflict back: merges the base branch into the attempt's branch as one commit that holds the conflict
 * markers, and brings the worktree there. Since the base is then a parent, what the agent makes of the markers merges
 * without conflict into the same base. Nothing happens to the base branch. A folder that already has the base only has
 * its snapshot taken. Call when no process of the attempt runs. Errors: NotFound, Cancelled, DiskFull, Git.
 */
Result<Resolution> bringBaseIn(const AttemptWorktree &worktree, const ResolutionRequest &request,
                               const CancelToken &cancel = {});

/**
 * The paths, of those that `to` changed against `from`, in which conflict markers of bringBaseIn() still stand. Binary
 * files and those above a few megabytes are not looked into.
 */
Result<QList<QByteArray>> filesWithMarkers(const Repository &repository, const ObjectId &from, const ObjectId &to,
                                           const CancelToken &cancel = {});

} // namespace docket::git
