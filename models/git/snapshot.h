// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "git/values.h"
#include "git/worktrees.h"

namespace docket::git {

struct SnapshotRequest
{
    ObjectId parent; ///< what the round began with: base commit or the previous round's snapshot
    QString message;
    int round = 0; ///< with the attempt, what snapshotRef() is called by
    Identity author = docketIdentity();
    Identity committer = docketIdentity();
    QDateTime when; ///< of both signatures; now when invalid
};

enum class SnapshotProblemKind {
    NestedRepository, ///< a folder with a .git of its own: left out
    SubmoduleContent, ///< files inside a submodule: the recorded commit is kept
    Unreadable,       ///< could not be read: the version of the parent is kept
    SpecialFile,      ///< socket, pipe or device: left out
    BranchRewritten,  ///< the branch no longer held the round's parent: parent used again, old tip kept as
                      ///< <round>-branch
    HeadElsewhere,    ///< commits off the branch: kept as <round>-head
};

struct SnapshotProblem
{
    SnapshotProblemKind kind;
    QByteArray path;

    bool operator==(const SnapshotProblem &) const = default;
};

/** One untranslated sentence that says what it means and what to do. */
QString problemSentence(const SnapshotProblem &problem);

struct Snapshot
{
    ObjectId commit;
    ObjectId tree;
    int changedFiles = 0; ///< against the request's parent
    bool changed = false; ///< the tree differs from the parent's
    int agentCommits = 0; ///< commits of the agent between parent and snapshot that were kept
    QString ref;          ///< that protects it
    QList<SnapshotProblem> problems;
};

/**
 * Commits all that the folder holds onto the attempt's branch: staged, unstaged and untracked files, deletions, modes,
 * links; ignored files and empty folders are left out. The tree is built from the files alone through an index of
 * Docket's own, so flags, conflicts, locks and intents in the agent's index do not matter, nor does where HEAD is.
 * Commits that the agent made stay as parents when they descend from the request's parent. Content is converted as `git
 * add` would with the repository's core.autocrlf and eol attributes ($Id$ too); no other filter runs. Afterwards HEAD
 * is on the attempt's branch and the worktree is clean. Call when no process of the attempt runs any more. Idempotent:
 * the same folder gives the same tree, and no second commit. Errors: NotFound (worktree deleted), Cancelled, DiskFull,
 * Git.
 */
Result<Snapshot> takeSnapshot(const AttemptWorktree &worktree, const SnapshotRequest &request,
                              const CancelToken &cancel = {});

/**
 * `refs/docket/snapshots/<store>/<attempt>/<name>`: attempts are counted by each store, and several stores may work on
 * one repository without letting go of what another one keeps.
 */
QString snapshotRef(const QString &storeId, AttemptId attempt, const QString &name);

} // namespace docket::git
