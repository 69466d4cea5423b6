// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/filediff.h"

#include "diff/align.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket::diff {

namespace {

bool isLfsPointer(const TextSide &side)
{
    return side.byteSize() < 1024 && side.text().startsWith("version https://git-lfs.github.com/spec/v1\n");
}

QByteArray submoduleText(const FileVersion &version)
{
    return version.isSubmodule() ? "Subproject commit " + version.blob.hex + "\n" : QByteArray();
}

bool isUniform(Eol eol)
{
    return eol == Eol::Lf || eol == Eol::CrLf;
}

} // namespace

LineOptions linesComparedWith(LineOptions options, const TextSide &left, const TextSide &right)
{
    options.ignoreLineEnds =
        options.ignoreLineEnds || (isUniform(left.eol()) && isUniform(right.eol()) && left.eol() != right.eol());
    return options;
}

/** Fills a FileDiff step by step; the only one that may write it. */
class FileDiffBuilder
{
public:
    FileDiffBuilder(const FileEntry &entry, const DiffOptions &options) : m_diff(std::make_shared<FileDiff>())
    {
        m_diff->m_entry = entry;
        m_diff->m_options = options;
        m_diff->m_left = m_diff->m_right = TextSide::empty();
        m_diff->m_pairStart = {0};
    }

    explicit FileDiffBuilder(const FileDiff &known) : m_diff(std::make_shared<FileDiff>(known)) {}

    void note(NoteKind kind, const QString &text = {}) { m_diff->m_notes.push_back({kind, text}); }

    /** False when cancelled. */
    bool decode(QByteArray before, QByteArray after, const CancelToken &cancel)
    {
        FileEntry &entry = m_diff->m_entry;
        if (entry.kind == FileKind::Submodule) {
            if (entry.before.isSubmodule())
                before = submoduleText(entry.before);
            if (entry.after.isSubmodule())
                after = submoduleText(entry.after);
        }
        if (entry.before.exists() && entry.before.size < 0)
            entry.before.size = before.size();
        if (entry.after.exists() && entry.after.size < 0)
            entry.after.size = after.size();
        m_diff->m_left = TextSide::fromBytes(std::move(before), m_diff->m_options.forceText);
        if (cancel.isCancelled())
            return false;
        m_diff->m_right = TextSide::fromBytes(std::move(after), m_diff->m_options.forceText);
        if (entry.kind != FileKind::Text && entry.kind != FileKind::Binary)
            return true;
        const bool binary = m_diff->m_left->isBinary() || m_diff->m_right->isBinary();
        const bool lfs = isLfsPointer(*m_diff->m_left) || isLfsPointer(*m_diff->m_right);
        entry.kind = binary ? FileKind::Binary : lfs ? FileKind::LfsPointer : FileKind::Text;
        return true;
    }

    /** False when cancelled. */
    bool compare(const CancelToken &cancel)
    {
        const TextSide &l = *m_diff->m_left;
        const TextSide &r = *m_diff->m_right;
        if (l.isBinary() || r.isBinary())
            return true;
        LineDiff lines = diffLines(l, r, linesComparedWith(m_diff->m_options.lines, l, r), cancel);
        if (lines.cancelled)
            return false;
        m_diff->m_edits = std::move(lines.edits);
        m_diff->m_edits.shrink_to_fit();
        m_diff->m_approximate = lines.approximate;
        Aligner aligner(l, r);
        m_diff->m_pairStart.reserve(m_diff->m_edits.size() + 1);
        for (size_t i = 0; i < m_diff->m_edits.size(); ++i) {
            const Edit &edit = m_diff->m_edits[i];
            if (cancel.isCancelled())
                return false;
            if (m_diff->m_options.pairLines)
                aligner.align(edit, m_diff->m_pairs);
            else
                pairByPosition(edit);
            m_diff->m_pairStart.push_back(quint32(m_diff->m_pairs.size()));
        }
        m_diff->m_pairs.shrink_to_fit();
        countLines();
        return true;
    }

    void setEditsOfBase(std::vector<bool> fromBase)
    {
        m_diff->m_fromBase = std::move(fromBase);
        countLines();
    }

    void markAsPart() { m_diff->m_part = true; }

    void addNotes()
    {
        const FileEntry &entry = m_diff->m_entry;
        const TextSide &l = *m_diff->m_left;
        const TextSide &r = *m_diff->m_right;
        const bool both = entry.before.exists() && entry.after.exists();
        if (entry.status == FileStatus::Renamed)
            note(NoteKind::Renamed);
        if (entry.status == FileStatus::Copied)
            note(NoteKind::Copied);
        if (both && (entry.before.mode & 0170000) != (entry.after.mode & 0170000))
            note(NoteKind::TypeChanged);
        else if (both && entry.before.mode != entry.after.mode)
            note(NoteKind::ModeChanged);
        switch (entry.kind) {
        case FileKind::Binary: note(NoteKind::Binary); break;
        case FileKind::Symlink: note(NoteKind::SymlinkTarget); break;
        case FileKind::Submodule: note(NoteKind::SubmoduleCommit); break;
        case FileKind::LfsPointer: note(NoteKind::LfsPointer); break;
        case FileKind::Text: break;
        }
        if (entry.kind == FileKind::Text && !both && l.text().isEmpty() && r.text().isEmpty())
            note(NoteKind::EmptyFile);
        if (!l.isBinary() && !r.isBinary())
            addTextNotes(l, r, both);
        if (m_diff->m_approximate)
            note(NoteKind::Approximate);
    }

    FileDiffPtr take() { return std::move(m_diff); }

private:
    void countLines()
    {
        m_diff->m_removed = m_diff->m_added = 0;
        for (size_t i = 0; i < m_diff->m_edits.size(); ++i) {
            if (!m_diff->counts(int(i)))
                continue;
            m_diff->m_removed += m_diff->m_edits[i].leftCount;
            m_diff->m_added += m_diff->m_edits[i].rightCount;
        }
    }

    void pairByPosition(const Edit &edit)
    {
        for (int i = 0; i < std::min(edit.leftCount, edit.rightCount); ++i)
            m_diff->m_pairs.push_back({edit.leftStart + i, edit.rightStart + i});
    }

    void addTextNotes(const TextSide &l, const TextSide &r, bool both)
    {
        if (!both)
            return;
        if (l.byteSize() == 0 || r.byteSize() == 0) {
            if (l.text().isEmpty() && r.text().isEmpty() && l.hasBom() != r.hasBom())
                note(r.hasBom() ? NoteKind::BomAdded : NoteKind::BomRemoved); // a file of nothing but a mark
            return;
        }
        if (l.encoding() != r.encoding())
            note(NoteKind::EncodingChanged);
        else if (l.hasBom() != r.hasBom())
            note(r.hasBom() ? NoteKind::BomAdded : NoteKind::BomRemoved);
        if (l.eol() != r.eol() && l.eol() != Eol::None && r.eol() != Eol::None)
            note(NoteKind::LineEndsChanged);
        const LineOptions &lines = m_diff->m_options.lines;
        if ((lines.whitespace != Whitespace::Exact || lines.ignoreBlankLines || lines.ignoreLineEnds)
            && hidesSomething(l, r))
            note(NoteKind::WhitespaceHidden);
    }

    /** True if something differs that only the options make equal. */
    bool hidesSomething(const TextSide &l, const TextSide &r) const
    {
        for (size_t i = 0; i < m_diff->m_edits.size(); ++i) {
            if (m_diff->isIgnored(int(i)))
                return true;
        }
        int left = 0, right = 0;
        const auto differs = [&](int leftEnd, int rightEnd) {
            const auto piece = [](const TextSide &t, int from, int to) {
                return QByteArrayView(t.text()).sliced(t.lineStart(from), t.lineStart(to) - t.lineStart(from));
            };
            return piece(l, left, leftEnd) != piece(r, right, rightEnd);
        };
        for (const Edit &edit : m_diff->m_edits) {
            if (differs(edit.leftStart, edit.rightStart))
                return true;
            left = edit.leftEnd();
            right = edit.rightEnd();
        }
        return differs(l.lineCount(), r.lineCount());
    }

    std::shared_ptr<FileDiff> m_diff;
};

FileDiffPtr computeFileDiff(const FileEntry &entry, QByteArray before, QByteArray after, const DiffOptions &options,
                            const CancelToken &cancel)
{
    FileDiffBuilder builder(entry, options);
    if (!builder.decode(std::move(before), std::move(after), cancel) || cancel.isCancelled()
        || !builder.compare(cancel))
        return nullptr;
    builder.addNotes();
    return builder.take();
}

FileDiffPtr withEditsOfBase(const FileDiff &file, std::vector<bool> fromBase)
{
    FileDiffBuilder builder(file);
    builder.note(NoteKind::EditsOfBase);
    builder.setEditsOfBase(std::move(fromBase));
    return builder.take();
}

FileDiffPtr asPart(const FileDiff &file)
{
    FileDiffBuilder builder(file);
    builder.markAsPart();
    return builder.take();
}

FileDiffPtr unreadableFileDiff(const FileEntry &entry, const QString &reason)
{
    FileDiffBuilder builder(entry, {});
    builder.note(NoteKind::NotRead, reason);
    return builder.take();
}

std::span<const LinePair> FileDiff::pairs(int index) const
{
    const size_t from = m_pairStart[size_t(index)];
    return std::span(m_pairs).subspan(from, m_pairStart[size_t(index) + 1] - from);
}

bool FileDiff::isIgnored(int index) const
{
    if (!m_options.lines.ignoreBlankLines)
        return false;
    const auto blank = [](const TextSide &side, int from, int to) {
        for (; from < to; ++from) {
            if (!side.line(from).trimmed().isEmpty())
                return false;
        }
        return true;
    };
    const Edit &edit = m_edits[size_t(index)];
    return blank(*m_left, edit.leftStart, edit.leftEnd()) && blank(*m_right, edit.rightStart, edit.rightEnd());
}

int FileDiff::editAtOrAfter(Side side, int line) const
{
    const auto found = std::partition_point(m_edits.begin(), m_edits.end(), [&](const Edit &e) {
        return (side == Side::Left ? e.leftEnd() : e.rightEnd()) <= line;
    });
    return int(found - m_edits.begin());
}

bool FileDiff::isChanged(Side side, int line) const
{
    const int index = editAtOrAfter(side, line);
    if (index == int(m_edits.size()))
        return false;
    const Edit &edit = m_edits[size_t(index)];
    return line >= (side == Side::Left ? edit.leftStart : edit.rightStart);
}

int FileDiff::counterpart(Side side, int line) const
{
    const bool fromLeft = side == Side::Left;
    const int index = editAtOrAfter(side, line);
    if (index < int(m_edits.size()) && isChanged(side, line)) {
        const auto all = pairs(index);
        const auto found = std::partition_point(
            all.begin(), all.end(), [&](const LinePair &p) { return (fromLeft ? p.left : p.right) < line; });
        if (found == all.end() || (fromLeft ? found->left : found->right) != line)
            return -1;
        return fromLeft ? found->right : found->left;
    }
    const Edit before = index > 0 ? m_edits[size_t(index) - 1] : Edit{};
    const int other =
        fromLeft ? line - before.leftEnd() + before.rightEnd() : line - before.rightEnd() + before.leftEnd();
    return other < text(fromLeft ? Side::Right : Side::Left).lineCount() ? other : -1;
}

std::vector<Hunk> FileDiff::hunks(int contextLines) const
{
    std::vector<Hunk> out;
    const auto extend = [&](Hunk &hunk) {
        const Edit &first = m_edits[size_t(hunk.firstEdit)];
        const Edit &last = m_edits[size_t(hunk.firstEdit + hunk.editCount) - 1];
        const int above = std::min({contextLines, first.leftStart, first.rightStart});
        const int below =
            std::min({contextLines, m_left->lineCount() - last.leftEnd(), m_right->lineCount() - last.rightEnd()});
        hunk.leftStart = first.leftStart - above;
        hunk.leftCount = last.leftEnd() + below - hunk.leftStart;
        hunk.rightStart = first.rightStart - above;
        hunk.rightCount = last.rightEnd() + below - hunk.rightStart;
    };
    for (size_t i = 0; i < m_edits.size(); ++i) {
        if (!out.empty() && m_edits[i].leftStart - m_edits[i - 1].leftEnd() <= 2 * contextLines
            && size_t(out.back().firstEdit + out.back().editCount) == i) {
            ++out.back().editCount;
            continue;
        }
        if (!counts(int(i)))
            continue;
        out.push_back({.firstEdit = qint32(i), .editCount = 1});
    }
    for (Hunk &hunk : out)
        extend(hunk);
    return out;
}

LineSpans FileDiff::spans(int leftLine, int rightLine) const
{
    return compareLines(m_left->line(leftLine), m_right->line(rightLine));
}

qint64 FileDiff::memory() const
{
    const auto side = [](const TextSide &t) { return t.text().capacity() + qint64(t.lineCount() + 1) * 4; };
    return qint64(sizeof(FileDiff)) + side(*m_left) + side(*m_right) + qint64(m_edits.capacity() * sizeof(Edit))
        + qint64(m_pairs.capacity() * sizeof(LinePair)) + qint64(m_pairStart.capacity() * 4);
}

} // namespace docket::diff
