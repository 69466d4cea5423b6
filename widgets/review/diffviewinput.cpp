// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include "widgets/review/diffactions.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

using namespace Qt::StringLiterals;

namespace docket {

using diff::RowKind;
using diff::Side;

// ---- caret and selection

void DiffView::updateRow(RowPlace row)
{
    if (row.isValid() && row.file < m_scene.fileCount() && row.row < m_scene.rowCount(row.file))
        viewport()->update(rowRect(row));
}

void DiffView::setCaret(RowPlace row, Side side, int byte, bool select, bool keepColumn)
{
    if (!row.isValid())
        return;
    updateRow(m_state.caretRow);
    const Side actual = m_scene.sideAt(row, side);
    const int line = m_scene.lineAt(row, actual);
    const int length = int(m_scene.lineText(row.file, actual, line).size());
    m_state.caretRow = row;
    m_state.caret = {row.file, actual, line, std::clamp(byte, 0, length)};
    if (!keepColumn)
        m_wishedCell = line < 0 ? m_wishedCell : m_painter.cells(row.file, actual, line).cellOfByte(m_state.caret.byte);
    if (!select) {
        m_anchorRow = row;
        m_anchor = m_state.caret;
    }
    updateSelection();
    updateRow(row);
    Q_EMIT caretMoved();
    if (QAccessible::isActive()) {
        QAccessibleTextCursorEvent event(this, 0);
        if (QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(this); interface && interface->textInterface())
            event.setCursorPosition(interface->textInterface()->cursorPosition());
        QAccessible::updateAccessibility(&event);
    }
}

/** After rows were laid out anew: the same lines, wherever they are now. */
void DiffView::remapCaret()
{
    const auto remap = [this](RowPlace &row, TextPlace &place) {
        if (!row.isValid())
            return;
        if (row.file >= m_scene.fileCount()) {
            row = {};
            place = {};
            return;
        }
        if (place.line >= 0 && row.row > 0)
            row = m_scene.rowOf(place.file, place.side, place.line);
        row.row = std::clamp(row.row, 0, m_scene.rowCount(row.file) - 1);
        place.line = m_scene.lineAt(row, place.side);
    };
    remap(m_state.caretRow, m_state.caret);
    remap(m_anchorRow, m_anchor);
    updateSelection();
}

void DiffView::updateSelection()
{
    const PaintState::Selection before = m_state.selection;
    PaintState::Selection now;
    if (m_anchorRow.isValid() && (m_anchorRow != m_state.caretRow || m_anchor.byte != m_state.caret.byte)) {
        const bool forward = std::tie(m_anchorRow, m_anchor.byte) < std::tie(m_state.caretRow, m_state.caret.byte);
        now.first = forward ? m_anchorRow : m_state.caretRow;
        now.last = forward ? m_state.caretRow : m_anchorRow;
        now.firstByte = forward ? m_anchor.byte : m_state.caret.byte;
        now.lastByte = forward ? m_state.caret.byte : m_anchor.byte;
        now.side = m_anchor.side;
    }
    m_state.selection = now;
    if (!before.isEmpty() || !now.isEmpty())
        viewport()->update();
}

void DiffView::clearSelection()
{
    m_anchorRow = m_state.caretRow;
    m_anchor = m_state.caret;
    updateSelection();
}

QString DiffView::selectedText() const
{
    const PaintState::Selection &selection = m_state.selection;
    if (selection.isEmpty())
        return {};
    QStringList lines;
    for (RowPlace row = selection.first; row.isValid() && row <= selection.last; row = stepRow(row, 1)) {
        const Side side = isUnified() ? m_scene.sideAt(row, selection.side) : selection.side;
        const int line = m_scene.lineAt(row, side);
        if (line < 0)
            continue;
        const QByteArrayView text = m_scene.lineText(row.file, side, line);
        const int first = row == selection.first ? std::min(selection.firstByte, int(text.size())) : 0;
        const int last = row == selection.last ? std::min(selection.lastByte, int(text.size())) : int(text.size());
        lines += QString::fromUtf8(text.sliced(first, std::max(0, last - first)));
    }
    return lines.join(u'\n');
}

void DiffView::copy()
{
    QString text = selectedText();
    if (text.isEmpty() && m_state.caret.isValid())
        text = QString::fromUtf8(m_scene.lineText(m_state.caret.file, m_state.caret.side, m_state.caret.line));
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void DiffView::selectAll()
{
    if (!m_state.caretRow.isValid())
        return;
    const int file = m_state.caretRow.file; // the file in hand: nobody wants ten thousand files on the clipboard
    const int last = m_scene.rowCount(file) - 1;
    const Side side = m_state.caret.side;
    setCaret({file, 0}, side, 0, false);
    m_anchor.side = side;
    setCaret({file, last}, side, std::numeric_limits<int>::max(), true);
}

RowPlace DiffView::stepRow(RowPlace row, int step) const
{
    row.row += step;
    if (row.row < 0)
        return row.file > 0 ? RowPlace{row.file - 1, m_scene.rowCount(row.file - 1) - 1} : RowPlace{};
    if (row.row >= m_scene.rowCount(row.file))
        return row.file + 1 < m_scene.fileCount() ? RowPlace{row.file + 1, 0} : RowPlace{};
    return row;
}

// ---- keys

void DiffView::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool control = event->modifiers() & Qt::ControlModifier;
    const int page = std::max(1, verticalScrollBar()->pageStep() / m_scene.style().metrics.row);
    if (m_scene.fileCount() == 0)
        return QAbstractScrollArea::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Up: return moveRows(-1, shift);
    case Qt::Key_Down: return moveRows(1, shift);
    case Qt::Key_PageUp: return moveRows(-page, shift);
    case Qt::Key_PageDown: return moveRows(page, shift);
    case Qt::Key_Space: return moveRows(shift ? -page : page, false);
    case Qt::Key_Left: return moveColumn(-1, control, shift);
    case Qt::Key_Right: return moveColumn(1, control, shift);
    case Qt::Key_Home: return moveToEdge(false, control, shift);
    case Qt::Key_End: return moveToEdge(true, control, shift);
    case Qt::Key_Return:
    case Qt::Key_Enter: return toggleFold();
    case Qt::Key_Escape:
        if (!m_state.selection.isEmpty())
            return clearSelection();
        break;
    default: break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void DiffView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    updateRow(m_state.caretRow);
    viewport()->update(0, 0, viewport()->width(), stripHeight());
}

void DiffView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    updateRow(m_state.caretRow);
    viewport()->update(0, 0, viewport()->width(), stripHeight());
}

// ---- pointer

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
    pointed.gutter = position.x() < half.textLeft - int(m_painter.font().cellWidth() / 2);
    const int line = m_scene.lineAt(pointed.row, pointed.side);
    if (line >= 0) {
        const qreal cell = m_painter.font().cellWidth();
        int at = int(std::floor((position.x() - half.textLeft + m_state.scrollX) / cell + 0.5));
        if (const int wrap = m_scene.style().wrapCells; wrap > 0)
            at = std::clamp(at, 0, wrap) + std::clamp((position.y() - top) / m_scene.style().metrics.row, 0, band / m_scene.style().metrics.row) * wrap;
        const LineCells &cells = const_cast<DiffPainter &>(m_painter).cells(place.file, pointed.side, line);
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
    const QRect rows = viewport()->rect().adjusted(0, stripHeight(), 0, 0);
    if (m_dragPosition.y() < rows.top() || m_dragPosition.y() > rows.bottom())
        m_autoScrollTimer.start();
    else
        m_autoScrollTimer.stop();
    autoScroll();
}

/** One step of a drag: scrolls if the pointer is outside, and takes the selection to where it is. */
void DiffView::autoScroll()
{
    const QRect rows = viewport()->rect().adjusted(0, stripHeight(), 0, 0);
    const int beyond = m_dragPosition.y() < rows.top() ? m_dragPosition.y() - rows.top() : std::max(0, m_dragPosition.y() - rows.bottom());
    if (beyond != 0 && m_autoScrollTimer.isActive())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + std::clamp(beyond, -60, 60) / 2 + (beyond > 0 ? 1 : -1));
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

void DiffView::selectWord()
{
    const TextPlace at = m_state.caret;
    const QByteArrayView text = m_scene.lineText(at.file, at.side, at.line);
    const auto isWord = [&](int i) {
        const char c = text[i];
        return c == '_' || uchar(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    int first = at.byte;
    int last = at.byte;
    while (first > 0 && isWord(first - 1))
        --first;
    while (last < int(text.size()) && isWord(last))
        ++last;
    setCaret(m_state.caretRow, at.side, first, false);
    setCaret(m_state.caretRow, at.side, last, true);
}

void DiffView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Pointed pointed = pointAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !pointed.row.isValid() || pointed.hanging || m_scene.lineAt(pointed.row, pointed.side) < 0)
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
        if (pointed.hanging || kind == RowKind::FileHeader || kind == RowKind::Fold || pointed.gutter)
            viewport()->update(pointed.hanging ? rowRect(pointed.row) : pointed.band);
    };
    update(m_state.pointer);
    m_state.pointer = position;
    update(position);
    if (!position || m_scene.fileCount() == 0)
        return;
    const Pointed pointed = pointAt(position->toPoint());
    const bool text = pointed.row.isValid() && !pointed.hanging && !pointed.gutter && m_scene.lineAt(pointed.row, pointed.side) >= 0;
    const bool clickable = pointed.row.isValid() && !text && !pointed.hanging;
    viewport()->setCursor(text ? Qt::IBeamCursor : clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void DiffView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        if (event->angleDelta().y() != 0)
            setZoom(m_zoom + (event->angleDelta().y() > 0 ? 1 : -1));
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
