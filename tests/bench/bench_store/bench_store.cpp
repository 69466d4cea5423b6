// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchreport.h"
#include "bench/storemaker.h"

#include "core/clock.h"
#include "store/chain.h"
#include "store/connection.h"
#include "store/store.h"
#include "task/eventcodec.h"

#include <QTemporaryDir>

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int tasks = 100'000;

template<typename T>
T required(Result<T> result, const char *what)
{
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", what, qPrintable(result.error().text()));
        std::exit(2);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/** What a store costs at least: one row with the same payload a transaction, with the same durability, and nothing
 * else. */
class BareLoop
{
public:
    explicit BareLoop(const QString &file)
        : m_connection(required(Connection::open(file, Connection::Mode::ReadWrite), "bare store"))
    {
        required(m_connection->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                                       "CREATE TABLE event (id INTEGER PRIMARY KEY, task_id INTEGER, at INTEGER, by "
                                       "TEXT, payload TEXT, hash TEXT)"),
                 "bare table");
        sqlite3_prepare_v2(m_connection->handle(),
                           "INSERT INTO event (task_id, at, by, payload, hash) VALUES (?,?,?,?,?)", -1, &m_insert,
                           nullptr);
    }
    ~BareLoop() { sqlite3_finalize(m_insert); }

    void append(const QByteArray &payload, const QByteArray &hash)
    {
        sqlite3_exec(m_connection->handle(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        sqlite3_bind_int64(m_insert, 1, 1);
        sqlite3_bind_int64(m_insert, 2, 1'700'000'000'000);
        sqlite3_bind_text(m_insert, 3, "Ada", -1, SQLITE_STATIC);
        sqlite3_bind_text(m_insert, 4, payload.constData(), int(payload.size()), SQLITE_STATIC);
        sqlite3_bind_text(m_insert, 5, hash.constData(), int(hash.size()), SQLITE_STATIC);
        sqlite3_step(m_insert);
        sqlite3_reset(m_insert);
        sqlite3_exec(m_connection->handle(), "COMMIT", nullptr, nullptr, nullptr);
    }

private:
    std::shared_ptr<Connection> m_connection;
    sqlite3_stmt *m_insert = nullptr;
};

TaskId makeTask(Store &store)
{
    Project project;
    project.path = u"/bench"_s;
    Task task;
    task.project = required(store.openProject(project), "project").id;
    task.title = u"Make the parser faster"_s;
    task.profile = u"sample"_s;
    return required(store.createTask(task, u"# Make the parser faster\n"_s, u"Ada"_s), "task").record.task.id;
}

/** A mix of events as a busy agent makes them: questions with a detail, answers, and a person who reorders. */
EventBody bodyOf(int n)
{
    switch (n % 3) {
    case 0: {
        PermissionAsk ask;
        ask.requestId = u"q%1"_s.arg(n);
        ask.title = u"Run cmake --build build?"_s;
        ask.detail = u"cmake --build build --parallel 2 --target parser_tests"_s;
        ask.options = {{u"yes"_s, u"Allow once"_s, u"allow_once"_s}, {u"no"_s, u"Reject"_s, u"reject_once"_s}};
        return events::PermissionAsked{ask};
    }
    case 1:
        return events::PermissionAnswered{u"q%1"_s.arg(n - 1), u"yes"_s};
    default:
        return events::RankSet{double(n)};
    }
}

void measureAppend(Report &report)
{
    QTemporaryDir folder;
    const SystemClock clock;
    auto store = required(Store::open(folder.filePath(u"docket.sqlite"_s), clock, u"bench"_s), "store");
    BareLoop bare(folder.filePath(u"bare.sqlite"_s));
    Event event;
    event.task = makeTask(*store);
    event.by = u"Ada"_s;
    const auto append = [&](EventBody body) {
        event.at = {};
        event.body = std::move(body);
        required(store->append(event), "append");
    };
    append(events::TaskQueued{});
    append(events::AttemptStarted{{}, u"Do it"_s});
    append(events::WorktreeReady{});
    append(events::RoundStarted{});
    constexpr int block = 150;
    constexpr int blocks = 20;
    QList<double> ratios;
    double ours = 0;
    double floor = 0;
    double oursCpu = 0;
    double floorCpu = 0;
    int n = 0;
    const QByteArray hash(64, 'a');
    // In turns, because the disk is not equally fast all the time.
    for (int b = 0; b < blocks; ++b) {
        QList<QByteArray> payloads;
        for (int i = 0; i < block; ++i)
            payloads.append(chain::payloadOf(bodyOf(n + i)));
        const double startCpu = threadCpuMs();
        const double start = wallMs();
        for (const QByteArray &payload : std::as_const(payloads))
            bare.append(payload, hash);
        const double middle = wallMs();
        const double middleCpu = threadCpuMs();
        for (int i = 0; i < block; ++i)
            append(bodyOf(n + i));
        const double end = wallMs();
        oursCpu += threadCpuMs() - middleCpu;
        floorCpu += middleCpu - startCpu;
        n += block;
        floor += middle - start;
        ours += end - middle;
        ratios.append((middle - start) / (end - middle));
    }
    Figure figure{u"store.append"_s, n / ours * 1000, u"events/s"_s, n / floor * 1000, median(ratios), n};
    report.report(figure);
    report.report(u"store.append.cpu"_s, oursCpu / n, u"ms"_s, floorCpu / n, n);
    report.require(u"store.append: at least half of the bare loop"_s, median(ratios) >= 0.5);
}

/** Rows as many tasks leave them, written past the log: what is measured is reading. */
void fill(const QString &file)
{
    const SystemClock clock;
    {
        auto store = required(Store::open(file, clock, u"bench"_s), "store");
        makeTask(*store);
    }
    auto connection = required(Connection::open(file, Connection::Mode::ReadWrite), "connection");
    required(connection->execute(
                 "PRAGMA synchronous=OFF; BEGIN;"
                 "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < "
                 + QByteArray::number(tasks)
                 + ")"
                   " INSERT INTO task (id, project_id, state, rank, created_at, changed_at, snoozed_until, "
                   "attempt_number, round_number, checks_passed,"
                   " checks_failed, changed_files, open_asks, title, profile, base_branch, line, spec_id, "
                   "spec_revision, strategy, cancel_requested,"
                   " merge_base, merge_commit, conflicts, failure_text, pending_prompt) SELECT i, 1, CASE i % 50 WHEN "
                   "0 THEN 'in-review' WHEN 1 THEN 'queued' ELSE 'merged' END, (i * 7919) % 100003,"
                   " 1700000000000 + i, 1700000000000 + i, NULL, 1, 2, 3, 0, 12, 0, 'Task ' || i || ': make the parser "
                   "faster and keep its errors',"
                   " 'claude-code', 'main', '', 1, 1, 'merge-commit', 0, NULL, NULL, '[]', '', '' FROM n;"
                   "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < "
                 + QByteArray::number(tasks * 5)
                 + ")"
                   " INSERT INTO event SELECT i, i % "
                 + QByteArray::number(tasks)
                 + " + 1, 1700000000000 + i, 'Ada',"
                   " '{\"type\":\"rank-set\",\"rank\":' || i || ',\"filler\":\"' || hex(zeroblob(60)) || '\"}', "
                   "hex(zeroblob(32)) FROM n;"
                   "COMMIT;"),
             "rows");
}

/** SQLite alone, stepping over the same rows and touching each column. */
double bareListMs(Connection &connection)
{
    return medianCpuMs(5, [&] {
        sqlite3_stmt *statement = nullptr;
        sqlite3_prepare_v2(connection.handle(),
                           "SELECT id, project_id, state, rank, created_at, changed_at, snoozed_until, attempt_number, "
                           "round_number, checks_passed,"
                           " checks_failed, changed_files, open_asks, title, profile, base_branch, line FROM task",
                           -1, &statement, nullptr);
        qint64 sum = 0;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            for (int column = 0; column < 17; ++column)
                sum += sqlite3_column_bytes(statement, column);
        }
        sqlite3_finalize(statement);
        if (sum == 0)
            std::exit(2);
    });
}

void measureLists(Report &report)
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"docket.sqlite"_s);
    fill(file);
    auto reader = required(StoreReader::open(file), "reader");
    auto connection = required(Connection::open(file, Connection::Mode::ReadOnly), "connection");

    const double list = medianCpuMs(5, [&] {
        if (required(reader->cards(), "cards").size() != tasks)
            std::exit(2);
    });
    report.report(u"store.list"_s, list, u"ms"_s, bareListMs(*connection), 5);
    report.report(u"store.list.review"_s,
                  medianCpuMs(20, [&] { required(reader->cards(TaskState::Review), "reviews"); }), u"ms"_s, {}, 20);
    report.report(u"store.record"_s,
                  medianCpuMs(5,
                              [&] {
                                  for (int i = 1; i <= 1000; ++i)
                                      required(reader->record(TaskId{i * 97}), "record");
                              })
                      / 1000,
                  u"ms"_s, {}, 5000);
    report.report(u"store.events"_s,
                  medianCpuMs(5,
                              [&] {
                                  for (int i = 1; i <= 1000; ++i)
                                      required(reader->events(TaskId{i * 97}), "events");
                              })
                      / 1000,
                  u"ms"_s, {}, 5000);
    report.report(u"store.open"_s,
                  medianCpuMs(10,
                              [&] {
                                  auto again = required(StoreReader::open(file), "reader");
                                  required(again->card(TaskId{7}), "card");
                              }),
                  u"ms"_s, {}, 10);
}

/** One piece of evidence, as a merge asks for it, among those of 10,000 tasks. */
void measureEvidence(Report &report)
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"docket.sqlite"_s);
    required(makeStore(file, {.tasks = 10'000, .reviews = 2000}), "store");
    auto reader = required(StoreReader::open(file), "reader");
    QList<double> times;
    for (int i = 1; i <= 1000; ++i) {
        const double before = threadCpuMs();
        required(reader->evidence(EvidenceId{i * 7}), "evidence");
        times << threadCpuMs() - before;
    }
    report.report(u"evidence.lookup"_s, percentile(times, 0.99), u"ms"_s, {}, int(times.size()));
    report.require(u"evidence.lookup: at most 10 ms"_s, percentile(times, 0.99) <= 10);
}

} // namespace

int main(int argc, char **argv)
{
    Report report(argc, argv);
    if (report.wants(u"store.append"_s))
        measureAppend(report);
    if (report.wants(u"store.list"_s) || report.wants(u"store.record"_s) || report.wants(u"store.events"_s)
        || report.wants(u"store.open"_s))
        measureLists(report);
    if (report.wants(u"evidence.lookup"_s))
        measureEvidence(report);
    if (report.wants(u"policy.eval"_s))
        report.missing(u"policy.eval"_s, u"the policy room judges questions, and no changed files yet"_s);
    return report.exitCode();
}
