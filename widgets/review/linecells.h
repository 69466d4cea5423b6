// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <vector>

namespace docket {

/**
 * A line of text as cells of equal width: which byte stands in which cell. Every position on the surface (painting,
 * caret, selection, wrapping, hits) goes through here, so they cannot disagree. A tab fills up to its stop, wide
 * characters take two cells, combining marks none, and what cannot be seen or turns the direction of text takes the
 * cells of its name ("U+202E"), because it is shown as that. Lines above LongLine bytes count every character as one
 * cell; finding a place in them costs O(1024) after one pass. Does not own the text.
 */
class LineCells
{
public:
    static constexpr int LongLine = 16 * 1024;

    enum class Kind : quint8 { Text, Wide, Tab, Named, Shaped };

    /** What stands in one or more cells. */
    struct Element
    {
        int byte = 0;
        int byteCount = 0; ///< with its combining marks
        int cell = 0;
        int cellCount = 1;
        Kind kind = Kind::Text;
        char32_t character = 0;

        int endByte() const { return byte + byteCount; }
        int endCell() const { return cell + cellCount; }
    };

    explicit LineCells(QByteArrayView line, int tabWidth = 8);

    QByteArrayView text() const { return m_line; }
    /** True if cell n is byte n: printable ASCII without tabs. */
    bool isPlain() const { return m_plain; }
    int cellCount() const { return m_cellCount; }
    int cellOfByte(int byte) const;
    /** First byte of what covers the cell; the line's length behind its end. */
    int byteOfCell(int cell) const;
    /** Start of the character before or after the one at `byte`. */
    int previous(int byte) const;
    int next(int byte) const;
    /** Elements that cover cells [first, last), in order. */
    std::vector<Element> elements(int first, int last) const;

    /** "U+202E" for a character that is shown by its name; 0 cells otherwise. */
    static int namedCells(char32_t character);

private:
    struct Checkpoint
    {
        int byte = 0;
        int cell = 0;
    };

    void countLong();
    Element elementAt(int byte, int cell) const;
    Checkpoint before(int byte, int cell) const;

    QByteArrayView m_line;
    int m_tabWidth = 8;
    int m_cellCount = 0;
    bool m_plain = true;
    bool m_long = false;
    std::vector<Checkpoint> m_checkpoints;
};

} // namespace docket
