// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/json.h"

#include "diff/rowmodel.h"

using namespace Qt::StringLiterals;

namespace docket::diff {

namespace {

QString rowWord(RowKind kind)
{
    switch (kind) {
    case RowKind::FileHeader: return u"header"_s;
    case RowKind::Note: return u"note"_s;
    case RowKind::Fold: return u"fold"_s;
    case RowKind::Context: return u"context"_s;
    case RowKind::Pair: return u"pair"_s;
    case RowKind::Removed: return u"removed"_s;
    case RowKind::Added: return u"added"_s;
    case RowKind::Waiting: return u"waiting"_s;
    }
    return {};
}

QString classWord(LineClass lineClass)
{
    switch (lineClass) {
    case LineClass::None: return u"none"_s;
    case LineClass::Context: return u"context"_s;
    case LineClass::Removed: return u"removed"_s;
    case LineClass::Added: return u"added"_s;
    case LineClass::Changed: return u"changed"_s;
    case LineClass::Reindented: return u"reindented"_s;
    case LineClass::WhitespaceOnly: return u"whitespace"_s;
    case LineClass::MovedFrom: return u"moved-from"_s;
    case LineClass::MovedTo: return u"moved-to"_s;
    case LineClass::CopiedTo: return u"copied-to"_s;
    }
    return {};
}

QJsonValue versionJson(const FileVersion &version)
{
    if (!version.exists())
        return QJsonValue::Null;
    QJsonObject out{{u"path"_s, QString::fromUtf8(version.path)},
                    {u"blob"_s, QString::fromLatin1(version.blob.hex)},
                    {u"mode"_s, QString::number(version.mode, 8).rightJustified(6, u'0')}};
    if (version.size >= 0)
        out[u"size"_s] = version.size;
    return out;
}

QJsonObject rangeJson(int start, int count)
{
    return {{u"line"_s, start + 1}, {u"count"_s, count}};
}

QJsonArray spansJson(const std::vector<Span> &spans)
{
    QJsonArray out;
    for (const Span &span : spans)
        out.append(QJsonArray{span.start, span.length});
    return out;
}

QJsonObject editJson(const FileDiff &file, int index, const JsonDetail &detail)
{
    const Edit &edit = file.edits()[size_t(index)];
    QJsonArray pairs;
    for (const LinePair &pair : file.pairs(index)) {
        QJsonObject out{{u"old"_s, pair.left + 1}, {u"new"_s, pair.right + 1}};
        if (detail.marks) {
            const LineSpans spans = file.spans(pair.left, pair.right);
            out[u"old_marks"_s] = spansJson(spans.left);
            out[u"new_marks"_s] = spansJson(spans.right);
        }
        pairs.append(out);
    }
    QJsonObject out{{u"old"_s, rangeJson(edit.leftStart, edit.leftCount)},
                    {u"new"_s, rangeJson(edit.rightStart, edit.rightCount)}};
    if (!pairs.isEmpty())
        out[u"pairs"_s] = pairs;
    if (file.isFromBase(index))
        out[u"from_base"_s] = true;
    return out;
}

QJsonArray rowsJson(const FileDiff &file, const JsonDetail &detail, const MoveMap *moves, int index)
{
    const FileDiffPtr borrowed(&file, [](const FileDiff *) {});
    QJsonArray out;
    for (const Row &row : layoutRows(borrowed, {.contextLines = detail.contextLines}, moves, index)) {
        QJsonObject json{{u"kind"_s, rowWord(row.kind)}};
        if (row.kind == RowKind::Fold)
            json[u"lines"_s] = qint64(row.extra);
        if (row.left >= 0) {
            json[u"old"_s] = row.left + 1;
            if (row.isChange())
                json[u"old_class"_s] = classWord(row.leftClass);
        }
        if (row.right >= 0) {
            json[u"new"_s] = row.right + 1;
            if (row.isChange())
                json[u"new_class"_s] = classWord(row.rightClass);
        }
        if (row.flags & FromBase)
            json[u"from_base"_s] = true;
        out.append(json);
    }
    return out;
}

} // namespace

QString statusWord(FileStatus status)
{
    switch (status) {
    case FileStatus::Added: return u"added"_s;
    case FileStatus::Deleted: return u"deleted"_s;
    case FileStatus::Modified: return u"modified"_s;
    case FileStatus::Renamed: return u"renamed"_s;
    case FileStatus::Copied: return u"copied"_s;
    case FileStatus::TypeChanged: return u"type-changed"_s;
    }
    return {};
}

QString kindWord(FileKind kind)
{
    switch (kind) {
    case FileKind::Text: return u"text"_s;
    case FileKind::Binary: return u"binary"_s;
    case FileKind::Symlink: return u"symlink"_s;
    case FileKind::Submodule: return u"submodule"_s;
    case FileKind::LfsPointer: return u"lfs-pointer"_s;
    }
    return {};
}

QString noteWord(NoteKind kind)
{
    switch (kind) {
    case NoteKind::ModeChanged: return u"mode-changed"_s;
    case NoteKind::TypeChanged: return u"type-changed"_s;
    case NoteKind::Renamed: return u"renamed"_s;
    case NoteKind::Copied: return u"copied"_s;
    case NoteKind::Binary: return u"binary"_s;
    case NoteKind::EmptyFile: return u"empty-file"_s;
    case NoteKind::SymlinkTarget: return u"symlink-target"_s;
    case NoteKind::SubmoduleCommit: return u"submodule-commit"_s;
    case NoteKind::LfsPointer: return u"lfs-pointer"_s;
    case NoteKind::LineEndsChanged: return u"line-ends-changed"_s;
    case NoteKind::BomAdded: return u"bom-added"_s;
    case NoteKind::BomRemoved: return u"bom-removed"_s;
    case NoteKind::EncodingChanged: return u"encoding-changed"_s;
    case NoteKind::WhitespaceHidden: return u"whitespace-hidden"_s;
    case NoteKind::Approximate: return u"approximate"_s;
    case NoteKind::NotRead: return u"not-read"_s;
    case NoteKind::EditsOfBase: return u"edits-of-base"_s;
    }
    return {};
}

QString searchWord(MoveSearch search)
{
    switch (search) {
    case MoveSearch::Whole: return u"whole"_s;
    case MoveSearch::WithoutCopies: return u"without-copies"_s;
    case MoveSearch::NotDone: return u"not-done"_s;
    }
    return {};
}

QJsonObject toJson(const FileEntry &entry)
{
    QJsonObject out{{u"path"_s, QString::fromUtf8(entry.path())},
                    {u"status"_s, statusWord(entry.status)},
                    {u"kind"_s, kindWord(entry.kind)},
                    {u"before"_s, versionJson(entry.before)},
                    {u"after"_s, versionJson(entry.after)}};
    if (entry.status == FileStatus::Renamed || entry.status == FileStatus::Copied)
        out[u"similarity"_s] = entry.similarity;
    QJsonArray flags;
    for (const auto &[flag, word] : {std::pair(GeneratedFile, u"generated"_s), std::pair(VendoredFile, u"vendored"_s),
                                     std::pair(LockFile, u"lock"_s), std::pair(MarkedByBranch, u"marked-by-branch"_s),
                                     std::pair(NotForReading, u"not-for-reading"_s)}) {
        if (entry.flags & flag)
            flags.append(word);
    }
    if (!flags.isEmpty())
        out[u"flags"_s] = flags;
    return out;
}

QJsonObject toJson(const FileDiff &file, const JsonDetail &detail, const MoveMap *moves, int index)
{
    QJsonObject out = toJson(file.entry());
    out[u"added"_s] = file.addedLines();
    out[u"removed"_s] = file.removedLines();
    if (file.approximate())
        out[u"approximate"_s] = true;
    QJsonArray notes;
    for (const Note &note : file.notes()) {
        QJsonObject json{{u"kind"_s, noteWord(note.kind)}};
        if (!note.text.isEmpty())
            json[u"text"_s] = note.text;
        notes.append(json);
    }
    if (!notes.isEmpty())
        out[u"notes"_s] = notes;
    QJsonArray hunks;
    for (const Hunk &hunk : file.hunks(detail.contextLines)) {
        QJsonArray edits;
        for (int i = hunk.firstEdit; i < hunk.firstEdit + hunk.editCount; ++i)
            edits.append(editJson(file, i, detail));
        QJsonObject json{{u"old"_s, rangeJson(hunk.leftStart, hunk.leftCount)},
                         {u"new"_s, rangeJson(hunk.rightStart, hunk.rightCount)},
                         {u"edits"_s, edits}};
        const int scope = file.enclosingLine(Side::Right, hunk.rightStart);
        if (scope >= 0)
            json[u"scope"_s] = QString::fromUtf8(file.right().line(scope).trimmed());
        hunks.append(json);
    }
    out[u"hunks"_s] = hunks;
    if (detail.rows)
        out[u"rows"_s] = rowsJson(file, detail, moves, index);
    return out;
}

QJsonArray toJson(const MoveMap &moves, const std::vector<FileEntry> &entries)
{
    QJsonArray out;
    for (const MovedBlock &block : moves.blocks()) {
        const FileEntry &from = entries[size_t(block.fromFile)];
        const FileEntry &to = entries[size_t(block.toFile)];
        out.append(QJsonObject{{u"from"_s, QString::fromUtf8(from.before.exists() ? from.before.path : from.path())},
                               {u"from_lines"_s, rangeJson(block.fromLine, block.fromCount)},
                               {u"to"_s, QString::fromUtf8(to.path())},
                               {u"to_lines"_s, rangeJson(block.toLine, block.toCount)},
                               {u"copy"_s, block.copy},
                               {u"merged"_s, block.merged},
                               {u"edited"_s, block.edited},
                               {u"indent"_s, block.indentDelta}});
    }
    return out;
}

QJsonObject toJson(const DiffTotals &totals)
{
    return {{u"files"_s, totals.files}, {u"added"_s, totals.addedLines}, {u"removed"_s, totals.removedLines}};
}

} // namespace docket::diff
