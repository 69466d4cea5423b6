// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/storemaker.h"

#include "core/clock.h"
#include "store/connection.h"
#include "store/store.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket::bench {

namespace {

constexpr int mostThroughEvents = 200;
constexpr int pattern = 100; ///< tasks that are copied, where there are more

int throughEvents(const StoreSize &size)
{
    return size.tasks > mostThroughEvents ? pattern : size.tasks;
}

ObjectId object(const QString &known, int n)
{
    return {known.isEmpty() ? QByteArray::number(n, 16).rightJustified(40, '0') : known.toLatin1()};
}

/** Takes one task along its way in the store. */
class Way
{
public:
    Way(Store &store, ProjectId project, int number) : m_store(store)
    {
        Task task;
        task.project = project;
        task.title = u"Task %1: make the parser faster and keep its errors"_s.arg(number);
        task.profile = u"claude-code"_s;
        task.baseBranch = u"main"_s;
        const QString spec =
            u"# %1\n\n## Target\nTwice as fast.\n\n## Acceptance criteria\n- AC-1: it is measured\n"_s.arg(task.title);
        const auto made = store.createTask(task, spec, u"Ada"_s);
        if (made)
            m_record = made->record;
        else
            m_result = std::unexpected(made.error());
    }

    Way &go(EventBody body)
    {
        if (!m_result)
            return *this;
        Event event;
        event.task = m_record.task.id;
        event.by = u"Ada"_s;
        event.body = std::move(body);
        const auto done = m_store.append(event);
        if (done)
            m_record = done->record;
        else
            m_result = std::unexpected(done.error());
        return *this;
    }

    Way &toWorking(const StoreSize &size)
    {
        Attempt attempt;
        attempt.branch = u"docket/%1/1"_s.arg(m_record.task.id.value);
        attempt.baseBranch = u"main"_s;
        attempt.baseCommit = object(size.base, 7);
        go(events::TaskQueued{}).go(events::AttemptStarted{attempt, u"Do it"_s}).go(events::WorktreeReady{});
        Round round;
        round.prompt = u"Do it"_s;
        round.transcriptPath = u"logs/task-%1/attempt-1-round-1.jsonl"_s.arg(m_record.task.id.value);
        return go(events::RoundStarted{round}).go(events::AgentStarted{{}, u"s1"_s});
    }

    Way &toReview(const StoreSize &size)
    {
        toWorking(size).go(events::AgentEnded{RoundOutcome::Finished, {}, u"s1"_s, {12'000, 900, 0.2}});
        const int n = int(m_record.task.id.value);
        go(events::SnapshotTaken{{object(size.head, n), object({}, 100'000 + n), 3, {}}});
        if (m_result && m_record.currentSnapshot()) {
            Evidence evidence;
            evidence.round = m_record.currentRound()->id;
            evidence.check = u"tests"_s;
            evidence.command = u"ctest --test-dir build"_s;
            evidence.tree = m_record.currentSnapshot()->tree;
            evidence.outcome = n % 7 == 0 ? CheckOutcome::Failed : CheckOutcome::Passed;
            evidence.exitCode = n % 7 == 0;
            evidence.durationMs = 1200 + n;
            go(events::CheckRecorded{evidence});
        }
        return go(events::ChecksFinished{});
    }

    Way &toMerged(const StoreSize &size)
    {
        toReview(size);
        if (!m_result)
            return *this;
        VerdictRecord verdict;
        verdict.tree = m_record.currentSnapshot()->tree;
        verdict.reviewer = u"Ada"_s;
        go(events::VerdictGiven{verdict, {}}).go(events::MergeStarted{MergeStrategy::Squash, object(size.base, 7)});
        go(events::MergeDone{object({}, 99)});
        return m_result && !m_record.attempts.isEmpty() ? go(events::WorktreeRemoved{m_record.attempts.constLast().id})
                                                        : *this;
    }

    const TaskRecord &record() const { return m_record; }
    const Result<void> &result() const { return m_result; }

private:
    Store &m_store;
    TaskRecord m_record;
    Result<void> m_result;
};

Result<void> makeOne(Store &store, ProjectId project, int number, const StoreSize &size, double shareOfReviews)
{
    Way way(store, project, number);
    const int place = number % 100;
    if (place < int(shareOfReviews * 100))
        way.toReview(size);
    else if (place < int(shareOfReviews * 200))
        way.go(events::TaskQueued{}).go(events::TaskHeld{});
    else
        way.toMerged(size);
    for (int n = 0; n < size.eventsPerTask - 12; ++n)
        way.go(events::RankSet{double(number) + n / 1024.0});
    return way.result();
}

/** Doubles what is there until there are enough, each copy with ids beyond the last. */
Result<void> multiply(const QString &file, int tasks)
{
    auto connection = Connection::open(file, Connection::Mode::ReadWrite);
    if (!connection)
        return std::unexpected(connection.error());
    if (const auto set = (*connection)->execute("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; BEGIN"); !set)
        return set;
    /**
     * `shifted` are the columns that get other values, `same` those that are taken over, each with its leading comma.
     */
    const auto copies = [](const char *table, const char *shifted, const QByteArray &values, const char *same,
                           int last) {
        return QByteArray("INSERT INTO ") + table + " (" + shifted + same + ") SELECT " + values + same + " FROM "
            + table + " WHERE task_id <= " + QByteArray::number(last) + ';';
    };
    for (qint64 have = pattern; have < tasks; have *= 2) {
        const int last = int(std::min<qint64>(have, tasks - have));
        const QByteArray shift = QByteArray::number(have);
        const auto highest = [&](const char *sql) {
            return QByteArray::number((*connection)->number(sql).value_or(0));
        };
        const QByteArray attempts = highest("SELECT max(id) FROM attempt"),
                         rounds = highest("SELECT max(id) FROM round"),
                         proofs = highest("SELECT max(id) FROM evidence"),
                         verdicts = highest("SELECT max(id) FROM verdict"),
                         happened = highest("SELECT max(id) FROM event"), specs = highest("SELECT max(id) FROM spec");
        const QByteArray upTo = QByteArray::number(last);
        QByteArray sql = "INSERT INTO spec SELECT id + " + specs + ", project_id FROM spec WHERE id <= " + upTo
            + "; INSERT INTO spec_revision SELECT spec_id + " + specs
            + ", number, markdown, digest, author, saved_at FROM spec_revision WHERE spec_id <= " + upTo
            + ';';
        const char *sameOfTask =
            ", project_id, state, created_at, changed_at, snoozed_until, attempt_number, round_number, checks_passed,"
            " checks_failed, changed_files, open_asks, profile, base_branch, line, spec_revision, strategy,"
            " cancel_requested, merge_base, merge_commit, conflicts, failure_text, pending_prompt, merge_note";
        sql += QByteArray("INSERT INTO task (id, rank, title, spec_id") + sameOfTask + ") SELECT id + " + shift
            + ", rank + id, replace(title, 'Task ', 'Task ' || " + shift + " || '.'), spec_id + " + specs + sameOfTask
            + " FROM task WHERE id <= " + upTo + ';';
        const QByteArray task = "task_id + " + shift;
        sql += copies("attempt", "id, task_id", "id + " + attempts + ", " + task,
                      ", number, profile, branch, worktree, base_branch, base_commit, spec_revision, started_at, "
                      "worktree_removed, brought_in",
                      last);
        sql += copies("round", "id, task_id, attempt_id", "id + " + rounds + ", " + task + ", attempt_id + " + attempts,
                      ", number, outcome, outcome_text, session_id, input_tokens, output_tokens, cost_usd, pid, "
                      "start_ticks, marker,"
                      " snapshot_commit, snapshot_tree, changed_files, taken_at, transcript_path, started_at, "
                      "ended_at, prompt, base",
                      last);
        sql += copies("evidence", "id, task_id, round_id", "id + " + proofs + ", " + task + ", round_id + " + rounds,
                      ", check_name, command, tree, outcome, exit_code, duration_ms, tool_version, log_path, "
                      "contained, started_at",
                      last);
        sql += copies("verdict", "id, task_id, round_id", "id + " + verdicts + ", " + task + ", round_id + " + rounds,
                      ", tree, verdict, reviewer, note, given_at", last);
        sql += copies("event", "id, task_id", "id + " + happened + ", " + task, ", at, by, payload, hash", last);
        if (const auto done = (*connection)->execute(sql); !done)
            return done;
    }
    return (*connection)->execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
}

} // namespace

Result<void> makeStore(const QString &file, const StoreSize &size)
{
    {
        const SystemClock clock;
        auto store = Store::open(file, clock, u"bench"_s);
        if (!store)
            return std::unexpected(store.error());
        Project project;
        project.path = size.repository.isEmpty() ? u"/bench/parser"_s : size.repository;
        project.name = u"parser"_s;
        project.baseBranch = u"main"_s;
        const auto opened = (*store)->openProject(project);
        if (!opened)
            return std::unexpected(opened.error());
        const double share = double(size.reviews) / std::max(1, size.tasks);
        for (int number = 1; number <= throughEvents(size); ++number) {
            if (const auto made = makeOne(**store, opened->id, number, size, share); !made)
                return made;
        }
    }
    return size.tasks > mostThroughEvents ? multiply(file, size.tasks) : Result<void>();
}

} // namespace docket::bench
