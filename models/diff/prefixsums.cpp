// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/prefixsums.h"

#include <bit>

namespace docket::diff {

void PrefixSums::reset(int count, qint64 value)
{
    m_values.assign(size_t(count), value);
    m_tree.assign(size_t(count) + 1, 0);
    for (size_t i = 1; i <= size_t(count); ++i)
        m_tree[i] = value * qint64(i & (~i + 1)); // a node covers as many items as its lowest bit says
}

qint64 PrefixSums::sumBefore(int index) const
{
    qint64 sum = 0;
    for (size_t i = size_t(index); i > 0; i &= i - 1)
        sum += m_tree[i];
    return sum;
}

int PrefixSums::itemAt(qint64 position) const
{
    const size_t n = m_values.size();
    size_t at = 0;
    for (size_t step = std::bit_floor(n); step > 0; step >>= 1) {
        if (at + step <= n && m_tree[at + step] <= position) {
            at += step;
            position -= m_tree[at];
        }
    }
    return int(at);
}

void PrefixSums::set(int index, qint64 value)
{
    const qint64 change = value - m_values[size_t(index)];
    if (change == 0)
        return;
    m_values[size_t(index)] = value;
    for (size_t i = size_t(index) + 1; i < m_tree.size(); i += i & (~i + 1))
        m_tree[i] += change;
}

} // namespace docket::diff
