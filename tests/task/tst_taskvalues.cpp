// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskcard.h"
#include "way.h"

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

class TestTaskValues : public QObject
{
    Q_OBJECT

    template<typename E, typename Word, typename Value>
    static bool everyWordComesBack(const QList<E> &values, Word word, Value value)
    {
        QSet<QString> words;
        for (const E v : values) {
            if (value(word(v)) != v)
                return false;
            words.insert(word(v));
        }
        return words.size() == values.size();
    }

private Q_SLOTS:
    void everyWordComesBackAsItsValue()
    {
        QVERIFY(everyWordComesBack(allStates, taskStateWord, taskStateFromWord));
        QVERIFY(everyWordComesBack(QList{MergeStrategy::MergeCommit, MergeStrategy::Squash, MergeStrategy::FastForward},
                                   mergeStrategyWord, mergeStrategyFromWord));
        QVERIFY(everyWordComesBack(QList{RoundOutcome::Running, RoundOutcome::Finished, RoundOutcome::Refused,
                                         RoundOutcome::Failed, RoundOutcome::Interrupted, RoundOutcome::Unknown},
                                   roundOutcomeWord, roundOutcomeFromWord));
        QVERIFY(everyWordComesBack(QList{CheckOutcome::Passed, CheckOutcome::Failed, CheckOutcome::TimedOut,
                                         CheckOutcome::NotStarted, CheckOutcome::Interrupted},
                                   checkOutcomeWord, checkOutcomeFromWord));
        QVERIFY(everyWordComesBack(QList{Verdict::Approve, Verdict::RequestChanges, Verdict::Reject}, verdictWord,
                                   verdictFromWord));
        QVERIFY(!taskStateFromWord(u"in review"));
    }

    void aStateIsNeverAtOnceFinalAndWaitedFor()
    {
        for (const TaskState state : allStates) {
            QVERIFY(!(isFinal(state) && needsPerson(state)));
            QVERIFY(!(isFinal(state) && occupiesSlot(state)));
        }
    }

    void theCardShowsWhatIsCurrent()
    {
        Way way;
        QVERIFY(way.toReview());
        TaskCard card = cardOf(way.record);
        QCOMPARE(card.state, TaskState::Review);
        QCOMPARE(card.attempt, 1);
        QCOMPARE(card.round, 1);
        QCOMPARE(card.checksPassed, 1);
        QCOMPARE(card.changedFiles, 3);
        QCOMPARE(card.since, way.record.task.changedAt);
        QVERIFY(card.line.isEmpty());

        Way asking;
        QVERIFY(asking.toAsking());
        QCOMPARE(cardOf(asking.record).line, u"Run make?"_s);
        QCOMPARE(cardOf(asking.record).openAsks, 1);
    }

    void theFirstAttemptsSnapshotIsNotTheSecondOnes()
    {
        Way way;
        QVERIFY(way.to(TaskState::Failed));
        QVERIFY(way.record.currentSnapshot());
        QVERIFY(way.go(events::TaskRetried{}) && way.startAttempt());
        QVERIFY(!way.record.currentSnapshot());
        QVERIFY(!way.record.currentRound());
        QCOMPARE(cardOf(way.record).changedFiles, 0);
    }
};

QTEST_GUILESS_MAIN(TestTaskValues)
#include "tst_taskvalues.moc"
