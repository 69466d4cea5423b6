// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/linediff.h"

#include "diff/diffwork.h"
#include "diff/internlines.h"
#include "diff/sliders.h"

#include <algorithm>
#include <cstring>

namespace docket::diff {

namespace {

void runAlgorithm(DiffWork &work, Algorithm algorithm, Budget &budget)
{
    const Box all{0, int(work.left.size()), 0, int(work.right.size())};
    switch (algorithm) {
    case Algorithm::Histogram: diffHistogram(work, all, budget); break;
    case Algorithm::Myers: diffMyers(work, all, false, budget); break;
    case Algorithm::Minimal: diffMyers(work, all, true, budget); break;
    case Algorithm::Patience: diffPatience(work, all, budget); break;
    }
}

/** Flags of the middle to flags of the whole file, with one 0 behind the last line. */
std::vector<quint8> wholeFlags(const std::vector<quint8> &middle, int head, int lineCount)
{
    std::vector<quint8> flags(size_t(lineCount) + 1, 0);
    std::copy(middle.begin(), middle.end(), flags.begin() + head);
    return flags;
}

bool eightUnchanged(const quint8 *left, const quint8 *right)
{
    quint64 l, r;
    std::memcpy(&l, left, 8);
    std::memcpy(&r, right, 8);
    return (l | r) == 0;
}

/** Flags to edits: unchanged lines pair off in order. */
std::vector<Edit> editsFromFlags(const std::vector<quint8> &left, const std::vector<quint8> &right)
{
    std::vector<Edit> edits;
    const int leftCount = int(left.size()) - 1;
    const int rightCount = int(right.size()) - 1;
    int l = 0, r = 0;
    while (l < leftCount || r < rightCount) {
        if (l + 8 <= leftCount && r + 8 <= rightCount && eightUnchanged(&left[size_t(l)], &right[size_t(r)])) {
            l += 8, r += 8;
            continue;
        }
        if (!left[size_t(l)] && !right[size_t(r)]) {
            ++l, ++r;
            continue;
        }
        Edit edit{l, 0, r, 0};
        while (left[size_t(l)])
            ++l;
        while (right[size_t(r)])
            ++r;
        edit.leftCount = l - edit.leftStart;
        edit.rightCount = r - edit.rightStart;
        edits.push_back(edit);
    }
    return edits;
}

} // namespace

LineDiff diffLines(const TextSide &left, const TextSide &right, const LineOptions &options, const CancelToken &cancel)
{
    LineDiff result;
    if (left.lineCount() == 0 || right.lineCount() == 0) {
        if (left.lineCount() + right.lineCount() > 0)
            result.edits.push_back({0, left.lineCount(), 0, right.lineCount()});
        return result;
    }
    const InternedLines lines = internLines(left, right, options, cancel);
    if (cancel.isCancelled()) {
        result.cancelled = true;
        result.edits.push_back({0, left.lineCount(), 0, right.lineCount()}); // a script all the same
        return result;
    }
    DiffWork work;
    work.left = lines.left;
    work.right = lines.right;
    work.idCount = lines.idCount;
    work.prepare();
    Budget budget(options.budget, cancel);
    runAlgorithm(work, options.algorithm, budget);
    std::vector<quint8> leftFlags = wholeFlags(work.leftChanged, lines.head, left.lineCount());
    std::vector<quint8> rightFlags = wholeFlags(work.rightChanged, lines.head, right.lineCount());
    slideChanges({left, lines.left, lines.head, leftFlags}, rightFlags, options, budget);
    slideChanges({right, lines.right, lines.head, rightFlags}, leftFlags, options, budget);
    result.edits = editsFromFlags(leftFlags, rightFlags);
    result.steps = budget.used();
    result.cancelled = budget.isCancelled();
    result.approximate = budget.isApproximate();
    return result;
}

} // namespace docket::diff
