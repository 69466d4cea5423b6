// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "git/values.h"

#include <QStringList>

#include <optional>

namespace docket::git {

/** Something about a repository that a person should know before Docket works on it. None of them forbids work. */
enum class Remark {
    Bare,                ///< merges only move branches
    Shallow,             ///< history ends early: merge bases may be missing
    Detached,            ///< HEAD is on no branch: a base branch must be chosen
    Dirty,               ///< uncommitted changes are neither used nor touched
    Submodules,          ///< attempts see submodules as empty folders
    LinkedWorktree,      ///< the project is the main repository of this worktree
    OperationInProgress, ///< a merge, rebase or the like is half done
    Sparse,              ///< the work tree is a sparse checkout; attempts check out everything
    ExternalFilters,     ///< .gitattributes names filters (such as lfs): Docket never runs them
};

/** What was found at a path. `blocker` says why Docket cannot work on it (yet) and what to do; without it, it can. */
struct RepositoryFacts
{
    std::optional<Error> blocker; ///< no repository, no commit yet, other owner, format that libgit2 cannot read
    bool isRepository = false;
    bool isEmpty = false;         ///< no commit yet
    bool hasOwnerProblem = false; ///< belongs to another user
    QList<Remark> remarks;
    QString root;          ///< folder that stands for the project: main work tree, or the bare repository
    QString openedWorkdir; ///< the work tree that `path` lies in; differs from root in a linked worktree
    QString commonDir;
    QString currentBranch;     ///< empty when detached
    QString defaultBaseBranch; ///< origin's HEAD, main, master, trunk, develop, current branch, first branch
    QStringList branches;      ///< without Docket's own (docket/...)
    ObjectId headCommit;
    int changedFiles = 0; ///< staged or not; only counted when asked
    int untrackedFiles = 0;

    bool isUsable() const { return isRepository && !blocker; }
    bool has(Remark remark) const { return remarks.contains(remark); }
};

struct InspectOptions
{
    bool countChanges = true; ///< reads the whole work tree; leave out where that costs too much
};

/** Classifies what lies at `path`, from any sub-folder. Reads only; never fails, the facts say what is wrong. */
RepositoryFacts inspect(const QString &path, const InspectOptions &options = {});

/** One untranslated sentence for a remark, saying what it means for the work with Docket. */
QString remarkSentence(Remark remark, const RepositoryFacts &facts);

} // namespace docket::git
