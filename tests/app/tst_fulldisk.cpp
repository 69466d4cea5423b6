// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"
#include "helpers/place.h"
#include "process/spool.h"

#include <QStorageInfo>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

namespace {

QString noSmallDisk; // why there is none; empty: HOME is on one

constexpr qint64 diskBytes = 24 << 20;
constexpr auto spec = "# Change a\n";

QString filler() { return QDir::homePath() + u"/filler"_s; }

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString specFile(const EngineRig &rig, const QByteArray &text)
{
    const QString path = rig.repo.outside(u"spec.md"_s); // on the system's disk
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
}

} // namespace

/**
 * A file system that is really full, below everything that Docket keeps: each step says so, and nothing is lost or
 * overwritten.
 */
class TestFullDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!noSmallDisk.isEmpty())
            QSKIP(qPrintable(noSmallDisk));
        QVERIFY(QStorageInfo(QDir::homePath()).bytesTotal() <= diskBytes);
    }

    void cleanup() { QFile::remove(filler()); }

    void theStoreRefusesAndKeepsWhatItHas()
    {
        EngineRig rig;
        QVERIFY(rig.start(EngineMode::Passive));
        const TaskId task = rig.add({}, QString::fromLatin1(spec), false);
        QVERIFY(rig.stop());
        QVERIFY(rig.start(EngineMode::Passive));
        const QByteArray before = bytesOf(rig.paths.store());
        QVERIFY(fillDisk(filler()));
        const auto saved = rig.engine->tasks().saveSpec(task, u"# Change a\n"_s + QString(300'000, u'x'), u"Ada"_s);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::DiskFull);
        QVERIFY(saved.error().detail.contains(u"disk is full"_s));
        QCOMPARE(bytesOf(rig.paths.store()), before);
        QVERIFY(QFile::remove(filler()));
        QVERIFY(rig.stop());

        QVERIFY(rig.start(EngineMode::Passive));
        QCOMPARE(rig.engine->tasks().spec(task, 0)->markdown, QString::fromLatin1(spec));
        QVERIFY(rig.engine->tasks().saveSpec(task, u"# Change b\n"_s, u"Ada"_s));
        QVERIFY(rig.chainHolds());
    }

    void aNewStoreIsNotMade()
    {
        EngineRig rig;
        QVERIFY(fillDisk(filler()));
        const auto started = rig.start(EngineMode::Passive);
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::DiskFull);
        QVERIFY(QFile::remove(filler()));
        QVERIFY(rig.start(EngineMode::Passive)); // what was left there is no hindrance
        QVERIFY(rig.chainHolds());
    }

    void aLogEndsWithASentence()
    {
        const QString path = QDir::homePath() + u"/log"_s;
        QVERIFY(fillDisk(filler(), 64 << 10));
        Spool spool(64 << 20);
        QVERIFY(spool.open(path));
        Result<void> flushed;
        for (int i = 0; i < 100 && flushed; ++i) {
            spool.append(QByteArray(8 << 10, 'x') + '\n');
            flushed = spool.flush();
        }
        QVERIFY(!flushed);
        QCOMPARE(flushed.error().code, ErrorCode::DiskFull);
        QVERIFY(flushed.error().detail.contains(u"disk is full"_s));
        QCOMPARE(spool.close().error().code, ErrorCode::DiskFull);
        QVERIFY(bytesOf(path).startsWith(QByteArray(8 << 10, 'x') + '\n')); // what had room is there
        QFile::remove(path);
    }

    void commandsSaySoAndHaveAnExitCode()
    {
        EngineRig rig;
        const QString file = specFile(rig, spec);
        QCOMPARE(Program(rig, {u"add"_s, file}).ends(), 0);
        const QByteArray before = bytesOf(rig.paths.store());
        QVERIFY(fillDisk(filler()));
        const QString large = specFile(rig, spec + QByteArray(300'000, 'x'));
        for (const QStringList &arguments : {QStringList{u"add"_s, large}, QStringList{u"run"_s, u"--until-idle"_s}}) {
            Program full(rig, arguments);
            QCOMPARE(full.ends(), 6);
            const QByteArray errors = full.errors();
            QVERIFY2(errors.contains("disk is full"), errors.constData());
            QCOMPARE(bytesOf(rig.paths.store()), before);
        }
        QVERIFY(QFile::remove(filler()));
        Program listed(rig, {u"list"_s, u"--json"_s});
        QCOMPARE(listed.ends(), 0);
        QCOMPARE(listed.output().count('\n'), 1); // no half of a task
        QCOMPARE(Program(rig, {u"doctor"_s}).ends(), 0);
    }

    void aWorktreeThatFindsNoRoomIsAFailureThatCanBeTriedAgain()
    {
        EngineRig rig;
        rig.base = rig.repo.commit("Large", {{"large.bin", QByteArray(6 << 20, 'x')}});
        rig.agent(u"writer"_s, u"echo new > new.txt"_s);
        QVERIFY(rig.start());
        QVERIFY(fillDisk(filler(), 3 << 20));
        const TaskId task = rig.add(u"writer"_s);
        QVERIFY(rig.reaches(task, TaskState::Failed));
        const QString text = rig.record(task).task.failureText;
        QVERIFY2(text.contains(u"full"_s) || text.contains(u"No space"_s), qPrintable(text));
        QVERIFY(QFile::remove(filler()));
        QVERIFY(rig.order(task, TaskOrder::Retry));
        QVERIFY(rig.reaches(task, TaskState::Review));
        QVERIFY(rig.repo.fsck());
        QVERIFY(rig.chainHolds());
    }

    void anAgentThatFillsTheDiskLosesNoSnapshot()
    {
        EngineRig rig;
        rig.agent(u"greedy"_s, u"if [ -e first.txt ]; then cat /dev/zero > big.bin; else echo first > first.txt; fi"_s);
        QVERIFY(rig.start());
        rig.rememberStore();
        const TaskId task = rig.add(u"greedy"_s);
        QVERIFY(rig.reaches(task, TaskState::Review));
        const Snapshot first = *rig.record(task).currentSnapshot();
        QVERIFY(rig.verdict(task, Verdict::RequestChanges, u"More"_s));
        // Either the store still had room to say how it ended, or it broke and says so at the next start.
        QSignalSpy broken(rig.engine.get(), &Engine::broken);
        QVERIFY(QTest::qWaitFor(
            [&] {
                return !broken.isEmpty() || rig.state(task) == TaskState::Failed
                    || rig.state(task) == TaskState::Interrupted
                    || (rig.state(task) == TaskState::Review && rig.record(task).rounds.size() == 2);
            },
            EngineRig::patience));
        if (!broken.isEmpty())
            QCOMPARE(broken.constFirst().constFirst().value<Error>().code, ErrorCode::DiskFull);
        QVERIFY(rig.noProcessIsLeft());
        QVERIFY(rig.stop());
        QFile::remove(rig.paths.worktrees() + u"/project-1/task-1-1/big.bin"_s);
        QVERIFY(rig.start());
        QVERIFY(QTest::qWaitFor([&] { return !occupiesSlot(rig.state(task)); }, EngineRig::patience));
        QCOMPARE(rig.record(task).rounds.constFirst().snapshot, first);
        QCOMPARE(rig.repo.contentAt(first.commit, "first.txt"), QByteArray("first\n"));
        QVERIFY(rig.repo.fsck());
        QVERIFY(rig.chainHolds());
    }
};

int main(int argc, char **argv)
{
    // Before the first thread: a name space is entered by the thread that asks.
    const QString folder = QDir::homePath() + u"/small"_s;
    QDir().mkpath(folder);
    noSmallDisk = mountSmallDisk(folder, diskBytes);
    if (noSmallDisk.isEmpty())
        qputenv("HOME", QFile::encodeName(folder));
    QCoreApplication app(argc, argv);
    TestFullDisk test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_fulldisk.moc"
