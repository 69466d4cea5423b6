// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginerig.h"
#include "git/worktrees.h"

#include <QDirIterator>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <csignal>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/**
 * Runs of every temper are started and killed at random moments, and Docket with them: afterwards there is no process,
 * no lock, and no file that Docket cannot account for. DOCKET_KILLS says how often Docket dies; four runs each time.
 */
class TestRandomKills : public QObject
{
    Q_OBJECT

    static constexpr int runsEachTime = 4;
    QRandomGenerator m_random;

    template<typename T>
    const T &oneOf(const QList<T> &list) { return list.at(m_random.bounded(int(list.size()))); }

    static bool waitsForNothing(TaskState state)
    {
        return isFinal(state) || state == TaskState::Review || state == TaskState::Failed
            || state == TaskState::Interrupted;
    }

    /** What no task, attempt or part of Docket explains. */
    static QStringList unaccounted(EngineRig &rig)
    {
        QStringList strange;
        static const QRegularExpression known(
            u"^(docket\\.sqlite(-wal|-shm|\\.lock)?|backups/.*|logs/docket\\.log.*|control.*)$"_s);
        static const QRegularExpression ofTask(
            u"^(logs|scratch|worktrees/[^/]+|checks)/task-(\\d+)(?:-(\\d+))?(?:-\\d+)?(/|$)"_s);
        QDirIterator files(rig.paths.data, QDir::Files | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = QDir(rig.paths.data).relativeFilePath(files.next());
            const auto match = ofTask.match(path);
            const TaskRecord record =
                match.hasMatch() ? rig.record(TaskId{match.captured(2).toLongLong()}) : TaskRecord{};
            const bool isLog = path.startsWith(u"logs/"_s);
            const Attempt *attempt = nullptr;
            for (const Attempt &a : record.attempts)
                attempt = a.number == match.captured(3).toInt() ? &a : attempt;
            const bool fits = record.task.id.isValid() && (isLog || (attempt && !attempt->worktreeRemoved));
            if (!fits && !known.match(path).hasMatch())
                strange << path;
        }
        strange += QDir(rig.paths.runtime).entryList({u"proxy-*"_s}, QDir::Files | QDir::System);
        const auto repository = git::Repository::open(rig.repo.path());
        QDirIterator locks(repository->commonDir(), {u"*.lock"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (locks.hasNext())
            strange << locks.next();
        const auto worktrees = git::Worktrees(repository->commonDir()).list();
        for (const git::AttemptWorktree &worktree : *worktrees) {
            const auto task = rig.engine->core().store().reader().taskOf(worktree.attempt);
            const TaskRecord record = task ? rig.record(*task) : TaskRecord{};
            const Attempt *attempt = record.attempt(worktree.attempt);
            if (!attempt || attempt->worktreeRemoved)
                strange << worktree.path;
        }
        return strange;
    }

    void disturb(EngineRig &rig, const QList<TaskId> &tasks)
    {
        for (const TaskId task : tasks) {
            QTest::qWait(m_random.bounded(250)); // the randomness is the test
            const TaskRecord record = rig.record(task);
            const Round *round = record.currentRound();
            switch (m_random.bounded(4)) {
            case 0: (void)rig.order(task, TaskOrder::Interrupt); break;
            case 1: (void)rig.order(task, TaskOrder::Cancel); break;
            case 2:
                if (round && round->process.pid > 1 && record.task.state == TaskState::Working)
                    ::kill(pid_t(round->process.pid), SIGKILL);
                break;
            default: break;
            }
        }
    }

private Q_SLOTS:
    void nothingIsLeftThatNobodyAccountsFor()
    {
        const int kills = std::max(1, qEnvironmentVariableIntValue("DOCKET_KILLS"));
        const quint32 seed = qEnvironmentVariableIsSet("DOCKET_SEED")
            ? quint32(qEnvironmentVariableIntValue("DOCKET_SEED"))
            : QRandomGenerator::global()->generate();
        qInfo() << "DOCKET_SEED =" << int(seed) << "kills" << kills << "runs" << kills * runsEachTime;
        m_random.seed(seed);
        EngineRig rig("checks:\n  there: test -f keep.txt\n");
        const QStringList ways{u"floods-a-little"_s, u"hangs"_s,      u"ignores-term"_s, u"daemons"_s, u"asks"_s,
                               u"crashes"_s,         u"broken-json"_s};
        for (const QString &way : ways)
            rig.sample(way);
        for (int kill = 0; kill < kills; ++kill) {
            QVERIFY(rig.startOnceFree(EngineMode::Passive));
            rig.rememberStore();
            QList<TaskId> tasks;
            for (int run = 0; run < runsEachTime; ++run)
                tasks << rig.add(u"sample-"_s + oneOf(ways));
            QVERIFY(rig.stop());
            QProcess doomed;
            doomed.setProcessChannelMode(QProcess::ForwardedChannels);
            doomed.start(qEnvironmentVariable("DOCKET_KILLEDRUN"),
                         {rig.home.path(), u"any"_s, QString::number(m_random.bounded(1200))});
            QVERIFY(doomed.waitForFinished(EngineRig::patience));
            QCOMPARE(doomed.exitStatus(), QProcess::CrashExit);

            QVERIFY(rig.startOnceFree());
            disturb(rig, tasks);
            for (const TaskId task : std::as_const(tasks)) {
                QTRY_VERIFY_WITH_TIMEOUT((waitsForNothing(rig.state(task))
                                          || (rig.order(task, TaskOrder::Cancel), waitsForNothing(rig.state(task)))),
                                         EngineRig::patience);
                if (!isFinal(rig.state(task)))
                    QVERIFY(rig.order(task, TaskOrder::Cancel));
            }
            for (const TaskId task : std::as_const(tasks)) {
                QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(rig.record(task).attempts, &Attempt::worktreeRemoved),
                                         EngineRig::patience);
            }
            QVERIFY(rig.noProcessIsLeft());
            // Folders of checks are deleted by the pool, behind the events.
            QStringList strange;
            (void)QTest::qWaitFor([&] { return (strange = unaccounted(rig)).isEmpty(); }, EngineRig::patience);
            QVERIFY2(strange.isEmpty(), qPrintable(strange.join(u'\n')));
            QVERIFY(rig.chainHolds());
            QVERIFY(rig.stop());
        }
        QCOMPARE(rig.repo.tip("main"), rig.base);
        QVERIFY(rig.repo.fsck());
        QVERIFY(rig.repo.status().isEmpty());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestRandomKills test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_randomkills.moc"
