// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/comment.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket::review {

namespace {

constexpr int surroundingLines = 3;

QString linesOf(const diff::TextSide &text, int first, int end)
{
    QString out;
    for (int i = std::max(0, first); i < std::min(end, text.lineCount()); ++i) {
        if (!out.isEmpty() || i > std::max(0, first))
            out += u'\n';
        out += QString::fromUtf8(text.line(i));
    }
    return out;
}

} // namespace

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Must: return u"must"_s;
    case Severity::Should: return u"should"_s;
    case Severity::Note: return u"note"_s;
    case Severity::Question: return u"question"_s;
    }
    return u"note"_s;
}

std::optional<Severity> severityFromWord(QStringView word)
{
    for (const Severity s : {Severity::Must, Severity::Should, Severity::Note, Severity::Question}) {
        if (severityWord(s) == word)
            return s;
    }
    return std::nullopt;
}

CommentAnchor makeAnchor(const diff::FileDiff &file, diff::Side side, int first, int last)
{
    const diff::FileVersion &version = side == diff::Side::Left ? file.entry().before : file.entry().after;
    const diff::TextSide &text = file.text(side);
    return {.path = version.exists() ? version.path : file.entry().path(),
            .side = side,
            .firstLine = first,
            .lastLine = last,
            .blob = version.blob,
            .snippet = linesOf(text, first, last + 1),
            .before = linesOf(text, first - surroundingLines, first),
            .after = linesOf(text, last + 1, last + 1 + surroundingLines)};
}

CommentAnchor makeFileAnchor(const diff::FileEntry &entry)
{
    const bool gone = !entry.after.exists();
    return {.path = entry.path(),
            .side = gone ? diff::Side::Left : diff::Side::Right,
            .firstLine = -1,
            .lastLine = -1,
            .blob = gone ? entry.before.blob : entry.after.blob,
            .snippet = {},
            .before = {},
            .after = {}};
}

} // namespace docket::review
