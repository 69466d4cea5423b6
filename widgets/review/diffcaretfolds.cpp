// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffcaret.h"

#include <algorithm>

namespace docket {

using diff::RowKind;
using diff::Side;

namespace {
constexpr int LinesAtOnce = 20;
} // namespace

/** The fold at the caret, or the nearest one above (-1) or below (1) in the same file. */
RowPlace DiffCaret::nearestFold(int step) const
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

void DiffCaret::expandLines(int step)
{
    const RowPlace fold = nearestFold(step);
    if (!fold.isValid())
        return;
    keepPlace([&] { m_scene.expand(fold, step > 0 ? LinesAtOnce : 0, step > 0 ? 0 : LinesAtOnce); });
    sceneChanged();
}

/** Shows the whole function, class or section around the caret; at a fold, the one that goes on below it. */
void DiffCaret::expandFunction()
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
void DiffCaret::foldAgain()
{
    if (!m_state.caretRow.isValid())
        return;
    keepPlace([&] { m_scene.setWholeFile(m_state.caretRow.file, false); });
    sceneChanged();
}

void DiffCaret::toggleFold()
{
    const RowPlace row = m_state.caretRow;
    if (!row.isValid())
        return;
    const diff::Row content = m_scene.row(row);
    keepPlace([&] {
        if (content.kind == RowKind::Fold)
            m_scene.expand(row, -1, 0);
        else if (content.kind == RowKind::FileHeader)
            m_scene.setCollapsed(row.file, !m_scene.isCollapsed(row.file));
        else
            m_scene.setWholeFile(row.file, !m_scene.isWholeFile(row.file));
    });
    if (content.kind == RowKind::Fold) {
        const Side side = content.right >= 0 ? Side::Right : Side::Left;
        setCaret(m_scene.rowOf(row.file, side, side == Side::Right ? content.right : content.left), m_state.caret.side,
                 0, false);
    }
    sceneChanged();
}

} // namespace docket
