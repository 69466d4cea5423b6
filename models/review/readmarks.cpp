// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/readmarks.h"

#include <QCryptographicHash>
#include <QHash>

#include <algorithm>
#include <cctype>

namespace docket::review {

namespace {

void addPart(QCryptographicHash &hash, QByteArrayView part)
{
    hash.addData(QByteArray::number(part.size()) + ':'); // lengths keep "ab" + "c" apart from "a" + "bc"
    hash.addData(part);
}

void addLines(QCryptographicHash &hash, const diff::TextSide &text, int start, int count)
{
    for (int i = start; i < start + count; ++i) {
        QByteArrayView line = text.line(i);
        while (!line.isEmpty() && (line.back() == ' ' || line.back() == '\t'))
            line.chop(1);
        addPart(hash, line);
    }
    hash.addData("|");
}

bool saysSomething(QByteArrayView line)
{
    return std::ranges::count_if(line, [](char c) { return uchar(c) >= 0x80 || std::isalnum(uchar(c)); }) >= 3;
}

/** The first line that says something from `line` on, up to but not including `end`; at most `Reach` lines are looked
 * at. */
void addNeighbour(QCryptographicHash &hash, const diff::TextSide &text, int line, int end, int step)
{
    constexpr int Reach = 20;
    for (int i = 0; i < Reach && line != end; ++i, line += step) {
        if (saysSomething(text.line(line)))
            return addPart(hash, text.line(line).trimmed());
    }
    hash.addData("-");
}

} // namespace

QByteArray fileKey(const diff::FileEntry &entry)
{
    QByteArray text; // in one piece: a change may have ten thousand files
    text.reserve(256);
    for (const diff::FileVersion *version : {&entry.before, &entry.after}) {
        for (const QByteArray &part : {version->path, version->blob.hex, QByteArray::number(version->mode, 8)})
            text.append(QByteArray::number(part.size())).append(':').append(part);
    }
    return QCryptographicHash::hash(text, QCryptographicHash::Sha1).toHex();
}

std::vector<QByteArray> changeKeys(const diff::FileDiff &file, const CancelToken &cancel)
{
    std::vector<QByteArray> keys;
    QHash<QByteArray, int> seen;
    const std::vector<diff::Edit> &edits = file.edits();
    keys.reserve(edits.size());
    for (size_t i = 0; i < edits.size() && !cancel.isCancelled(); ++i) {
        const diff::Edit &edit = edits[i];
        const int above = i == 0 ? -1 : edits[i - 1].rightStart + edits[i - 1].rightCount - 1;
        const int below = i + 1 == edits.size() ? file.right().lineCount() : edits[i + 1].rightStart;
        QCryptographicHash hash(QCryptographicHash::Sha1);
        addPart(hash, file.entry().path());
        addNeighbour(hash, file.right(), edit.rightStart - 1, above, -1);
        addLines(hash, file.left(), edit.leftStart, edit.leftCount);
        addLines(hash, file.right(), edit.rightStart, edit.rightCount);
        addNeighbour(hash, file.right(), edit.rightStart + edit.rightCount, below, 1);
        const QByteArray key = hash.result().toHex();
        const int nth = seen[key]++;
        keys.push_back(nth == 0 ? key : key + '#' + QByteArray::number(nth));
    }
    return keys;
}

ReadPartsPtr readParts(const diff::FileDiff &file, const CancelToken &cancel)
{
    auto parts = std::make_shared<ReadParts>();
    parts->file = fileKey(file.entry());
    parts->changes = changeKeys(file, cancel);
    if (cancel.isCancelled())
        return {};
    for (const diff::Hunk &hunk : file.hunks())
        parts->hunks.push_back({hunk.firstEdit, hunk.editCount});
    if (parts->hunks.empty() || !file.notes().empty())
        parts->head = parts->file + "/head";
    parts->covers =
        file.options().lines.whitespace == diff::Whitespace::Exact && !file.options().lines.ignoreBlankLines;
    return parts;
}

} // namespace docket::review
