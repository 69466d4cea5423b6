// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/diffwork.h"

#include <algorithm>
#include <limits>

namespace docket::diff {

namespace {

constexpr int snakeLength = 20;  // git: a run of this many equal lines is worth a split
constexpr int heuristicCost = 256; // git: below this the exact middle is looked for
constexpr int snakeFactor = 4;

struct Split
{
    int left;
    int right;
    bool exactBefore = false; // the part before (after) the split may still need the exact search
    bool exactAfter = false;
};

/**
 * Myers, "An O(ND) difference algorithm and its variations" (1986), linear space: forward and backward paths of the
 * same cost until they meet. The guard rails are those of git's xdl_split(): with high cost a long snake or the
 * furthest point is taken instead.
 */
class Myers
{
public:
    Myers(std::span<const quint32> left, std::span<const quint32> right, bool minimal, Budget &budget)
        : m_left(left)
        , m_right(right)
        , m_budget(budget)
        , m_minimal(minimal)
        , m_forward(left.size() + right.size() + 3)
        , m_backward(m_forward.size())
        , m_offset(int(right.size()) + 1)
    {
        int root = 1;
        while (qint64(root) * root < qint64(m_forward.size()))
            root *= 2;
        m_maxCost = std::max(heuristicCost, root);
    }

    template<typename Mark>
    void run(Box whole, const Mark &mark)
    {
        struct Part { Box box; bool exact; };
        std::vector<Part> stack{{whole, m_minimal}};
        while (!stack.empty()) {
            auto [box, exact] = stack.back();
            stack.pop_back();
            while (box.left0 < box.left1 && box.right0 < box.right1
                   && m_left[size_t(box.left0)] == m_right[size_t(box.right0)])
                ++box.left0, ++box.right0;
            while (box.left0 < box.left1 && box.right0 < box.right1
                   && m_left[size_t(box.left1) - 1] == m_right[size_t(box.right1) - 1])
                --box.left1, --box.right1;
            if (box.left0 == box.left1 || box.right0 == box.right1) {
                mark(box, false);
                continue;
            }
            if (!m_budget.spend(1)) {
                mark(box, true);
                continue;
            }
            const Split split = findSplit(box, exact);
            const Box before{box.left0, split.left, box.right0, split.right};
            const Box after{split.left, box.left1, split.right, box.right1};
            const bool stuck = (before.leftSize() == 0 && before.rightSize() == 0)
                || (after.leftSize() == 0 && after.rightSize() == 0);
            if (split.left < 0 || stuck) {
                mark(box, true);
                continue;
            }
            stack.push_back({after, m_minimal || split.exactAfter});
            stack.push_back({before, m_minimal || split.exactBefore});
        }
    }

private:
    int &forward(int diagonal) { return m_forward[size_t(diagonal + m_offset)]; }
    int &backward(int diagonal) { return m_backward[size_t(diagonal + m_offset)]; }

    Split findSplit(const Box &box, bool exact);
    bool longSnake(const Box &box, int cost, int fmin, int fmax, int bmin, int bmax, Split *split);
    Split furthest(const Box &box, int fmin, int fmax, int bmin, int bmax);

    std::span<const quint32> m_left;
    std::span<const quint32> m_right;
    Budget &m_budget;
    bool m_minimal;
    std::vector<int> m_forward;
    std::vector<int> m_backward;
    int m_offset;
    int m_maxCost;
};

Split Myers::findSplit(const Box &box, bool exact)
{
    const int dmin = box.left0 - box.right1;
    const int dmax = box.left1 - box.right0;
    const int fmid = box.left0 - box.right0;
    const int bmid = box.left1 - box.right1;
    const bool odd = ((fmid - bmid) & 1) != 0;
    int fmin = fmid, fmax = fmid, bmin = bmid, bmax = bmid;
    forward(fmid) = box.left0;
    backward(bmid) = box.left1;
    for (int cost = 1;; ++cost) {
        bool snake = false;
        quint64 steps = 0;
        if (fmin > dmin)
            forward(--fmin - 1) = -1;
        else
            ++fmin;
        if (fmax < dmax)
            forward(++fmax + 1) = -1;
        else
            --fmax;
        for (int d = fmax; d >= fmin; d -= 2) {
            int x = forward(d - 1) >= forward(d + 1) ? forward(d - 1) + 1 : forward(d + 1);
            const int from = x;
            int y = x - d;
            while (x < box.left1 && y < box.right1 && m_left[size_t(x)] == m_right[size_t(y)])
                ++x, ++y;
            steps += quint64(x - from) + 1;
            snake = snake || x - from > snakeLength;
            forward(d) = x;
            if (odd && bmin <= d && d <= bmax && backward(d) <= x) {
                m_budget.spend(steps);
                return {x, y, exact, exact};
            }
        }
        if (bmin > dmin)
            backward(--bmin - 1) = std::numeric_limits<int>::max();
        else
            ++bmin;
        if (bmax < dmax)
            backward(++bmax + 1) = std::numeric_limits<int>::max();
        else
            --bmax;
        for (int d = bmax; d >= bmin; d -= 2) {
            int x = backward(d - 1) < backward(d + 1) ? backward(d - 1) : backward(d + 1) - 1;
            const int from = x;
            int y = x - d;
            while (x > box.left0 && y > box.right0 && m_left[size_t(x) - 1] == m_right[size_t(y) - 1])
                --x, --y;
            steps += quint64(from - x) + 1;
            snake = snake || from - x > snakeLength;
            backward(d) = x;
            if (!odd && fmin <= d && d <= fmax && x <= forward(d)) {
                m_budget.spend(steps);
                return {x, y, exact, exact};
            }
        }
        if (!m_budget.spend(steps))
            return furthest(box, fmin, fmax, bmin, bmax);
        if (exact)
            continue;
        Split split{-1, -1};
        if (snake && cost > heuristicCost && longSnake(box, cost, fmin, fmax, bmin, bmax, &split))
            return split;
        if (cost >= m_maxCost)
            return furthest(box, fmin, fmax, bmin, bmax);
    }
}

bool Myers::longSnake(const Box &box, int cost, int fmin, int fmax, int bmin, int bmax, Split *split)
{
    qint64 best = 0;
    for (int d = fmax; d >= fmin; d -= 2) {
        const int away = std::abs(d - (box.left0 - box.right0));
        const int x = forward(d);
        const int y = x - d;
        const qint64 gain = qint64(x - box.left0) + (y - box.right0) - away;
        if (gain <= qint64(snakeFactor) * cost || gain <= best || x < box.left0 + snakeLength || x >= box.left1
            || y < box.right0 + snakeLength || y >= box.right1)
            continue;
        int k = 1;
        while (k <= snakeLength && m_left[size_t(x - k)] == m_right[size_t(y - k)])
            ++k;
        if (k > snakeLength) {
            best = gain;
            *split = {x, y, true, false};
        }
    }
    if (best > 0)
        return true;
    for (int d = bmax; d >= bmin; d -= 2) {
        const int away = std::abs(d - (box.left1 - box.right1));
        const int x = backward(d);
        const int y = x - d;
        const qint64 gain = qint64(box.left1 - x) + (box.right1 - y) - away;
        if (gain <= qint64(snakeFactor) * cost || gain <= best || x <= box.left0 || x > box.left1 - snakeLength
            || y <= box.right0 || y > box.right1 - snakeLength)
            continue;
        int k = 0;
        while (k < snakeLength && m_left[size_t(x + k)] == m_right[size_t(y + k)])
            ++k;
        if (k == snakeLength) {
            best = gain;
            *split = {x, y, false, true};
        }
    }
    return best > 0;
}

Split Myers::furthest(const Box &box, int fmin, int fmax, int bmin, int bmax)
{
    Split front{-1, -1, true, false};
    qint64 frontSum = -1;
    for (int d = fmax; d >= fmin; d -= 2) {
        int x = std::min(forward(d), box.left1);
        int y = x - d;
        if (y > box.right1)
            x = box.right1 + d, y = box.right1;
        if (x >= box.left0 && y >= box.right0 && qint64(x) + y > frontSum) {
            frontSum = qint64(x) + y;
            front = {x, y, true, false};
        }
    }
    Split back{-1, -1, false, true};
    qint64 backSum = std::numeric_limits<qint64>::max();
    for (int d = bmax; d >= bmin; d -= 2) {
        int x = std::max(box.left0, backward(d));
        int y = x - d;
        if (y < box.right0)
            x = box.right0 + d, y = box.right0;
        if (x <= box.left1 && y <= box.right1 && qint64(x) + y < backSum) {
            backSum = qint64(x) + y;
            back = {x, y, false, true};
        }
    }
    const qint64 all = qint64(box.left1) + box.right1;
    const qint64 start = qint64(box.left0) + box.right0;
    return back.left < 0 || (front.left >= 0 && frontSum - start >= all - backSum) ? front : back;
}

} // namespace

void diffMyers(DiffWork &work, Box box, bool minimal, Budget &budget)
{
    work.trim(box);
    // A line that the other side does not have is changed in every script: it is marked at once and left out of the
    // search.
    std::vector<quint8> &seen = work.seen;
    for (int i = box.left0; i < box.left1; ++i)
        seen[work.left[size_t(i)]] |= 1;
    for (int i = box.right0; i < box.right1; ++i)
        seen[work.right[size_t(i)]] |= 2;
    std::vector<quint32> ids[2];
    std::vector<int> lines[2];
    const auto collect = [&](std::span<const quint32> side, int from, int to, std::vector<quint8> &changed, int which) {
        for (int i = from; i < to; ++i) {
            if (seen[side[size_t(i)]] == 3) {
                ids[which].push_back(side[size_t(i)]);
                lines[which].push_back(i);
            } else {
                changed[size_t(i)] = 1;
            }
        }
    };
    collect(work.left, box.left0, box.left1, work.leftChanged, 0);
    collect(work.right, box.right0, box.right1, work.rightChanged, 1);
    for (int i = box.left0; i < box.left1; ++i)
        seen[work.left[size_t(i)]] = 0;
    for (int i = box.right0; i < box.right1; ++i)
        seen[work.right[size_t(i)]] = 0;
    budget.spend(quint64(box.leftSize()) + quint64(box.rightSize()));

    const auto mark = [&](const Box &part, bool coarse) {
        for (int i = part.left0; i < part.left1; ++i)
            work.leftChanged[size_t(lines[0][size_t(i)])] = 1;
        for (int i = part.right0; i < part.right1; ++i)
            work.rightChanged[size_t(lines[1][size_t(i)])] = 1;
        if (coarse)
            budget.markApproximate();
    };
    Myers search(ids[0], ids[1], minimal, budget);
    search.run({0, int(ids[0].size()), 0, int(ids[1].size())}, mark);
}

} // namespace docket::diff
