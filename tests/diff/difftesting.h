// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/linediff.h"

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>

namespace docket::diff::test {

inline TextSide::Ptr side(const QByteArray &text)
{
    return TextSide::fromBytes(text);
}

/** What the script makes of the left side: equal to the right one if the script is right. */
inline QByteArray applied(const TextSide &left, const TextSide &right, const std::vector<Edit> &edits)
{
    QByteArray out;
    int at = 0;
    const auto copy = [&out](const TextSide &from, int start, int end) {
        for (int i = start; i < end; ++i)
            out += from.lineWithEnd(i);
    };
    for (const Edit &edit : edits) {
        copy(left, at, edit.leftStart);
        copy(right, edit.rightStart, edit.rightEnd());
        at = edit.leftEnd();
    }
    copy(left, at, left.lineCount());
    return out;
}

/** Ordered, inside the files, never empty, never touching. */
inline bool isWellFormed(const TextSide &left, const TextSide &right, const std::vector<Edit> &edits)
{
    int l = 0, r = 0;
    bool first = true;
    for (const Edit &e : edits) {
        const int equalLeft = e.leftStart - l;
        if (e.leftCount < 0 || e.rightCount < 0 || e.leftCount + e.rightCount == 0 || equalLeft < 0
            || equalLeft != e.rightStart - r || (equalLeft == 0 && !first))
            return false;
        l = e.leftEnd();
        r = e.rightEnd();
        first = false;
    }
    return left.lineCount() - l == right.lineCount() - r && l <= left.lineCount();
}

inline int changedLines(const std::vector<Edit> &edits)
{
    int sum = 0;
    for (const Edit &e : edits)
        sum += e.leftCount + e.rightCount;
    return sum;
}

/** Lines of an alphabet of `kinds`; few kinds make repetitive text. */
inline QByteArray randomText(QRandomGenerator &random, int lines, int kinds)
{
    QByteArray out;
    for (int i = 0; i < lines; ++i) {
        const int kind = int(random.bounded(kinds));
        out += QByteArray(kind % 5, ' ') + (kind == 0 ? QByteArray() : "line " + QByteArray::number(kind)) + '\n';
    }
    return out;
}

/** Some lines of `text` taken out, put in, replaced, or a run of them moved. */
inline QByteArray mutated(QRandomGenerator &random, const QByteArray &text, int changes, int kinds)
{
    QList<QByteArray> lines = text.split('\n');
    for (int i = 0; i < changes; ++i) {
        const qsizetype at = random.bounded(lines.size());
        switch (random.bounded(4)) {
        case 0: lines.removeAt(at); break;
        case 1: lines.insert(at, "line " + QByteArray::number(random.bounded(kinds))); break;
        case 2: lines[at] += " changed"; break;
        default: lines.move(at, random.bounded(lines.size())); break;
        }
        if (lines.isEmpty())
            lines.append(QByteArray());
    }
    return lines.join('\n');
}

} // namespace docket::diff::test
