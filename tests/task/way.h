// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/reducer.h"

#include <QTest>
#include <QTimeZone>

namespace docket::test {

inline QDateTime at(int seconds)
{
    return QDateTime::fromSecsSinceEpoch(1'700'000'000 + seconds, QTimeZone::UTC);
}

inline ObjectId object(int n)
{
    return {QByteArray::number(n, 16).rightJustified(40, '0')};
}

inline Task newTask(qint64 id = 1)
{
    Task task;
    task.id = {id};
    task.project = {1};
    task.spec = {id};
    task.specRevision = 1;
    task.title = QStringLiteral("Add a parser");
    task.profile = QStringLiteral("sample");
    task.baseBranch = QStringLiteral("main");
    task.rank = 1024;
    return task;
}

/** A record that goes its way by events; each step must be allowed. */
class Way
{
public:
    TaskRecord record;
    std::vector<Effect> effects;
    int seconds = 0;
    int nextId = 1;

    Result<Reduction> attempt(const EventBody &body)
    {
        Event event;
        event.task = record.task.id;
        event.at = at(++seconds);
        event.by = QStringLiteral("Ada");
        event.body = body;
        return reduce(record, event);
    }

    /** False (with the sentence in the log) when the step was refused. */
    bool go(const EventBody &body)
    {
        auto reduced = attempt(body);
        if (!reduced) {
            qWarning().noquote() << eventWord(body) << "in" << taskStateWord(record.task.state)
                                 << reduced.error().text();
            return false;
        }
        record = std::move(reduced->record);
        effects = std::move(reduced->effects);
        return true;
    }

    bool startAttempt()
    {
        Attempt attempt;
        attempt.id = {nextId++};
        attempt.branch = QStringLiteral("docket/1/%1").arg(record.attempts.size() + 1);
        attempt.baseCommit = object(7);
        return go(events::AttemptStarted{attempt, QStringLiteral("Do it")});
    }

    bool startRound()
    {
        Round round;
        round.id = {nextId++};
        return go(events::RoundStarted{round});
    }

    bool snapshot(int n) { return go(events::SnapshotTaken{{object(n), object(n + 1000), 3, {}}}); }

    bool check(const QString &name, CheckOutcome outcome)
    {
        Evidence evidence;
        evidence.id = {nextId++};
        evidence.round = record.currentRound()->id;
        evidence.check = name;
        evidence.tree = record.currentSnapshot()->tree;
        evidence.outcome = outcome;
        return go(events::CheckRecorded{evidence});
    }

    bool give(Verdict verdict, const QString &next = {})
    {
        VerdictRecord given;
        given.tree = record.currentSnapshot()->tree;
        given.verdict = verdict;
        return go(events::VerdictGiven{given, next});
    }

    bool toQueued() { return go(events::TaskCreated{newTask()}) && go(events::TaskQueued{}); }
    bool toPreparing() { return toQueued() && startAttempt(); }
    bool toWorking()
    {
        return toPreparing() && go(events::WorktreeReady{}) && startRound()
            && go(events::AgentStarted{{42, 7, {}}, QStringLiteral("s1")});
    }
    bool ask(const QString &id = QStringLiteral("q1"))
    {
        PermissionAsk ask;
        ask.requestId = id;
        ask.title = QStringLiteral("Run make?");
        ask.options = {{QStringLiteral("yes"), QStringLiteral("Yes"), QStringLiteral("allow_once")},
                       {QStringLiteral("no"), QStringLiteral("No"), QStringLiteral("reject_once")}};
        ask.why = QStringLiteral("to see whether it builds");
        ask.where = {QStringLiteral("src")};
        ask.needs = {{PermissionRule::Kind::Command, QStringLiteral("make")}};
        return go(events::PermissionAsked{ask});
    }
    bool toAsking() { return toWorking() && ask(); }
    bool toSnapshotting(RoundOutcome outcome = RoundOutcome::Finished)
    {
        return toWorking() && go(events::AgentEnded{outcome, {}, {}, {}});
    }
    bool toChecking() { return toSnapshotting() && snapshot(1); }
    bool toReview()
    {
        return toChecking() && check(QStringLiteral("tests"), CheckOutcome::Passed) && go(events::ChecksFinished{});
    }
    bool toApproved() { return toReview() && give(Verdict::Approve); }
    bool toMerging() { return toApproved() && go(events::MergeStarted{MergeStrategy::Squash, object(9)}); }

    bool to(TaskState state)
    {
        switch (state) {
        case TaskState::Draft: return go(events::TaskCreated{newTask()});
        case TaskState::Queued: return toQueued();
        case TaskState::Held: return toQueued() && go(events::TaskHeld{});
        case TaskState::Preparing: return toPreparing();
        case TaskState::Working: return toWorking();
        case TaskState::Asking: return toAsking();
        case TaskState::Snapshotting: return toSnapshotting();
        case TaskState::Checking: return toChecking();
        case TaskState::Review: return toReview();
        case TaskState::Approved: return toApproved();
        case TaskState::Merging: return toMerging();
        case TaskState::Merged: return toMerging() && go(events::MergeDone{object(99)});
        case TaskState::Rejected: return toReview() && give(Verdict::Reject);
        case TaskState::Cancelled: return toReview() && go(events::TaskCancelled{});
        case TaskState::Failed: return toSnapshotting(RoundOutcome::Failed) && snapshot(1);
        case TaskState::Interrupted: return toSnapshotting(RoundOutcome::Interrupted) && snapshot(1);
        }
        return false;
    }

    template<typename E> const E *effect() const
    {
        for (const Effect &candidate : effects) {
            if (const E *found = std::get_if<E>(&candidate))
                return found;
        }
        return nullptr;
    }
};

inline const QList<TaskState> allStates{
    TaskState::Draft,    TaskState::Queued,    TaskState::Held,         TaskState::Preparing,
    TaskState::Working,  TaskState::Asking,    TaskState::Snapshotting, TaskState::Checking,
    TaskState::Review,   TaskState::Approved,  TaskState::Merging,      TaskState::Merged,
    TaskState::Rejected, TaskState::Cancelled, TaskState::Failed,       TaskState::Interrupted};

/** One of each alternative, filled so that a fitting state takes it from `record`. */
inline std::vector<EventBody> oneOfEach(const TaskRecord &record, int id = 9000)
{
    Task task = newTask();
    Attempt attempt;
    attempt.id = {id};
    Round round;
    round.id = {id};
    PermissionAsk ask;
    ask.requestId = QStringLiteral("q%1").arg(id);
    ask.options = {{QStringLiteral("yes"), QStringLiteral("Yes"), QStringLiteral("allow_once")}};
    ask.silentSeconds = 300;
    Evidence evidence;
    evidence.id = {id};
    evidence.check = QStringLiteral("lint");
    evidence.outcome = CheckOutcome::Failed;
    VerdictRecord verdict;
    verdict.verdict = Verdict::RequestChanges;
    if (const Snapshot *snapshot = record.currentSnapshot()) {
        verdict.tree = snapshot->tree;
        evidence.tree = snapshot->tree;
        for (const Round &r : record.rounds) {
            if (r.snapshot && r.snapshot->tree == snapshot->tree)
                evidence.round = r.id;
        }
    }
    const QString request = record.asks.isEmpty() ? QStringLiteral("none") : record.asks.constFirst().requestId;
    const AttemptId current = record.attempts.isEmpty() ? AttemptId{} : record.attempts.constLast().id;
    return {
        events::TaskCreated{task, QStringLiteral("00ff")},
        events::SpecRevised{record.task.specRevision + 1, QStringLiteral("Better"), QStringLiteral("00ee")},
        events::TaskQueued{},
        events::TaskHeld{},
        events::RankSet{0.1 + id},
        events::ProfileSet{QStringLiteral("other")},
        events::StrategySet{MergeStrategy::FastForward},
        events::BaseSet{QStringLiteral("release")},
        events::Snoozed{at(id)},
        events::AttemptStarted{attempt, QStringLiteral("Do it")},
        events::AttemptContinued{},
        events::WorktreeReady{
            object(5), object(6), {QStringLiteral("a.c")}, {QStringLiteral("b.png")}, QStringLiteral("Resolve")},
        events::PreparationFailed{QStringLiteral("no room")},
        events::RoundStarted{round},
        events::AgentStarted{{4711, 99, QStringLiteral("m-1-1")}, QStringLiteral("s2")},
        events::PermissionAsked{ask},
        events::PermissionAnswered{request, QStringLiteral("yes")},
        events::InterruptRequested{},
        events::AgentEnded{RoundOutcome::Finished, QStringLiteral("all done"), QStringLiteral("s3"), {10, 20, 0.25}},
        events::SnapshotTaken{{object(id), object(id + 1), 5, at(id)}},
        events::SnapshotFailed{QStringLiteral("git said no")},
        events::CheckRecorded{evidence},
        events::ChecksFinished{},
        events::VerdictGiven{verdict, QStringLiteral("Rename it")},
        events::MergeStarted{MergeStrategy::Squash, object(3), QStringLiteral("flaky"), {QStringLiteral("tests")}},
        events::MergeDone{object(4)},
        events::MergeConflicted{{QStringLiteral("a.c"), QStringLiteral("b/c d.h")}},
        events::MergeRefused{QStringLiteral("work tree is dirty")},
        events::TaskResumed{QStringLiteral("Go on"), {QStringLiteral("a.c")}},
        events::TaskRetried{},
        events::TaskCancelled{},
        events::WorktreeRemoved{current},
        events::BudgetSet{{.costUsd = 2.5, .tokens = 500000, .minutes = 30, .turns = 40}},
        events::PermissionDecided{QStringLiteral("Run make?"), QStringLiteral("Yes"), true,
                                  QStringLiteral("A rule allows it.")},
        events::GrantWithdrawn{record.grants.isEmpty()
                                   ? PermissionRule{PermissionRule::Kind::Host, QStringLiteral("*.example.org")}
                                   : record.grants.constFirst().rule},
        events::AgentTold{QStringLiteral("Mind the tests")},
        events::BudgetNoted{QStringLiteral("85 % is used."), false}};
}

} // namespace docket::test
