// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Shared by the two halves of the search for moves; not for other rooms.

#include "diff/moves.h"

#include <QByteArrayView>

#include <vector>

namespace docket::diff {

/** A changed line with its blanks at both ends taken off. */
struct MoveLine
{
    QByteArrayView text;   ///< trimmed
    quint64 hash = 0;
    qint32 file = 0;
    qint32 line = 0;
    qint32 run = 0;        ///< lines of one run stand one below the other
    qint32 indent = 0;     ///< columns
    quint32 alnum = 0;     ///< letters and digits

    bool equals(const MoveLine &other) const { return hash == other.hash && text == other.text; }
};

/** Removed (or added) lines of all files in order. */
struct MoveSide
{
    std::vector<MoveLine> lines;
    std::vector<quint8> claimed; ///< part of an accepted block

    /** True if [index-1] and [index] stand one below the other. */
    bool follows(int index) const { return lines[size_t(index)].run == lines[size_t(index) - 1].run; }
    void reserve(size_t count)
    {
        lines.reserve(count);
        claimed.reserve(count);
    }
    void add(const FileDiff &diff, int file, Side side, int first, int end);
    /** The lines that no block has. */
    MoveSide unclaimed() const;
    int nextRun = 0;
};

/** Equal lines: removed[left .. left+count) and added[right .. right+count), indices into the two MoveSides. */
struct MoveRun
{
    int left = 0, right = 0, count = 0;
    quint32 alnum = 0;
};

/** Which lines of the left side may be in a run. */
enum class RunSources : quint8 {
    Free,   ///< those that no run has yet
    Shared, ///< all, as often as they are found
};

/** Maximal runs of equal trimmed lines, none overlapping another on either side (on the right one, if sources are
 * shared); the weightiest were taken first and are claimed. */
std::vector<MoveRun> findEqualRuns(MoveSide &left, MoveSide &right, RunSources sources, const MoveOptions &options,
                                   const CancelToken &cancel);

/** The line without the blanks at its ends, as a hash. */
quint64 moveHash(QByteArrayView line);

} // namespace docket::diff
