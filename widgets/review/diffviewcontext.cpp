// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include <algorithm>

namespace docket {

using diff::RowKind;
using diff::Side;

namespace {
constexpr int LinesAtOnce = 20;
} // namespace

/** The fold at the caret, or the nearest one above (-1) or below (1) in the same file. */
RowPlace DiffView::nearestFold(int step) const
{
    RowPlace row = m_state.caretRow;
    if (!row.isValid())
        return {};
    for (; row.row >= 0 && row.row < m_scene.rowCount(row.file); row.row += step) {
        if (m_scene.row(row).kind == RowKind::Fold)
            return row;
    }
    return {};
}

void DiffView::expandLines(int step)
{
    const RowPlace fold = nearestFold(step);
    if (!fold.isValid())
        return;
    keepPlace([&] { m_scene.expand(fold, step > 0 ? LinesAtOnce : 0, step > 0 ? 0 : LinesAtOnce); });
    sceneChanged();
}

/** Shows the whole function, class or section around the caret; at a fold, the one that goes on below it. */
void DiffView::expandFunction()
{
    const RowPlace row = m_state.caretRow;
    const diff::FileDiffPtr diff = row.isValid() ? m_scene.file(row.file) : nullptr;
    if (!diff)
        return;
    const diff::Row content = m_scene.row(row);
    Side side = m_scene.sideAt(row, m_state.caret.side);
    int line = m_scene.lineAt(row, side);
    if (content.kind == RowKind::Fold) {
        side = content.right >= 0 ? Side::Right : Side::Left;
        line = (side == Side::Right ? content.right : content.left) + int(content.extra);
        line = std::min(line, diff->text(side).lineCount() - 1);
    }
    if (line < 0)
        return;
    const int opener = diff->enclosingLine(side, line);
    const int first = opener < 0 ? line : opener;
    keepPlace([&] { m_scene.revealLines(row.file, side, first, diff->scopeEnd(side, first)); });
    sceneChanged();
}

/** Everything unchanged in the caret's file is folded away again. */
void DiffView::foldAgain()
{
    if (!m_state.caretRow.isValid())
        return;
    keepPlace([&] { m_scene.setWholeFile(m_state.caretRow.file, false); });
    sceneChanged();
}

// ---- names

diff::Span DiffView::wordAt(const TextPlace &place) const
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

QString DiffView::wordAtCaret() const
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

} // namespace docket
