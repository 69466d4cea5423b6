// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "git/values.h"

#include <memory>
#include <optional>

struct git_repository;

namespace docket::git {

class PackReader;

struct LogOptions
{
    int limit = 100;                ///< at most so many commits
    std::optional<ObjectId> hiding; ///< leave out this commit and all it reaches
    bool firstParent = false;
};

/**
 * One open git repository. Movable, not copyable, not shared: every job opens its own and lets it go at its end.
 * All functions block and are meant for pool threads. Hooks, external filters, fsmonitor, credential helpers and
 * GIT_* variables are never used. Errors: NotFound, Refused (owner, format), Git, Io.
 */
class Repository
{
public:
    /** Exactly this folder (work tree root, bare repository or git directory); parents are not searched. */
    static Result<Repository> open(const QString &path);
    /** The repository that `path` (file or folder, any depth) lies in. */
    static Result<Repository> discover(const QString &path);
    /**
     * An explicit git directory with an explicit work tree; no `.git` file is read on the way. This is how worktrees of
     * agents are opened, since an agent may rewrite that file. An empty `workdir` opens without any work tree.
     */
    static Result<Repository> openGitDir(const QString &gitDir, const QString &workdir);

    Repository(Repository &&) noexcept;
    Repository &operator=(Repository &&) noexcept;
    ~Repository();

    /** Absolute, without a trailing slash. For a linked worktree gitDir() is its admin folder, commonDir() the shared
     * one. */
    QString gitDir() const;
    QString commonDir() const;
    QString workdir() const; ///< empty when bare
    bool isBare() const;

    /** NotFound while there is no commit yet. */
    Result<ObjectId> headCommit() const;
    /** Short name; also of a branch that has no commit yet. Empty when HEAD is detached. */
    Result<QString> currentBranch() const;
    /** Local branches by name. */
    Result<QList<Branch>> branches() const;
    /** Tip of refs/heads/`name`. */
    Result<ObjectId> branchTip(const QString &name) const;
    /** Any revision expression, peeled to its commit. */
    Result<ObjectId> resolve(const QString &revision) const;

    Result<ObjectId> treeOf(const ObjectId &commit) const;
    Result<CommitInfo> commit(const ObjectId &id) const;
    /** Newest first, parents after children. */
    Result<QList<CommitInfo>> log(const ObjectId &from, const LogOptions &options = {}) const;
    /** True also when both are the same commit. */
    Result<bool> isAncestor(const ObjectId &ancestor, const ObjectId &descendant) const;
    Result<ObjectId> mergeBase(const ObjectId &one, const ObjectId &two) const;

    /** About as many bytes as readBlob() would give, without reading them; 0 if it is not known. */
    qint64 approximateBlobSize(const ObjectId &blob) const;
    /** Whole content as stored, no conversion. More than `maxBytes` is Refused, unread. */
    Result<QByteArray> readBlob(const ObjectId &blob, qint64 maxBytes = maxBlobBytes) const;
    /** Content of one file in a commit; NotFound when the commit has no such file. Links are not followed. */
    Result<QByteArray> readFileAt(const ObjectId &commit, const QString &path) const;

    /** user.name and user.email of the configuration; nothing when either is missing. */
    std::optional<Identity> configuredIdentity() const;

    /** For this room's own sources. */
    git_repository *handle() const { return m_handle.get(); }

    static constexpr qint64 maxBlobBytes = qint64(1) << 31;

private:
    struct Close
    {
        void operator()(git_repository *repository) const;
    };
    explicit Repository(git_repository *handle);

    std::shared_ptr<PackReader> m_packs; ///< also of the handle
    std::unique_ptr<git_repository, Close> m_handle;
};

} // namespace docket::git
