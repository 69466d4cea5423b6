// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffpainter.h"

#include "widgets/review/rowtext.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace docket {

using diff::Side;

namespace {
constexpr int ComparedBytes = 16 * 1024; // longer lines of a moved block are marked as a whole
}

/** The diff inside a move: what was edited in the line on its way, or all of it where no line at the other end is like it. */
void DiffPainter::addMoveMarks(RowPlace place, Side side)
{
    const int line = m_scene.lineAt(place, side);
    const Key key{place.file, int(side), line};
    std::vector<diff::Span> *spans = m_moveSpans.object(key);
    if (!spans) {
        spans = new std::vector<diff::Span>;
        if (const RowText::MoveEdit edit = RowText::moveEdit(m_scene, place, side); edit.isEdited) {
            const QByteArrayView here = m_scene.lineText(place.file, side, line);
            const QByteArrayView there = edit.other.isValid() ? m_scene.lineText(edit.other.file, edit.other.side, edit.other.line) : QByteArrayView();
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

QRectF DiffPainter::moveLabelRect(RowPlace place, Side side, const QRect &rect, const SurfaceColumns &columns) const
{
    const QString text = RowText::move(m_scene, place, side);
    if (text.isEmpty())
        return {};
    const SurfaceColumns::Half &half = columns.half(side);
    const int right = half.right >= columns.width ? half.right - (m_scene.startsHunk(place) ? 24 : 0) : half.right;
    const int width = std::min(QFontMetrics(m_uiSmall).horizontalAdvance(text) + 16, (half.right - half.left) / 2);
    return QRectF(right - width - 5.5, rect.top() + 1.5, width, m_scene.style().metrics.row - 3);
}

void DiffPainter::paintMoveLabel(QPainter &painter, const QString &text, const QRectF &pill, bool hovered)
{
    painter.setFont(m_uiSmall);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(theme().tint(ThemeColors::Moved).bar, hovered ? 2 : 1));
    painter.setBrush(theme().base);
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(theme().toneText(Tone::Violet));
    painter.drawText(pill, Qt::AlignCenter, QFontMetrics(m_uiSmall).elidedText(text, Qt::ElideLeft, int(pill.width()) - 12));
}

} // namespace docket
