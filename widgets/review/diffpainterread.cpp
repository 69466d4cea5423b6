// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffpainter.h"

#include <QPainter>

#include <algorithm>

namespace docket {

using diff::Side;

QRect DiffPainter::readMarkRect(RowPlace place, const QRect &rect) const
{
    if (!m_scene.startsHunk(place))
        return {};
    const int row = m_scene.style().metrics.row;
    const int side = std::min(16, row - 2);
    return QRect(rect.right() - side - 5, rect.top() + (row - side) / 2, side, side);
}

void DiffPainter::paintCheck(QPainter &painter, const QRectF &box, const QColor &color)
{
    painter.setPen(QPen(color, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF{box.topLeft() + QPointF(box.width() * 0.24, box.height() * 0.52),
                                   box.topLeft() + QPointF(box.width() * 0.43, box.height() * 0.72),
                                   box.topLeft() + QPointF(box.width() * 0.78, box.height() * 0.30)});
}

/** A read hunk has a small check at its right end; one that is not read shows its empty box to whoever is there. */
void DiffPainter::paintReadMark(QPainter &painter, RowPlace place, const QRect &rect, const PaintState &state)
{
    const QRect mark = readMarkRect(place, rect);
    if (mark.isNull())
        return;
    const bool isRead = m_scene.ledger().isEditRead(place.file, int(m_scene.row(place).extra))
        && m_scene.ledger().isRead(m_scene.readPlaceAt(place));
    const bool isNear = place == state.caretRow || (state.pointer && rect.contains(state.pointer->toPoint()));
    if (!isRead && !isNear)
        return;
    const Side side = m_scene.sideAt(place, Side::Right);
    const int room = rect.right() + 1 - SurfaceColumns::MarkRoom;
    // Not a box in the middle of a word: a line that goes on below it ends before it, and can be scrolled to its end.
    if (textEnd(place.file, side, m_scene.lineAt(place, side), state) > room)
        painter.fillRect(room, rect.top() + 1, SurfaceColumns::MarkRoom, m_scene.style().metrics.row - 2,
                         theme().tint(tintAt(place, side)).row);
    const QRectF box = QRectF(mark).adjusted(1.5, 1.5, -1.5, -1.5);
    const bool hovered = state.pointer && mark.contains(state.pointer->toPoint());
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(hovered ? theme().text : isRead ? theme().line : theme().dimText, 1));
    painter.setBrush(theme().base);
    painter.drawRoundedRect(box, 3, 3);
    if (isRead)
        paintCheck(painter, box, theme().dimText);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

QString DiffPainter::viewedText(int file) const
{
    const review::ReadCount count =
        m_scene.ledger().fileCount() > file ? m_scene.ledger().count(file) : review::ReadCount();
    return count.read > 0 && count.read < count.all ? tr("%1 of %2 read").arg(count.read).arg(count.all) : tr("Viewed");
}

} // namespace docket
