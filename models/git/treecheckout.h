// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For sources of this room only.

#include "core/canceltoken.h"
#include "core/error.h"
#include "git/handles.h"

namespace docket::git {

/**
 * Makes the repository's work tree hold `treeOrCommit`, whatever is there, in portions between which it can be
 * cancelled; then writes the index. Files that the tree does not have are removed when they are untracked, and kept
 * when they are ignored. Line endings and $Id$ are converted as git would; no external filter runs.
 */
Result<void> checkOutAll(git_repository *repository, const ObjectId &treeOrCommit, const CancelToken &cancel);

/** The same into an empty work tree, without writing the index or looking for files that do not belong there. */
Result<void> writeFiles(git_repository *repository, const ObjectId &treeOrCommit, const CancelToken &cancel);

} // namespace docket::git
