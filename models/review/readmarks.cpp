// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/readmarks.h"

#include <QCryptographicHash>
#include <QHash>

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

} // namespace

QByteArray fileKey(const diff::FileEntry &entry)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const diff::FileVersion *version : {&entry.before, &entry.after}) {
        addPart(hash, version->path);
        addPart(hash, version->blob.hex);
        addPart(hash, QByteArray::number(version->mode, 8));
    }
    return hash.result().toHex();
}

std::vector<QByteArray> changeKeys(const diff::FileDiff &file)
{
    std::vector<QByteArray> keys;
    QHash<QByteArray, int> seen;
    for (const diff::Edit &edit : file.edits()) {
        QCryptographicHash hash(QCryptographicHash::Sha1);
        addPart(hash, file.entry().path());
        addLines(hash, file.left(), edit.leftStart, edit.leftCount);
        addLines(hash, file.right(), edit.rightStart, edit.rightCount);
        const QByteArray key = hash.result().toHex();
        const int nth = seen[key]++;
        keys.push_back(nth == 0 ? key : key + '#' + QByteArray::number(nth));
    }
    return keys;
}

FileReadState readState(const ReadMarks &marks, const diff::FileDiff &file)
{
    FileReadState out;
    out.changes = int(file.edits().size());
    if (marks.files.contains(fileKey(file.entry()))) {
        out.state = ReadState::Read;
        return out;
    }
    const std::vector<QByteArray> keys = changeKeys(file);
    for (size_t i = 0; i < keys.size(); ++i) {
        if (!marks.changes.contains(keys[i]))
            out.unread.push_back(int(i));
    }
    const bool nothingInside = keys.empty() || !file.notes().empty(); // a note (mode, rename ...) is read with the file only
    if (out.unread.empty() && !nothingInside)
        out.state = ReadState::Read;
    else if (out.unread.size() < keys.size())
        out.state = ReadState::Partly;
    return out;
}

void markFile(ReadMarks &marks, const diff::FileDiff &file, bool read)
{
    const QByteArray key = fileKey(file.entry());
    if (read)
        marks.files.insert(key);
    else
        marks.files.remove(key);
    for (const QByteArray &change : changeKeys(file)) {
        if (read)
            marks.changes.insert(change);
        else
            marks.changes.remove(change);
    }
}

void markChange(ReadMarks &marks, const diff::FileDiff &file, int edit, bool read)
{
    const std::vector<QByteArray> keys = changeKeys(file);
    if (edit < 0 || edit >= int(keys.size()))
        return;
    if (read) {
        marks.changes.insert(keys[size_t(edit)]);
        return;
    }
    if (marks.files.remove(fileKey(file.entry()))) { // the file is no longer read as a whole, its other changes still are
        for (const QByteArray &key : keys)
            marks.changes.insert(key);
    }
    marks.changes.remove(keys[size_t(edit)]);
}

} // namespace docket::review
