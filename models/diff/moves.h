// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/filediff.h"

#include <memory>
#include <vector>

namespace docket::diff {

/** A run of lines that went from one place of the change to another. Files are indices into the list that was searched.
 */
struct MovedBlock
{
    qint32 fromFile = 0, fromLine = 0, fromCount = 0;
    qint32 toFile = 0, toLine = 0, toCount = 0;
    qint32 indentDelta = 0;     ///< columns added (or taken, if negative) on the way
    bool copy = false;          ///< the source still stands, or is another block's as well
    bool merged = false;        ///< several places became one: where this arrived is another block's
    bool edited = false;        ///< some lines changed on the way; `edits` tells which
    std::vector<Edit> edits = {}; ///< lines relative to fromLine and toLine

    bool operator==(const MovedBlock &) const = default;
};

/** How far a search went. What is left out for size is said, never hidden. */
enum class MoveSearch : quint8 {
    Whole,
    WithoutCopies, ///< moves only: there is too much text that stands
    NotDone,       ///< too many changed lines
};

/** All moves of a document with a quick way from a line to its block. Immutable. */
class MoveMap
{
public:
    MoveMap() = default;
    explicit MoveMap(std::vector<MovedBlock> blocks, MoveSearch search = MoveSearch::Whole);

    const std::vector<MovedBlock> &blocks() const { return m_blocks; }
    MoveSearch search() const { return m_search; }
    /** Index of the block that the line left from (Left) or arrived in (Right); -1 if it did not move. O(log n). */
    int blockAt(int file, Side side, int line) const;
    /** True if any block begins or ends in the file on that side. */
    bool touches(int file) const;

private:
    struct Range { qint32 file, first, count, block; };
    const std::vector<Range> &ranges(Side side) const { return side == Side::Left ? m_from : m_to; }
    std::vector<MovedBlock> m_blocks;
    MoveSearch m_search = MoveSearch::Whole;
    std::vector<Range> m_from;
    std::vector<Range> m_to;
};

using MoveMapPtr = std::shared_ptr<const MoveMap>;

struct MoveOptions
{
    int minLines = 3;
    int minAlphanumerics = 20;
    int maxPostings = 16;      ///< a seed seen more often than this says nothing
    int maxLines = 1'000'000;  ///< above this many changed lines nothing is searched
    bool copies = true;
};

/** Looks through the removed and added lines of all files; null pointers are skipped. Cost grows with the changed
 * lines. Pure. */
MoveMapPtr findMoves(const std::vector<FileDiffPtr> &files, const MoveOptions &options = {},
                     const CancelToken &cancel = {});

} // namespace docket::diff
