// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gitmoves.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket::bench {

namespace {

/** The number behind `sign` in "@@ -12,3 +14 @@", from 0. */
int startOf(QByteArrayView header, char sign)
{
    const qsizetype at = header.indexOf(QByteArray(1, ' ') + sign) + 2;
    qsizetype end = at;
    while (end < header.size() && header[end] >= '0' && header[end] <= '9')
        ++end;
    return std::max(0, header.sliced(at, end - at).toInt() - 1);
}

/** The path in "+++ path": git sets no colour there, and takes it back. */
QByteArray pathOf(QByteArrayView header)
{
    const qsizetype end = header.indexOf('\x1b');
    return header.sliced(4, (end < 0 ? header.size() : end) - 4).toByteArray();
}

} // namespace

qsizetype MovedLines::countIn(const MovedLines &other) const
{
    const auto shared = [](const auto &a, const auto &b) {
        return std::ranges::count_if(a, [&](const auto &line) { return b.contains(line); });
    };
    return shared(from, other.from) + shared(to, other.to);
}

MovedLines movedByGit(const Workload &work)
{
    QStringList arguments{u"-c"_s, u"core.quotePath=false"_s};
    for (const char *plain : {"meta", "frag", "func", "context", "old", "new", "whitespace"})
        arguments << u"-c"_s << u"color.diff.%1=normal"_s.arg(QLatin1StringView(plain));
    arguments << u"-c"_s << u"color.diff.oldMoved=red"_s << u"-c"_s << u"color.diff.newMoved=green"_s << u"diff"_s
              << u"-M"_s << u"-U0"_s << u"--histogram"_s << u"--no-ext-diff"_s << u"--no-prefix"_s
              << u"--color=always"_s << u"--color-moved=blocks"_s << work.base << work.head;
    MovedLines moved;
    QByteArray before, after;
    int left = 0, right = 0;
    bool inHunk = false;
    for (const QByteArray &raw : runGit(work.repository, arguments).split('\n')) {
        const bool isMoved = raw.startsWith("\x1b[3");
        const QByteArrayView line = isMoved ? QByteArrayView(raw).sliced(raw.indexOf('m') + 1)
            : raw.startsWith("\x1b[m")      ? QByteArrayView(raw).sliced(3)
                                            : QByteArrayView(raw);
        if (line.startsWith("diff --git ")) {
            inHunk = false;
        } else if (line.startsWith("@@ ")) {
            inHunk = true;
            left = startOf(line, '-');
            right = startOf(line, '+');
        } else if (!inHunk && line.startsWith("--- ")) {
            before = pathOf(line);
        } else if (!inHunk && line.startsWith("+++ ")) {
            after = pathOf(line);
        } else if (inHunk && line.startsWith('-')) {
            if (isMoved)
                moved.from.insert({before, left});
            ++left;
        } else if (inHunk && line.startsWith('+')) {
            if (isMoved)
                moved.to.insert({after, right});
            ++right;
        }
    }
    return moved;
}

MovedLines movedExactly(const diff::MoveMap &moves, const std::vector<diff::FileDiffPtr> &files)
{
    MovedLines exact;
    for (const diff::MovedBlock &block : moves.blocks()) {
        const auto isEdited = [&](int line, auto start, auto count) {
            return std::ranges::any_of(block.edits, [&](const diff::Edit &edit) {
                return line >= edit.*start && line < edit.*start + edit.*count;
            });
        };
        for (int i = 0; i < block.fromCount && !block.copy; ++i) {
            if (!isEdited(i, &diff::Edit::leftStart, &diff::Edit::leftCount))
                exact.from.insert({files[size_t(block.fromFile)]->entry().before.path, block.fromLine + i});
        }
        for (int i = 0; i < block.toCount; ++i) {
            if (!isEdited(i, &diff::Edit::rightStart, &diff::Edit::rightCount))
                exact.to.insert({files[size_t(block.toFile)]->entry().after.path, block.toLine + i});
        }
    }
    return exact;
}

} // namespace docket::bench
