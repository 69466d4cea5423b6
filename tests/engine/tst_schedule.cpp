// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduler.h"

#include <QTest>
#include <QTimeZone>

using namespace docket;

class TestSchedule : public QObject
{
    Q_OBJECT

    const QDateTime m_now{QDate(2026, 1, 1), QTime(12, 0), QTimeZone::UTC};

    static TaskCard card(qint64 id, double rank, const QDateTime &snoozed = {})
    {
        TaskCard card;
        card.id = TaskId{id};
        card.rank = rank;
        card.state = TaskState::Queued;
        card.snoozedUntil = snoozed;
        return card;
    }

private Q_SLOTS:
    void theSmallestRankStartsFirst()
    {
        QCOMPARE(tasksToStart({card(1, 3), card(2, 1), card(3, 2)}, 0, 2, {}, m_now), QList<TaskId>({TaskId{2}, TaskId{3}}));
    }

    void occupiedSlotsAndThoseJustBeginningCount()
    {
        QCOMPARE(tasksToStart({card(1, 1), card(2, 2)}, 3, 4, {}, m_now), QList<TaskId>({TaskId{1}}));
        QCOMPARE(tasksToStart({card(1, 1), card(2, 2), card(3, 3)}, 2, 4, {TaskId{1}}, m_now), QList<TaskId>({TaskId{2}}));
        QVERIFY(tasksToStart({card(1, 1)}, 4, 4, {}, m_now).isEmpty());
        QVERIFY(tasksToStart({card(1, 1)}, 9, 4, {}, m_now).isEmpty());
    }

    void aTaskThatIsPutOffWaits()
    {
        QCOMPARE(tasksToStart({card(1, 1, m_now.addSecs(60)), card(2, 2)}, 0, 1, {}, m_now), QList<TaskId>({TaskId{2}}));
        QCOMPARE(tasksToStart({card(1, 1, m_now.addSecs(-60)), card(2, 2)}, 0, 1, {}, m_now), QList<TaskId>({TaskId{1}}));
    }
};

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
