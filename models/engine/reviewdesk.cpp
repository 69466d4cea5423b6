// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/reviewdesk.h"

#include "review/feedback.h"
#include "store/store.h"

using namespace Qt::StringLiterals;

namespace docket {

namespace {

template<typename T>
Result<T> noted(EngineCore &core, Result<T> result)
{
    if (!result)
        return std::unexpected(core.noteStoreError(result.error()));
    return result;
}

} // namespace

ReviewDesk::ReviewDesk(EngineCore &core, QObject *parent) : QObject(parent), m_core(core) {}

Result<QList<review::Comment>> ReviewDesk::comments(TaskId task) const
{
    return noted(m_core, m_core.store().reader().comments(task));
}

Result<review::Comment> ReviewDesk::saveComment(review::Comment comment, const QString &by)
{
    const auto record = m_core.load(comment.task);
    if (!record)
        return std::unexpected(record.error());
    if (comment.body.trimmed().isEmpty())
        return fail(ErrorCode::InvalidInput, u"The comment is empty; write something or delete it."_s);
    if (const Attempt *attempt = record->currentAttempt(); attempt && !comment.attempt.isValid())
        comment.attempt = attempt->id;
    if (const Round *round = record->currentRound(); round && !comment.round.isValid())
        comment.round = round->id;
    if (comment.author.isEmpty())
        comment.author = by;
    if (!comment.createdAt.isValid())
        comment.createdAt = m_core.now();
    auto saved = noted(m_core, m_core.store().saveComment(comment));
    if (saved)
        Q_EMIT commentsChanged(comment.task);
    return saved;
}

Result<void> ReviewDesk::deleteComment(CommentId comment)
{
    if (m_core.brokenBy())
        return std::unexpected(*m_core.brokenBy());
    const auto deleted = noted(m_core, m_core.store().deleteComment(comment));
    if (deleted)
        Q_EMIT commentsChanged({});
    return deleted;
}

Result<QList<QByteArray>> ReviewDesk::readMarks(TaskId task) const
{
    return noted(m_core, m_core.store().reader().readMarks(task));
}

Result<void> ReviewDesk::setReadMarks(TaskId task, const QList<QByteArray> &read, const QList<QByteArray> &unread)
{
    if (m_core.brokenBy())
        return std::unexpected(*m_core.brokenBy());
    return noted(m_core, m_core.store().setReadMarks(task, read, unread));
}

Result<review::ReviewMemory> ReviewDesk::memory(TaskId task, const QString &reviewer) const
{
    return noted(m_core, m_core.store().reader().reviewMemory(task, reviewer));
}

Result<void> ReviewDesk::noteLook(TaskId task, const QString &reviewer, const ObjectId &snapshot)
{
    if (m_core.brokenBy())
        return std::unexpected(*m_core.brokenBy());
    return noted(m_core, m_core.store().noteLook(task, reviewer, snapshot));
}

Result<void> ReviewDesk::keepDraft(TaskId task, const QString &reviewer, const std::optional<review::Comment> &draft)
{
    if (m_core.brokenBy())
        return std::unexpected(*m_core.brokenBy());
    return noted(m_core, m_core.store().keepDraft(task, reviewer, draft));
}

Result<QString> ReviewDesk::feedback(TaskId task, const QString &note) const
{
    const auto record = m_core.load(task);
    if (!record)
        return std::unexpected(record.error());
    const auto all = comments(task);
    if (!all)
        return std::unexpected(all.error());
    review::FeedbackInput input;
    input.summary = note;
    const Attempt *attempt = record->currentAttempt();
    for (const review::Comment &comment : *all) {
        if (attempt && (!comment.attempt.isValid() || comment.attempt == attempt->id))
            input.comments.push_back(comment);
    }
    if (note.trimmed().isEmpty() && review::countOpen(input.comments).total() == 0)
        return QString();
    return review::composeFeedback(input);
}

Result<TaskRecord> ReviewDesk::giveVerdict(TaskId task, const ObjectId &tree, Verdict verdict, const QString &note,
                                           const QString &by)
{
    const auto record = m_core.load(task);
    if (!record)
        return record;
    const Snapshot *snapshot = record->currentSnapshot();
    VerdictRecord given;
    given.tree = tree.isValid() || !snapshot ? tree : snapshot->tree;
    given.verdict = verdict;
    given.reviewer = by;
    given.note = note;
    QString prompt;
    if (verdict == Verdict::RequestChanges) {
        const auto text = feedback(task, note);
        if (!text)
            return std::unexpected(text.error());
        prompt = *text;
    }
    return m_core.record(task, events::VerdictGiven{given, prompt}, by);
}

} // namespace docket
