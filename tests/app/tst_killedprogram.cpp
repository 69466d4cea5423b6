// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"
#include "git/worktrees.h"
#include "store/storereader.h"

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

namespace {

/** What the store says, read beside the running program and after its death. */
TaskRecord recordOf(const EngineRig &rig, TaskId task)
{
    const auto reader = StoreReader::open(rig.paths.store());
    return reader ? (*reader)->record(task).value_or(TaskRecord{}) : TaskRecord{};
}

TaskState stateOf(const EngineRig &rig, TaskId task) { return recordOf(rig, task).task.state; }

bool comesTo(const EngineRig &rig, TaskId task, TaskState state)
{
    return QTest::qWaitFor([&] { return stateOf(rig, task) == state; }, EngineRig::patience);
}

constexpr auto spec = "# Change a\n\n## Acceptance criteria\n- AC-1: it is changed\n";

TaskId add(EngineRig &rig, const QString &agent)
{
    const QString file = rig.home.filePath(u"spec.md"_s);
    QFile text(file);
    if (!text.open(QIODevice::WriteOnly) || text.write(spec) < 0)
        return {};
    text.close();
    Program added(rig, {u"add"_s, file, u"--agent"_s, agent, u"--queue"_s, u"--json"_s});
    if (added.ends() != 0)
        return {};
    const TaskId task{QJsonDocument::fromJson(added.output()).object().value(u"id"_s).toInteger()};
    rig.storeId = (*StoreReader::open(rig.paths.store()))->setting(u"store-id"_s).value_or(QString());
    return task;
}

/** All that was stored before the kill is there after it, and can be proved. */
bool nothingIsLost(const EngineRig &rig, const TaskRecord &before)
{
    const auto reader = StoreReader::open(rig.paths.store());
    if (!reader || !(*reader)->verifyChain())
        return false;
    const auto now = (*reader)->record(before.task.id);
    const auto text =
        now ? (*reader)->specRevision(now->task.spec, 1) : Result<SpecRevision>(std::unexpected(now.error()));
    if (!text || text->markdown != QString::fromLatin1(spec))
        return false;
    for (const Round &round : before.rounds) {
        const Round *kept = now->round(round.id);
        if (!kept
            || (round.snapshot
                && (kept->snapshot != round.snapshot
                    || rig.repo.treeOf(round.snapshot->commit) != round.snapshot->tree)))
            return false;
    }
    for (const Evidence &evidence : before.evidence) {
        if (!now->evidence.contains(evidence))
            return false;
    }
    return rig.repo.fsck();
}

/** Worktrees on the disk belong to attempts that the store knows, and no lock of git is left. */
bool everythingIsAccountedFor(const EngineRig &rig)
{
    const auto reader = StoreReader::open(rig.paths.store());
    const auto worktrees = git::Worktrees(rig.repo.gitDir()).list();
    const bool known =
        reader && worktrees && std::ranges::all_of(*worktrees, [&](const git::AttemptWorktree &worktree) {
            return (*reader)->taskOf(worktree.attempt).has_value();
        });
    return known && !QFile::exists(rig.repo.gitDir() + u"/index.lock"_s);
}

/** Enough small files that a step over all of them takes longer than a look at the store. */
TestRepo::Files manyFiles(int count)
{
    TestRepo::Files files;
    for (int i = 0; i < count; ++i)
        files.append({"many/" + QByteArray::number(i % 50) + "/file-" + QByteArray::number(i),
                      QByteArray(400, 'x') + QByteArray::number(i)});
    return files;
}

constexpr auto leavesManyFiles = "mkdir left; i=0; while [ $i -lt 3000 ]; do echo $i > left/$i; i=$((i+1)); done";

} // namespace

/**
 * kill -9 of the real program at each state of the way. What is read is its store, its repository and its next start.
 */
class TestKilledProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNextStartGoesOnOrSaysWhatItNeeds_data()
    {
        QTest::addColumn<QString>("agent"); // a way of the sample agent, or a script
        QTest::addColumn<TaskState>("killedIn");
        QTest::addColumn<TaskState>("comesTo");
        QTest::newRow("worktree") << u"echo new > new.txt"_s << TaskState::Preparing << TaskState::Review;
        QTest::newRow("agent runs") << u"hangs"_s << TaskState::Working << TaskState::Interrupted;
        QTest::newRow("agent ignores SIGTERM") << u"ignores-term"_s << TaskState::Working << TaskState::Interrupted;
        QTest::newRow("open permission request") << u"asks"_s << TaskState::Asking << TaskState::Interrupted;
        QTest::newRow("snapshot") << QString::fromLatin1(leavesManyFiles) << TaskState::Snapshotting
                                  << TaskState::Review;
        QTest::newRow("checks") << u"echo new > new.txt"_s << TaskState::Checking << TaskState::Review;
        QTest::newRow("review") << u"echo new > new.txt"_s << TaskState::Review << TaskState::Review;
    }

    void theNextStartGoesOnOrSaysWhatItNeeds()
    {
        QFETCH(QString, agent);
        QFETCH(TaskState, killedIn);
        QFETCH(TaskState, comesTo);
        EngineRig rig("checks:\n  slow: sleep 1; test -f keep.txt\n");
        if (killedIn == TaskState::Preparing)
            rig.base = rig.repo.commit("Many", manyFiles(3000));
        const bool isScript = agent.contains(u' ');
        if (isScript)
            rig.agent(u"script"_s, agent);
        else
            rig.sample(agent);
        const TaskId task = add(rig, isScript ? u"script"_s : u"sample-"_s + agent);
        QVERIFY(task.isValid());

        Program run(rig, {u"run"_s});
        QVERIFY(run.hasStarted());
        QVERIFY(::comesTo(rig, task, killedIn));
        if (killedIn == TaskState::Working) // not before there is something to be left over
            QVERIFY(QTest::qWaitFor(
                [&] { return rig.processesLeft() > 0 && recordOf(rig, task).currentRound()->process.pid > 0; },
                EngineRig::patience));
        QVERIFY(run.dies());
        const TaskRecord before = recordOf(rig, task);
        QCOMPARE(before.task.state, killedIn); // it was killed there and not a state later
        QVERIFY(nothingIsLost(rig, before));

        Program again(rig, {u"run"_s, u"--until-idle"_s});
        const int code = again.ends();
        const bool needsPerson = comesTo == TaskState::Interrupted;
        QVERIFY2(code == (needsPerson ? 8 : 0), again.errors().constData());
        const TaskRecord after = recordOf(rig, task);
        QCOMPARE(after.task.state, comesTo);
        QVERIFY(!needsPerson || after.task.failureText.contains(u"resume"_s, Qt::CaseInsensitive));
        QVERIFY(after.asks.isEmpty());
        QVERIFY(after.currentSnapshot());
        QVERIFY(nothingIsLost(rig, before));
        QVERIFY(everythingIsAccountedFor(rig));
        QVERIFY(rig.noProcessIsLeft());
        QCOMPARE(rig.repo.tip("main"), rig.base);
        QVERIFY(rig.repo.status().isEmpty());
    }

    void whatWaitedInTheQueueIsTakenUp()
    {
        EngineRig rig;
        rig.sample(u"hangs"_s);
        rig.agent(u"script"_s, u"echo new > new.txt"_s);
        const TaskId first = add(rig, u"sample-hangs"_s);
        const TaskId second = add(rig, u"script"_s);
        Program run(rig, {u"run"_s, u"--slots"_s, u"1"_s});
        QVERIFY(run.hasStarted());
        QVERIFY(comesTo(rig, first, TaskState::Working));
        QVERIFY(run.dies());
        const TaskRecord before = recordOf(rig, second);
        QCOMPARE(before.task.state, TaskState::Queued);
        Program again(rig, {u"run"_s, u"--slots"_s, u"1"_s, u"--until-idle"_s});
        QCOMPARE(again.ends(), 8);
        QCOMPARE(stateOf(rig, first), TaskState::Interrupted);
        QCOMPARE(stateOf(rig, second), TaskState::Review);
        QVERIFY(nothingIsLost(rig, before));
        QVERIFY(everythingIsAccountedFor(rig));
        QVERIFY(rig.noProcessIsLeft());
    }

    void aMergeIsDoneOnce_data()
    {
        QTest::addColumn<bool>("withEngine");
        QTest::newRow("the engine that runs is killed") << true;
        QTest::newRow("the command that merges by itself is killed") << false;
    }

    void aMergeIsDoneOnce()
    {
        QFETCH(bool, withEngine);
        EngineRig rig;
        rig.agent(u"script"_s, QString::fromLatin1(leavesManyFiles));
        const TaskId task = add(rig, u"script"_s);
        QCOMPARE(Program(rig, {u"run"_s, u"--until-idle"_s}).ends(), 0);
        const QString number = QString::number(task.value);
        QCOMPARE(Program(rig, {u"approve"_s, number}).ends(), 0);

        std::unique_ptr<Program> engine;
        if (withEngine) {
            engine = std::make_unique<Program>(rig, QStringList{u"run"_s});
            QVERIFY(engine->hasStarted());
            QVERIFY(QTest::qWaitFor([&] { return QFile::exists(rig.paths.controlSocket()); }, EngineRig::patience));
        }
        Program merge(rig, {u"merge"_s, number});
        QVERIFY(merge.hasStarted());
        QVERIFY(comesTo(rig, task, TaskState::Merging));
        QVERIFY((engine ? *engine : merge).dies());
        const TaskRecord before = recordOf(rig, task);
        QCOMPARE(before.task.state, TaskState::Merging);
        QVERIFY(nothingIsLost(rig, before));
        if (engine)
            QVERIFY(merge.ends() > 0); // it says that the engine went away

        QCOMPARE(Program(rig, {u"run"_s, u"--until-idle"_s}).ends(), 0);
        const TaskRecord after = recordOf(rig, task);
        QCOMPARE(after.task.state, TaskState::Merged);
        QCOMPARE(rig.repo.tip("main"), after.task.mergeCommit);
        QCOMPARE(rig.repo.git({u"rev-list"_s, u"--count"_s, u"--merges"_s, u"main"_s}).trimmed(), QByteArray("1"));
        QCOMPARE(rig.repo.fileContent(u"left/2999"_s), QByteArray("2999\n"));
        QVERIFY(rig.repo.status().isEmpty());
        QVERIFY(nothingIsLost(rig, before));
        QVERIFY(everythingIsAccountedFor(rig));
        QVERIFY(rig.noProcessIsLeft());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestKilledProgram test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killedprogram.moc"
