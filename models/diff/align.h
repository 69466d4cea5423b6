// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/boxpairs.h"

#include <vector>

namespace docket::diff {

/** Pairs the removed lines of edits with the added ones they became. One object a file: it keeps scratch space and a
 * budget. */
class Aligner
{
public:
    Aligner(const TextSide &left, const TextSide &right) : m_left(left), m_right(right), m_search(left, right) {}

    /** Appends the pairs of one edit, rising on both sides. */
    void align(const Edit &edit, std::vector<LinePair> &out);
    /** True when a hunk was too large for the exact search and pairs were looked for near the diagonal only. */
    bool isApproximate() const { return m_approximate; }

private:
    bool alikeInOrder(int left0, int right0, int count) const;
    void alignBox(int left0, int left1, int right0, int right1, std::vector<LinePair> &out);
    void alignLarge(const Edit &edit, std::vector<LinePair> &out);

    const TextSide &m_left;
    const TextSide &m_right;
    BoxPairs m_search;
    qint64 m_cells = 0;
    bool m_approximate = false;
};

} // namespace docket::diff
