// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/linepainter.h"

#include "diff/warnings.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

/** UTF-16 units. */
int unitsOf(const LineCells &cells, const LineCells::Element &element)
{
    return element.byteCount == 1
        ? 1
        : int(QString::fromUtf8(cells.text().sliced(element.byte, element.byteCount)).size());
}

} // namespace

void LinePainter::setFont(const CellFont &font)
{
    m_font = font;
    m_layouts.clear();
    m_buckets.clear(); // their font numbers were those of the old font
}

void LinePainter::flush(QPainter &painter)
{
    for (Bucket &bucket : m_buckets) {
        if (bucket.indexes.empty())
            continue;
        m_run.setRawFont(m_font.rawFont(bucket.font));
        m_run.setRawData(bucket.indexes.data(), bucket.positions.data(), int(bucket.indexes.size()));
        painter.setPen(QColor::fromRgb(bucket.color));
        painter.drawGlyphRun(QPointF(), m_run);
        bucket.indexes.clear();
        bucket.positions.clear();
    }
}

void LinePainter::put(const CellFont::Glyph &glyph, qreal x, qreal cells, qreal baseline, const QColor &color)
{
    const QRgb rgb = color.rgb();
    const auto fits = [&](const Bucket &bucket) { return bucket.color == rgb && bucket.font == glyph.font; };
    if (m_last >= m_buckets.size() || !fits(m_buckets[m_last])) {
        m_last = size_t(std::ranges::find_if(m_buckets, fits) - m_buckets.begin());
        if (m_last == m_buckets.size()) {
            const auto free =
                std::ranges::find_if(m_buckets, [](const Bucket &bucket) { return bucket.indexes.empty(); });
            m_last = size_t(free - m_buckets.begin());
            if (free == m_buckets.end())
                m_buckets.emplace_back();
            m_buckets[m_last].color = rgb;
            m_buckets[m_last].font = glyph.font;
        }
    }
    const qreal room = cells * m_font.cellWidth();
    m_buckets[m_last].indexes.push_back(glyph.index);
    // Only what does not fit its cells is put in their middle: letters of the font itself stand where its designer
    // wants them.
    m_buckets[m_last].positions.emplace_back(
        std::abs(room - glyph.width) < 1.5 ? x : x + (room - qreal(glyph.width)) / 2, baseline);
}

void LinePainter::drawPlain(QPainter &painter, QPointF topLeft, QStringView text, const QColor &color, bool bold)
{
    for (const QChar c : text) {
        if (c != u' ')
            put(m_font.glyph(c.unicode(), bold), topLeft.x(), 1, topLeft.y() + m_font.baseline(), color);
        topLeft.rx() += m_font.cellWidth();
    }
    flush(painter);
}

void LinePainter::drawBackdrops(QPainter &painter, const LineJob &job)
{
    const qreal inset = std::max(1.0, std::floor(m_font.rowHeight() * 0.07));
    for (const Backdrop &backdrop : job.backdrops) {
        const int first = std::max(job.firstCell, job.cells->cellOfByte(backdrop.span.start));
        const int last = std::min(job.lastCell, job.cells->cellOfByte(backdrop.span.end()));
        if (first >= last)
            continue;
        const QRectF box(xOf(job, first), job.origin.y() + inset, (last - first) * m_font.cellWidth(),
                         m_font.rowHeight() - 2 * inset);
        if (!backdrop.framed) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(backdrop.color);
            painter.setRenderHint(QPainter::Antialiasing, true);
            painter.drawRoundedRect(box, 2.5, 2.5);
            painter.setRenderHint(QPainter::Antialiasing, false);
        } else {
            painter.setPen(QPen(backdrop.color, 0));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(box.adjusted(0, 0, -1, -1));
        }
    }
}

void LinePainter::drawNamed(QPainter &painter, const LineJob &job, const LineCells::Element &element)
{
    const QRectF cells(xOf(job, element.cell), job.origin.y(), element.cellCount * m_font.cellWidth(),
                       m_font.rowHeight());
    const QRectF box = cells.adjusted(1, m_font.rowHeight() * 0.12, -1, -m_font.rowHeight() * 0.12);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.warnBack);
    painter.drawRoundedRect(box, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (element.cellCount > 1) {
        painter.setFont(m_font.smallFont());
        painter.setPen(m_theme.warnText);
        painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, diff::characterName(element.character));
    }
}

void LinePainter::drawShaped(QPainter &painter, const LineJob &job, std::span<const LineCells::Element> run,
                             const QColor &color)
{
    const QString text =
        QString::fromUtf8(job.cells->text().sliced(run.front().byte, run.back().endByte() - run.front().byte));
    QTextLayout *layout = m_layouts.object(text);
    if (!layout) {
        layout = new QTextLayout(text, m_font.font());
        QTextOption option;
        option.setWrapMode(QTextOption::NoWrap);
        option.setTextDirection(Qt::LeftToRight); // the run keeps its own direction but never turns its surroundings
        layout->setTextOption(option);
        layout->beginLayout();
        layout->createLine();
        layout->endLayout();
        m_layouts.insert(text, layout);
    }
    const QTextLine line = layout->lineAt(0);
    const qreal room = (run.back().endCell() - run.front().cell) * m_font.cellWidth();
    const qreal scale = std::min(1.0, room / std::max(1.0, line.naturalTextWidth()));
    painter.save();
    painter.translate(xOf(job, run.front().cell), job.origin.y() + m_font.baseline() - line.ascent());
    painter.scale(scale, 1);
    painter.setPen(color);
    layout->draw(&painter, QPointF());
    painter.restore();
}

void LinePainter::draw(QPainter &painter, const LineJob &job)
{
    drawBackdrops(painter, job);
    const LineCells &cells = *job.cells;
    const int last = std::min(job.lastCell, cells.cellCount());
    const qreal baseline = job.origin.y() + m_font.baseline();
    size_t span = 0;
    const auto lookAt = [&](int unit) -> const ThemeColors::Look & {
        while (span < job.styles.size() && job.styles[span].end() <= unit)
            ++span;
        const bool inside = span < job.styles.size() && job.styles[span].start() <= unit;
        return m_theme.syntax[inside ? size_t(job.styles[span].style()) : 0];
    };
    if (cells.isPlain()) {
        const char *text = cells.text().data();
        for (int i = job.firstCell; i < last; ++i) {
            const char c = text[i];
            if (c == ' ' && !job.showBlanks)
                continue;
            const ThemeColors::Look &look = lookAt(i);
            const bool blank = c == ' ';
            put(m_font.glyph(blank ? U'·' : char32_t(uchar(c)), look.bold), xOf(job, i), 1, baseline,
                job.plainColor || blank ? m_theme.dimText : look.color);
        }
        flush(painter);
        return;
    }
    // Styles count UTF-16 units from the start of the line, so a line that has any is walked from its start; it is
    // short then.
    const auto elements = cells.elements(job.styles.empty() ? job.firstCell : 0, last);
    int unit = 0;
    for (size_t i = 0; i < elements.size(); ++i) {
        const LineCells::Element &element = elements[i];
        const ThemeColors::Look &look = lookAt(unit);
        if (!job.styles.empty())
            unit += unitsOf(cells, element);
        if (element.endCell() <= job.firstCell)
            continue;
        const QColor &color = job.plainColor ? m_theme.dimText : look.color;
        const bool marked = element.byteCount
            > 1 + (element.character >= 0x80) + (element.character >= 0x800) + (element.character >= 0x10000);
        switch (element.kind) {
        case LineCells::Kind::Tab:
            if (job.showBlanks)
                put(m_font.glyph(U'→', false), xOf(job, element.cell), 1, baseline, m_theme.dimText);
            break;
        case LineCells::Kind::Named:
            drawNamed(painter, job, element);
            break;
        case LineCells::Kind::Shaped: {
            size_t end = i + 1;
            while (end < elements.size() && elements[end].kind == LineCells::Kind::Shaped) {
                if (!job.styles.empty())
                    unit += unitsOf(cells, elements[end]);
                ++end;
            }
            drawShaped(painter, job, std::span(elements).subspan(i, end - i), color);
            i = end - 1;
            break;
        }
        case LineCells::Kind::Text:
        case LineCells::Kind::Wide:
            if (marked)
                drawShaped(painter, job, std::span(elements).subspan(i, 1), color);
            else if (element.character == U' ' ? job.showBlanks : true)
                put(m_font.glyph(element.character == U' ' ? U'·' : element.character, look.bold),
                    xOf(job, element.cell), element.cellCount, baseline,
                    element.character == U' ' ? m_theme.dimText : color);
            break;
        }
    }
    flush(painter);
}

} // namespace docket
