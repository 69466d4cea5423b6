// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ratelimits.h"
#include "engine/enginerig.h"

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** An agent whose model's limit is reached waits, and goes on by itself. */
class TestRateLimits : public QObject
{
    Q_OBJECT

    static bool wasPutOff(EngineRig &rig, TaskId task)
    {
        const auto events = rig.engine->core().store().reader().events(task);
        return events && std::ranges::any_of(*events, [](const StoredEvent &stored) {
                   return std::holds_alternative<events::Snoozed>(stored.event.body);
               });
    }

private Q_SLOTS:
    void theModelsOwnTimeCountsElseMoreEachTime()
    {
        QVERIFY(pauseSeconds(30, 5) >= 30 && pauseSeconds(30, 5) < 40);
        QCOMPARE(pauseSeconds(0, 1), 60);
        QCOMPARE(pauseSeconds(0, 2), 120);
        QCOMPARE(pauseSeconds(0, 9), 1800);
        QCOMPARE(pauseSeconds(0, 900), 1800);
    }

    void aTaskThatHitTheLimitGoesOnByItself()
    {
        EngineRig rig;
        rig.agent(u"limited"_s, u"if [ -e tried ]; then rm tried; echo done >a.txt; else : >tried; "
                                 "echo 'error: 429 Too Many Requests, retry after 1s' >&2; exit 1; fi"_s);
        QVERIFY(rig.start());
        const TaskId task = rig.add(u"limited"_s);
        QVERIFY(QTest::qWaitFor([&] { return rig.state(task) == TaskState::Review; }, EngineRig::patience));
        QVERIFY(wasPutOff(rig, task));
        QCOMPARE(rig.record(task).rounds.size(), 2);
        QCOMPARE(rig.record(task).rounds[0].outcome, RoundOutcome::Failed);
        QVERIFY(rig.record(task).rounds[0].outcomeText.contains(u"429"_s));
    }

    void otherTasksOfTheAgentWaitToo()
    {
        EngineRig rig;
        rig.agent(u"limited"_s, u"echo 'error: 429 Too Many Requests, retry after 3000s' >&2; exit 1"_s);
        rig.agent(u"free"_s, u"echo done >a.txt"_s);
        QVERIFY(rig.start());
        const TaskId first = rig.add(u"limited"_s);
        QVERIFY(QTest::qWaitFor([&] { return wasPutOff(rig, first) && rig.state(first) == TaskState::Queued; },
                                EngineRig::patience));
        const TaskId second = rig.add(u"limited"_s);
        const TaskId other = rig.add(u"free"_s);
        QVERIFY(QTest::qWaitFor([&] { return wasPutOff(rig, second); }, EngineRig::patience));
        QVERIFY(rig.reaches(other, TaskState::Review));
        QCOMPARE(rig.state(second), TaskState::Queued);
        QVERIFY(rig.record(second).rounds.isEmpty());
        QVERIFY(rig.record(second).task.snoozedUntil > rig.clock.now().addSecs(2000));
    }

    void theWaitOutlivesDocket()
    {
        EngineRig rig;
        rig.agent(u"limited"_s, u"echo 'error: 429 Too Many Requests, retry after 3000s' >&2; exit 1"_s);
        QVERIFY(rig.start());
        const TaskId first = rig.add(u"limited"_s);
        QVERIFY(QTest::qWaitFor([&] { return wasPutOff(rig, first) && rig.state(first) == TaskState::Queued; },
                                EngineRig::patience));
        QVERIFY(rig.stop());
        QVERIFY(rig.start());
        const TaskId second = rig.add(u"limited"_s);
        QVERIFY(QTest::qWaitFor([&] { return wasPutOff(rig, second); }, EngineRig::patience));
        QVERIFY(rig.record(second).rounds.isEmpty());
        QVERIFY(rig.record(second).task.snoozedUntil > rig.clock.now().addSecs(2000));
        QCOMPARE(rig.record(first).rounds.size(), 1);
    }

    void aTaskWhoseResumingWasCutOffGoesOnAfterTheStart()
    {
        EngineRig rig;
        rig.agent(
            u"limited"_s,
            u"if [ -e tried ]; then rm tried; echo done >a.txt; else : >tried; echo 'error: 400 bad request' >&2; exit 1; fi"_s);
        QVERIFY(rig.start());
        const TaskId task = rig.add(u"limited"_s);
        QVERIFY(rig.reaches(task, TaskState::Failed));
        // As a kill leaves it between the end of the round and what follows from it.
        const QString waits = rig.clock.now().toUTC().addSecs(1).toString(Qt::ISODateWithMs);
        QVERIFY(rig.engine->setSetting(
            u"rate-limits"_s, u"{\"tasks\":{\"%1\":{\"tries\":1,\"waits\":\"%2\"}}}"_s.arg(task.value).arg(waits)));
        QVERIFY(rig.stop());
        QVERIFY(rig.start());
        QVERIFY(QTest::qWaitFor([&] { return rig.state(task) == TaskState::Review; }, EngineRig::patience));
        QVERIFY(wasPutOff(rig, task));
    }

    void anotherFailureIsLeftToAPerson()
    {
        EngineRig rig;
        rig.agent(u"broken"_s, u"echo 'error: 401 unauthorized' >&2; exit 1"_s);
        QVERIFY(rig.start());
        const TaskId task = rig.add(u"broken"_s);
        QVERIFY(rig.reaches(task, TaskState::Failed));
        QVERIFY(!wasPutOff(rig, task));
    }
};

QTEST_GUILESS_MAIN(TestRateLimits)
#include "tst_ratelimits.moc"
