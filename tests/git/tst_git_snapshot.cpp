// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "attempt.h"

#include "git/treediff.h"
#include "helpers/place.h"

#include <QTest>

#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::Attempt;
using docket::test::TestRepo;

namespace {

/** The tree that `git add --all` makes of the same folder, by an index of its own. */
QByteArray treeOfGit(const Attempt &attempt)
{
    const QString index = attempt.repo.outside(u"control-index"_s);
    QFile::remove(index);
    qputenv("GIT_INDEX_FILE", QFile::encodeName(index));
    attempt.git({u"-c"_s, u"core.fsmonitor=false"_s, u"read-tree"_s, QString::fromLatin1(attempt.base.hex)});
    attempt.git({u"add"_s, u"--all"_s});
    const QByteArray tree = attempt.git({u"write-tree"_s}).trimmed();
    qunsetenv("GIT_INDEX_FILE");
    return tree;
}

bool hasProblem(const Snapshot &snapshot, SnapshotProblemKind kind)
{
    return std::ranges::find(snapshot.problems, kind, &SnapshotProblem::kind) != snapshot.problems.cend();
}

} // namespace

class TestGitSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingLeftIsCommitted()
    {
        TestRepo repo;
        repo.write("edited", "1\n")
            .write("deleted", "x\n")
            .write("mode.sh", "s\n")
            .write("swap", "file\n")
            .write("tree/a", "a\n");
        repo.write("to-link", "t\n")
            .write(".gitignore", "*.o\nbuild/\n")
            .write("tracked.o", "in spite of the rule\n")
            .commit("Base");
        Attempt attempt(std::move(repo));
        attempt.put(u"edited"_s, "2\n");
        QFile::remove(attempt.path(u"deleted"_s));
        ::chmod(qPrintable(attempt.path(u"mode.sh"_s)), 0755);
        QFile::remove(attempt.path(u"swap"_s));
        attempt.put(u"swap/inner/x"_s, "folder now\n");
        QVERIFY(QDir(attempt.path(u"tree"_s)).removeRecursively());
        attempt.put(u"tree"_s, "file now\n");
        QFile::remove(attempt.path(u"to-link"_s));
        QVERIFY(QFile::link(u"edited"_s, attempt.path(u"to-link"_s)));
        attempt.put(u"staged.txt"_s, "staged\n");
        attempt.git({u"add"_s, u"staged.txt"_s});
        attempt.put(u"untracked/deep/file.txt"_s, "u\n");
        attempt.put(u"x.o"_s, "ignored");
        attempt.put(u"build/out"_s, "ignored");
        attempt.put(u"tracked.o"_s, "changed\n");
        QVERIFY(QDir().mkpath(attempt.path(u"empty/folder"_s)));
        QCOMPARE(::symlink("nowhere", qPrintable(attempt.path(u"dangling"_s))), 0);
        const QByteArray expected = treeOfGit(attempt);

        const auto snapshot = attempt.snapshot();
        QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().text()));
        QCOMPARE(snapshot->tree.hex, expected);
        QVERIFY(snapshot->changed);
        QVERIFY(snapshot->problems.isEmpty());
        const auto names = attempt.repo.git({u"diff-tree"_s, u"-r"_s, u"--no-commit-id"_s, u"--name-only"_s,
                                             u"--no-renames"_s, QString::fromLatin1(snapshot->commit.hex)});
        QCOMPARE(snapshot->changedFiles, int(names.trimmed().split('\n').size()));
        QCOMPARE(attempt.repo.tip("docket/7/1"), snapshot->commit);
        QCOMPARE(attempt.repo.git({u"rev-parse"_s, u"refs/docket/snapshots/store-1/42/1"_s}).trimmed(),
                 snapshot->commit.hex);
        QCOMPARE(attempt.git({u"log"_s, u"-1"_s, u"--format=%an <%ae> %cn %s"_s}),
                 "Docket <docket@localhost> Docket Round 1\n");
        QCOMPARE(attempt.status(), "");
        QVERIFY(attempt.repo.fsck());
    }

    void whatAnotherStoreKeepsOfTheSameRepositoryStays()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "of the first store\n");
        const auto first = attempt.snapshot();
        QVERIFY(first);
        // Each store counts its attempts from 1, so both have one of this number.
        const auto other = attempt.worktrees.add({attempt.repo.outside(u"other"_s), attemptBranch(TaskId{8}, 1),
                                                  attempt.base, u"store-2"_s, attempt.worktree.attempt});
        QVERIFY2(other, other ? "" : qPrintable(other.error().text()));
        QFile file(other->path + u"/a.txt"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("of the second\n") > 0);
        file.close();
        const auto second =
            takeSnapshot(*other, {.parent = attempt.base, .message = u"Round 1"_s, .round = 1, .when = {}});
        QVERIFY(second);
        for (const auto &[snapshot, text] : {std::pair{*first, "of the first store\n"}, {*second, "of the second\n"}}) {
            QCOMPARE(attempt.repo.git({u"rev-parse"_s, snapshot.ref}).trimmed(), snapshot.commit.hex);
            QCOMPARE(attempt.repo.git({u"show"_s, snapshot.ref + u":a.txt"_s}), text);
        }
    }

    void nothingChangedGivesTheParentAgain()
    {
        Attempt attempt;
        const auto snapshot = attempt.snapshot();
        QVERIFY(!snapshot->changed);
        QCOMPARE(snapshot->commit, attempt.base);
        QCOMPARE(snapshot->tree, attempt.repo.treeOf(attempt.base));
        QCOMPARE(snapshot->changedFiles, 0);
    }

    void takingItTwiceMakesNoSecondCommit()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "work\n");
        const auto one = attempt.snapshot();
        const auto two = attempt.snapshot();
        QCOMPARE(two->commit, one->commit);
        QCOMPARE(two->tree, one->tree);
        QVERIFY(two->changed);
    }

    void roundsFollowEachOther()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "round one\n");
        const auto one = attempt.snapshot();
        attempt.put(u"a.txt"_s, "round two\n");
        const auto two = attempt.snapshot(2, one->commit);
        QCOMPARE(two->changedFiles, 1);
        QCOMPARE(attempt.repo.git({u"log"_s, u"--format=%s"_s, u"docket/7/1"_s}), "Round 2\nRound 1\nBase\n");
    }

    void aChangeOfTheSameSizeWithinTheSameMomentIsSeen()
    {
        Attempt attempt;
        for (int i = 0; i < 20; ++i) {
            attempt.put(u"a.txt"_s, QByteArray::number(100 + i) + '\n');
            const auto snapshot = attempt.snapshot(i);
            QCOMPARE(attempt.repo.contentAt(snapshot->commit, "a.txt"), QByteArray::number(100 + i) + '\n');
        }
    }

    void commitsOfTheAgentAreKeptAsParents()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "one\n1\n");
        attempt.git({u"commit"_s, u"-qam"_s, u"Agent 1"_s});
        attempt.put(u"new"_s, "n\n");
        attempt.git({u"add"_s, u"new"_s});
        attempt.git({u"commit"_s, u"-qm"_s, u"Agent 2"_s});
        const auto clean = attempt.snapshot();
        QCOMPARE(clean->agentCommits, 2);
        QCOMPARE(clean->commit.hex, attempt.git({u"rev-parse"_s, u"HEAD"_s}).trimmed());
        QCOMPARE(clean->changedFiles, 2);
        attempt.put(u"left"_s, "l\n");
        const auto more = attempt.snapshot(2, clean->commit);
        QCOMPARE(attempt.repo.git({u"log"_s, u"--format=%s"_s, u"docket/7/1"_s}), "Round 2\nAgent 2\nAgent 1\nBase\n");
        QCOMPARE(more->agentCommits, 0);
    }

    void aDetachedHeadWithCommitsIsFollowed()
    {
        Attempt attempt;
        attempt.git({u"checkout"_s, u"-q"_s, u"--detach"_s});
        attempt.put(u"a.txt"_s, "detached\n");
        attempt.git({u"commit"_s, u"-qam"_s, u"Detached work"_s});
        attempt.put(u"more"_s, "m\n");
        const auto snapshot = attempt.snapshot();
        QCOMPARE(attempt.repo.git({u"log"_s, u"--format=%s"_s, u"docket/7/1"_s}), "Round 1\nDetached work\nBase\n");
        QCOMPARE(attempt.git({u"rev-parse"_s, u"--abbrev-ref"_s, u"HEAD"_s}).trimmed(), "docket/7/1");
        QVERIFY(snapshot->problems.isEmpty());
        QCOMPARE(attempt.status(), "");
    }

    void aSwitchedBranchLosesNothing()
    {
        Attempt attempt;
        attempt.git({u"checkout"_s, u"-q"_s, u"--orphan"_s, u"elsewhere"_s});
        attempt.git({u"commit"_s, u"-qm"_s, u"Unrelated"_s});
        const QByteArray orphan = attempt.git({u"rev-parse"_s, u"HEAD"_s}).trimmed();
        attempt.put(u"a.txt"_s, "work\n");
        const auto snapshot = attempt.snapshot();
        QVERIFY(hasProblem(*snapshot, SnapshotProblemKind::HeadElsewhere));
        QCOMPARE(attempt.repo.git({u"rev-parse"_s, u"refs/docket/snapshots/store-1/42/1-head"_s}).trimmed(), orphan);
        QCOMPARE(attempt.repo.git({u"log"_s, u"--format=%s"_s, u"docket/7/1"_s}), "Round 1\nBase\n");
        QCOMPARE(attempt.repo.contentAt(snapshot->commit, "a.txt"), "work\n");
        QCOMPARE(attempt.status(), "");
    }

    void aRewrittenBranchIsKeptAside()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "round one\n");
        const auto one = attempt.snapshot();
        attempt.git({u"reset"_s, u"-q"_s, u"--hard"_s, u"main"_s});
        attempt.put(u"b"_s, "other way\n");
        attempt.git({u"add"_s, u"b"_s});
        attempt.git({u"commit"_s, u"-qm"_s, u"Rewritten"_s});
        const QByteArray rewritten = attempt.git({u"rev-parse"_s, u"HEAD"_s}).trimmed();
        const auto two = attempt.snapshot(2, one->commit);
        QVERIFY(hasProblem(*two, SnapshotProblemKind::BranchRewritten));
        QCOMPARE(attempt.repo.git({u"rev-parse"_s, u"refs/docket/snapshots/store-1/42/2-branch"_s}).trimmed(),
                 rewritten);
        QCOMPARE(attempt.repo.git({u"rev-parse"_s, u"docket/7/1^"_s}).trimmed(), one->commit.hex);
        QCOMPARE(attempt.repo.contentAt(two->commit, "a.txt"), "one\n");
        QCOMPARE(attempt.repo.contentAt(two->commit, "b"), "other way\n");
    }

    void aDeletedBranchIsMadeAgain()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "work\n");
        attempt.git({u"checkout"_s, u"-q"_s, u"--detach"_s});
        attempt.git({u"branch"_s, u"-D"_s, u"docket/7/1"_s});
        const auto snapshot = attempt.snapshot();
        QVERIFY(snapshot);
        QCOMPARE(attempt.repo.tip("docket/7/1"), snapshot->commit);
    }

    void aStaleLockAHalfDoneMergeAndAFlaggedIndexDoNotMatter()
    {
        TestRepo repo;
        repo.commit("Start", {{"flagged.txt", "f\n"}});
        repo.conflict("a.txt", "left", "right");
        repo.git({u"branch"_s, u"-f"_s, u"main"_s, u"left"_s});
        repo.switchTo("main");
        Attempt attempt(std::move(repo));
        QCOMPARE(attempt.repo.gitExitCode({u"merge"_s, u"right"_s}, attempt.worktree.path), 1);
        attempt.put(u"a.txt"_s, "resolved by hand, not staged\n");
        attempt.git({u"update-index"_s, u"--assume-unchanged"_s, u"flagged.txt"_s});
        attempt.put(u"flagged.txt"_s, "hidden edit\n");
        for (const QString &lock :
             {attempt.worktree.adminDir() + "/index.lock"_L1, attempt.worktree.adminDir() + "/HEAD.lock"_L1,
              attempt.repo.gitDir() + "/refs/heads/docket/7/1.lock"_L1}) {
            QFile file(lock);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const auto snapshot = attempt.snapshot();
        QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().text()));
        QCOMPARE(attempt.repo.contentAt(snapshot->commit, "a.txt"), "resolved by hand, not staged\n");
        QCOMPARE(attempt.repo.contentAt(snapshot->commit, "flagged.txt"), "hidden edit\n");
        QVERIFY(!QFileInfo::exists(attempt.worktree.adminDir() + "/MERGE_HEAD"_L1));
        QCOMPARE(attempt.status(), "");
        attempt.put(u"a.txt"_s, "git can go on\n");
        attempt.git({u"commit"_s, u"-qam"_s, u"Goes on"_s});
    }

    void aNestedRepositoryIsAProblemAndNotASubmodule()
    {
        Attempt attempt;
        attempt.put(u"inner/x"_s, "x\n");
        attempt.put(u"dir/new.txt"_s, "n\n");
        attempt.repo.git({u"init"_s, u"-q"_s}, attempt.path(u"inner"_s));
        attempt.repo.git({u"init"_s, u"-q"_s}, attempt.path(u"dir"_s));
        const auto snapshot = attempt.snapshot();
        QVERIFY(snapshot);
        QVERIFY(snapshot->problems.contains(SnapshotProblem{SnapshotProblemKind::NestedRepository, "inner"}));
        QVERIFY(problemSentence(snapshot->problems.first()).contains("inner"_L1));
        const QByteArray listing = attempt.repo.git({u"ls-tree"_s, u"-r"_s, QString::fromLatin1(snapshot->commit.hex)});
        QVERIFY(!listing.contains("160000"));
        QVERIFY(!listing.contains(".git/"));
        // A folder that the base tracks stays a folder of files.
        QVERIFY(listing.contains("dir/b.txt"));
        QVERIFY(listing.contains("dir/new.txt"));
    }

    void submodulesKeepTheirRecordedCommit()
    {
        TestRepo repo;
        const ObjectId sub{QByteArray(40, '1')};
        repo.write("a", "1\n").submodule("lib/sub", sub).submodule("lib/gone", sub).commit("Base");
        Attempt attempt(std::move(repo));
        attempt.put(u"a"_s, "2\n");
        attempt.put(u"lib/sub/inside.txt"_s, "x\n");
        QVERIFY(QDir(attempt.path(u"lib"_s)).rmdir(u"gone"_s));
        const auto snapshot = attempt.snapshot();
        const QByteArray listing = attempt.repo.git({u"ls-tree"_s, u"-r"_s, QString::fromLatin1(snapshot->commit.hex)});
        QVERIFY(listing.contains("160000 commit " + sub.hex + "\tlib/sub"));
        QVERIFY(!listing.contains("lib/gone"));
        QVERIFY(snapshot->problems.contains(SnapshotProblem{SnapshotProblemKind::SubmoduleContent, "lib/sub"}));
    }

    void lineEndingsAreStoredAsGitWouldStoreThem_data()
    {
        QTest::addColumn<QByteArray>("autocrlf");
        QTest::addColumn<QByteArray>("attributes");
        QTest::newRow("untouched") << QByteArray("false") << QByteArray();
        QTest::newRow("input") << QByteArray("input") << QByteArray();
        QTest::newRow("true") << QByteArray("true") << QByteArray();
        QTest::newRow("attributes") << QByteArray("false") << QByteArray("*.txt text\n*.bin binary\n*.id ident\n");
        QTest::newRow("attributes over config") << QByteArray("true") << QByteArray("*.txt -text\n");
    }

    void lineEndingsAreStoredAsGitWouldStoreThem()
    {
        QFETCH(QByteArray, autocrlf);
        QFETCH(QByteArray, attributes);
        TestRepo repo;
        repo.config("core.autocrlf", autocrlf).config("core.safecrlf", "true");
        repo.write("unix.txt", "a\nb\n")
            .write("dos.txt", "a\r\nb\r\n")
            .write(".gitattributes", attributes)
            .commit("Base");
        Attempt attempt(std::move(repo));
        attempt.put(u"unix.txt"_s, "a\r\nb\r\nc\r\n");
        attempt.put(u"dos.txt"_s, "a\r\nb\r\nc\r\n");
        attempt.put(u"new.txt"_s, "x\r\ny\n");
        attempt.put(u"data.bin"_s, QByteArray("x\r\ny\0z", 6));
        attempt.put(u"x.id"_s, "$Id: 1234 $\r\n");
        attempt.repo.config("core.safecrlf", "false");
        const QByteArray expected = treeOfGit(attempt);
        attempt.repo.config("core.safecrlf", "true");
        const auto snapshot = attempt.snapshot();
        QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().text()));
        QCOMPARE(snapshot->tree.hex, expected);
    }

    void oddNamesAndOddFilesAreHandled()
    {
        Attempt attempt;
        const QByteArray root = QFile::encodeName(attempt.worktree.path) + '/';
        for (const QByteArray &name : {QByteArray("with space"), QByteArray("new\nline"), QByteArray("\xff\xfe"),
                                       QByteArray("-dash"), QByteArray("[glob]*")}) {
            FILE *file = fopen((root + name).constData(), "w");
            QVERIFY(file);
            fputs("x\n", file);
            fclose(file);
        }
        QCOMPARE(::mkfifo((root + "pipe").constData(), 0600), 0);
        const QByteArray expected = treeOfGit(attempt);
        const auto snapshot = attempt.snapshot();
        QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().text()));
        QCOMPARE(snapshot->tree.hex, expected);
        QCOMPARE(snapshot->changedFiles, 5);
    }

    void aFileThatCannotBeReadKeepsItsEarlierVersion()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "secret\n");
        ::chmod(qPrintable(attempt.path(u"a.txt"_s)), 0);
        const docket::test::OrdinaryUser user(QFileInfo(attempt.repo.path()).path());
        QVERIFY(user.holds());
        const auto snapshot = attempt.snapshot();
        QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().text()));
        QVERIFY(hasProblem(*snapshot, SnapshotProblemKind::Unreadable));
        QCOMPARE(attempt.repo.contentAt(snapshot->commit, "a.txt"), "one\n");
    }

    void aWholeTreeDeletedIsAnEmptySnapshot()
    {
        Attempt attempt;
        attempt.git({u"rm"_s, u"-rq"_s, u"."_s});
        const auto snapshot = attempt.snapshot();
        QVERIFY(snapshot);
        QCOMPARE(snapshot->tree.hex, "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
        QCOMPARE(snapshot->changedFiles, 3);
    }

    void aCancelledSnapshotMovesNothing()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "work\n");
        CancelToken token;
        token.cancel();
        SnapshotRequest request;
        request.parent = attempt.base;
        request.message = u"Round 1"_s;
        QCOMPARE(takeSnapshot(attempt.worktree, request, token).error().code, ErrorCode::Cancelled);
        QCOMPARE(attempt.repo.tip("docket/7/1"), attempt.base);
        QVERIFY(attempt.snapshot());
    }

    void aDamagedPrivateIndexIsMadeAnew()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "work\n");
        QFile index(attempt.repo.gitDir() + "/docket/index/"_L1 + attempt.worktree.name);
        QVERIFY(index.open(QIODevice::WriteOnly));
        index.write("rubbish");
        index.close();
        const auto snapshot = attempt.snapshot();
        QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().text()));
        QCOMPARE(snapshot->changedFiles, 1);
    }

    void theUsersOwnWorkTreeIsNotTouched()
    {
        Attempt attempt;
        attempt.repo.putFile(u"a.txt"_s, "mine\n").putFile(u"b.txt"_s, "untracked\n");
        attempt.put(u"a.txt"_s, "work\n");
        QVERIFY(attempt.snapshot());
        QCOMPARE(attempt.repo.status(), " M a.txt\n?? b.txt\n");
        QCOMPARE(attempt.repo.tip("main"), attempt.base);
    }
};

QTEST_GUILESS_MAIN(TestGitSnapshot)
#include "tst_git_snapshot.moc"
