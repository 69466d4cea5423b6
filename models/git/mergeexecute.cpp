// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/merge.h"

#include "git/handles.h"
#include "git/mergetarget.h"

#include <vector>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

/** Brings `paths` from one tree to the other; fails, having written nothing, when a file is not what `from` says. */
Result<void> updateFiles(const Repository &worktree, const ObjectId &from, const ObjectId &to,
                         const QList<QByteArray> &paths)
{
    if (paths.isEmpty())
        return {};
    const auto oldTree = lookupTree(worktree.handle(), from);
    const auto newTree = lookupTree(worktree.handle(), to);
    if (!oldTree || !newTree)
        return std::unexpected(!oldTree ? oldTree.error() : newTree.error());
    std::vector<char *> names;
    names.reserve(static_cast<size_t>(paths.size()));
    for (const QByteArray &path : paths)
        names.push_back(const_cast<char *>(path.constData()));
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy =
        GIT_CHECKOUT_SAFE | GIT_CHECKOUT_DISABLE_PATHSPEC_MATCH | GIT_CHECKOUT_DONT_OVERWRITE_IGNORED;
    options.paths = {names.data(), names.size()};
    options.baseline = oldTree->get();
    if (const int rc = git_checkout_tree(worktree.handle(), reinterpret_cast<git_object *>(newTree->get()), &options);
        rc < 0)
        return gitFail(rc, u"The work tree could not be updated"_s, worktree.workdir());
    return {};
}

/** Records in the index what the files already hold. */
Result<void> recordDone(const Repository &worktree, const QSet<QByteArray> &paths)
{
    if (paths.isEmpty())
        return {};
    IndexHandle index;
    if (const int rc = git_repository_index(index.out(), worktree.handle()); rc < 0)
        return gitFail(rc, u"The work tree's index cannot be read"_s, worktree.workdir());
    for (const QByteArray &path : paths) {
        int rc = git_index_add_bypath(index.get(), path.constData());
        if (rc == GIT_ENOTFOUND)
            rc = git_index_remove(index.get(), path.constData(), 0);
        if (rc < 0 && rc != GIT_ENOTFOUND)
            return gitFail(rc, u"The work tree's index could not be updated"_s, displayPath(path));
    }
    if (const int rc = git_index_write(index.get()); rc < 0)
        return gitFail(rc, u"The work tree's index could not be written"_s, worktree.workdir());
    return {};
}

Result<ObjectId> writeCommit(const Repository &repository, const MergePlan &plan, const MergeRequest &request,
                             const Identity &who)
{
    if (plan.strategy == MergeStrategy::FastForward)
        return plan.attempt;
    const auto tree = lookupTree(repository.handle(), plan.resultTree);
    const auto base = lookupCommit(repository.handle(), plan.baseTip);
    const auto attempt = lookupCommit(repository.handle(), plan.attempt);
    const auto signature = makeSignature(who, request.when);
    if (!tree || !base || !attempt)
        return std::unexpected(!tree ? tree.error() : !base ? base.error() : attempt.error());
    if (!signature)
        return std::unexpected(signature.error());
    const git_commit *parents[] = {base->get(), attempt->get()};
    git_oid oid;
    if (const int rc = git_commit_create(&oid, repository.handle(), nullptr, signature->get(), signature->get(),
                                         nullptr, request.message.toUtf8().constData(), tree->get(),
                                         plan.strategy == MergeStrategy::Squash ? 1 : 2, parents);
        rc < 0)
        return gitFail(rc, u"The merge could not be committed"_s, plan.baseBranch);
    return toId(&oid);
}

std::unexpected<Error> baseMoved(const MergePlan &plan)
{
    return fail(ErrorCode::Conflict,
                u"The base branch has moved since the merge was planned. Look at the new plan, then merge again."_s,
                plan.baseBranch);
}

Result<void> moveBranch(const Repository &repository, const MergePlan &plan, const ObjectId &commit,
                        const Identity &who)
{
    git_repository_set_ident(repository.handle(), who.name.toUtf8().constData(), who.email.toUtf8().constData());
    const auto target = toOid(commit);
    const auto expected = toOid(plan.baseTip);
    const QByteArray name = "refs/heads/" + plan.baseBranch.toUtf8();
    const QByteArray reason = "docket: merge " + plan.attempt.hex.left(12);
    RefHandle moved;
    const int rc = git_reference_create_matching(moved.out(), repository.handle(), name.constData(), &*target, 1,
                                                 &*expected, reason.constData());
    if (rc == GIT_EMODIFIED || rc == GIT_ENOTFOUND)
        return baseMoved(plan);
    if (rc == GIT_ELOCKED)
        return fail(
            ErrorCode::Busy,
            u"Another git program is changing this branch. Try again; if none is running, delete the file "
                    u"named here."_s,
            repository.commonDir() + u'/' + QString::fromUtf8(name) + ".lock"_L1);
    if (rc < 0)
        return gitFail(rc, u"The base branch could not be moved"_s, plan.baseBranch);
    return {};
}

Result<MergeOutcome> mergeWithWorkTree(const CheckedOut &target, const MergePlan &plan, const MergeRequest &request,
                                       const Identity &who)
{
    const auto worktree = Repository::openGitDir(target.gitDir, target.workdir);
    if (!worktree)
        return std::unexpected(worktree.error());
    const auto obstacles = findObstacles(*worktree, plan.baseTip, plan.resultTree, plan.changedPaths);
    if (!obstacles)
        return std::unexpected(obstacles.error());
    if (obstacles->refusal)
        return std::unexpected(*obstacles->refusal);
    if (!obstacles->paths.isEmpty())
        return fail(
            ErrorCode::Refused,
            u"The work tree changed meanwhile and is left alone. Commit or stash what is in the way, then merge "
            u"again."_s,
            obstacles->paths.join(", "_L1));
    const auto commit = writeCommit(*worktree, plan, request, who);
    if (!commit)
        return std::unexpected(commit.error());
    QList<QByteArray> paths;
    for (const QByteArray &path : plan.changedPaths) {
        if (!obstacles->alreadyDone.contains(path))
            paths.append(path);
    }
    // Files first: were the branch moved first, a crash would leave files that look like a revert of the merge.
    auto done = updateFiles(*worktree, plan.baseTip, plan.resultTree, paths)
                    .and_then([&] { return recordDone(*worktree, obstacles->alreadyDone); })
                    .and_then([&] { return moveBranch(*worktree, plan, *commit, who); });
    if (!done) {
        if (done.error().code == ErrorCode::Conflict || done.error().code == ErrorCode::Busy)
            static_cast<void>(updateFiles(*worktree, plan.resultTree, plan.baseTip, plan.changedPaths));
        return std::unexpected(done.error());
    }
    return MergeOutcome{*commit, true};
}

} // namespace

Result<MergeOutcome> executeMerge(const Repository &repository, const MergePlan &plan, const MergeRequest &request)
{
    if (plan.refusal)
        return std::unexpected(*plan.refusal);
    if (!plan.isExecutable() || !plan.resultTree.isValid())
        return fail(ErrorCode::Refused, u"There is nothing to merge: the base branch already holds this work."_s,
                    plan.baseBranch);
    const auto main = Repository::openGitDir(repository.commonDir(), {});
    if (!main)
        return std::unexpected(main.error());
    const auto tip = main->branchTip(plan.baseBranch);
    if (!tip)
        return std::unexpected(tip.error());
    if (*tip != plan.baseTip)
        return baseMoved(plan);

    const Identity who = main->configuredIdentity().value_or(request.fallback);
    if (const auto target = findCheckedOut(repository, plan.baseBranch))
        return mergeWithWorkTree(*target, plan, request, who);
    const auto commit = writeCommit(*main, plan, request, who);
    if (!commit)
        return std::unexpected(commit.error());
    return moveBranch(*main, plan, *commit, who).transform([&] { return MergeOutcome{*commit, false}; });
}

} // namespace docket::git
