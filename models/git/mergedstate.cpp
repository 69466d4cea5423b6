// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/merge.h"

#include "git/handles.h"

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

struct Patch
{
    size_t files = 0;
    DiffHandle diff;
};

Result<Patch> patchBetween(git_repository *repository, const ObjectId &from, const ObjectId &to)
{
    const auto oldTree = lookupTree(repository, from);
    const auto newTree = lookupTree(repository, to);
    if (!oldTree || !newTree)
        return std::unexpected(!oldTree ? oldTree.error() : newTree.error());
    Patch patch;
    if (const int rc = git_diff_tree_to_tree(patch.diff.out(), repository, oldTree->get(), newTree->get(), nullptr);
        rc < 0)
        return gitFail(rc, u"The change cannot be read"_s);
    patch.files = git_diff_num_deltas(patch.diff.get());
    return patch;
}

/** Costs the content of the diff, so it is asked for only where the number of files fits. */
Result<git_oid> patchId(const Patch &patch)
{
    git_oid oid;
    if (const int rc = git_diff_patchid(&oid, patch.diff.get(), nullptr); rc < 0)
        return gitFail(rc, u"The change cannot be read"_s);
    return oid;
}

} // namespace

Result<MergedState> mergedState(const Repository &repository, const QString &baseBranch, const ObjectId &attempt,
                                const CancelToken &cancel, int limit)
{
    const auto tip = repository.branchTip(baseBranch);
    if (!tip)
        return std::unexpected(tip.error());
    const auto ancestor = repository.isAncestor(attempt, *tip);
    if (!ancestor)
        return std::unexpected(ancestor.error());
    if (*ancestor)
        return MergedState::ByAncestry;
    const auto fork = repository.mergeBase(*tip, attempt);
    if (!fork)
        return MergedState::No; // without common history nothing can be told to be the same

    const auto own = patchBetween(repository.handle(), *fork, attempt);
    if (!own)
        return std::unexpected(own.error());
    if (own->files == 0)
        return MergedState::ByContent;
    const auto ownId = patchId(*own);
    if (!ownId)
        return std::unexpected(ownId.error());

    const auto commits = repository.log(*tip, {.limit = limit, .hiding = *fork, .firstParent = false});
    if (!commits)
        return std::unexpected(commits.error());
    for (const CommitInfo &commit : *commits) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, u"Cancelled."_s);
        if (commit.parents.size() != 1)
            continue;
        const auto other = patchBetween(repository.handle(), commit.parents.first(), commit.id);
        if (!other || other->files != own->files)
            continue;
        const auto otherId = patchId(*other);
        if (otherId && git_oid_equal(&*otherId, &*ownId))
            return MergedState::ByPatch;
    }
    const auto plan = planMerge(repository, baseBranch, attempt, MergeStrategy::Squash, cancel);
    if (!plan)
        return std::unexpected(plan.error());
    return plan->nothingToDo ? MergedState::ByContent : MergedState::No;
}

} // namespace docket::git
