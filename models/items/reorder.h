// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace docket {

struct RowMove { int from = 0; int to = 0; }; ///< take the row out, then put it in at `to`

/**
 * The moves that bring `order` (a permutation of 0..n-1: order[i] is the old row that belongs at i) about, one row
 * each and
 * as few as can be: rows of a longest increasing subsequence stay. O(n log n) to decide, O(n) for each move.
 */
std::vector<RowMove> movesFor(const std::vector<int> &order);

} // namespace docket
