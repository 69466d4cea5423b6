// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffpainter.h"

#include "widgets/review/linewrap.h"
#include "widgets/review/rowtext.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace docket {

using diff::Side;

namespace {
constexpr int ComparedBytes = 16 * 1024; // longer lines of a moved block are marked as a whole
constexpr int LabelRows = 6;             // of a moved block, in which room for its label is looked for
}

/** The diff inside a move: what was edited in the line on its way, or all of it where no line at the other end is like
 * it. */
void DiffPainter::addMoveMarks(RowPlace place, Side side)
{
    const int line = m_scene.lineAt(place, side);
    const Key key{place.file, int(side), line};
    std::vector<diff::Span> *spans = m_moveSpans.object(key);
    if (!spans) {
        spans = new std::vector<diff::Span>;
        if (const RowText::MoveEdit edit = RowText::moveEdit(m_scene, place, side); edit.isEdited) {
            const QByteArrayView here = m_scene.lineText(place.file, side, line);
            const QByteArrayView there = edit.other.isValid()
                ? m_scene.lineText(edit.other.file, edit.other.side, edit.other.line)
                : QByteArrayView();
            diff::LineSpans marks;
            if (edit.other.isValid() && std::max(here.size(), there.size()) <= ComparedBytes)
                marks = side == Side::Left ? diff::compareLines(here, there) : diff::compareLines(there, here);
            if (marks.related)
                *spans = side == Side::Left ? marks.left : marks.right;
            else
                spans->push_back({0, qint32(here.size())});
        }
        m_moveSpans.insert(key, spans);
    }
    for (const diff::Span &span : *spans)
        m_backdrops.push_back({span, theme().tint(ThemeColors::Moved).mark, false});
}

/** Where the text of a line ends on the screen; far away where it is wrapped or so long that nobody measures it. */
int DiffPainter::textEnd(int file, Side side, int line, const PaintState &state) const
{
    constexpr int FarAway = 1 << 24;
    const QByteArrayView text = m_scene.lineText(file, side, line);
    if (text.size() > KeptCells)
        return FarAway;
    const LineCells cells(text);
    if (const int wrap = m_scene.style().wrapCells; wrap > 0 && LineWrap(cells, wrap).pieces() > 1)
        return FarAway;
    return state.columns.half(side).textLeft - state.scrollX + int(cells.cellCount() * font().cellWidth());
}

DiffPainter::MoveLabel DiffPainter::moveLabel(RowPlace place, Side side, const QRect &rect,
                                              const PaintState &state) const
{
    const int row = RowText::rowOfMove(m_scene, place, side);
    if (row < 0 || row >= LabelRows)
        return {};
    MoveLabel label{RowText::move(m_scene, place, side), {}};
    const SurfaceColumns::Half &half = state.columns.half(side);
    const QFontMetrics metrics(m_uiSmall);
    const int first = m_scene.lineAt(place, side) - row;
    const auto pillOf = [&](int right) {
        const int width = std::min(metrics.horizontalAdvance(label.text) + 16, (half.right - half.left) / 2);
        return QRectF(right - width - 5.5, rect.top() + 1.5, width, m_scene.style().metrics.row - 3);
    };
    const bool isLast = half.right >= state.columns.width; // beside the box of a hunk that was read
    const int edge = isLast ? half.right - SurfaceColumns::MarkRoom : half.right;
    const QRectF pill = pillOf(edge);
    const auto &moves = *m_scene.document().moves();
    const int block = moves.blockAt(place.file, side, first);
    int chosen = 0;
    while (chosen < LabelRows && moves.blockAt(place.file, side, first + chosen) == block
           && textEnd(place.file, side, first + chosen, state) + font().cellWidth() > pill.left())
        ++chosen;
    if (chosen == LabelRows
        || moves.blockAt(place.file, side, first + chosen) != block) { // long lines all: only the other end's line
        const TextPlace target = RowText::moveTarget(m_scene, place, side);
        label.text = (side == Side::Left ? QStringLiteral("\u2196 ") : QStringLiteral("\u2198 "))
            + QString::number(target.line + 1);
        chosen = 0;
        if (row == chosen)
            label.pill = pillOf(edge);
    } else if (row == chosen) {
        label.pill = pill;
    }
    return label;
}

void DiffPainter::paintMoveLabel(QPainter &painter, const MoveLabel &label, bool hovered)
{
    const QRectF &pill = label.pill;
    painter.setFont(m_uiSmall);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(theme().tint(ThemeColors::Moved).bar, hovered ? 2 : 1));
    painter.setBrush(theme().base);
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(theme().toneText(Tone::Violet));
    painter.drawText(pill, Qt::AlignCenter,
                     QFontMetrics(m_uiSmall).elidedText(label.text, Qt::ElideLeft, int(pill.width()) - 12));
}

} // namespace docket
