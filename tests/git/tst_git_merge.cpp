// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/merge.h"
#include "git/trailers.h"
#include "helpers/testrepo.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::TestRepo;

namespace {

/** main and work go on from one base, in different files; main is checked out. */
struct Diverged
{
    TestRepo repo;
    ObjectId base;
    ObjectId main;
    ObjectId work;

    explicit Diverged(bool mainGoesOn = true)
    {
        base = repo.commit("Base", {{"a.txt", "one\n"}, {"b.txt", "two\n"}, {"gone.txt", "g\n"}});
        repo.switchTo("work");
        work =
            repo.write("a.txt", "one, by the agent\n").remove("gone.txt").write("new/c.txt", "three\n").commit("Work");
        repo.switchTo("main");
        main = mainGoesOn ? repo.commit("Main goes on", {{"b.txt", "two, by somebody\n"}}) : base;
    }

    Repository open() const { return *Repository::open(repo.path()); }
    Result<MergePlan> plan(MergeStrategy strategy = MergeStrategy::MergeCommit) const
    {
        return planMerge(open(), u"main"_s, work, strategy);
    }
    static MergeRequest request()
    {
        return {.message = withTrailers(u"Merge task 7\n"_s, {{trailer::task, u"7"_s}}),
                .fallback = docketIdentity(),
                .when = {}};
    }
};

} // namespace

class TestGitMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMergeCommitJoinsBothAndUpdatesACleanWorkTree()
    {
        Diverged d;
        const auto plan = d.plan();
        QVERIFY(plan->isExecutable());
        QCOMPARE(plan->changedPaths, (QList<QByteArray>{"a.txt", "gone.txt", "new/c.txt"}));
        QCOMPARE(plan->checkedOutAt, d.repo.path());
        QCOMPARE(d.repo.tip("main"), d.main);

        const auto outcome = executeMerge(d.open(), *plan, Diverged::request());
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().text()));
        QVERIFY(outcome->workTreeUpdated);
        QCOMPARE(d.repo.tip("main"), outcome->commit);
        QCOMPARE(d.repo.git({u"log"_s, u"-1"_s, u"--format=%P|%an|%s|%(trailers:key=Docket-Task,valueonly)"_s}),
                 d.main.hex + ' ' + d.work.hex + "|Test Author|Merge task 7|7\n\n");
        QCOMPARE(d.repo.status(), "");
        QCOMPARE(d.repo.fileContent(u"a.txt"_s), "one, by the agent\n");
        QCOMPARE(d.repo.fileContent(u"b.txt"_s), "two, by somebody\n");
        QVERIFY(!QFileInfo::exists(d.repo.path() + "/gone.txt"_L1));
        QVERIFY(d.repo.git({u"reflog"_s, u"main"_s}).contains("docket: merge"));
        QVERIFY(d.repo.git({u"reflog"_s}).contains("docket: merge"));
        QVERIFY(d.repo.fsck());
    }

    void theResultIsTheTreeThatGitMerges()
    {
        Diverged d;
        const auto plan = d.plan();
        const QByteArray theirs = d.repo.git({u"merge-tree"_s, u"--write-tree"_s, u"main"_s, u"work"_s}).trimmed();
        QCOMPARE(plan->resultTree.hex, theirs);
    }

    void aSquashIsOneCommitOnTheBase()
    {
        Diverged d;
        const auto outcome = executeMerge(d.open(), *d.plan(MergeStrategy::Squash), Diverged::request());
        QVERIFY(outcome);
        QCOMPARE(d.repo.git({u"log"_s, u"-1"_s, u"--format=%P"_s}).trimmed(), d.main.hex);
        QCOMPARE(d.repo.status(), "");
        QCOMPARE(mergedState(d.open(), u"main"_s, d.work).value(), MergedState::ByPatch);
    }

    void aFastForwardMovesTheBranchOnly()
    {
        Diverged d(false);
        const auto outcome = executeMerge(d.open(), *d.plan(MergeStrategy::FastForward), Diverged::request());
        QVERIFY(outcome);
        QCOMPARE(outcome->commit, d.work);
        QCOMPARE(d.repo.tip("main"), d.work);
        QCOMPARE(d.repo.status(), "");
    }

    void aFastForwardIsRefusedWhenTheBaseWentOn()
    {
        Diverged d;
        const auto plan = d.plan(MergeStrategy::FastForward);
        QVERIFY(!plan->isExecutable());
        QCOMPARE(plan->refusal->code, ErrorCode::Refused);
        QVERIFY(!executeMerge(d.open(), *plan, Diverged::request()));
        QCOMPARE(d.repo.tip("main"), d.main);
    }

    void conflictsAreNamedBeforeAnythingIsWritten()
    {
        TestRepo repo;
        repo.commit("Base", {{"both", "x\n"}, {"mine", "m\n"}, {"theirs", "t\n"}});
        repo.switchTo("work");
        const ObjectId work = repo.write("both", "work\n")
                                  .remove("theirs")
                                  .write("mine", "work\n")
                                  .write("added", "work\n")
                                  .commit("Work");
        repo.switchTo("main");
        const ObjectId main = repo.write("both", "main\n")
                                  .remove("mine")
                                  .write("theirs", "main\n")
                                  .write("added", "main\n")
                                  .commit("Main");
        const auto plan = planMerge(*Repository::open(repo.path()), u"main"_s, work, MergeStrategy::MergeCommit);
        QVERIFY(plan);
        QVERIFY(!plan->isExecutable());
        QMap<QByteArray, ConflictKind> kinds;
        for (const MergeConflict &conflict : plan->conflicts)
            kinds.insert(conflict.path, conflict.kind);
        QCOMPARE(kinds,
                 (QMap<QByteArray, ConflictKind>{{"both", ConflictKind::BothModified},
                                                 {"mine", ConflictKind::DeletedInBase},
                                                 {"theirs", ConflictKind::DeletedInAttempt},
                                                 {"added", ConflictKind::BothAdded}}));
        QCOMPARE(plan->refusal->code, ErrorCode::Conflict);
        QVERIFY(plan->refusal->detail.contains("both (changed on both sides)"_L1));
        QVERIFY(!executeMerge(*Repository::open(repo.path()), *plan, Diverged::request()));
        QCOMPARE(repo.tip("main"), main);
        QCOMPARE(repo.status(), "");
    }

    void aDirtyWorkTreeIsNeverTouched_data()
    {
        QTest::addColumn<QString>("way");
        QTest::addColumn<QString>("named");
        QTest::newRow("changed file of the merge") << u"echo mine > a.txt"_s << u"a.txt"_s;
        QTest::newRow("staged file of the merge") << u"echo mine > a.txt; git add a.txt"_s << u"a.txt"_s;
        QTest::newRow("changed file that the merge leaves") << u"echo mine > b.txt"_s << u"b.txt"_s;
        QTest::newRow("changed file that the merge deletes") << u"echo mine > gone.txt"_s << u"gone.txt"_s;
        QTest::newRow("untracked file in the way") << u"mkdir new; echo mine > new/c.txt"_s << u"new/c.txt"_s;
        QTest::newRow("ignored file in the way")
            << u"echo new > .git/info/exclude; mkdir new; echo mine > new/c.txt"_s << u"new/c.txt"_s;
        QTest::newRow("untracked file where a folder must be") << u"echo mine > new"_s << u"new"_s;
        QTest::newRow("untracked folder where a file must be")
            << u"mkdir -p new/c.txt; echo mine > new/c.txt/x"_s << u"new/c.txt"_s;
        QTest::newRow("deleted file") << u"rm b.txt"_s << u"b.txt"_s;
        QTest::newRow("changed mode") << u"chmod +x b.txt"_s << u"b.txt"_s;
        QTest::newRow("staged addition") << u"echo mine > d.txt; git add d.txt"_s << u"d.txt"_s;
    }

    void aDirtyWorkTreeIsNeverTouched()
    {
        QFETCH(QString, way);
        QFETCH(QString, named);
        Diverged d;
        const auto before = d.plan();
        QVERIFY(before->isExecutable());
        QCOMPARE(QProcess::execute(u"sh"_s, {u"-c"_s, u"cd \"$1\" && "_s + way, u"sh"_s, d.repo.path()}), 0);
        const QByteArray status = d.repo.git({u"status"_s, u"--porcelain"_s, u"--ignored"_s, u"-uall"_s});

        const auto plan = d.plan();
        QVERIFY(!plan->isExecutable());
        QCOMPARE(plan->blockedBy, QStringList{named});
        QVERIFY(plan->refusal->detail.contains(named));
        // A plan from before the change is no way round it.
        const auto outcome = executeMerge(d.open(), *before, Diverged::request());
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::Refused);
        QVERIFY(outcome.error().context.contains(named));
        QCOMPARE(d.repo.tip("main"), d.main);
        QCOMPARE(d.repo.git({u"status"_s, u"--porcelain"_s, u"--ignored"_s, u"-uall"_s}), status);
    }

    void untrackedFilesOutOfTheWayStay()
    {
        Diverged d;
        d.repo.putFile(u"notes.txt"_s, "mine\n");
        const auto outcome = executeMerge(d.open(), *d.plan(), Diverged::request());
        QVERIFY(outcome);
        QCOMPARE(d.repo.status(), "?? notes.txt\n");
    }

    void aBranchThatIsNotCheckedOutMovesWithoutTouchingFiles()
    {
        Diverged d;
        d.repo.switchTo("elsewhere");
        d.repo.putFile(u"a.txt"_s, "dirty\n");
        const auto plan = d.plan();
        QVERIFY(plan->isExecutable());
        QVERIFY(plan->checkedOutAt.isEmpty());
        const auto outcome = executeMerge(d.open(), *plan, Diverged::request());
        QVERIFY(outcome && !outcome->workTreeUpdated);
        QCOMPARE(d.repo.tip("main"), outcome->commit);
        QCOMPARE(d.repo.status(), " M a.txt\n");
        QCOMPARE(d.repo.fileContent(u"a.txt"_s), "dirty\n");
    }

    void aLinkedWorktreeWithTheBranchIsUpdated()
    {
        Diverged d;
        d.repo.switchTo("elsewhere");
        const QString linked = d.repo.outside(u"linked"_s);
        d.repo.git({u"worktree"_s, u"add"_s, u"-q"_s, linked, u"main"_s});
        const auto plan = d.plan();
        QCOMPARE(plan->checkedOutAt, linked);
        const auto outcome = executeMerge(d.open(), *plan, Diverged::request());
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().text()));
        QVERIFY(outcome->workTreeUpdated);
        QCOMPARE(d.repo.status(linked), "");
        QCOMPARE(d.repo.status(), "");
        QVERIFY(QFileInfo::exists(linked + "/new/c.txt"_L1));
    }

    void aBareRepositoryMergesByMovingTheBranch()
    {
        TestRepo repo(u"bare.git"_s, TestRepo::Kind::Bare);
        const ObjectId base = repo.commit("Base", {{"a", "1\n"}});
        repo.switchTo("work");
        const ObjectId work = repo.commit("Work", {{"b", "2\n"}});
        repo.switchTo("main");
        const auto opened = Repository::open(repo.path());
        const auto outcome = executeMerge(*opened, *planMerge(*opened, u"main"_s, work, MergeStrategy::MergeCommit),
                                          Diverged::request());
        QVERIFY(outcome);
        QCOMPARE(repo.git({u"rev-parse"_s, u"main^1"_s, u"main^2"_s}), base.hex + '\n' + work.hex + '\n');
        QVERIFY(repo.fsck());
    }

    void aBaseThatMovedMeanwhileIsAConflict()
    {
        Diverged d;
        const auto plan = d.plan();
        d.repo.commit("Meanwhile", {{"d.txt", "4\n"}});
        const ObjectId moved = d.repo.tip("main");
        const auto outcome = executeMerge(d.open(), *plan, Diverged::request());
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::Conflict);
        QCOMPARE(d.repo.tip("main"), moved);
        QCOMPARE(d.repo.status(), "");
        QVERIFY(executeMerge(d.open(), *d.plan(), Diverged::request()));
    }

    void aMergeThatWasKilledAfterSomeFilesIsFinished()
    {
        Diverged d;
        // As a kill between files and branch leaves it: some files are at the result, the index is not.
        d.repo.putFile(u"a.txt"_s, "one, by the agent\n").putFile(u"new/c.txt"_s, "three\n").deleteFile(u"gone.txt"_s);
        const auto plan = d.plan();
        QVERIFY2(plan->isExecutable(), plan->refusal ? qPrintable(plan->refusal->detail) : "");
        QVERIFY(executeMerge(d.open(), *plan, Diverged::request()));
        QCOMPARE(d.repo.status(), "");
    }

    void filesAndFoldersMayTradePlaces()
    {
        TestRepo repo;
        repo.commit("Base", {{"swap", "file\n"}, {"tree/a", "a\n"}, {"tree/b", "b\n"}});
        repo.switchTo("work");
        const ObjectId work = repo.remove("swap")
                                  .write("swap/x", "x\n")
                                  .remove("tree/a")
                                  .remove("tree/b")
                                  .write("tree", "t\n")
                                  .commit("Work");
        repo.switchTo("main");
        const auto opened = Repository::open(repo.path());
        const auto plan = planMerge(*opened, u"main"_s, work, MergeStrategy::Squash);
        QVERIFY2(plan->isExecutable(), plan->refusal ? qPrintable(plan->refusal->text()) : "");
        const auto outcome = executeMerge(*opened, *plan, Diverged::request());
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().text()));
        QCOMPARE(repo.status(), "");
        QCOMPARE(repo.fileContent(u"swap/x"_s), "x\n");
    }

    void lineEndingsInTheWorkTreeFollowTheConfiguration()
    {
        TestRepo repo;
        repo.config("core.autocrlf", "true");
        repo.commit("Base", {{"a.txt", "1\n"}});
        repo.switchTo("work");
        const ObjectId work = repo.commit("Work", {{"a.txt", "1\n2\n"}});
        repo.switchTo("main");
        const auto opened = Repository::open(repo.path());
        QVERIFY(
            executeMerge(*opened, *planMerge(*opened, u"main"_s, work, MergeStrategy::Squash), Diverged::request()));
        QCOMPARE(repo.fileContent(u"a.txt"_s), "1\r\n2\r\n");
        QCOMPARE(repo.status(), "");
    }

    void aGitDirectoryKeptApartStillKnowsItsWorkTree()
    {
        Diverged d;
        const QString apart = d.repo.outside(u"store.git"_s);
        d.repo.git({u"init"_s, u"-q"_s, u"--separate-git-dir"_s, apart});
        const auto plan = d.plan();
        QCOMPARE(plan->checkedOutAt, d.repo.path());
        QVERIFY(executeMerge(d.open(), *plan, Diverged::request()));
        QCOMPARE(d.repo.status(), "");
        QCOMPARE(d.repo.fileContent(u"new/c.txt"_s), "three\n");
    }

    void aLinkThatLeadsOutOfTheWorkTreeIsInTheWay()
    {
        Diverged d;
        const QString outside = d.repo.outside(u"precious"_s);
        QVERIFY(QDir().mkpath(outside));
        QVERIFY(QFile::link(outside, d.repo.path() + "/new"_L1));
        QCOMPARE(d.plan()->blockedBy, QStringList{u"new"_s});
        QVERIFY(QDir(outside).isEmpty());
    }

    void aTrackedLinkThatBecomesAFolderIsNotWrittenThrough()
    {
        TestRepo repo;
        const QString outside = repo.outside(u"precious"_s);
        QVERIFY(QDir().mkpath(outside));
        repo.write("a", "1\n").symlink("link", QFile::encodeName(outside)).commit("Base");
        repo.switchTo("work");
        const ObjectId work = repo.remove("link").write("link/x", "x\n").commit("Work");
        QVERIFY(!QFileInfo(repo.path() + "/link"_L1).isSymLink());
        QVERIFY(QDir(outside).isEmpty());
        repo.switchTo("main");
        const auto opened = Repository::open(repo.path());
        const auto plan = planMerge(*opened, u"main"_s, work, MergeStrategy::MergeCommit);
        QVERIFY2(plan->isExecutable(), plan->refusal ? qPrintable(plan->refusal->text()) : "");
        const auto outcome = executeMerge(*opened, *plan, Diverged::request());
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().text()));
        QVERIFY(QDir(outside).isEmpty());
        QCOMPARE(repo.status(), "");
        QCOMPARE(repo.fileContent(u"link/x"_s), "x\n");
    }

    void aHalfDoneMergeOfTheUserIsRefused()
    {
        Diverged d;
        d.repo.switchTo("side");
        d.repo.commit("Side", {{"b.txt", "side\n"}});
        d.repo.switchTo("main");
        d.repo.commit("Main", {{"b.txt", "main\n"}});
        QCOMPARE(d.repo.gitExitCode({u"merge"_s, u"side"_s}), 1);
        const auto plan = d.plan();
        QVERIFY(!plan->isExecutable());
        QVERIFY(plan->refusal->detail.contains("half done"_L1));
    }

    void aFilteredFileInTheWorkTreeIsRefused()
    {
        TestRepo repo;
        repo.commit("Base", {{".gitattributes", "*.bin filter=lfs\n"}, {"x.bin", "pointer 1\n"}});
        repo.switchTo("work");
        const ObjectId work = repo.commit("Work", {{"x.bin", "pointer 2\n"}});
        repo.switchTo("main");
        const auto plan = planMerge(*Repository::open(repo.path()), u"main"_s, work, MergeStrategy::Squash);
        QVERIFY(!plan->isExecutable());
        QVERIFY(plan->refusal->detail.contains("filter lfs"_L1));
    }

    void historiesThatDoNotMeetAreRefused()
    {
        TestRepo repo;
        repo.commit("Base", {{"a", "1\n"}});
        repo.git({u"checkout"_s, u"-q"_s, u"--orphan"_s, u"alone"_s});
        repo.git({u"commit"_s, u"-qm"_s, u"Alone"_s});
        const ObjectId alone = repo.tip("alone");
        const auto plan = planMerge(*Repository::open(repo.path()), u"main"_s, alone, MergeStrategy::MergeCommit);
        QVERIFY(plan && !plan->isExecutable());
        QVERIFY(plan->refusal->detail.contains("no common history"_L1));
    }

    void mergedIsJudgedByContentAndPatchToo()
    {
        Diverged d;
        QCOMPARE(mergedState(d.open(), u"main"_s, d.work).value(), MergedState::No);
        d.repo.git({u"cherry-pick"_s, u"work"_s});
        QCOMPARE(mergedState(d.open(), u"main"_s, d.work).value(), MergedState::ByPatch);
        // The branch going on over the same lines does not make it unmerged.
        d.repo.git({u"commit"_s, u"-q"_s, u"--allow-empty"_s, u"-m"_s, u"x"_s});
        d.repo.putFile(u"a.txt"_s, "later\n").git({u"commit"_s, u"-qam"_s, u"Later"_s});
        QCOMPARE(mergedState(d.open(), u"main"_s, d.work).value(), MergedState::ByPatch);

        Diverged split;
        split.repo.commit("Part 1", {{"a.txt", "one, by the agent\n"}});
        split.repo.remove("gone.txt").commit("Part 2");
        QCOMPARE(mergedState(split.open(), u"main"_s, split.work).value(), MergedState::No);
        split.repo.commit("Part 3", {{"new/c.txt", "three\n"}});
        QCOMPARE(mergedState(split.open(), u"main"_s, split.work).value(), MergedState::ByContent);

        Diverged joined;
        joined.repo.git({u"merge"_s, u"-q"_s, u"work"_s, u"-m"_s, u"Merged"_s});
        QCOMPARE(mergedState(joined.open(), u"main"_s, joined.work).value(), MergedState::ByAncestry);
        QVERIFY(joined.plan()->nothingToDo);
        QVERIFY(!executeMerge(joined.open(), *joined.plan(), Diverged::request()));
    }

    void anIdentityIsTakenFromTheFallbackWhenNoneIsConfigured()
    {
        Diverged d;
        d.repo.git({u"config"_s, u"--unset"_s, u"user.name"_s});
        d.repo.git({u"config"_s, u"--unset"_s, u"user.email"_s});
        QVERIFY(executeMerge(d.open(), *d.plan(), Diverged::request()));
        QCOMPARE(d.repo.git({u"log"_s, u"-1"_s, u"--format=%an <%ae>"_s}).trimmed(), "Docket <docket@localhost>");
    }
};

QTEST_GUILESS_MAIN(TestGitMerge)
#include "tst_git_merge.moc"
