// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/linediff.h"

#include <vector>

namespace docket::diff {

/** Lines of both sides as integers: equal under the options exactly when the integers are equal. Common ends are left
 * out. Of use only where it was not cancelled. */
struct InternedLines
{
    std::vector<quint32> left;  ///< lines [head, lineCount - tail)
    std::vector<quint32> right;
    int head = 0;
    int tail = 0;
    quint32 idCount = 0;
};

InternedLines internLines(const TextSide &left, const TextSide &right, const LineOptions &options,
                          const CancelToken &cancel = {});

/** The same for lines [from, to) of each side, with nothing left out. */
InternedLines internRange(const TextSide &left, int leftFrom, int leftTo, const TextSide &right, int rightFrom,
                          int rightTo, const LineOptions &options, const CancelToken &cancel = {});

/** True if the two lines are equal under the options; for the few lines that were not interned. */
bool equalLines(const TextSide &a, int lineA, const TextSide &b, int lineB, const LineOptions &options);

/** A line reduced to what counts under the whitespace mode. `scratch` keeps the bytes when they had to be made. */
QByteArrayView normalisedLine(QByteArrayView line, Whitespace whitespace, QByteArray &scratch);

/** Bytes that two texts have in common at the front, or at the end; `limit` at most. */
qsizetype commonPrefix(const char *a, const char *b, qsizetype limit);
qsizetype commonSuffix(const char *aEnd, const char *bEnd, qsizetype limit);
/** Whole lines that lie inside the first, or last, `bytes` bytes. */
int linesWithin(const TextSide &side, qsizetype bytes);
int linesBehind(const TextSide &side, qsizetype bytes);

/** A quick 64-bit hash of bytes; the same in every run. */
quint64 hashBytes(QByteArrayView bytes, quint64 seed = 0);

} // namespace docket::diff
