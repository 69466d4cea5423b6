// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/checkrunner.h"

#include "process/qtprocess.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace docket;
using namespace Qt::StringLiterals;

/** With real shells; contained where the system can. */
class TestCheckRunner : public QObject
{
    Q_OBJECT

    QtProcessFactory m_processes;
    SystemClock m_clock;
    SandboxStatus m_sandbox;
    std::unique_ptr<QTemporaryDir> m_folder;

    CheckPlan plan(const QList<CheckConfig> &checks) const
    {
        CheckPlan plan;
        plan.round = {3};
        plan.tree = {QByteArray(40, 'a')};
        plan.folder = m_folder->filePath(u"tree"_s);
        plan.logFolder = m_folder->filePath(u"logs/round-3"_s);
        plan.logPrefix = u"logs/round-3"_s;
        plan.checks = checks;
        plan.sandbox.sentence = u"not asked for"_s;
        plan.environment = QProcessEnvironment::systemEnvironment();
        plan.marker = "test-1-3";
        plan.graceMs = 200;
        return plan;
    }
    static CheckConfig check(const QString &name, const QString &command)
    {
        CheckConfig config;
        config.name = name;
        config.command = command;
        return config;
    }
    /** Runs the plan to its end. */
    QList<Evidence> run(const CheckPlan &plan, const std::function<void(CheckRunner &)> &meanwhile = {})
    {
        CheckRunner runner(m_processes, m_clock);
        QList<Evidence> found;
        connect(&runner, &CheckRunner::checkFinished, &runner,
                [&](const Evidence &evidence) { found.append(evidence); });
        QSignalSpy finished(&runner, &CheckRunner::finished);
        if (meanwhile)
            connect(&runner, &CheckRunner::checkStarted, &runner, [&] { meanwhile(runner); });
        runner.start(plan);
        if (!finished.wait(60'000))
            qWarning("the runner did not finish");
        return found;
    }
    QString log(const Evidence &evidence) const
    {
        QFile file(m_folder->filePath(evidence.logPath));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        SandboxProbe probe(m_processes);
        QSignalSpy found(&probe, &SandboxProbe::finished);
        probe.start(QProcessEnvironment::systemEnvironment());
        QVERIFY(found.wait(20'000));
        m_sandbox = found.constFirst().constFirst().value<SandboxStatus>();
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(m_folder->filePath(u"tree"_s)));
    }

    void evidenceSaysWhatRanWhereAndHowItEnded()
    {
        CheckConfig first = check(u"unit tests"_s, u"echo out; echo err >&2; pwd"_s);
        first.versionCommand = u"echo; echo 'tool 1.2'; echo more"_s;
        const QList<Evidence> evidence = run(plan({first, check(u"lint"_s, u"echo bad; exit 3"_s)}));
        QCOMPARE(evidence.size(), 2);
        QCOMPARE(evidence[0].outcome, CheckOutcome::Passed);
        QCOMPARE(evidence[0].exitCode, 0);
        QCOMPARE(evidence[0].tree.hex, QByteArray(40, 'a'));
        QCOMPARE(evidence[0].round, RoundId{3});
        QCOMPARE(evidence[0].toolVersion, u"tool 1.2"_s);
        QCOMPARE(evidence[0].command, first.command);
        QCOMPARE(evidence[0].contained, u"not asked for"_s);
        QVERIFY(evidence[0].startedAt.isValid());
        QCOMPARE(evidence[0].logPath, u"logs/round-3/01-unit_tests.log"_s);
        QVERIFY(log(evidence[0]).contains(u"out"_s) && log(evidence[0]).contains(u"err"_s));
        QVERIFY(log(evidence[0]).contains(QDir(m_folder->filePath(u"tree"_s)).canonicalPath()));
        QCOMPARE(evidence[1].outcome, CheckOutcome::Failed);
        QCOMPARE(evidence[1].exitCode, 3);
        QCOMPARE(evidence[1].toolVersion, QString());
    }

    void noChecksFinishAtOnce() { QVERIFY(run(plan({})).isEmpty()); }

    void aCheckThatTakesTooLongIsEndedWithAllItStarted()
    {
        CheckConfig slow = check(
            u"slow"_s,
            u"trap '' TERM; sh -c 'trap \"\" TERM; echo $$ > pid; sleep 1000 & wait; sleep 1000' & wait; sleep 1000"_s);
        slow.timeoutSeconds = 1;
        const QList<Evidence> evidence = run(plan({slow, check(u"after"_s, u"true"_s)}));
        QCOMPARE(evidence.size(), 2);
        QCOMPARE(evidence[0].outcome, CheckOutcome::TimedOut);
        QVERIFY(log(evidence[0]).contains(u"limit of 1 s"_s));
        QCOMPARE(evidence[1].outcome, CheckOutcome::Passed);
        QFile pid(m_folder->filePath(u"tree/pid"_s));
        QVERIFY(pid.open(QIODevice::ReadOnly));
        const qint64 child = pid.readAll().trimmed().toLongLong();
        QVERIFY(child > 0);
        for (const ProcessInfo &process : runningProcesses())
            QVERIFY2(!process.marker.startsWith("test-1-3") || !process.isAlive(), process.name.constData());
    }

    void whatACheckLeavesInTheBackgroundIsEnded()
    {
        const QList<Evidence> evidence = run(plan({check(u"daemon"_s, u"sleep 1000 >/dev/null 2>&1 & exit 0"_s)}));
        QCOMPARE(evidence[0].outcome, CheckOutcome::Passed);
        for (const ProcessInfo &process : runningProcesses())
            QVERIFY2(!process.marker.startsWith("test-1-3") || !process.isAlive(), process.name.constData());
    }

    void cancellingInterruptsWhatRunsAndStartsNothingMore()
    {
        const QList<Evidence> evidence =
            run(plan({check(u"long"_s, u"sleep 1000"_s), check(u"never"_s, u"true"_s)}), [](CheckRunner &runner) {
                QMetaObject::invokeMethod(&runner, &CheckRunner::cancel, Qt::QueuedConnection);
            });
        QCOMPARE(evidence.size(), 1);
        QCOMPARE(evidence[0].outcome, CheckOutcome::Interrupted);
    }

    void cancellingBeforeAnythingStartedFinishesToo()
    {
        CheckRunner runner(m_processes, m_clock);
        QSignalSpy finished(&runner, &CheckRunner::finished);
        QSignalSpy started(&runner, &CheckRunner::checkStarted);
        runner.start(plan({check(u"a"_s, u"true"_s)}));
        runner.cancel();
        QVERIFY(finished.wait(10'000));
        QCOMPARE(started.count(), 0);
        QCOMPARE(finished.count(), 1);
    }

    void aFloodFillsTheLogOnlyToItsCap()
    {
        CheckPlan flood =
            plan({check(u"flood"_s, u"yes 0123456789012345678901234567890123456789 | head -c 20000000; exit 1"_s)});
        flood.logCapBytes = 1 << 20;
        const QList<Evidence> evidence = run(flood);
        QCOMPARE(evidence[0].outcome, CheckOutcome::Failed);
        QVERIFY(QFileInfo(m_folder->filePath(evidence[0].logPath)).size() < (1 << 20) + 4096);
    }

    void secretsAreNotInTheEnvironment()
    {
        CheckPlan secret = plan({check(u"env"_s, u"env"_s)});
        secret.environment.insert(u"MY_API_TOKEN"_s, u"hunter2"_s);
        const QList<Evidence> evidence = run(secret);
        QVERIFY(!log(evidence[0]).contains(u"hunter2"_s));
        QVERIFY(log(evidence[0]).contains(u"DOCKET_ATTEMPT=test-1-3-c1"_s));
    }

    void aLogThatCannotBeWrittenIsNoEvidence()
    {
        CheckPlan broken = plan({check(u"a"_s, u"touch ran"_s)});
        broken.logFolder = u"/dev/null/logs"_s;
        const QList<Evidence> evidence = run(broken);
        QCOMPARE(evidence[0].outcome, CheckOutcome::NotStarted);
        QVERIFY(!QFile::exists(m_folder->filePath(u"tree/ran"_s)));
    }

    void twoMayRunAtOnce()
    {
        // Each waits for the other's file: one after the other would run into the limit.
        CheckConfig a = check(u"a"_s, u"touch a; while [ ! -e b ]; do sleep 0.05; done"_s);
        CheckConfig b = check(u"b"_s, u"touch b; while [ ! -e a ]; do sleep 0.05; done"_s);
        a.timeoutSeconds = b.timeoutSeconds = 20;
        CheckPlan both = plan({a, b});
        both.parallel = 2;
        const QList<Evidence> evidence = run(both);
        QCOMPARE(evidence.size(), 2);
        QCOMPARE(evidence[0].outcome, CheckOutcome::Passed);
        QCOMPARE(evidence[1].outcome, CheckOutcome::Passed);
    }

    void inTheSandboxOnlyTheCheckoutIsWritableAndThereIsNoNetwork()
    {
        if (!m_sandbox.available)
            QSKIP("There is no sandbox on this system.");
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QString outside = m_folder->filePath(u"outside"_s);
        const QString connect = u"exec 2>&1; bash -c 'exec 3<>/dev/tcp/127.0.0.1/%1'"_s.arg(server.serverPort());
        CheckConfig online = check(u"online"_s, connect);
        online.network = true;
        CheckPlan contained = plan({check(u"inside"_s, u"touch made"_s),
                                    check(u"outside"_s, u"touch '%1' || touch /usr/x"_s.arg(outside)),
                                    check(u"offline"_s, connect), online});
        contained.sandbox = m_sandbox;
        const QList<Evidence> evidence = run(contained);
        QCOMPARE(evidence.size(), 4);
        QCOMPARE(evidence[0].outcome, CheckOutcome::Passed);
        QCOMPARE(evidence[0].contained, u"bubblewrap"_s);
        QVERIFY(QFile::exists(m_folder->filePath(u"tree/made"_s)));
        QVERIFY(!QFile::exists(outside));
        QCOMPARE(evidence[2].outcome, CheckOutcome::Failed);
        QVERIFY2(evidence[3].outcome == CheckOutcome::Passed, qPrintable(log(evidence[3])));
    }

    void destroyingTheRunnerEndsWhatRuns()
    {
        auto runner = std::make_unique<CheckRunner>(m_processes, m_clock);
        runner->start(plan({check(u"long"_s, u"echo $$ > pid; exec sleep 1000"_s)}));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(m_folder->filePath(u"tree/pid"_s)).size() > 1, 10'000);
        QFile pid(m_folder->filePath(u"tree/pid"_s));
        QVERIFY(pid.open(QIODevice::ReadOnly));
        const qint64 child = pid.readAll().trimmed().toLongLong();
        runner.reset();
        const auto isAlive = [child] {
            return std::ranges::any_of(runningProcesses(),
                                       [child](const ProcessInfo &p) { return p.pid == child && p.isAlive(); });
        };
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(), 10'000);
    }
};

QTEST_GUILESS_MAIN(TestCheckRunner)
#include "tst_checkrunner.moc"
