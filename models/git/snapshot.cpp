// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/snapshot.h"

#include "git/snapshotwriter.h"

using namespace Qt::StringLiterals;

namespace docket::git {

QString problemSentence(const SnapshotProblem &problem)
{
    const QString path = displayPath(problem.path);
    switch (problem.kind) {
    case SnapshotProblemKind::NestedRepository:
        return u"%1 is a git repository of its own, so its files are not in the snapshot. Delete its .git and take "
               u"the snapshot again to include them."_s
            .arg(path);
    case SnapshotProblemKind::SubmoduleContent:
        return u"Files inside the submodule %1 are not in the snapshot; the commit that it points to is unchanged."_s
            .arg(path);
    case SnapshotProblemKind::Unreadable:
        return u"%1 could not be read; the snapshot keeps its earlier version. Check its permissions."_s.arg(path);
    case SnapshotProblemKind::SpecialFile:
        return u"%1 is a socket, pipe or device and is not in the snapshot."_s.arg(path);
    case SnapshotProblemKind::BranchRewritten:
        return u"The agent moved its branch away from where the round began. The snapshot continues from there; "
               u"what the branch held is kept as %1."_s
            .arg(path);
    case SnapshotProblemKind::HeadElsewhere:
        return u"The agent left commits outside its branch. They are kept as %1; the snapshot holds the files as "
               u"they are."_s
            .arg(path);
    }
    return {};
}

QString snapshotRef(const QString &storeId, AttemptId attempt, const QString &name)
{
    return u"refs/docket/snapshots/%1/%2/%3"_s.arg(storeId).arg(attempt.value).arg(name);
}

Result<Snapshot> takeSnapshot(const AttemptWorktree &worktree, const SnapshotRequest &request,
                              const CancelToken &cancel)
{
    return SnapshotWriter(worktree, request, QString::number(request.round), cancel).take();
}

} // namespace docket::git
