// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "git/repository.h"
#include "git/values.h"

#include <QStringList>

#include <optional>

namespace docket::git {

enum class MergeStrategy {
    MergeCommit, ///< always a commit with two parents
    Squash,      ///< one commit on the base branch
    FastForward, ///< moves the branch only; refused when the base has gone on
};

enum class ConflictKind { BothModified, BothAdded, DeletedInBase, DeletedInAttempt, FileAndFolder, Other };

struct MergeConflict
{
    QByteArray path;
    ConflictKind kind = ConflictKind::BothModified;
    ObjectId ancestor, base, attempt; ///< blobs; invalid where absent

    bool operator==(const MergeConflict &) const = default;
};

/** Untranslated words for a conflict: "changed on both sides". */
QString conflictWords(ConflictKind kind);

/** What a merge would do, found without writing anything that a person could see. A plain value: keep it, show it,
 * execute it. */
struct MergePlan
{
    QString commonDir;
    QString baseBranch; ///< short name
    ObjectId baseTip;   ///< the merge is only valid while the branch is here
    ObjectId attempt;   ///< commit to be merged
    ObjectId mergeBase;
    MergeStrategy strategy = MergeStrategy::MergeCommit;
    ObjectId resultTree; ///< invalid while there are conflicts
    QList<MergeConflict> conflicts;
    QList<QByteArray> changedPaths; ///< against baseTip
    bool nothingToDo = false;       ///< the base branch already holds all of it
    QString checkedOutAt;           ///< work tree that has the base branch checked out; empty when none has
    QStringList blockedBy;          ///< paths there with changes or untracked files that stand in the way
    std::optional<Error> refusal;   ///< why it cannot be executed now, conflicts included; says what to do

    bool isExecutable() const { return !refusal && conflicts.isEmpty() && !nothingToDo; }
};

/**
 * `repository` as opened at the project's root, so that its work tree is known. Errors: NotFound (branch, commit),
 * Cancelled, Git. Everything that a person can put right is in the plan instead.
 */
Result<MergePlan> planMerge(const Repository &repository, const QString &baseBranch, const ObjectId &attempt,
                            MergeStrategy strategy, const CancelToken &cancel = {});

struct MergeRequest
{
    QString message;                      ///< with its trailers; not used by a fast-forward
    Identity fallback = docketIdentity(); ///< when the repository's configuration names nobody
    QDateTime when;                       ///< now when invalid
};

struct MergeOutcome
{
    ObjectId commit; ///< new tip of the base branch
    bool workTreeUpdated = false;
};

/**
 * Writes the commit and moves the branch, only if it is still at plan.baseTip (otherwise Conflict: plan again). Where
 * the branch is checked out, that work tree must be clean; its changed paths are then brought to the result first, and
 * put back if the branch moved meanwhile. A dirty work tree is Refused with the paths named. A work tree that a killed
 * merge left half updated counts as clean where its files are exactly what the merge writes. Never runs hooks. Writes
 * reflog entries.
 */
Result<MergeOutcome> executeMerge(const Repository &repository, const MergePlan &plan, const MergeRequest &request);

enum class MergedState {
    No,
    ByAncestry, ///< the commit is in the branch's history
    ByPatch,    ///< one commit of the branch since the fork makes the same change (squash, rebase, cherry-pick)
    ByContent,  ///< merging it again would change nothing
};

/** Whether the branch holds the work, whichever way it came there. Looks at up to `limit` commits since the fork. */
Result<MergedState> mergedState(const Repository &repository, const QString &baseBranch, const ObjectId &attempt,
                                const CancelToken &cancel = {}, int limit = 1000);

} // namespace docket::git
