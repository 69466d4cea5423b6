// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QHash>
#include <QRawFont>

#include <array>
#include <vector>

namespace docket {

/**
 * A fixed-pitch font taken apart: for each character the glyph to draw in its cell, found once. Code needs no shaping,
 * so a row of it is drawn as glyphs at known places, which is several times as quick as laying out text. GUI thread.
 */
class CellFont
{
public:
    struct Glyph
    {
        quint16 font = 0;   ///< index for rawFont()
        quint32 index = 0;
        float width = 0;    ///< its own advance
    };

    CellFont() = default;
    /** `devicePixelRatio`: cells are whole device pixels wide, so that all columns look the same. */
    CellFont(const QFont &font, qreal devicePixelRatio);

    const QFont &font() const { return m_font; }
    const QFont &smallFont() const { return m_small; }
    qreal cellWidth() const { return m_cellWidth; }
    /** Height of a row: the font's with air above and below. */
    int rowHeight() const { return m_rowHeight; }
    /** From the top of a row to the base line. */
    qreal baseline() const { return m_baseline; }

    Glyph glyph(char32_t character, bool bold) const;
    const QRawFont &rawFont(int index) const { return m_fonts[size_t(index)]; }

private:
    Glyph find(char32_t character, bool bold) const;

    QFont m_font;
    QFont m_small;
    qreal m_cellWidth = 8;
    int m_rowHeight = 20;
    qreal m_baseline = 14;
    mutable std::vector<QRawFont> m_fonts; // 0 regular, 1 bold, then those that filled a gap
    mutable std::array<std::array<Glyph, 128>, 2> m_ascii{};
    mutable QHash<char32_t, Glyph> m_others[2];
};

/** The user's fixed-pitch font, `zoom` steps larger or smaller. */
QFont codeFont(int zoom);

} // namespace docket
