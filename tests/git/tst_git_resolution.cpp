// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "attempt.h"

#include "git/resolution.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::Attempt;
using docket::test::TestRepo;

namespace {

MergePlan planFor(const Attempt &attempt, const ObjectId &commit)
{
    return *planMerge(*Repository::open(attempt.repo.path()), u"main"_s, commit, MergeStrategy::MergeCommit);
}

} // namespace

class TestGitResolution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aConflictIsMarkedResolvedAndThenMerges()
    {
        Attempt attempt({{"a.txt", "top\nline\nbottom\n"}, {"b.txt", "two\n"}});
        attempt.put(u"a.txt"_s, "top\nby the agent\nbottom\n");
        attempt.put(u"c.txt"_s, "new\n");
        const auto first = attempt.snapshot();
        const ObjectId main =
            attempt.repo.commit("Main", {{"a.txt", "top\nby somebody\nbottom\n"}, {"b.txt", "changed\n"}});
        QCOMPARE(planFor(attempt, first->commit).conflicts.size(), 1);

        const auto resolution = bringBaseIn(attempt.worktree, {.base = u"main"_s, .round = 1, .when = {}});
        QVERIFY2(resolution, resolution ? "" : qPrintable(resolution.error().text()));
        QCOMPARE(resolution->marked, QList<QByteArray>{"a.txt"});
        QCOMPARE(resolution->conflicts.first().kind, ConflictKind::BothModified);
        QCOMPARE(attempt.content(u"a.txt"_s),
                 "top\n<<<<<<< this attempt\nby the agent\n||||||| before\nline\n=======\nby somebody\n"
                 ">>>>>>> main\nbottom\n");
        QCOMPARE(attempt.content(u"b.txt"_s), "changed\n");
        QCOMPARE(attempt.content(u"c.txt"_s), "new\n");
        QCOMPARE(attempt.status(), "");
        QCOMPARE(attempt.repo.tip("main"), main);
        QCOMPARE(attempt.repo.status(), "");
        QCOMPARE(attempt.git({u"log"_s, u"-1"_s, u"--format=%P"_s}).trimmed(), first->commit.hex + ' ' + main.hex);

        attempt.put(u"a.txt"_s, "top\nby both\nbottom\n");
        const auto second = attempt.snapshot(2, resolution->commit);
        QCOMPARE(second->changedFiles, 1);
        const MergePlan plan = planFor(attempt, second->commit);
        QVERIFY(plan.isExecutable());
        QCOMPARE(plan.changedPaths, (QList<QByteArray>{"a.txt", "c.txt"}));
        QVERIFY(executeMerge(*Repository::open(attempt.repo.path()), plan,
                             {.message = u"Merge"_s, .fallback = docketIdentity(), .when = {}}));
        QCOMPARE(attempt.repo.fileContent(u"a.txt"_s), "top\nby both\nbottom\n");
        QVERIFY(attempt.repo.fsck());
    }

    void markersThatWereLeftAreFoundAndTalkOfMarkersIsNot()
    {
        Attempt attempt({{"a.txt", "line\n"}, {"b.txt", "line\n"}});
        attempt.put(u"a.txt"_s, "agent\n");
        attempt.put(u"b.txt"_s, "agent\n");
        (void)attempt.snapshot();
        const ObjectId main = attempt.repo.commit("Main", {{"a.txt", "main\n"}, {"b.txt", "main\n"}});
        const auto resolution = bringBaseIn(attempt.worktree, {.base = u"main"_s, .round = 1, .when = {}});
        QCOMPARE(resolution->base, main);
        attempt.put(u"b.txt"_s, "both\n");
        attempt.put(u"about.md"_s,
                    "A conflict begins with <<<<<<< this attempt\n    <<<<<<< this attempt\n>>>>>>> main\n");
        const auto second = attempt.snapshot(2, resolution->commit);
        const auto repository = Repository::open(attempt.repo.path());
        QCOMPARE(*filesWithMarkers(*repository, main, second->commit), QList<QByteArray>{"a.txt"});
    }

    void everyKindOfConflictLeavesSomethingToResolve()
    {
        const QByteArray binary("b\0in", 4);
        Attempt attempt({{"mine", "m\n"}, {"theirs", "t\n"}, {"bin", binary}});
        QVERIFY(QFile::remove(attempt.path(u"theirs"_s)));
        attempt.put(u"mine"_s, "agent\n");
        attempt.put(u"bin"_s, binary + "agent");
        attempt.put(u"added"_s, "agent\n");
        const auto first = attempt.snapshot();
        attempt.repo.remove("mine")
            .write("theirs", "main\n")
            .write("bin", binary + "main")
            .write("added", "main\n")
            .commit("Main");
        QCOMPARE(planFor(attempt, first->commit).conflicts.size(), 4);
        const auto resolution = bringBaseIn(attempt.worktree, {.base = u"main"_s, .round = 1, .when = {}});
        QVERIFY2(resolution, resolution ? "" : qPrintable(resolution.error().text()));
        QCOMPARE(resolution->marked, QList<QByteArray>{"added"});
        QCOMPARE(resolution->unmarked, (QList<QByteArray>{"bin", "mine", "theirs"}));
        QCOMPARE(attempt.content(u"mine"_s), "agent\n");
        QCOMPARE(attempt.content(u"theirs"_s), "main\n");
        QCOMPARE(attempt.content(u"bin"_s), binary + "agent");
        QVERIFY(attempt.content(u"added"_s).contains("<<<<<<< this attempt"));
        QCOMPARE(attempt.status(), "");
    }

    void anInterruptedHandOverIsFinished()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "by the agent\n");
        const auto first = attempt.snapshot();
        attempt.repo.commit("Main", {{"a.txt", "by somebody\n"}});
        const auto whole = bringBaseIn(attempt.worktree, {.base = u"main"_s, .round = 1, .when = {}});
        const auto again = bringBaseIn(attempt.worktree, {.base = u"main"_s, .round = 1, .when = {}});
        QCOMPARE(again->commit, whole->commit);
        QCOMPARE(again->marked, whole->marked);
        // As a kill leaves it: some files are written, the branch is where it was.
        attempt.git({u"update-ref"_s, u"refs/heads/docket/7/1"_s, QString::fromLatin1(first->commit.hex)});
        QVERIFY(QFile::remove(attempt.path(u"dir/b.txt"_s)));
        const auto finished = bringBaseIn(attempt.worktree, {.base = u"main"_s, .round = 1, .when = {}});
        QVERIFY2(finished, finished ? "" : qPrintable(finished.error().text()));
        QCOMPARE(finished->commit, whole->commit);
        QCOMPARE(finished->conflicts, whole->conflicts);
        QCOMPARE(attempt.repo.tip("docket/7/1"), whole->commit);
        QCOMPARE(attempt.status(), "");
    }

    void workThatWasLeftIsKeptFirst()
    {
        Attempt attempt;
        attempt.put(u"left.txt"_s, "not yet in a snapshot\n");
        attempt.repo.commit("Main", {{"m.txt", "m\n"}});
        const auto resolution = bringBaseIn(attempt.worktree, {.base = u"main"_s, .round = 3, .when = {}});
        QVERIFY(resolution && resolution->isClean());
        QCOMPARE(attempt.repo.contentAt(resolution->commit, "left.txt"), "not yet in a snapshot\n");
        QCOMPARE(attempt.repo.contentAt(resolution->commit, "m.txt"), "m\n");
        QCOMPARE(attempt.repo.git({u"show"_s, u"refs/docket/snapshots/store-1/42/3-before-merge:left.txt"_s}),
                 "not yet in a snapshot\n");
        const auto again = bringBaseIn(attempt.worktree, {.base = u"main"_s, .round = 3, .when = {}});
        QCOMPARE(again->commit, resolution->commit);
    }
};

QTEST_GUILESS_MAIN(TestGitResolution)
#include "tst_git_resolution.moc"
