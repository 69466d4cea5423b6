// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/align.h"

#include "diff/diffwork.h"
#include "diff/tokens.h"

#include <algorithm>
#include <cmath>

namespace docket::diff {

namespace {

constexpr qint64 exactCells = 40'000;      // one box up to this is searched wholly
constexpr qint64 cellsPerFile = 3'000'000; // after that only near the diagonal
constexpr int bandWidth = 12;
constexpr double plainlyAlike = 0.75;
constexpr qsizetype plainBytes = 6;
constexpr qint64 smallBox = 256;

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
            const QByteArrayView line = trimmedLine(side.line(i));
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
        const QByteArrayView left = trimmedLine(m_left.line(left0 + i));
        const QByteArrayView right = trimmedLine(m_right.line(right0 + i));
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
    const int reach = bandWidth + int(std::ceil(slope));
    const int width = exact ? columns : std::min(columns, 2 * reach + 1);
    if (!exact && qint64(rows) * width > 4 * cellsPerFile)
        return; // thousands of lines against a handful: no pairs are better than a long wait
    m_cells += qint64(rows) * width;
    m_search.find(left0, left1, right0, right1, width, out);
}

} // namespace docket::diff
