// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "diff/filediff.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace docket::review {

/** Identity of a file's change by content: both blobs, both paths, both modes. Equal keys need no second look. */
QByteArray fileKey(const diff::FileEntry &entry);

/**
 * Identity of each change inside the file, in the order of edits(): path, the nearest unchanged lines around it that
 * say something, removed and added text with blanks at line ends left out, and the how-manyeth it is of equal ones.
 * Line numbers do not count, so a change that only slid stays read; the same text put in another place does not.
 */
std::vector<QByteArray> changeKeys(const diff::FileDiff &file, const CancelToken &cancel = {});

/** Edits that are read together: those of one hunk. */
struct HunkEdits
{
    int first = 0;
    int count = 0;
    bool operator==(const HunkEdits &) const = default;
};

/** All that can be read in one file's change, by its keys. */
struct ReadParts
{
    QByteArray file;
    QByteArray
        head; ///< for what no line shows (mode, rename, binary content ...); empty if there is nothing of the kind
    std::vector<QByteArray> changes; ///< one for each edit
    std::vector<HunkEdits> hunks;    ///< as shown with three lines of context, whatever the window shows
    bool covers = true; ///< false where blanks are left out of the comparison: the parts are not all of the change
};
using ReadPartsPtr = std::shared_ptr<const ReadParts>;

/** Costs as much as hashing the changed lines: for worker threads. Null when cancelled. */
ReadPartsPtr readParts(const diff::FileDiff &file, const CancelToken &cancel = {});

} // namespace docket::review
