// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "git/repository.h"
#include "git/values.h"

namespace docket::git {

/** Lines that one commit left as they are, one after the other. */
struct BlameRun
{
    int firstLine = 0; ///< from 0
    int lineCount = 0;
    ObjectId commit;
    Signature author;
    QString summary;

    bool operator==(const BlameRun &) const = default;
};

struct BlameOptions
{
    int limitSeconds = 120; ///< wall clock; histories of a million commits may not hold a pool thread for ever
};

/**
 * Who wrote each line of `path` as of `commit`, in order and without gaps; moves from other files are not looked for.
 * libgit2 has no way to stop a blame, so the object store of this repository's handle is made to refuse once `cancel`
 * or the limit says so: use the handle for nothing else afterwards. Errors: NotFound, Cancelled, Timeout, Git.
 */
Result<QList<BlameRun>> blame(const Repository &repository, const ObjectId &commit, const QByteArray &path,
                              const CancelToken &cancel = {}, const BlameOptions &options = {});

} // namespace docket::git
