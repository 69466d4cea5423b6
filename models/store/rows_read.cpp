// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

#include "task/eventcodec.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace docket::rows {

namespace {

/** Runs the statement for one task and hands each row to `take`, which may fail. */
template<typename Take>
Result<void> forEachRow(Connection &connection, const char *sql, TaskId task, Take take)
{
    auto statement = connection.prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    statement->bindAll(task);
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return std::unexpected(row.error());
        if (!*row)
            return {};
        if (const Result<void> taken = take(*statement); !taken)
            return taken;
    }
}

Result<void> readBudget(const QByteArray &json, Budget &budget)
{
    if (json.isEmpty())
        return {};
    const auto read = budgetFromJson(QJsonDocument::fromJson(json).object());
    if (!read)
        return std::unexpected(read.error());
    budget = *read;
    return {};
}

Result<void> readTask(Connection &connection, TaskId id, Task &task)
{
    bool found = false;
    const auto read = forEachRow(
        connection,
        "SELECT project_id, state, rank, created_at, changed_at, snoozed_until, title, profile, base_branch, spec_id,"
        " spec_revision, strategy, cancel_requested, merge_base, merge_commit, conflicts, failure_text, pending_prompt,"
        " budget, notice, merge_note"
        " FROM task WHERE id = ?",
        id, [&](const Statement &row) -> Result<void> {
            found = true;
            const auto state = taskStateFromWord(row.text(1));
            const auto strategy = mergeStrategyFromWord(row.text(11));
            if (!state || !strategy)
                return std::unexpected(unreadable(u"task %1"_s.arg(id.value)));
            task.id = id;
            task.project = row.id<ProjectId>(0);
            task.state = *state;
            task.rank = row.real(2);
            task.createdAt = row.time(3);
            task.changedAt = row.time(4);
            task.snoozedUntil = row.time(5);
            task.title = row.text(6);
            task.profile = row.text(7);
            task.baseBranch = row.text(8);
            task.spec = row.id<SpecId>(9);
            task.specRevision = int(row.number(10));
            task.strategy = *strategy;
            task.cancelRequested = row.number(12) != 0;
            task.mergeBase = row.object(13);
            task.mergeCommit = row.object(14);
            for (const QJsonValue &path : QJsonDocument::fromJson(row.bytes(15)).array())
                task.conflicts.append(path.toString());
            task.failureText = row.text(16);
            task.pendingPrompt = row.text(17);
            task.notice = row.text(19);
            task.mergeNote = row.text(20);
            return readBudget(row.bytes(18), task.budget);
        });
    if (read && !found)
        return fail(ErrorCode::NotFound, u"There is no such task; list the tasks to see which there are."_s,
                    QString::number(id.value));
    return read;
}

Result<void> readAttempts(Connection &connection, TaskRecord &record)
{
    return forEachRow(connection,
                      "SELECT id, number, profile, branch, worktree, base_branch, base_commit, spec_revision, "
                      "started_at, worktree_removed, brought_in"
                      " FROM attempt WHERE task_id = ? ORDER BY number",
                      record.task.id, [&](const Statement &row) -> Result<void> {
                          Attempt attempt;
                          attempt.id = row.id<AttemptId>(0);
                          attempt.task = record.task.id;
                          attempt.number = int(row.number(1));
                          attempt.profile = row.text(2);
                          attempt.branch = row.text(3);
                          attempt.worktree = row.text(4);
                          attempt.baseBranch = row.text(5);
                          attempt.baseCommit = row.object(6);
                          attempt.specRevision = int(row.number(7));
                          attempt.startedAt = row.time(8);
                          attempt.worktreeRemoved = row.number(9) != 0;
                          attempt.broughtIn = row.object(10);
                          record.attempts.append(attempt);
                          return {};
                      });
}

Result<void> readRounds(Connection &connection, TaskRecord &record)
{
    return forEachRow(
        connection,
        "SELECT id, attempt_id, number, outcome, outcome_text, session_id, input_tokens, output_tokens, cost_usd, pid,"
        " start_ticks, marker, snapshot_commit, snapshot_tree, changed_files, taken_at, transcript_path, started_at, "
        "ended_at, prompt,"
        " turns, cost_is_estimate, base FROM round WHERE task_id = ? ORDER BY id",
        record.task.id, [&](const Statement &row) -> Result<void> {
            Round round;
            round.id = row.id<RoundId>(0);
            const auto outcome = roundOutcomeFromWord(row.text(3));
            if (!outcome)
                return std::unexpected(unreadable(u"round %1"_s.arg(round.id.value)));
            round.attempt = row.id<AttemptId>(1);
            round.number = int(row.number(2));
            round.outcome = *outcome;
            round.outcomeText = row.text(4);
            round.sessionId = row.text(5);
            if (!row.isNull(6))
                round.usage.inputTokens = row.number(6);
            if (!row.isNull(7))
                round.usage.outputTokens = row.number(7);
            if (!row.isNull(8))
                round.usage.costUsd = row.real(8);
            round.process = {row.number(9), row.number(10), row.text(11)};
            if (!row.isNull(12))
                round.snapshot = Snapshot{row.object(12), row.object(13), int(row.number(14)), row.time(15)};
            round.transcriptPath = row.text(16);
            round.startedAt = row.time(17);
            round.endedAt = row.time(18);
            round.prompt = row.text(19);
            if (!row.isNull(20))
                round.usage.turns = int(row.number(20));
            round.usage.costIsEstimate = row.number(21) != 0;
            round.base = row.object(22);
            record.rounds.append(round);
            return {};
        });
}

Result<void> readRest(Connection &connection, TaskRecord &record)
{
    const TaskId id = record.task.id;
    auto read = forEachRow(connection, DOCKET_EVIDENCE_COLUMNS "WHERE task_id = ? ORDER BY id", id,
                           [&](const Statement &row) -> Result<void> {
                               auto evidence = evidenceFrom(row);
                               if (!evidence)
                                   return std::unexpected(evidence.error());
                               record.evidence.append(std::move(*evidence));
                               return {};
                           });
    if (!read)
        return read;
    read = forEachRow(
        connection,
        "SELECT round_id, tree, verdict, reviewer, note, given_at FROM verdict WHERE task_id = ? ORDER BY id", id,
        [&](const Statement &row) -> Result<void> {
            const auto verdict = verdictFromWord(row.text(2));
            if (!verdict)
                return std::unexpected(unreadable(u"a verdict of task %1"_s.arg(id.value)));
            record.verdicts.append(
                {row.id<RoundId>(0), row.object(1), *verdict, row.text(3), row.text(4), row.time(5)});
            return {};
        });
    if (!read)
        return read;
    read = forEachRow(
        connection,
        "SELECT kind, pattern, scope, given_by, given_at FROM permission_grant WHERE task_id = ? ORDER BY position", id,
        [&](const Statement &row) -> Result<void> {
            auto grant = grantFrom(row);
            if (!grant)
                return std::unexpected(grant.error());
            record.grants.append(std::move(*grant));
            return {};
        });
    if (!read)
        return read;
    return forEachRow(connection, "SELECT payload FROM ask WHERE task_id = ? ORDER BY position", id,
                      [&](const Statement &row) -> Result<void> {
                          auto ask = permissionAskFromJson(QJsonDocument::fromJson(row.bytes(0)).object());
                          if (!ask)
                              return std::unexpected(ask.error());
                          record.asks.append(std::move(*ask));
                          return {};
                      });
}

} // namespace

Error unreadable(const QString &what)
{
    return {
        ErrorCode::Damaged,
        u"A row of the store cannot be read; move the store away and put the newest file of the folder \"backups\" in its place."_s,
        what};
}

Result<TaskRecord> readRecord(Connection &connection, TaskId task)
{
    TaskRecord record;
    Result<void> read = readTask(connection, task, record.task);
    if (read)
        read = readAttempts(connection, record);
    if (read)
        read = readRounds(connection, record);
    if (read)
        read = readRest(connection, record);
    if (!read)
        return std::unexpected(read.error());
    return record;
}

const QString &CardReader::Seen::textOf(QByteArrayView bytes)
{
    if (bytes != utf8) {
        utf8 = bytes.toByteArray();
        text = QString::fromUtf8(bytes);
    }
    return text;
}

bool CardReader::read(const Statement &row, TaskCard &card)
{
    if (const QByteArrayView word = row.view(2); word != m_stateWord) {
        const auto state = taskStateFromWord(QString::fromUtf8(word));
        if (!state)
            return false;
        m_stateWord = word.toByteArray();
        m_state = *state;
    }
    card.id = row.id<TaskId>(0);
    card.project = row.id<ProjectId>(1);
    card.state = m_state;
    card.rank = row.real(3);
    card.createdAt = row.time(4);
    card.since = row.time(5);
    card.snoozedUntil = row.time(6);
    card.attempt = int(row.number(7));
    card.round = int(row.number(8));
    card.checksPassed = int(row.number(9));
    card.checksFailed = int(row.number(10));
    card.changedFiles = int(row.number(11));
    card.openAsks = int(row.number(12));
    card.title = row.text(13);
    card.profile = m_profile.textOf(row.view(14));
    card.baseBranch = m_branch.textOf(row.view(15));
    card.line = m_line.textOf(row.view(16));
    return true;
}

Result<Grant> grantFrom(const Statement &row)
{
    const auto kind = permissionKindFromWord(row.text(0));
    const auto scope = grantScopeFromWord(row.text(2));
    if (!kind || !scope)
        return std::unexpected(unreadable(u"a permission"_s));
    return Grant{{*kind, row.text(1)}, *scope, row.text(3), row.time(4)};
}

Result<Evidence> evidenceFrom(const Statement &row)
{
    Evidence evidence;
    evidence.id = row.id<EvidenceId>(0);
    const auto outcome = checkOutcomeFromWord(row.text(5));
    if (!outcome)
        return std::unexpected(unreadable(u"evidence %1"_s.arg(evidence.id.value)));
    evidence.round = row.id<RoundId>(1);
    evidence.check = row.text(2);
    evidence.command = row.text(3);
    evidence.tree = row.object(4);
    evidence.outcome = *outcome;
    evidence.exitCode = int(row.number(6));
    evidence.durationMs = row.number(7);
    evidence.toolVersion = row.text(8);
    evidence.logPath = row.text(9);
    evidence.contained = row.text(10);
    evidence.startedAt = row.time(11);
    return evidence;
}

} // namespace docket::rows
