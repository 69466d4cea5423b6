// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For sources of this room only.

#include "git/handles.h"
#include "git/snapshot.h"

#include <optional>

namespace docket::git {

/** One snapshot being taken: the steps of takeSnapshot(), with the name of the protecting ref chosen freely. */
class SnapshotWriter
{
public:
    SnapshotWriter(const AttemptWorktree &worktree, const SnapshotRequest &request, const QString &refName,
                   const CancelToken &cancel);

    Result<Snapshot> take();

private:
    Result<void> openIndex();
    Result<void> bringIndexToFiles();
    Result<void> applyDelta(const git_diff_delta &delta);
    void keepSubmodules();
    Result<void> chooseParent();
    Result<void> writeCommit();
    Result<void> moveBranch();
    Result<void> leaveWorktreeClean();
    Result<void> protect(const QString &name, const ObjectId &commit);
    Result<int> countChanges(const ObjectId &from, const ObjectId &to) const;
    std::optional<ObjectId> readRef(const QString &name) const;
    void problem(SnapshotProblemKind kind, const QByteArray &path) { m_snapshot.problems.append({kind, path}); }

    AttemptWorktree m_worktree;
    SnapshotRequest m_request;
    QString m_refName;
    CancelToken m_cancel;
    std::optional<Repository> m_repository;
    IndexHandle m_index;
    ObjectId m_branchTip; ///< as found; invalid when the agent deleted the branch
    ObjectId m_parent;    ///< of the snapshot's commit
    Snapshot m_snapshot;
};

/** After a checkout: what git wrote as the worktree's index becomes Docket's own, so that the first snapshot need not
 * read every file. */
Result<void> copyIndexToPrivate(const AttemptWorktree &worktree);

} // namespace docket::git
