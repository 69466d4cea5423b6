// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffpainter.h"

#include <QPainter>

namespace docket {

using diff::LineClass;
using diff::Row;
using diff::RowKind;
using diff::Side;

namespace {

QStringView signOf(LineClass lineClass, Side side)
{
    switch (lineClass) {
    case LineClass::None:
    case LineClass::Context: return u"";
    case LineClass::Removed: return u"\u2212";
    case LineClass::Added: return u"+";
    case LineClass::Changed: return side == Side::Left ? u"\u2212" : u"+";
    case LineClass::Reindented: return u"\u21e5";
    case LineClass::WhitespaceOnly: return u"\u00b7";
    case LineClass::MovedFrom: return u"\u2196";
    case LineClass::MovedTo: return u"\u2198";
    case LineClass::CopiedTo: return u"\u2198";
    }
    return {};
}

} // namespace

int DiffPainter::gutterWidth(const SurfaceColumns::Half &half) const
{
    return half.textLeft - half.left - int(font().cellWidth() / 2);
}

void DiffPainter::paintGutter(QPainter &painter, RowPlace place, Side side, const QRect &rect, const PaintState &state,
                              ThemeColors::RowTint tint)
{
    const Row &row = m_scene.row(place);
    const SurfaceColumns::Half &half = state.columns.half(side);
    const ThemeColors::Tint &colors = theme().tint(tint);
    const bool isCaret = place == state.caretRow && (state.columns.unified || side == state.caret.side);
    if (!QRect(half.left, rect.top(), half.textLeft - half.left, rect.height()).intersects(state.exposed))
        return;
    painter.fillRect(QRect(half.left, rect.top(), gutterWidth(half), rect.height()), colors.gutter);
    const bool isRead = row.isChange()
        && m_scene.ledger().isEditRead(place.file, int(row.extra)); // a line where the bar was: quiet, but seen
    if (tint != ThemeColors::Plain)
        painter.fillRect(QRect(half.left, rect.top(), isRead ? 1 : SurfaceColumns::BarWidth, rect.height()),
                         colors.bar);
    const QColor ink = isCaret ? theme().text : tint == ThemeColors::Plain ? theme().dimText : colors.sign;
    const auto number = [&](int line, int right) {
        if (line < 0)
            return;
        const QString text = QString::number(line + 1);
        m_lines.drawPlain(painter, QPointF(right - text.size() * font().cellWidth(), rect.top()), text, ink, isCaret);
    };
    if (state.columns.unified) {
        number(row.left, half.numberRight);
        number(row.right, half.number2Right);
    } else {
        number(side == Side::Left ? row.left : row.right, half.numberRight);
    }
    const QRect gutter(half.left, rect.top(), half.textLeft - half.left, rect.height());
    if (state.pointer && gutter.contains(state.pointer->toPoint())) { // a click here comments the line
        const qreal edge = m_scene.style().metrics.row - 4;
        const QRectF button(half.textLeft - edge - 1, rect.top() + 2, edge, edge);
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().accent);
        painter.drawRoundedRect(button, 3, 3);
        painter.setPen(QPen(theme().accentText, 1.6, Qt::SolidLine, Qt::RoundCap));
        const QPointF c = button.center();
        painter.drawLine(c - QPointF(edge * 0.24, 0), c + QPointF(edge * 0.24, 0));
        painter.drawLine(c - QPointF(0, edge * 0.24), c + QPointF(0, edge * 0.24));
        painter.setRenderHint(QPainter::Antialiasing, false);
    } else if (row.kind != RowKind::Context) {
        const LineClass lineClass = side == Side::Left ? row.leftClass : row.rightClass;
        const QStringView sign =
            row.flags & diff::FromBase ? QStringView(u"\u2191") : signOf(lineClass, side); // it came up from the base
        m_lines.drawPlain(painter, QPointF(half.signLeft, rect.top()), sign, colors.sign, true);
    }
}

} // namespace docket
