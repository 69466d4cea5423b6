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

Result<void> writeTask(Connection &connection, const TaskRecord &record)
{
    const Task &task = record.task;
    const TaskCard card = cardOf(record);
    const QString conflicts =
        QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(task.conflicts)).toJson(QJsonDocument::Compact));
    return write(
        connection,
        "INSERT INTO task (id, project_id, state, rank, created_at, changed_at, snoozed_until, attempt_number, round_number,"
        " checks_passed, checks_failed, changed_files, open_asks, title, profile, base_branch, line, spec_id, spec_revision, strategy,"
        " cancel_requested, merge_base, merge_commit, conflicts, failure_text, pending_prompt, merge_note,"
        " budget, notice)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT (id) DO UPDATE SET project_id = excluded.project_id, state = excluded.state, rank = excluded.rank,"
        " created_at = excluded.created_at, changed_at = excluded.changed_at, snoozed_until = excluded.snoozed_until,"
        " attempt_number = excluded.attempt_number, round_number = excluded.round_number, checks_passed = excluded.checks_passed,"
        " checks_failed = excluded.checks_failed, changed_files = excluded.changed_files, open_asks = excluded.open_asks,"
        " title = excluded.title, profile = excluded.profile, base_branch = excluded.base_branch, line = excluded.line,"
        " spec_id = excluded.spec_id, spec_revision = excluded.spec_revision, strategy = excluded.strategy,"
        " cancel_requested = excluded.cancel_requested, merge_base = excluded.merge_base, merge_commit = excluded.merge_commit,"
        " conflicts = excluded.conflicts, failure_text = excluded.failure_text, pending_prompt = excluded.pending_prompt,"
        " merge_note = excluded.merge_note, budget = excluded.budget, notice = excluded.notice",
        task.id, task.project, taskStateWord(task.state), task.rank, task.createdAt, task.changedAt, task.snoozedUntil,
        card.attempt, card.round, card.checksPassed, card.checksFailed, card.changedFiles, card.openAsks, task.title,
        task.profile, task.baseBranch, card.line, task.spec, task.specRevision, mergeStrategyWord(task.strategy),
        task.cancelRequested, task.mergeBase, task.mergeCommit, conflicts, task.failureText, task.pendingPrompt, task.mergeNote,
        task.budget.isEmpty() ? QString() : compact(budgetToJson(task.budget)), task.notice);
}

Result<void> writeAttempt(Connection &connection, const TaskRecord &record, const Attempt &attempt)
{
    return write(
        connection,
        "INSERT INTO attempt (id, task_id, number, profile, branch, worktree, base_branch, base_commit, spec_revision, started_at,"
        " worktree_removed, brought_in) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT (id) DO UPDATE SET base_commit = excluded.base_commit, worktree_removed = excluded.worktree_removed,"
        " brought_in = excluded.brought_in",
        attempt.id, record.task.id, attempt.number, attempt.profile, attempt.branch, attempt.worktree,
        attempt.baseBranch, attempt.baseCommit, attempt.specRevision, attempt.startedAt, attempt.worktreeRemoved,
        attempt.broughtIn);
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
        "INSERT INTO round (id, task_id, attempt_id, number, outcome, outcome_text, session_id, input_tokens, output_tokens, cost_usd,"
        " pid, start_ticks, marker, snapshot_commit, snapshot_tree, changed_files, taken_at, transcript_path, started_at, ended_at, prompt, base,"
        " turns, cost_is_estimate)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, outcome_text = excluded.outcome_text,"
        " session_id = excluded.session_id, input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,"
        " cost_usd = excluded.cost_usd, pid = excluded.pid, start_ticks = excluded.start_ticks, marker = excluded.marker,"
        " snapshot_commit = excluded.snapshot_commit, snapshot_tree = excluded.snapshot_tree, changed_files = excluded.changed_files,"
        " taken_at = excluded.taken_at, transcript_path = excluded.transcript_path, ended_at = excluded.ended_at,"
        " turns = excluded.turns, cost_is_estimate = excluded.cost_is_estimate",
        round.id, record.task.id, round.attempt, round.number, roundOutcomeWord(round.outcome), round.outcomeText,
        round.sessionId, round.usage.inputTokens, round.usage.outputTokens, round.usage.costUsd, round.process.pid,
        round.process.startTicks, round.process.marker, commit, tree, changedFiles, takenAt, round.transcriptPath,
        round.startedAt, round.endedAt, round.prompt, round.base,
        round.usage.turns, round.usage.costIsEstimate);
}

Result<void> writeEvidence(Connection &connection, const TaskRecord &record, const Evidence &evidence)
{
    return write(
        connection,
        "INSERT INTO evidence (id, task_id, round_id, check_name, command, tree, outcome, exit_code, duration_ms, tool_version,"
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

Result<void> writeAsks(Connection &connection, const TaskRecord &record)
{
    if (const auto cleared = write(connection, "DELETE FROM ask WHERE task_id = ?", record.task.id); !cleared)
        return cleared;
    int position = 0;
    for (const PermissionAsk &ask : record.asks) {
        const QString payload = compact(permissionAskToJson(ask));
        if (const auto written = write(connection, "INSERT INTO ask (task_id, position, payload) VALUES (?,?,?)",
                                       record.task.id, position++, payload);
            !written)
            return written;
    }
    return {};
}

Result<void> writeGrants(Connection &connection, const TaskRecord &record)
{
    if (const auto cleared = write(connection, "DELETE FROM permission_grant WHERE task_id = ?", record.task.id); !cleared)
        return cleared;
    int position = 0;
    for (const Grant &grant : record.grants) {
        const auto written = write(
            connection,
            "INSERT INTO permission_grant (task_id, position, project_id, scope, kind, pattern, given_by, given_at) VALUES (?,?,?,?,?,?,?,?)",
            record.task.id, position++, record.task.project, grantScopeWord(grant.scope), permissionKindWord(grant.rule.kind),
            grant.rule.pattern, grant.by, grant.at);
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
    Result<void> written = writeTask(connection, after);
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
        written = writeAsks(connection, after);
    if (written && before.grants != after.grants)
        written = writeGrants(connection, after);
    return written;
}

} // namespace docket::rows
