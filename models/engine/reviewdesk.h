// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/enginecore.h"
#include "review/memory.h"

namespace docket {

/** What a reviewer does: comments, read marks, verdicts. Engine thread. */
class ReviewDesk : public QObject
{
    Q_OBJECT

public:
    explicit ReviewDesk(EngineCore &core, QObject *parent = nullptr);

    Result<QList<review::Comment>> comments(TaskId task) const;
    /** Attempt, round, author and time are set here where they are missing. */
    Result<review::Comment> saveComment(review::Comment comment, const QString &by);
    Result<void> deleteComment(CommentId comment);
    Result<QList<QByteArray>> readMarks(TaskId task) const;
    Result<void> setReadMarks(TaskId task, const QList<QByteArray> &read, const QList<QByteArray> &unread);
    Result<review::ReviewMemory> memory(TaskId task, const QString &reviewer) const;
    Result<void> noteLook(TaskId task, const QString &reviewer, const ObjectId &snapshot);
    Result<void> keepDraft(TaskId task, const QString &reviewer, const std::optional<review::Comment> &draft);

    /** What "request changes" would tell the agent: the note, then each open comment with its place. */
    Result<QString> feedback(TaskId task, const QString &note) const;
    /** `tree` invalid: the current one. */
    Result<TaskRecord> giveVerdict(TaskId task, const ObjectId &tree, Verdict verdict, const QString &note,
                                   const QString &by);

Q_SIGNALS:
    void commentsChanged(docket::TaskId task);

private:
    EngineCore &m_core;
};

} // namespace docket
