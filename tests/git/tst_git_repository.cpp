// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/inspect.h"
#include "git/library.h"
#include "git/repository.h"
#include "helpers/testrepo.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::TestRepo;

class TestGitRepository : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSubfolderFindsItsRepository()
    {
        TestRepo repo;
        const ObjectId base = repo.commit("Base", {{"a/b/c.txt", "1\n"}});
        const auto found = Repository::discover(repo.path() + "/a/b"_L1);
        QVERIFY(found);
        QCOMPARE(found->workdir(), repo.path());
        QCOMPARE(found->gitDir(), repo.path() + "/.git"_L1);
        QCOMPARE(found->headCommit().value(), base);
        QCOMPARE(found->currentBranch().value(), u"main"_s);
        QCOMPARE(Repository::open(repo.path() + "/a/b"_L1).error().code, ErrorCode::NotFound);
    }

    void filesOfACommitAreReadFromTheCommit()
    {
        TestRepo repo;
        const ObjectId base = repo.commit("Base", {{"docket.yaml", "checks: []\n"}, {"dir/x", "x"}});
        repo.symlink("link", "docket.yaml").commit("Link");
        repo.putFile(u"docket.yaml"_s, "changed\n");
        const auto opened = Repository::open(repo.path());
        QCOMPARE(opened->readFileAt(base, u"docket.yaml"_s).value(), "checks: []\n");
        QCOMPARE(opened->readFileAt(base, u"missing"_s).error().code, ErrorCode::NotFound);
        QCOMPARE(opened->readFileAt(base, u"dir"_s).error().code, ErrorCode::NotFound);
        QCOMPARE(opened->readFileAt(repo.head(), u"link"_s).error().code, ErrorCode::NotFound);
    }

    void historyIsReadNewestFirst()
    {
        TestRepo repo;
        const ObjectId one = repo.commit("One\n\nBody.\n", {{"a", "1\n"}});
        const ObjectId two = repo.commit("Two", {{"a", "2\n"}});
        const ObjectId three = repo.commit("Three", {{"a", "3\n"}});
        const auto opened = Repository::open(repo.path());
        const auto all = opened->log(three);
        QCOMPARE(all->size(), 3);
        QCOMPARE(all->at(0).id, three);
        QCOMPARE(all->at(0).parents, QList{two});
        QCOMPARE(all->at(2).summary, u"One"_s);
        QCOMPARE(all->at(2).message, u"One\n\nBody.\n"_s);
        QCOMPARE(all->at(2).author.who, (Identity{u"Test Author"_s, u"author@example.org"_s}));
        QCOMPARE(all->at(2).author.when.toSecsSinceEpoch(), 1704067200);
        QCOMPARE(opened->log(three, {.limit = 10, .hiding = one})->size(), 2);
        QCOMPARE(opened->resolve(u"HEAD~1"_s).value(), two);
        QCOMPARE(opened->resolve(u"nothing"_s).error().code, ErrorCode::NotFound);
        QVERIFY(opened->isAncestor(one, three).value());
        QVERIFY(!opened->isAncestor(three, one).value());
    }

    void anOrdinaryRepositoryIsUsable()
    {
        TestRepo repo;
        repo.commit("Base", {{"a", "1\n"}, {"b", "2\n"}});
        repo.branch("docket/1/1").branch("feature");
        const RepositoryFacts facts = inspect(repo.path());
        QVERIFY(facts.isUsable());
        QCOMPARE(facts.root, repo.path());
        QCOMPARE(facts.branches, (QStringList{u"feature"_s, u"main"_s}));
        QCOMPARE(facts.defaultBaseBranch, u"main"_s);
        QVERIFY(facts.remarks.isEmpty());
    }

    void aDirtyWorkTreeIsCounted()
    {
        TestRepo repo;
        repo.commit("Base", {{"a", "1\n"}, {"b", "2\n"}});
        repo.putFile(u"a"_s, "changed\n").deleteFile(u"b"_s).putFile(u"new/one"_s, "x").putFile(u"two"_s, "y");
        const RepositoryFacts facts = inspect(repo.path() + "/new"_L1);
        QVERIFY(facts.isUsable());
        QVERIFY(facts.has(Remark::Dirty));
        QCOMPARE(facts.changedFiles, 2);
        QCOMPARE(facts.untrackedFiles, 2);
        QVERIFY(remarkSentence(Remark::Dirty, facts).contains("2 changed, 2 untracked"_L1));
        QVERIFY(!inspect(repo.path(), {.countChanges = false}).has(Remark::Dirty));
    }

    void anEmptyRepositoryAsksForACommit()
    {
        TestRepo repo;
        const RepositoryFacts facts = inspect(repo.path());
        QVERIFY(facts.isRepository && facts.isEmpty && !facts.isUsable());
        QCOMPARE(facts.currentBranch, u"main"_s);
        QVERIFY(facts.blocker->detail.contains("git commit"_L1));
    }

    void aFolderThatIsNoRepositorySaysWhatToDo()
    {
        QTemporaryDir folder;
        const RepositoryFacts facts = inspect(folder.path());
        QVERIFY(!facts.isRepository);
        QCOMPARE(facts.blocker->code, ErrorCode::NotFound);
        QVERIFY(facts.blocker->detail.contains("git init"_L1));
        QVERIFY(!inspect(folder.path() + "/missing"_L1).isUsable());
    }

    void aBareRepositoryIsUsable()
    {
        TestRepo repo(u"bare.git"_s, TestRepo::Kind::Bare);
        repo.commit("Base", {{"a", "1\n"}});
        const RepositoryFacts facts = inspect(repo.path());
        QVERIFY(facts.isUsable());
        QCOMPARE(facts.remarks, QList{Remark::Bare});
        QCOMPARE(facts.root, repo.path());
    }

    void aDetachedHeadNamesTheBaseBranch()
    {
        TestRepo repo;
        repo.commit("Base", {{"a", "1\n"}});
        repo.detach();
        const RepositoryFacts facts = inspect(repo.path());
        QVERIFY(facts.isUsable());
        QVERIFY(facts.has(Remark::Detached));
        QVERIFY(facts.currentBranch.isEmpty());
        QVERIFY(remarkSentence(Remark::Detached, facts).contains("main"_L1));
    }

    void aShallowCloneIsRecognised()
    {
        TestRepo repo;
        repo.commit("One", {{"a", "1\n"}});
        repo.commit("Two", {{"a", "2\n"}});
        const RepositoryFacts facts = inspect(repo.shallowClone(1));
        QVERIFY(facts.isUsable());
        QVERIFY(facts.has(Remark::Shallow));
        QCOMPARE(facts.defaultBaseBranch, u"main"_s);
    }

    void submodulesAndFiltersAreNamed()
    {
        TestRepo repo;
        repo.submodule("lib", {QByteArray(40, '1')}).write(".gitattributes", "*.bin filter=lfs\n").commit("Base");
        const RepositoryFacts facts = inspect(repo.path());
        QVERIFY(facts.isUsable());
        QCOMPARE(facts.remarks, (QList{Remark::Submodules, Remark::ExternalFilters}));
    }

    void aLinkedWorktreeLeadsToItsMainRepository()
    {
        TestRepo repo;
        repo.commit("Base", {{"a", "1\n"}});
        const QString linked = repo.outside(u"linked"_s);
        repo.git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"other"_s, linked});
        const RepositoryFacts facts = inspect(linked);
        QVERIFY(facts.isUsable());
        QVERIFY(facts.has(Remark::LinkedWorktree));
        QCOMPARE(facts.root, repo.path());
        QCOMPARE(facts.commonDir, repo.gitDir());
        QCOMPARE(facts.openedWorkdir, linked);
    }

    void aHalfDoneMergeIsNamed()
    {
        TestRepo repo;
        repo.conflict("a", "left", "right");
        repo.gitExitCode({u"merge"_s, u"right"_s});
        QVERIFY(inspect(repo.path()).has(Remark::OperationInProgress));
    }

    void theDefaultOfOriginWins()
    {
        TestRepo repo;
        repo.commit("Base", {{"a", "1\n"}});
        repo.branch("release");
        repo.git({u"update-ref"_s, u"refs/remotes/origin/release"_s, u"HEAD"_s});
        repo.git({u"symbolic-ref"_s, u"refs/remotes/origin/HEAD"_s, u"refs/remotes/origin/release"_s});
        QCOMPARE(inspect(repo.path()).defaultBaseBranch, u"release"_s);
    }

    void aFormatThatCannotBeReadIsRefusedInWords()
    {
        TestRepo repo;
        repo.commit("Base", {{"a", "1\n"}});
        repo.config("core.repositoryformatversion", "1").config("extensions.refstorage", "reftable");
        const RepositoryFacts facts = inspect(repo.path());
        QVERIFY(facts.isRepository && !facts.isUsable());
        QCOMPARE(facts.blocker->code, ErrorCode::Refused);
        QVERIFY(facts.blocker->detail.contains("format"_L1));
    }

    void aRepositoryOfAnotherUserNamesSafeDirectory()
    {
        if (::geteuid() != 0)
            QSKIP("only root can give a folder to another user");
        TestRepo repo;
        repo.commit("Base", {{"a", "1\n"}});
        for (const QString &path : {repo.path(), repo.gitDir()})
            QCOMPARE(::chown(qPrintable(path), 12345, 12345), 0);
        const RepositoryFacts facts = inspect(repo.path());
        QVERIFY(facts.hasOwnerProblem);
        QCOMPARE(facts.blocker->code, ErrorCode::Refused);
        QVERIFY(facts.blocker->detail.contains("safe.directory '"_L1 + repo.path()));
    }

    void theLibraryIsRecentEnough()
    {
        const Library library({.hermetic = true});
        QVERIFY(library.state());
        const auto parts = Library::version().split(u'.');
        QVERIFY(std::pair(parts.at(0).toInt(), parts.at(1).toInt()) >= std::pair(1, 9));
    }
};

QTEST_GUILESS_MAIN(TestGitRepository)
#include "tst_git_repository.moc"
