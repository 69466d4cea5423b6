// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffsurface.h"

#include "highlight/highlighter.h"
#include "widgets/review/authorcolumn.h"
#include "widgets/review/linewrap.h"
#include "widgets/review/overviewruler.h"
#include "widgets/review/picturerows.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace docket {

using diff::Side;

namespace {
constexpr int RefreshBudgetMs = 5;
constexpr int RulerWidth = 15;
} // namespace

qint64 DiffSurface::scrollY() const
{
    return verticalScrollBar()->value();
}

int DiffSurface::stripHeight() const
{
    return m_scene.style().metrics.header;
}

/** Runs a change of the scene so that what the reader looks at stays where it is on the screen. */
void DiffSurface::keepPlace(const std::function<void()> &change)
{
    if (m_scene.fileCount() == 0) {
        change();
        return;
    }
    const RowPlace caret = m_state.caretRow;
    const bool caretSeen = caret.isValid() && !m_scene.isStale(caret.file) && caret.row < m_scene.rowCount(caret.file)
        && !rowRect(caret).isEmpty();
    RowPlace held = caretSeen ? caret : RowPlace{};
    if (!held.isValid()) {
        const auto at = m_scene.geometry().at(scrollY() + stripHeight());
        held = {at.file, std::min(at.row, m_scene.rowCount(at.file) - 1)};
    }
    const qint64 offset = m_scene.geometry().rowTop(held.file, held.row) - scrollY();
    const diff::Row row = m_scene.row(held);
    const Side side = row.right >= 0 ? Side::Right : Side::Left;
    int line = side == Side::Right ? row.right : row.left;
    if (row.kind == diff::RowKind::Fold)
        line += int(row.extra);
    change();
    remapCaret();
    if (held.file >= m_scene.fileCount())
        return;
    const RowPlace now = held.row == 0 || line < 0 ? RowPlace{held.file, 0} : m_scene.rowOf(held.file, side, line);
    updateScrollBars();
    verticalScrollBar()->setValue(int(m_scene.geometry().rowTop(now.file, now.row) - offset));
}

void DiffSurface::sceneChanged()
{
    updateColumns();
    updateScrollBars();
    scheduleRefresh();
    m_ruler->invalidate();
    viewport()->update();
    placeEditor();
    m_publishTimer.start(0);
}

void DiffSurface::scheduleRefresh()
{
    if (!m_refreshTimer.isActive())
        m_refreshTimer.start(0);
}

void DiffSurface::refreshStep()
{
    refresh(RefreshBudgetMs);
}

void DiffSurface::refresh(int budgetMs)
{
    bool more = false;
    bool seen = false;
    const auto seenNow = [this] {
        const auto first = m_scene.geometry().at(scrollY());
        const auto last = m_scene.geometry().at(scrollY() + viewport()->height());
        return std::tuple(first.file, first.row, first.top - scrollY(), last.file, last.row, last.top - scrollY());
    };
    const auto shown = seenNow();
    const quint64 revision = m_scene.revision();
    const int greatest = m_scene.greatestLineNumber();
    const qint64 before = m_scene.geometry().totalHeight();
    keepPlace([&] {
        seen = freshenVisible();
        more = m_scene.refreshSome(budgetMs);
    });
    if (greatest != m_scene.greatestLineNumber()) {
        updateColumns();
        viewport()->update();
    }
    const bool higher = before != m_scene.geometry().totalHeight();
    if (higher)
        updateScrollBars();
    if (seen || shown != seenNow())
        viewport()->update();
    if (higher || (!more && revision != m_scene.revision()))
        m_ruler->invalidate(); // rows may have other colours without being more
    placeEditor();
    m_publishTimer.start(0);
    if (more)
        m_refreshTimer.start(1);
}

/** Lays out what is on screen, if it is stale; true if something was. Changes geometry: call it inside keepPlace(). */
bool DiffSurface::freshenVisible()
{
    bool any = false;
    for (int round = 0; round < 3 && m_scene.fileCount() > 0; ++round) {
        const int first = m_scene.geometry().at(scrollY()).file;
        const int last = m_scene.geometry().at(scrollY() + viewport()->height()).file;
        bool changed = false;
        for (int file = first; file <= last; ++file)
            changed = m_scene.refresh(file) || changed;
        any = any || changed;
        if (!changed)
            break;
    }
    return any;
}

void DiffSurface::updateScrollBars()
{
    const int height = viewport()->height();
    const qint64 total = m_scene.geometry().totalHeight();
    verticalScrollBar()->setPageStep(std::max(1, height - stripHeight() - m_scene.style().metrics.row));
    verticalScrollBar()->setSingleStep(m_scene.style().metrics.row);
    verticalScrollBar()->setRange(0, int(std::clamp<qint64>(total - height, 0, std::numeric_limits<int>::max() - 1)));
    const qreal cell = m_painter.font().cellWidth();
    int widest = 0;
    if (!m_wrap && m_scene.fileCount() > 0) {
        const int first = m_scene.geometry().at(scrollY()).file;
        const int last = m_scene.geometry().at(scrollY() + height).file;
        for (int file = first; file <= last; ++file)
            widest = std::max(widest, m_scene.widestLine(file));
    }
    const qint64 range = qint64((widest + 1) * cell) + SurfaceColumns::MarkRoom - m_state.columns.textWidth();
    // Once needed it stays for this change. A bar that came and went with each file would resize everything while
    // somebody scrolls; and it would do so for ever where it covers the very file that needs it.
    if (range > 0 && !m_wrap)
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    horizontalScrollBar()->setPageStep(std::max(1, m_state.columns.textWidth()));
    horizontalScrollBar()->setSingleStep(int(cell * 4));
    // What was scrolled to stays reachable while narrower files pass by.
    horizontalScrollBar()->setRange(
        0,
        m_wrap ? 0
               : int(std::clamp<qint64>(range, horizontalScrollBar()->value(), std::numeric_limits<int>::max() / 2)));
    m_ruler->setVisiblePart(scrollY(), height);
}

void DiffSurface::layoutViewport()
{
    setViewportMargins(0, 0, RulerWidth, 0);
    const QRect view = viewport()->geometry();
    m_ruler->setGeometry(view.right() + 1, view.top(), RulerWidth, view.height());
}

void DiffSurface::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layoutViewport();
    if (event->oldSize().width() != event->size().width() || m_scene.fileCount() == 0) {
        applyStyle();
        return;
    }
    // No row is laid out otherwise than before: the bar below came or went, say.
    updateScrollBars();
    scheduleRefresh();
    placeEditor();
    m_publishTimer.start(0);
}

void DiffSurface::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    rebuildFonts();
}

void DiffSurface::scrollContentsBy(int dx, int dy)
{
    m_state.scrollX = horizontalScrollBar()->value();
    if (m_isScrolling) { // a change of geometry on the way moves the bar again; one repaint covers both
        viewport()->update();
        return;
    }
    m_isScrolling = true;
    const qint64 before = m_scene.geometry().totalHeight();
    const int wanted = verticalScrollBar()->value();
    if (m_scene.fileCount() > 0) {
        const int first = m_scene.geometry().at(scrollY()).file;
        const int last = m_scene.geometry().at(scrollY() + viewport()->height()).file;
        bool stale = false;
        for (int file = first; file <= last; ++file)
            stale = stale || m_scene.isStale(file);
        if (stale)
            keepPlace([this] { freshenVisible(); });
    }
    const QRect rows(0, stripHeight(), viewport()->width(), viewport()->height() - stripHeight());
    const bool same = before == m_scene.geometry().totalHeight() && wanted == verticalScrollBar()->value();
    if (same && dx == 0 && dy != 0 && std::abs(dy) < rows.height() && !hasEditor() && !m_pictures->isAnyVisible()) {
        viewport()->scroll(0, dy, rows);
        viewport()->update(0, 0, viewport()->width(), stripHeight());
        m_pictures->place(scrollY(), stripHeight());
    } else {
        viewport()->update();
        placeEditor();
    }
    updateScrollBars();
    m_isScrolling = false;
    m_publishTimer.start(0);
}

void DiffSurface::publishVisible()
{
    if (m_scene.fileCount() == 0)
        return;
    const auto &geometry = m_scene.geometry();
    const int margin = viewport()->height() / 2;
    const auto first = geometry.at(scrollY() - margin);
    const auto last = geometry.at(scrollY() + viewport()->height() + margin);
    QList<int> wanted;
    QList<highlight::Want> colours;
    for (int file = first.file; file <= last.file; ++file) {
        wanted.append(file);
        const diff::FileDiffPtr &diff = m_scene.file(file);
        if (!diff || !m_highlighter || m_scene.isStale(file))
            continue;
        const int from = file == first.file ? first.row : 0;
        const int to = std::min(file == last.file ? last.row : m_scene.rowCount(file) - 1, m_scene.rowCount(file) - 1);
        int lines[2][2] = {{-1, -1}, {-1, -1}};
        for (int row = from; row <= to; ++row) {
            for (const Side side : {Side::Left, Side::Right}) {
                const int line = m_scene.lineAt({file, row}, side);
                if (line < 0)
                    continue;
                int (&range)[2] = lines[int(side)];
                range[0] = range[0] < 0 ? line : std::min(range[0], line);
                range[1] = std::max(range[1], line);
            }
        }
        for (const Side side : {Side::Right, Side::Left}) {
            const QByteArray key = DiffPainter::highlightKey(diff->entry(), side);
            if (key.isEmpty() || lines[int(side)][0] < 0)
                continue;
            const diff::FileVersion &version = side == Side::Left ? diff->entry().before : diff->entry().after;
            colours.append({key, QString::fromUtf8(version.path), diff->text(side).text(), lines[int(side)][0],
                            lines[int(side)][1]});
        }
    }
    if (m_highlighter && m_hasPainted) // before the first look at it the processors have better things to do
        m_highlighter->want(colours);
    if (m_authors->isShown())
        m_authors->want(wanted);
    if (wanted != m_wanted) {
        m_wanted = wanted;
        Q_EMIT filesWanted(wanted);
    }
    if (const int current = fileInHand(); current != m_currentFile) {
        m_currentFile = current;
        Q_EMIT currentFileChanged(current);
    }
}

void DiffSurface::placeEditor()
{
    m_pictures->place(scrollY(), stripHeight());
}

/** Paints the text of these lines again where it can be seen, and nothing beside it: most of a row is empty. */
void DiffSurface::updateLines(const QByteArray &highlightKey, int firstLine, int lineCount)
{
    if (m_scene.fileCount() == 0)
        return;
    const auto &geometry = m_scene.geometry();
    const int cell = int(std::ceil(m_painter.font().cellWidth()));
    int file = -1;
    bool matches[2] = {false, false};
    QRect run[2]; // of rows one below the other
    for (auto place = geometry.at(scrollY()); place.isValid() && place.top < scrollY() + viewport()->height();
         place = geometry.next(place)) {
        if (place.file != file) {
            file = place.file;
            for (const Side side : {Side::Left, Side::Right})
                matches[int(side)] = DiffPainter::highlightKey(m_scene.document().entry(file), side) == highlightKey;
        }
        if ((!matches[0] && !matches[1]) || place.row >= m_scene.rowCount(file))
            continue;
        for (const Side side : {Side::Left, Side::Right}) {
            const int line = matches[int(side)] ? m_scene.lineAt({file, place.row}, side) : -1;
            if (line < firstLine || line >= firstLine + lineCount)
                continue;
            const SurfaceColumns::Half &half = m_state.columns.half(side);
            const int end = std::min(half.right, m_painter.textEnd(file, side, line, m_state) + cell);
            const QRect text(half.textLeft - cell, int(place.top - scrollY()), end - half.textLeft + cell,
                             place.height);
            if (run[int(side)].bottom() + 1 != text.top()) {
                viewport()->update(run[int(side)]);
                run[int(side)] = {};
            }
            run[int(side)] |= text;
        }
    }
    viewport()->update(run[0]);
    viewport()->update(run[1]);
}

void DiffSurface::ensureRowVisible(RowPlace row, bool center)
{
    const auto place = m_scene.geometry().place(row.file, row.row);
    const int band = std::min(m_scene.bandHeight(row), viewport()->height() / 2);
    const qint64 top = place.top - scrollY();
    const int room = viewport()->height() - stripHeight();
    if (center)
        verticalScrollBar()->setValue(int(place.top - stripHeight() - room / 4));
    else if (row.row == 0 ? top < 0 : top < stripHeight())
        verticalScrollBar()->setValue(int(place.top - (row.row == 0 ? 0 : stripHeight())));
    else if (top + band > viewport()->height())
        verticalScrollBar()->setValue(int(place.top + band - viewport()->height()));
}

QRect DiffSurface::rowRect(RowPlace row) const
{
    const auto place = m_scene.geometry().place(row.file, row.row);
    const QRect rect(0, int(place.top - scrollY()), viewport()->width(), place.height);
    return rect.intersects(viewport()->rect()) ? rect : QRect();
}

QRect DiffSurface::placeRect(const TextPlace &place) const
{
    const RowPlace row = m_scene.rowOf(place.file, place.side, place.line);
    QRect rect = row.isValid() ? rowRect(row) : QRect();
    if (rect.isEmpty())
        return {};
    const LineCells &cells = const_cast<DiffPainter &>(m_painter).cells(place.file, place.side, place.line);
    const int x = m_state.columns.half(place.side).textLeft - m_state.scrollX;
    const qreal cell = m_painter.font().cellWidth();
    int at = cells.cellOfByte(place.byte);
    int y = rect.top();
    if (const int wrap = m_scene.style().wrapCells; wrap > 0) {
        const LineWrap pieces(cells, wrap);
        const int piece = pieces.pieceOf(at);
        y += piece * m_scene.style().metrics.row;
        at -= pieces.firstCell(piece);
    }
    return QRect(x + int(at * cell), y, int(std::ceil(cell)), m_scene.style().metrics.row);
}

} // namespace docket
