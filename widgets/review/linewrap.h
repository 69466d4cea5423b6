// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/linecells.h"

#include <vector>

namespace docket {

/**
 * Where a line is cut when it is wrapped: behind the last blank that fits, else behind the last comma, bracket or the
 * like in the second half, else where the width ends. Lines above LineCells::LongLine are cut every `width` cells, so
 * that finding a piece of them costs O(1). A width of 0 means one piece. Painting, caret, pointer and heights all go
 * through here.
 */
class LineWrap
{
public:
    LineWrap(const LineCells &cells, int width);

    int pieces() const { return m_starts.empty() ? m_count : int(m_starts.size()); }
    int firstCell(int piece) const { return m_starts.empty() ? piece * m_width : m_starts[size_t(piece)]; }
    /** Behind the last cell of the piece. */
    int endCell(int piece) const;
    /** The piece that holds the cell; a cell behind the end is in the last one. */
    int pieceOf(int cell) const;

    /** pieces() of a line without keeping where it is cut. */
    static int count(QByteArrayView line, int width);

private:
    int m_width = 0;
    int m_cellCount = 0;
    int m_count = 1;
    std::vector<int> m_starts; ///< empty: every piece is m_width wide
};

} // namespace docket
