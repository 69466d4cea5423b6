// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/text.h"
#include "widgets/review/cellfont.h"

namespace docket {

/** Where gutters and text lie, from left to right. Both painting and the pointer use it. */
struct SurfaceColumns
{
    struct Half
    {
        int left = 0;
        int numberRight = 0;  ///< right edge of the (first) line number
        int number2Right = 0; ///< unified: right edge of the second one
        int signLeft = 0;
        int textLeft = 0;
        int right = 0;
    };
    bool unified = false;
    int width = 0;
    int authors = 0; ///< width of the column that tells who wrote the lines, at the left edge; 0: it is not shown
    Half halves[2];  ///< unified uses the first alone

    static SurfaceColumns make(int width, bool unified, int greatestLine, const CellFont &font, int authors = 0);
    const Half &half(diff::Side side) const { return halves[unified || side == diff::Side::Left ? 0 : 1]; }
    int textWidth() const { return halves[0].right - halves[0].textLeft; }

    static constexpr int BarWidth = 4;  ///< the coloured bar at the left edge of a changed line
    static constexpr int MarkRoom = 26; ///< at the right edge, for the box that says whether a hunk was read
};

} // namespace docket
