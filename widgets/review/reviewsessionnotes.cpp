// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/reviewsession.h"

#include <algorithm>
#include <utility>

namespace docket {

void ReviewSession::loadComments()
{
    m_workbench.loadComments(m_task, this, [this, task = m_task](const Result<QList<review::Comment>> &comments) {
        if (task != m_task)
            return;
        if (!comments) {
            Q_EMIT failed(comments.error());
            return;
        }
        m_comments = *comments;
        Q_EMIT commentsChanged();
        placeComments();
    });
}

void ReviewSession::placeComments()
{
    if (!m_record || !m_range.to.isValid() || m_comments.isEmpty())
        return;
    PlaceRequest request;
    request.repository = repository();
    request.from = m_range.from;
    request.to = m_range.to;
    request.comments = m_comments;
    for (const Round &round : m_record->rounds) {
        if (round.snapshot)
            request.snapshots.insert(round.id, round.snapshot->commit);
    }
    m_placeNumber = m_source.place(request);
}

QList<review::Comment> ReviewSession::comments() const
{
    QList<review::Comment> placed = m_comments;
    for (review::Comment &comment : placed) {
        review::CommentAnchor &anchor = comment.anchor;
        if (const auto found = m_places.constFind(comment.id); found != m_places.cend()) {
            anchor = found->anchor;
            continue;
        }
        // Not placed yet: never beside other text than its own.
        const int file = anchor.isWholeReview() ? -1 : m_document.indexOf(anchor.path);
        if (file < 0)
            continue;
        const diff::FileEntry &entry = m_document.entry(file);
        if ((anchor.side == diff::Side::Left ? entry.before.blob : entry.after.blob) != anchor.blob)
            anchor.firstLine = anchor.lastLine = -1;
    }
    return placed;
}

QHash<CommentId, CommentOrigin> ReviewSession::origins() const
{
    QHash<CommentId, CommentOrigin> origins;
    for (const review::Comment &comment : m_comments) {
        CommentOrigin origin;
        origin.anchor = comment.anchor;
        for (const Round &round : m_record ? m_record->rounds : QList<Round>()) {
            if (round.id == comment.round)
                origin.round = round.number;
        }
        if (const auto found = m_places.constFind(comment.id); found != m_places.cend())
            origin.fate = found->fate;
        const review::CommentAnchor &shown = m_places.value(comment.id, {0, {}, comment.anchor}).anchor;
        origin.isElsewhere = !shown.isWholeReview() && m_document.indexOf(shown.path) < 0;
        origins.insert(comment.id, origin);
    }
    return origins;
}

void ReviewSession::saveComment(const review::Comment &comment)
{
    review::Comment full = comment;
    if (!full.id.isValid()) {
        full.task = m_task;
        if (m_record && m_record->currentAttempt())
            full.attempt = m_record->currentAttempt()->id;
        for (const Round &round : m_record ? m_record->rounds : QList<Round>()) {
            if (round.attempt == full.attempt && round.number == m_range.round)
                full.round = round.id;
        }
        full.createdAt = QDateTime::currentDateTimeUtc();
    } else if (const auto stored = std::ranges::find(m_comments, full.id, &review::Comment::id);
               stored != m_comments.end()) {
        full.anchor = stored->anchor; // what is shown may have been moved to another version's lines
    }
    m_workbench.saveComment(full, this, [this, task = m_task](const Result<review::Comment> &saved) {
        if (!saved)
            Q_EMIT failed(saved.error());
        if (task == m_task)
            loadComments();
    });
}

void ReviewSession::deleteComment(CommentId comment)
{
    m_workbench.deleteComment(comment, this, [this, task = m_task](const Result<void> &done) {
        if (!done)
            Q_EMIT failed(done.error());
        if (task == m_task)
            loadComments();
    });
}

void ReviewSession::loadMemory()
{
    m_workbench.loadReviewMemory(m_task, this, [this, task = m_task](const Result<review::ReviewMemory> &memory) {
        if (task != m_task)
            return;
        if (!memory) {
            Q_EMIT failed(memory.error());
            return;
        }
        const QList<review::Look> noted = m_memory.looks; // what came on screen while this was under way
        m_memory = *memory;
        for (const review::Look &look : noted) {
            m_memory.looks.removeIf([&](const review::Look &old) { return old.snapshot == look.snapshot; });
            m_memory.looks += look;
        }
        m_isMemoryKnown = true;
        Q_EMIT memoryLoaded();
        Q_EMIT recordChanged(); // there may be one range more
    });
}

void ReviewSession::noteLook()
{
    if (m_isLoading || !m_range.to.isValid() || m_noted == m_range.to || !roundOf(m_range.to))
        return;
    m_noted = m_range.to;
    m_memory.looks.removeIf([this](const review::Look &old) { return old.snapshot == m_noted; });
    m_memory.looks += review::Look{m_noted, QDateTime::currentDateTimeUtc()};
    m_workbench.noteLook(m_task, m_noted, this, [this](const Result<void> &done) {
        if (!done)
            Q_EMIT failed(done.error());
    });
}

void ReviewSession::keepDraft(const std::optional<review::Comment> &draft)
{
    if (!m_task.isValid() || m_memory.draft == draft)
        return;
    m_memory.draft = draft;
    m_workbench.keepDraft(m_task, draft, this, [this](const Result<void> &done) {
        if (!done)
            Q_EMIT failed(done.error());
    });
}

void ReviewSession::loadMarks()
{
    m_workbench.loadReadMarks(m_task, this, [this, task = m_task](const Result<QList<QByteArray>> &marks) {
        if (task != m_task || !marks)
            return;
        m_ledger.setMarks(QSet<QByteArray>(marks->begin(), marks->end()));
        Q_EMIT marksChanged();
    });
}

void ReviewSession::findParts(int file)
{
    m_pool.start([this, file, diff = m_document.file(file), cancel = m_cancel, generation = m_generation] {
        const review::ReadPartsPtr parts = review::readParts(*diff, cancel);
        if (!parts)
            return;
        QMetaObject::invokeMethod(this, [this, file, generation, parts] {
            if (generation != m_generation)
                return;
            m_ledger.setParts(file, parts);
            if (!m_partsTimer.isActive())
                m_partsTimer.start();
        }, Qt::QueuedConnection);
    });
}

void ReviewSession::setViewed(int file, bool viewed)
{
    review::MarkChange change = m_ledger.markFile(file, viewed);
    markInFull(file, change);
    storeMarks(std::move(change));
}

void ReviewSession::setRead(review::ReadPlace place, bool read)
{
    review::MarkChange change = m_ledger.mark(place, read);
    markInFull(place.file, change);
    storeMarks(std::move(change));
}

/** Who has read a file up to the last look, and all that changed in it since, has read all of it. */
void ReviewSession::markInFull(int file, review::MarkChange &change)
{
    if (change.isEmpty() || m_range.sinceRound == 0 || m_fullTo != m_range.to)
        return;
    const diff::FileEntry &since = m_document.entry(file);
    const auto full = m_fullEntries.constFind(since.path());
    if (full == m_fullEntries.cend() || full->after.blob != since.after.blob || full->after.mode != since.after.mode)
        return;
    const QByteArray before = review::fileKey(diff::makeEntry(full->before, since.before));
    if (m_ledger.marks().contains(before))
        m_ledger.markOther(review::fileKey(*full), m_ledger.isFileRead(file), change);
}

void ReviewSession::storeMarks(review::MarkChange change)
{
    if (change.isEmpty())
        return;
    Q_EMIT marksChanged();
    m_workbench.setReadMarks(m_task, change.read, change.unread, this, [this](const Result<void> &done) {
        if (done)
            return;
        Q_EMIT failed(done.error());
        loadMarks(); // what is shown is what is stored
    });
}

} // namespace docket
