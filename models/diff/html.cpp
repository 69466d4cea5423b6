// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/html.h"

#include "diff/rowmodel.h"
#include "diff/warnings.h"

#include <algorithm>

namespace docket::diff {

namespace {

// Two columns of numbers and text; colours by variables, so that dark is one block.
constexpr char style[] = R"(
:root{color-scheme:light dark;--base:#fff;--text:#1f2328;--dim:#59636e;--line:#d1d9e0;--panel:#f6f8fa;--add:#dafbe1;--addmark:#8fdca3;--del:#ffebe9;--delmark:#ffb8b1;--warn:#9a3412}
@media(prefers-color-scheme:dark){:root{--base:#16191d;--text:#e6e9ec;--dim:#9aa4af;--line:#343b43;--panel:#1f2429;--add:#12301c;--addmark:#1f6b38;--del:#3a1719;--delmark:#8b2f30;--warn:#fdba74}}
body{margin:0;background:var(--base);color:var(--text);font:15px/1.5 system-ui,sans-serif}
header,nav,main{max-width:120rem;margin:0 auto;padding:0 1rem}h1{font-size:1.4rem}
nav ul{columns:26rem;padding-left:1.2rem}a{color:inherit}
section{border:1px solid var(--line);border-radius:6px;margin:0 0 1.2rem;overflow:hidden}
h2{margin:0;padding:.45rem .8rem;font-size:1rem;background:var(--panel);border-bottom:1px solid var(--line);position:sticky;top:0}
h2 small{color:var(--dim);font-weight:400}
table{border-collapse:collapse;width:100%;table-layout:fixed;font:13px/1.45 ui-monospace,monospace}
td{padding:0 .5rem;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}
td.n{width:3.6rem;color:var(--dim);text-align:right;user-select:none;white-space:nowrap}td.s{width:1rem;padding:0;text-align:center;user-select:none}
.a{background:var(--add)}.d{background:var(--del)}.a b{background:var(--addmark)}.d b{background:var(--delmark)}b{font-weight:inherit}
.f td,.o td{color:var(--dim);background:var(--panel);padding:.2rem .8rem}
i{font-style:normal;color:var(--warn);border:1px solid;border-radius:3px;padding:0 .15em}
@media print{h2{position:static}}
)";

int bytesOfCharacter(uchar first)
{
    return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

void appendEscaped(QByteArray &out, QByteArrayView text)
{
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    }
}

/** One line with its marks; a mark never cuts a character, and a named character never lies in two marks. */
void appendLine(QByteArray &out, QByteArrayView line, const std::vector<Span> &marks)
{
    std::vector<TextWarning> named = hasWarnings(line) ? lineWarnings(line) : std::vector<TextWarning>();
    std::erase_if(named, [](const TextWarning &warning) { return warning.kind == WarningKind::LookAlike; });
    auto mark = marks.begin();
    auto name = named.begin();
    bool open = false;
    for (qsizetype at = 0; at < line.size();) {
        if (open && mark != marks.end() && at >= mark->end()) {
            out += "</b>";
            open = false;
            ++mark;
        }
        if (!open && mark != marks.end() && at >= mark->start) {
            out += "<b>";
            open = true;
        }
        qsizetype end = line.size();
        if (mark != marks.end())
            end = std::min<qsizetype>(end, open ? mark->end() : mark->start);
        if (name != named.end() && name->start < end) {
            if (name->start <= at) {
                out += "<i>" + characterName(name->character).toLatin1() + "</i>";
                at = std::max<qsizetype>(at + 1, name->start + name->length);
                ++name;
                continue;
            }
            end = name->start;
        }
        end = std::max(end, at + bytesOfCharacter(uchar(line[at])));
        appendEscaped(out, line.sliced(at, std::min(end, line.size()) - at));
        at = end;
    }
    if (open)
        out += "</b>";
}

QByteArray idOf(int file)
{
    return "f" + QByteArray::number(file + 1);
}

class FilePage
{
public:
    FilePage(const FileDiff &file, const HtmlWords &words) : m_file(file), m_words(words) {}

    QByteArray rows(const HtmlOptions &options)
    {
        ViewOptions view;
        view.contextLines = options.contextLines;
        const FileDiffPtr alias(&m_file, [](const FileDiff *) {});
        for (const Row &row : layoutRows(alias, view))
            add(row);
        return std::move(m_out);
    }

private:
    void add(const Row &row)
    {
        switch (row.kind) {
        case RowKind::FileHeader:
        case RowKind::Waiting: return;
        case RowKind::Note: return note(row);
        case RowKind::Fold:
            m_out += "<tr class=f><td colspan=6>" + htmlText(m_words.folded.arg(row.extra).toUtf8()) + "</td></tr>\n";
            return;
        case RowKind::Context:
        case RowKind::Pair:
        case RowKind::Removed:
        case RowKind::Added: break;
        }
        LineSpans marks;
        if (row.kind == RowKind::Pair && row.leftClass != LineClass::Removed)
            marks = m_file.spans(row.left, row.right);
        m_out += "<tr>";
        const bool changed =
            row.isChange() && !(row.flags & FromBase); // what came with the base is text around the change
        half(Side::Left, row.left, changed, marks.related && changed ? marks.left : std::vector<Span>());
        half(Side::Right, row.right, changed, marks.related && changed ? marks.right : std::vector<Span>());
        m_out += "</tr>\n";
    }

    void half(Side side, int line, bool changed, const std::vector<Span> &marks)
    {
        if (line < 0) {
            m_out += "<td class=n></td><td class=s></td><td></td>";
            return;
        }
        const bool left = side == Side::Left;
        const QByteArray kind = !changed ? QByteArray() : left ? QByteArray(" d") : QByteArray(" a");
        m_out += "<td class=\"n" + kind + "\">" + QByteArray::number(line + 1) + "</td><td class=\"s" + kind + "\">"
            + (!changed ? "" : left ? "\xe2\x88\x92" : "+") + "</td><td class=\"t" + kind + "\">";
        appendLine(m_out, m_file.text(side).line(line), marks);
        m_out += "</td>";
    }

    void note(const Row &row)
    {
        if (row.extra >= m_file.notes().size() || m_file.notes()[row.extra].kind != NoteKind::Binary)
            return;
        const auto bytes = [](const FileVersion &version) {
            return QString::number(version.exists() ? version.size : 0);
        };
        m_out += "<tr class=o><td colspan=6>"
            + htmlText(m_words.binary.arg(bytes(m_file.entry().before), bytes(m_file.entry().after)).toUtf8()) + ' '
            + m_file.entry().before.blob.hex + ' ' + m_file.entry().after.blob.hex + "</td></tr>\n";
    }

    const FileDiff &m_file;
    const HtmlWords &m_words;
    QByteArray m_out;
};

} // namespace

QByteArray htmlText(QByteArrayView utf8)
{
    QByteArray out;
    appendLine(out, utf8, {});
    return out;
}

QByteArray htmlHead(const QString &title, const std::vector<FileEntry> &entries, const HtmlWords &words)
{
    const QByteArray shown = htmlText(title.toUtf8());
    QByteArray out = "<!DOCTYPE html>\n<html lang=\"" + htmlText(words.language.toUtf8())
        + "\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
          "<meta name=\"viewport\" content=\"width=device-width\">\n<title>"
        + shown + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n<header><h1>" + shown
        + "</h1></header>\n<nav aria-label=\"" + htmlText(words.files.toUtf8()) + "\"><ul>\n";
    for (size_t i = 0; i < entries.size(); ++i) {
        out += "<li><a href=\"#" + idOf(int(i)) + "\">" + htmlText(entries[i].path()) + "</a> <small>"
            + QByteArray(1, statusLetter(entries[i].status)) + "</small></li>\n";
    }
    return out + "</ul></nav>\n<main>\n";
}

QByteArray htmlFile(const FileDiff &file, int index, const HtmlWords &words, const HtmlOptions &options)
{
    const FileEntry &entry = file.entry();
    const bool moved = entry.before.exists() && entry.after.exists() && entry.before.path != entry.after.path;
    QByteArray out = "<section id=\"" + idOf(index) + "\"><h2>" + htmlText(entry.path()) + " <small>"
        + QByteArray(1, statusLetter(entry.status)) + " +" + QByteArray::number(file.addedLines()) + " \xe2\x88\x92"
        + QByteArray::number(file.removedLines());
    if (moved)
        out += ", " + htmlText(words.renamedFrom.toUtf8()).replace("%1", htmlText(entry.before.path));
    out += "</small></h2>\n<table><colgroup><col style=\"width:3.6rem\"><col style=\"width:1rem\"><col><col "
           "style=\"width:3.6rem\"><col style=\"width:1rem\"><col></colgroup>\n";
    return out + FilePage(file, words).rows(options) + "</table></section>\n";
}

QByteArray htmlTail()
{
    return "</main>\n</body>\n</html>\n";
}

} // namespace docket::diff
