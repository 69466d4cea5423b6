// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/diffwork.h"

#include <algorithm>

namespace docket::diff {

namespace {

struct Anchor
{
    int left;
    int right;
};

/** Lines that stand exactly once on each side of the box, as the longest chain that rises on both. Bram Cohen's
 * patience diff. */
class Anchors
{
public:
    explicit Anchors(DiffWork &work) : m_work(work), m_at(work.counts)
    {
        if (m_at.size() != work.idCount)
            m_at.resize(work.idCount);
    }

    std::vector<Anchor> find(const Box &box)
    {
        for (int i = box.left0; i < box.left1; ++i) {
            DiffWork::Count &seen = m_at[m_work.left[size_t(i)]];
            ++seen.left;
            seen.line = i;
        }
        for (int i = box.right0; i < box.right1; ++i)
            ++m_at[m_work.right[size_t(i)]].right;
        std::vector<Anchor> unique;
        for (int i = box.right0; i < box.right1; ++i) {
            const DiffWork::Count &seen = m_at[m_work.right[size_t(i)]];
            if (seen.left == 1 && seen.right == 1)
                unique.push_back({seen.line, i});
        }
        for (int i = box.left0; i < box.left1; ++i)
            m_at[m_work.left[size_t(i)]] = {};
        for (int i = box.right0; i < box.right1; ++i)
            m_at[m_work.right[size_t(i)]] = {};
        return longestRising(unique);
    }

private:
    static std::vector<Anchor> longestRising(const std::vector<Anchor> &unique)
    {
        std::vector<int> tops; // index of the card on top of each pile
        std::vector<int> below(unique.size(), -1);
        for (size_t i = 0; i < unique.size(); ++i) {
            const auto pile = std::lower_bound(tops.begin(), tops.end(), unique[i].left,
                                               [&](int top, int line) { return unique[size_t(top)].left < line; });
            if (pile != tops.begin())
                below[i] = *(pile - 1);
            if (pile == tops.end())
                tops.push_back(int(i));
            else
                *pile = int(i);
        }
        std::vector<Anchor> chain(tops.size());
        int card = tops.empty() ? -1 : tops.back();
        for (size_t k = chain.size(); k-- > 0; card = below[size_t(card)])
            chain[k] = unique[size_t(card)];
        return chain;
    }

    DiffWork &m_work;
    std::vector<DiffWork::Count> &m_at;
};

/** Calls gap(box) for what lies between the anchors and behind the last one. */
template<typename Gap>
void betweenAnchors(const DiffWork &work, const Box &box, const std::vector<Anchor> &anchors, const Gap &gap)
{
    int left = box.left0, right = box.right0;
    for (const Anchor &anchor : anchors) {
        if (anchor.left < left || anchor.right < right)
            continue; // swallowed by the run of the one before
        gap(Box{left, anchor.left, right, anchor.right});
        left = anchor.left + 1;
        right = anchor.right + 1;
        while (left < box.left1 && right < box.right1 && work.left[size_t(left)] == work.right[size_t(right)])
            ++left, ++right;
    }
    gap(Box{left, box.left1, right, box.right1});
}

} // namespace

void diffPatience(DiffWork &work, Box whole, Budget &budget)
{
    Anchors search(work);
    std::vector<Box> stack{whole};
    while (!stack.empty()) {
        Box box = stack.back();
        stack.pop_back();
        work.trim(box);
        if (box.left0 == box.left1 || box.right0 == box.right1) {
            work.markChanged(box);
            continue;
        }
        if (!budget.spend(quint64(box.leftSize()) + quint64(box.rightSize()))) {
            work.markChanged(box);
            budget.markApproximate();
            continue;
        }
        const std::vector<Anchor> anchors = search.find(box);
        if (anchors.empty())
            diffMyers(work, box, false, budget);
        else
            betweenAnchors(work, box, anchors, [&](const Box &gap) { stack.push_back(gap); });
    }
}

void diffCoarse(DiffWork &work, Box box, Budget &budget)
{
    budget.markApproximate();
    if (budget.isCancelled()) {
        work.markChanged(box);
        return;
    }
    const std::vector<Anchor> anchors = Anchors(work).find(box);
    betweenAnchors(work, box, anchors, [&](Box gap) {
        work.trim(gap);
        work.markChanged(gap);
    });
}

} // namespace docket::diff
