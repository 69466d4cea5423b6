// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffpainter.h"

#include "diff/warnings.h"
#include "highlight/highlighter.h"
#include "widgets/review/linewrap.h"
#include "widgets/review/rowtext.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace Qt::StringLiterals;

namespace docket {

using diff::LineClass;
using diff::Row;
using diff::RowKind;
using diff::Side;

namespace {

constexpr int MarkedByWords = 64 * 1024; // bytes up to which a line's marks are made by words

/** What lies between the common head and the common tail: marks for lines so long that looking at words would be felt.
 */
diff::LineSpans endsApart(QByteArrayView left, QByteArrayView right)
{
    const qsizetype shorter = std::min(left.size(), right.size());
    qsizetype head = 0;
    while (shorter - head >= 256 && std::memcmp(left.data() + head, right.data() + head, 256) == 0)
        head += 256;
    while (head < shorter && left[head] == right[head])
        ++head;
    while (head > 0 && head < shorter && (uchar(left[head]) & 0xc0) == 0x80) // not inside a character
        --head;
    qsizetype tail = 0;
    while (shorter - head - tail >= 256 && std::memcmp(left.end() - tail - 256, right.end() - tail - 256, 256) == 0)
        tail += 256;
    while (tail < shorter - head && left[left.size() - tail - 1] == right[right.size() - tail - 1])
        ++tail;
    while (tail > 0 && (uchar(left[left.size() - tail]) & 0xc0) == 0x80)
        --tail;
    diff::LineSpans spans;
    spans.related = head + tail > shorter / 4;
    if (left.size() > head + tail)
        spans.left.push_back({qint32(head), qint32(left.size() - head - tail)});
    if (right.size() > head + tail)
        spans.right.push_back({qint32(head), qint32(right.size() - head - tail)});
    return spans;
}

ThemeColors::RowTint tintOf(LineClass lineClass, Side side)
{
    switch (lineClass) {
    case LineClass::None:
    case LineClass::Context: return ThemeColors::Plain;
    case LineClass::Removed: return ThemeColors::Removed;
    case LineClass::Added: return ThemeColors::Added;
    case LineClass::Changed: return side == Side::Left ? ThemeColors::Removed : ThemeColors::Added;
    case LineClass::Reindented:
    case LineClass::WhitespaceOnly: return ThemeColors::Quiet;
    case LineClass::MovedFrom:
    case LineClass::MovedTo:
    case LineClass::CopiedTo: return ThemeColors::Moved;
    }
    return ThemeColors::Plain;
}

} // namespace

DiffPainter::DiffPainter(DiffScene &scene) : m_scene(scene) {}

void DiffPainter::setFont(const CellFont &font, const QFont &uiFont)
{
    m_lines.setFont(font);
    m_uiFont = uiFont;
    m_uiBold = uiFont;
    m_uiBold.setWeight(QFont::DemiBold);
    m_uiSmall = uiFont;
    m_uiSmall.setPointSizeF(std::max(6.0, uiFont.pointSizeF() * 0.9));
}

void DiffPainter::setTheme(const ThemeColors &theme)
{
    m_lines.setTheme(theme);
}

void DiffPainter::clear()
{
    m_spans.clear();
    m_moveSpans.clear();
    m_longCells.clear();
    m_enclosing.clear();
    m_keyFile = -1;
}

const LineCells &DiffPainter::cells(int file, Side side, int line)
{
    const QByteArrayView text = m_scene.lineText(file, side, line);
    if (text.size() <= KeptCells)
        return m_cells.emplace(text);
    const Key key{file, int(side), line};
    LineCells *kept = m_longCells.object(key);
    if (!kept) {
        kept = new LineCells(text);
        m_longCells.insert(key, kept);
    }
    return *kept;
}

const diff::LineSpans &DiffPainter::spans(int file, int left, int right)
{
    const Key key{file, left, right};
    diff::LineSpans *found = m_spans.object(key);
    if (!found) {
        const QByteArrayView before = m_scene.lineText(file, Side::Left, left);
        const QByteArrayView after = m_scene.lineText(file, Side::Right, right);
        found = new diff::LineSpans(std::max(before.size(), after.size()) > MarkedByWords
                                        ? endsApart(before, after)
                                        : m_scene.file(file)->spans(left, right));
        m_spans.insert(key, found);
    }
    return *found;
}

QByteArray DiffPainter::highlightKey(const diff::FileEntry &entry, Side side)
{
    const diff::FileVersion &version = side == Side::Left ? entry.before : entry.after;
    if (!version.blob.isValid() || version.isSubmodule())
        return {};
    return version.blob.hex + ' ' + version.path.mid(version.path.lastIndexOf('/') + 1);
}

highlight::SpanBlockPtr DiffPainter::styles(int file, Side side, int line)
{
    if (!m_highlighter)
        return {};
    if (m_keyFile != file) {
        m_keyFile = file;
        for (const Side each : {Side::Left, Side::Right})
            m_keys[int(each)] = highlightKey(m_scene.document().entry(file), each);
    }
    const QByteArray &key = m_keys[int(side)];
    return key.isEmpty() ? highlight::SpanBlockPtr() : m_highlighter->block(key, line);
}

void DiffPainter::paintRow(QPainter &painter, RowPlace place, int top, int height, const PaintState &state)
{
    const Row &row = m_scene.row(place);
    const int band = m_scene.bandHeight(place);
    const QRect rect(0, top, state.columns.width, band);
    switch (row.kind) {
    case RowKind::FileHeader:
        paintHeader(painter, place.file, rect, state, false);
        break;
    case RowKind::Fold:
        paintFold(painter, place, rect, state);
        break;
    case RowKind::Note: {
        const diff::FileDiffPtr &diff = m_scene.file(place.file);
        const bool grave = diff && row.extra < diff->notes().size()
            && (diff->notes()[row.extra].kind == diff::NoteKind::NotRead
                || diff->notes()[row.extra].kind == diff::NoteKind::Approximate
                || diff->notes()[row.extra].kind == diff::NoteKind::TypeChanged
                || diff->notes()[row.extra].kind == diff::NoteKind::ModeChanged);
        const bool rightOnly = row.extra == Row::NoNewlineNote && row.left < 0 && !state.columns.unified;
        paintNote(painter, diff ? RowText::note(*diff, row) : QString(), rect, grave ? Tone::Warning : Tone::Neutral,
                  state.columns.halves[rightOnly ? 1 : 0].textLeft);
        break;
    }
    case RowKind::Waiting:
        paintNote(painter, tr("Comparing \u2026"), rect, Tone::Neutral, state.columns.halves[0].textLeft);
        break;
    case RowKind::Context:
    case RowKind::Pair:
    case RowKind::Removed:
    case RowKind::Added:
        paintLine(painter, place, rect, state);
        if (state.columns.authors > 0)
            state.authors(painter, place, QRect(0, top, state.columns.authors, band));
        break;
    }
    if (height > band) {
        painter.fillRect(0, top + band, state.columns.width, height - band, theme().panel);
        paintHanging(painter, m_scene.hangingAt(place), top, state);
    }
}

void DiffPainter::paintLine(QPainter &painter, RowPlace place, const QRect &rect, const PaintState &state)
{
    const Row &row = m_scene.row(place);
    if (state.columns.unified) {
        paintSide(painter, place, row.right >= 0 ? Side::Right : Side::Left, rect, state);
        paintReadMark(painter, place, rect, state);
        return;
    }
    // Left to right, and text before gutters: what is too long for its half is painted over by what follows, without
    // clipping.
    for (const Side side : {Side::Left, Side::Right}) {
        const SurfaceColumns::Half &half = state.columns.half(side);
        const QRect part(half.left, rect.top(), half.right - half.left, rect.height());
        if (!part.intersects(state.exposed))
            continue;
        if ((side == Side::Left ? row.left : row.right) >= 0)
            paintSide(painter, place, side, part, state);
        else
            painter.fillRect(part, theme().absent);
    }
    painter.fillRect(QRect(state.columns.halves[1].left - 1, rect.top(), 1, rect.height()), theme().line);
    paintReadMark(painter, place, rect, state);
}

void DiffPainter::addSelection(RowPlace place, Side side, int length, const PaintState &state)
{
    const auto &selection = state.selection;
    if (selection.isEmpty() || place < selection.first || place > selection.last)
        return;
    if (!state.columns.unified && side != selection.side)
        return;
    const int first = place == selection.first ? selection.firstByte : 0;
    const int last = place == selection.last ? selection.lastByte : length;
    if (last > first)
        m_backdrops.push_back({{first, last - first}, theme().selection, false});
}

void DiffPainter::collectBackdrops(RowPlace place, Side side, ThemeColors::RowTint tint, diff::Span visible,
                                   const PaintState &state)
{
    m_backdrops.clear();
    const Row &row = m_scene.row(place);
    const diff::FileDiff &diff = *m_scene.file(place.file);
    const int line = side == Side::Left ? row.left : row.right;
    const LineClass lineClass = side == Side::Left ? row.leftClass : row.rightClass;
    if (row.isChange() && !(row.flags & diff::FromBase)
        && (lineClass == LineClass::Changed || lineClass == LineClass::Reindented
            || lineClass == LineClass::WhitespaceOnly)) {
        const int other = diff.counterpart(side, line);
        if (other >= 0) {
            const diff::LineSpans &marks =
                side == Side::Left ? spans(place.file, line, other) : spans(place.file, other, line);
            if (marks.related) {
                for (const diff::Span &span : side == Side::Left ? marks.left : marks.right)
                    m_backdrops.push_back({span, theme().tint(tint).mark, false});
            }
        }
    }
    if (tint == ThemeColors::Moved)
        addMoveMarks(place, side);
    const QByteArrayView text = diff.text(side).line(line);
    addSelection(place, side, int(text.size()), state);
    if (state.hits)
        state.hits(place.file, side, line, visible, m_backdrops);
    if (row.flags & (side == Side::Left ? diff::WarnLeft : diff::WarnRight)) {
        if (text.size() <= LineCells::LongLine) {
            for (const diff::TextWarning &warning : diff::lineWarnings(text)) {
                if (warning.kind == diff::WarningKind::LookAlike)
                    m_backdrops.push_back({{warning.start, warning.length}, theme().warnBack, true});
            }
        }
    }
}

ThemeColors::RowTint DiffPainter::tintAt(RowPlace place, Side side) const
{
    const Row &row = m_scene.row(place);
    if (row.kind == RowKind::Context)
        return ThemeColors::Plain;
    return row.flags & diff::FromBase ? ThemeColors::Quiet
                                      : tintOf(side == Side::Left ? row.leftClass : row.rightClass, side);
}

void DiffPainter::paintSide(QPainter &painter, RowPlace place, Side side, const QRect &rect, const PaintState &state)
{
    const Row &row = m_scene.row(place);
    const int line = side == Side::Left ? row.left : row.right;
    const ThemeColors::RowTint tint = tintAt(place, side);
    const SurfaceColumns::Half &half = state.columns.half(side);
    painter.fillRect(rect.adjusted(gutterWidth(half), 0, 0, 0), theme().tint(tint).row);

    const LineCells &lineCells = cells(place.file, side, line);
    const qreal cell = font().cellWidth();
    const int wrap = m_scene.style().wrapCells;
    const LineWrap pieces(lineCells, wrap);
    // Only the wrapped lines that can be seen: one line may have thousands.
    const int height = m_scene.style().metrics.row;
    const int bottom = painter.viewport().bottom() + height;
    const int firstPiece = std::clamp(-rect.top() / height - 1, 0, pieces.pieces() - 1);
    const int lastPiece = std::clamp((bottom - rect.top()) / height, firstPiece, pieces.pieces() - 1);
    const int scrolled = int(state.scrollX / cell);
    const int firstCell = wrap > 0 ? pieces.firstCell(firstPiece) : scrolled;
    const int lastCell = wrap > 0 ? pieces.endCell(lastPiece)
                                  : scrolled + int(std::ceil((half.right - half.textLeft) / cell)) + 1;
    const int firstByte = lineCells.byteOfCell(firstCell);
    collectBackdrops(place, side, tint, {firstByte, lineCells.byteOfCell(lastCell) - firstByte}, state);
    const auto block = styles(place.file, side, line);
    LineJob job;
    job.cells = &lineCells;
    job.backdrops = m_backdrops;
    job.showBlanks = state.showBlanks;
    if (block && lineCells.text().size() <= highlight::MaxLineLength)
        job.styles = block->line(line);
    for (int i = firstPiece; i <= lastPiece; ++i) {
        job.firstCell = wrap > 0 ? pieces.firstCell(i) : firstCell;
        job.lastCell = wrap > 0 ? pieces.endCell(i) : lastCell;
        job.origin =
            QPointF(half.textLeft - (wrap > 0 ? 0 : state.scrollX - firstCell * cell), rect.top() + i * height);
        m_lines.draw(painter, job);
    }
    if (place == state.caretRow && side == state.caret.side)
        paintCaret(painter, lineCells, rect, state);
    paintGutter(painter, place, side, rect, state, tint);
    if (tint == ThemeColors::Moved) {
        if (const MoveLabel label = moveLabel(place, side, rect, state); !label.pill.isNull())
            paintMoveLabel(painter, label, state.pointer && label.pill.contains(*state.pointer));
    }
}

void DiffPainter::paintCaret(QPainter &painter, const LineCells &lineCells, const QRect &rect, const PaintState &state)
{
    const SurfaceColumns::Half &half = state.columns.half(state.caret.side);
    QColor frame = theme().currentLine;
    frame.setAlphaF(state.focused ? 0.55f : 0.25f);
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), frame);
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), frame);
    if (!state.focused)
        return;
    int at = lineCells.cellOfByte(state.caret.byte);
    qreal y = rect.top();
    qreal scroll = state.scrollX;
    if (const int wrap = m_scene.style().wrapCells; wrap > 0) {
        const LineWrap pieces(lineCells, wrap);
        const int piece = pieces.pieceOf(at);
        y += piece * m_scene.style().metrics.row;
        at -= pieces.firstCell(piece);
        scroll = 0;
    }
    const qreal x = half.textLeft + at * font().cellWidth() - scroll;
    painter.fillRect(QRectF(x - 1, y + 1, 2, m_scene.style().metrics.row - 2), theme().accent);
}

} // namespace docket
