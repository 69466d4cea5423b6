// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/align.h"

#include "diff/diffwork.h"
#include "diff/tokens.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace docket::diff {

namespace {

constexpr double pairedFrom = 0.45;
constexpr qint64 exactCells = 40'000;      // one box up to this is searched wholly
constexpr qint64 cellsPerFile = 3'000'000; // after that only near the diagonal
constexpr int bandWidth = 12;
constexpr double plainlyAlike = 0.75;
constexpr qsizetype plainBytes = 6;
constexpr qint64 smallBox = 256;

/** Lines of one side of a box; what most looks need stands in columns of its own. */
struct Lines
{
    std::vector<TokenBag> bags;
    std::vector<quint32> lowMask, highMask;
    std::vector<quint32> first, last; ///< four bytes each
    std::vector<quint32> sizes;

    Lines(const TextSide &side, int from, int to)
    {
        const auto count = size_t(to - from);
        bags.reserve(count);
        for (std::vector<quint32> *column : {&lowMask, &highMask, &first, &last, &sizes})
            column->reserve(count);
        for (int i = from; i < to; ++i) {
            const TokenBag &bag = bags.emplace_back(makeBag(side.line(i)));
            const size_t bytes = std::min<size_t>(4, size_t(bag.text.size()));
            quint32 front = 0, back = 0;
            if (bytes > 0) {
                std::memcpy(&front, bag.text.data(), bytes);
                std::memcpy(&back, bag.text.data() + size_t(bag.text.size()) - bytes, bytes);
            }
            const quint64 mask = bag.mask ? bag.mask : ~quint64(0); // a line without words may go with any
            lowMask.push_back(quint32(mask));
            highMask.push_back(quint32(mask >> 32));
            first.push_back(front);
            last.push_back(back);
            sizes.push_back(quint32(bag.text.size()));
        }
    }
};

/** Which of the right lines [start, start+width) are worth a closer look beside left line `l`: a word, an end or
 * shortness in common. */
void findCandidates(const Lines &left, size_t l, const Lines &right, size_t start, size_t width,
                    std::vector<quint8> &out)
{
    const quint32 low = left.lowMask[l], high = left.highMask[l];
    const quint32 front = left.first[l], back = left.last[l], size = left.sizes[l];
    // Pointers of the loop's own: bytes are written, and for all that a compiler knows they could be the columns' ends.
    const quint32 *lows = right.lowMask.data() + start, *highs = right.highMask.data() + start;
    const quint32 *fronts = right.first.data() + start, *backs = right.last.data() + start;
    const quint32 *sizes = right.sizes.data() + start;
    quint8 *to = out.data();
    for (size_t k = 0; k < width; ++k) {
        to[k] = quint8((((low & lows[k]) | (high & highs[k])) != 0) | (front == fronts[k]) | (back == backs[k])
                       | (size + sizes[k] <= 32));
    }
}

/** What a pair is worth: its likeness, much less for lines that say nothing. 0 if they are no pair. */
float pairScore(const TokenBag &a, const TokenBag &b)
{
    const double least = std::min(a.weight, b.weight);
    if (a.weight + b.weight > 0 && 2.0 * least < pairedFrom * double(a.weight + b.weight))
        return 0;
    const double likeness = lineLikeness(a, b);
    if (likeness < pairedFrom)
        return 0;
    const double worth = std::min(1.0, 0.1 + least / 8.0);
    return float(likeness * likeness * worth);
}

/** A pair that may be taken, with the best chain that ends in it. Ids count rows first, columns second. */
struct Link
{
    qint32 left, right;
    qint32 before; ///< id of the link it follows; -1 none
    float sum;     ///< of the whole chain
};

/** The best chain that ends left of a column. A Fenwick tree, since most cells of a box hold no pair at all. */
class BestBefore
{
public:
    BestBefore(const std::vector<Link> &links, int columns) : m_links(links), m_best(size_t(columns) + 1, -1) {}

    int find(int column) const
    {
        int best = -1;
        for (int i = column; i > 0; i -= i & -i)
            best = better(best, m_best[size_t(i)]);
        return best;
    }
    void add(int link)
    {
        for (int i = m_links[size_t(link)].right + 1; i < int(m_best.size()); i += i & -i)
            m_best[size_t(i)] = better(m_best[size_t(i)], link);
    }

private:
    /** Of two that are worth the same the earlier one. */
    int better(int a, int b) const
    {
        if (a < 0 || b < 0)
            return std::max(a, b);
        const float sumA = m_links[size_t(a)].sum, sumB = m_links[size_t(b)].sum;
        return sumA > sumB || (sumA == sumB && a < b) ? a : b;
    }

    const std::vector<Link> &m_links;
    std::vector<int> m_best;
};

} // namespace

void Aligner::align(const Edit &edit, std::vector<LinePair> &out)
{
    if (edit.leftCount == 0 || edit.rightCount == 0)
        return;
    if (qint64(edit.leftCount) * edit.rightCount <= smallBox)
        alignBox(edit.leftStart, edit.leftEnd(), edit.rightStart, edit.rightEnd(), out);
    else
        alignLarge(edit, out);
}

/** Lines that are equal but for the blanks around them are fixed first (histogram over the trimmed lines); what lies
 * between is searched. */
void Aligner::alignLarge(const Edit &edit, std::vector<LinePair> &out)
{
    const auto trimmed = [](const TextSide &side, int from, int to) {
        std::vector<Token> tokens;
        for (int i = from; i < to; ++i) {
            const QByteArrayView line = side.line(i).trimmed();
            tokens.push_back(
                {line.isEmpty() ? 0 : quint32(line.data() - side.text().constData()), quint32(line.size())});
        }
        return tokens;
    };
    TokenIds ids(size_t(edit.leftCount) + size_t(edit.rightCount));
    const std::vector<quint32> left = ids.intern(m_left.text(), trimmed(m_left, edit.leftStart, edit.leftEnd()));
    const std::vector<quint32> right = ids.intern(m_right.text(), trimmed(m_right, edit.rightStart, edit.rightEnd()));
    DiffWork work;
    work.left = left;
    work.right = right;
    work.idCount = ids.count();
    work.prepare();
    Budget budget(4'000'000, {});
    diffHistogram(work, {0, edit.leftCount, 0, edit.rightCount}, budget);
    m_approximate = m_approximate || budget.isApproximate();
    int l = 0, r = 0;
    while (l < edit.leftCount || r < edit.rightCount) {
        const int l0 = l, r0 = r;
        while (l < edit.leftCount && work.leftChanged[size_t(l)])
            ++l;
        while (r < edit.rightCount && work.rightChanged[size_t(r)])
            ++r;
        alignBox(edit.leftStart + l0, edit.leftStart + l, edit.rightStart + r0, edit.rightStart + r, out);
        for (;
             l < edit.leftCount && r < edit.rightCount && !work.leftChanged[size_t(l)] && !work.rightChanged[size_t(r)];
             ++l, ++r)
            out.push_back({edit.leftStart + l, edit.rightStart + r});
    }
}

/** True if each line is plainly what the line at its place became: most edits are, and need no search. */
bool Aligner::alikeInOrder(int left0, int right0, int count) const
{
    for (int i = 0; i < count; ++i) {
        const QByteArrayView left = m_left.line(left0 + i).trimmed();
        const QByteArrayView right = m_right.line(right0 + i).trimmed();
        if (left.size() < plainBytes || right.size() < plainBytes || commonEnds(left, right) < plainlyAlike)
            return false;
    }
    return true;
}

/** The heaviest chain of pairs that rise on both sides; in a band around the diagonal when the box is large. */
void Aligner::alignBox(int left0, int left1, int right0, int right1, std::vector<LinePair> &out)
{
    const int rows = left1 - left0;
    const int columns = right1 - right0;
    if (rows == 0 || columns == 0)
        return;
    if (rows == columns && alikeInOrder(left0, right0, rows)) {
        for (int i = 0; i < rows; ++i)
            out.push_back({left0 + i, right0 + i});
        return;
    }
    const qint64 cells = qint64(rows) * columns;
    const bool exact = cells <= exactCells && m_cells + cells <= cellsPerFile;
    m_approximate = m_approximate || !exact;
    const double slope = double(columns) / rows;
    const int reach = exact ? columns : bandWidth + int(std::ceil(slope));
    const int width = std::min(columns, 2 * reach + 1);
    const auto bandStart = [&](int row) {
        return exact ? 0 : std::clamp(int(row * slope) - reach, 0, columns - width);
    };
    if (!exact && qint64(rows) * width > 4 * cellsPerFile)
        return; // thousands of lines against a handful: no pairs are better than a long wait
    m_cells += qint64(rows) * width;

    const Lines left(m_left, left0, left1);
    const Lines right(m_right, right0, right1);
    std::vector<Link> links;
    BestBefore best(links, columns);
    std::vector<quint8> candidates(size_t(width) + 8, 0); // with room for the last look at eight of them
    for (int i = 0; i < rows; ++i) {
        const int start = bandStart(i);
        findCandidates(left, size_t(i), right, size_t(start), size_t(width), candidates);
        const size_t known = links.size();
        float most = 0; // in this row so far
        for (int at = 0; at < width; ++at) {
            if (!candidates[size_t(at)]) {
                quint64 eight;
                std::memcpy(&eight, candidates.data() + at, 8);
                at += eight == 0 ? 7 : 0;
                continue;
            }
            const int column = start + at;
            const float match = pairScore(left.bags[size_t(i)], right.bags[size_t(column)]);
            if (match <= 0)
                continue;
            const int before = best.find(column);
            const int rival = best.find(column + 1);
            const float sum = match + (before < 0 ? 0 : links[size_t(before)].sum);
            if (sum <= most || (rival >= 0 && sum <= links[size_t(rival)].sum))
                continue; // what ends earlier is worth as much
            most = sum;
            links.push_back({i, column, before, sum});
        }
        for (size_t link = known; link < links.size(); ++link)
            best.add(int(link));
    }
    const size_t first = out.size();
    for (int link = best.find(columns); link >= 0; link = links[size_t(link)].before)
        out.push_back({left0 + links[size_t(link)].left, right0 + links[size_t(link)].right});
    std::reverse(out.begin() + qptrdiff(first), out.end());
}

} // namespace docket::diff
