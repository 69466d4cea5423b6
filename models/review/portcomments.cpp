// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/portcomments.h"

#include <QHash>
#include <QStringList>

#include <algorithm>

#include <map>

using namespace Qt::StringLiterals;

namespace docket::review {

namespace {

constexpr qsizetype wordsToMove = 20; // letters of a snippet that may be looked for in other files

class Porter
{
public:
    explicit Porter(const PortTarget &target) : m_target(target) {}

    PortedComment port(const Comment &comment, size_t index)
    {
        const CommentAnchor &old = comment.anchor;
        PortedComment out{index, diff::PortFate::Same, old};
        if (old.isWholeReview())
            return out;
        diff::FileVersion version = m_target.versionAt(old.path, old.side);
        if (!version.exists() && m_target.renames.contains(old.path))
            version = m_target.versionAt(m_target.renames[old.path], old.side);
        if (version.exists()) {
            inFile(old, version, out);
        } else {
            out.fate = diff::PortFate::FileGone;
            out.anchor.path.clear();
            out.anchor.firstLine = out.anchor.lastLine = -1;
        }
        if (out.fate == diff::PortFate::Lost || out.fate == diff::PortFate::FileGone)
            inOtherFiles(old, out);
        if (out.fate == diff::PortFate::Lost || out.fate == diff::PortFate::FileGone)
            inOldVersion(old, out);
        return out;
    }

private:
    diff::TextSide::Ptr text(const ObjectId &blob)
    {
        auto &slot = m_texts[blob.hex];
        if (!slot) {
            Result<QByteArray> content = blob.isValid() ? m_target.readBlob(blob) : QByteArray();
            slot = content ? diff::TextSide::fromBytes(std::move(*content)) : diff::TextSide::empty();
        }
        return slot;
    }

    const std::vector<diff::Edit> &edits(const ObjectId &from, const ObjectId &to)
    {
        const auto key = std::pair(from.hex, to.hex);
        const auto known = m_edits.find(key);
        if (known != m_edits.end())
            return known->second;
        return m_edits[key] = diff::diffLines(*text(from), *text(to)).edits;
    }

    void inFile(const CommentAnchor &old, const diff::FileVersion &version, PortedComment &out)
    {
        out.anchor.path = version.path;
        out.anchor.blob = version.blob;
        if (old.isWholeFile() || (old.blob == version.blob && old.blob.isValid()))
            return;
        const diff::LineMemory memory{old.snippet, old.before, old.after};
        const diff::TextSide::Ptr now = text(version.blob);
        const bool known = text(old.blob)->lineCount() > old.lastLine;
        const diff::PortedLines lines = known
            ? diff::portLines(edits(old.blob, version.blob), *now, old.firstLine, old.lastLine, memory)
            : diff::findLines(*now, memory, old.firstLine);
        place(*now, lines, out);
    }

    static QString cut(const diff::TextSide &text, int first, int last)
    {
        QStringList lines;
        for (int i = std::max(0, first); i <= std::min(last, text.lineCount() - 1); ++i)
            lines.append(QString::fromUtf8(text.line(i)));
        return lines.join(u'\n');
    }

    static void place(const diff::TextSide &text, const diff::PortedLines &lines, PortedComment &out)
    {
        out.fate = lines.fate;
        out.anchor.firstLine = lines.firstLine;
        out.anchor.lastLine = lines.lastLine;
        if (lines.firstLine < 0)
            return; // the old snippet stays, so that it can be shown
        out.anchor.snippet = cut(text, lines.firstLine, lines.lastLine);
        out.anchor.before = cut(text, lines.firstLine - 3, lines.firstLine - 1);
        out.anchor.after = cut(text, lines.lastLine + 1, lines.lastLine + 3);
    }

    /** A block that moved takes its comments along, if what was commented says enough to be known again. */
    void inOtherFiles(const CommentAnchor &old, PortedComment &out)
    {
        const qsizetype letters =
            std::count_if(old.snippet.begin(), old.snippet.end(), [](QChar c) { return c.isLetterOrNumber(); });
        if (old.side != diff::Side::Right || letters < wordsToMove)
            return;
        const diff::LineMemory memory{old.snippet, old.before, old.after};
        diff::PortedLines best;
        const diff::FileEntry *where = nullptr;
        for (const diff::FileEntry &entry : m_target.changed) {
            if (!entry.after.exists() || entry.after.path == out.anchor.path)
                continue;
            const diff::PortedLines lines = diff::findLines(*text(entry.after.blob), memory, old.firstLine);
            if (lines.fate == diff::PortFate::Found && lines.likeness > std::max(0.8, best.likeness)) {
                best = lines;
                where = &entry;
            }
        }
        if (!where)
            return;
        best.fate = diff::PortFate::Moved;
        out.anchor.path = where->after.path;
        out.anchor.blob = where->after.blob;
        place(*text(where->after.blob), best, out);
    }

    /** Where the very text that was commented is what the new version is compared with, the comment stands beside it
     * there. */
    void inOldVersion(const CommentAnchor &old, PortedComment &out)
    {
        if (old.side != diff::Side::Right || !old.blob.isValid() || old.isWholeFile()
            || m_target.versionAt(old.path, diff::Side::Left).blob != old.blob)
            return;
        out.anchor = old;
        out.anchor.side = diff::Side::Left;
    }

    const PortTarget &m_target;
    QHash<QByteArray, diff::TextSide::Ptr> m_texts;
    std::map<std::pair<QByteArray, QByteArray>, std::vector<diff::Edit>> m_edits;
};

} // namespace

std::vector<PortedComment> portComments(const std::vector<Comment> &comments, const PortTarget &target)
{
    Porter porter(target);
    std::vector<PortedComment> out;
    out.reserve(comments.size());
    for (size_t i = 0; i < comments.size(); ++i)
        out.push_back(porter.port(comments[i], i));
    return out;
}

} // namespace docket::review
