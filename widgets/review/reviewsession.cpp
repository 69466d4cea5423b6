// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/reviewsession.h"


#include <algorithm>

namespace docket {

ReviewSession::ReviewSession(Workbench &workbench, DiffSource &source, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_source(source)
{
    m_pool.setMaxThreadCount(1);
    m_partsTimer.setSingleShot(true);
    m_partsTimer.setInterval(20);
    connect(&m_partsTimer, &QTimer::timeout, this, &ReviewSession::marksChanged);
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
        m_ledger.begin(m_document.entries());
        if (const QList<Range> all = ranges(); !all.isEmpty() && m_range == all.constFirst()) {
            m_fullEntries.clear();
            m_fullTo = m_range.to;
            for (const diff::FileEntry &entry : files)
                m_fullEntries.insert(entry.path(), entry);
        }
        Q_EMIT begun();
        Q_EMIT commentsChanged();
    });
    connect(&source, &DiffSource::fileReady, this, [this](quint64 generation, int file, const diff::FileDiffPtr &diff) {
        if (generation != m_generation || file < 0 || file >= m_document.fileCount() || !diff)
            return;
        m_document.setFile(file, diff);
        Q_EMIT fileArrived(file);
        if (!diff->isPart())
            findParts(file);
    });
    connect(&source, &DiffSource::finished, this, [this](quint64 generation) {
        if (generation != m_generation)
            return;
        m_isLoading = false;
        Q_EMIT finished();
        searchMoves();
    });
    connect(&source, &DiffSource::placed, this,
            [this](quint64 number, const std::vector<review::PortedComment> &places) {
                if (number != m_placeNumber)
                    return;
                m_places.clear();
                for (const review::PortedComment &place : places) {
                    if (place.index < size_t(m_comments.size()))
                        m_places.insert(m_comments[qsizetype(place.index)].id, place);
                }
                Q_EMIT commentsChanged();
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
    m_places.clear();
    m_placeNumber = 0;
    m_memory = {};
    m_isMemoryKnown = false;
    m_noted = {};
    m_fullTo = {};
    m_ledger = {};
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
    loadMemory();
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
    if (const auto since = sinceLastLook())
        all.insert(1, *since);
    return all + single;
}

const Round *ReviewSession::roundOf(const ObjectId &snapshot) const
{
    for (const Round &round : m_record ? m_record->rounds : QList<Round>()) {
        if (round.snapshot && round.snapshot->commit == snapshot)
            return &round;
    }
    return nullptr;
}

std::optional<ReviewSession::Range> ReviewSession::sinceLastLook() const
{
    const Attempt *attempt = m_record ? m_record->currentAttempt() : nullptr;
    const Snapshot *newest = m_record ? m_record->currentSnapshot() : nullptr;
    if (!attempt || !newest)
        return {};
    const review::Look *last = nullptr;
    for (const review::Look &look : m_memory.looks) {
        const Round *round = roundOf(look.snapshot);
        // Another attempt is another piece of work, not an earlier state of this one.
        if (round && round->attempt == attempt->id && look.snapshot != newest->commit && (!last || look.at >= last->at))
            last = &look;
    }
    const Round *to = roundOf(newest->commit);
    if (!last || !to)
        return {};
    return Range{last->snapshot, newest->commit, to->number, false, roundOf(last->snapshot)->number};
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
    m_cancel = {};
    DiffRequest request;
    request.repository = repository();
    request.from = m_range.from;
    request.to = m_range.to;
    request.options = m_options;
    request.start = start();
    m_isLoading = true;
    m_generation = m_source.open(request);
    m_places.clear();
    placeComments();
}

void ReviewSession::prioritise(const QList<int> &files)
{
    if (m_isLoading)
        m_source.prioritise(m_generation, files);
}

void ReviewSession::searchMoves()
{
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

} // namespace docket
