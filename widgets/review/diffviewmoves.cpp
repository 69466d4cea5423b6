// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include "widgets/review/picturerows.h"

#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace docket {

using diff::Side;

void DiffView::nextHit(int step)
{
    const SearchHits &hits = m_search->hits();
    if (hits.count() == 0)
        return;
    if (m_currentHit < 0) {
        // From where the reader is: the first hit that is not before the caret.
        const auto place = [&](const SearchHit &hit) {
            return std::pair(m_scene.rowOf(hit.file, hit.side, hit.line), hit.span.start);
        };
        const auto here = std::pair(m_state.caretRow, m_state.caret.byte);
        const auto found = std::ranges::partition_point(hits.all(), [&](const SearchHit &hit) {
            return hit.file < here.first.file || (hit.file == here.first.file && place(hit) < here);
        });
        m_currentHit = int(found - hits.all().begin()) - (step < 0 ? 1 : 0);
    } else {
        m_currentHit += step;
    }
    m_currentHit = (m_currentHit + hits.count()) % hits.count();
    const SearchHit &hit = hits.at(m_currentHit);
    goTo({hit.file, hit.side, hit.line, hit.span.start});
    const QRect rect = placeRect(m_state.caret);
    const auto &half = m_state.columns.half(hit.side);
    if (!m_wrap && (rect.left() < half.textLeft || rect.right() > half.right)) {
        const int x = int(m_wishedCell * m_painter.font().cellWidth());
        horizontalScrollBar()->setRange(0, std::max(horizontalScrollBar()->maximum(), x));
        horizontalScrollBar()->setValue(std::max(0, x - m_state.columns.textWidth() / 3));
    }
}

void DiffView::lookAtPicture()
{
    const RowPlace row = m_state.caretRow.isValid() ? m_scene.pictureRow(m_state.caretRow.file) : RowPlace();
    if (!row.isValid())
        return;
    ensureRowVisible(row, false);
    placeEditor();
    m_pictures->focus(row.file);
}

void DiffView::requestStep()
{
    const int file = m_state.caretRow.isValid() ? m_state.caretRow.file : m_currentFile;
    if (file >= 0 && file < m_scene.fileCount())
        Q_EMIT stepRequested(QString::fromUtf8(m_scene.document().entry(file).path()), addedLinesAtCaret());
}

} // namespace docket
