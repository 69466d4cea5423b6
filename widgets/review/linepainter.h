// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/intraline.h"
#include "highlight/spans.h"
#include "widgets/common/theme.h"
#include "widgets/review/cellfont.h"
#include "widgets/review/linecells.h"

#include <QCache>
#include <QGlyphRun>
#include <QRectF>
#include <QTextLayout>

#include <span>
#include <vector>

class QPainter;

namespace docket {

/** A colour behind some bytes of a line. */
struct Backdrop
{
    diff::Span span;
    QColor color;
    bool framed = false; ///< a frame instead of a filling
};

/** One line, or the piece of it that one wrapped row shows. */
struct LineJob
{
    const LineCells *cells = nullptr;
    QPointF origin;      ///< where cell `firstCell` begins, top of the row
    int firstCell = 0;
    int lastCell = 0;    ///< behind the last one to draw
    std::span<const highlight::StyleSpan> styles;
    std::span<const Backdrop> backdrops; ///< in the order of painting
    bool plainColor = false; ///< all text in ThemeColors::dimText
    bool showBlanks = false;
};

/** Draws code cell by cell. Keeps nothing of a document. GUI thread. */
class LinePainter
{
public:
    LinePainter() : m_layouts(300) {}

    void setFont(const CellFont &font);
    void setTheme(const ThemeColors &theme) { m_theme = theme; }
    const CellFont &font() const { return m_font; }
    const ThemeColors &theme() const { return m_theme; }

    void draw(QPainter &painter, const LineJob &job);
    /** Glyphs of plain words in the code font, for numbers and signs. */
    void drawPlain(QPainter &painter, QPointF topLeft, QStringView text, const QColor &color, bool bold = false);

private:
    /** Glyphs of one colour, drawn in one go: a line has a dozen pieces but few colours. */
    struct Bucket
    {
        QRgb color = 0;
        int font = -1;
        std::vector<quint32> indexes;
        std::vector<QPointF> positions;
    };

    void drawBackdrops(QPainter &painter, const LineJob &job);
    void drawNamed(QPainter &painter, const LineJob &job, const LineCells::Element &element);
    void drawShaped(QPainter &painter, const LineJob &job, std::span<const LineCells::Element> run,
                    const QColor &color);
    void put(const CellFont::Glyph &glyph, qreal x, qreal cells, qreal baseline, const QColor &color);
    void flush(QPainter &painter);
    qreal xOf(const LineJob &job, int cell) const
    {
        return job.origin.x() + (cell - job.firstCell) * m_font.cellWidth();
    }

    CellFont m_font;
    ThemeColors m_theme;
    QCache<QString, QTextLayout> m_layouts;
    std::vector<Bucket> m_buckets; // emptied by flush(), kept for their memory
    size_t m_last = 0;
    QGlyphRun m_run;
};

} // namespace docket
