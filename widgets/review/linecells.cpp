// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/linecells.h"

#include <QChar>

#include <algorithm>
#include <cstring>

namespace docket {

namespace {

constexpr int CheckpointBytes = 1024;

struct Decoded
{
    char32_t character;
    int bytes;
};

/** Valid UTF-8 is promised; a stray byte still moves on by one. */
Decoded decode(QByteArrayView text, int at)
{
    const auto unit = [&](int i) { return at + i < text.size() ? uchar(text[at + i]) : uchar(0x80); };
    const uchar first = unit(0);
    if (first < 0x80)
        return {first, 1};
    const auto rest = int(text.size()) - at;
    if (first >= 0xf0 && rest >= 4)
        return {char32_t((first & 7) << 18 | (unit(1) & 63) << 12 | (unit(2) & 63) << 6 | (unit(3) & 63)), 4};
    if (first >= 0xe0 && rest >= 3)
        return {char32_t((first & 15) << 12 | (unit(1) & 63) << 6 | (unit(2) & 63)), 3};
    if (first >= 0xc0 && rest >= 2)
        return {char32_t((first & 31) << 6 | (unit(1) & 63)), 2};
    return {0xfffd, 1};
}

bool isWide(char32_t c)
{
    static constexpr char32_t ranges[][2] = {
        {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},
        {0x4e00, 0x9fff},   {0xa000, 0xa4cf},   {0xa960, 0xa97c},   {0xac00, 0xd7a3},
        {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},
        {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
    };
    return c >= 0x1100
        && std::ranges::any_of(ranges, [c](const auto &range) { return c >= range[0] && c <= range[1]; });
}

bool isCombining(char32_t c)
{
    return c >= 0x300 && (QChar::category(c) == QChar::Mark_NonSpacing || QChar::category(c) == QChar::Mark_Enclosing);
}

/** Scripts whose letters join, change shape or run to the left: they are laid out as a run and not letter by letter. */
bool isShaped(char32_t c)
{
    return (c >= 0x590 && c <= 0x109f) || (c >= 0x1700 && c <= 0x1cff) || (c >= 0xfb1d && c <= 0xfdff)
        || (c >= 0xfe70 && c <= 0xfefe) || (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff);
}

bool isPlainByte(char byte)
{
    return uchar(byte) >= 0x20 && uchar(byte) < 0x7f;
}

/** Printable ASCII without tabs, eight bytes at a time: lines of megabytes are asked too. */
bool isPlainText(QByteArrayView text)
{
    constexpr quint64 Ones = 0x0101010101010101;
    constexpr quint64 High = 0x8080808080808080;
    const char *at = text.data();
    const char *end = at + text.size();
    for (; end - at >= 8; at += 8) {
        quint64 word;
        std::memcpy(&word, at, 8);
        const quint64 deletes = word ^ (Ones * 0x7f);
        if ((word | ((word - Ones * 0x20) & ~word) | ((deletes - Ones) & ~deletes)) & High)
            return false;
    }
    return std::all_of(at, end, isPlainByte);
}

} // namespace

int LineCells::namedCells(char32_t c)
{
    if (c >= 0x20 && c < 0x7f)
        return 0;
    if (c == 0x34f || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0)
        return 7; // letters and marks by category, but nothing to see
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return c == '\t' ? 0 : c > 0xffff ? 8 : 7;
    default:
        return 0;
    }
}

LineCells::LineCells(QByteArrayView line, int tabWidth)
    : m_line(line), m_tabWidth(tabWidth), m_long(line.size() > LongLine)
{
    m_plain = isPlainText(line);
    if (m_plain) {
        m_cellCount = int(line.size());
        return;
    }
    if (m_long) {
        countLong();
        return;
    }
    int cell = 0;
    int last = 0;
    for (int byte = 0; byte < int(line.size());) {
        if (byte - last >= CheckpointBytes) {
            m_checkpoints.push_back({byte, cell});
            last = byte;
        }
        // A mark may follow only where the next byte is not ASCII.
        if (isPlainByte(line[byte]) && (byte + 1 == int(line.size()) || uchar(line[byte + 1]) < 0x80)) {
            ++byte;
            ++cell;
            continue;
        }
        const Element element = elementAt(byte, cell);
        byte = element.endByte();
        cell = element.endCell();
    }
    m_cellCount = cell;
}

/** Every character counts as one cell: what begins a character is counted, piece by piece, as fast as memory is. */
void LineCells::countLong()
{
    const int size = int(m_line.size());
    const auto begins = [this](int byte) { return (uchar(m_line[byte]) & 0xc0) != 0x80; };
    for (int byte = 0; byte < size;) {
        int end = std::min(size, byte + CheckpointBytes);
        while (end < size && !begins(end))
            ++end;
        for (int i = byte; i < end; ++i)
            m_cellCount += begins(i) ? 1 : 0;
        byte = end;
        if (byte < size)
            m_checkpoints.push_back({byte, m_cellCount});
    }
}

LineCells::Element LineCells::elementAt(int byte, int cell) const
{
    Element element{byte, 1, cell, 1, Kind::Text, 0};
    const Decoded decoded = decode(m_line, byte);
    element.character = decoded.character;
    element.byteCount = decoded.bytes;
    if (decoded.character == '\t') {
        element.kind = Kind::Tab;
        if (!m_long)
            element.cellCount = m_tabWidth - cell % m_tabWidth;
        return element;
    }
    if (const int named = namedCells(decoded.character)) {
        element.kind = Kind::Named;
        element.cellCount = m_long ? 1 : named;
        return element;
    }
    if (m_long)
        return element;
    if (isShaped(decoded.character))
        element.kind = Kind::Shaped;
    else if (isWide(decoded.character)) {
        element.kind = Kind::Wide;
        element.cellCount = 2;
    }
    while (element.endByte() < int(m_line.size()) && uchar(m_line[element.endByte()]) >= 0xc0) {
        const Decoded mark = decode(m_line, element.endByte());
        if (!isCombining(mark.character))
            break;
        element.byteCount += mark.bytes;
    }
    return element;
}

LineCells::Checkpoint LineCells::before(int byte, int cell) const
{
    Checkpoint best;
    auto at = byte >= 0 ? std::ranges::upper_bound(m_checkpoints, byte, {}, &Checkpoint::byte)
                        : std::ranges::upper_bound(m_checkpoints, cell, {}, &Checkpoint::cell);
    if (at != m_checkpoints.begin())
        best = *std::prev(at);
    return best;
}

int LineCells::cellOfByte(int byte) const
{
    if (m_plain)
        return std::clamp(byte, 0, m_cellCount);
    if (byte >= int(m_line.size()))
        return m_cellCount;
    for (Checkpoint at = before(byte, -1);;) {
        const Element element = elementAt(at.byte, at.cell);
        if (element.endByte() > byte)
            return at.cell;
        at = {element.endByte(), element.endCell()};
    }
}

int LineCells::byteOfCell(int cell) const
{
    if (m_plain)
        return std::clamp(cell, 0, m_cellCount);
    if (cell >= m_cellCount)
        return int(m_line.size());
    for (Checkpoint at = before(-1, cell);;) {
        const Element element = elementAt(at.byte, at.cell);
        if (element.endCell() > cell)
            return at.byte;
        at = {element.endByte(), element.endCell()};
    }
}

int LineCells::previous(int byte) const
{
    if (byte <= 0)
        return 0;
    if (m_plain)
        return byte - 1;
    for (Checkpoint at = before(byte - 1, -1);;) {
        const Element element = elementAt(at.byte, at.cell);
        if (element.endByte() >= byte)
            return at.byte;
        at = {element.endByte(), element.endCell()};
    }
}

int LineCells::next(int byte) const
{
    if (byte >= int(m_line.size()))
        return int(m_line.size());
    return m_plain ? byte + 1 : elementAt(byte, cellOfByte(byte)).endByte();
}

std::vector<LineCells::Element> LineCells::elements(int first, int last) const
{
    std::vector<Element> result;
    if (m_plain) {
        for (int i = std::max(0, first); i < std::min(last, m_cellCount); ++i)
            result.push_back({i, 1, i, 1, Kind::Text, char32_t(uchar(m_line[i]))});
        return result;
    }
    for (Checkpoint at = before(-1, std::max(0, first)); at.byte < int(m_line.size()) && at.cell < last;) {
        const Element element = elementAt(at.byte, at.cell);
        if (element.endCell() > first)
            result.push_back(element);
        at = {element.endByte(), element.endCell()};
    }
    return result;
}

} // namespace docket
