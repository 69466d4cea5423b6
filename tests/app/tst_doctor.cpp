// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"
#include "engine/doctor.h"
#include "git/worktrees.h"

#include <QScopeGuard>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** What `docket doctor` sees and says: the log, the file, worktrees, folders and processes. */
class TestDoctor : public QObject
{
    Q_OBJECT

    static QList<Finding> ofArea(const Diagnosis &diagnosis, const QString &area)
    {
        QList<Finding> found = diagnosis.findings;
        found.removeIf([&](const Finding &finding) { return finding.area != area; });
        return found;
    }

    /**
     * A worktree with this store's mark for an attempt that the store never heard of, as a store put back from a backup
     * leaves it.
     */
    static git::AttemptWorktree strayOf(const EngineRig &rig, const QString &storeId)
    {
        const git::WorktreeSpec spec{rig.paths.worktrees() + u"/project-1/task-90-1"_s, u"docket/90/1"_s, rig.base,
                                     storeId, AttemptId{900}};
        return git::Worktrees(rig.repo.gitDir()).add(spec).value_or(git::AttemptWorktree{});
    }

private Q_SLOTS:
    void aStoreThatIsWellIsSaidToBe()
    {
        EngineRig rig;
        rig.agent(u"writer"_s, u"echo new > new.txt"_s);
        QVERIFY(rig.start());
        const TaskId task = rig.add(u"writer"_s);
        QVERIFY(rig.reaches(task, TaskState::Review));
        const auto beside = examine(rig.paths); // while the engine runs
        QVERIFY(beside);
        QVERIFY(beside->worst() <= Finding::Kind::Note);
        QVERIFY(beside->events > 5);
        QCOMPARE(beside->head, rig.engine->core().store().reader().verifyChain()->head);
        QCOMPARE(ofArea(*beside, u"worktree"_s).size(), 1);
        QVERIFY(rig.stop());

        Program text(rig, {u"doctor"_s});
        QCOMPARE(text.ends(), 0);
        QVERIFY(text.output().contains("every hash fits"));
        Program json(rig, {u"doctor"_s, u"--json"_s});
        QCOMPARE(json.ends(), 0);
        const QList<QByteArray> lines = json.output().trimmed().split('\n');
        for (const QByteArray &line : lines)
            QVERIFY(QJsonDocument::fromJson(line).isObject());
        const QJsonObject last = QJsonDocument::fromJson(lines.last()).object();
        QCOMPARE(last.value(u"worst"_s).toString(), u"fine"_s);
        QCOMPARE(last.value(u"events"_s).toInteger(), beside->events);
        QCOMPARE(last.value(u"head"_s).toString().toLatin1(), beside->head);
    }

    void noStoreIsNotAnIll()
    {
        EngineRig rig;
        Program doctor(rig, {u"doctor"_s});
        QCOMPARE(doctor.ends(), 3);
        QVERIFY(!QFile::exists(rig.paths.store()));
    }

    void aChangedEventIsFound()
    {
        EngineRig rig;
        QVERIFY(rig.start(EngineMode::Passive));
        QVERIFY(rig.add({}, u"# First of all\n"_s, false).isValid());
        QVERIFY(rig.stop());
        QFile store(rig.paths.store());
        QVERIFY(store.open(QIODevice::ReadWrite));
        QByteArray bytes = store.readAll();
        const qsizetype at = bytes.indexOf("\"title\":\"First of all\""); // in the event's payload alone
        QVERIFY(at > 0);
        QVERIFY(store.seek(at + 9));
        QCOMPARE(store.write("Worst"), 5);
        store.close();
        Program doctor(rig, {u"doctor"_s});
        QCOMPARE(doctor.ends(), 6);
        const QByteArray said = doctor.output();
        QVERIFY2(said.contains("An event of the log was changed"), said.constData());
    }

    void aStrayWorktreeIsNamedKeptAndRemovedOnlyOnWord()
    {
        EngineRig rig;
        QVERIFY(rig.start(EngineMode::Passive));
        rig.rememberStore();
        QVERIFY(rig.add({}, u"# Kept\n"_s, false).isValid());
        QVERIFY(rig.stop());
        const git::AttemptWorktree stray = strayOf(rig, rig.storeId);
        const git::WorktreeSpec elsewhere{rig.repo.outside(u"other"_s), u"docket/91/1"_s, rig.base, u"another-store"_s,
                                          AttemptId{901}};
        QVERIFY(!stray.path.isEmpty() && git::Worktrees(rig.repo.gitDir()).add(elsewhere));
        QFile work(stray.path + u"/work.txt"_s);
        QVERIFY(work.open(QIODevice::WriteOnly) && work.write("hours of it\n") > 0);
        work.close();

        Program doctor(rig, {u"doctor"_s});
        QCOMPARE(doctor.ends(), 8);
        const QByteArray said = doctor.output();
        QVERIFY2(said.contains(stray.path.toUtf8()) && said.contains("--tidy"), said.constData());
        QVERIFY(said.contains("another store"));
        QVERIFY(QDir(stray.path).exists());

        Program tidy(rig, {u"doctor"_s, u"--tidy"_s});
        QCOMPARE(tidy.ends(), 0);
        QVERIFY(!QDir(stray.path).exists());
        QCOMPARE(rig.repo.git({u"show"_s, u"refs/docket/snapshots/%1/900/removed:work.txt"_s.arg(rig.storeId)}),
                 QByteArray("hours of it\n"));
        QVERIFY(QDir(elsewhere.path).exists()); // not ours to remove
        QVERIFY(rig.repo.fsck());
    }

    void tidyingWaitsForNoEngineAndTakesNothingFromOne()
    {
        EngineRig rig;
        rig.sample(u"hangs"_s);
        QVERIFY(rig.start());
        const TaskId task = rig.add(u"sample-hangs"_s);
        QVERIFY(rig.reaches(task, TaskState::Working));
        const auto tidied = removeStrays(rig.paths);
        QVERIFY(!tidied);
        QCOMPARE(tidied.error().code, ErrorCode::Busy);
        QVERIFY(QDir(rig.record(task).attempts.constFirst().worktree).exists());
        QVERIFY(QTest::qWaitFor([&] { return rig.record(task).currentRound()->process.pid > 0; }, EngineRig::patience));
        const auto diagnosis = examine(rig.paths);
        QVERIFY(diagnosis && diagnosis->worst() <= Finding::Kind::Note); // what runs is watched
    }

    void aFolderThatNothingProvesIsNamedAndLeft()
    {
        EngineRig rig;
        QVERIFY(rig.start(EngineMode::Passive));
        QVERIFY(rig.add({}, u"# Kept\n"_s, false).isValid());
        QVERIFY(rig.stop());
        const QString folder = rig.paths.worktrees() + u"/gone-7/task-3-1"_s;
        QVERIFY(QDir().mkpath(folder));
        Program tidy(rig, {u"doctor"_s, u"--tidy"_s});
        QCOMPARE(tidy.ends(), 8);
        QVERIFY(tidy.output().contains(folder.toUtf8()));
        QVERIFY(QDir(folder).exists());
    }

    void aProcessThatNobodyWatchesIsNamed()
    {
        EngineRig rig;
        QVERIFY(rig.start(EngineMode::Passive));
        rig.rememberStore();
        QVERIFY(rig.add({}, u"# Kept\n"_s, false).isValid());
        QVERIFY(rig.stop());
        QProcess lost;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(attemptMarkerVariable), rig.storeId + u"-7-1"_s);
        lost.setProcessEnvironment(environment);
        lost.start(u"sleep"_s, {u"600"_s});
        QVERIFY(lost.waitForStarted());
        const auto ended = qScopeGuard([&] {
            lost.kill();
            lost.waitForFinished();
        });
        QVERIFY(QTest::qWaitFor([&] { return rig.processesLeft() == 1; },
                                EngineRig::patience)); // it has become its own program
        Program doctor(rig, {u"doctor"_s, u"--json"_s});
        QCOMPARE(doctor.ends(), 8);
        const QByteArray said = doctor.output();
        QVERIFY2(said.contains(QByteArray::number(lost.processId())), said.constData());
        QCOMPARE(Program(rig, {u"run"_s, u"--until-idle"_s}).ends(), 0); // what it advises
        QCOMPARE(rig.processesLeft(), 0);
        QCOMPARE(Program(rig, {u"doctor"_s}).ends(), 0);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestDoctor test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_doctor.moc"
