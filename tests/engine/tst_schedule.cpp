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
        card.project = ProjectId{id < 100 ? 1 : 2};
        card.rank = rank;
        card.state = TaskState::Queued;
        card.snoozedUntil = snoozed;
        return card;
    }

    /** Project 1 has tasks below 100, project 2 the others; neither has a limit of its own unless said. */
    static Slots slots(int all, int takenByOne = 0, int takenByTwo = 0, int limitOfOne = 0)
    {
        return {all,
                {{ProjectId{1}, limitOfOne}, {ProjectId{2}, 0}},
                {{ProjectId{1}, takenByOne}, {ProjectId{2}, takenByTwo}}};
    }

private Q_SLOTS:
    void theSmallestRankStartsFirst()
    {
        QCOMPARE(tasksToStart({card(1, 3), card(2, 1), card(3, 2)}, slots(2), m_now),
                 QList<TaskId>({TaskId{2}, TaskId{3}}));
    }

    void occupiedSlotsCount()
    {
        QCOMPARE(tasksToStart({card(1, 1), card(2, 2)}, slots(4, 2, 1), m_now), QList<TaskId>({TaskId{1}}));
        QVERIFY(tasksToStart({card(1, 1)}, slots(4, 4), m_now).isEmpty());
        QVERIFY(tasksToStart({card(1, 1)}, slots(4, 4, 5), m_now).isEmpty());
    }

    void aProjectsOwnLimitHoldsItsTasksBackAndNoOthers()
    {
        const QList<TaskCard> queued{card(1, 1), card(2, 2), card(101, 3), card(102, 4)};
        QCOMPARE(tasksToStart(queued, slots(4, 0, 0, 1), m_now), QList<TaskId>({TaskId{1}, TaskId{101}, TaskId{102}}));
        QCOMPARE(tasksToStart(queued, slots(4, 1, 0, 1), m_now), QList<TaskId>({TaskId{101}, TaskId{102}}));
        QCOMPARE(tasksToStart(queued, slots(2, 0, 0, 3), m_now), QList<TaskId>({TaskId{1}, TaskId{2}}));
    }

    void aProjectWhoseLimitIsNotKnownWaits()
    {
        Slots unknown = slots(4);
        unknown.ofProject.remove(ProjectId{1});
        QCOMPARE(tasksToStart({card(1, 1), card(101, 2)}, unknown, m_now), QList<TaskId>({TaskId{101}}));
    }

    void aTaskThatIsPutOffWaits()
    {
        QCOMPARE(tasksToStart({card(1, 1, m_now.addSecs(60)), card(2, 2)}, slots(1), m_now),
                 QList<TaskId>({TaskId{2}}));
        QCOMPARE(tasksToStart({card(1, 1, m_now.addSecs(-60)), card(2, 2)}, slots(1), m_now),
                 QList<TaskId>({TaskId{1}}));
    }
};

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
