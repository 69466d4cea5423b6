// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

#include "task/eventcodec.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace docket::rows {

namespace {

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

template<typename... Values>
Result<void> write(Connection &connection, const char *sql, const Values &...values)
{
    auto statement = connection.prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    return statement->bindAll(values...).run();
}

QString conflictsOf(const Task &task)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(task.conflicts)).toJson(QJsonDocument::Compact));
}

QString budgetOf(const Task &task)
{
    return task.budget.isEmpty() ? QString() : compact(budgetToJson(task.budget));
}

Result<void> insertTask(Connection &connection, const TaskRecord &record)
{
    const Task &task = record.task;
    const TaskCard card = cardOf(record);
    return write(connection,
                 "INSERT INTO task (id, project_id, state, rank, created_at, changed_at, snoozed_until, "
                 "attempt_number, round_number,"
                 " checks_passed, checks_failed, changed_files, open_asks, title, profile, base_branch, line, spec_id, "
                 "spec_revision, strategy,"
                 " cancel_requested, merge_base, merge_commit, conflicts, failure_text, pending_prompt,"
                 " budget, notice, merge_note)"
                 " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                 task.id, task.project, taskStateWord(task.state), task.rank, task.createdAt, task.changedAt,
                 task.snoozedUntil, card.attempt, card.round, card.checksPassed, card.checksFailed, card.changedFiles,
                 card.openAsks, task.title, task.profile, task.baseBranch, card.line, task.spec, task.specRevision,
                 mergeStrategyWord(task.strategy), task.cancelRequested, task.mergeBase, task.mergeCommit,
                 conflictsOf(task), task.failureText, task.pendingPrompt, budgetOf(task), task.notice, task.mergeNote);
}

/** What no list is ordered by and nearly every event changes. */
Result<void> updateCard(Connection &connection, const TaskRecord &record)
{
    const Task &task = record.task;
    const TaskCard card = cardOf(record);
    return write(
        connection,
        "UPDATE task SET changed_at = ?, snoozed_until = ?, attempt_number = ?, round_number = ?, checks_passed = ?,"
        " checks_failed = ?, changed_files = ?, open_asks = ?, line = ?, notice = ? WHERE id = ?",
        task.changedAt, task.snoozedUntil, card.attempt, card.round, card.checksPassed, card.checksFailed,
        card.changedFiles, card.openAsks, card.line, task.notice, task.id);
}

Result<void> updateRest(Connection &connection, const Task &task)
{
    return write(
        connection,
        "UPDATE task SET project_id = ?, created_at = ?, title = ?, profile = ?, base_branch = ?, spec_id = ?,"
        " spec_revision = ?, strategy = ?, cancel_requested = ?, merge_base = ?, merge_commit = ?, conflicts = ?,"
        " failure_text = ?, pending_prompt = ?, budget = ?, merge_note = ? WHERE id = ?",
        task.project, task.createdAt, task.title, task.profile, task.baseBranch, task.spec, task.specRevision,
        mergeStrategyWord(task.strategy), task.cancelRequested, task.mergeBase, task.mergeCommit, conflictsOf(task),
        task.failureText, task.pendingPrompt, budgetOf(task), task.mergeNote, task.id);
}

/** Each index whose columns are named by an UPDATE costs a page of the log: so only what differs is named. */
Result<void> writeTask(Connection &connection, const TaskRecord &before, const TaskRecord &after)
{
    if (!before.task.id.isValid())
        return insertTask(connection, after);
    const Task &task = after.task;
    Task rest = before.task;
    rest.changedAt = task.changedAt;
    rest.snoozedUntil = task.snoozedUntil;
    rest.notice = task.notice;
    rest.state = task.state;
    rest.rank = task.rank;
    Result<void> written = updateCard(connection, after);
    if (written && (before.task.state != task.state || before.task.rank != task.rank))
        written = write(connection, "UPDATE task SET state = ?, rank = ? WHERE id = ?", taskStateWord(task.state),
                        task.rank, task.id);
    if (written && rest != task)
        written = updateRest(connection, task);
    return written;
}

Result<void> writeAttempt(Connection &connection, const TaskRecord &record, const Attempt &attempt)
{
    return write(connection,
                 "INSERT INTO attempt (id, task_id, number, profile, branch, worktree, base_branch, base_commit, "
                 "spec_revision, started_at,"
                 " worktree_removed, brought_in) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
                 " ON CONFLICT (id) DO UPDATE SET base_commit = excluded.base_commit, worktree_removed = "
                 "excluded.worktree_removed,"
                 " brought_in = excluded.brought_in",
                 attempt.id, record.task.id, attempt.number, attempt.profile, attempt.branch, attempt.worktree,
                 attempt.baseBranch, attempt.baseCommit, attempt.specRevision, attempt.startedAt,
                 attempt.worktreeRemoved, attempt.broughtIn);
}

Result<void> writeRound(Connection &connection, const TaskRecord &record, const Round &round)
{
    std::optional<int> changedFiles;
    QDateTime takenAt;
    ObjectId commit;
    ObjectId tree;
    if (round.snapshot) {
        changedFiles = round.snapshot->changedFiles;
        takenAt = round.snapshot->takenAt;
        commit = round.snapshot->commit;
        tree = round.snapshot->tree;
    }
    return write(
        connection,
        "INSERT INTO round (id, task_id, attempt_id, number, outcome, outcome_text, session_id, input_tokens, "
        "output_tokens, cost_usd,"
        " pid, start_ticks, marker, snapshot_commit, snapshot_tree, changed_files, taken_at, transcript_path, "
        "started_at, ended_at, prompt,"
        " turns, cost_is_estimate, base) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, outcome_text = excluded.outcome_text,"
        " session_id = excluded.session_id, input_tokens = excluded.input_tokens, output_tokens = "
        "excluded.output_tokens,"
        " cost_usd = excluded.cost_usd, pid = excluded.pid, start_ticks = excluded.start_ticks, marker = "
        "excluded.marker,"
        " snapshot_commit = excluded.snapshot_commit, snapshot_tree = excluded.snapshot_tree, changed_files = "
        "excluded.changed_files,"
        " taken_at = excluded.taken_at, transcript_path = excluded.transcript_path, ended_at = excluded.ended_at,"
        " turns = excluded.turns, cost_is_estimate = excluded.cost_is_estimate",
        round.id, record.task.id, round.attempt, round.number, roundOutcomeWord(round.outcome), round.outcomeText,
        round.sessionId, round.usage.inputTokens, round.usage.outputTokens, round.usage.costUsd, round.process.pid,
        round.process.startTicks, round.process.marker, commit, tree, changedFiles, takenAt, round.transcriptPath,
        round.startedAt, round.endedAt, round.prompt, round.usage.turns, round.usage.costIsEstimate, round.base);
}

Result<void> writeEvidence(Connection &connection, const TaskRecord &record, const Evidence &evidence)
{
    return write(connection,
                 "INSERT INTO evidence (id, task_id, round_id, check_name, command, tree, outcome, exit_code, "
                 "duration_ms, tool_version,"
                 " log_path, contained, started_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                 evidence.id, record.task.id, evidence.round, evidence.check, evidence.command, evidence.tree,
                 checkOutcomeWord(evidence.outcome), evidence.exitCode, evidence.durationMs, evidence.toolVersion,
                 evidence.logPath, evidence.contained, evidence.startedAt);
}

Result<void> writeVerdict(Connection &connection, const TaskRecord &record, const VerdictRecord &verdict)
{
    return write(
        connection,
        "INSERT INTO verdict (task_id, round_id, tree, verdict, reviewer, note, given_at) VALUES (?,?,?,?,?,?,?)",
        record.task.id, verdict.round, verdict.tree, verdictWord(verdict.verdict), verdict.reviewer, verdict.note,
        verdict.givenAt);
}

/** Those at their old place and unchanged stay as they are. */
Result<void> writeAsks(Connection &connection, const TaskRecord &before, const TaskRecord &after)
{
    const TaskId task = after.task.id;
    for (qsizetype i = 0; i < after.asks.size(); ++i) {
        if (i < before.asks.size() && before.asks[i] == after.asks[i])
            continue;
        const auto written = write(connection, "INSERT OR REPLACE INTO ask (task_id, position, payload) VALUES (?,?,?)",
                                   task, qint64(i), compact(permissionAskToJson(after.asks[i])));
        if (!written)
            return written;
    }
    if (after.asks.size() >= before.asks.size())
        return {};
    return write(connection, "DELETE FROM ask WHERE task_id = ? AND position >= ?", task, qint64(after.asks.size()));
}

Result<void> writeGrants(Connection &connection, const TaskRecord &record)
{
    if (const auto cleared = write(connection, "DELETE FROM permission_grant WHERE task_id = ?", record.task.id);
        !cleared)
        return cleared;
    int position = 0;
    for (const Grant &grant : record.grants) {
        const auto written = write(connection,
                                   "INSERT INTO permission_grant (task_id, position, project_id, scope, kind, pattern, "
                                   "given_by, given_at) VALUES (?,?,?,?,?,?,?,?)",
                                   record.task.id, position++, record.task.project, grantScopeWord(grant.scope),
                                   permissionKindWord(grant.rule.kind), grant.rule.pattern, grant.by, grant.at);
        if (!written)
            return written;
    }
    return {};
}

/** Writes those items of a list that are new or differ; lists of a record only grow. */
template<typename T, typename Write>
Result<void> writeChanged(const QList<T> &before, const QList<T> &after, Write writeOne)
{
    for (qsizetype i = 0; i < after.size(); ++i) {
        if (i < before.size() && before[i] == after[i])
            continue;
        if (const Result<void> written = writeOne(after[i]); !written)
            return written;
    }
    return {};
}

} // namespace

Result<void> writeRecord(Connection &connection, const TaskRecord &before, const TaskRecord &after)
{
    // The task's row first: everything else refers to it.
    Result<void> written = writeTask(connection, before, after);
    if (written)
        written = writeChanged(before.attempts, after.attempts,
                               [&](const Attempt &a) { return writeAttempt(connection, after, a); });
    if (written)
        written =
            writeChanged(before.rounds, after.rounds, [&](const Round &r) { return writeRound(connection, after, r); });
    if (written)
        written = writeChanged(before.evidence, after.evidence,
                               [&](const Evidence &e) { return writeEvidence(connection, after, e); });
    if (written)
        written = writeChanged(before.verdicts, after.verdicts,
                               [&](const VerdictRecord &v) { return writeVerdict(connection, after, v); });
    if (written && before.asks != after.asks)
        written = writeAsks(connection, before, after);
    if (written && before.grants != after.grants)
        written = writeGrants(connection, after);
    return written;
}

} // namespace docket::rows
