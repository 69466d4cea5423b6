// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/linediff.h"

#include <QString>

#include <vector>

namespace docket::diff {

/** What became of a run of lines in another version of its file. */
enum class PortFate : quint8 {
    Same,    ///< the same lines at the same place
    Shifted, ///< the same lines, further up or down
    Found,   ///< the lines changed, but what they became was found again
    Moved,   ///< found in another file
    Lost,    ///< no line is like them any more: hangs on the file, with the old text
    FileGone ///< the file is not there any more: hangs on the review, with the old text
};

struct PortedLines
{
    PortFate fate = PortFate::Lost;
    qint32 firstLine = -1;
    qint32 lastLine = -1;  ///< inclusive
    double likeness = 0;   ///< 0 to 1, of the old lines and the new ones

    bool operator==(const PortedLines &) const = default;
};

/** What is known of the lines beside their numbers; parts joined by LF. */
struct LineMemory
{
    QString snippet;
    QString before; ///< up to three lines above
    QString after;
};

/**
 * Lines [first, last] of the left side of `edits` (left to right, whole file) on the right side. Edits before only
 * shift them (Gerrit's GitPositionTransformer); where an edit touches them, what was remembered is looked for in that
 * edit, then in the whole file.
 */
PortedLines portLines(const std::vector<Edit> &edits, const TextSide &right, int first, int last,
                      const LineMemory &memory);

/** The place in `text` that is most like what was remembered, near `expected` if several are alike; Lost below a
 * likeness of 0.6. */
PortedLines findLines(const TextSide &text, const LineMemory &memory, int expected, int from = 0, int to = -1);

} // namespace docket::diff
