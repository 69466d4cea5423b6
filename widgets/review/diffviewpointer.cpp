// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include "widgets/review/diffactions.h"
#include "widgets/review/linewrap.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <limits>

namespace docket {

using diff::RowKind;
using diff::Side;

DiffView::Pointed DiffView::pointAt(QPoint position) const
{
    Pointed pointed;
    if (m_scene.fileCount() == 0)
        return pointed;
    if (position.y() >= 0 && position.y() < stripHeight()) {
        const int file = stickyFile();
        const QRect header = stickyRect(file);
        if (header.top() <= 0 && header.contains(QPoint(header.left(), position.y()))) {
            pointed.row = {file, 0};
            pointed.band = header;
            return pointed;
        }
    }
    const auto place = m_scene.geometry().at(scrollY() + position.y());
    pointed.row = {place.file, std::min(place.row, m_scene.rowCount(place.file) - 1)};
    const int top = int(place.top - scrollY());
    const int band = m_scene.bandHeight(pointed.row);
    pointed.band = QRect(0, top, viewport()->width(), band);
    pointed.hanging = position.y() >= top + band && position.y() < top + place.height;
    const auto &columns = m_state.columns;
    const Side wish = columns.unified || position.x() < columns.halves[1].left ? Side::Left : Side::Right;
    pointed.side = m_scene.sideAt(pointed.row, wish);
    const auto &half = columns.half(columns.unified ? pointed.side : wish);
    pointed.author = position.x() < columns.authors;
    pointed.gutter = position.x() < half.textLeft - int(m_painter.font().cellWidth() / 2);
    const int line = m_scene.lineAt(pointed.row, pointed.side);
    if (line >= 0) {
        const qreal cell = m_painter.font().cellWidth();
        int at = int(std::floor((position.x() - half.textLeft + m_state.scrollX) / cell + 0.5));
        const LineCells &cells = const_cast<DiffPainter &>(m_painter).cells(place.file, pointed.side, line);
        if (const int wrap = m_scene.style().wrapCells; wrap > 0) {
            const LineWrap pieces(cells, wrap);
            const int piece = std::clamp((position.y() - top) / m_scene.style().metrics.row, 0, pieces.pieces() - 1);
            const int end =
                pieces.endCell(piece) - (piece + 1 < pieces.pieces() ? 1 : 0); // behind a cut is the next piece
            at = std::clamp(pieces.firstCell(piece) + std::max(0, at), pieces.firstCell(piece),
                            std::max(pieces.firstCell(piece), end));
        }
        pointed.byte = cells.byteOfCell(std::max(0, at));
    }
    return pointed;
}

bool DiffView::clickParts(const QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const Pointed pointed = pointAt(at);
    if (!pointed.row.isValid() || pointed.hanging)
        return false;
    const diff::Row content = m_scene.row(pointed.row);
    if (m_painter.readMarkRect(pointed.row, pointed.band).contains(at)) {
        setCaret(pointed.row, pointed.side, 0, false);
        toggleRead();
        return true;
    }
    if (m_painter.moveLabel(pointed.row, pointed.side, pointed.band, m_state).pill.contains(at)) {
        setCaret(pointed.row, pointed.side, 0, false);
        followMove();
        return true;
    }
    if (content.kind == RowKind::FileHeader && pointed.band.contains(at)) {
        const HeaderParts parts = m_painter.headerParts(pointed.row.file, pointed.band);
        setCaret(pointed.row, m_state.caret.side, 0, false);
        if (parts.viewed.contains(at))
            toggleViewed();
        else if (parts.comment.contains(at))
            writeFileComment(pointed.row.file);
        else
            toggleFold();
        return true;
    }
    if (content.kind == RowKind::Fold) {
        const FoldParts parts = m_painter.foldParts(pointed.row, pointed.band, m_state.columns);
        setCaret(pointed.row, m_state.caret.side, 0, false);
        if (parts.above.contains(at) || parts.below.contains(at)) {
            const bool above = parts.above.contains(at);
            keepPlace([&] { m_scene.expand(pointed.row, above ? 0 : 20, above ? 20 : 0); });
            sceneChanged();
        } else {
            toggleFold();
        }
        return true;
    }
    return false;
}

void DiffView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QAbstractScrollArea::mousePressEvent(event);
    setFocus(Qt::MouseFocusReason);
    if (m_scene.fileCount() == 0 || clickHanging(event) || clickParts(event))
        return;
    const Pointed pointed = pointAt(event->position().toPoint());
    if (pointed.hanging)
        return;
    if (pointed.author) {
        setCaret(pointed.row, Side::Left, 0, false);
        return tellAuthor();
    }
    const bool select = event->modifiers() & Qt::ShiftModifier;
    setCaret(pointed.row, pointed.side, pointed.gutter ? 0 : pointed.byte, select);
    m_drag = pointed.gutter && m_state.caret.isValid() ? Drag::Comment : Drag::Text;
    m_dragPosition = event->position().toPoint();
}

void DiffView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag == Drag::None || !(event->buttons() & Qt::LeftButton))
        return hover(event->position());
    m_dragPosition = event->position().toPoint();
    if (dragBeyond() == QPoint())
        m_autoScrollTimer.stop();
    else if (!m_autoScrollTimer.isActive())
        m_autoScrollTimer.start();
    autoScroll();
}

/** How far the pointer of a drag is outside of the rows and of the text of the side where it began. */
QPoint DiffView::dragBeyond() const
{
    const QRect rows = viewport()->rect().adjusted(0, stripHeight(), 0, 0);
    const auto &half = m_state.columns.half(m_anchor.side);
    const auto beyond = [](int at, int first, int last) { return at < first ? at - first : std::max(0, at - last); };
    const int x = m_drag == Drag::Text ? beyond(m_dragPosition.x(), half.left, half.right) : 0;
    return {x, beyond(m_dragPosition.y(), rows.top(), rows.bottom())};
}

/** One step of a drag: scrolls if the pointer is outside, and takes the selection to where it is. */
void DiffView::autoScroll()
{
    const QRect rows = viewport()->rect().adjusted(0, stripHeight(), 0, 0);
    const QPoint beyond = dragBeyond();
    const auto scroll = [this](QScrollBar *bar, int by) {
        if (by != 0 && m_autoScrollTimer.isActive())
            bar->setValue(bar->value() + std::clamp(by, -60, 60) / 2 + (by > 0 ? 1 : -1));
    };
    scroll(verticalScrollBar(), beyond.y());
    scroll(horizontalScrollBar(), beyond.x());
    QPoint at = m_dragPosition;
    at.setY(std::clamp(at.y(), rows.top(), rows.bottom()));
    if (!isUnified()) { // the drag stays on the side where it began
        const auto &half = m_state.columns.half(m_anchor.side);
        at.setX(std::clamp(at.x(), half.left, half.right - 1));
    }
    const Pointed pointed = pointAt(at);
    if (!pointed.row.isValid())
        return;
    const int line = m_scene.lineAt(pointed.row, pointed.side);
    if (m_drag == Drag::Comment)
        setCaret(pointed.row, pointed.side, line < 0 ? 0 : std::numeric_limits<int>::max(), true);
    else
        setCaret(pointed.row, pointed.side, pointed.byte, true);
}

void DiffView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QAbstractScrollArea::mouseReleaseEvent(event);
    m_autoScrollTimer.stop();
    const Drag drag = m_drag;
    m_drag = Drag::None;
    if (drag == Drag::Comment)
        writeComment();
    else if (drag == Drag::Text && QApplication::clipboard()->supportsSelection() && !m_state.selection.isEmpty())
        QApplication::clipboard()->setText(selectedText(), QClipboard::Selection);
}

void DiffView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Pointed pointed = pointAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !pointed.row.isValid() || pointed.hanging || pointed.author
        || m_scene.lineAt(pointed.row, pointed.side) < 0)
        return mousePressEvent(event);
    setCaret(pointed.row, pointed.side, pointed.byte, false);
    selectWord();
}

void DiffView::hover(std::optional<QPointF> position)
{
    const auto update = [this](const std::optional<QPointF> &at) {
        if (!at || m_scene.fileCount() == 0)
            return;
        const Pointed pointed = pointAt(at->toPoint());
        if (!pointed.row.isValid())
            return;
        const RowKind kind = m_scene.row(pointed.row).kind;
        if (pointed.hanging || kind == RowKind::FileHeader || kind == RowKind::Fold || pointed.gutter
            || m_scene.startsHunk(pointed.row))
            viewport()->update(pointed.hanging ? rowRect(pointed.row) : pointed.band);
    };
    update(m_state.pointer);
    m_state.pointer = position;
    update(position);
    if (!position || m_scene.fileCount() == 0)
        return;
    const Pointed pointed = pointAt(position->toPoint());
    const bool text = pointed.row.isValid() && !pointed.hanging && !pointed.gutter
        && m_scene.lineAt(pointed.row, pointed.side) >= 0
        && !m_painter.readMarkRect(pointed.row, pointed.band).contains(position->toPoint())
        && !m_painter.moveLabel(pointed.row, pointed.side, pointed.band, m_state).pill.contains(*position);
    const bool clickable = pointed.row.isValid() && !text && !pointed.hanging;
    viewport()->setCursor(text ? Qt::IBeamCursor : clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void DiffView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        if (event->angleDelta().y() != 0)
            setZoom(zoom() + (event->angleDelta().y() > 0 ? 1 : -1));
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void DiffView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = m_actions->makeContextMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

} // namespace docket
