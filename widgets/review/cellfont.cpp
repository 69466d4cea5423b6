// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/cellfont.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace docket {

namespace {
constexpr qsizetype MaxRemembered = 20'000;
}

CellFont::CellFont(const QFont &font, qreal devicePixelRatio) : m_font(font), m_small(font)
{
    QFont bold = font;
    bold.setBold(true);
    m_small.setPointSizeF(font.pointSizeF() * 0.78);
    m_small.setBold(true);
    m_fonts = {QRawFont::fromFont(font), QRawFont::fromFont(bold)};
    const QFontMetricsF metrics(font);
    const qreal advance = metrics.horizontalAdvance(QLatin1Char('M'));
    m_cellWidth = std::max(1.0, std::round(advance * devicePixelRatio)) / devicePixelRatio;
    m_rowHeight = std::max(8, int(std::ceil(metrics.height() * 1.34)));
    m_baseline =
        std::round(((m_rowHeight - metrics.height()) / 2 + metrics.ascent()) * devicePixelRatio) / devicePixelRatio;
    const bool sameWidth = std::abs(QFontMetricsF(bold).horizontalAdvance(QLatin1Char('M')) - advance) < 0.5;
    for (int weight = 0; weight < 2; ++weight) {
        for (char32_t c = 0x20; c < 0x7f; ++c)
            m_ascii[size_t(weight)][c] = find(c, weight == 1 && sameWidth);
    }
}

CellFont::Glyph CellFont::glyph(char32_t character, bool bold) const
{
    if (character < 0x80)
        return m_ascii[bold ? 1 : 0][character];
    QHash<char32_t, Glyph> &known = m_others[bold ? 1 : 0];
    if (const auto found = known.constFind(character); found != known.cend())
        return *found;
    if (known.size() > MaxRemembered)
        known.clear();
    return *known.insert(character, find(character, bold));
}

CellFont::Glyph CellFont::find(char32_t character, bool bold) const
{
    const QString text = QString::fromUcs4(&character, 1);
    const int own = bold ? 1 : 0;
    const QList<quint32> indexes = m_fonts[size_t(own)].glyphIndexesForString(text);
    if (indexes.size() == 1 && indexes[0] != 0) {
        const QList<QPointF> advances = m_fonts[size_t(own)].advancesForGlyphIndexes(indexes);
        return {quint16(own), indexes[0], float(advances.isEmpty() ? m_cellWidth : advances[0].x())};
    }
    QTextLayout layout(text, m_font);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(1000);
    layout.endLayout();
    const QList<QGlyphRun> runs = layout.glyphRuns();
    if (runs.isEmpty() || runs[0].glyphIndexes().isEmpty())
        return {0, 0, float(m_cellWidth)};
    const QRawFont found = runs[0].rawFont();
    auto at = std::ranges::find(m_fonts, found);
    if (at == m_fonts.end())
        at = m_fonts.insert(m_fonts.end(), found);
    return {quint16(at - m_fonts.begin()), runs[0].glyphIndexes().constFirst(), float(line.naturalTextWidth())};
}

QFont codeFont(int zoom)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::TypeWriter);
    font.setFixedPitch(true);
    font.setKerning(false);
    if (font.pointSizeF() < 1)
        font.setPointSizeF(10);
    font.setPointSizeF(std::clamp(font.pointSizeF() + zoom, 5.0, 40.0));
    return font;
}

} // namespace docket
