// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginerig.h"
#include "git/worktrees.h"

#include <QProcess>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/**
 * kill -9 of Docket at each state of the way: nothing saved is lost, no process is left, the next start goes on or says
 * what it needs.
 */
class TestKilled : public QObject
{
    Q_OBJECT

    static constexpr auto checked = "checks:\n  there: test -f a.txt\n  also: test -f keep.txt\n";

    /** True when the engine died by the signal, as it should, and not for want of the state. */
    static bool runUntilKilled(const EngineRig &rig, const QString &state, int delay)
    {
        QProcess run;
        run.setProcessChannelMode(QProcess::ForwardedChannels);
        run.start(qEnvironmentVariable("DOCKET_KILLEDRUN"), {rig.home.path(), state, QString::number(delay)});
        const bool ended = run.waitForFinished(EngineRig::patience);
        return ended && run.exitStatus() == QProcess::CrashExit;
    }

    static bool everythingIsAccountedFor(EngineRig &rig)
    {
        const auto repository = git::Repository::open(rig.repo.path());
        const auto worktrees = git::Worktrees(repository->commonDir()).list();
        for (const git::AttemptWorktree &worktree : *worktrees) {
            if (!rig.engine->core().store().reader().taskOf(worktree.attempt))
                return false;
        }
        return QFile::exists(repository->commonDir() + u"/index.lock"_s) == false && rig.repo.fsck();
    }

private Q_SLOTS:
    void theNextStartGoesOnOrSaysWhatItNeeds_data()
    {
        QTest::addColumn<QString>("way");
        QTest::addColumn<TaskState>("killedIn");
        QTest::addColumn<int>("delay");
        QTest::addColumn<TaskState>("comesTo");
        QTest::newRow("preparing") << u"floods-a-little"_s << TaskState::Preparing << 0 << TaskState::Review;
        QTest::newRow("preparing, worktree half made")
            << u"floods-a-little"_s << TaskState::Preparing << 5 << TaskState::Review;
        QTest::newRow("working, agent not started") << u"hangs"_s << TaskState::Working << 0 << TaskState::Interrupted;
        QTest::newRow("working, agent runs") << u"hangs"_s << TaskState::Working << 1500 << TaskState::Interrupted;
        QTest::newRow("working, agent ignores SIGTERM")
            << u"ignores-term"_s << TaskState::Working << 1500 << TaskState::Interrupted;
        QTest::newRow("asking") << u"asks"_s << TaskState::Asking << 0 << TaskState::Interrupted;
        QTest::newRow("snapshotting") << u"floods-a-little"_s << TaskState::Snapshotting << 0 << TaskState::Review;
        QTest::newRow("snapshotting, half done")
            << u"floods-a-little"_s << TaskState::Snapshotting << 3 << TaskState::Review;
        QTest::newRow("checking") << u"floods-a-little"_s << TaskState::Checking << 0 << TaskState::Review;
        QTest::newRow("checking, half done") << u"floods-a-little"_s << TaskState::Checking << 40 << TaskState::Review;
        QTest::newRow("review") << u"floods-a-little"_s << TaskState::Review << 0 << TaskState::Review;
        QTest::newRow("failed") << u"exits"_s << TaskState::Failed << 0 << TaskState::Failed;
    }

    void theNextStartGoesOnOrSaysWhatItNeeds()
    {
        QFETCH(QString, way);
        QFETCH(TaskState, killedIn);
        QFETCH(int, delay);
        QFETCH(TaskState, comesTo);
        EngineRig rig(checked);
        rig.sample(way);
        QVERIFY(rig.start(EngineMode::Passive));
        rig.rememberStore();
        const TaskId task = rig.add(u"sample-"_s + way);
        const QString spec = rig.engine->tasks().spec(task, 0)->markdown;
        QVERIFY(rig.stop());

        // With a delay the step may have been quicker; then it was killed a state later, which is as good.
        QVERIFY(runUntilKilled(rig, taskStateWord(killedIn), delay));
        const auto started = rig.startOnceFree();
        QVERIFY2(started, started ? "" : qPrintable(started.error().text()));
        QCOMPARE(rig.processesLeft(), 0);
        if (killedIn == TaskState::Preparing && delay > 0 && rig.reachesEither(task, comesTo, TaskState::Interrupted))
            comesTo = rig.state(task);
        QVERIFY(rig.reaches(task, comesTo));
        QVERIFY(rig.chainHolds());
        QCOMPARE(rig.engine->tasks().spec(task, 0)->markdown, spec);
        QVERIFY(everythingIsAccountedFor(rig));
        QVERIFY(rig.noProcessIsLeft());
        if (comesTo == TaskState::Interrupted || comesTo == TaskState::Failed) {
            QVERIFY(rig.record(task).task.failureText.size() > 20);
            QVERIFY(rig.record(task).currentSnapshot());
        }
        QCOMPARE(rig.repo.tip("main"), rig.base);
    }

    void aMergeIsDoneOnceWhereverItWasKilled_data()
    {
        QTest::addColumn<int>("delay");
        for (const int delay : {0, 60, 100, 140, 180, 250})
            QTest::addRow("%d ms after the start", delay) << delay;
    }

    void aMergeIsDoneOnceWhereverItWasKilled()
    {
        QFETCH(int, delay);
        EngineRig rig(checked);
        rig.agent(u"writer"_s, u"echo four >> a.txt; echo new > new.txt"_s);
        QVERIFY(rig.start());
        rig.rememberStore();
        const TaskId task = rig.add(u"writer"_s);
        QVERIFY(rig.reaches(task, TaskState::Review));
        QVERIFY(rig.verdict(task, Verdict::Approve));
        QVERIFY(rig.leaveMergeBegun(task));

        QProcess run;
        run.start(qEnvironmentVariable("DOCKET_KILLEDRUN"),
                  {rig.home.path(), delay == 0 ? u"merged"_s : u"merging"_s, QString::number(delay)});
        if (delay > 0) { // nothing is recorded in "merging" any more: the kill comes from here
            QTest::qWait(delay);
            run.kill();
        }
        QVERIFY(run.state() == QProcess::NotRunning || run.waitForFinished(EngineRig::patience));

        QVERIFY(rig.startOnceFree());
        QVERIFY(rig.reaches(task, TaskState::Merged));
        QCOMPARE(rig.repo.tip("main"), rig.record(task).task.mergeCommit);
        QCOMPARE(rig.repo.git({u"rev-list"_s, u"--count"_s, QString::fromLatin1(rig.base.hex) + u"..main"_s}).trimmed(),
                 QByteArray("1"));
        QCOMPARE(rig.repo.fileContent(u"new.txt"_s), QByteArray("new\n"));
        QVERIFY(rig.repo.status().isEmpty());
        QVERIFY(everythingIsAccountedFor(rig));
        QVERIFY(rig.chainHolds());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestKilled test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killed.moc"
