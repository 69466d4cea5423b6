// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffcaret.h"

#include "widgets/review/overviewruler.h"
#include "widgets/review/rowtext.h"

#include <QScrollBar>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <limits>

namespace docket {

using diff::Side;

void DiffCaret::moveRows(int rows, bool select)
{
    RowPlace row = m_state.caretRow;
    if (!row.isValid())
        return;
    for (int i = 0; i < std::abs(rows); ++i) {
        const RowPlace next = stepRow(row, rows > 0 ? 1 : -1);
        if (!next.isValid())
            break;
        row = next;
        if (m_scene.isStale(row.file))
            keepPlace([&] { m_scene.refresh(row.file); });
        if (row.row >= m_scene.rowCount(row.file))
            row.row = m_scene.rowCount(row.file) - 1;
    }
    const Side side = m_scene.sideAt(row, select ? m_anchor.side : m_state.caret.side);
    const int line = m_scene.lineAt(row, side);
    const int byte = line < 0 ? 0 : m_painter.cells(row.file, side, line).byteOfCell(m_wishedCell);
    const Side wish = m_state.caret.side;
    setCaret(row, side, byte, select, true);
    if (line < 0)
        m_state.caret.side = wish; // headers and folds belong to both sides
    ensureRowVisible(row, false);
}

void DiffCaret::moveColumn(int step, bool word, bool select)
{
    if (!m_state.caret.isValid())
        return moveRows(step, select);
    const TextPlace at = m_state.caret;
    const QByteArrayView text = m_scene.lineText(at.file, at.side, at.line);
    int byte = at.byte;
    if (word && text.size() <= LineCells::LongLine) {
        const QString string = QString::fromUtf8(text);
        QTextBoundaryFinder finder(QTextBoundaryFinder::Word, string);
        finder.setPosition(diff::utf16Length(text, byte));
        while (true) {
            const qsizetype found = step > 0 ? finder.toNextBoundary() : finder.toPreviousBoundary();
            if (found < 0 || finder.boundaryReasons() & QTextBoundaryFinder::StartOfItem)
                break;
        }
        const qsizetype unit = finder.position() >= 0 ? finder.position() : step > 0 ? string.size() : 0;
        byte = int(QStringView(string).first(unit).toUtf8().size());
    } else {
        const LineCells &cells = m_painter.cells(at.file, at.side, at.line);
        byte = step > 0 ? cells.next(byte) : cells.previous(byte);
    }
    setCaret(m_state.caretRow, at.side, byte, select);
    const QRect rect = placeRect(m_state.caret);
    const auto &half = m_state.columns.half(at.side);
    if (rect.left() < half.textLeft)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (half.textLeft - rect.left())
                                        - half.right / 16);
    else if (rect.right() > half.right)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + rect.right() - half.right
                                        + m_state.columns.textWidth() / 8);
}

void DiffCaret::moveToEdge(bool end, bool whole, bool select)
{
    if (whole) {
        const int file = end ? m_scene.fileCount() - 1 : 0;
        keepPlace([&] { m_scene.refresh(file); });
        const RowPlace row{file, end ? m_scene.rowCount(file) - 1 : 0};
        setCaret(row, m_state.caret.side, 0, select);
        ensureRowVisible(row, false);
        verticalScrollBar()->setValue(end ? verticalScrollBar()->maximum() : 0);
        return;
    }
    setCaret(m_state.caretRow, m_state.caret.side, end ? std::numeric_limits<int>::max() : 0, select);
    if (!end)
        horizontalScrollBar()->setValue(0);
    else if (m_state.caret.isValid() && !m_wrap) {
        const int x = int(m_wishedCell * m_painter.font().cellWidth());
        if (x > m_state.scrollX + m_state.columns.textWidth())
            horizontalScrollBar()->setValue(x - m_state.columns.textWidth() * 3 / 4);
    }
}

void DiffCaret::otherSide()
{
    if (isUnified() || !m_state.caretRow.isValid())
        return;
    setCaret(m_state.caretRow, m_state.caret.side == Side::Left ? Side::Right : Side::Left, m_state.caret.byte, false);
}

void DiffCaret::goTo(const TextPlace &place)
{
    if (place.file < 0 || place.file >= m_scene.fileCount())
        return;
    keepPlace([&] {
        if (place.line >= 0)
            m_scene.reveal(place);
        else
            m_scene.refresh(place.file);
    });
    updateScrollBars();
    const RowPlace row = place.line < 0 ? RowPlace{place.file, 0} : m_scene.rowOf(place.file, place.side, place.line);
    setCaret(row, place.side, place.byte, false);
    ensureRowVisible(row, row.row > 0);
    viewport()->update();
    m_ruler->invalidate();
}

void DiffCaret::goToFile(int file)
{
    if (file < 0 || file >= m_scene.fileCount())
        return;
    keepPlace([&] { m_scene.refresh(file); });
    updateScrollBars();
    setCaret({file, 0}, m_state.caret.side, 0, false);
    verticalScrollBar()->setValue(int(m_scene.geometry().fileTop(file)));
    m_publishTimer.start(0);
}

void DiffCaret::nextChange(int step)
{
    if (!m_state.caretRow.isValid())
        return;
    const qint64 from = m_scene.rows().rowAt({m_state.caretRow.file, m_state.caretRow.row});
    const qint64 found = m_scene.rows().nextChange(from, step);
    if (found < 0)
        return;
    const auto position = m_scene.rows().position(found);
    RowPlace row{position.file, position.row};
    if (m_scene.isStale(row.file)) {
        const diff::Row content = m_scene.row(row);
        const Side side = content.right >= 0 ? Side::Right : Side::Left;
        const int line = content.right >= 0 ? content.right : content.left;
        keepPlace([&] { m_scene.refresh(row.file); });
        row = m_scene.rowOf(row.file, side, line);
    }
    setCaret(row, m_state.caret.side, 0, false);
    ensureRowVisible(row, true);
}

void DiffCaret::nextFile(int step)
{
    if (!m_state.caretRow.isValid())
        return;
    int file = m_state.caretRow.file;
    if (step < 0 && m_state.caretRow.row > 0)
        ++file; // first to the top of the file in hand
    goToFile(std::clamp(file + step, 0, m_scene.fileCount() - 1));
}

void DiffCaret::nextComment(int step)
{
    const RowPlace row = m_scene.nextCommented(m_state.caretRow, step);
    if (!row.isValid())
        return;
    setCaret(row, m_state.caret.side, 0, false);
    ensureRowVisible(row, true);
}

void DiffCaret::followMove()
{
    const TextPlace target =
        m_state.caretRow.isValid() ? RowText::moveTarget(m_scene, m_state.caretRow, m_state.caret.side) : TextPlace();
    if (target.isValid())
        goTo(target);
}

QStringList DiffCaret::addedLinesAtCaret() const
{
    const RowPlace caret = m_state.caretRow;
    if (!caret.isValid() || caret.file >= m_scene.fileCount() || caret.row >= m_scene.rowCount(caret.file))
        return {};
    const auto isChange = [&](int row) {
        return row >= 0 && row < m_scene.rowCount(caret.file) && m_scene.row({caret.file, row}).isChange();
    };
    int first = caret.row, last = caret.row;
    while (isChange(first - 1) && isChange(caret.row))
        --first;
    while (isChange(last + 1) && isChange(caret.row))
        ++last;
    QStringList lines;
    for (int row = first; isChange(caret.row) && row <= last; ++row) {
        const int line = m_scene.row({caret.file, row}).right;
        if (line >= 0)
            lines << QString::fromUtf8(m_scene.lineText(caret.file, diff::Side::Right, line));
    }
    return lines;
}

} // namespace docket
