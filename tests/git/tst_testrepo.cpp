// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/testrepo.h"

#include <QTest>

using namespace Qt::StringLiterals;
using docket::ObjectId;
using docket::test::TestRepo;

class TestTestRepo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameStepsGiveTheSameCommits()
    {
        TestRepo one;
        TestRepo two;
        QCOMPARE(one.commit("Base", {{"a", "1\n"}}), two.commit("Base", {{"a", "1\n"}}));
    }

    void everyKindOfEntryIsWhatGitSees()
    {
        TestRepo repo;
        const ObjectId sub{QByteArray(40, '1')};
        repo.write("plain.txt", "no newline").write("crlf.txt", "a\r\nb\r\n").executable("run.sh", "#!/bin/sh\n");
        repo.symlink("link", "plain.txt").submodule("lib/sub", sub).commit("All kinds");
        repo.rename("plain.txt", "dir/moved.txt").remove("crlf.txt").commit("Move and remove");

        QCOMPARE(repo.git({u"ls-tree"_s, u"-r"_s, u"--format=%(objectmode) %(path)"_s, u"HEAD"_s}),
                 "100644 .gitmodules\n100644 dir/moved.txt\n160000 lib/sub\n120000 link\n100755 run.sh\n");
        QCOMPARE(repo.contentAt(repo.head(), "dir/moved.txt"), "no newline");
        QVERIFY(repo.contentAt(repo.head(), "crlf.txt").isNull());
        QCOMPARE(repo.git({u"log"_s, u"--format=%s %an %at"_s}),
                 "Move and remove Test Author 1704067260\n"
                 "All kinds Test Author 1704067200\n");
        QCOMPARE(repo.status(), "");
        QVERIFY(repo.fsck());
    }

    void conflictBranchesConflictInGit()
    {
        TestRepo repo;
        repo.conflict("a.txt", "left", "right");
        QCOMPARE(repo.gitExitCode({u"merge"_s, u"right"_s}), 1);
        QCOMPARE(repo.status(), "UU a.txt\n");
    }

    void aMergeHasTwoParents()
    {
        TestRepo repo;
        repo.commit("Base", {{"a", "1\n"}});
        repo.switchTo("side");
        const ObjectId side = repo.commit("Side", {{"b", "2\n"}});
        repo.switchTo("main");
        repo.commit("Main", {{"c", "3\n"}});
        const ObjectId merge = repo.write("b", "2\n").commitMerge("Merge", side);
        QCOMPARE(repo.git({u"rev-parse"_s, QString::fromLatin1(merge.hex) + u"^2"_s}).trimmed(), side.hex);
        QCOMPARE(repo.status(), "");
    }

    void bareAndShallowRepositoriesAreReal()
    {
        TestRepo bare(u"bare.git"_s, TestRepo::Kind::Bare);
        bare.commit("One", {{"a", "1\n"}});
        bare.commit("Two", {{"a", "2\n"}});
        QCOMPARE(bare.git({u"rev-parse"_s, u"--is-bare-repository"_s}).trimmed(), "true");
        QCOMPARE(bare.git({u"rev-list"_s, u"--count"_s, u"HEAD"_s}, bare.shallowClone(1)).trimmed(), "1");
    }
};

QTEST_GUILESS_MAIN(TestTestRepo)
#include "tst_testrepo.moc"
