// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/figures.h"
#include "task/way.h"

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** A way that also keeps its events, one every ten seconds. */
class Log
{
public:
    QList<Event> events;
    Way way;

    void add(const EventBody &body)
    {
        Event event;
        event.task = way.record.task.id;
        event.at = at(10 * int(events.size()));
        event.body = body;
        auto reduced = reduce(way.record, event);
        QVERIFY2(reduced.has_value(), qPrintable(eventWord(body)));
        way.record = std::move(reduced->record);
        events.append(event);
    }

    void addRound(int id, std::optional<double> cost)
    {
        Round round;
        round.id = {id};
        add(events::WorktreeReady{});
        add(events::RoundStarted{round});
        add(events::AgentEnded{RoundOutcome::Finished, {}, {}, {100, 50, cost}});
        add(events::SnapshotTaken{{object(id), object(id + 100), 1, {}}});
        Evidence evidence;
        evidence.round = {id};
        evidence.tree = object(id + 100);
        evidence.outcome = CheckOutcome::Failed;
        add(events::CheckRecorded{evidence});
        add(events::ChecksFinished{});
    }

    void addVerdict(Verdict value)
    {
        VerdictRecord verdict;
        verdict.tree = way.record.currentSnapshot()->tree;
        verdict.verdict = value;
        add(events::VerdictGiven{verdict, u"more"_s});
    }
};

class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeliveredTaskHasItsTimesAndCosts()
    {
        Log log;
        log.add(events::TaskCreated{newTask()});
        log.add(events::TaskQueued{});
        Attempt attempt;
        attempt.id = {1};
        log.add(events::AttemptStarted{attempt, u"Do it"_s});
        log.addRound(1, 0.5);
        log.addVerdict(Verdict::RequestChanges);
        log.add(events::AttemptContinued{});
        log.addRound(2, std::nullopt);
        log.addVerdict(Verdict::Approve);
        log.add(events::MergeStarted{});
        log.add(events::MergeDone{object(9)});

        const TaskFigures figures = figuresOf(log.events, at(100'000));
        QCOMPARE(figures.attempts, 1);
        QCOMPARE(figures.rounds, 2);
        QCOMPARE(figures.verdicts, 2);
        QCOMPARE(figures.checksRun, 2);
        QCOMPARE(figures.checksFailed, 2);
        QCOMPARE(figures.waitingMs, 20'000); // twice in the queue
        QCOMPARE(figures.workingMs, 20'000);
        QCOMPARE(figures.checkingMs, 40'000);
        QCOMPARE(figures.reviewMs, 20'000);
        QCOMPARE(figures.deliveryMs.value_or(0), 10'000 * (log.events.size() - 1));
        QCOMPARE(figures.inputTokens.value_or(0), 200);
        QCOMPARE(figures.costUsd.value_or(0), 0.5);
        QCOMPARE(figures.roundsWithoutCost, 1); // so 0.5 is a lower bound
    }

    void whatIsNotKnownIsAbsentAndNotNought()
    {
        Log log;
        log.add(events::TaskCreated{newTask()});
        log.add(events::TaskQueued{});
        const TaskFigures figures = figuresOf(log.events, at(60));
        QVERIFY(!figures.costUsd && !figures.inputTokens && !figures.deliveryMs);
        QCOMPARE(figures.waitingMs, 50'000); // it still waits
        const QJsonObject json = figuresToJson(figures);
        QVERIFY(json.value("costUsd"_L1).isNull());
        QVERIFY(json.value("deliveryMs"_L1).isNull());
        QCOMPARE(json.value("waitingMs"_L1).toInteger(), 50'000);
    }

    void aClockThatWasSetBackCostsNothing()
    {
        Log log;
        log.add(events::TaskCreated{newTask()});
        log.add(events::TaskQueued{});
        QCOMPARE(figuresOf(log.events, at(-500)).waitingMs, 0);
    }

    void noEventsNoFigures() { QCOMPARE(figuresOf({}, at(0)), TaskFigures{}); }
};

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
