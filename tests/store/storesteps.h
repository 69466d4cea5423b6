// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "store/store.h"

#include <QTimeZone>

namespace docket::test {

class SteppingClock final : public Clock
{
public:
    QDateTime now() const override
    {
        return QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + 1000 * ++m_steps, QTimeZone::UTC);
    }
    qint64 monotonicMs() const override { return m_steps * 1000; }

private:
    mutable qint64 m_steps = 0;
};

inline Project sampleProject(const QString &path = QStringLiteral("/src/parser"))
{
    Project project;
    project.path = path;
    project.name = QStringLiteral("parser");
    project.baseBranch = QStringLiteral("main");
    return project;
}

inline ObjectId object(int n) { return {QByteArray::number(n, 16).rightJustified(40, '0')}; }

/** Makes one task in the store and takes it along its way. */
class StoreWay
{
public:
    explicit StoreWay(Store &store) : m_store(store)
    {
        Task task;
        task.project = m_store.openProject(sampleProject())->id;
        task.title = QStringLiteral("Add a parser");
        task.profile = QStringLiteral("sample");
        task.baseBranch = QStringLiteral("main");
        last = m_store.createTask(task, QStringLiteral("# Add a parser\n"), QStringLiteral("Ada"));
        if (last)
            id = last->record.task.id;
    }

    bool go(const EventBody &body)
    {
        Event event;
        event.task = id;
        event.by = QStringLiteral("Ada");
        event.body = body;
        last = m_store.append(event);
        if (!last)
            qWarning().noquote() << eventWord(body) << last.error().text();
        return last.has_value();
    }

    bool toReview()
    {
        Attempt attempt;
        attempt.branch = QStringLiteral("docket/1/1");
        attempt.worktree = QStringLiteral("/w/1");
        attempt.baseCommit = object(5);
        if (!go(events::TaskQueued{}) || !go(events::AttemptStarted{attempt, QStringLiteral("Do it")})
            || !go(events::WorktreeReady{}))
            return false;
        return round(1);
    }

    bool round(int n)
    {
        Round round;
        round.transcriptPath = QStringLiteral("logs/%1.jsonl").arg(n);
        PermissionAsk ask;
        ask.requestId = QStringLiteral("q1");
        ask.title = QStringLiteral("Run make?");
        ask.detail = QStringLiteral("make -j2");
        ask.options = {{QStringLiteral("yes"), QStringLiteral("Yes"), QStringLiteral("allow_once")}};
        ask.why = QStringLiteral("to see");
        ask.needs = {{PermissionRule::Kind::Command, QStringLiteral("make -j2")}};
        if (!go(events::RoundStarted{round})
            || !go(events::AgentStarted{{42, 7, QStringLiteral("m-1-1")}, QStringLiteral("s1")})
            || !go(events::PermissionAsked{ask})
            || !go(events::PermissionAnswered{ask.requestId, QStringLiteral("yes"),
                                              n == 1 ? GrantScope::Project : GrantScope::Task})
            || !go(events::BudgetSet{{.costUsd = 1.5, .tokens = {}, .minutes = 20, .turns = {}}})
            || !go(events::BudgetNoted{QStringLiteral("80 % is used."), false})
            || !go(events::AgentEnded{
                RoundOutcome::Finished, {}, QStringLiteral("s1"), {100, std::nullopt, 0.125, 7, true}})
            || !go(events::SnapshotTaken{{object(10 + n), object(20 + n), 2, {}}}))
            return false;
        Evidence evidence;
        evidence.round = last->record.currentRound()->id;
        evidence.check = QStringLiteral("tests");
        evidence.tree = object(20 + n);
        evidence.outcome = CheckOutcome::Passed;
        evidence.exitCode = 0;
        evidence.durationMs = 1234;
        evidence.logPath = QStringLiteral("logs/check.log");
        return go(events::CheckRecorded{evidence}) && go(events::ChecksFinished{});
    }

    bool give(Verdict verdict, const QString &next = {})
    {
        VerdictRecord given;
        given.tree = last->record.currentSnapshot()->tree;
        given.verdict = verdict;
        given.note = QStringLiteral("note");
        return go(events::VerdictGiven{given, next});
    }

    TaskId id;
    Result<Appended> last;

private:
    Store &m_store;
};

} // namespace docket::test
