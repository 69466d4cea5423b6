// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/firstpart.h"

#include "diff/internlines.h"

#include <algorithm>
#include <optional>

namespace docket::diff {

namespace {

/** Looked at behind what both sides begin with: some hundred lines. */
constexpr qsizetype windowBytes = 96 << 10;
/** Lines that stay the same behind the last change of the part, at least. */
constexpr int solidLines = 12;

/** The whole lines that lie in the first `bytes` bytes; the whole text if it is not longer. */
QByteArray wholeLines(const QByteArray &text, qsizetype bytes)
{
    if (bytes >= text.size())
        return text;
    const qsizetype end = bytes > 0 ? text.lastIndexOf('\n', bytes - 1) : -1;
    return text.first(end + 1);
}

bool isPlain(const QByteArray &text)
{
    return !text.startsWith("\xff\xfe") && !text.startsWith("\xfe\xff") && !text.contains('\0')
        && QByteArrayView(text).isValidUtf8();
}

/** Where the part ends: behind the last change that enough equal lines follow. Nothing if there is none. */
std::optional<LinePair> endOf(const std::vector<Edit> &edits, const TextSide &left)
{
    for (size_t i = edits.size(); i-- > 0;) {
        const int next = i + 1 < edits.size() ? edits[i + 1].leftStart : left.lineCount();
        if (next - edits[i].leftEnd() >= solidLines)
            return LinePair{next, edits[i].rightEnd() + next - edits[i].leftEnd()};
    }
    return std::nullopt;
}

} // namespace

FileDiffPtr computeFirstPart(FileEntry entry, const QByteArray &before, const QByteArray &after,
                             const DiffOptions &options, const CancelToken &cancel)
{
    if (entry.kind != FileKind::Text || !entry.before.exists() || !entry.after.exists())
        return nullptr;
    const qsizetype shorter = std::min(before.size(), after.size());
    const qsizetype bytes = commonPrefix(before.constData(), after.constData(), shorter) + windowBytes;
    const QByteArray left = wholeLines(before, bytes);
    const QByteArray right = wholeLines(after, bytes);
    if ((left.size() == before.size() && right.size() == after.size()) || left.isEmpty() || right.isEmpty()
        || !isPlain(left) || !isPlain(right))
        return nullptr;
    const TextSide::Ptr l = TextSide::fromBytes(left, true);
    const TextSide::Ptr r = TextSide::fromBytes(right, true);
    if (l->eol() != r->eol()) // then the whole text decides what counts as equal
        return nullptr;
    const auto end = endOf(diffLines(*l, *r, options.lines, cancel).edits, *l);
    if (!end || cancel.isCancelled())
        return nullptr;
    // With sizes of the whole: those of the part say nothing.
    entry.before.size = before.size();
    entry.after.size = after.size();
    const FileDiffPtr part = computeFileDiff(entry, left.first(l->lineStart(end->left) + (l->hasBom() ? 3 : 0)),
                                             right.first(r->lineStart(end->right) + (r->hasBom() ? 3 : 0)), options,
                                             cancel);
    return part && !part->edits().empty() && part->entry().kind == FileKind::Text ? asPart(*part) : nullptr;
}

} // namespace docket::diff
