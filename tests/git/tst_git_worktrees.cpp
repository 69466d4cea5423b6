// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "attempt.h"

#include "git/treediff.h"

#include <QProcess>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::Attempt;
using docket::test::TestRepo;

class TestGitWorktrees : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gitSeesAnOrdinaryCleanWorktree()
    {
        Attempt attempt;
        QCOMPARE(attempt.worktree.branch, u"docket/7/1"_s);
        QCOMPARE(attempt.content(u"dir/b.txt"_s), "two\n");
        QCOMPARE(attempt.status(), "");
        QCOMPARE(attempt.git({u"rev-parse"_s, u"--abbrev-ref"_s, u"HEAD"_s}).trimmed(), "docket/7/1");
        QCOMPARE(attempt.git({u"rev-parse"_s, u"HEAD"_s}).trimmed(), attempt.base.hex);
        QVERIFY(
            attempt.repo.git({u"worktree"_s, u"list"_s, u"--porcelain"_s}).contains(attempt.worktree.path.toUtf8()));
        attempt.repo.git({u"worktree"_s, u"prune"_s});
        QCOMPARE(attempt.worktrees.list()->size(), 1);
        QCOMPARE(attempt.repo.status(), "");
        QVERIFY(attempt.repo.fsck());
    }

    void theAgentCanCommitThere()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "changed\n");
        attempt.git({u"commit"_s, u"-qam"_s, u"Mine"_s});
        QCOMPARE(attempt.repo.tip("docket/7/1").hex, attempt.git({u"rev-parse"_s, u"HEAD"_s}).trimmed());
        QCOMPARE(attempt.repo.tip("main"), attempt.base);
    }

    void lineEndingsModesAndLinksAreAsGitWouldCheckThemOut()
    {
        TestRepo repo;
        repo.write("!first.txt", "a\nb\n")
            .write(".gitattributes", "*.txt text eol=crlf\n*.id ident\n")
            .write("x.id", "$Id$\n");
        repo.executable("run.sh", "#!/bin/sh\n")
            .symlink("link", "run.sh")
            .write("sub/c.txt", "c\n")
            .write("raw", "no newline")
            .commit("Base");
        Attempt attempt(std::move(repo));
        const QString control = attempt.repo.outside(u"control"_s);
        attempt.repo.git({u"worktree"_s, u"add"_s, u"-q"_s, u"--detach"_s, control});
        QCOMPARE(attempt.content(u"!first.txt"_s), "a\r\nb\r\n");
        QCOMPARE(attempt.repo.gitExitCode(
                     {u"diff"_s, u"--no-index"_s, u"--quiet"_s, control + "/sub"_L1, attempt.path(u"sub"_s)}),
                 0);
        for (const QString &name : {u"!first.txt"_s, u"x.id"_s, u"raw"_s, u"run.sh"_s}) {
            QFile file(control + u'/' + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(attempt.content(name), file.readAll());
        }
        QVERIFY(QFileInfo(attempt.path(u"run.sh"_s)).isExecutable());
        QVERIFY(QFileInfo(attempt.path(u"link"_s)).isSymLink());
        QCOMPARE(attempt.status(), "");
    }

    void addingTwiceGivesTheSameWorktree()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "work\n");
        const auto again = attempt.worktrees.add(attempt.spec());
        QVERIFY(again);
        QCOMPARE(*again, attempt.worktree);
        QCOMPARE(attempt.content(u"a.txt"_s), "work\n");
        QCOMPARE(attempt.worktrees.find(u"store-1"_s, AttemptId{42}).value(), attempt.worktree);
        QCOMPARE(attempt.worktrees.find(u"store-2"_s, AttemptId{42}).error().code, ErrorCode::NotFound);
    }

    void anInterruptedAddIsFinished()
    {
        Attempt attempt;
        // As a kill in the middle leaves it: the mark says "creating", some files are missing, one is half written.
        QFile mark(attempt.worktree.adminDir() + "/docket-owner"_L1);
        QVERIFY(mark.open(QIODevice::ReadOnly));
        const QByteArray text = mark.readAll().replace("ready", "creating");
        mark.close();
        QVERIFY(mark.open(QIODevice::WriteOnly));
        mark.write(text);
        mark.close();
        QFile::remove(attempt.path(u"dir/b.txt"_s));
        attempt.put(u"a.txt"_s, "on");
        QVERIFY(!attempt.worktrees.list()->first().complete);

        const auto again = attempt.worktrees.add(attempt.spec());
        QVERIFY(again && again->complete);
        QCOMPARE(attempt.content(u"a.txt"_s), "one\n");
        QCOMPARE(attempt.status(), "");
    }

    void aCancelledAddLeavesNothing()
    {
        TestRepo repo;
        TestRepo::Files files;
        for (int i = 0; i < 1500; ++i)
            files.append({"f" + QByteArray::number(i), "x\n"});
        const ObjectId base = repo.commit("Base", files);
        CancelToken token;
        token.cancel();
        const Worktrees worktrees(repo.gitDir());
        const QString path = repo.outside(u"attempt"_s);
        const auto made = worktrees.add({path, u"docket/1/1"_s, base, u"store"_s, AttemptId{1}}, token);
        QCOMPARE(made.error().code, ErrorCode::Cancelled);
        QVERIFY(!QFileInfo::exists(path));
        QVERIFY(!QFileInfo::exists(repo.gitDir() + "/worktrees/docket-1-store"_L1));
        QCOMPARE(repo.git({u"branch"_s, u"--list"_s, u"docket/*"_s}), "");
        QVERIFY(worktrees.add({path, u"docket/1/1"_s, base, u"store"_s, AttemptId{1}}));
    }

    void whatSomebodyElseMadeIsNotTakenOver()
    {
        TestRepo repo;
        const ObjectId base = repo.commit("Base", {{"a", "1\n"}});
        const Worktrees worktrees(repo.gitDir());
        const WorktreeSpec spec{repo.outside(u"attempt"_s), u"docket/1/1"_s, base, u"store"_s, AttemptId{1}};

        QVERIFY(QDir().mkpath(spec.path + "/theirs"_L1));
        QCOMPARE(worktrees.add(spec).error().code, ErrorCode::AlreadyExists);
        QVERIFY(QFileInfo::exists(spec.path + "/theirs"_L1));
        QVERIFY(QDir(spec.path).rmdir(u"theirs"_s));

        repo.branch("docket/1/1");
        QCOMPARE(worktrees.add(spec).error().code, ErrorCode::AlreadyExists);
        QCOMPARE(repo.tip("docket/1/1"), base);
        QVERIFY(worktrees.list()->isEmpty());
    }

    void submodulesStayRecorded()
    {
        TestRepo repo;
        repo.write("a", "1\n").submodule("lib/sub", {QByteArray(40, '1')}).commit("Base");
        Attempt attempt(std::move(repo));
        QVERIFY(QFileInfo(attempt.path(u"lib/sub"_s)).isDir());
        QCOMPARE(attempt.status(), "");
    }

    void aBareRepositoryCanHaveAttempts()
    {
        TestRepo repo(u"bare.git"_s, TestRepo::Kind::Bare);
        repo.commit("Base", {{"a", "1\n"}});
        Attempt attempt(std::move(repo));
        QCOMPARE(attempt.content(u"a"_s), "1\n");
        QCOMPARE(attempt.status(), "");
    }

    void everyWayOfSpoilingTheGitFileIsSeenAndRepaired_data()
    {
        QTest::addColumn<QString>("way");
        QTest::addColumn<int>("state");
        QTest::newRow("deleted") << u"rm .git"_s << int(GitLink::Missing);
        QTest::newRow("rewritten") << u"echo 'gitdir: /tmp' > .git"_s << int(GitLink::Rewritten);
        QTest::newRow("symlink") << u"mv .git other && ln -s other .git"_s << int(GitLink::SymbolicLink);
        QTest::newRow("dangling symlink") << u"rm .git && ln -s nowhere .git"_s << int(GitLink::SymbolicLink);
        QTest::newRow("own repository") << u"rm .git && git init -q ."_s << int(GitLink::Directory);
    }

    void everyWayOfSpoilingTheGitFileIsSeenAndRepaired()
    {
        QFETCH(QString, way);
        QFETCH(int, state);
        Attempt attempt;
        QCOMPARE(int(attempt.worktrees.health(attempt.worktree)->link), int(GitLink::Intact));
        QVERIFY(attempt.worktrees.health(attempt.worktree)->sentence().isEmpty());
        QCOMPARE(QProcess::execute(u"sh"_s, {u"-c"_s, u"cd \"$1\" && "_s + way, u"sh"_s, attempt.worktree.path}), 0);
        const auto health = attempt.worktrees.health(attempt.worktree);
        QCOMPARE(int(health->link), state);
        QVERIFY(!health->sentence().isEmpty());
        QVERIFY(attempt.worktrees.repair(attempt.worktree));
        QCOMPARE(int(attempt.worktrees.health(attempt.worktree)->link), int(GitLink::Intact));
        QFile::remove(attempt.path(u"other"_s));
        QCOMPARE(attempt.status(), "");
        QCOMPARE(QFileInfo(attempt.worktree.path + ".git-aside"_L1).isDir(), state == int(GitLink::Directory));
    }

    void aDeletedWorktreeIsSaidAndCanBeRestored()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "work\n");
        const auto snapshot = attempt.snapshot();
        QVERIFY(QDir(attempt.worktree.path).removeRecursively());
        QCOMPARE(attempt.snapshot(2, snapshot->commit).error().code, ErrorCode::NotFound);
        QVERIFY(!attempt.worktrees.health(attempt.worktree)->folderExists);
        QVERIFY(attempt.worktrees.restore(attempt.worktree, snapshot->commit));
        QCOMPARE(attempt.content(u"a.txt"_s), "work\n");
        QCOMPARE(attempt.status(), "");
    }

    void restoringThrowsAwayWhatTheRoundLeft()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "work\n");
        attempt.put(u"new/file.txt"_s, "x");
        attempt.put(u"keep.o"_s, "ignored");
        QVERIFY(attempt.worktrees.restore(attempt.worktree, attempt.base));
        QCOMPARE(attempt.content(u"a.txt"_s), "one\n");
        QVERIFY(!QFileInfo::exists(attempt.path(u"new/file.txt"_s)));
        QCOMPARE(attempt.content(u"keep.o"_s), "ignored");
        QCOMPARE(attempt.status(), "");
    }

    void aLockedWorktreeSurvivesPruning()
    {
        Attempt attempt;
        QVERIFY(attempt.worktrees.lock(attempt.worktree, u"agent at work"_s));
        QCOMPARE(attempt.worktrees.health(attempt.worktree)->lockReason, u"agent at work"_s);
        QVERIFY(QDir(attempt.worktree.path).removeRecursively());
        attempt.repo.git({u"worktree"_s, u"prune"_s, u"--expire"_s, u"now"_s});
        QCOMPARE(attempt.worktrees.list()->size(), 1);
        QVERIFY(attempt.worktrees.unlock(attempt.worktree));
        attempt.repo.git({u"worktree"_s, u"prune"_s, u"--expire"_s, u"now"_s});
        QVERIFY(attempt.worktrees.list()->isEmpty());
    }

    void removingKeepsASnapshotAndLeavesNothingElse()
    {
        Attempt attempt;
        attempt.put(u"unsaved.txt"_s, "worth keeping\n");
        attempt.put(u"deep/locked/file"_s, "x\n");
        ::chmod(qPrintable(attempt.path(u"deep/locked"_s)), 0500);
        const auto removed = attempt.worktrees.remove(attempt.worktree);
        QVERIFY2(removed, removed ? "" : qPrintable(removed.error().text()));
        QCOMPARE(removed->keptAs, u"refs/docket/snapshots/store-1/42/removed"_s);
        QCOMPARE(attempt.repo.contentAt(removed->keptCommit, "unsaved.txt"), "worth keeping\n");
        QVERIFY(!QFileInfo::exists(attempt.worktree.path));
        QVERIFY(!QFileInfo::exists(attempt.worktree.adminDir()));
        QVERIFY(!attempt.repo.git({u"worktree"_s, u"list"_s}).contains("attempt"));
        QCOMPARE(attempt.worktrees.dropBranch(attempt.worktree.branch, {removed->keptCommit}), true);
        QCOMPARE(attempt.repo.git({u"branch"_s, u"--list"_s, u"docket/*"_s}), "");
        QCOMPARE(attempt.worktrees.dropBranch(attempt.worktree.branch, {}),
                 true); // it is gone, which is what was asked for
        QVERIFY(attempt.repo.fsck());
        QCOMPARE(attempt.repo.status(), "");
    }

    void aBranchThatSomebodyUsesStays()
    {
        Attempt attempt;
        attempt.put(u"new.txt"_s, "new\n");
        const auto snapshot = attempt.snapshot();
        const QString branch = attempt.worktree.branch;
        const QList<ObjectId> known{snapshot->commit};
        QCOMPARE(attempt.worktrees.dropBranch(branch, known), false); // its own worktree has it
        QVERIFY(attempt.worktrees.remove(attempt.worktree));
        attempt.repo.git({u"switch"_s, u"-q"_s, branch});
        QCOMPARE(attempt.worktrees.dropBranch(branch, known), false); // a person looks at it
        attempt.repo.git({u"commit"_s, u"-q"_s, u"--allow-empty"_s, u"-m"_s, u"Mine"_s});
        attempt.repo.git({u"switch"_s, u"-q"_s, u"main"_s});
        QCOMPARE(attempt.worktrees.dropBranch(branch, known), false); // a person went on with it
        QVERIFY(attempt.repo.git({u"log"_s, u"-1"_s, u"--format=%s"_s, branch}).startsWith("Mine"));
    }

    void aWorktreeWithoutTheMarkIsNeverRemoved()
    {
        Attempt attempt;
        const QString theirs = attempt.repo.outside(u"theirs"_s);
        attempt.repo.git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"other"_s, theirs});
        AttemptWorktree forged = attempt.worktree;
        forged.name = u"theirs"_s;
        forged.path = theirs;
        QCOMPARE(attempt.worktrees.remove(forged).error().code, ErrorCode::Refused);
        AttemptWorktree elsewhere = attempt.worktree;
        elsewhere.path = attempt.repo.path();
        QCOMPARE(attempt.worktrees.remove(elsewhere).error().code, ErrorCode::Refused);
        AttemptWorktree otherStore = attempt.worktree;
        otherStore.storeId = u"store-2"_s;
        QCOMPARE(attempt.worktrees.remove(otherStore).error().code, ErrorCode::Refused);
        QVERIFY(QFileInfo::exists(theirs + "/a.txt"_L1));
        QVERIFY(QFileInfo::exists(attempt.path(u"a.txt"_s)));
    }

    void aNestedRepositoryHoldsRemovalBack()
    {
        Attempt attempt;
        attempt.put(u"inner/x"_s, "x\n");
        attempt.repo.git({u"init"_s, u"-q"_s}, attempt.path(u"inner"_s));
        QCOMPARE(attempt.worktrees.remove(attempt.worktree).error().code, ErrorCode::Refused);
        QVERIFY(QFileInfo::exists(attempt.path(u"inner/x"_s)));
        QVERIFY(attempt.worktrees.remove(attempt.worktree, {.loseNestedRepositories = true}));
    }

    void aLinkOutOfTheWorktreeIsNotFollowedWhenRemoving()
    {
        Attempt attempt;
        const QString outside = attempt.repo.outside(u"precious"_s);
        QVERIFY(QDir().mkpath(outside));
        QFile file(outside + "/file"_L1);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(QFile::link(outside, attempt.path(u"link"_s)));
        QVERIFY(attempt.worktrees.remove(attempt.worktree));
        QVERIFY(QFileInfo::exists(outside + "/file"_L1));
    }
};

QTEST_GUILESS_MAIN(TestGitWorktrees)
#include "tst_git_worktrees.moc"
