// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/library.h"
#include "git/merge.h"
#include "git/snapshot.h"
#include "git/worktrees.h"
#include "helpers/testrepo.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include <sys/time.h>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::TestRepo;

namespace {

WorktreeSpec specFor(const QString &main, const ObjectId &base, int n)
{
    return {QFileInfo(main).path() + u"/attempt-%1"_s.arg(n), attemptBranch(TaskId{n}, 1), base, u"store"_s,
            AttemptId{n}};
}

Result<ObjectId> roundsOf(const AttemptWorktree &worktree, int n)
{
    ObjectId parent = worktree.base;
    for (int round = 1; round <= 2; ++round) {
        for (int i = 0; i < 40; ++i) {
            QFile file(worktree.path + u"/dir/f%1"_s.arg(i));
            if (!file.open(QIODevice::WriteOnly))
                return fail(ErrorCode::Io, u"cannot write"_s, file.fileName());
            file.write(QByteArray::number(n) + '.' + QByteArray::number(round) + '\n');
        }
        const auto snapshot =
            takeSnapshot(worktree, {.parent = parent, .message = u"Round"_s, .round = round, .when = {}});
        if (!snapshot)
            return std::unexpected(snapshot.error());
        parent = snapshot->commit;
    }
    return parent;
}

/** The whole life of one attempt; every step may find that an earlier process was killed within it. */
Result<void> live(const QString &main, int n)
{
    const auto repository = Repository::open(main);
    if (!repository)
        return std::unexpected(repository.error());
    const Worktrees worktrees(repository->commonDir());
    const auto known = worktrees.find(u"store"_s, AttemptId{n});
    const auto tip = repository->branchTip(u"main"_s);
    // Killed between the removal of a worktree and that of its branch: the branch is at what the removal kept.
    const auto kept = repository->resolve(snapshotRef(u"store"_s, AttemptId{n}, u"removed"_s));
    if (!known && kept && !worktrees.dropBranch(specFor(main, *tip, n).branch, {*kept}).value_or(false))
        return fail(ErrorCode::Git, u"The branch of a removed worktree is not where its snapshot is."_s);
    const auto worktree = worktrees.add(specFor(main, known ? known->base : *tip, n));
    if (!worktree)
        return std::unexpected(worktree.error());
    const auto last = roundsOf(*worktree, n);
    if (!last)
        return std::unexpected(last.error());
    const auto plan = planMerge(*repository, u"main"_s, *last, MergeStrategy::Squash);
    if (!plan)
        return std::unexpected(plan.error());
    if (!plan->nothingToDo) {
        const auto merged =
            executeMerge(*repository, *plan, {.message = u"Merge"_s, .fallback = docketIdentity(), .when = {}});
        if (!merged)
            return std::unexpected(merged.error());
    }
    return worktrees.remove(*worktree)
        .and_then([&](const RemovedWorktree &removed) {
            return worktrees.dropBranch(worktree->branch, {removed.keptCommit});
        })
        .transform([](bool) {});
}

/** Lives one attempt after the other until the kernel ends the process, unasked as by kill -9, after so much processor
 * time. */
int work(const QString &main, int first, int milliseconds)
{
    itimerval limit = {};
    limit.it_value.tv_usec = milliseconds * 1000;
    ::setitimer(ITIMER_PROF, &limit, nullptr);
    const Library library({.hermetic = true});
    for (int n = first;; ++n) {
        if (const auto lived = live(main, n); !lived) {
            qWarning("%s", qPrintable(lived.error().text()));
            return 1;
        }
    }
}

} // namespace

class TestGitKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whateverIsKilledGoesOn()
    {
        TestRepo repo;
        TestRepo::Files files;
        for (int i = 0; i < 120; ++i)
            files.append({"dir/f" + QByteArray::number(i), QByteArray(200, 'x') + '\n'});
        repo.commit("Base", files);
        const Worktrees worktrees(repo.gitDir());
        int asked = 0;
        int interrupted = 0;
        for (int kill = 0; kill < 40; ++kill) {
            QProcess process;
            process.setProcessChannelMode(QProcess::MergedChannels);
            const int first = 1 + kill * 1000;
            process.start(QCoreApplication::applicationFilePath(),
                          {u"--work"_s, repo.path(), QString::number(first), QString::number(8 + (kill * 37) % 120)});
            QVERIFY(process.waitForFinished());
            if (process.exitStatus() != QProcess::CrashExit)
                QFAIL(process.readAll().prepend("the worker ended by itself: ").constData());

            // What a killed git operation may leave for a person: a lock, or one half written file. Each is named.
            const auto unfinished = worktrees.list();
            QVERIFY(unfinished);
            QVERIFY(unfinished->size() <= 1);
            interrupted += int(unfinished->size());
            for (const AttemptWorktree &worktree : *unfinished) {
                auto lived = live(repo.path(), int(worktree.attempt.value));
                if (!lived && (lived.error().code == ErrorCode::Busy || lived.error().code == ErrorCode::Refused)) {
                    ++asked;
                    qInfo("%s", qPrintable(lived.error().text()));
                    for (const QString &lock : {u"/index.lock"_s, u"/refs/heads/main.lock"_s, u"/HEAD.lock"_s})
                        QFile::remove(repo.gitDir() + lock);
                    repo.git({u"checkout"_s, u"-q"_s, u"main"_s, u"--"_s, u"."_s});
                    lived = live(repo.path(), int(worktree.attempt.value));
                }
                QVERIFY2(lived, lived ? "" : qPrintable(lived.error().text()));
            }
            QVERIFY(worktrees.list()->isEmpty());
            QCOMPARE(repo.status(), "");
        }
        qInfo("interrupted %d times, a person was asked %d times", interrupted, asked);
        QVERIFY(interrupted > 5);
        QVERIFY(asked < interrupted / 2);
        QVERIFY(repo.fsck());
        // Killed between the removal of a worktree and that of its branch: the branch is at what the removal kept.
        for (const QByteArray &line : repo.git({u"branch"_s, u"--list"_s, u"docket/*"_s}).split('\n')) {
            const QString branch = QString::fromLatin1(line.trimmed());
            if (branch.isEmpty())
                continue;
            const auto repository = Repository::open(repo.path());
            const auto kept = repository->resolve(
                snapshotRef(u"store"_s, AttemptId{branch.section(u'/', 1, 1).toLongLong()}, u"removed"_s));
            QVERIFY(kept);
            QCOMPARE(worktrees.dropBranch(branch, {*kept}), true);
        }
        QCOMPARE(repo.git({u"branch"_s, u"--list"_s, u"docket/*"_s}), "");
        QVERIFY(QDir(repo.outside(u"."_s)).entryList({u"attempt-*"_s}).isEmpty());
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == "--work"_L1)
        return work(arguments.value(2), arguments.value(3).toInt(), arguments.value(4).toInt());
    // The test makes and deletes some ten thousand files; memory does not care.
    if (QFileInfo(u"/dev/shm"_s).isWritable())
        qputenv("TMPDIR", "/dev/shm");
    TestGitKilled test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_git_killed.moc"
