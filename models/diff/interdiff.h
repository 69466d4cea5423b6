// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/filediff.h"

#include <vector>

namespace docket::diff {

/**
 * Tells the edits between two versions A and B of a branch that are there only because its base moved from PA to PB. An
 * edit of the base that neither version touched shows up unchanged between A and B; such edits are set apart,
 * everything else is the branch's own work. After Gerrit's EditTransformer. Linear in the edits.
 *
 * @param versions A to B, the edits that are shown
 * @param bases PA to PB
 * @param before PA to A
 * @param after PB to B
 * @return one flag for each edit of `versions`: true if it comes from the base
 */
std::vector<bool> editsFromRebase(const std::vector<Edit> &versions, const std::vector<Edit> &bases,
                                  const std::vector<Edit> &before, const std::vector<Edit> &after);

/** The four contents of one file as git has them; null where a version has no such file. */
struct RebasedFile
{
    QByteArray oldBase, oldVersion, newBase, newVersion;
};

/**
 * Old version against new version, with edits that only come from the base set apart (FileDiff::isFromBase). `entry`
 * describes the pair of versions. Where the bases are equal, or a side is no text, no edit comes from them. Null when
 * cancelled.
 */
FileDiffPtr computeInterdiff(const FileEntry &entry, const RebasedFile &file, const DiffOptions &options = {},
                             const CancelToken &cancel = {});

/** True if there are edits and none of them is the branch's own. */
bool onlyFromBase(const FileDiff &file);

} // namespace docket::diff
