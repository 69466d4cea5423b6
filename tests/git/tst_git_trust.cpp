// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "attempt.h"

#include "git/attributes.h"
#include "git/inspect.h"
#include "git/merge.h"
#include "git/treediff.h"

#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::Attempt;
using docket::test::TestRepo;

namespace {

/** Writes a program that leaves `ran` behind when anything starts it. */
QString trap(const Attempt &attempt, const QString &name)
{
    const QString path = attempt.repo.outside(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no trap");
    file.write("#!/bin/sh\ntouch " + QFile::encodeName(attempt.repo.outside(u"ran"_s)) + "\ncat\n");
    file.close();
    ::chmod(qPrintable(path), 0755);
    return path;
}

bool sprung(const Attempt &attempt)
{
    return QFileInfo::exists(attempt.repo.outside(u"ran"_s));
}

/** Everything that Docket does with a worktree and its repository. */
void useAll(Attempt &attempt)
{
    QVERIFY(attempt.worktrees.health(attempt.worktree));
    const auto snapshot = attempt.snapshot();
    QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().text()));
    inspect(attempt.repo.path());
    const auto main = Repository::open(attempt.repo.path());
    QVERIFY(main);
    QVERIFY(diffTrees(*main, attempt.base, snapshot->commit));
    QVERIFY(attributesAt(*main, attempt.base, {"a.txt"}));
    const auto plan = planMerge(*main, u"main"_s, snapshot->commit, MergeStrategy::MergeCommit);
    QVERIFY(plan);
    if (plan->isExecutable())
        QVERIFY(executeMerge(*main, *plan, {.message = u"Merge"_s, .fallback = docketIdentity(), .when = {}}));
    QVERIFY(mergedState(*main, u"main"_s, snapshot->commit));
    QVERIFY(attempt.worktrees.repair(attempt.worktree));
    QVERIFY(attempt.worktrees.restore(attempt.worktree, snapshot->commit));
    QVERIFY(attempt.worktrees.remove(attempt.worktree, {.loseNestedRepositories = true}));
}

} // namespace

class TestGitTrust : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRewrittenGitFileCannotChooseWhatRuns()
    {
        Attempt attempt;
        const QString evil = attempt.repo.outside(u"evil.git"_s);
        attempt.repo.git({u"init"_s, u"-q"_s, u"--bare"_s, evil});
        attempt.repo.git({u"config"_s, u"core.bare"_s, u"false"_s}, evil);
        attempt.repo.git({u"config"_s, u"core.worktree"_s, attempt.worktree.path}, evil);
        attempt.repo.git({u"config"_s, u"core.fsmonitor"_s, trap(attempt, u"fsmonitor"_s)}, evil);
        attempt.put(u".git"_s, "gitdir: " + QFile::encodeName(evil) + '\n');
        attempt.put(u"a.txt"_s, "work\n");

        // The trap works: plain git in that folder runs it.
        attempt.repo.gitExitCode({u"status"_s}, attempt.worktree.path);
        QVERIFY(sprung(attempt));
        QVERIFY(QFile::remove(attempt.repo.outside(u"ran"_s)));

        QCOMPARE(int(attempt.worktrees.health(attempt.worktree)->link), int(GitLink::Rewritten));
        const auto snapshot = attempt.snapshot();
        QCOMPARE(attempt.repo.contentAt(snapshot->commit, "a.txt"), "work\n");
        useAll(attempt);
        QVERIFY(!sprung(attempt));
    }

    void anOwnRepositoryInPlaceOfTheGitFileIsNotUsed()
    {
        Attempt attempt;
        QVERIFY(QFile::remove(attempt.path(u".git"_s)));
        attempt.repo.git({u"init"_s, u"-q"_s}, attempt.worktree.path);
        attempt.repo.git({u"config"_s, u"core.fsmonitor"_s, trap(attempt, u"fsmonitor"_s)}, attempt.worktree.path);
        attempt.put(u"a.txt"_s, "work\n");
        const auto snapshot = attempt.snapshot();
        QCOMPARE(attempt.repo.contentAt(snapshot->commit, "a.txt"), "work\n");
        QCOMPARE(snapshot->changedFiles, 1);
        useAll(attempt);
        QVERIFY(!sprung(attempt));
    }

    void hooksOfTheMainRepositoryDoNotRun()
    {
        Attempt attempt;
        QDir().mkpath(attempt.repo.gitDir() + "/hooks"_L1);
        for (const QString &hook : {u"pre-commit"_s, u"prepare-commit-msg"_s, u"commit-msg"_s, u"post-commit"_s,
                                    u"post-checkout"_s, u"pre-merge-commit"_s, u"post-merge"_s,
                                    u"reference-transaction"_s, u"post-index-change"_s, u"pre-rebase"_s, u"update"_s})
            QVERIFY(QFile::copy(trap(attempt, u"hook-"_s + hook), attempt.repo.gitDir() + "/hooks/"_L1 + hook));
        attempt.put(u"a.txt"_s, "work\n");
        useAll(attempt);
        QVERIFY(!sprung(attempt));
    }

    void filtersAndDriversDoNotRun()
    {
        TestRepo repo;
        repo.write(".gitattributes", "*.txt filter=evil diff=evil merge=evil\n").write("a.txt", "one\n").commit("Base");
        Attempt attempt(std::move(repo));
        const QByteArray program = QFile::encodeName(trap(attempt, u"filter"_s));
        attempt.repo.config("filter.evil.clean", program)
            .config("filter.evil.smudge", program)
            .config("filter.evil.process", program);
        attempt.repo.config("filter.evil.required", "true")
            .config("diff.evil.textconv", program)
            .config("diff.evil.command", program);
        attempt.repo.config("diff.external", program)
            .config("merge.evil.driver", program + " %A")
            .config("core.fsmonitor", program);
        attempt.repo.config("core.editor", program).config("gpg.program", program).config("commit.gpgSign", "true");
        attempt.put(u"a.txt"_s, "work\n");
        attempt.put(u".gitattributes"_s, "* filter=evil diff=evil merge=evil\n");
        useAll(attempt);
        QVERIFY(!sprung(attempt));
    }

    void theEnvironmentDoesNotRedirectAnything()
    {
        Attempt attempt;
        TestRepo other(u"other"_s);
        const ObjectId untouched = other.commit("Other", {{"o", "1\n"}});
        attempt.put(u"a.txt"_s, "work\n");
        qputenv("GIT_DIR", QFile::encodeName(other.gitDir()));
        qputenv("GIT_WORK_TREE", QFile::encodeName(other.path()));
        qputenv("GIT_INDEX_FILE", "/nonexistent/index");
        const auto snapshot = attempt.snapshot();
        for (const char *name : {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"})
            qunsetenv(name);
        QVERIFY(snapshot);
        QCOMPARE(attempt.repo.contentAt(snapshot->commit, "a.txt"), "work\n");
        QCOMPARE(other.head(), untouched);
    }

    void aSpoiledAdminFolderIsPutRight()
    {
        Attempt attempt;
        TestRepo other(u"other"_s);
        const ObjectId untouched = other.commit("Other", {{"o", "1\n"}});
        attempt.put(u"a.txt"_s, "work\n");
        QFile common(attempt.worktree.adminDir() + "/commondir"_L1);
        QVERIFY(common.open(QIODevice::WriteOnly));
        common.write(QFile::encodeName(other.gitDir()) + '\n');
        common.close();
        const auto snapshot = attempt.snapshot();
        QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().text()));
        QCOMPARE(attempt.repo.tip("docket/7/1"), snapshot->commit);
        QCOMPARE(other.git({u"for-each-ref"_s, u"--format=%(refname)"_s}), "refs/heads/main\n");
        QCOMPARE(other.head(), untouched);
    }

    void aPrunedWorktreeKeepsItsWork()
    {
        Attempt attempt;
        attempt.put(u"a.txt"_s, "work\n");
        QVERIFY(QDir(attempt.worktree.adminDir()).removeRecursively());
        QCOMPARE(attempt.worktrees.health(attempt.worktree).error().code, ErrorCode::NotFound);
        const auto snapshot = attempt.snapshot();
        QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().text()));
        QCOMPARE(attempt.repo.contentAt(snapshot->commit, "a.txt"), "work\n");
        QCOMPARE(attempt.status(), "");
        QVERIFY(QDir(attempt.worktree.adminDir()).removeRecursively());
        QVERIFY(attempt.worktrees.repair(attempt.worktree));
        QCOMPARE(attempt.status(), "");
    }

    void linksInTheGitDirectoryDoNotLeadDocketsWritingOut_data()
    {
        QTest::addColumn<QString>("link");
        for (const char *name :
             {"worktrees/@/HEAD", "worktrees/@/index", "worktrees/@/logs/HEAD", "worktrees/@/docket-owner",
              "worktrees/@/commondir", "refs/heads/docket/7/1", "logs/refs/heads/docket/7/1"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void linksInTheGitDirectoryDoNotLeadDocketsWritingOut()
    {
        QFETCH(QString, link);
        Attempt attempt;
        attempt.put(u"a.txt"_s, "work\n");
        const QString victim = attempt.repo.outside(u"victim"_s);
        QFile file(victim);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(attempt.base.hex + '\n');
        file.close();
        const QString path = attempt.repo.gitDir() + u'/' + link.replace(u'@', attempt.worktree.name);
        QFile::remove(path);
        QDir().mkpath(QFileInfo(path).path());
        QVERIFY(QFile::link(victim, path));
        const auto snapshot = attempt.snapshot();
        QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().text()));
        QCOMPARE(attempt.repo.contentAt(snapshot->commit, "a.txt"), "work\n");
        QVERIFY(attempt.worktrees.restore(attempt.worktree, attempt.base));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), attempt.base.hex + '\n');
    }

    void aFolderThatBecameALinkIsNotWrittenThrough()
    {
        Attempt attempt;
        const QString outside = attempt.repo.outside(u"precious"_s);
        QVERIFY(QDir().mkpath(outside));
        QVERIFY(QDir(attempt.path(u"dir"_s)).removeRecursively());
        QVERIFY(QFile::link(outside, attempt.path(u"dir"_s)));
        const auto snapshot = attempt.snapshot();
        QVERIFY(attempt.repo.git({u"ls-tree"_s, QString::fromLatin1(snapshot->commit.hex)}).contains("120000"));
        QVERIFY(attempt.worktrees.restore(attempt.worktree, attempt.base));
        QVERIFY(QDir(outside).isEmpty());
        QCOMPARE(attempt.content(u"dir/b.txt"_s), "two\n");
        QVERIFY(!QFileInfo(attempt.path(u"dir"_s)).isSymLink());
    }

    void aLinkInPlaceOfTheWorktreeIsNotFollowed()
    {
        Attempt attempt;
        QVERIFY(QDir(attempt.worktree.path).removeRecursively());
        QVERIFY(QFile::link(attempt.repo.path(), attempt.worktree.path));
        QCOMPARE(attempt.snapshot().error().code, ErrorCode::NotFound);
        QVERIFY(!attempt.worktrees.restore(attempt.worktree, attempt.base));
        QVERIFY(!attempt.worktrees.remove(attempt.worktree));
        QVERIFY(QFileInfo::exists(attempt.repo.path() + "/a.txt"_L1));
        QVERIFY(QFileInfo(attempt.repo.path() + "/.git"_L1).isDir());
    }
};

QTEST_GUILESS_MAIN(TestGitTrust)
#include "tst_git_trust.moc"
