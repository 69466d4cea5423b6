// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/merge.h"

#include "git/handles.h"
#include "git/mergetarget.h"
#include "git/treediff.h"

#include <git2/sys/repository.h>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

ConflictKind kindOf(const git_index_entry *ancestor, const git_index_entry *base, const git_index_entry *attempt)
{
    if (ancestor && base && attempt)
        return ConflictKind::BothModified;
    if (!ancestor && base && attempt)
        return ConflictKind::BothAdded;
    if (ancestor && !base && attempt)
        return ConflictKind::DeletedInBase;
    if (ancestor && base && !attempt)
        return ConflictKind::DeletedInAttempt;
    return !ancestor ? ConflictKind::FileAndFolder : ConflictKind::Other;
}

Result<QList<MergeConflict>> readConflicts(git_index *index)
{
    QList<MergeConflict> conflicts;
    ConflictIteratorHandle iterator;
    if (const int rc = git_index_conflict_iterator_new(iterator.out(), index); rc < 0)
        return gitFail(rc, u"The conflicts cannot be listed"_s);
    const git_index_entry *ancestor = nullptr;
    const git_index_entry *base = nullptr;
    const git_index_entry *attempt = nullptr;
    while (git_index_conflict_next(&ancestor, &base, &attempt, iterator.get()) == 0)
        conflicts.append(conflictFrom(ancestor, base, attempt));
    return conflicts;
}

/** Merges in memory; objects that come of it lie loose and unreferenced until the merge is executed. */
Result<void> mergeInMemory(const Repository &bare, MergePlan &plan)
{
    const auto base = lookupCommit(bare.handle(), plan.baseTip);
    const auto attempt = lookupCommit(bare.handle(), plan.attempt);
    if (!base || !attempt)
        return std::unexpected(!base ? base.error() : attempt.error());
    git_merge_options options = GIT_MERGE_OPTIONS_INIT;
    IndexHandle merged;
    if (const int rc = git_merge_commits(merged.out(), bare.handle(), base->get(), attempt->get(), &options); rc < 0)
        return gitFail(rc, u"The merge cannot be tried"_s, plan.baseBranch);
    if (git_index_has_conflicts(merged.get())) {
        auto conflicts = readConflicts(merged.get());
        if (!conflicts)
            return std::unexpected(conflicts.error());
        plan.conflicts = *std::move(conflicts);
        return {};
    }
    git_oid tree;
    if (const int rc = git_index_write_tree_to(&tree, merged.get(), bare.handle()); rc < 0)
        return gitFail(rc, u"The merge's result could not be stored"_s, plan.baseBranch);
    plan.resultTree = toId(&tree);
    return {};
}

Result<void> findResult(const Repository &bare, MergePlan &plan)
{
    auto mergeBase = bare.mergeBase(plan.baseTip, plan.attempt);
    if (!mergeBase) {
        if (mergeBase.error().code != ErrorCode::NotFound)
            return std::unexpected(mergeBase.error());
        plan.refusal = Error{ErrorCode::Refused, mergeBase.error().detail, plan.baseBranch};
        return {};
    }
    plan.mergeBase = *mergeBase;
    if (plan.mergeBase == plan.attempt) {
        plan.nothingToDo = true;
        return {};
    }
    if (plan.strategy == MergeStrategy::FastForward && plan.mergeBase != plan.baseTip) {
        plan.refusal =
            Error{ErrorCode::Refused,
                  u"The base branch has gone on since the attempt began, so it cannot be fast-forwarded. Merge with a "
                  u"commit or squash instead."_s,
                  plan.baseBranch};
    }
    if (plan.mergeBase == plan.baseTip) {
        auto tree = bare.treeOf(plan.attempt);
        if (!tree)
            return std::unexpected(tree.error());
        plan.resultTree = *tree;
        return {};
    }
    return mergeInMemory(bare, plan);
}

QString listed(const QStringList &paths)
{
    constexpr qsizetype shown = 5;
    const QString list = paths.first(qMin(shown, paths.size())).join(", "_L1);
    return paths.size() > shown ? u"%1 and %2 more"_s.arg(list).arg(paths.size() - shown) : list;
}

void refuseConflicts(MergePlan &plan)
{
    QStringList names;
    for (const MergeConflict &conflict : std::as_const(plan.conflicts))
        names.append(u"%1 (%2)"_s.arg(displayPath(conflict.path), conflictWords(conflict.kind)));
    plan.refusal = Error{
        ErrorCode::Conflict,
        u"The attempt conflicts with %1 in %2. Hand the conflicts back to the agent, or resolve them yourself."_s.arg(
            plan.baseBranch, listed(names)),
        plan.baseBranch};
}

Result<void> checkWorkTree(const Repository &repository, MergePlan &plan)
{
    const auto target = findCheckedOut(repository, plan.baseBranch);
    if (!target)
        return {};
    plan.checkedOutAt = target->workdir;
    const auto worktree = Repository::openGitDir(target->gitDir, target->workdir);
    if (!worktree)
        return std::unexpected(worktree.error());
    const auto obstacles = findObstacles(*worktree, plan.baseTip, plan.resultTree, plan.changedPaths);
    if (!obstacles)
        return std::unexpected(obstacles.error());
    plan.blockedBy = obstacles->paths;
    if (obstacles->refusal)
        plan.refusal = obstacles->refusal;
    else if (!plan.blockedBy.isEmpty())
        plan.refusal = Error{
            ErrorCode::Refused,
            u"%1 is checked out with uncommitted work: %2. Commit or stash it, or switch to another branch, then "
            u"merge again."_s
                .arg(plan.baseBranch, listed(plan.blockedBy)),
            plan.checkedOutAt};
    return {};
}

} // namespace

MergeConflict conflictFrom(const git_index_entry *ancestor, const git_index_entry *base, const git_index_entry *attempt)
{
    const auto idOf = [](const git_index_entry *entry) { return entry ? toId(&entry->id) : ObjectId(); };
    const git_index_entry *any = base ? base : attempt ? attempt : ancestor;
    return {any->path, kindOf(ancestor, base, attempt), idOf(ancestor), idOf(base), idOf(attempt)};
}

QString conflictWords(ConflictKind kind)
{
    switch (kind) {
    case ConflictKind::BothModified:
        return u"changed on both sides"_s;
    case ConflictKind::BothAdded:
        return u"added on both sides"_s;
    case ConflictKind::DeletedInBase:
        return u"deleted in the base branch, changed by the attempt"_s;
    case ConflictKind::DeletedInAttempt:
        return u"deleted by the attempt, changed in the base branch"_s;
    case ConflictKind::FileAndFolder:
        return u"a file on one side, something else on the other"_s;
    case ConflictKind::Other:
        return u"renamed or moved differently on both sides"_s;
    }
    return {};
}

Result<MergePlan> planMerge(const Repository &repository, const QString &baseBranch, const ObjectId &attempt,
                            MergeStrategy strategy, const CancelToken &cancel)
{
    MergePlan plan;
    plan.commonDir = repository.commonDir();
    plan.baseBranch = baseBranch;
    plan.attempt = attempt;
    plan.strategy = strategy;
    // Without a work tree and index, no file on disk can have a say in how contents are merged.
    const auto bare = Repository::openGitDir(plan.commonDir, {});
    if (!bare)
        return std::unexpected(bare.error());
    IndexHandle empty;
    if (git_index_new(empty.out()) < 0 || git_repository_set_index(bare->handle(), empty.get()) < 0)
        return gitFail(-1, u"The merge cannot be tried"_s);
    const auto tip = bare->branchTip(baseBranch);
    if (!tip)
        return std::unexpected(tip.error());
    plan.baseTip = *tip;
    if (const auto commit = lookupCommit(bare->handle(), attempt); !commit)
        return std::unexpected(commit.error());
    if (auto found = findResult(*bare, plan); !found)
        return std::unexpected(found.error());
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, u"Cancelled."_s);
    if (!plan.conflicts.isEmpty() && !plan.refusal)
        refuseConflicts(plan);
    if (plan.nothingToDo || !plan.resultTree.isValid())
        return plan;

    const auto changes = diffTrees(*bare, plan.baseTip, plan.resultTree, {.sizes = false}, cancel);
    if (!changes)
        return std::unexpected(changes.error());
    for (const TreeChange &change : *changes)
        plan.changedPaths.append(change.path);
    // A merge commit or fast-forward still joins the histories; a squash of nothing would be an empty commit.
    plan.nothingToDo = plan.changedPaths.isEmpty() && strategy == MergeStrategy::Squash;
    if (plan.nothingToDo || plan.refusal)
        return plan;
    if (auto checked = checkWorkTree(repository, plan); !checked)
        return std::unexpected(checked.error());
    return plan;
}

} // namespace docket::git
