// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzzdriver.h"

#include "diff/interdiff.h"
#include "diff/json.h"
#include "diff/moves.h"
#include "diff/patch.h"
#include "diff/rowmodel.h"
#include "diff/warnings.h"
#include "review/fileflags.h"
#include "review/portcomments.h"
#include "review/readmarks.h"

#include <cstring>

using namespace docket;
using namespace docket::diff;

namespace docket::fuzz {

namespace {

/** What stands between the two sides of an input. */
const QByteArray separator = "\n=====\n";

QByteArray applied(const TextSide &left, const TextSide &right, const std::vector<Edit> &edits)
{
    QByteArray out;
    int at = 0;
    const auto copy = [&out](const TextSide &from, int start, int end) {
        for (int i = start; i < end; ++i)
            out += from.lineWithEnd(i);
    };
    for (const Edit &edit : edits) {
        promise(edit.leftStart >= at && edit.leftCount >= 0 && edit.rightCount >= 0
                    && edit.leftCount + edit.rightCount > 0,
                "edits rise");
        copy(left, at, edit.leftStart);
        copy(right, edit.rightStart, edit.rightEnd());
        at = edit.leftEnd();
    }
    promise(at <= left.lineCount(), "edits end within the text");
    copy(left, at, left.lineCount());
    return out;
}

void checkText(const QByteArray &raw, const TextSide &side)
{
    promise(side.text().isValidUtf8(), "text is UTF-8");
    promise(side.isBinary() || side.fileBytes() == raw, "decoding loses nothing");
    for (int i = 0; i < side.lineCount(); ++i) {
        promise(!side.line(i).contains('\n'), "a line has no line feed");
        for (const TextWarning &warning : lineWarnings(side.line(i)))
            promise(warning.start >= 0 && warning.length > 0 && warning.start + warning.length <= side.line(i).size(),
                    "a warning lies in its line");
    }
}

void checkRows(const FileDiffPtr &file, ViewMode mode, const MoveMap *moves)
{
    qint64 left = 0, right = 0;
    for (const Row &row : layoutRows(file, {.mode = mode}, moves)) {
        if (row.kind == RowKind::Note || row.kind == RowKind::FileHeader)
            continue;
        const qint64 lines = row.kind == RowKind::Fold ? row.extra : 1;
        if (row.left >= 0) {
            promise(row.left == left, "left lines come in order");
            left += lines;
        }
        if (row.right >= 0) {
            promise(row.right == right, "right lines come in order");
            right += lines;
        }
        if (row.leftClass == LineClass::Changed && row.kind == RowKind::Pair) {
            const LineSpans spans = file->spans(row.left, row.right);
            for (const Span &span : spans.left)
                promise(span.start >= 0 && span.length > 0 && span.end() <= file->left().line(row.left).size(),
                        "marks lie in their line");
            for (const Span &span : spans.right)
                promise(span.start >= 0 && span.length > 0 && span.end() <= file->right().line(row.right).size(),
                        "marks lie in their line");
        }
    }
    promise(left == file->left().lineCount() && right == file->right().lineCount(), "every line has its row or fold");
}

void checkLater(const FileDiffPtr &file, const MoveMap &moves)
{
    for (const MovedBlock &block : moves.blocks())
        promise(block.fromLine >= 0 && block.fromLine + block.fromCount <= file->left().lineCount() && block.toLine >= 0
                    && block.toLine + block.toCount <= file->right().lineCount(),
                "moves lie in their files");
    const review::ReadPartsPtr parts = review::readParts(*file);
    promise(parts && parts->changes.size() == file->edits().size(), "each edit can be read");
    for (const review::HunkEdits &hunk : parts->hunks)
        promise(hunk.first >= 0 && hunk.count >= 0 && size_t(hunk.first + hunk.count) <= file->edits().size(),
                "hunks hold edits");
    if (file->left().lineCount() > 0) {
        const int line = file->left().lineCount() / 2;
        const review::CommentAnchor anchor = review::makeAnchor(*file, Side::Left, line, line);
        const PortedLines ported =
            portLines(file->edits(), file->right(), line, line, {anchor.snippet, anchor.before, anchor.after});
        promise(ported.firstLine < file->right().lineCount() && ported.lastLine < file->right().lineCount(),
                "a comment lands in the file");
    }
    std::ignore = review::fileFlags(file->entry(), {}, file->left().text(), file->right().text());
}

} // namespace

QList<QByteArray> seeds()
{
    return {QByteArray(1, '\0') + separator,
            QByteArray("!\n\n\r\n", 5), // line ends that a base changed: once an edit of the branch's own
            QByteArray(1, '\1') + "a\nb\nc\n" + separator + "a\nB\nc",
            QByteArray(1, '\2') + "int f()\n{\n    return 1;\n}\n\nint g()\n{\n    return 2;\n}\n" + separator
                + "int g()\n{\n    return 2;\n}\n\nint f()\n{\n\treturn 1; // x\n}\n",
            QByteArray(1, '\5') + "\xef\xbb\xbfone\r\ntwo\r\n" + separator + "\xff\xfeo\0n\0e\0\n\0",
            QByteArray(1, '\3') + "gr\xfc\xdf\n" + separator + "grüße \u202e\n",
            QByteArray(1, '\4') + QByteArray("}\n").repeated(40) + separator + QByteArray("}\n").repeated(31) + "x\n"};
}

QList<QByteArray> dictionary()
{
    return {"\n",
            "\r\n",
            "\r",
            "}\n",
            "    ",
            "\t",
            separator,
            "\xef\xbb\xbf",
            "\xff\xfe",
            "\xfe\xff",
            QByteArray("\0", 1),
            "\u202e",
            "\u200b",
            "а",
            "@generated",
            "version https://git-lfs.github.com/spec/v1\n",
            "return 1;\n",
            "word",
            "\xff",
            "😀"};
}

void one(QByteArrayView input)
{
    const quint8 choice = input.isEmpty() ? 0 : quint8(input[0]);
    const QByteArray all = input.mid(input.isEmpty() ? 0 : 1).toByteArray();
    const qsizetype cut = all.indexOf(separator);
    const QByteArray before = all.left(cut < 0 ? all.size() / 2 : cut);
    const QByteArray after = cut < 0 ? all.mid(all.size() / 2) : all.mid(cut + separator.size());

    DiffOptions options;
    options.lines.algorithm = Algorithm(choice & 3);
    options.lines.whitespace = Whitespace(choice >> 2 & 3);
    options.lines.ignoreBlankLines = choice & 16;
    options.lines.budget = choice & 32 ? 60 : options.lines.budget;
    options.forceText = choice & 64;
    const FileEntry entry = makeEntry({"a/file.c", ObjectId{QByteArray(40, 'a')}, 0100644, -1},
                                      {"a/file.c", ObjectId{QByteArray(40, 'b')}, 0100644, -1});
    const FileDiffPtr file = computeFileDiff(entry, before, after, options);
    checkText(before, file->left());
    checkText(after, file->right());
    promise(before == after || !file->edits().empty() || !file->notes().empty() || options.lines.ignoreBlankLines,
            "no change is without a row");
    if (!file->left().isBinary() && !file->right().isBinary()) {
        LineOptions exact;
        exact.algorithm = options.lines.algorithm;
        exact.budget = options.lines.budget;
        promise(applied(file->left(), file->right(), diffLines(file->left(), file->right(), exact).edits)
                    == file->right().text(),
                "the script gives the other side");
        const MoveMapPtr moves = findMoves({file});
        checkRows(file, ViewMode::SideBySide, moves.get());
        checkRows(file, ViewMode::Unified, moves.get());
        checkLater(file, *moves);
        const FileDiffPtr rebased = computeInterdiff(entry, {before, before, after, after}, options);
        promise(rebased->edits() == file->edits(), "what comes from the base is still shown");
        promise(before == after || file->edits().empty() || onlyFromBase(*rebased),
                "a branch that did nothing has no edits of its own");
    }
    promise(!filePatch(*file).isEmpty(), "a patch names the file");
    std::ignore = toJson(*file, {.rows = true, .marks = true});
}

} // namespace docket::fuzz
