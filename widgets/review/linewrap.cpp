// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/linewrap.h"

#include <algorithm>

namespace docket {

namespace {

bool isBlank(char32_t c)
{
    return c == ' ' || c == '\t' || c == 0x3000;
}

/** A line may go on below what follows one of these. */
bool isJoint(char32_t c)
{
    return c == ',' || c == ';' || c == ')' || c == ']' || c == '}' || c == '(' || c == '/' || c == '|' || c == '&'
        || c == '=' || c == ':' || c == '>';
}

/** Cells behind which a piece may end, while going over it once. */
struct Cut
{
    int behindBlank = -1;
    int behindJoint = -1;
    bool text = false; ///< indentation alone makes no piece

    void look(char32_t character, int endCell)
    {
        if (isBlank(character)) {
            behindBlank = text ? endCell : behindBlank;
            return;
        }
        text = true;
        if (isJoint(character) || character >= 0x2e80) // between ideographs a line may always be cut
            behindJoint = endCell;
    }
    int at(int start, int width, int hard) const
    {
        if (behindBlank > start)
            return behindBlank;
        return behindJoint > start + width / 2 ? behindJoint : hard;
    }
};

/** Gives the first cell of each piece but the first. */
template<typename Put>
void cutPlain(QByteArrayView text, int width, Put put)
{
    const int count = int(text.size());
    for (int start = 0; count - start > width;) {
        Cut cut;
        for (int cell = start; cell < start + width; ++cell)
            cut.look(uchar(text[cell]), cell + 1);
        start = text[start + width] == ' ' ? start + width + 1
                                           : cut.at(start, width, start + width); // a word that just fits stays
        put(start);
    }
}

template<typename Put>
void cutElements(const LineCells &cells, int width, Put put)
{
    for (int start = 0; cells.cellCount() - start > width;) {
        Cut cut;
        int hard = start + width;
        for (const LineCells::Element &element : cells.elements(start, start + width + 1)) {
            if (element.endCell() > start + width) { // it would stick out
                hard = element.cell > start ? element.cell : element.endCell();
                break;
            }
            cut.look(element.character, element.endCell());
        }
        start = cut.at(start, width, hard);
        put(start);
    }
}

template<typename Put>
void cutLine(const LineCells &cells, int width, Put put)
{
    if (cells.isPlain())
        cutPlain(cells.text(), width, put);
    else
        cutElements(cells, width, put);
}

} // namespace

LineWrap::LineWrap(const LineCells &cells, int width) : m_width(width), m_cellCount(cells.cellCount())
{
    if (width <= 0 || m_cellCount <= width)
        return;
    if (cells.text().size() > LineCells::LongLine) {
        m_count = (m_cellCount + width - 1) / width;
        return;
    }
    m_starts.push_back(0);
    cutLine(cells, width, [this](int start) { m_starts.push_back(start); });
}

int LineWrap::count(QByteArrayView line, int width)
{
    if (width <= 0
        || line.size() * 8 <= width) // a tab or a named character makes a line at most so much longer than its bytes
        return 1;
    const LineCells cells(line);
    if (cells.cellCount() <= width)
        return 1;
    if (line.size() > LineCells::LongLine)
        return (cells.cellCount() + width - 1) / width;
    int pieces = 1;
    cutLine(cells, width, [&pieces](int) { ++pieces; });
    return pieces;
}

int LineWrap::endCell(int piece) const
{
    if (piece + 1 >= pieces())
        return m_cellCount;
    return firstCell(piece + 1);
}

int LineWrap::pieceOf(int cell) const
{
    if (!m_starts.empty())
        return int(std::ranges::upper_bound(m_starts, cell) - m_starts.begin()) - 1;
    return m_width <= 0 ? 0 : std::clamp(cell / m_width, 0, m_count - 1);
}

} // namespace docket
