// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For sources of this room only: the files of a worktree's admin folder, <common dir>/worktrees/<name>.

#include "core/error.h"
#include "git/worktrees.h"

#include <optional>

namespace docket::git {

/** What Docket has begun with a worktree; anything but Ready is finished or undone by the next call. */
enum class WorktreeStage { Creating, Ready, Removing };

struct WorktreeMark
{
    AttemptWorktree worktree;
    WorktreeStage stage = WorktreeStage::Creating;
};

/** `docket-<attempt>-<store>`, with a store id shortened to what a file name bears. */
QString adminName(const WorktreeSpec &spec);

/** Nothing when the folder is not Docket's; Damaged when it says so but cannot be read. */
std::optional<WorktreeMark> readMark(const QString &commonDir, const QString &name);
Result<void> writeMark(const AttemptWorktree &worktree, WorktreeStage stage);

/**
 * Puts back what the worktree is opened by (mark, gitdir, commondir) where it is missing or changed, and removes links
 * that would lead Docket's own writing out of the git directory: an agent that may commit can write to the admin
 * folder.
 */
Result<void> secureAdmin(const AttemptWorktree &worktree);
/** Removes links on the way to a ref and its log, for the same reason. */
void secureRef(const QString &commonDir, const QString &ref);

/**
 * Removes the lock of a ref that belongs to the attempt alone. Its processes are gone when this is called, so the lock
 * is what a killed one, or a killed Docket, left.
 */
void dropStaleLock(const QString &commonDir, const QString &ref);

/** gitdir, commondir and HEAD, as `git worktree add` writes them. */
Result<void> writeAdminFiles(const AttemptWorktree &worktree);
Result<void> writeHead(const AttemptWorktree &worktree);
/** The `.git` file in the worktree. What stands in its place is moved aside (a folder) or replaced. */
Result<void> writeLink(const AttemptWorktree &worktree);
GitLink linkState(const AttemptWorktree &worktree);

/** Where Docket keeps an index that the agent does not write to. */
QString privateIndexPath(const AttemptWorktree &worktree);

/** A folder that is no link: an agent may put a link to the main repository in the worktree's place. */
bool isRealFolder(const QString &path);
/** Writes a whole file or nothing. `writer` names who writes where several may at once: a file that attempts share. */
Result<void> writeWhole(const QString &path, const QByteArray &content, const QString &writer = {});
/** Deletes a folder and all below it without following links; folders that were made unwritable are opened first. */
Result<void> removeFolder(const QString &path);

} // namespace docket::git
