// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/surfacecolumns.h"

#include <algorithm>
#include <cmath>

namespace docket {

SurfaceColumns SurfaceColumns::make(int width, bool unified, int greatestLine, const CellFont &font, int authors)
{
    SurfaceColumns columns;
    columns.unified = unified;
    columns.width = width;
    columns.authors = std::min(authors, width / 4);
    const int middle = (width + columns.authors) / 2; // both texts are equally wide
    const qreal cell = font.cellWidth();
    const int digits = std::max(3, int(std::floor(std::log10(std::max(1, greatestLine)))) + 1);
    for (int i = 0; i < (unified ? 1 : 2); ++i) {
        Half &half = columns.halves[i];
        half.left = i == 0 ? columns.authors : middle;
        half.right = unified || i == 1 ? width : middle - 1;
        half.numberRight = half.left + BarWidth + int(std::ceil(cell * (0.75 + digits)));
        half.number2Right = unified ? half.numberRight + int(std::ceil(cell * (1 + digits))) : half.numberRight;
        half.signLeft = half.number2Right + int(std::round(cell * 0.75));
        half.textLeft = half.signLeft + int(std::round(cell * 1.75));
    }
    return columns;
}

} // namespace docket
