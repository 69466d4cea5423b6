// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/rowmodel.h"


#include <algorithm>
#include <cstring>
#include <limits>

namespace docket::diff {

namespace {

QByteArrayView withoutIndent(QByteArrayView line)
{
    while (!line.isEmpty() && (line.front() == ' ' || line.front() == '\t'))
        line = line.sliced(1);
    return line;
}

/** Takes off what is equal at both ends, in blocks: lines may have megabytes. */
void cutEqualEnds(QByteArrayView &a, QByteArrayView &b)
{
    constexpr qsizetype block = 1024;
    while (a.size() >= block && b.size() >= block && std::memcmp(a.data(), b.data(), block) == 0) {
        a = a.sliced(block);
        b = b.sliced(block);
    }
    while (a.size() >= block && b.size() >= block && std::memcmp(a.end() - block, b.end() - block, block) == 0) {
        a.chop(block);
        b.chop(block);
    }
}

bool equalWithoutBlanks(QByteArrayView a, QByteArrayView b)
{
    cutEqualEnds(a, b);
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; };
    qsizetype i = 0, k = 0;
    while (true) {
        while (i < a.size() && blank(a[i]))
            ++i;
        while (k < b.size() && blank(b[k]))
            ++k;
        if (i == a.size() || k == b.size())
            return i == a.size() && k == b.size();
        if (a[i++] != b[k++])
            return false;
    }
}

LineClass classOfPair(QByteArrayView left, QByteArrayView right)
{
    if (left == right)
        return LineClass::WhitespaceOnly; // only the terminator differs
    if (withoutIndent(left) == withoutIndent(right))
        return LineClass::Reindented;
    return equalWithoutBlanks(left, right) ? LineClass::WhitespaceOnly : LineClass::Changed;
}

/** Text and row map are made in this one pass; nothing else predicts what a row shows. */
class Layout
{
public:
    Layout(const FileDiff &diff, const ViewOptions &options, const MoveMap *moves, int file)
        : m_diff(diff), m_options(options), m_moves(moves && moves->touches(file) ? moves : nullptr), m_file(file)
    {
    }

    FileRows run()
    {
        m_rows.push_back({.kind = RowKind::FileHeader});
        if (m_options.collapsed)
            return std::move(m_rows);
        for (size_t i = 0; i < m_diff.notes().size(); ++i)
            m_rows.push_back({.extra = quint32(i), .kind = RowKind::Note});
        const auto &edits = m_diff.edits();
        int left = 0, right = 0;
        for (size_t i = 0; i < edits.size(); ++i) {
            gap(int(i), left, edits[i].leftStart, right);
            edit(int(i));
            left = edits[i].leftEnd();
            right = edits[i].rightEnd();
        }
        if (!m_diff.left().isBinary() && !m_diff.right().isBinary())
            gap(int(edits.size()), left, m_diff.left().lineCount(), right);
        if (m_diff.isPart())
            m_rows.push_back({.kind = RowKind::Waiting});
        m_rows.shrink_to_fit();
        return std::move(m_rows);
    }

private:
    Expansion expansion(int gap) const
    {
        for (const Expansion &e : m_options.expansions) {
            if (e.gap == gap)
                return e;
        }
        return {gap, 0, 0};
    }

    void gap(int index, int left0, int left1, int right0)
    {
        const int count = left1 - left0;
        const int last = int(m_diff.edits().size());
        const Expansion more = expansion(index);
        const qint64 top = qint64(index == 0 ? 0 : m_options.contextLines) + more.top;
        const qint64 bottom = qint64(index == last ? 0 : m_options.contextLines) + more.bottom;
        const qint64 hidden = m_options.wholeFile ? 0 : count - top - bottom;
        if (hidden < std::max(1, m_options.minimalFold)) {
            context(left0, right0, count);
            return;
        }
        context(left0, right0, int(top));
        m_rows.push_back({.left = left0 + qint32(top),
                          .right = right0 + qint32(top),
                          .extra = quint32(hidden),
                          .kind = RowKind::Fold});
        context(left1 - int(bottom), right0 + count - int(bottom), int(bottom));
    }

    void context(int left, int right, int count)
    {
        for (int i = 0; i < count; ++i) {
            put({.left = left + i, .right = right + i, .kind = RowKind::Context, .leftClass = LineClass::Context,
                 .rightClass = LineClass::Context});
        }
    }

    void edit(int index)
    {
        const Edit &edit = m_diff.edits()[size_t(index)];
        const size_t first = m_rows.size();
        if (m_options.mode == ViewMode::SideBySide) {
            int left = edit.leftStart, right = edit.rightStart;
            for (const LinePair &pair : m_diff.pairs(index)) {
                beside(index, left, pair.left, right, pair.right);
                paired(index, pair);
                left = pair.left + 1;
                right = pair.right + 1;
            }
            beside(index, left, edit.leftEnd(), right, edit.rightEnd());
        } else {
            unified(index, edit);
        }
        if (m_diff.isFromBase(index)) {
            for (size_t i = first; i < m_rows.size(); ++i)
                m_rows[i].flags |= FromBase;
            return;
        }
        if (m_diff.isIgnored(index)) {
            for (size_t i = first; i < m_rows.size(); ++i)
                quiet(m_rows[i]);
            return;
        }
        m_rows[first].flags |= FirstOfEdit;
        m_rows.back().flags |= LastOfEdit;
    }

    static void quiet(Row &row)
    {
        row.leftClass = row.leftClass == LineClass::None ? LineClass::None : LineClass::WhitespaceOnly;
        row.rightClass = row.rightClass == LineClass::None ? LineClass::None : LineClass::WhitespaceOnly;
    }

    /** Lines that have no partner stand beside each other as far as they go. */
    void beside(int index, int left0, int left1, int right0, int right1)
    {
        for (; left0 < left1 && right0 < right1; ++left0, ++right0) {
            put({.left = left0,
                 .right = right0,
                 .extra = quint32(index),
                 .kind = RowKind::Pair,
                 .leftClass = removedClass(left0),
                 .rightClass = addedClass(right0)});
        }
        for (; left0 < left1; ++left0)
            put({.left = left0, .extra = quint32(index), .kind = RowKind::Removed, .leftClass = removedClass(left0)});
        for (; right0 < right1; ++right0)
            put({.right = right0, .extra = quint32(index), .kind = RowKind::Added, .rightClass = addedClass(right0)});
    }

    void paired(int index, const LinePair &pair)
    {
        const auto [left, right] = pairClasses(pair);
        put({.left = pair.left,
             .right = pair.right,
             .extra = quint32(index),
             .kind = RowKind::Pair,
             .leftClass = left,
             .rightClass = right});
    }

    void unified(int index, const Edit &edit)
    {
        const auto pairs = m_diff.pairs(index);
        auto at = pairs.begin();
        for (int i = edit.leftStart; i < edit.leftEnd(); ++i) {
            LineClass own = removedClass(i);
            if (at != pairs.end() && at->left == i)
                own = pairClasses(*at++).first;
            put({.left = i, .extra = quint32(index), .kind = RowKind::Removed, .leftClass = own});
        }
        at = pairs.begin();
        for (int i = edit.rightStart; i < edit.rightEnd(); ++i) {
            LineClass own = addedClass(i);
            if (at != pairs.end() && at->right == i)
                own = pairClasses(*at++).second;
            put({.right = i, .extra = quint32(index), .kind = RowKind::Added, .rightClass = own});
        }
    }

    std::pair<LineClass, LineClass> pairClasses(const LinePair &pair) const
    {
        const LineClass left = removedClass(pair.left);
        const LineClass right = addedClass(pair.right);
        if (left != LineClass::Removed || right != LineClass::Added)
            return {left, right}; // moved: not what became of its neighbour
        const LineClass both = classOfPair(m_diff.left().line(pair.left), m_diff.right().line(pair.right));
        return {both, both};
    }

    LineClass removedClass(int line) const
    {
        return m_moves && m_moves->blockAt(m_file, Side::Left, line) >= 0 ? LineClass::MovedFrom : LineClass::Removed;
    }
    LineClass addedClass(int line) const
    {
        const int block = m_moves ? m_moves->blockAt(m_file, Side::Right, line) : -1;
        if (block < 0)
            return LineClass::Added;
        return m_moves->blocks()[size_t(block)].copy ? LineClass::CopiedTo : LineClass::MovedTo;
    }

    void put(Row row)
    {
        const bool lastLeft = isUnfinished(m_diff.left(), row.left);
        const bool lastRight = isUnfinished(m_diff.right(), row.right);
        if (row.left >= 0 && m_diff.left().hasWarnings(row.left))
            row.flags |= WarnLeft;
        if (row.right >= 0 && m_diff.right().hasWarnings(row.right))
            row.flags |= WarnRight;
        row.flags |= (lastLeft ? NoNewlineLeft : 0) | (lastRight ? NoNewlineRight : 0);
        m_rows.push_back(row);
        const bool symlink = m_diff.entry().kind == FileKind::Symlink;
        if ((lastLeft || lastRight) && row.isChange() && !symlink) {
            m_rows.push_back({.left = lastLeft ? row.left : -1,
                              .right = lastRight ? row.right : -1,
                              .extra = Row::NoNewlineNote,
                              .kind = RowKind::Note});
        }
    }
    static bool isUnfinished(const TextSide &side, int line)
    {
        return line >= 0 && side.lacksFinalNewline() && line == side.lineCount() - 1;
    }

    const FileDiff &m_diff;
    const ViewOptions &m_options;
    const MoveMap *m_moves;
    int m_file;
    FileRows m_rows;
};

} // namespace

FileRows layoutRows(const FileDiffPtr &diff, const ViewOptions &options, const MoveMap *moves, int file)
{
    if (!diff)
        return {Row{.kind = RowKind::FileHeader}, Row{.kind = RowKind::Waiting}};
    return Layout(*diff, options, moves, file).run();
}

int gapOfFold(const FileDiff &diff, const Row &fold)
{
    return diff.editAtOrAfter(Side::Left, fold.left);
}

void RowModel::reset(int files)
{
    static const FileRowsPtr waiting = std::make_shared<const FileRows>(layoutRows(nullptr, {}));
    m_files.assign(size_t(files), waiting);
    m_sums.reset(files, qint64(waiting->size()));
}

void RowModel::setFile(int file, FileRowsPtr rows)
{
    m_sums.set(file, qint64(rows->size()));
    m_files[size_t(file)] = std::move(rows);
}

RowModel::Position RowModel::position(qint64 row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const int file = m_sums.itemAt(row);
    return {file, int(row - m_sums.sumBefore(file))};
}

const Row &RowModel::row(qint64 index) const
{
    const Position at = position(index);
    return (*m_files[size_t(at.file)])[size_t(at.row)];
}

qint64 RowModel::nextChange(qint64 row, int step) const
{
    Position at = position(std::clamp<qint64>(row, 0, std::max<qint64>(0, rowCount() - 1)));
    if (!at.isValid())
        return -1;
    at.row += row < 0 || row >= rowCount() ? 0 : step;
    for (; at.file >= 0 && at.file < fileCount();
         at.file += step, at.row = step > 0 ? 0 : std::numeric_limits<int>::max()) {
        const FileRows &rows = *m_files[size_t(at.file)];
        for (int i = std::min(at.row, int(rows.size()) - 1); i >= 0 && i < int(rows.size()); i += step) {
            if (rows[size_t(i)].isChange() && (rows[size_t(i)].flags & FirstOfEdit))
                return firstRow(at.file) + i;
        }
    }
    return -1;
}

qint64 RowModel::rowOfLine(int file, Side side, int line) const
{
    const FileRows &rows = *m_files[size_t(file)];
    for (size_t i = 0; i < rows.size(); ++i) {
        const Row &row = rows[i];
        if (row.kind != RowKind::Fold && row.kind != RowKind::Note
            && (side == Side::Left ? row.left : row.right) == line)
            return firstRow(file) + qint64(i);
    }
    return -1;
}

} // namespace docket::diff
