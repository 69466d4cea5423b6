// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/patch.h"

#include <algorithm>

namespace docket::diff {

namespace {

constexpr char base85[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

QByteArray nullId(const QByteArray &like)
{
    return QByteArray(std::max<qsizetype>(40, like.size()), '0');
}

QByteArray idOf(const FileVersion &version, const FileVersion &other)
{
    return version.exists() && version.blob.isValid() ? version.blob.hex : nullId(other.blob.hex);
}

/** "literal" block of git's binary patch: deflated, in lines of up to 52 bytes, each line its length and base 85. */
QByteArray binaryLiteral(const QByteArray &data)
{
    static const QByteArray nothing("\x78\x9c\x03\0\0\0\0\x01",
                                    8); // the zlib stream of no bytes, which Qt does not make
    const QByteArray packed =
        data.isEmpty() ? nothing : qCompress(data).sliced(4); // Qt puts a length before the stream
    QByteArray out = "literal " + QByteArray::number(data.size()) + '\n';
    for (qsizetype at = 0; at < packed.size(); at += 52) {
        const QByteArrayView part = QByteArrayView(packed).sliced(at, std::min<qsizetype>(52, packed.size() - at));
        out += part.size() <= 26 ? char('A' + part.size() - 1) : char('a' + part.size() - 27);
        for (qsizetype i = 0; i < part.size(); i += 4) {
            quint32 word = 0;
            for (qsizetype k = 0; k < 4; ++k)
                word = word << 8 | (i + k < part.size() ? quint8(part[i + k]) : 0);
            char digits[5];
            for (int k = 4; k >= 0; --k, word /= 85)
                digits[k] = base85[word % 85];
            out.append(digits, 5);
        }
        out += '\n';
    }
    return out + '\n';
}

class PatchWriter
{
public:
    PatchWriter(const FileDiff &file, const PatchOptions &options)
        : m_file(file), m_entry(file.entry()), m_options(options)
    {}

    QByteArray run()
    {
        if (m_entry.status == FileStatus::TypeChanged) { // git has no line for it: the old file goes, the new one comes
            part({m_entry.before, {}, FileStatus::Deleted});
            part({{}, m_entry.after, FileStatus::Added});
        } else {
            part({m_entry.before, m_entry.after, m_entry.status});
        }
        return std::move(m_out);
    }

private:
    struct Part
    {
        FileVersion before, after;
        FileStatus status;
    };

    void part(const Part &p)
    {
        const bool hasBefore = p.before.exists(), hasAfter = p.after.exists();
        const QByteArray &oldPath = hasBefore ? p.before.path : p.after.path;
        const QByteArray &newPath = hasAfter ? p.after.path : p.before.path;
        m_out += "diff --git " + quotedPath(oldPath, "a/") + ' ' + quotedPath(newPath, "b/") + '\n';
        const auto mode = [](const FileVersion &v) { return QByteArray::number(v.mode, 8).rightJustified(6, '0'); };
        if (!hasBefore)
            m_out += "new file mode " + mode(p.after) + '\n';
        else if (!hasAfter)
            m_out += "deleted file mode " + mode(p.before) + '\n';
        else if (p.before.mode != p.after.mode)
            m_out += "old mode " + mode(p.before) + "\nnew mode " + mode(p.after) + '\n';
        if (p.status == FileStatus::Renamed || p.status == FileStatus::Copied) {
            const QByteArray word = p.status == FileStatus::Renamed ? "rename" : "copy";
            m_out += "similarity index " + QByteArray::number(m_entry.similarity) + "%\n";
            m_out += word + " from " + quotedPath(oldPath) + '\n' + word + " to " + quotedPath(newPath) + '\n';
        }
        const QByteArray oldId = idOf(p.before, p.after), newId = idOf(p.after, p.before);
        if (oldId == newId)
            return;
        m_out += "index " + oldId + ".." + newId
            + (hasBefore && hasAfter && p.before.mode == p.after.mode ? ' ' + mode(p.after) : QByteArray()) + '\n';
        if (isBinary()) {
            binary(p, oldPath, newPath);
            return;
        }
        const TextSide::Ptr left = hasBefore ? raw(Side::Left) : TextSide::empty();
        const TextSide::Ptr right = hasAfter ? raw(Side::Right) : TextSide::empty();
        const QByteArray body = hunks(*left, *right, p.status == m_entry.status);
        if (body.isEmpty())
            return;
        m_out += "--- " + fileLine(hasBefore ? oldPath : QByteArray(), "a/") + "\n+++ "
            + fileLine(hasAfter ? newPath : QByteArray(), "b/") + '\n';
        m_out += body;
    }

    /** git judges bytes: UTF-16 is binary for it, and so is a text with a NUL near its start. */
    bool isBinary() const
    {
        const auto binary = [](const TextSide &t) {
            return t.isBinary() || t.encoding() == Encoding::Utf16Le || t.encoding() == Encoding::Utf16Be
                || t.text().first(std::min<qsizetype>(8000, t.text().size())).contains('\0');
        };
        const bool unread = std::any_of(m_file.notes().begin(), m_file.notes().end(),
                                        [](const Note &n) { return n.kind == NoteKind::NotRead; });
        return unread || binary(m_file.left()) || binary(m_file.right());
    }

    void binary(const Part &p, const QByteArray &oldPath, const QByteArray &newPath)
    {
        if (m_options.reader) {
            const Result<QByteArray> before = p.before.exists() ? m_options.reader(p.before) : QByteArray();
            const Result<QByteArray> after = p.after.exists() ? m_options.reader(p.after) : QByteArray();
            if (before && after) {
                m_out += "GIT binary patch\n" + binaryLiteral(*after) + binaryLiteral(*before);
                return;
            }
        }
        m_out += "Binary files " + fileLine(p.before.exists() ? oldPath : QByteArray(), "a/") + " and "
            + fileLine(p.after.exists() ? newPath : QByteArray(), "b/") + " differ\n";
    }

    static QByteArray fileLine(const QByteArray &path, const char *prefix)
    {
        if (path.isEmpty())
            return "/dev/null";
        const QByteArray quoted = quotedPath(path, prefix);
        return quoted.contains(' ') && !quoted.startsWith('"') ? quoted + '\t' : quoted;
    }

    /** The side as bytes; the decoded one where that is the same. */
    TextSide::Ptr raw(Side side) const
    {
        const TextSide::Ptr &text = m_file.textPtr(side);
        return text->encoding() == Encoding::Utf8 && !text->hasBom() ? text : TextSide::undecoded(text->fileBytes());
    }

    QByteArray hunks(const TextSide &left, const TextSide &right, bool whole) const
    {
        const LineOptions &used = m_file.options().lines;
        const bool exact = used.whitespace == Whitespace::Exact && !used.ignoreBlankLines && !used.ignoreLineEnds
            && m_file.left().eol() == m_file.right().eol() && &left == &m_file.left() && &right == &m_file.right()
            && whole;
        LineOptions options;
        options.algorithm = used.algorithm;
        const std::vector<Edit> edits = exact ? m_file.edits() : diffLines(left, right, options).edits;
        QByteArray out;
        for (size_t i = 0; i < edits.size();) {
            size_t end = i + 1;
            while (end < edits.size() && edits[end].leftStart - edits[end - 1].leftEnd() <= 2 * m_options.contextLines)
                ++end;
            hunk(left, right, std::span(edits).subspan(i, end - i), out);
            i = end;
        }
        return out;
    }

    static QByteArray range(int start, int count)
    {
        return QByteArray::number(count == 0 ? start : start + 1)
            + (count == 1 ? QByteArray() : ',' + QByteArray::number(count));
    }

    static void put(QByteArray &out, char sign, const TextSide &side, int line)
    {
        const QByteArrayView text = side.lineWithEnd(line);
        out += sign;
        out += text;
        if (!text.endsWith('\n'))
            out += "\n\\ No newline at end of file\n";
    }

    void hunk(const TextSide &left, const TextSide &right, std::span<const Edit> edits, QByteArray &out) const
    {
        const Edit &first = edits.front();
        const Edit &last = edits.back();
        const int above = std::min({m_options.contextLines, first.leftStart, first.rightStart});
        const int below =
            std::min({m_options.contextLines, left.lineCount() - last.leftEnd(), right.lineCount() - last.rightEnd()});
        const int left0 = first.leftStart - above, right0 = first.rightStart - above;
        out += "@@ -" + range(left0, last.leftEnd() + below - left0) + " +"
            + range(right0, last.rightEnd() + below - right0) + " @@";
        const int scope = &left == &m_file.left() ? m_file.enclosingLine(Side::Left, left0) : -1;
        if (scope >= 0)
            out +=
                ' ' + left.line(scope).first(std::min<qsizetype>(80, left.line(scope).size())).trimmed().toByteArray();
        out += '\n';
        int at = left0;
        for (const Edit &edit : edits) {
            for (; at < edit.leftStart; ++at)
                put(out, ' ', left, at);
            for (; at < edit.leftEnd(); ++at)
                put(out, '-', left, at);
            for (int i = edit.rightStart; i < edit.rightEnd(); ++i)
                put(out, '+', right, i);
        }
        for (; at < last.leftEnd() + below; ++at)
            put(out, ' ', left, at);
    }

    const FileDiff &m_file;
    const FileEntry &m_entry;
    const PatchOptions &m_options;
    QByteArray m_out;
};

} // namespace

QByteArray quotedPath(const QByteArray &path, const char *prefix)
{
    const QByteArray whole = prefix + path;
    const bool plain =
        std::all_of(whole.begin(), whole.end(), [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; });
    if (plain)
        return whole;
    QByteArray out = "\"";
    for (const char c : whole) {
        switch (c) {
        case '\n': out += "\\n"; break;
        case '\t': out += "\\t"; break;
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        default:
            if (c >= 0x20 && c < 0x7f)
                out += c;
            else
                out += '\\' + QByteArray::number(quint8(c), 8).rightJustified(3, '0');
        }
    }
    return out + '"';
}

QByteArray filePatch(const FileDiff &file, const PatchOptions &options)
{
    return PatchWriter(file, options).run();
}

} // namespace docket::diff
