// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/ids.h"
#include "diff/filediff.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace docket::review {

enum class Severity : quint8 { Must, Should, Note, Question };

/** The stable word: "must", "should", "note", "question". */
QString severityWord(Severity severity);
std::optional<Severity> severityFromWord(QStringView word);

/**
 * Where a comment hangs. Enough is kept to find the place again in another version: the blob, the text itself and what
 * stood around it. An empty path is a comment on the review as a whole; firstLine -1 one on the whole file.
 */
struct CommentAnchor
{
    QByteArray path;
    diff::Side side = diff::Side::Right;
    qint32 firstLine = -1; ///< from 0, in the blob
    qint32 lastLine = -1;  ///< inclusive
    ObjectId blob;
    QString snippet;       ///< the lines, joined by LF
    QString before;        ///< up to three lines above
    QString after;         ///< up to three lines below

    bool isWholeReview() const { return path.isEmpty(); }
    bool isWholeFile() const { return !path.isEmpty() && firstLine < 0; }
    bool operator==(const CommentAnchor &) const = default;
};

struct Comment
{
    CommentId id;
    TaskId task;
    AttemptId attempt;
    RoundId round;          ///< the round whose snapshot was commented
    CommentAnchor anchor;   ///< of a reply: that of its thread
    Severity severity = Severity::Should;
    QString body;           ///< plain text or Markdown; shown as text
    CommentId replyTo;      ///< the first comment of the thread; invalid for that one itself
    bool resolved = false;  ///< of the thread: only the first comment's counts
    QString author;
    QDateTime createdAt;    ///< UTC

    bool operator==(const Comment &) const = default;
};

/** All of a comment as text and back, for drafts. InvalidInput for text that is none. */
QByteArray commentToJson(const Comment &comment);
Result<Comment> commentFromJson(const QByteArray &json);

/** Lines [first, last] of one side of a file, with snippet and surroundings cut from it. */
CommentAnchor makeAnchor(const diff::FileDiff &file, diff::Side side, int first, int last);
/** The file as a whole. */
CommentAnchor makeFileAnchor(const diff::FileEntry &entry);

} // namespace docket::review
