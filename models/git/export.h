// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "git/repository.h"

namespace docket::git {

/**
 * Writes the files of a tree (or commit) into `folder`, which must exist and be empty. No git directory comes with
 * them, and neither the repository's index nor its work tree is touched. Line endings are converted as git would; no
 * external filter runs. For pool threads. Errors: NotFound, AlreadyExists (folder not empty), Cancelled (what was
 * written stays), DiskFull, Git.
 */
Result<void> exportTree(const Repository &repository, const ObjectId &treeOrCommit, const QString &folder,
                        const CancelToken &cancel = {});

} // namespace docket::git
