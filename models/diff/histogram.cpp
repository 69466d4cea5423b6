// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/diffwork.h"

#include <algorithm>

namespace docket::diff {

namespace {

constexpr quint32 maxChain = 64; // a line seen more often than this on the left is no anchor (JGit, git)

/**
 * After JGit's HistogramDiff and git's xhistogram.c: among all runs of equal lines take the one that holds the rarest
 * line of the left side, and of those the longest; it parts the box in two. Where every common line is frequent, Myers
 * decides.
 */
class Histogram
{
public:
    Histogram(DiffWork &work, const Box &whole, Budget &budget)
        : m_work(work), m_budget(budget), m_base(whole.left0), m_first(work.idCount, -1), m_count(work.idCount, 0)
        , m_next(size_t(whole.leftSize()), -1)
    {
    }

    void run(Box whole)
    {
        std::vector<Box> stack{whole};
        while (!stack.empty()) {
            Box box = stack.back();
            stack.pop_back();
            m_work.trim(box);
            if (box.left0 == box.left1 || box.right0 == box.right1) {
                m_work.markChanged(box);
                continue;
            }
            if (!m_budget.spend(quint64(box.leftSize()))) {
                diffCoarse(m_work, box, m_budget);
                continue;
            }
            index(box);
            const bool found = findBest(box);
            forget(box);
            if (found) {
                stack.push_back({m_best.left1, box.left1, m_best.right1, box.right1});
                stack.push_back({box.left0, m_best.left0, box.right0, m_best.right0});
            } else if (m_hasCommon) {
                diffMyers(m_work, box, false, m_budget);
            } else {
                m_work.markChanged(box);
            }
        }
    }

private:
    quint32 left(int i) const { return m_work.left[size_t(i)]; }
    quint32 right(int i) const { return m_work.right[size_t(i)]; }
    int &next(int i) { return m_next[size_t(i - m_base)]; }

    void index(const Box &box)
    {
        for (int i = box.left1 - 1; i >= box.left0; --i) {
            next(i) = m_first[left(i)];
            m_first[left(i)] = i;
            ++m_count[left(i)];
        }
    }
    void forget(const Box &box)
    {
        for (int i = box.left0; i < box.left1; ++i) {
            m_first[left(i)] = -1;
            m_count[left(i)] = 0;
        }
    }

    bool findBest(const Box &box)
    {
        m_hasCommon = false;
        m_rarest = maxChain + 1;
        m_best = {0, 0, 0, 0};
        for (int r = box.right0; r < box.right1;)
            r = tryLine(box, r);
        return m_rarest <= maxChain;
    }

    /** Looks at all runs through line `r` of the right side; returns the next line worth a look. */
    int tryLine(const Box &box, int r)
    {
        const quint32 count = m_count[right(r)];
        int after = r + 1;
        if (count == 0)
            return after;
        m_hasCommon = true;
        if (count > m_rarest || count > maxChain)
            return after;
        for (int l = m_first[right(r)]; l >= 0;) {
            Box run{l, l + 1, r, r + 1};
            quint32 rarest = count;
            while (run.left0 > box.left0 && run.right0 > box.right0 && left(run.left0 - 1) == right(run.right0 - 1)) {
                --run.left0, --run.right0;
                rarest = std::min(rarest, m_count[left(run.left0)]);
            }
            while (run.left1 < box.left1 && run.right1 < box.right1 && left(run.left1) == right(run.right1)) {
                rarest = std::min(rarest, m_count[left(run.left1)]);
                ++run.left1, ++run.right1;
            }
            after = std::max(after, run.right1);
            if (m_best.leftSize() < run.leftSize() || rarest < m_rarest) {
                m_best = run;
                m_rarest = rarest;
            }
            if (!m_budget.spend(quint64(run.leftSize())))
                return box.right1;
            do
                l = next(l);
            while (l >= 0 && l < run.left1);
        }
        return after;
    }

    DiffWork &m_work;
    Budget &m_budget;
    int m_base;
    std::vector<int> m_first;
    std::vector<quint32> m_count;
    std::vector<int> m_next;
    Box m_best{0, 0, 0, 0};
    quint32 m_rarest = 0;
    bool m_hasCommon = false;
};

} // namespace

void diffHistogram(DiffWork &work, Box box, Budget &budget)
{
    Histogram(work, box, budget).run(box);
}

} // namespace docket::diff
