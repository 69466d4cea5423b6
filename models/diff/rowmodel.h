// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/document.h"
#include "diff/prefixsums.h"

#include <memory>
#include <vector>

namespace docket::diff {

enum class RowKind : quint8 {
    FileHeader, ///< one for each file, always its first row
    Note,       ///< extra: index into FileDiff::notes(), or NoNewlineNote
    Fold, ///< hidden lines; left/right: first hidden lines, extra: how many. It is also the header of the hunk below it
    Context, ///< equal on both sides (under the options): left and right are set
    Pair,    ///< side by side only: a removed line beside an added one. Related only if the classes are not Removed and
             ///< Added
    Removed, ///< left alone
    Added,   ///< right alone
    Waiting, ///< the file's diff has not arrived, or the rest of it
};

/** What happened to a line, for its colour and its words. */
enum class LineClass : quint8 {
    None,           ///< there is no line on this side
    Context,
    Removed,
    Added,
    Changed,        ///< paired with a line of the other side: spans() has the marks
    Reindented,     ///< paired, and only the blanks at its start differ
    WhitespaceOnly, ///< paired, and only blanks or the terminator differ
    MovedFrom,      ///< MoveMap has the block
    MovedTo,
    CopiedTo,
};

enum RowFlag : quint8 {
    WarnLeft = 1,       ///< lineWarnings() has something on the left
    WarnRight = 2,
    FirstOfEdit = 4,    ///< where "next change" stops
    LastOfEdit = 8,
    NoNewlineLeft = 16, ///< the last line of the left side, without terminator
    NoNewlineRight = 32,
    FromBase = 64,         ///< of an edit that came with the branch's base: drawn quietly, no change to stop at
};

/** One line on screen. 16 bytes: a change of a million lines is 16 MB. */
struct Row
{
    static constexpr quint32 NoNewlineNote =
        0xffffffff; ///< `extra` of the Note under a last line; left/right say which side

    qint32 left = -1;  ///< line of the left side, from 0; -1 none
    qint32 right = -1;
    quint32 extra = 0; ///< index of the edit for Pair, Removed, Added; else see RowKind
    RowKind kind = RowKind::Context;
    LineClass leftClass = LineClass::None;
    LineClass rightClass = LineClass::None;
    quint8 flags = 0; ///< RowFlag

    bool isChange() const { return kind == RowKind::Pair || kind == RowKind::Removed || kind == RowKind::Added; }
    bool operator==(const Row &) const = default;
};
static_assert(sizeof(Row) == 16);

enum class ViewMode : quint8 { SideBySide, Unified };

/** Unchanged lines revealed by hand in one gap. Gap g lies before edit g; the last one is behind the last edit. */
struct Expansion
{
    qint32 gap = 0;
    qint32 top = 0;    ///< lines shown below the edit above, beyond the context
    qint32 bottom = 0; ///< lines shown above the edit below, beyond the context

    bool operator==(const Expansion &) const = default;
};

struct ViewOptions
{
    ViewMode mode = ViewMode::SideBySide;
    int contextLines = 3;
    bool wholeFile = false;  ///< no folds
    bool collapsed = false;  ///< the header alone
    int minimalFold = 2;     ///< fewer hidden lines than this are shown
    std::vector<Expansion> expansions = {}; ///< at most one a gap

    bool operator==(const ViewOptions &) const = default;
};

using FileRows = std::vector<Row>;
using FileRowsPtr = std::shared_ptr<const FileRows>;

/** The rows of one file. Text and geometry are decided here and nowhere else. `diff` may be null (Waiting). Pure; any
 * thread. */
FileRows layoutRows(const FileDiffPtr &diff, const ViewOptions &options, const MoveMap *moves = nullptr, int file = 0);

/** Gap (see Expansion) that a Fold row stands for. */
int gapOfFold(const FileDiff &diff, const Row &fold);

/** Rows of all files under one scroll bar. Owned by one thread; layouts are shared and immutable. */
class RowModel
{
public:
    struct Position { int file = -1; int row = -1; bool isValid() const { return file >= 0; } };

    /** Every file begins with a header and a Waiting row. */
    void reset(int files);
    void setFile(int file, FileRowsPtr rows);

    int fileCount() const { return int(m_files.size()); }
    qint64 rowCount() const { return m_sums.total(); }
    const FileRows &rows(int file) const { return *m_files[size_t(file)]; }
    Position position(qint64 row) const; ///< O(log files)
    qint64 firstRow(int file) const { return m_sums.sumBefore(file); }
    qint64 rowAt(Position position) const { return firstRow(position.file) + position.row; }
    const Row &row(qint64 index) const;

    /** Row of the next (step 1) or previous (-1) change after `row`, across files; -1 if there is none. */
    qint64 nextChange(qint64 row, int step) const;
    /** Row that shows the line; -1 if it is folded away or the file has not arrived. */
    qint64 rowOfLine(int file, Side side, int line) const;

private:
    std::vector<FileRowsPtr> m_files;
    PrefixSums m_sums;
};

} // namespace docket::diff
