// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/comment.h"

#include <QJsonDocument>
#include <QJsonObject>

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

QByteArray commentToJson(const Comment &comment)
{
    const CommentAnchor &anchor = comment.anchor;
    // Ids are written as text: a number of JSON loses digits. A path is bytes.
    const QJsonObject object{{u"id"_s, QString::number(comment.id.value)},
                             {u"task"_s, QString::number(comment.task.value)},
                             {u"attempt"_s, QString::number(comment.attempt.value)},
                             {u"round"_s, QString::number(comment.round.value)},
                             {u"replyTo"_s, QString::number(comment.replyTo.value)},
                             {u"path"_s, QString::fromLatin1(anchor.path.toBase64())},
                             {u"left"_s, anchor.side == diff::Side::Left},
                             {u"firstLine"_s, anchor.firstLine},
                             {u"lastLine"_s, anchor.lastLine},
                             {u"blob"_s, QString::fromLatin1(anchor.blob.hex)},
                             {u"snippet"_s, anchor.snippet},
                             {u"before"_s, anchor.before},
                             {u"after"_s, anchor.after},
                             {u"severity"_s, severityWord(comment.severity)},
                             {u"body"_s, comment.body},
                             {u"resolved"_s, comment.resolved},
                             {u"author"_s, comment.author},
                             {u"createdAt"_s, comment.createdAt.toUTC().toString(Qt::ISODateWithMs)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<Comment> commentFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto severity = severityFromWord(object.value("severity"_L1).toString());
    if (!severity)
        return fail(ErrorCode::InvalidInput, u"The draft of a comment cannot be read; write it again."_s);
    const auto text = [&](QLatin1StringView key) { return object.value(key).toString(); };
    const auto number = [&](QLatin1StringView key) { return text(key).toLongLong(); };
    Comment comment;
    comment.id = {number("id"_L1)};
    comment.task = {number("task"_L1)};
    comment.attempt = {number("attempt"_L1)};
    comment.round = {number("round"_L1)};
    comment.replyTo = {number("replyTo"_L1)};
    comment.anchor.path = QByteArray::fromBase64(text("path"_L1).toLatin1());
    comment.anchor.side = object.value("left"_L1).toBool() ? diff::Side::Left : diff::Side::Right;
    comment.anchor.firstLine = object.value("firstLine"_L1).toInt(-1);
    comment.anchor.lastLine = object.value("lastLine"_L1).toInt(-1);
    comment.anchor.blob = {text("blob"_L1).toLatin1()};
    comment.anchor.snippet = text("snippet"_L1);
    comment.anchor.before = text("before"_L1);
    comment.anchor.after = text("after"_L1);
    comment.severity = *severity;
    comment.body = text("body"_L1);
    comment.resolved = object.value("resolved"_L1).toBool();
    comment.author = text("author"_L1);
    comment.createdAt = QDateTime::fromString(text("createdAt"_L1), Qt::ISODateWithMs);
    return comment;
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
