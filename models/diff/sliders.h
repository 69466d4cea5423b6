// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/diffwork.h"
#include "diff/internlines.h"

#include <vector>

namespace docket::diff {

/** One side as the sliders see it. */
struct SlideSide
{
    const TextSide &text;
    const std::vector<quint32> &ids; ///< of the lines from `head` on
    int head;
    std::vector<quint8> &changed;    ///< a flag for each line of the file, and one 0 behind the last
};

/**
 * Moves runs of changed lines of `side` that can slide (the line before them equals their last, or the line behind
 * their first) to where a reader expects them: beside a change of the other side if there is one, else where the
 * indentation says so. Runs that meet are joined. Algorithm and weights: git's xdl_change_compact() and indent
 * heuristic by M. Haggerty.
 */
void slideChanges(SlideSide side, std::vector<quint8> &otherChanged, const LineOptions &options, Budget &budget);

} // namespace docket::diff
