// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/reorder.h"

#include <algorithm>

namespace docket {

namespace {

std::vector<bool> stays(const std::vector<int> &order)
{
    std::vector<int> tails;       // index into order of the smallest tail of each length
    std::vector<int> before(order.size(), -1);
    for (int i = 0; i < int(order.size()); ++i) {
        const auto at = std::lower_bound(tails.begin(), tails.end(), order[size_t(i)],
                                         [&order](int index, int value) { return order[size_t(index)] < value; });
        if (at != tails.begin())
            before[size_t(i)] = *(at - 1);
        if (at == tails.end())
            tails.push_back(i);
        else
            *at = i;
    }
    std::vector<bool> result(order.size(), false);
    for (int i = tails.empty() ? -1 : tails.back(); i >= 0; i = before[size_t(i)])
        result[size_t(i)] = true;
    return result;
}

} // namespace

std::vector<RowMove> movesFor(const std::vector<int> &order)
{
    const std::vector<bool> keep = stays(order);
    std::vector<int> rows(order.size());
    for (int i = 0; i < int(rows.size()); ++i)
        rows[size_t(i)] = i;
    std::vector<RowMove> moves;
    // From the left: everything before i is right, except rows that are still to be moved further right.
    for (int i = 0; i < int(order.size()); ++i) {
        if (keep[size_t(i)])
            continue;
        const auto from = std::find(rows.begin(), rows.end(), order[size_t(i)]);
        const int source = int(from - rows.begin());
        rows.erase(from);
        int target = 0;
        if (i > 0)
            target = int(std::find(rows.begin(), rows.end(), order[size_t(i - 1)]) - rows.begin()) + 1;
        rows.insert(rows.begin() + target, order[size_t(i)]);
        if (source != target)
            moves.push_back({source, target});
    }
    return moves;
}

} // namespace docket
