// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "diff/blobreader.h"

#include <vector>

namespace docket::diff {

struct RenameOptions
{
    bool identicalOnly = false; ///< only by blob id: nothing is read
    bool copies = false;   ///< also look for added files that began as a copy of a changed or deleted one
    int threshold = 50;    ///< per cent of bytes that have to be common
    int basenameThreshold = 70; ///< the same for two files whose name is theirs alone
    int candidates = 8;    ///< sources looked at closely for each target
    qint64 maxBytes = 64 * 1024 * 1024; ///< larger blobs are paired only when they are identical
};

/**
 * Pairs deleted with added files. First by blob id, then by a name that only one file on each side has, then by content
 * through an index of line hashes: cost grows with the text, never with sources times targets. Every entry that is not
 * part of a pair stays as it is; a pair stands where the added file stood. Blobs that cannot be read are left alone.
 * Pure but for the reader.
 */
std::vector<FileEntry> findRenames(std::vector<FileEntry> entries, const BlobReader &reader,
                                   const RenameOptions &options = {}, const CancelToken &cancel = {});

/**
 * Which of the entries could still become a part of a pair; none where only one of both kinds is left. What the reader
 * of findRenames() would have to read.
 */
std::vector<bool> openEnds(const std::vector<FileEntry> &entries);

} // namespace docket::diff
