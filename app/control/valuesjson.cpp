// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/valuesjson.h"

#include "task/eventcodec.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace docket::control {

namespace {

void put(QJsonObject &object, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

void put(QJsonObject &object, const QString &key, const QDateTime &time)
{
    if (time.isValid())
        object.insert(key, time.toUTC().toString(Qt::ISODateWithMs));
}

void put(QJsonObject &object, const QString &key, const ObjectId &id)
{
    put(object, key, QString::fromLatin1(id.hex));
}

QJsonObject itemJson(const PermissionAsk &ask)
{
    QJsonObject object{{u"request"_s, ask.requestId}, {u"title"_s, ask.title}};
    put(object, u"detail"_s, ask.detail);
    put(object, u"why"_s, ask.why);
    if (!ask.where.isEmpty())
        object.insert(u"where"_s, QJsonArray::fromStringList(ask.where));
    QJsonArray needs;
    for (const PermissionRule &rule : ask.needs)
        needs.append(QJsonObject{{u"kind"_s, permissionKindWord(rule.kind)}, {u"pattern"_s, rule.pattern}});
    if (!needs.isEmpty())
        object.insert(u"needs"_s, needs);
    put(object, u"asked"_s, ask.askedAt);
    QJsonArray options;
    for (const PermissionAsk::Option &option : ask.options)
        options.append(QJsonObject{{u"id"_s, option.id}, {u"name"_s, option.name}, {u"kind"_s, option.kind}});
    object.insert(u"options"_s, options);
    return object;
}

QJsonObject toJson(const Round &round)
{
    QJsonObject object{
        {u"round"_s, round.number}, {u"outcome"_s, roundOutcomeWord(round.outcome)}, {u"prompt"_s, round.prompt}};
    put(object, u"text"_s, round.outcomeText);
    put(object, u"session"_s, round.sessionId);
    put(object, u"started"_s, round.startedAt);
    put(object, u"ended"_s, round.endedAt);
    put(object, u"transcript"_s, round.transcriptPath);
    if (round.process.pid > 0)
        object.insert(u"process"_s, QJsonObject{{u"pid"_s, round.process.pid}, {u"marker"_s, round.process.marker}});
    QJsonObject usage;
    if (round.usage.inputTokens)
        usage.insert(u"inputTokens"_s, *round.usage.inputTokens);
    if (round.usage.outputTokens)
        usage.insert(u"outputTokens"_s, *round.usage.outputTokens);
    if (round.usage.costUsd)
        usage.insert(u"costUsd"_s, *round.usage.costUsd);
    if (round.usage.costIsEstimate)
        usage.insert(u"costIsEstimate"_s, true);
    if (round.usage.turns)
        usage.insert(u"turns"_s, *round.usage.turns);
    if (!usage.isEmpty())
        object.insert(u"usage"_s, usage);
    if (round.snapshot) {
        QJsonObject snapshot{{u"changedFiles"_s, round.snapshot->changedFiles}};
        put(snapshot, u"commit"_s, round.snapshot->commit);
        put(snapshot, u"tree"_s, round.snapshot->tree);
        put(snapshot, u"taken"_s, round.snapshot->takenAt);
        object.insert(u"snapshot"_s, snapshot);
    }
    return object;
}

QJsonObject itemJson(const VerdictRecord &verdict)
{
    QJsonObject object{{u"verdict"_s, verdictWord(verdict.verdict)}, {u"reviewer"_s, verdict.reviewer}};
    put(object, u"tree"_s, verdict.tree);
    put(object, u"note"_s, verdict.note);
    put(object, u"given"_s, verdict.givenAt);
    return object;
}

QJsonObject itemJson(const Evidence &evidence)
{
    return control::toJson(evidence);
}

QJsonObject itemJson(const Grant &grant)
{
    return control::toJson(grant);
}

template<typename T>
QJsonArray array(const QList<T> &values)
{
    QJsonArray result;
    for (const T &value : values)
        result.append(itemJson(value));
    return result;
}

QJsonObject attemptToJson(const Attempt &attempt, const TaskRecord &record)
{
    QJsonObject object{{u"attempt"_s, attempt.number},        {u"profile"_s, attempt.profile},
                       {u"branch"_s, attempt.branch},         {u"worktree"_s, attempt.worktree},
                       {u"baseBranch"_s, attempt.baseBranch}, {u"worktreeRemoved"_s, attempt.worktreeRemoved}};
    put(object, u"base"_s, attempt.baseCommit);
    put(object, u"started"_s, attempt.startedAt);
    QJsonArray rounds;
    for (const Round &round : record.rounds) {
        if (round.attempt == attempt.id)
            rounds.append(toJson(round));
    }
    object.insert(u"rounds"_s, rounds);
    return object;
}

} // namespace

QJsonObject toJson(const Project &project)
{
    QJsonObject object{{u"id"_s, project.id.value},
                       {u"path"_s, project.path},
                       {u"name"_s, project.name},
                       {u"baseBranch"_s, project.baseBranch}};
    put(object, u"opened"_s, project.openedAt);
    return object;
}

QJsonObject toJson(const TaskCard &card)
{
    QJsonObject object{{u"id"_s, card.id.value},
                       {u"project"_s, card.project.value},
                       {u"title"_s, card.title},
                       {u"state"_s, taskStateWord(card.state)},
                       {u"needsPerson"_s, needsPerson(card.state)},
                       {u"rank"_s, card.rank},
                       {u"attempt"_s, card.attempt},
                       {u"round"_s, card.round},
                       {u"checksPassed"_s, card.checksPassed},
                       {u"checksFailed"_s, card.checksFailed},
                       {u"changedFiles"_s, card.changedFiles}};
    put(object, u"profile"_s, card.profile);
    put(object, u"baseBranch"_s, card.baseBranch);
    put(object, u"line"_s, card.line);
    put(object, u"created"_s, card.createdAt);
    put(object, u"since"_s, card.since);
    put(object, u"snoozedUntil"_s, card.snoozedUntil);
    return object;
}

QJsonObject toJson(const Evidence &evidence)
{
    QJsonObject object{{u"id"_s, evidence.id.value},
                       {u"check"_s, evidence.check},
                       {u"command"_s, evidence.command},
                       {u"outcome"_s, checkOutcomeWord(evidence.outcome)},
                       {u"durationMs"_s, evidence.durationMs}};
    if (evidence.outcome == CheckOutcome::Passed || evidence.outcome == CheckOutcome::Failed)
        object.insert(u"exitCode"_s, evidence.exitCode);
    put(object, u"tree"_s, evidence.tree);
    put(object, u"toolVersion"_s, evidence.toolVersion);
    put(object, u"log"_s, evidence.logPath);
    put(object, u"contained"_s, evidence.contained);
    put(object, u"started"_s, evidence.startedAt);
    return object;
}

QJsonObject toJson(const Grant &grant)
{
    QJsonObject object{{u"kind"_s, permissionKindWord(grant.rule.kind)},
                       {u"pattern"_s, grant.rule.pattern},
                       {u"scope"_s, grantScopeWord(grant.scope)},
                       {u"by"_s, grant.by}};
    put(object, u"at"_s, grant.at);
    return object;
}

QJsonObject toJson(const Spent &spent)
{
    QJsonObject object{{u"rounds"_s, spent.rounds}, {u"milliseconds"_s, spent.milliseconds}};
    object.insert(spent.withoutCost > 0 ? u"costUsdAtLeast"_s : u"costUsd"_s, spent.costUsd);
    object.insert(spent.withoutTokens > 0 ? u"tokensAtLeast"_s : u"tokens"_s, spent.tokens);
    object.insert(spent.withoutTurns > 0 ? u"turnsAtLeast"_s : u"turns"_s, spent.turns);
    return object;
}

QJsonObject toJson(const TaskRecord &record)
{
    const Task &task = record.task;
    QJsonObject object = toJson(cardOf(record));
    object.insert(u"specRevision"_s, task.specRevision);
    object.insert(u"strategy"_s, mergeStrategyWord(task.strategy));
    put(object, u"failure"_s, task.failureText);
    put(object, u"mergeCommit"_s, task.mergeCommit);
    put(object, u"pendingPrompt"_s, task.pendingPrompt);
    if (!task.conflicts.isEmpty())
        object.insert(u"conflicts"_s, QJsonArray::fromStringList(task.conflicts));
    QJsonArray attempts;
    for (const Attempt &attempt : record.attempts)
        attempts.append(attemptToJson(attempt, record));
    object.insert(u"attempts"_s, attempts);
    object.insert(u"evidence"_s, array(record.currentEvidence()));
    object.insert(u"verdicts"_s, array(record.verdicts));
    object.insert(u"asks"_s, array(record.asks));
    if (!task.budget.isEmpty())
        object.insert(u"budget"_s, budgetToJson(task.budget));
    put(object, u"notice"_s, task.notice);
    if (!record.rounds.isEmpty())
        object.insert(u"spent"_s, toJson(record.spent()));
    if (!record.grants.isEmpty())
        object.insert(u"permissions"_s, array(record.grants));
    return object;
}

QJsonObject toJson(const Event &event)
{
    QJsonObject object{{u"id"_s, event.id.value},
                       {u"task"_s, event.task.value},
                       {u"event"_s, eventWord(event.body)},
                       {u"by"_s, event.by},
                       {u"text"_s, describeEvent(event.body)}};
    put(object, u"at"_s, event.at);
    return object;
}

} // namespace docket::control
