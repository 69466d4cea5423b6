// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Shared by the line algorithms of this room; not for other rooms.

#include "core/canceltoken.h"

#include <QtTypes>

#include <algorithm>
#include <span>
#include <vector>

namespace docket::diff {

/** Counts comparisons; says when to stop. */
class Budget
{
public:
    Budget(quint64 limit, const CancelToken &cancel) : m_limit(limit), m_cancel(cancel) {}

    /** Adds `steps`; false when the work has to end. Asks the token now and then only. */
    bool spend(quint64 steps)
    {
        m_used += steps;
        if (m_used >= m_nextLook) {
            m_nextLook = m_used + 4096;
            m_cancelled = m_cancelled || m_cancel.isCancelled();
        }
        return !m_cancelled && m_used < m_limit;
    }
    bool isOver() const { return m_cancelled || m_used >= m_limit; }
    bool isCancelled() const { return m_cancelled; }
    quint64 used() const { return m_used; }
    void markApproximate() { m_approximate = true; }
    bool isApproximate() const { return m_approximate; }

private:
    quint64 m_used = 0;
    quint64 m_nextLook = 4096;
    quint64 m_limit;
    CancelToken m_cancel;
    bool m_cancelled = false;
    bool m_approximate = false;
};

/** Half-open boxes of lines. */
struct Box
{
    int left0, left1, right0, right1;

    int leftSize() const { return left1 - left0; }
    int rightSize() const { return right1 - right0; }
};

/** Lines as integers (equal integers are equal lines) and what was found: a flag for each line that has no partner. */
struct DiffWork
{
    std::span<const quint32> left;
    std::span<const quint32> right;
    std::vector<quint8> leftChanged;
    std::vector<quint8> rightChanged;
    quint32 idCount = 0; ///< all ids are below
    std::vector<quint8> seen; ///< scratch, one byte an id, all 0 between uses
    struct Count { int left = 0, right = 0, line = -1; };
    std::vector<Count> counts; ///< scratch of the anchors, made on first use, all empty between uses

    void prepare()
    {
        leftChanged.assign(left.size(), 0);
        rightChanged.assign(right.size(), 0);
        seen.assign(idCount, 0);
    }

    /** Takes equal lines off both ends of the box. */
    void trim(Box &box) const
    {
        while (box.left0 < box.left1 && box.right0 < box.right1 && left[size_t(box.left0)] == right[size_t(box.right0)])
            ++box.left0, ++box.right0;
        while (box.left0 < box.left1 && box.right0 < box.right1
               && left[size_t(box.left1) - 1] == right[size_t(box.right1) - 1])
            --box.left1, --box.right1;
    }
    void markChanged(const Box &box)
    {
        std::fill(leftChanged.begin() + box.left0, leftChanged.begin() + box.left1, quint8(1));
        std::fill(rightChanged.begin() + box.right0, rightChanged.begin() + box.right1, quint8(1));
    }
};

/** Each decides the flags inside `box`; outside nothing is touched. All end in time linear in the box once the budget
 * is over. */
void diffMyers(DiffWork &work, Box box, bool minimal, Budget &budget);
void diffHistogram(DiffWork &work, Box box, Budget &budget);
void diffPatience(DiffWork &work, Box box, Budget &budget);
/** Anchors on lines that are unique on both sides, gaps are marked whole: n log n, for when the budget is over. */
void diffCoarse(DiffWork &work, Box box, Budget &budget);

} // namespace docket::diff
