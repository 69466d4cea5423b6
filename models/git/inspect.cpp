// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/inspect.h"

#include "git/handles.h"
#include "git/repository.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

bool configFlag(git_repository *repository, const char *key)
{
    ConfigHandle config;
    int value = 0;
    return git_repository_config_snapshot(config.out(), repository) == 0
        && git_config_get_bool(&value, config.get(), key) == 0 && value != 0;
}

/** The branch that origin calls its default, if there is a local one of that name. */
QString originDefault(git_repository *repository)
{
    RefHandle head;
    if (git_reference_lookup(head.out(), repository, "refs/remotes/origin/HEAD") < 0
        || git_reference_type(head.get()) != GIT_REFERENCE_SYMBOLIC)
        return {};
    const QString target = QString::fromUtf8(git_reference_symbolic_target(head.get()));
    static constexpr QLatin1StringView prefix{"refs/remotes/origin/"};
    return target.startsWith(prefix) ? target.mid(prefix.size()) : QString();
}

QString chooseBase(git_repository *repository, const QStringList &branches, const QString &current)
{
    for (const QString &candidate :
         {originDefault(repository), u"main"_s, u"master"_s, u"trunk"_s, u"develop"_s, current}) {
        if (branches.contains(candidate))
            return candidate;
    }
    return branches.value(0);
}

bool hasGitlinks(git_repository *repository)
{
    IndexHandle index;
    if (git_repository_is_bare(repository) || git_repository_index(index.out(), repository) < 0)
        return false;
    const size_t count = git_index_entrycount(index.get());
    for (size_t i = 0; i < count; ++i) {
        if (git_index_get_byindex(index.get(), i)->mode == GIT_FILEMODE_COMMIT)
            return true;
    }
    return false;
}

void countChanges(git_repository *repository, RepositoryFacts &facts)
{
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags =
        GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_EXCLUDE_SUBMODULES | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
    StatusHandle list;
    if (git_status_list_new(list.out(), repository, &options) < 0)
        return;
    const size_t count = git_status_list_entrycount(list.get());
    for (size_t i = 0; i < count; ++i) {
        const auto status = git_status_byindex(list.get(), i)->status;
        if (status == GIT_STATUS_WT_NEW)
            ++facts.untrackedFiles;
        else if (status != GIT_STATUS_CURRENT && status != GIT_STATUS_IGNORED)
            ++facts.changedFiles;
    }
}

void addRemarks(const Repository &repository, RepositoryFacts &facts)
{
    git_repository *handle = repository.handle();
    const auto add = [&](Remark remark, bool holds) {
        if (holds)
            facts.remarks.append(remark);
    };
    add(Remark::Bare, repository.isBare());
    add(Remark::Shallow, git_repository_is_shallow(handle) == 1);
    add(Remark::Detached, git_repository_head_detached(handle) == 1);
    add(Remark::Dirty, facts.changedFiles + facts.untrackedFiles > 0);
    const bool modules =
        facts.headCommit.isValid() && repository.readFileAt(facts.headCommit, u".gitmodules"_s).has_value();
    add(Remark::Submodules, modules || hasGitlinks(handle));
    add(Remark::LinkedWorktree, git_repository_is_worktree(handle) == 1);
    add(Remark::OperationInProgress, git_repository_state(handle) != GIT_REPOSITORY_STATE_NONE);
    add(Remark::Sparse, configFlag(handle, "core.sparseCheckout"));
    if (facts.headCommit.isValid()) {
        const auto attributes = repository.readFileAt(facts.headCommit, u".gitattributes"_s);
        add(Remark::ExternalFilters, attributes && attributes->contains("filter="));
    }
}

} // namespace

RepositoryFacts inspect(const QString &path, const InspectOptions &options)
{
    RepositoryFacts facts;
    if (!QFileInfo::exists(path)) {
        facts.blocker = Error{ErrorCode::NotFound, u"There is no such folder. Choose one that exists."_s, path};
        return facts;
    }
    const auto repository = Repository::discover(path);
    if (!repository) {
        facts.blocker = repository.error();
        facts.hasOwnerProblem = repository.error().detail.contains("safe.directory"_L1);
        facts.isRepository = repository.error().code != ErrorCode::NotFound;
        return facts;
    }
    facts.isRepository = true;
    facts.commonDir = repository->commonDir();
    facts.openedWorkdir = repository->workdir();
    const bool linked = git_repository_is_worktree(repository->handle()) == 1;
    const bool mainHasWorkTree = QFileInfo(facts.commonDir).fileName() == ".git"_L1;
    if (!linked)
        facts.root = repository->isBare() ? facts.commonDir : facts.openedWorkdir;
    else
        facts.root = mainHasWorkTree ? QFileInfo(facts.commonDir).path() : facts.commonDir;

    facts.currentBranch = repository->currentBranch().value_or(QString());
    facts.headCommit = repository->headCommit().value_or(ObjectId());
    for (const Branch &branch : repository->branches().value_or(QList<Branch>())) {
        if (!branch.name.startsWith("docket/"_L1))
            facts.branches.append(branch.name);
    }
    facts.defaultBaseBranch = chooseBase(repository->handle(), facts.branches, facts.currentBranch);
    facts.isEmpty = !facts.headCommit.isValid() && facts.branches.isEmpty();
    if (facts.isEmpty) {
        facts.blocker =
            Error{ErrorCode::NotFound,
                  u"This repository has no commit yet. Commit once (`git commit --allow-empty -m Start` will do), "
                  u"then open it again."_s,
                  facts.root};
    }
    if (options.countChanges && !repository->isBare())
        countChanges(repository->handle(), facts);
    addRemarks(*repository, facts);
    return facts;
}

QString remarkSentence(Remark remark, const RepositoryFacts &facts)
{
    switch (remark) {
    case Remark::Bare:
        return u"This repository is bare: a merge moves the branch and there is no work tree to update."_s;
    case Remark::Shallow:
        return u"This clone is shallow: attempts work, but merging into a branch that went on may need `git fetch "
               u"--unshallow` first."_s;
    case Remark::Detached:
        return facts.defaultBaseBranch.isEmpty()
            ? u"HEAD is on no branch and there is none to merge into: make one with `git switch -c main`."_s
            : u"HEAD is on no branch: tasks start from %1 unless you choose another base branch."_s.arg(
                facts.defaultBaseBranch);
    case Remark::Dirty:
        return u"There are uncommitted changes (%1 changed, %2 untracked): agents do not see them, and Docket does not "
               u"touch them. "
               u"Commit or stash them before you merge into the branch that is checked out."_s.arg(facts.changedFiles)
                   .arg(facts.untrackedFiles);
    case Remark::Submodules:
        return u"This repository has submodules: they are empty folders in an attempt's worktree, and their "
               u"recorded commits are kept."_s;
    case Remark::LinkedWorktree:
        return u"This folder is a worktree of %1: the project is that repository."_s.arg(facts.root);
    case Remark::OperationInProgress:
        return u"A merge, rebase or similar is half done here: finish or abort it before you merge into the branch "
               u"that is checked out."_s;
    case Remark::Sparse:
        return u"The work tree is a sparse checkout: attempts check out every file, and the branch that is checked "
               u"out here cannot be merged into."_s;
    case Remark::ExternalFilters:
        return u"Some files pass through external filters (such as Git LFS), which Docket never runs: attempts see "
               u"the stored form of these files."_s;
    }
    return {};
}

} // namespace docket::git
