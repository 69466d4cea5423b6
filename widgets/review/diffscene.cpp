// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffscene.h"

#include "review/fileflags.h"
#include "widgets/review/linewrap.h"

#include <QElapsedTimer>

#include <algorithm>

namespace docket {

using diff::Row;
using diff::RowKind;
using diff::Side;

namespace {

bool isLineRow(const Row &row)
{
    return row.kind == RowKind::Context || row.isChange();
}

} // namespace

void DiffScene::setStyle(const Style &style)
{
    if (style == m_style)
        return;
    const bool sameBoxes = style.commentWidth == m_style.commentWidth && style.commentFont == m_style.commentFont;
    Style otherwise = style;
    otherwise.commentWidth = m_style.commentWidth;
    otherwise.metrics.top = m_style.metrics.top;
    const bool sameRows = otherwise == m_style;
    if (style.wrapCells != m_style.wrapCells)
        m_longLines.clear();
    m_style = style;
    if (!sameBoxes) {
        for (const auto &box : m_boxes)
            box->layOut(style.commentWidth, style.commentFont);
    }
    if (sameRows) { // a window made wider: only what comments hang in has other heights
        for (State &state : m_state)
            state.stale = state.stale || !state.boxes.empty();
        m_refreshFrom = 0;
        layOutTop();
        return;
    }
    m_geometry.reset(fileCount(), style.metrics);
    layOutTop();
    for (int file = 0; file < fileCount(); ++file) {
        // Heights without extras first: exact ones follow file by file, and nothing here grows with the number of rows.
        m_geometry.setFile(file, rowCount(file), {});
        m_state[size_t(file)].stale = true;
    }
    m_refreshFrom = 0;
}

void DiffScene::begin(std::vector<diff::FileEntry> entries)
{
    const int count = int(entries.size());
    m_document = diff::DiffDocument(std::move(entries));
    m_rows.reset(count);
    m_geometry.reset(count, m_style.metrics);
    m_state.assign(size_t(count), {});
    m_greatestLine = 99;
    m_refreshFrom = 0;
    m_draft.reset();
    m_longLines.clear();
    m_ledger = {};
    placeBoxes();
    for (int file = 0; file < count; ++file) {
        State &state = m_state[size_t(file)];
        state.collapsed =
            state.collapsed || (review::startsCollapsed(m_document.entry(file).flags) && state.boxes.empty());
        m_geometry.setFile(file, rowCount(file), {});
    }
}

void DiffScene::setFile(int file, diff::FileDiffPtr diff)
{
    // Cheap on purpose: thousands may arrive at once. The rows are made when the file is seen, or by refreshSome().
    m_document.setFile(file, std::move(diff));
    m_longLines.clear();
    m_state[size_t(file)].stale = true;
    m_state[size_t(file)].widest = -1;
    m_refreshFrom = std::min(m_refreshFrom, file);
}

void DiffScene::measure(int file)
{
    State &state = m_state[size_t(file)];
    state.widest = 0;
    if (!this->file(file))
        return;
    for (const Side side : {Side::Left, Side::Right}) {
        const diff::TextSide &text = this->file(file)->text(side);
        m_greatestLine = std::max(m_greatestLine, text.lineCount());
        for (int line = 0; line < text.lineCount(); ++line)
            state.widest = std::max(state.widest, int(text.lineStart(line + 1) - text.lineStart(line)));
    }
}

void DiffScene::setMoves(diff::MoveMapPtr moves)
{
    m_document.setMoves(std::move(moves));
    for (int file = 0; file < fileCount(); ++file)
        m_state[size_t(file)].stale = m_state[size_t(file)].stale || m_document.moves()->touches(file);
    m_refreshFrom = 0;
}

void DiffScene::markAllStale()
{
    for (State &state : m_state)
        state.stale = true;
    m_refreshFrom = 0;
}

void DiffScene::setMode(diff::ViewMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    markAllStale();
}

void DiffScene::setContext(int lines, bool wholeFiles)
{
    if (lines == m_context && wholeFiles == m_wholeFiles)
        return;
    m_context = lines;
    m_wholeFiles = wholeFiles;
    markAllStale();
}

void DiffScene::setLedger(const review::ReadLedger &ledger, int keepOpen)
{
    m_ledger = ledger;
    for (int file = 0; file < fileCount(); ++file) {
        State &state = m_state[size_t(file)];
        const bool viewed = ledger.isFileRead(file);
        if (viewed == state.viewed)
            continue;
        state.viewed = viewed;
        if (file == keepOpen)
            continue;
        state.collapsed = viewed;
        state.stale = true;
        m_refreshFrom = std::min(m_refreshFrom, file);
    }
}

review::ReadPlace DiffScene::readPlaceAt(RowPlace place) const
{
    if (!place.isValid() || !m_ledger.fileCount() || !file(place.file))
        return {};
    const Row &row = this->row(place);
    const review::ReadPlace head{place.file};
    switch (row.kind) {
    case RowKind::FileHeader:
    case RowKind::Note: return m_ledger.hasHead(place.file) ? head : review::ReadPlace{};
    case RowKind::Pair:
    case RowKind::Removed:
    case RowKind::Added: return m_ledger.hunkOf(place.file, int(row.extra));
    case RowKind::Waiting: return {};
    case RowKind::Fold:
    case RowKind::Context: break;
    }
    const diff::FileDiff &diff = *file(place.file);
    const Side side = row.right >= 0 ? Side::Right : Side::Left;
    const int line = side == Side::Right ? row.right : row.left;
    const int below = diff.editAtOrAfter(side, line);
    const int above = below - 1;
    const int edits = int(diff.edits().size());
    if (row.kind == RowKind::Fold || above < 0)
        return m_ledger.hunkOf(place.file, below);
    const diff::Edit &last = diff.edits()[size_t(above)];
    const int fromAbove =
        line - (side == Side::Right ? last.rightStart + last.rightCount : last.leftStart + last.leftCount) + 1;
    if (below >= edits)
        return m_ledger.hunkOf(place.file, above);
    const diff::Edit &next = diff.edits()[size_t(below)];
    const int toBelow = (side == Side::Right ? next.rightStart : next.leftStart) - line;
    return m_ledger.hunkOf(place.file, fromAbove <= toBelow ? above : below);
}

bool DiffScene::startsHunk(RowPlace place) const
{
    const Row &row = this->row(place);
    if (!row.isChange() || !(row.flags & diff::FirstOfEdit))
        return false;
    return m_ledger.firstEdit(m_ledger.hunkOf(place.file, int(row.extra))) == int(row.extra);
}

void DiffScene::setCollapsed(int file, bool collapsed)
{
    m_state[size_t(file)].collapsed = collapsed;
    layOut(file);
}

void DiffScene::setWholeFile(int file, bool whole)
{
    m_state[size_t(file)].wholeFile = whole;
    m_state[size_t(file)].expansions.clear();
    layOut(file);
}

void DiffScene::expand(RowPlace fold, int fromTop, int fromBottom)
{
    const Row row = this->row(fold);
    if (row.kind != RowKind::Fold)
        return;
    const int gap = diff::gapOfFold(*file(fold.file), row);
    auto &expansions = m_state[size_t(fold.file)].expansions;
    auto found = std::ranges::find(expansions, gap, &diff::Expansion::gap);
    if (found == expansions.end())
        found = expansions.insert(expansions.end(), {gap, 0, 0});
    found->top += fromTop < 0 ? int(row.extra) : fromTop;
    found->bottom += std::max(0, fromBottom);
    layOut(fold.file);
}

void DiffScene::reveal(const TextPlace &place)
{
    refresh(place.file);
    if (isCollapsed(place.file))
        setCollapsed(place.file, false);
    const RowPlace found = rowOf(place.file, place.side, place.line);
    if (!found.isValid() || row(found).kind != RowKind::Fold)
        return;
    // Enough lines from the nearer end that the wanted one has company.
    const Row fold = row(found);
    const int first = place.side == Side::Left ? fold.left : fold.right;
    const int fromTop = place.line - first + 4;
    const int fromBottom = first + int(fold.extra) - place.line + 3;
    if (fromTop <= fromBottom)
        expand(found, fromTop, 0);
    else
        expand(found, 0, fromBottom);
}

void DiffScene::revealLines(int file, Side side, int first, int last)
{
    refresh(file);
    for (int row = 0; row < rowCount(file);) {
        const Row fold = this->row({file, row});
        const int start = side == Side::Left ? fold.left : fold.right;
        const int end = start + int(fold.extra); // behind the last hidden line
        if (fold.kind != RowKind::Fold || last < start || first >= end)
            ++row;
        else if (first <= start) // the rows are new after each of these; the rest of the fold lies outside of the lines
            expand({file, row}, std::min(end, last + 1) - start, 0);
        else
            expand({file, row}, 0, end - first);
    }
}

bool DiffScene::refresh(int file)
{
    if (!isStale(file))
        return false;
    layOut(file);
    return true;
}

bool DiffScene::refreshSome(int budgetMs)
{
    QElapsedTimer timer;
    timer.start();
    for (; m_refreshFrom < fileCount(); ++m_refreshFrom) {
        if (refresh(m_refreshFrom) && timer.elapsed() >= budgetMs)
            return m_refreshFrom + 1 < fileCount();
    }
    return false;
}

int DiffScene::wrappedLinesOf(const Row &row, int file) const
{
    if (m_style.wrapCells <= 0 || !isLineRow(row))
        return 1;
    int lines = 1;
    for (const auto &[side, line] : {std::pair(Side::Left, row.left), std::pair(Side::Right, row.right)}) {
        if (line < 0)
            continue;
        const QByteArrayView text = lineText(file, side, line);
        if (text.size() < 4096) {
            lines = std::max(lines, LineWrap::count(text, m_style.wrapCells));
        } else {
            int &known = m_longLines[quint64(file) << 33 | quint64(side) << 32 | quint32(line)];
            known = known > 0 ? known : LineWrap::count(text, m_style.wrapCells);
            lines = std::max(lines, known);
        }
    }
    return lines;
}

int DiffScene::bandOf(const Row &row, int file) const
{
    if (row.kind == RowKind::FileHeader)
        return m_style.metrics.header;
    if (row.kind == RowKind::Fold)
        return m_style.metrics.row + m_style.foldExtra;
    return m_style.metrics.row * wrappedLinesOf(row, file);
}

void DiffScene::layOut(int file)
{
    State &state = m_state[size_t(file)];
    if (state.widest < 0)
        measure(file);
    diff::ViewOptions options;
    options.mode = m_mode;
    options.contextLines = m_context;
    options.wholeFile = m_wholeFiles || state.wholeFile;
    options.collapsed = state.collapsed;
    options.expansions = state.expansions;
    m_rows.setFile(
        file,
        std::make_shared<diff::FileRows>(diff::layoutRows(this->file(file), options, m_document.moves().get(), file)));
    state.stale = false;
    ++m_revision;

    hang(file);
    auto hanging = state.hanging.cbegin();
    const diff::FileRows &rows = m_rows.rows(file);
    std::vector<SurfaceGeometry::Extra> extras;
    for (int i = 0; i < int(rows.size()); ++i) {
        const Row &row = rows[size_t(i)];
        int extra = 0;
        if (row.kind == RowKind::Fold)
            extra = m_style.foldExtra;
        else if (m_style.wrapCells > 0)
            extra = bandOf(row, file) - (i == 0 ? m_style.metrics.header : m_style.metrics.row);
        for (; hanging != state.hanging.cend() && hanging->first == i; ++hanging)
            extra += roomHeight(file, hanging->second);
        if (extra > 0)
            extras.push_back({i, extra});
    }
    m_geometry.setFile(file, int(rows.size()), std::move(extras));
}

int DiffScene::lineAt(RowPlace place, Side side) const
{
    const Row &row = this->row(place);
    return isLineRow(row) ? side == Side::Left ? row.left : row.right : -1;
}

Side DiffScene::sideAt(RowPlace place, Side wish) const
{
    const Row &row = this->row(place);
    if (row.kind == RowKind::Removed || (row.right < 0 && row.left >= 0))
        return Side::Left;
    if (row.kind == RowKind::Added || (row.left < 0 && row.right >= 0))
        return Side::Right;
    return m_mode == diff::ViewMode::Unified ? Side::Right : wish;
}

RowPlace DiffScene::rowOf(int file, Side side, int line) const
{
    const qint64 exact = m_rows.rowOfLine(file, side, line);
    if (exact >= 0)
        return {file, int(exact - m_rows.firstRow(file))};
    const diff::FileRows &rows = m_rows.rows(file);
    for (int i = 0; i < int(rows.size()); ++i) {
        const Row &row = rows[size_t(i)];
        const int first = side == Side::Left ? row.left : row.right;
        if (row.kind == RowKind::Fold && line >= first && line < first + int(row.extra))
            return {file, i};
    }
    return {file, 0};
}

QByteArrayView DiffScene::lineText(int file, Side side, int line) const
{
    const diff::FileDiffPtr &diff = this->file(file);
    return diff && line >= 0 && line < diff->text(side).lineCount() ? diff->text(side).line(line) : QByteArrayView();
}

int DiffScene::wrappedLines(RowPlace place) const
{
    return wrappedLinesOf(row(place), place.file);
}

int DiffScene::bandHeight(RowPlace place) const
{
    return bandOf(row(place), place.file);
}

} // namespace docket
