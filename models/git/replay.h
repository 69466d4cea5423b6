// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "git/treediff.h"

#include <QHash>
#include <QSet>

namespace docket::git {

/** Two versions of a branch and what each of them stands on. Commits or trees. */
struct ReplayRequest
{
    ObjectId oldBase;
    ObjectId oldVersion;
    ObjectId newBase;
    ObjectId newVersion;
};

/**
 * What was done between two versions of a branch, with what came from its base taken out: the old version is replayed
 * on the new base, and that is compared with the new version.
 */
struct Replay
{
    QList<TreeChange> changes;           ///< replayed old version to new version, sorted by path
    QHash<QByteArray, QByteArray>
        blobs; ///< by id: old sides that stand in no object store, since only the replay made them
    /**
     * Paths on which the replay met a conflict. Their old side is the old version as it was, so changes of the base
     * show there too.
     */
    QSet<QByteArray> conflicts;
};

/**
 * Replays in memory (a three-way merge of trees: base, new base, old version), so nothing is written to the repository.
 * No attributes, merge drivers or hooks have a say. Errors: NotFound, Cancelled, Git.
 */
Result<Replay> replay(const Repository &repository, const ReplayRequest &request, const TreeDiffOptions &options = {},
                      const CancelToken &cancel = {});

/** Where both versions left the branch whose tip is `target`: their bases. NotFound when there is no common history. */
struct Bases
{
    ObjectId oldBase, newBase;
};
Result<Bases> basesOn(const Repository &repository, const ObjectId &target, const ObjectId &oldVersion,
                      const ObjectId &newVersion);

/**
 * The same for versions of an attempt that began at `start`: the base branch as it was last merged into the attempt
 * before each version, or `start` if it never was. Only first parents are followed, so that it does not count what the
 * attempt itself was merged into.
 */
Result<Bases> basesSince(const Repository &repository, const ObjectId &start, const ObjectId &oldVersion,
                         const ObjectId &newVersion);

/** The blob at `path` in a tree or commit; invalid when there is none. */
Result<ObjectId> blobAt(const Repository &repository, const ObjectId &treeOrCommit, const QByteArray &path);

} // namespace docket::git
