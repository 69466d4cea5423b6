// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/merge.h"
#include "git/snapshot.h"
#include "git/worktrees.h"
#include "helpers/testrepo.h"

#include <QFile>
#include <QTest>
#include <QThreadPool>

#include <mutex>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::TestRepo;

class TestGitParallel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attemptsOnOneRepositoryDoNotDisturbEachOther()
    {
        TestRepo repo;
        TestRepo::Files files;
        for (int i = 0; i < 200; ++i)
            files.append({"dir" + QByteArray::number(i % 10) + "/f" + QByteArray::number(i), "x\n"});
        const ObjectId base = repo.commit("Base", files);
        const Worktrees worktrees(repo.gitDir());
        constexpr int attempts = 12;
        constexpr int rounds = 3;
        QStringList failures;
        QList<ObjectId> last(attempts);
        std::mutex guard;
        const auto note = [&](const Error &error) {
            const std::lock_guard lock(guard);
            failures.append(error.text());
        };
        QThreadPool pool;
        pool.setMaxThreadCount(6);
        for (int n = 0; n < attempts; ++n) {
            pool.start([&, n] {
                const auto made = worktrees.add({repo.outside(u"attempt-%1"_s.arg(n)), attemptBranch(TaskId{n + 1}, 1),
                                                 base, u"store"_s, AttemptId{n + 1}});
                if (!made)
                    return note(made.error());
                ObjectId parent = base;
                for (int round = 1; round <= rounds; ++round) {
                    QFile file(made->path + "/work.txt"_L1);
                    if (!file.open(QIODevice::WriteOnly))
                        return note({ErrorCode::Io, u"cannot write"_s, file.fileName()});
                    file.write(QByteArray::number(n) + ' ' + QByteArray::number(round) + '\n');
                    file.close();
                    const auto snapshot =
                        takeSnapshot(*made, {.parent = parent, .message = u"Round"_s, .round = round, .when = {}});
                    if (!snapshot)
                        return note(snapshot.error());
                    parent = snapshot->commit;
                }
                const std::lock_guard lock(guard);
                last[n] = parent;
            });
        }
        pool.waitForDone();
        QCOMPARE(failures, QStringList());
        for (int n = 0; n < attempts; ++n) {
            QCOMPARE(repo.contentAt(last.at(n), "work.txt"), QByteArray::number(n) + " 3\n");
            QCOMPARE(repo.tip("docket/" + QByteArray::number(n + 1) + "/1"), last.at(n));
            QCOMPARE(repo.status(repo.outside(u"attempt-%1"_s.arg(n))), "");
        }
        QCOMPARE(worktrees.list()->size(), attempts);
        QVERIFY(repo.fsck());
    }

    void ofTwoMergesAtOnceOneIsToldToPlanAgain()
    {
        TestRepo repo(u"bare.git"_s, TestRepo::Kind::Bare);
        repo.commit("Base", {{"a", "1\n"}});
        QList<ObjectId> work;
        for (int n = 0; n < 6; ++n) {
            repo.switchTo("main");
            repo.switchTo("work-" + QByteArray::number(n));
            work.append(repo.commit("Work", {{"f" + QByteArray::number(n), "x\n"}}));
        }
        repo.switchTo("main");
        std::atomic_int conflicts = 0;
        std::atomic_int others = 0;
        QThreadPool pool;
        pool.setMaxThreadCount(6);
        for (const ObjectId &commit : std::as_const(work)) {
            pool.start([&, commit] {
                const auto opened = Repository::open(repo.path());
                while (true) {
                    const auto plan = planMerge(*opened, u"main"_s, commit, MergeStrategy::Squash);
                    const auto outcome =
                        executeMerge(*opened, *plan, {.message = u"Merge"_s, .fallback = docketIdentity(), .when = {}});
                    if (outcome)
                        return;
                    // Busy: the other held the branch's lock at this moment.
                    if (outcome.error().code != ErrorCode::Conflict && outcome.error().code != ErrorCode::Busy) {
                        ++others;
                        return;
                    }
                    ++conflicts;
                }
            });
        }
        pool.waitForDone();
        QCOMPARE(others.load(), 0);
        QCOMPARE(repo.git({u"rev-list"_s, u"--count"_s, u"main"_s}).trimmed(), "7");
        QCOMPARE(repo.git({u"ls-tree"_s, u"--name-only"_s, u"main"_s}), "a\nf0\nf1\nf2\nf3\nf4\nf5\n");
        QVERIFY(repo.fsck());
    }
};

QTEST_GUILESS_MAIN(TestGitParallel)
#include "tst_git_parallel.moc"
