// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.h"
#include "store/store.h"

#include "core/clock.h"
#include "review/memory.h"

using namespace Qt::StringLiterals;

namespace docket {

namespace {

Result<review::Comment> commentFrom(const Statement &row)
{
    review::Comment comment;
    comment.id = row.id<CommentId>(0);
    const auto severity = review::severityFromWord(row.text(12));
    if (!severity)
        return fail(ErrorCode::Damaged, u"A comment in the store cannot be read; go back to a backup of the store."_s,
                    QString::number(comment.id.value));
    comment.task = row.id<TaskId>(1);
    comment.attempt = row.id<AttemptId>(2);
    comment.round = row.id<RoundId>(3);
    comment.anchor.path = row.bytes(4);
    comment.anchor.side = row.number(5) == 0 ? diff::Side::Left : diff::Side::Right;
    comment.anchor.firstLine = qint32(row.number(6));
    comment.anchor.lastLine = qint32(row.number(7));
    comment.anchor.blob = row.object(8);
    comment.anchor.snippet = row.text(9);
    comment.anchor.before = row.text(10);
    comment.anchor.after = row.text(11);
    comment.severity = *severity;
    comment.body = row.text(13);
    comment.replyTo = row.id<CommentId>(14);
    comment.resolved = row.number(15) != 0;
    comment.author = row.text(16);
    comment.createdAt = row.time(17);
    return comment;
}

/** Where the one comment that a person writes in a task is kept among the drafts. */
QString commentPlace(TaskId task, const QString &reviewer)
{
    return u"comment/%1/"_s.arg(task.value) + reviewer;
}

} // namespace

Result<QList<review::Comment>> StoreReader::comments(TaskId task) const
{
    auto rows = m_connection->prepare(
        "SELECT id, task_id, attempt_id, round_id, path, side, first_line, last_line, blob, snippet, text_before,"
        " text_after, severity, body, reply_to, resolved, author, created_at FROM comment WHERE task_id = ? ORDER BY "
        "id");
    if (!rows)
        return std::unexpected(rows.error());
    rows->bindAll(task);
    QList<review::Comment> list;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return std::unexpected(row.error());
        if (!*row)
            return list;
        auto comment = commentFrom(*rows);
        if (!comment)
            return std::unexpected(comment.error());
        list.append(std::move(*comment));
    }
}

Result<review::ReviewMemory> StoreReader::reviewMemory(TaskId task, const QString &reviewer) const
{
    review::ReviewMemory memory;
    auto looks = m_connection->prepare("SELECT snapshot_commit, looked_at FROM look WHERE task_id = ? AND reviewer = ?"
                                       " ORDER BY looked_at, snapshot_commit");
    if (!looks)
        return std::unexpected(looks.error());
    looks->bindAll(task, reviewer);
    for (;;) {
        const auto row = looks->step();
        if (!row)
            return std::unexpected(row.error());
        if (!*row)
            break;
        memory.looks.append({looks->object(0), looks->time(1)});
    }
    const auto kept = draft(commentPlace(task, reviewer));
    if (!kept)
        return std::unexpected(kept.error());
    if (!kept->text.isEmpty()) {
        auto comment = review::commentFromJson(kept->text.toUtf8());
        if (!comment)
            return std::unexpected(comment.error());
        memory.draft = std::move(*comment);
    }
    return memory;
}

Result<void> Store::noteLook(TaskId task, const QString &reviewer, const ObjectId &snapshot)
{
    return change("INSERT INTO look (task_id, reviewer, snapshot_commit, looked_at) VALUES (?,?,?,?)"
                  " ON CONFLICT (task_id, reviewer, snapshot_commit) DO UPDATE SET looked_at = excluded.looked_at",
                  task, reviewer, snapshot, m_clock.now());
}

Result<void> Store::keepDraft(TaskId task, const QString &reviewer, const std::optional<review::Comment> &draft)
{
    return saveDraft(commentPlace(task, reviewer),
                     draft ? QString::fromUtf8(review::commentToJson(*draft)) : QString());
}

Result<review::Comment> Store::saveComment(review::Comment comment)
{
    if (!comment.createdAt.isValid())
        comment.createdAt = m_clock.now();
    auto transaction = Transaction::begin(*m_connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (!comment.id.isValid()) {
        const auto last = m_connection->number("SELECT coalesce(max(id), 0) FROM comment");
        if (!last)
            return std::unexpected(last.error());
        comment.id = {*last + 1};
    }
    auto write = m_connection->prepare(
        "INSERT INTO comment (id, task_id, attempt_id, round_id, path, side, first_line, last_line, blob, snippet, "
        "text_before, text_after,"
        " severity, body, reply_to, resolved, author, created_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT (id) DO UPDATE SET path = excluded.path, side = excluded.side, first_line = excluded.first_line,"
        " last_line = excluded.last_line, blob = excluded.blob, snippet = excluded.snippet, text_before = "
        "excluded.text_before,"
        " text_after = excluded.text_after, severity = excluded.severity, body = excluded.body, resolved = "
        "excluded.resolved"
        " WHERE task_id = excluded.task_id");
    if (!write)
        return std::unexpected(write.error());
    const review::CommentAnchor &anchor = comment.anchor;
    const auto done =
        write
            ->bindAll(comment.id, comment.task, comment.attempt, comment.round, anchor.path,
                      anchor.side == diff::Side::Left ? 0 : 1, anchor.firstLine, anchor.lastLine, anchor.blob,
                      anchor.snippet, anchor.before, anchor.after, review::severityWord(comment.severity), comment.body,
                      comment.replyTo, comment.resolved, comment.author, comment.createdAt)
            .run();
    if (!done)
        return std::unexpected(done.error());
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    return comment;
}

Result<void> Store::deleteComment(CommentId comment)
{
    // Replies go with the comment that they answer (ON DELETE CASCADE).
    return change("DELETE FROM comment WHERE id = ?", comment);
}

} // namespace docket
