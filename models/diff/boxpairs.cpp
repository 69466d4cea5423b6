// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/boxpairs.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace docket::diff {

namespace {

constexpr double pairedFrom = 0.45;
constexpr quint32 endBytes = 4;
// Lines that share no word and neither four bytes at the front nor at the back have six bytes at their ends in common
// at most, and that is too little unless they are shorter than this.
constexpr quint32 shortLine = 27;
constexpr int fewRows = 8; // for so few, making the sets costs more than they spare
constexpr int mostColumns = 8192;

// The sets, one behind the other. Of the last ones each holds the columns of a size and all smaller ones.
constexpr size_t wordSets = 256, endSets = 64, sizeSets = 15;
constexpr size_t firstEnds = wordSets, lastEnds = firstEnds + endSets;
constexpr size_t shortOnes = lastEnds + endSets, wordless = shortOnes + 1;
constexpr size_t upToSize = wordless + 1, setCount = upToSize + sizeSets;

/** False for lines that are no pair whatever their words are. */
bool mayPair(const LineKey &a, const LineKey &b)
{
    const bool words = (a.mask & b.mask) != 0 || a.mask == 0 || b.mask == 0;
    return words || a.first == b.first || a.last == b.last || a.size + b.size < shortLine;
}

/** By other bits of the hash than a mask has, so that one makes good what the other mixes up. */
size_t wordSet(quint64 word)
{
    return size_t(word >> 40) % wordSets;
}

size_t endSet(quint32 bytes)
{
    return (bytes * 0x9e3779b1U) >> 26;
}

/** Sizes double from class to class; 0 has its own, which is 1. */
size_t sizeClass(quint32 weight)
{
    return std::min<size_t>(std::bit_width(weight) + 1, sizeSets - 1);
}

template<typename Use>
void forWords(const WordBag &bag, const Use &use)
{
    for (const quint64 word : bag.words) {
        if (quint32(word) >= 3)
            use(wordSet(word));
    }
}

/** False if one line says so much more than the other that they are no pair. */
bool weighAlike(quint32 a, quint32 b)
{
    return a + b == 0 || 2.0 * double(std::min(a, b)) >= pairedFrom * double(a + b);
}

} // namespace

LineKey::LineKey(const WordBag &bag) : mask(bag.mask), size(quint32(bag.text.size())), weight(bag.weight)
{
    const size_t bytes = std::min(endBytes, size);
    if (bytes > 0) {
        std::memcpy(&first, bag.text.data(), bytes);
        std::memcpy(&last, bag.text.data() + size - bytes, bytes);
    }
}

float pairScore(const WordBag &a, const WordBag &b)
{
    if (!weighAlike(a.weight, b.weight))
        return 0;
    const double likeness = lineLikeness(a, b);
    if (likeness < pairedFrom)
        return 0;
    const double worth = std::min(1.0, 0.1 + std::min(a.weight, b.weight) / 8.0);
    return float(likeness * likeness * worth);
}

void ColumnSets::assign(const WordBags &columns, const std::vector<LineKey> &keys)
{
    m_width = (keys.size() + 63) / 64;
    m_sets.assign(setCount * m_width, 0);
    m_found.resize(m_width);
    for (size_t i = 0; i < keys.size(); ++i) {
        const LineKey &key = keys[i];
        forWords(columns.unsorted(i), [&](size_t number) { insert(number, i); });
        insert(firstEnds + endSet(key.first), i);
        insert(lastEnds + endSet(key.last), i);
        if (key.size < shortLine)
            insert(shortOnes, i);
        if (key.mask == 0)
            insert(wordless, i);
        insert(upToSize + sizeClass(key.weight), i);
    }
    for (size_t size = upToSize + 1; size < setCount; ++size) {
        for (size_t i = 0; i < m_width; ++i)
            set(size)[i] |= set(size - 1)[i];
    }
}

std::span<const quint64> ColumnSets::candidates(const WordBag &row, const LineKey &key)
{
    m_shared.clear();
    if (key.mask == 0) {
        m_shared.push_back(set(setCount - 1)); // without words of its own it may go with any
    } else {
        m_shared.insert(m_shared.end(),
                        {set(wordless), set(firstEnds + endSet(key.first)), set(lastEnds + endSet(key.last))});
        if (key.size < shortLine)
            m_shared.push_back(set(shortOnes));
        forWords(row, [&](size_t number) { m_shared.push_back(set(number)); });
    }
    // The weights of a pair differ by less than a factor of four.
    const quint64 *tooLight = set(upToSize + sizeClass(key.weight / 4) - 1);
    const quint64 *notTooHeavy = set(upToSize + sizeClass(key.weight * 4));
    for (size_t i = 0; i < m_width; ++i) {
        quint64 shared = 0;
        for (const quint64 *one : m_shared)
            shared |= one[i];
        m_found[i] = shared & notTooHeavy[i] & ~tooLight[i];
    }
    return m_found;
}

int BestBefore::find(int column) const
{
    int best = -1;
    for (int i = column; i > 0; i -= i & -i)
        best = better(best, m_best[size_t(i)]);
    return best;
}

void BestBefore::add(int link)
{
    for (int i = m_links[size_t(link)].right + 1; i < int(m_best.size()); i += i & -i)
        m_best[size_t(i)] = better(m_best[size_t(i)], link);
}

/** Of two that are worth the same the earlier one. */
int BestBefore::better(int a, int b) const
{
    if (a < 0 || b < 0)
        return std::max(a, b);
    const float sumA = m_links[size_t(a)].sum, sumB = m_links[size_t(b)].sum;
    return sumA > sumB || (sumA == sumB && a < b) ? a : b;
}

void BoxPairs::read(const TextSide &side, int from, int to, WordBags &bags, std::vector<LineKey> &keys)
{
    bags.clear();
    bags.reserve(size_t(to - from));
    keys.clear();
    keys.reserve(size_t(to - from));
    for (int i = from; i < to; ++i) {
        bags.add(side.line(i));
        keys.emplace_back(bags.unsorted(size_t(i - from)));
    }
}

void BoxPairs::tryPair(int row, int column)
{
    const LineKey &left = m_rowKeys[size_t(row)], &right = m_columnKeys[size_t(column)];
    if (!mayPair(left, right) || !weighAlike(left.weight, right.weight))
        return; // most that are no pair end here, and their words need no order
    const float match = pairScore(m_rows[size_t(row)], m_columns[size_t(column)]);
    if (match <= 0)
        return;
    const int before = m_best.find(column);
    const int rival = m_best.find(column + 1);
    const float sum = match + (before < 0 ? 0 : m_links[size_t(before)].sum);
    if (sum <= m_most || (rival >= 0 && sum <= m_links[size_t(rival)].sum))
        return; // what ends earlier is worth as much
    m_most = sum;
    m_links.push_back({row, column, before, sum});
}

void BoxPairs::find(int left0, int left1, int right0, int right1, int width, std::vector<LinePair> &out)
{
    const int rows = left1 - left0, columns = right1 - right0;
    read(m_left, left0, left1, m_rows, m_rowKeys);
    read(m_right, right0, right1, m_columns, m_columnKeys);
    m_links.clear();
    m_best.reset(columns);
    const bool withSets = width == columns && rows >= fewRows && columns >= fewRows && columns <= mostColumns;
    if (withSets)
        m_sets.assign(m_columns, m_columnKeys);
    const double slope = double(columns) / rows;
    for (int i = 0; i < rows; ++i) {
        const size_t known = m_links.size();
        m_most = 0;
        if (withSets) {
            const auto found = m_sets.candidates(m_rows.unsorted(size_t(i)), m_rowKeys[size_t(i)]);
            for (size_t word = 0; word < found.size(); ++word) {
                for (quint64 bits = found[word]; bits != 0; bits &= bits - 1)
                    tryPair(i, int(word * 64) + std::countr_zero(bits));
            }
        } else {
            const int start = std::clamp(int(i * slope) - width / 2, 0, columns - width);
            for (int k = start; k < start + width; ++k)
                tryPair(i, k);
        }
        for (size_t link = known; link < m_links.size(); ++link)
            m_best.add(int(link));
    }
    const size_t first = out.size();
    for (int link = m_best.find(columns); link >= 0; link = m_links[size_t(link)].before)
        out.push_back({left0 + m_links[size_t(link)].left, right0 + m_links[size_t(link)].right});
    std::reverse(out.begin() + qptrdiff(first), out.end());
}

} // namespace docket::diff
