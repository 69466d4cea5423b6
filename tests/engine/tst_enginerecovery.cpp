// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginerig.h"
#include "helpers/place.h"

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** Starting again, and stores that cannot be used. */
class TestEngineRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quittingEndsAgentsAndKeepsTheirWork()
    {
        EngineRig rig;
        rig.agent(u"slow"_s, u"echo half > half.txt; sleep 600"_s);
        QVERIFY(rig.start());
        rig.rememberStore();
        const TaskId task = rig.add(u"slow"_s);
        QVERIFY(rig.reaches(task, TaskState::Working));
        const QString half = rig.record(task).attempts.constFirst().worktree + u"/half.txt"_s;
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(half), EngineRig::patience);
        QVERIFY(rig.stop());
        QCOMPARE(rig.processesLeft(), 0);
        QVERIFY(rig.start());
        QVERIFY(rig.reaches(task, TaskState::Interrupted));
        QVERIFY(rig.record(task).task.failureText.contains(u"Resume"_s));
        QCOMPARE(rig.atSnapshot(task, "half.txt"), QByteArray("half\n"));
    }

    void checksThatWereCutOffRunAgainAndOnlyThose()
    {
        EngineRig rig("checks:\n  quick: echo quick\n  slow: test -e ../../../go || sleep 600\n");
        rig.contained = false;
        rig.agent(u"writer"_s, u"echo hello > new.txt"_s);
        QVERIFY(rig.start());
        rig.rememberStore();
        const TaskId task = rig.add(u"writer"_s);
        QVERIFY(rig.reaches(task, TaskState::Checking));
        QTRY_COMPARE_WITH_TIMEOUT(rig.record(task).currentEvidence().size(), 1, EngineRig::patience);
        QVERIFY(rig.stop());
        QCOMPARE(rig.processesLeft(), 0);
        QFile go(rig.home.filePath(u"go"_s));
        QVERIFY(go.open(QIODevice::WriteOnly));
        QVERIFY(rig.start());
        QVERIFY(rig.reaches(task, TaskState::Review));
        const auto evidence = rig.record(task).currentEvidence();
        QCOMPARE(evidence.size(), 2);
        QCOMPARE(rig.record(task).evidence.size(), 2); // "quick" was not run twice
        QCOMPARE(evidence.at(1).outcome, CheckOutcome::Passed);
    }

    void whatAKillLeftOfChecksIsClearedAtTheStart()
    {
        EngineRig rig;
        const QStringList left{rig.paths.data + u"/checks/task-1-1-1/modules/locked"_s,
                               rig.paths.data + u"/discarded/half/done"_s};
        for (const QString &folder : left) {
            QVERIFY(QDir().mkpath(folder));
            QFile file(folder + u"/file"_s);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.close();
            QVERIFY(QFile::setPermissions(
                folder, QFileDevice::ReadOwner | QFileDevice::ExeOwner)); // as some build tools leave their caches
        }
        QVERIFY(QFile::link(rig.repo.path(), left.constFirst() + u"/../link"_s));
        QVERIFY(rig.start());
        QVERIFY(!QFileInfo::exists(rig.paths.data + u"/checks"_s));
        QTRY_VERIFY_WITH_TIMEOUT(QDir(rig.paths.data + u"/discarded"_s).isEmpty(), EngineRig::patience);
        QCOMPARE(rig.repo.tip("main"), rig.base);
        QVERIFY(QFile::exists(rig.repo.path() + u"/keep.txt"_s));
    }

    void aSecondEngineIsRefusedWithItsHolder()
    {
        EngineRig rig;
        QVERIFY(rig.start());
        EngineOptions options;
        options.paths = rig.paths;
        options.clock = &rig.clock;
        options.processes = &rig.processes;
        options.sessions = &rig.sessions;
        Engine second(options);
        const auto opened = second.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Busy);
        QVERIFY2(opened.error().text().contains(QString::number(QCoreApplication::applicationPid())),
                 qPrintable(opened.error().text()));
    }

    void aDamagedStoreIsLeftAsItIs()
    {
        EngineRig rig;
        QVERIFY(rig.paths.create());
        QFile store(rig.paths.store());
        QVERIFY(store.open(QIODevice::WriteOnly));
        const QByteArray garbage = QByteArray("this was a store once\n").repeated(4000);
        store.write(garbage);
        store.close();
        const auto started = rig.start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::Damaged);
        QVERIFY(store.open(QIODevice::ReadOnly));
        QCOMPARE(store.readAll(), garbage);
    }

    void aStoreThatFillsUpBreaksTheEngineAndLosesNothing()
    {
        EngineRig rig;
        rig.agent(u"slow"_s, u"sleep 600"_s);
        QVERIFY(rig.start());
        rig.rememberStore();
        const TaskId task = rig.add(u"slow"_s);
        QVERIFY(rig.reaches(task, TaskState::Working));
        QSignalSpy broken(rig.engine.get(), &Engine::broken);
        // The limit of a file's size stands for a full disk: writes beyond it fail in the same call.
        rlimit old = {};
        getrlimit(RLIMIT_FSIZE, &old);
        signal(SIGXFSZ, SIG_IGN);
        const rlimit tight{rlim_t(QFileInfo(rig.paths.store() + u"-wal"_s).size()), old.rlim_max};
        setrlimit(RLIMIT_FSIZE, &tight);
        Result<int> saved = 0;
        for (int i = 0; i < 50 && saved; ++i)
            saved = rig.engine->tasks().saveSpec(task, u"# Change\n"_s + QString(20000, u'x') + QString::number(i),
                                                 u"Ada"_s);
        const bool wasBroken = !broken.isEmpty() || broken.wait(EngineRig::patience);
        setrlimit(RLIMIT_FSIZE, &old);
        QVERIFY(!saved);
        QVERIFY(wasBroken);
        QVERIFY2(saved.error().code == ErrorCode::DiskFull || saved.error().code == ErrorCode::Io,
                 qPrintable(saved.error().text()));
        QVERIFY(!rig.order(task, TaskOrder::Cancel)); // nothing more is taken
        QVERIFY(rig.noProcessIsLeft());               // and nothing runs on unseen
        QVERIFY(rig.stop());
        QVERIFY(rig.start());
        QVERIFY(rig.reaches(task, TaskState::Interrupted));
        QVERIFY(rig.chainHolds());
        QVERIFY(rig.engine->tasks().spec(task, 1));
    }

    void aReadOnlyStoreIsASentence()
    {
        EngineRig rig;
        QVERIFY(rig.start());
        QVERIFY(rig.stop());
        QFile::setPermissions(rig.paths.store(), QFileDevice::ReadOwner);
        QFile::setPermissions(rig.paths.data, QFileDevice::ReadOwner | QFileDevice::ExeOwner);
        Result<void> started;
        {
            const OrdinaryUser user(rig.home.path());
            QVERIFY(user.holds());
            started = rig.start();
        }
        QFile::setPermissions(rig.paths.data, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::ReadOnly);
    }

    void aMergeThatWasDoneButNotRecordedIsFoundByItsTrailers()
    {
        EngineRig rig;
        rig.agent(u"writer"_s, u"echo four >> a.txt"_s);
        QVERIFY(rig.start());
        const TaskId task = rig.add(u"writer"_s);
        QVERIFY(rig.reaches(task, TaskState::Review));
        QVERIFY(rig.verdict(task, Verdict::Approve));
        // As a kill between the two leaves it: the branch has moved, the store does not know.
        const TaskRecord record = rig.record(task);
        const ObjectId done = rig.repo.commit(mergeMessage(record).toUtf8(), {{"a.txt", "one\ntwo\nthree\nfour\n"}});
        QVERIFY(rig.leaveMergeBegun(task));
        QVERIFY(rig.start());
        QVERIFY(rig.reaches(task, TaskState::Merged));
        QCOMPARE(rig.record(task).task.mergeCommit, done);
        QCOMPARE(rig.repo.tip("main"), done); // merged once, not twice
    }

    void locksOfAMergeThatWasCutOffDoNotStandInItsWay_data()
    {
        QTest::addColumn<bool>("isOlder");
        QTest::addColumn<bool>("gitIsAtWork");
        QTest::addColumn<TaskState>("comesTo");
        QTest::newRow("its own") << false << false << TaskState::Merged;
        QTest::newRow("older than the merge") << true << false << TaskState::Approved;
        QTest::newRow("perhaps of a git that runs") << false << true << TaskState::Approved;
    }

    void locksOfAMergeThatWasCutOffDoNotStandInItsWay()
    {
        QFETCH(bool, isOlder);
        QFETCH(bool, gitIsAtWork);
        QFETCH(TaskState, comesTo);
        EngineRig rig;
        rig.agent(u"writer"_s, u"echo four >> a.txt"_s);
        QVERIFY(rig.start());
        const TaskId task = rig.add(u"writer"_s);
        QVERIFY(rig.reaches(task, TaskState::Review));
        QVERIFY(rig.verdict(task, Verdict::Approve));
        QVERIFY(rig.leaveMergeBegun(task));

        const QString gitDir = rig.repo.path() + u"/.git"_s;
        const QStringList locks{gitDir + u"/index.lock"_s, gitDir + u"/refs/heads/main.lock"_s};
        for (const QString &name : locks) {
            QFile lock(name);
            QVERIFY(lock.open(QIODevice::WriteOnly));
            if (isOlder)
                QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
        }
        QProcess git;
        if (gitIsAtWork) {
            git.setWorkingDirectory(rig.repo.path());
            git.start(u"git"_s, {u"cat-file"_s, u"--batch"_s});
            QVERIFY(git.waitForStarted());
        }
        QVERIFY(rig.start());
        QVERIFY(rig.reaches(task, comesTo));
        for (const QString &name : locks)
            QCOMPARE(QFile::exists(name), comesTo != TaskState::Merged);
        QCOMPARE(rig.repo.tip("main") == rig.base, comesTo != TaskState::Merged);
        git.kill();
        git.waitForFinished();
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestEngineRecovery test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_enginerecovery.moc"
