// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For sources of this room only: the work tree, if any, that has a branch checked out, and what stands in a merge's way
// there.

#include "git/handles.h"
#include "git/repository.h"

#include <QSet>
#include <QStringList>

#include <optional>

namespace docket::git {

struct CheckedOut
{
    QString gitDir; ///< of that work tree: the common directory, or an admin folder
    QString workdir;
};

/** The main work tree first, then linked ones whose folder exists. */
std::optional<CheckedOut> findCheckedOut(const Repository &repository, const QString &branch);

struct Obstacles
{
    QStringList paths;            ///< changed or untracked, and not what the merge would write
    QSet<QByteArray> alreadyDone; ///< changed paths that hold the result already (a merge that was killed half way)
    std::optional<Error> refusal; ///< why this work tree cannot be updated whatever its files are
};

/** Compares the work tree with what the merge from `from` to `to` (commits or trees) would write. Writes nothing. */
Result<Obstacles> findObstacles(const Repository &worktree, const ObjectId &from, const ObjectId &to,
                                const QList<QByteArray> &changedPaths);

} // namespace docket::git
