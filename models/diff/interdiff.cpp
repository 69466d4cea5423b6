// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/interdiff.h"

#include <algorithm>
#include <optional>

namespace docket::diff {

namespace {

struct Range
{
    int start, end;
};

/** Moves rising ranges through edits; a range that an edit touches has no place on the other side. */
class Mover
{
public:
    explicit Mover(const std::vector<Edit> &edits) : m_edits(edits) {}

    std::optional<Range> move(Range range)
    {
        while (m_next < m_edits.size() && m_edits[m_next].leftEnd() <= range.start) {
            m_shift = m_edits[m_next].rightEnd() - m_edits[m_next].leftEnd();
            ++m_next;
        }
        for (size_t i = m_next; i < m_edits.size() && m_edits[i].leftStart < range.end; ++i) {
            if (m_edits[i].leftEnd() > range.start || m_edits[i].leftStart > range.start)
                return std::nullopt;
        }
        return Range{range.start + m_shift, range.end + m_shift};
    }

private:
    const std::vector<Edit> &m_edits;
    size_t m_next = 0;
    int m_shift = 0;
};

} // namespace

std::vector<bool> editsFromRebase(const std::vector<Edit> &versions, const std::vector<Edit> &bases,
                                  const std::vector<Edit> &before, const std::vector<Edit> &after)
{
    std::vector<Edit> expected;
    Mover left(before), right(after);
    for (const Edit &edit : bases) {
        const auto l = left.move({edit.leftStart, edit.leftEnd()});
        const auto r = right.move({edit.rightStart, edit.rightEnd()});
        if (l && r)
            expected.push_back({l->start, l->end - l->start, r->start, r->end - r->start});
    }
    std::vector<bool> out;
    out.reserve(versions.size());
    size_t at = 0;
    for (const Edit &edit : versions) {
        while (at < expected.size() && expected[at].leftStart < edit.leftStart)
            ++at;
        bool found = false;
        for (size_t i = at; i < expected.size() && expected[i].leftStart == edit.leftStart && !found; ++i)
            found = expected[i] == edit;
        out.push_back(found);
    }
    return out;
}

bool onlyFromBase(const FileDiff &file)
{
    for (int i = 0; i < int(file.edits().size()); ++i) {
        if (!file.isFromBase(i))
            return false;
    }
    return !file.edits().empty();
}

FileDiffPtr computeInterdiff(const FileEntry &entry, const RebasedFile &file, const DiffOptions &options,
                             const CancelToken &cancel)
{
    const FileDiffPtr plain = computeFileDiff(entry, file.oldVersion, file.newVersion, options, cancel);
    if (!plain || file.oldBase == file.newBase || plain->edits().empty())
        return plain;
    const TextSide::Ptr oldBase = TextSide::fromBytes(file.oldBase, options.forceText);
    const TextSide::Ptr newBase = TextSide::fromBytes(file.newBase, options.forceText);
    if (oldBase->isBinary() || newBase->isBinary())
        return plain;
    const LineOptions lines = linesComparedWith(options.lines, plain->left(), plain->right());
    const auto edits = [&](const TextSide &l, const TextSide &r) { return diffLines(l, r, lines, cancel).edits; };
    std::vector<bool> fromBase = editsFromRebase(plain->edits(), edits(*oldBase, *newBase),
                                                 edits(*oldBase, plain->left()), edits(*newBase, plain->right()));
    if (cancel.isCancelled())
        return nullptr;
    if (std::find(fromBase.begin(), fromBase.end(), true) == fromBase.end())
        return plain;
    return withEditsOfBase(*plain, std::move(fromBase));
}

} // namespace docket::diff
