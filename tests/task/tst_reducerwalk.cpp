// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/eventcodec.h"
#include "task/taskcard.h"
#include "way.h"

#include <QJsonDocument>
#include <QRandomGenerator>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** Random ways through the state machine. Seeded, so that a failure can be repeated. */
class TestReducerWalk : public QObject
{
    Q_OBJECT

    static int countSnapshots(const TaskRecord &record)
    {
        return int(std::ranges::count_if(record.rounds, [](const Round &r) { return r.snapshot.has_value(); }));
    }

    static bool promises(const TaskRecord &before, const TaskRecord &after, QByteArray &broken)
    {
        const auto keep = [&](bool holds, const char *what) {
            if (!holds)
                broken = what;
            return holds;
        };
        return keep(after.attempts.size() >= before.attempts.size(), "an attempt was lost")
            && keep(after.rounds.size() >= before.rounds.size(), "a round was lost")
            && keep(countSnapshots(after) >= countSnapshots(before), "a snapshot was lost")
            && keep(after.evidence.size() >= before.evidence.size(), "evidence was lost")
            && keep(after.verdicts.size() >= before.verdicts.size(), "a verdict was lost")
            && keep(after.asks.isEmpty() == (after.task.state != TaskState::Asking),
                    "open questions and the state differ")
            && keep(!occupiesSlot(after.task.state) || !after.attempts.isEmpty(), "a slot without an attempt")
            && keep(after.task.state != TaskState::Approved
                        || after.verdicts.constLast().tree == after.currentSnapshot()->tree,
                    "approved without a verdict on the current tree")
            && keep(after.task.state != TaskState::Merged || after.task.mergeCommit.isValid(),
                    "merged without a commit")
            && keep(cardOf(after).openAsks == after.asks.size(), "the card miscounts questions");
    }

private Q_SLOTS:
    void randomWaysLoseNothingAndNeverGetStuck()
    {
        QRandomGenerator random(20260101);
        QSet<TaskState> reached;
        int taken = 0;
        for (int walk = 0; walk < 120; ++walk) {
            Way way;
            QVERIFY(way.go(events::TaskCreated{newTask()}));
            for (int step = 0; step < 60; ++step) {
                std::vector<EventBody> candidates = oneOfEach(way.record, 10'000 + walk * 100 + step);
                for (const RoundOutcome outcome :
                     {RoundOutcome::Failed, RoundOutcome::Interrupted, RoundOutcome::Unknown})
                    candidates.push_back(events::AgentEnded{outcome, {}, {}, {}});
                if (const Snapshot *snapshot = way.record.currentSnapshot()) {
                    for (const Verdict verdict : {Verdict::Approve, Verdict::Reject}) {
                        VerdictRecord record;
                        record.tree = snapshot->tree;
                        record.verdict = verdict;
                        candidates.push_back(events::VerdictGiven{record});
                    }
                }
                QList<EventBody> possible;
                QList<EventBody> onward; // those that lead to another state, so that walks get far
                for (const EventBody &body : candidates) {
                    const auto reduced = way.attempt(body);
                    if (!reduced)
                        continue;
                    // Cancelling is a way out too, but no state may have it as the only one.
                    const bool cancels = std::holds_alternative<events::TaskCancelled>(body);
                    if (reduced->record.task.state != way.record.task.state && !cancels)
                        onward.append(body);
                    if (!cancels || random.bounded(10) == 0)
                        possible.append(body);
                }
                QVERIFY2(!onward.isEmpty() || way.record.task.state == TaskState::Merged,
                         qPrintable(taskStateWord(way.record.task.state)));
                const TaskRecord before = way.record;
                const QList<EventBody> &choice = !onward.isEmpty() && random.bounded(4) != 0 ? onward : possible;
                const EventBody chosen = choice.at(random.bounded(int(choice.size())));
                QVERIFY(way.go(chosen));
                QByteArray broken;
                QVERIFY2(promises(before, way.record, broken),
                         (broken + " by " + eventWord(chosen).toUtf8()).constData());
                reached.insert(way.record.task.state);
                ++taken;
            }
        }
        QCOMPARE(reached.size(), allStates.size()); // else the walk shows less than it says
        QCOMPARE(taken, 120 * 60);
    }

    void aReplayOfTheWrittenLogGivesTheSameRecord()
    {
        QRandomGenerator random(7);
        for (int walk = 0; walk < 100; ++walk) {
            Way way;
            QList<Event> log;
            const auto take = [&](const EventBody &body) {
                Event event;
                event.task = way.record.task.id;
                event.at = at(++way.seconds);
                event.by = u"Ada"_s;
                event.body = body;
                auto reduced = reduce(way.record, event);
                if (reduced) {
                    way.record = std::move(reduced->record);
                    log.append(event);
                }
            };
            take(events::TaskCreated{newTask()});
            for (int step = 0; step < 80; ++step) {
                const std::vector<EventBody> bodies = oneOfEach(way.record, 10'000 + step);
                take(bodies.at(size_t(random.bounded(int(bodies.size())))));
            }
            TaskRecord replayed;
            for (Event event : std::as_const(log)) {
                const QByteArray line = QJsonDocument(eventToJson(event.body)).toJson(QJsonDocument::Compact);
                const auto body = eventBodyFromJson(QJsonDocument::fromJson(line).object());
                QVERIFY(body);
                event.body = *body;
                const auto reduced = reduce(replayed, event);
                QVERIFY(reduced);
                replayed = reduced->record;
            }
            QVERIFY(replayed == way.record);
        }
    }
};

QTEST_GUILESS_MAIN(TestReducerWalk)
#include "tst_reducerwalk.moc"
