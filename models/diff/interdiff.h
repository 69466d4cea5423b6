// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/filediff.h"

#include <vector>

namespace docket::diff {

/**
 * Tells the edits between two versions A and B of a branch that are there only because its base moved from PA to PB. An edit of the base
 * that neither version touched shows up unchanged between A and B; such edits are set apart, everything else is the branch's own work.
 * After Gerrit's EditTransformer. Linear in the edits.
 *
 * @param versions A to B, the edits that are shown
 * @param bases PA to PB
 * @param before PA to A
 * @param after PB to B
 * @return one flag for each edit of `versions`: true if it comes from the base
 */
std::vector<bool> editsFromRebase(const std::vector<Edit> &versions, const std::vector<Edit> &bases, const std::vector<Edit> &before,
                                  const std::vector<Edit> &after);

/** The four texts of one file; a text that does not exist is null. */
struct RebasedFile
{
    TextSide::Ptr oldBase, oldVersion, newBase, newVersion;
};

/** One file between two versions of a branch, and which of its edits come from the base. */
struct Interdiff
{
    FileDiffPtr diff; ///< old version against new version
    std::vector<bool> fromBase;

    /** True if nothing of the branch's own changed. */
    bool onlyFromBase() const;
};

/** `entry` describes the pair of versions. Where the bases are equal no edit comes from them. Null diff when cancelled. */
Interdiff computeInterdiff(const FileEntry &entry, const RebasedFile &file, const DiffOptions &options = {}, const CancelToken &cancel = {});

} // namespace docket::diff
