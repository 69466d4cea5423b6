// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "store/chain.h"
#include "store/rows.h"
#include "store/schema.h"

#include "core/clock.h"
#include "core/logging.h"
#include "task/eventcodec.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

/** A larger event is refused: prompts of this size are a mistake, and every replay would carry them. */
constexpr qsizetype maxPayloadBytes = 4 << 20;
/** Room between two neighbours in the queue, so that a move takes their mean for a long time. */
constexpr double rankStep = 1024;

Result<void> makeForUserAlone(const QString &file)
{
    if (!QDir().mkpath(QFileInfo(file).absolutePath()))
        return fail(ErrorCode::Io, u"The folder of the store cannot be made; check its parent folder."_s, file);
    QFile made(file);
    if (!made.open(QIODevice::ReadWrite | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && !QFileInfo::exists(file))
        return fail(ErrorCode::Io, u"The store cannot be made: %1."_s.arg(made.errorString()), file);
    return {};
}

} // namespace

Store::Store(StoreLock lock, std::shared_ptr<Connection> connection, const Clock &clock)
    : m_lock(std::move(lock)), m_connection(std::move(connection)),
      m_reader(std::make_unique<StoreReader>(m_connection)), m_clock(clock)
{}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const QString &file, const Clock &clock, const QString &what)
{
    const bool isNew = !QFileInfo::exists(file);
    if (isNew && !QDir().mkpath(QFileInfo(file).absolutePath()))
        return fail(ErrorCode::Io, u"The folder of the store cannot be made; check its parent folder."_s, file);
    auto lock = StoreLock::take(file, what);
    if (!lock)
        return std::unexpected(lock.error());
    Result<void> ready = isNew ? makeForUserAlone(file) : schema::inspect(file);
    if (!ready)
        return std::unexpected(ready.error());
    auto connection = Connection::open(file, Connection::Mode::ReadWrite);
    if (!connection)
        return std::unexpected(connection.error());
    // FULL: a commit is on the disk before append() returns.
    ready =
        (*connection)->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864");
    if (ready)
        ready = schema::migrate(**connection, clock.now().toUTC().toString(u"yyyyMMdd-HHmmss"_s));
    if (!ready)
        return std::unexpected(ready.error());
    const auto head = (*connection)->text("SELECT hash FROM event ORDER BY id DESC LIMIT 1");
    const auto last = (*connection)->number("SELECT coalesce(max(id), 0) FROM event");
    if (!head || !last)
        return std::unexpected(head ? last.error() : head.error());
    std::unique_ptr<Store> store(new Store(std::move(*lock), std::move(*connection), clock));
    store->m_head = {*last, head->isEmpty() ? QByteArray(chain::origin) : head->toLatin1()};
    return store;
}

template<typename... Values>
Result<void> Store::change(const char *sql, const Values &...values)
{
    auto statement = m_connection->prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    return statement->bindAll(values...).run();
}

template Result<void> Store::change(const char *, const CommentId &);
template Result<void> Store::change(const char *, const TaskId &, const QString &);
template Result<void> Store::change(const char *, const TaskId &, const QString &, const QString &);
template Result<void> Store::change(const char *, const TaskId &, const QString &, const ObjectId &, const QDateTime &);

Result<Project> Store::openProject(Project project)
{
    if (project.path.isEmpty())
        return fail(ErrorCode::InvalidInput, u"A project needs the path of its repository; choose a folder."_s);
    project.openedAt = m_clock.now().toUTC();
    auto write = m_connection->prepare("INSERT INTO project (path, name, base_branch, opened_at, forgotten) VALUES "
                                       "(?,?,?,?,0) ON CONFLICT (path) DO UPDATE SET"
                                       " name = excluded.name, base_branch = excluded.base_branch, opened_at = "
                                       "excluded.opened_at, forgotten = 0 RETURNING id");
    if (!write)
        return std::unexpected(write.error());
    const auto row = write->bindAll(project.path, project.name, project.baseBranch, project.openedAt).step();
    if (!row)
        return std::unexpected(row.error());
    project.id = write->id<ProjectId>(0);
    // A row may come before the write is complete; only the end of the statement is its commit.
    if (const auto ended = write->run(); !ended)
        return std::unexpected(ended.error());
    return project;
}

Result<void> Store::forgetProject(ProjectId project)
{
    return change("UPDATE project SET forgotten = 1 WHERE id = ?", project);
}

Result<void> Store::setReadMarks(TaskId task, const QList<QByteArray> &read, const QList<QByteArray> &unread)
{
    auto transaction = Transaction::begin(*m_connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto each = [&](const char *sql, const QList<QByteArray> &keys) -> Result<void> {
        for (const QByteArray &key : keys) {
            if (const auto done = change(sql, task, key); !done)
                return done;
        }
        return {};
    };
    if (const auto done = each("INSERT OR IGNORE INTO read_mark (task_id, mark) VALUES (?,?)", read); !done)
        return done;
    if (const auto done = each("DELETE FROM read_mark WHERE task_id = ? AND mark = ?", unread); !done)
        return done;
    return transaction->commit();
}

Result<void> Store::setSetting(const QString &key, const QString &value)
{
    return change(
        "INSERT INTO setting (key, value) VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key,
        value);
}

Result<Appended> Store::inTransaction(const std::function<Result<Appended>()> &work)
{
    auto transaction = Transaction::begin(*m_connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    const Head headBefore = m_head;
    auto appended = work();
    if (appended) {
        if (const auto committed = transaction->commit(); !committed)
            appended = std::unexpected(committed.error());
    }
    if (!appended) {
        m_head = headBefore;
        return appended;
    }
    if (appended->record.task.id.isValid())
        m_records.insert(appended->record.task.id, new TaskRecord(appended->record));
    return appended;
}

Result<Appended> Store::append(Event event)
{
    return inTransaction([&] { return appendWithin(std::move(event)); });
}

Result<Appended> Store::createTask(Task task, const QString &markdown, const QString &by)
{
    return inTransaction([&]() -> Result<Appended> {
        if (!m_reader->project(task.project))
            return fail(ErrorCode::NotFound, u"The task's project is not known; open its repository first."_s,
                        QString::number(task.project.value));
        const auto lastSpec = m_connection->number("SELECT coalesce(max(id), 0) FROM spec");
        const auto lastRank = m_connection->text("SELECT coalesce(max(rank), 0.0) FROM task");
        if (!lastSpec || !lastRank)
            return std::unexpected((lastSpec ? lastRank.error() : lastSpec.error()));
        task.spec = {*lastSpec + 1};
        task.specRevision = 1;
        if (task.rank == 0)
            task.rank = lastRank->toDouble() + rankStep;
        if (const auto made = change("INSERT INTO spec (id, project_id) VALUES (?,?)", task.spec, task.project); !made)
            return std::unexpected(made.error());
        if (const auto kept = keepRevision(task.spec, 1, markdown, by); !kept)
            return std::unexpected(kept.error());
        Event event;
        event.by = by;
        event.body = events::TaskCreated{task, chain::digestOf(markdown)};
        return appendWithin(std::move(event));
    });
}

Result<Appended> Store::saveSpec(TaskId task, const QString &markdown, const QString &title, const QString &by)
{
    return inTransaction([&]() -> Result<Appended> {
        auto record = cached(task);
        if (!record)
            return std::unexpected(record.error());
        const auto newest = m_reader->specRevision(record->task.spec);
        if (!newest)
            return std::unexpected(newest.error());
        if (newest->markdown == markdown && newest->number == record->task.specRevision)
            return Appended{{}, std::move(*record), {}, {}};
        if (const auto kept = keepRevision(record->task.spec, newest->number + 1, markdown, by); !kept)
            return std::unexpected(kept.error());
        Event event;
        event.task = task;
        event.by = by;
        event.body = events::SpecRevised{newest->number + 1, title, chain::digestOf(markdown)};
        return appendWithin(std::move(event));
    });
}

Result<void> Store::keepRevision(SpecId spec, int number, const QString &markdown, const QString &by)
{
    return change(
        "INSERT INTO spec_revision (spec_id, number, markdown, digest, author, saved_at) VALUES (?,?,?,?,?,?)", spec,
        number, markdown, chain::digestOf(markdown), by, m_clock.now());
}

Result<TaskRecord> Store::cached(TaskId task)
{
    if (const TaskRecord *record = m_records.object(task))
        return *record;
    return rows::readRecord(*m_connection, task);
}

Result<void> Store::giveIds(Event &event)
{
    const auto give = [this](auto &id, const char *sql) -> Result<void> {
        if (id.isValid())
            return {};
        const auto last = m_connection->number(sql);
        if (!last)
            return std::unexpected(last.error());
        id = {*last + 1};
        return {};
    };
    if (auto *created = std::get_if<events::TaskCreated>(&event.body)) {
        const auto given = give(created->task.id, "SELECT coalesce(max(id), 0) FROM task");
        event.task = created->task.id;
        return given;
    }
    if (auto *attempt = std::get_if<events::AttemptStarted>(&event.body))
        return give(attempt->attempt.id, "SELECT coalesce(max(id), 0) FROM attempt");
    if (auto *round = std::get_if<events::RoundStarted>(&event.body))
        return give(round->round.id, "SELECT coalesce(max(id), 0) FROM round");
    if (auto *check = std::get_if<events::CheckRecorded>(&event.body))
        return give(check->evidence.id, "SELECT coalesce(max(id), 0) FROM evidence");
    return {};
}

Result<Appended> Store::appendWithin(Event event)
{
    event.at = (event.at.isValid() ? event.at : m_clock.now()).toUTC();
    event.body = boundedEvent(std::move(event.body));
    if (const auto given = giveIds(event); !given)
        return std::unexpected(given.error());
    const QByteArray payload = chain::payloadOf(event.body);
    if (payload.size() > maxPayloadBytes)
        return fail(ErrorCode::InvalidInput,
                    u"This is too large to be kept in the log (more than 4 MiB); make the text shorter."_s,
                    eventWord(event.body));
    // The state is made from what was written, not from what was meant: a replay sees nothing else.
    auto body = chain::bodyOf(payload);
    if (!body)
        return std::unexpected(body.error());
    event.body = std::move(*body);

    TaskRecord before;
    const bool creates = std::holds_alternative<events::TaskCreated>(event.body);
    if (auto record = cached(event.task))
        before = std::move(*record);
    else if (!creates || record.error().code != ErrorCode::NotFound)
        return std::unexpected(record.error());
    event.id = {m_head.id + 1};
    auto reduced = reduce(before, event);
    if (!reduced)
        return std::unexpected(reduced.error());
    if (const auto written = rows::writeRecord(*m_connection, before, reduced->record); !written)
        return std::unexpected(written.error());
    const QByteArray hash = chain::hash(m_head.hash, event, payload);
    const auto logged = change("INSERT INTO event (id, task_id, at, by, payload, hash) VALUES (?,?,?,?,?,?)", event.id,
                               event.task, event.at, event.by, Utf8{payload}, Utf8{hash});
    if (!logged)
        return std::unexpected(logged.error());
    m_head = {event.id.value, hash};
    ChangeSet changes;
    changes.tasks.append(cardOf(reduced->record));
    return Appended{std::move(event), std::move(reduced->record), std::move(reduced->effects), std::move(changes)};
}

} // namespace docket
