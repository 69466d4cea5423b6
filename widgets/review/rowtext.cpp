// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/rowtext.h"

#include "diff/align.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

using diff::LineClass;
using diff::NoteKind;
using diff::Row;
using diff::RowKind;
using diff::Side;

QString RowText::path(const QByteArray &path)
{
    return shownText(QString::fromUtf8(path));
}

QString RowText::status(diff::FileStatus status)
{
    switch (status) {
    case diff::FileStatus::Added: return tr("added");
    case diff::FileStatus::Deleted: return tr("deleted");
    case diff::FileStatus::Modified: return tr("changed");
    case diff::FileStatus::Renamed: return tr("renamed");
    case diff::FileStatus::Copied: return tr("copied");
    case diff::FileStatus::TypeChanged: return tr("type changed");
    }
    return {};
}

QString RowText::lineClass(LineClass lineClass)
{
    switch (lineClass) {
    case LineClass::None:
    case LineClass::Context: return {};
    case LineClass::Removed: return tr("removed");
    case LineClass::Added: return tr("added");
    case LineClass::Changed: return tr("changed");
    case LineClass::Reindented: return tr("only indented");
    case LineClass::WhitespaceOnly: return tr("only blanks changed");
    case LineClass::MovedFrom: return tr("moved away");
    case LineClass::MovedTo: return tr("moved here");
    case LineClass::CopiedTo: return tr("copied here");
    }
    return {};
}

QString RowText::fold(const Row &row)
{
    return tr("%n unchanged line(s)", nullptr, int(row.extra));
}

QString RowText::note(const diff::FileDiff &diff, const Row &row)
{
    const diff::FileEntry &entry = diff.entry();
    const auto mode = [](quint32 value) { return QString::number(value, 8); };
    const auto size = [](qint64 bytes) { return bytes < 0 ? tr("unknown size") : QLocale().formattedDataSize(bytes); };
    if (row.extra == Row::NoNewlineNote)
        return tr("No line end at the end of the file");
    if (row.extra >= diff.notes().size())
        return {};
    const diff::Note &note = diff.notes()[row.extra];
    switch (note.kind) {
    case NoteKind::ModeChanged:
        return tr("Mode changed from %1 to %2").arg(mode(entry.before.mode), mode(entry.after.mode))
            + (entry.after.isExecutable() && !entry.before.isExecutable() ? tr(": it can be run now") : QString());
    case NoteKind::TypeChanged:
        return tr("The kind of file changed (mode %1 to %2)").arg(mode(entry.before.mode), mode(entry.after.mode));
    case NoteKind::Renamed:
        return tr("Renamed from %1 (%2 % alike)").arg(path(entry.before.path)).arg(entry.similarity);
    case NoteKind::Copied: return tr("Copied from %1 (%2 % alike)").arg(path(entry.before.path)).arg(entry.similarity);
    case NoteKind::Binary:
        return tr("Binary file: %1 (%2) before, %3 (%4) after")
            .arg(entry.before.exists() ? size(entry.before.size) : tr("absent"), entry.before.blob.shortened(),
                 entry.after.exists() ? size(entry.after.size) : tr("absent"), entry.after.blob.shortened());
    case NoteKind::EmptyFile: return tr("Empty file");
    case NoteKind::SymlinkTarget: return tr("Symbolic link: the text is its target");
    case NoteKind::SubmoduleCommit: return tr("Submodule: the text is its commit");
    case NoteKind::LfsPointer: return tr("Pointer of Git LFS: the content itself is stored elsewhere");
    case NoteKind::LineEndsChanged:
        return tr("Line ends changed from %1 to %2; lines are compared without them")
            .arg(diff::eolName(diff.left().eol()), diff::eolName(diff.right().eol()));
    case NoteKind::BomAdded: return tr("A byte order mark was added");
    case NoteKind::BomRemoved: return tr("The byte order mark was removed");
    case NoteKind::EncodingChanged:
        return tr("Encoding changed from %1 to %2")
            .arg(diff::encodingName(diff.left().encoding()), diff::encodingName(diff.right().encoding()));
    case NoteKind::WhitespaceHidden: return tr("The sides differ only in blanks, which are hidden now");
    case NoteKind::Approximate:
        return tr("Too large to compare finely: the changes shown are right, but coarser than they could be");
    case NoteKind::NotRead: return tr("The text could not be read: %1").arg(shownText(note.text));
    case NoteKind::EditsOfBase: return tr("The branch was moved to another base: what came with that is set apart");
    }
    return {};
}

TextPlace RowText::moveTarget(const DiffScene &scene, RowPlace place, Side side)
{
    const Row &row = scene.row(place);
    const LineClass lineClass = side == Side::Left ? row.leftClass : row.rightClass;
    const auto &moves = scene.document().moves();
    if (!moves || (row.flags & diff::FromBase)
        || (lineClass != LineClass::MovedFrom && lineClass != LineClass::MovedTo && lineClass != LineClass::CopiedTo))
        return {};
    const int block = moves->blockAt(place.file, side, scene.lineAt(place, side));
    if (block < 0)
        return {};
    const diff::MovedBlock &moved = moves->blocks()[size_t(block)];
    if (side == Side::Left)
        return {moved.toFile, Side::Right, moved.toLine, 0};
    return {moved.fromFile, Side::Left, moved.fromLine, 0};
}

QString RowText::move(const DiffScene &scene, RowPlace place, Side side)
{
    const TextPlace target = moveTarget(scene, place, side);
    if (!target.isValid())
        return {};
    const diff::MoveMap &moves = *scene.document().moves();
    const diff::MovedBlock &moved = moves.blocks()[size_t(moves.blockAt(place.file, side, scene.lineAt(place, side)))];
    const QString where = target.file == place.file
        ? tr("line %1").arg(target.line + 1)
        : path(scene.document().entry(target.file).path()) + u':' + QString::number(target.line + 1);
    QString text = side == Side::Left ? tr("moved to %1").arg(where)
        : moved.copy                  ? tr("copied from %1").arg(where)
                                      : tr("moved from %1").arg(where);
    int edited = 0;
    for (const diff::Edit &edit : moved.edits)
        edited += std::max(edit.leftCount, edit.rightCount);
    if (edited > 0)
        text += u", "_s + tr("%n line(s) edited", nullptr, edited);
    return text;
}

int RowText::rowOfMove(const DiffScene &scene, RowPlace place, Side side)
{
    if (!moveTarget(scene, place, side).isValid())
        return -1;
    const diff::MoveMap &moves = *scene.document().moves();
    const int line = scene.lineAt(place, side);
    const diff::MovedBlock &moved = moves.blocks()[size_t(moves.blockAt(place.file, side, line))];
    return line - (side == Side::Left ? moved.fromLine : moved.toLine);
}

RowText::MoveEdit RowText::moveEdit(const DiffScene &scene, RowPlace place, Side side)
{
    const auto &moves = scene.document().moves();
    const int line = scene.lineAt(place, side);
    const int index = moves && line >= 0 ? moves->blockAt(place.file, side, line) : -1;
    if (index < 0)
        return {};
    const diff::MovedBlock &block = moves->blocks()[size_t(index)];
    const bool left = side == Side::Left;
    const int at = line - (left ? block.fromLine : block.toLine);
    for (const diff::Edit &edit : block.edits) {
        const int start = left ? edit.leftStart : edit.rightStart;
        const int count = left ? edit.leftCount : edit.rightCount;
        if (at < start || at >= start + count)
            continue;
        // Paired once for both ends, so that the marks of a line and of what it became are about the same two lines.
        std::vector<diff::LinePair> pairs;
        diff::Aligner aligner(scene.file(block.fromFile)->left(), scene.file(block.toFile)->right());
        aligner.align(
            {block.fromLine + edit.leftStart, edit.leftCount, block.toLine + edit.rightStart, edit.rightCount}, pairs);
        MoveEdit found{true, {}};
        for (const diff::LinePair &pair : pairs) {
            if ((left ? pair.left : pair.right) == line)
                found.other = left ? TextPlace{block.toFile, Side::Right, pair.right, 0}
                                   : TextPlace{block.fromFile, Side::Left, pair.left, 0};
        }
        return found;
    }
    return {};
}

/** A line of megabytes is not read out: its start, and how much there is. */
QString RowText::lineInWords(QByteArrayView line)
{
    constexpr qsizetype longest = 2000;
    if (line.size() <= longest)
        return shownText(QString::fromUtf8(line));
    qsizetype end = longest;
    while (end > 0 && (uchar(line[end]) & 0xc0) == 0x80) // not inside a character
        --end;
    return tr("%1 \u2026 (a line of %2)")
        .arg(shownText(QString::fromUtf8(line.first(end))), QLocale().formattedDataSize(line.size()));
}

QString RowText::row(const DiffScene &scene, RowPlace place)
{
    const Row &row = scene.row(place);
    const diff::FileDiffPtr &diff = scene.file(place.file);
    const auto shown = [&](Side side, int line) { return lineInWords(scene.lineText(place.file, side, line)); };
    const auto number = [](int line) { return QString::number(line + 1); };
    QString text;
    switch (row.kind) {
    case RowKind::FileHeader: {
        const diff::FileEntry &entry = scene.document().entry(place.file);
        text = tr("File %1, %2").arg(path(entry.path()), status(entry.status));
        if (diff && !diff->isPart())
            text += u", "_s + tr("%1 added, %2 removed").arg(diff->addedLines()).arg(diff->removedLines());
        if (scene.isViewed(place.file))
            text += u", "_s + tr("viewed");
        break;
    }
    case RowKind::Note: text = diff ? note(*diff, row) : QString(); break;
    case RowKind::Fold: text = fold(row); break;
    case RowKind::Waiting: text = tr("Not compared yet"); break;
    case RowKind::Context: text = number(row.right) + u": "_s + shown(Side::Right, row.right); break;
    case RowKind::Pair: // lines that stand beside each other with nothing in common are a change to a reader too
        text = tr("%1 %2, before: %3, after: %4")
                   .arg(lineClass(row.rightClass == LineClass::Added ? LineClass::Changed : row.rightClass),
                        number(row.right), shown(Side::Left, row.left), shown(Side::Right, row.right));
        break;
    case RowKind::Removed:
        text = tr("%1 %2: %3").arg(lineClass(row.leftClass), number(row.left), shown(Side::Left, row.left));
        break;
    case RowKind::Added:
        text = tr("%1 %2: %3").arg(lineClass(row.rightClass), number(row.right), shown(Side::Right, row.right));
        break;
    }
    for (const Side side : {Side::Left, Side::Right}) {
        if (row.isChange() && rowOfMove(scene, place, side) == 0)
            text += u". "_s + move(scene, place, side);
    }
    if (row.flags & diff::FromBase)
        text += u". "_s + tr("Came with the new base");
    if (scene.startsHunk(place)) {
        const review::ReadPlace hunk = scene.readPlaceAt(place);
        text +=
            u". "_s + (scene.ledger().isRead(hunk) ? tr("Hunk %1, read") : tr("Hunk %1, not read")).arg(hunk.hunk + 1);
    }
    for (const DiffScene::Hanging &hanging : scene.hangingAt(place)) {
        if (hanging.box)
            text += u". "_s + hanging.box->plainText().replace(u'\n', u' ');
    }
    return text;
}

} // namespace docket
