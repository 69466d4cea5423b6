// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <vector>

namespace docket::diff {

/** Sums over a list whose values change: position of item and item at position in O(log n) (Fenwick). For rows a file,
 * heights a row. */
class PrefixSums
{
public:
    explicit PrefixSums(int count = 0, qint64 value = 0) { reset(count, value); }

    void reset(int count, qint64 value = 0);
    int count() const { return int(m_values.size()); }
    qint64 total() const { return sumBefore(count()); }
    qint64 value(int index) const { return m_values[size_t(index)]; }
    /** Sum of the values before `index`, which may be count(). */
    qint64 sumBefore(int index) const;
    /** The item that covers `position` (items of value 0 cover nothing); count() when it lies behind the end. */
    int itemAt(qint64 position) const;
    void set(int index, qint64 value);

private:
    std::vector<qint64> m_values;
    std::vector<qint64> m_tree;
};

} // namespace docket::diff
