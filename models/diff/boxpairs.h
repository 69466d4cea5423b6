// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The search behind align.h; not for other rooms.

#include "diff/filediff.h"
#include "diff/tokens.h"

#include <vector>

namespace docket::diff {

/** What a line is asked first, before its words are compared. */
struct LineKey
{
    quint64 mask = 0;            ///< of WordBag
    quint32 first = 0, last = 0; ///< four bytes each
    quint32 size = 0, weight = 0;

    LineKey() = default;
    explicit LineKey(const WordBag &bag);
};

/**
 * Columns as sets of bits, one set for each thing that two lines of a pair may share (a word, an end, shortness) and
 * one for each size. What a row may be paired with is a union of a few sets cut with another one: some words of memory
 * where all columns had to be looked at one by one.
 */
class ColumnSets
{
public:
    void assign(const WordBags &columns, const std::vector<LineKey> &keys);
    /** A bit for each column worth a closer look. Valid until the next call. */
    std::span<const quint64> candidates(const WordBag &row, const LineKey &key);

private:
    quint64 *set(size_t number) { return m_sets.data() + number * m_width; }
    void insert(size_t number, size_t column) { set(number)[column / 64] |= quint64(1) << (column % 64); }

    size_t m_width = 0; ///< words a set
    std::vector<quint64> m_sets;
    std::vector<const quint64 *> m_shared; ///< scratch: the sets of what a row has
    std::vector<quint64> m_found;
};

/** What a pair is worth: its likeness, much less for lines that say nothing. 0 if they are no pair. */
float pairScore(const WordBag &a, const WordBag &b);

/** A pair that may be taken, with the best chain that ends in it. */
struct PairLink
{
    qint32 left, right;
    qint32 before; ///< index of the link it follows; -1 none
    float sum;     ///< of the whole chain
};

/** The best chain that ends left of a column. A Fenwick tree, since most cells of a box hold no pair at all. */
class BestBefore
{
public:
    explicit BestBefore(const std::vector<PairLink> &links) : m_links(links) {}

    void reset(int columns) { m_best.assign(size_t(columns) + 1, -1); }
    /** Index of a link, -1 if there is none. */
    int find(int column) const;
    void add(int link);

private:
    int better(int a, int b) const;

    const std::vector<PairLink> &m_links;
    std::vector<int> m_best;
};

/** The heaviest chain of pairs that rise on both sides of a box of removed (rows) and added lines (columns). Keeps its
 * memory from box to box. */
class BoxPairs
{
public:
    BoxPairs(const TextSide &left, const TextSide &right) : m_left(left), m_right(right), m_best(m_links) {}

    /** Appends the pairs. Row `i` is looked at beside `width` columns around the diagonal; all of them if `width` is
     * the number of columns. */
    void find(int left0, int left1, int right0, int right1, int width, std::vector<LinePair> &out);

private:
    static void read(const TextSide &side, int from, int to, WordBags &bags, std::vector<LineKey> &keys);
    void tryPair(int row, int column);

    const TextSide &m_left;
    const TextSide &m_right;
    WordBags m_rows, m_columns;
    std::vector<LineKey> m_rowKeys, m_columnKeys;
    ColumnSets m_sets;
    std::vector<PairLink> m_links;
    BestBefore m_best;
    float m_most = 0; ///< best sum in this row so far
};

} // namespace docket::diff
