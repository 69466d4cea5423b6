// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "git/repository.h"
#include "git/values.h"

#include <QList>

namespace docket::git {

/** `docket/<task>/<attempt>`. */
QString attemptBranch(TaskId task, int attemptNumber);

/** What an attempt's worktree is made from. */
struct WorktreeSpec
{
    QString path;    ///< absolute folder to make; must not exist, or be empty
    QString branch;  ///< attemptBranch(); made at `base`, or used where it already is when it is the attempt's own
    ObjectId base;   ///< commit that the attempt starts from
    QString storeId; ///< which store owns it: Docket only ever removes what carries its own mark
    AttemptId attempt;
};

/** A worktree that carries Docket's mark. */
struct AttemptWorktree
{
    QString commonDir; ///< main repository's git directory
    QString name;      ///< of the admin folder, `docket-<attempt>-<store>`
    QString path;
    QString branch;
    ObjectId base;
    QString storeId;
    AttemptId attempt;
    bool complete = false; ///< false: making it was interrupted; add() with the same spec finishes it

    QString adminDir() const { return commonDir + QStringLiteral("/worktrees/") + name; }
    bool operator==(const AttemptWorktree &) const = default;
};

/** What became of the worktree's `.git` file, which the agent can write to where it is not contained. */
enum class GitLink { Intact, Missing, Rewritten, Directory, SymbolicLink };

struct WorktreeHealth
{
    bool folderExists = false;
    GitLink link = GitLink::Missing;
    QString headBranch; ///< branch that HEAD names; empty when detached
    bool onOwnBranch = false;
    bool indexLocked = false; ///< an index.lock is there; stale once no process of the attempt runs
    QString lockReason;       ///< empty when not locked

    /** What the person should read, or nothing when all is well. */
    QString sentence() const;
};

struct RemovedWorktree
{
    ObjectId keptCommit; ///< holds all that was in the folder; invalid when the folder was already gone
    QString keptAs;      ///< ref that protects it
};

struct RemoveOptions
{
    bool loseNestedRepositories = false; ///< folders with a .git of their own are not in a snapshot: refused otherwise
};

/**
 * Attempts' worktrees of one repository. The mark (`docket-owner` in the admin folder) is written before anything else,
 * so an interrupted add() is recognised and finished. No function reads the `.git` file inside a worktree to decide
 * anything. Blocking; call when no process of the attempt runs, except list(), find() and health().
 */
class Worktrees
{
public:
    explicit Worktrees(const QString &commonDir);

    /** Idempotent for one spec. Errors: AlreadyExists (folder or branch of somebody else), Cancelled (all undone), Git,
     * DiskFull. */
    Result<AttemptWorktree> add(const WorktreeSpec &spec, const CancelToken &cancel = {}) const;
    /** Those with Docket's mark, whichever store they belong to. */
    Result<QList<AttemptWorktree>> list() const;
    Result<AttemptWorktree> find(const QString &storeId, AttemptId attempt) const;

    Result<WorktreeHealth> health(const AttemptWorktree &worktree) const;
    /** Puts the `.git` file, HEAD and (when it was pruned) the admin folder back; removes stale locks. Files stay; a
     * `.git` folder goes to `<path>.git-aside`. */
    Result<void> repair(const AttemptWorktree &worktree) const;
    /** Makes the folder hold exactly `commit` again, ignored files aside; for a worktree that the agent deleted or a
     * round to be undone. */
    Result<void> restore(const AttemptWorktree &worktree, const ObjectId &commit, const CancelToken &cancel = {}) const;

    /** A locked worktree is not pruned by `git worktree prune`. */
    Result<void> lock(const AttemptWorktree &worktree, const QString &reason) const;
    Result<void> unlock(const AttemptWorktree &worktree) const;

    /**
     * Snapshots what is there under refs/docket/snapshots/<store>/<attempt>/removed, then deletes folder and admin
     * folder. Refused when the mark is missing or names another store or folder.
     */
    Result<RemovedWorktree> remove(const AttemptWorktree &worktree, const RemoveOptions &options = {}) const;

    /**
     * Deletes an attempt's branch that nobody needs any more: true when it is gone. Left alone (false) where it is not
     * at one of `known`, the commits that the attempt's own snapshots keep, since somebody else worked on it then, and
     * where a work tree has it checked out.
     */
    Result<bool> dropBranch(const QString &branch, const QList<ObjectId> &known) const;

private:
    Result<Repository> openMain() const;

    QString m_commonDir;
};

/** Opens an attempt's worktree through its admin folder, with HEAD, index and files of that worktree. */
Result<Repository> openWorktree(const AttemptWorktree &worktree);

} // namespace docket::git
