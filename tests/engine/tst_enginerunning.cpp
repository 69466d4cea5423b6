// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginerig.h"

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** What holds while an agent runs: who may allow what, what may be spent, when a person is asked, and how far it
 * reaches. */
class TestEngineRunning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theListAllowsAndTheRecordSaysSo()
    {
        EngineRig rig("policy:\n  allow:\n    commands: [touch *]\n");
        rig.sample(u"asks-again"_s);
        const TaskId task = rig.startAndBring(u"sample-asks-again"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QCOMPARE(rig.wordsOf(task).count(u"permission-decided"_s), 2);
        QVERIFY(!rig.wordsOf(task).contains(u"permission-asked"_s));
        QVERIFY(!rig.record(task).currentSnapshot()->tree.hex.isEmpty());
        QVERIFY(rig.transcriptOf(task).contains("\"policy\""));
    }

    void theListDeniesWithoutAsking()
    {
        EngineRig rig("policy:\n  permissions: allow\n  deny:\n    commands: [touch *]\n");
        rig.sample(u"asks-again"_s);
        const TaskId task = rig.startAndBring(u"sample-asks-again"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QCOMPARE(rig.wordsOf(task).count(u"permission-decided"_s), 2);
        QCOMPARE(rig.atSnapshot(task, "asked-1"), QByteArray());
        QCOMPARE(rig.record(task).currentSnapshot()->changedFiles, 0);
    }

    void aYesForTheTaskAnswersTheSameQuestionAgainAndNoOtherTask()
    {
        EngineRig rig;
        rig.sample(u"asks-again"_s);
        const TaskId task = rig.startAndBring(u"sample-asks-again"_s, TaskState::Asking);
        QVERIFY(task.isValid());
        const PermissionAsk ask = rig.record(task).asks.constFirst();
        QCOMPARE(ask.why, u"To show how asking works."_s);
        QVERIFY(rig.answer(task, u"allow"_s, GrantScope::Task));
        QVERIFY(rig.reaches(task, TaskState::Review));
        QCOMPARE(rig.wordsOf(task).count(u"permission-asked"_s), 1);
        QCOMPARE(rig.wordsOf(task).count(u"permission-decided"_s), 1);
        const TaskId other = rig.add(u"sample-asks-again"_s);
        QVERIFY(rig.reaches(other, TaskState::Asking));
        QVERIFY(rig.answer(other, u"allow"_s, GrantScope::Project));
        QVERIFY(rig.reaches(other, TaskState::Review));
        const TaskId third = rig.add(u"sample-asks-again"_s);
        QVERIFY(rig.reaches(third, TaskState::Review)); // the project's yes
        QVERIFY(
            rig.engine->tasks().withdrawGrant(third, {PermissionRule::Kind::Command, u"touch asked-1"_s}, u"Ada"_s));
        const TaskId fourth = rig.add(u"sample-asks-again"_s);
        QVERIFY(rig.reaches(fourth, TaskState::Asking));
        QVERIFY(rig.chainHolds());
    }

    void aQuestionThatNobodyAnsweredIsNoYesAfterARestart()
    {
        EngineRig rig;
        rig.sample(u"asks"_s);
        const TaskId task = rig.startAndBring(u"sample-asks"_s, TaskState::Asking);
        QVERIFY(task.isValid());
        const QString request = rig.record(task).asks.constFirst().requestId;
        QVERIFY(rig.stop());
        QVERIFY(rig.start());
        QVERIFY(rig.reaches(task, TaskState::Interrupted));
        QVERIFY(rig.record(task).asks.isEmpty());
        QVERIFY(rig.record(task).grants.isEmpty());
        QVERIFY(!rig.engine->tasks().answer(task, request, u"allow"_s, GrantScope::Once, u"Ada"_s));
        QCOMPARE(rig.atSnapshot(task, "docs/asked.txt"), QByteArray());
        QVERIFY(!QFile::exists(rig.record(task).attempts.constFirst().worktree + u"/docs/asked.txt"_s));
    }

    void aBudgetWarnsThenStopsPolitelyAndTheWorkIsKept_data()
    {
        QTest::addColumn<QByteArray>("configuration");
        QTest::addColumn<bool>("ofTheTask");
        QTest::newRow("run") << QByteArray("budget:\n  run: {cost: 1}\n") << false;
        QTest::newRow("task") << QByteArray("budget:\n  task: {cost: 1}\n") << false;
        QTest::newRow("day") << QByteArray("budget:\n  day: {cost: 1}\n") << false;
        QTest::newRow("project") << QByteArray("budget:\n  project: {cost: 1}\n") << false;
        QTest::newRow("the task's own") << QByteArray() << true;
    }

    void aBudgetWarnsThenStopsPolitelyAndTheWorkIsKept()
    {
        QFETCH(QByteArray, configuration);
        QFETCH(bool, ofTheTask);
        EngineRig rig(configuration);
        rig.sample(u"spends"_s);
        QVERIFY(rig.start());
        rig.rememberStore();
        const TaskId task = rig.add(u"sample-spends"_s, u"# Change a\n"_s, false);
        if (ofTheTask)
            QVERIFY(rig.engine->tasks().setBudget(task, {.costUsd = 1, .tokens = {}, .minutes = {}, .turns = {}},
                                                  u"Ada"_s));
        QVERIFY(rig.order(task, TaskOrder::Queue));
        QVERIFY(rig.reaches(task, TaskState::Interrupted));
        const TaskRecord record = rig.record(task);
        QVERIFY2(record.task.failureText.contains(u"used up"_s), qPrintable(record.task.failureText));
        QVERIFY(rig.wordsOf(task).count(u"budget-noted"_s) >= 2); // a warning, then the end
        QVERIFY(rig.transcriptOf(task).contains("% of the budget"));
        QVERIFY(rig.atSnapshot(task, "docs/started.md").contains("The work had begun."));
        QCOMPARE(record.currentRound()->usage.costUsd, 2.5);
        QVERIFY(record.currentRound()->usage.turns.value_or(0) > 1);
        QVERIFY(rig.noProcessIsLeft());
        // With nothing left nothing more is started.
        if (!configuration.contains("run:")) {
            QVERIFY(rig.order(task, TaskOrder::Resume));
            QVERIFY(rig.reaches(task, TaskState::Failed));
            QVERIFY2(rig.record(task).task.failureText.contains(u"used up"_s),
                     qPrintable(rig.record(task).task.failureText));
            QCOMPARE(rig.record(task).rounds.size(), 1);
        }
    }

    void aBudgetThatCannotBeMeasuredSaysSoOrForbids()
    {
        EngineRig rig("budget:\n  task: {cost: 1}\n");
        rig.agent(u"plain"_s, u"echo x > x.txt"_s);
        const TaskId task = rig.startAndBring(u"plain"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QVERIFY(rig.wordsOf(task).contains(u"budget-noted"_s));
        QVERIFY(rig.transcriptOf(task).contains("cannot be enforced"));
        QVERIFY(!rig.record(task).currentRound()->usage.costUsd); // unknown, not 0

        EngineRig strict("budget:\n  task: {cost: 1}\n  unmeasured: deny\n");
        strict.agent(u"plain"_s, u"echo x > x.txt"_s);
        const TaskId refused = strict.startAndBring(u"plain"_s, TaskState::Failed);
        QVERIFY(refused.isValid());
        QVERIFY(strict.record(refused).rounds.isEmpty());
        QVERIFY2(strict.record(refused).task.failureText.contains(u"does not report cost"_s),
                 qPrintable(strict.record(refused).task.failureText));
    }

    void aSilentAgentIsAskedAboutAndNotKilled_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::newRow("interrupt") << u"interrupt"_s;
        QTest::newRow("kill") << u"stop"_s;
    }

    void aSilentAgentIsAskedAboutAndNotKilled()
    {
        QFETCH(QString, choice);
        EngineRig rig("limits:\n  ask-after: 1s\n");
        rig.sample(u"hangs"_s);
        QVERIFY(rig.start());
        rig.rememberStore();
        QSignalSpy alerts(rig.engine.get(), &Engine::alertRaised);
        const TaskId task = rig.add(u"sample-hangs"_s);
        QVERIFY(rig.reaches(task, TaskState::Asking));
        QTRY_COMPARE(alerts.count(), 1);
        const PermissionAsk ask = alerts.constFirst().constFirst().value<EngineAlert>().ask;
        QVERIFY(isOwnAsk(ask.requestId));
        QCOMPARE(ask.silentSeconds, 1);
        QVERIFY(rig.answer(task, u"wait"_s));
        QCOMPARE(rig.state(task), TaskState::Working);
        QVERIFY(rig.reaches(task, TaskState::Asking)); // still silent
        QVERIFY(rig.processesLeft() > 0);
        QVERIFY(rig.answer(task, choice));
        QVERIFY(rig.reaches(task, TaskState::Interrupted));
        QVERIFY(rig.noProcessIsLeft());
        QVERIFY(rig.atSnapshot(task, "docs/started.md").contains("The work had begun."));
    }

    void anIdleLimitStopsWhereTheProjectSaysSo()
    {
        EngineRig rig("limits:\n  idle: 1s\n");
        rig.sample(u"hangs"_s);
        const TaskId task = rig.startAndBring(u"sample-hangs"_s, TaskState::Interrupted);
        QVERIFY(task.isValid());
        QVERIFY2(rig.record(task).task.failureText.contains(u"Nothing was heard"_s),
                 qPrintable(rig.record(task).task.failureText));
    }

    void aPersonWhoIsAskedStopsTheClock()
    {
        EngineRig rig("limits:\n  time: 3s\n  idle: 2s\n");
        rig.sample(u"asks"_s);
        const TaskId task = rig.startAndBring(u"sample-asks"_s, TaskState::Asking);
        QVERIFY(task.isValid());
        QTest::qWait(4500); // longer than both limits: the very thing that is tested
        QCOMPARE(rig.state(task), TaskState::Asking);
        QVERIFY(rig.answer(task, u"allow"_s));
        QVERIFY(rig.reaches(task, TaskState::Review));
        QCOMPARE(rig.atSnapshot(task, "docs/asked.txt"), QByteArray("tea\n"));
    }

    void anAgentThatListensIsToldWhileItWorks()
    {
        EngineRig rig;
        // Speaks stream-json: its second message is what a person said meanwhile.
        rig.profile(
            u"listener"_s, u"claude-stream"_s,
            {u"/bin/sh"_s, u"-c"_s,
             u"read -r a; echo '{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"s1\"}'; read -r b; read -r "
             u"c; "
             "printf '%s\\n%s\\n%s\\n' \"$a\" \"$b\" \"$c\" > heard.txt; "
             "echo '{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false,\"result\":\"done\",\"session_id\":\"s1\",\"num_turns\":1}'; cat > /dev/null"_s});
        const TaskId task = rig.startAndBring(u"listener"_s, TaskState::Working);
        QVERIFY(task.isValid());
        QTRY_VERIFY_WITH_TIMEOUT(rig.record(task).currentRound()->process.pid > 0, EngineRig::patience);
        while (rig.state(task) == TaskState::Working
               && !QFile::exists(rig.record(task).attempts.constFirst().worktree + u"/heard.txt"_s)) {
            QVERIFY(rig.engine->agents().tell(task, u"Mind the tests"_s, u"Ada"_s)
                    || rig.state(task) != TaskState::Working);
            QTest::qWait(100);
        }
        QVERIFY(rig.reaches(task, TaskState::Review));
        QVERIFY(rig.atSnapshot(task, "heard.txt").contains("Mind the tests"));
        QVERIFY(rig.wordsOf(task).contains(u"agent-told"_s));
        QVERIFY(!rig.engine->agents().tell(task, u"Too late"_s, u"Ada"_s));
    }

    void anAgentThatCannotListenSaysSo()
    {
        EngineRig rig;
        rig.agent(u"deaf"_s, u"echo begun > begun.txt; sleep 60"_s);
        const TaskId task = rig.startAndBring(u"deaf"_s, TaskState::Working);
        QVERIFY(task.isValid());
        const auto told = rig.engine->agents().tell(task, u"Hello"_s, u"Ada"_s);
        QVERIFY(!told);
        QVERIFY2(told.error().detail.contains(u"does not listen"_s), qPrintable(told.error().text()));
        QVERIFY(rig.order(task, TaskOrder::Interrupt));
        QVERIFY(rig.reaches(task, TaskState::Interrupted));
    }

    void requestedChangesGoOnInTheSameSessionOrTellANewOneEverything_data()
    {
        QTest::addColumn<QString>("way");
        QTest::addColumn<bool>("resumes");
        QTest::newRow("it remembers") << u"remembers"_s << true;
        QTest::newRow("it forgets") << u"forgets"_s << false;
    }

    void requestedChangesGoOnInTheSameSessionOrTellANewOneEverything()
    {
        QFETCH(QString, way);
        QFETCH(bool, resumes);
        EngineRig rig;
        rig.sample(way);
        const TaskId task = rig.startAndBring(u"sample-"_s + way, TaskState::Review);
        QVERIFY(task.isValid());
        const QString session = rig.record(task).currentRound()->sessionId;
        QVERIFY(!session.isEmpty());
        QVERIFY(rig.verdict(task, Verdict::RequestChanges, u"Shorter, please"_s));
        QTRY_VERIFY_WITH_TIMEOUT(rig.record(task).rounds.size() == 2, EngineRig::patience);
        QVERIFY(rig.reaches(task, TaskState::Review));
        const QByteArray transcript = rig.transcriptOf(task);
        QVERIFY(transcript.contains("Shorter, please"));
        QCOMPARE(transcript.contains("\"not-resumed\""), !resumes);
        QCOMPARE(transcript.contains("\"resumed\""), resumes);
        if (!resumes)
            QVERIFY(transcript.contains("AC-1: it is changed")); // the whole account
        QCOMPARE(rig.record(task).currentRound()->sessionId, session); // the sample agent names it by its folder
    }

    void onlyListedHostsAreReached()
    {
        EngineRig rig("sandbox:\n  network: listed\npolicy:\n  allow:\n    hosts: [\"*.allowed.invalid\"]\n");
        const QString ask =
            u"exec 3<>/dev/tcp/127.0.0.1/3128; printf 'CONNECT %1:443 HTTP/1.1\\r\\n\\r\\n' >&3; head -n 1 <&3; exec 3>&-; "_s;
        rig.profile(
            u"caller"_s, u"command"_s,
            {u"/bin/bash"_s, u"-c"_s,
             u"("_s + ask.arg(u"evil.example"_s) + ask.arg(u"one.allowed.invalid"_s)
                 + u") > answers.txt; echo $HTTPS_PROXY >> answers.txt; cut -d: -f1 /proc/net/dev | tail -n +3 | tr -d ' ' >> answers.txt"_s});
        QVERIFY(rig.start());
        if (!rig.engine->core().sandbox().available)
            QSKIP("bubblewrap does not work here");
        const TaskId task = rig.add(u"caller"_s);
        QVERIFY(rig.reaches(task, TaskState::Review));
        const QList<QByteArray> lines = rig.atSnapshot(task, "answers.txt").replace("\r", "").trimmed().split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY2(lines.at(0).startsWith("HTTP/1.1 403"), lines.at(0).constData());
        QVERIFY2(lines.at(1).startsWith("HTTP/1.1 502"), lines.at(1).constData()); // allowed, and there is no such host
        QCOMPARE(lines.at(2), QByteArray("http://127.0.0.1:3128"));
        QCOMPARE(lines.at(3), QByteArray("lo"));
        QVERIFY(rig.transcriptOf(task).contains("evil.example:443 was refused"));
        QVERIFY(!rig.transcriptOf(task).contains("allowed.invalid:443 was refused"));
    }

    void withoutASandboxAListOfHostsIsRefusedInWords()
    {
        EngineRig rig("sandbox:\n  network: listed\n");
        rig.contained = false;
        rig.agent(u"plain"_s, u"echo x > x.txt"_s);
        const TaskId task = rig.startAndBring(u"plain"_s, TaskState::Failed);
        QVERIFY(task.isValid());
        QVERIFY2(rig.record(task).task.failureText.contains(u"takes a sandbox"_s),
                 qPrintable(rig.record(task).task.failureText));
    }

    void anUncontainedRunSaysSoAndPolicyForbidsIt()
    {
        EngineRig rig;
        rig.contained = false;
        rig.agent(u"plain"_s, u"echo x > x.txt"_s);
        const TaskId task = rig.startAndBring(u"plain"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QVERIFY(rig.transcriptOf(task).contains("not contained"));
        EngineRig strict("policy:\n  agents-uncontained: deny\n");
        strict.contained = false;
        strict.agent(u"plain"_s, u"echo x > x.txt"_s);
        const TaskId refused = strict.startAndBring(u"plain"_s, TaskState::Failed);
        QVERIFY(refused.isValid());
        QVERIFY(strict.record(refused).rounds.isEmpty());
    }

    void aFullWorktreeStopsTheRun()
    {
        EngineRig rig("sandbox:\n  disk: 16M\n  file-size: 8M\n");
        rig.agent(
            u"filler"_s,
            u"echo begun > begun.txt; i=0; while [ $i -lt 4 ]; do head -c 20000000 /dev/zero > big$i 2>/dev/null; i=$((i+1)); done; sleep 60"_s);
        const TaskId task = rig.startAndBring(u"filler"_s, TaskState::Interrupted);
        QVERIFY(task.isValid());
        QVERIFY2(rig.record(task).task.failureText.contains(u"16 MiB"_s),
                 qPrintable(rig.record(task).task.failureText));
        QCOMPARE(QFileInfo(rig.record(task).attempts.constFirst().worktree + u"/big0"_s).size(),
                 qint64(8) << 20); // no file beyond its limit
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestEngineRunning test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_enginerunning.moc"
