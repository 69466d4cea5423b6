// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffcaret.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>

#include <algorithm>
#include <limits>
#include <tuple>

namespace docket {

using diff::Side;

void DiffCaret::updateRow(RowPlace row)
{
    if (row.isValid() && row.file < m_scene.fileCount() && row.row < m_scene.rowCount(row.file))
        viewport()->update(rowRect(row));
}

void DiffCaret::setCaret(RowPlace row, Side side, int byte, bool select, bool keepColumn)
{
    if (!row.isValid())
        return;
    updateRow(m_state.caretRow);
    if (row.file != m_state.caretRow.file)
        m_publishTimer.start(0); // another file is in hand
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
        if (QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(this);
            interface && interface->textInterface())
            event.setCursorPosition(interface->textInterface()->cursorPosition());
        QAccessible::updateAccessibility(&event);
    }
}

/** After rows were laid out anew: the same lines, wherever they are now. */
void DiffCaret::remapCaret()
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

void DiffCaret::updateSelection()
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

void DiffCaret::clearSelection()
{
    m_anchorRow = m_state.caretRow;
    m_anchor = m_state.caret;
    updateSelection();
}

QString DiffCaret::selectedText() const
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

void DiffCaret::copy()
{
    QString text = selectedText();
    if (text.isEmpty() && m_state.caret.isValid())
        text = QString::fromUtf8(m_scene.lineText(m_state.caret.file, m_state.caret.side, m_state.caret.line));
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void DiffCaret::selectAll()
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

RowPlace DiffCaret::stepRow(RowPlace row, int step) const
{
    row.row += step;
    if (row.row < 0)
        return row.file > 0 ? RowPlace{row.file - 1, m_scene.rowCount(row.file - 1) - 1} : RowPlace{};
    if (row.row >= m_scene.rowCount(row.file))
        return row.file + 1 < m_scene.fileCount() ? RowPlace{row.file + 1, 0} : RowPlace{};
    return row;
}

diff::Span DiffCaret::wordAt(const TextPlace &place) const
{
    const QByteArrayView text = m_scene.lineText(place.file, place.side, place.line);
    const auto isWord = [&](int i) {
        const char c = text[i];
        return c == '_' || uchar(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
            || (c >= 'A' && c <= 'Z');
    };
    int first = std::min(place.byte, int(text.size()));
    int last = first;
    while (first > 0 && isWord(first - 1))
        --first;
    while (last < int(text.size()) && isWord(last))
        ++last;
    return {first, last - first};
}

QString DiffCaret::wordAtCaret() const
{
    const QString selected = selectedText();
    if (!selected.isEmpty() && selected.size() < 200 && !selected.contains(u'\n'))
        return selected.trimmed();
    if (!m_state.caret.isValid())
        return {};
    const diff::Span word = wordAt(m_state.caret);
    const QByteArrayView text = m_scene.lineText(m_state.caret.file, m_state.caret.side, m_state.caret.line);
    return QString::fromUtf8(text.sliced(word.start, word.length));
}

void DiffCaret::selectWord()
{
    const TextPlace at = m_state.caret;
    const diff::Span word = wordAt(at);
    setCaret(m_state.caretRow, at.side, word.start, false);
    setCaret(m_state.caretRow, at.side, word.end(), true);
}

} // namespace docket
