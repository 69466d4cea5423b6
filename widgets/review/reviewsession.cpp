// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/reviewsession.h"

#include "review/readmarks.h"
#include "widgets/review/commentplace.h"

#include <algorithm>

namespace docket {

ReviewSession::ReviewSession(Workbench &workbench, DiffSource &source, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_source(source)
{
    m_pool.setMaxThreadCount(1);
    connect(&workbench, &Workbench::recordChanged, this, [this](TaskId task) {
        if (task == m_task)
            loadRecord();
    });
    connect(&workbench, &Workbench::changed, this, [this](const ChangeSet &changes) {
        if (std::ranges::any_of(changes.tasks, [this](const TaskCard &card) { return card.id == m_task; }))
            loadRecord();
    });
    connect(&workbench, &Workbench::commentsChanged, this, [this](TaskId task) {
        if (task == m_task)
            loadComments();
    });
    connect(&source, &DiffSource::filesListed, this, [this](quint64 generation, const QList<diff::FileEntry> &files) {
        if (generation != m_generation)
            return;
        m_document = diff::DiffDocument(std::vector<diff::FileEntry>(files.begin(), files.end()));
        Q_EMIT begun();
        Q_EMIT commentsChanged();
    });
    connect(&source, &DiffSource::fileReady, this, [this](quint64 generation, int file, const diff::FileDiffPtr &diff) {
        if (generation != m_generation || file < 0 || file >= m_document.fileCount() || !diff)
            return;
        m_document.setFile(file, diff);
        Q_EMIT fileArrived(file);
        const QByteArray &path = m_document.entry(file).path();
        if (std::ranges::any_of(m_comments, [&](const review::Comment &comment) { return comment.anchor.path == path; }))
            Q_EMIT commentsChanged();
    });
    connect(&source, &DiffSource::finished, this, [this](quint64 generation) {
        if (generation != m_generation)
            return;
        m_isLoading = false;
        Q_EMIT finished();
        searchMoves();
    });
    connect(&source, &DiffSource::failed, this, [this](quint64 generation, const Error &error) {
        if (generation != m_generation)
            return;
        m_isLoading = false;
        Q_EMIT failed(error);
        Q_EMIT finished();
    });
}

ReviewSession::~ReviewSession()
{
    m_cancel.cancel();
    m_pool.waitForDone();
}

void ReviewSession::showTask(TaskId task)
{
    if (task == m_task)
        return;
    m_task = task;
    m_record.reset();
    m_range = {};
    m_document = {};
    m_comments.clear();
    m_marks.clear();
    m_generation = 0;
    m_isLoading = false;
    m_cancel.cancel();
    m_source.cancel();
    Q_EMIT begun();
    Q_EMIT recordChanged();
    Q_EMIT commentsChanged();
    if (!task.isValid())
        return;
    loadRecord();
    loadComments();
    loadMarks();
}

void ReviewSession::loadRecord()
{
    m_workbench.loadTask(m_task, this, [this, task = m_task](const Result<TaskRecord> &record) {
        if (task != m_task)
            return;
        if (record)
            takeRecord(*record);
        else
            Q_EMIT failed(record.error());
    });
}

void ReviewSession::takeRecord(const TaskRecord &record)
{
    if (m_record == record)
        return;
    const QList<Range> before = m_record ? ranges() : QList<Range>();
    m_record = record;
    const QList<Range> now = ranges();
    // A new round is shown by itself only to a reader who looked at the newest state anyway.
    if (!now.isEmpty() && (before.isEmpty() || m_range == before.constFirst()) && m_range != now.constFirst()) {
        m_range = now.constFirst();
        open();
    }
    Q_EMIT recordChanged();
}

QList<ReviewSession::Range> ReviewSession::ranges() const
{
    QList<Range> all;
    const Attempt *attempt = m_record ? m_record->currentAttempt() : nullptr;
    if (!attempt)
        return all;
    QList<Range> single;
    ObjectId before;
    for (const Round &round : m_record->rounds) {
        if (round.attempt != attempt->id || !round.snapshot)
            continue;
        // Each round is seen against the base that it began on: the base moves when it is brought in.
        const ObjectId base = round.base.isValid() ? round.base : attempt->baseCommit;
        all.prepend({base, round.snapshot->commit, round.number, false});
        if (before.isValid())
            single.prepend({before, round.snapshot->commit, round.number, true});
        before = round.snapshot->commit;
    }
    return all + single;
}

void ReviewSession::setRange(const Range &range)
{
    if (range == m_range)
        return;
    m_range = range;
    open();
}

void ReviewSession::setOptions(const diff::DiffOptions &options)
{
    if (options == m_options)
        return;
    m_options = options;
    if (m_range.to.isValid())
        open();
}

QString ReviewSession::repository() const
{
    const auto projects = m_workbench.projects();
    const auto project = m_record ? std::ranges::find(projects, m_record->task.project, &Project::id) : projects.end();
    return project == projects.end() ? QString() : project->path;
}

ObjectId ReviewSession::start() const
{
    // Seen from the base that its round began on, nothing came in from there since; from round to round it may have.
    const Attempt *attempt = m_record ? m_record->currentAttempt() : nullptr;
    if (!m_range.onlyRound || !attempt)
        return m_range.from;
    const auto first = std::ranges::find(m_record->rounds, attempt->id, &Round::attempt);
    return first != m_record->rounds.cend() && first->base.isValid() ? first->base : attempt->baseCommit;
}

void ReviewSession::open()
{
    m_cancel.cancel();
    DiffRequest request;
    request.repository = repository();
    request.from = m_range.from;
    request.to = m_range.to;
    request.options = m_options;
    request.start = start();
    m_isLoading = true;
    m_generation = m_source.open(request);
}

void ReviewSession::prioritise(const QList<int> &files)
{
    if (m_isLoading)
        m_source.prioritise(m_generation, files);
}

void ReviewSession::searchMoves()
{
    m_cancel = {};
    m_pool.start([this, files = m_document.files(), cancel = m_cancel, generation = m_generation] {
        const diff::MoveMapPtr moves = diff::findMoves(files, {}, cancel);
        if (cancel.isCancelled() || !moves)
            return;
        QMetaObject::invokeMethod(this, [this, moves, generation] {
            if (generation != m_generation || (moves->blocks().empty() && moves->search() == diff::MoveSearch::Whole))
                return;
            m_document.setMoves(moves);
            Q_EMIT movesArrived();
        }, Qt::QueuedConnection);
    });
}

// ---- comments and marks

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
    });
}

QList<review::Comment> ReviewSession::comments() const
{
    QList<review::Comment> placed = m_comments;
    for (review::Comment &comment : placed) {
        const int file = comment.anchor.isWholeReview() ? -1 : m_document.indexOf(comment.anchor.path);
        if (file >= 0 && m_document.file(file))
            comment.anchor = placedAnchor(comment.anchor, *m_document.file(file));
    }
    return placed;
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
    } else if (const auto stored = std::ranges::find(m_comments, full.id, &review::Comment::id); stored != m_comments.end()) {
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

void ReviewSession::loadMarks()
{
    m_workbench.loadReadMarks(m_task, this, [this, task = m_task](const Result<QList<QByteArray>> &marks) {
        if (task != m_task || !marks)
            return;
        m_marks = QSet<QByteArray>(marks->begin(), marks->end());
        Q_EMIT marksChanged();
    });
}

void ReviewSession::setViewed(int file, bool viewed)
{
    if (file < 0 || file >= m_document.fileCount())
        return;
    const QByteArray key = review::fileKey(m_document.entry(file));
    if (viewed)
        m_marks.insert(key);
    else
        m_marks.remove(key);
    Q_EMIT marksChanged();
    m_workbench.setReadMark(m_task, key, viewed, this, [this](const Result<void> &done) {
        if (done)
            return;
        Q_EMIT failed(done.error());
        loadMarks(); // what is shown is what is stored
    });
}

} // namespace docket
