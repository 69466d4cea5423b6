// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace docket {

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

} // namespace docket
