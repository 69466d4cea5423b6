// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "diff/text.h"

#include <vector>

namespace docket::diff {

enum class Algorithm : quint8 { Histogram, Myers, Minimal, Patience };

/** What counts as equal. The text on screen is always the real one. */
enum class Whitespace : quint8 {
    Exact,    ///< every byte, terminators included
    Trailing, ///< blanks at the end of a line (and CR) do not count
    Amount,   ///< runs of blanks count as one, those at the end not at all (git diff -b)
    All,      ///< blanks do not count (git diff -w)
};

struct LineOptions
{
    Algorithm algorithm = Algorithm::Histogram;
    Whitespace whitespace = Whitespace::Exact;
    /** Edits of blank lines alone do not count. They stay in the script, since the sides would not line up without;
     * FileDiff::isIgnored() tells. */
    bool ignoreBlankLines = false;
    bool ignoreLineEnds = false;    ///< LF and CRLF are equal
    bool indentHeuristic = true;
    /** Upper bound of comparisons of lines; when it is used up the rest is cut coarsely and the result says
     * approximate. */
    quint64 budget = 40'000'000;

    bool operator==(const LineOptions &) const = default;
};

/** Lines [leftStart, leftStart+leftCount) are replaced by [rightStart, rightStart+rightCount). Never both counts 0. */
struct Edit
{
    qint32 leftStart = 0;
    qint32 leftCount = 0;
    qint32 rightStart = 0;
    qint32 rightCount = 0;

    qint32 leftEnd() const { return leftStart + leftCount; }
    qint32 rightEnd() const { return rightStart + rightCount; }
    bool operator==(const Edit &) const = default;
};

/** Edits in order; what lies between two of them is equal under the options. */
struct LineDiff
{
    std::vector<Edit> edits;
    quint64 steps = 0;        ///< comparisons made: what tests count instead of time
    bool approximate = false; ///< valid, but the budget ran out and parts are coarser than they could be
    bool cancelled = false;   ///< valid too: what was not looked at is one edit
};

/**
 * Lines of `left` against those of `right`. Always gives a script that turns one side into the other.
 * Histogram after JGit and git's xhistogram.c, Myers in linear space with git's guard rails, patience after Cohen,
 * boundaries by git's indent heuristic (xdiffi.c). Pure; any thread.
 */
LineDiff diffLines(const TextSide &left, const TextSide &right, const LineOptions &options = {},
                   const CancelToken &cancel = {});

} // namespace docket::diff
