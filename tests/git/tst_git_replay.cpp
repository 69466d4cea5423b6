// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/replay.h"
#include "helpers/testrepo.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::TestRepo;

/** A branch that was moved to a newer base: what is left between its versions when the base's own work is taken out. */
class TestGitReplay : public QObject
{
    Q_OBJECT

private:
    static QByteArray text(const QByteArray &third = "3", const QByteArray &ninth = "9")
    {
        return "1\n2\n" + third + "\n4\n5\n6\n7\n8\n" + ninth + "\n10\n";
    }
    static Replay replayed(const TestRepo &repo, const ReplayRequest &request)
    {
        const auto repository = Repository::open(repo.path());
        auto found = repository ? replay(*repository, request) : std::unexpected(repository.error());
        if (!found)
            qFatal("%s", qPrintable(found.error().text()));
        return *std::move(found);
    }
    static QByteArrayList paths(const Replay &replay)
    {
        QByteArrayList out;
        for (const TreeChange &change : replay.changes)
            out.append(change.path);
        return out;
    }
    static QByteArray objectsOf(const TestRepo &repo) { return repo.git({u"count-objects"_s, u"-v"_s}); }

private Q_SLOTS:
    void aBranchThatOnlyMovedHasNoChange()
    {
        TestRepo repo;
        const ObjectId oldBase = repo.commit("Base", {{"a.txt", text()}, {"b.txt", "b\n"}});
        repo.branch("own");
        const ObjectId newBase =
            repo.commit("Base goes on", {{"a.txt", text("three")}, {"c.txt", "c\n"}, {"b.txt", "bb\n"}});
        repo.switchTo("own");
        const ObjectId oldVersion = repo.commit("Work", {{"a.txt", text("3", "nine")}, {"d.txt", "d\n"}});
        repo.branch("moved", newBase).switchTo("moved");
        const ObjectId newVersion = repo.commit("Work", {{"a.txt", text("three", "nine")}, {"d.txt", "d\n"}});
        const Replay found = replayed(repo, {oldBase, oldVersion, newBase, newVersion});
        QVERIFY(found.changes.isEmpty());
        QVERIFY(found.conflicts.isEmpty());
    }

    void onlyTheBranchsOwnStepsAreLeft()
    {
        TestRepo repo;
        const ObjectId oldBase = repo.commit("Base", {{"a.txt", text()}, {"b.txt", "b\n"}});
        repo.branch("own");
        const ObjectId newBase = repo.commit("Base goes on", {{"a.txt", text("three")}, {"b.txt", "bb\n"}});
        repo.switchTo("own");
        const ObjectId oldVersion = repo.commit("Work", {{"a.txt", text("3", "nine")}});
        repo.branch("moved", newBase).switchTo("moved");
        const ObjectId newVersion = repo.commit("More work", {{"a.txt", text("three", "NINE")}, {"new.txt", "n\n"}});
        const QByteArray before = objectsOf(repo);
        const Replay found = replayed(repo, {oldBase, oldVersion, newBase, newVersion});
        QCOMPARE(paths(found), (QByteArrayList{"a.txt", "new.txt"}));
        QCOMPARE(found.blobs.value(found.changes.at(0).oldId.hex), text("three", "nine")); // made by the replay alone
        QCOMPARE(repo.contentAt(newVersion, "a.txt"), text("three", "NINE"));
        QCOMPARE(objectsOf(repo), before);
    }

    void aConflictKeepsTheOldVersionAndIsNamed()
    {
        TestRepo repo;
        const ObjectId oldBase = repo.commit("Base", {{"a.txt", text()}, {"gone.txt", text()}, {"kept.txt", text()}});
        repo.branch("own");
        repo.remove("gone.txt");
        const ObjectId newBase = repo.commit("Base goes on", {{"a.txt", text("base")}, {"kept.txt", text("base")}});
        repo.switchTo("own");
        const ObjectId oldVersion =
            repo.commit("Work", {{"a.txt", text("own")}, {"gone.txt", text("own")}, {"kept.txt", text("3", "own")}});
        repo.branch("moved", newBase).switchTo("moved");
        const ObjectId newVersion = repo.commit("Solved", {{"a.txt", text("both")}, {"kept.txt", text("base", "own")}});
        const Replay found = replayed(repo, {oldBase, oldVersion, newBase, newVersion});
        QCOMPARE(found.conflicts, (QSet<QByteArray>{"a.txt", "gone.txt"}));
        QCOMPARE(paths(found), (QByteArrayList{"a.txt", "gone.txt"}));
        QCOMPARE(repo.contentAt(oldVersion, "a.txt"), text("own"));
        QCOMPARE(found.changes.at(0).oldId.hex,
                 repo.git({u"rev-parse"_s, QString::fromLatin1(oldVersion.hex) + u":a.txt"_s}).trimmed());
        QCOMPARE(found.changes.at(1).status, ChangeStatus::Deleted);
    }

    void basesAreWhereTheBranchWasLeft()
    {
        TestRepo repo;
        const ObjectId oldBase = repo.commit("Base", {{"a.txt", text()}});
        repo.branch("own");
        const QByteArray main = repo.git({u"branch"_s, u"--show-current"_s}).trimmed();
        const ObjectId newBase = repo.commit("Base goes on", {{"b.txt", "b\n"}});
        repo.switchTo("own");
        const ObjectId first = repo.commit("Round 1", {{"a.txt", text("1")}});
        const ObjectId merged = repo.write("b.txt", "b\n").commitMerge("Base brought in", newBase);
        const ObjectId second = repo.commit("Round 2", {{"a.txt", text("2")}});
        const auto repository = Repository::open(repo.path());
        QVERIFY(repository);

        const auto since = basesSince(*repository, oldBase, first, second);
        QVERIFY(since);
        QCOMPARE(since->oldBase, oldBase);
        QCOMPARE(since->newBase, newBase);
        QCOMPARE(basesSince(*repository, oldBase, oldBase, merged)->newBase, newBase);
        QCOMPARE(basesSince(*repository, oldBase, oldBase, first)->newBase, oldBase);

        const auto on = basesOn(*repository, newBase, first, second);
        QVERIFY(on);
        QCOMPARE(on->oldBase, oldBase);
        QCOMPARE(on->newBase, newBase);

        // Once the attempt itself was merged its bases are still those it had.
        repo.switchTo(main);
        repo.write("a.txt", text("2")).commitMerge("Attempt merged", second);
        QCOMPARE(basesSince(*repository, oldBase, first, second)->newBase, newBase);
    }

    void whatAnAttemptDidAfterTheBaseCameInIsItsRound()
    {
        TestRepo repo;
        const ObjectId oldBase = repo.commit("Base", {{"a.txt", text()}});
        repo.branch("own");
        const ObjectId newBase = repo.commit("Base goes on", {{"a.txt", text("three")}, {"b.txt", "b\n"}});
        repo.switchTo("own");
        const ObjectId first = repo.commit("Round 1", {{"a.txt", text("3", "nine")}});
        repo.write("a.txt", text("three", "nine")).write("b.txt", "b\n").commitMerge("Base brought in", newBase);
        const ObjectId second = repo.commit("Round 2", {{"own.txt", "own\n"}});
        QCOMPARE(paths(replayed(repo, {oldBase, first, newBase, second})), QByteArrayList{"own.txt"});
        // The whole attempt: from its start on, without what others did meanwhile.
        QCOMPARE(paths(replayed(repo, {oldBase, oldBase, newBase, second})), (QByteArrayList{"a.txt", "own.txt"}));
    }

    /**
     * Real commits, put on a base fifty commits older as a person would (`git merge-tree`), and moved to where they
     * really stood: what is left up to the next commit must be that next commit, file by file.
     */
    void realCommitsComeBackFromAnOlderBase()
    {
        const QStringList place = qEnvironmentVariable("DOCKET_REPLAY_HISTORY").split(u' ', Qt::SkipEmptyParts);
        if (place.size() != 3)
            QSKIP("DOCKET_REPLAY_HISTORY=\"repository tip count\" names no history");
        TestRepo work;
        const QString shared = work.outside(u"shared.git"_s);
        work.git({u"clone"_s, u"-q"_s, u"--bare"_s, u"--shared"_s, place[0], shared});
        const auto repository = Repository::open(shared);
        QVERIFY(repository);
        const auto tip = repository->resolve(place[1]);
        QVERIFY(tip);
        const auto log = repository->log(*tip, {.limit = place[2].toInt() + 60, .hiding = {}, .firstParent = true});
        QVERIFY(log);
        int tried = 0, clean = 0, same = 0;
        for (qsizetype i = 0; i + 52 < log->size() && i < place[2].toInt(); ++i) {
            const CommitInfo &next = log->at(i), &own = log->at(i + 1), &base = log->at(i + 2);
            const ObjectId older = log->at(i + 52).id;
            if (own.parents.size() != 1 || own.parents.constFirst() != base.id)
                continue;
            const QStringList merge{u"merge-tree"_s,
                                    u"--write-tree"_s,
                                    u"--merge-base"_s,
                                    QString::fromLatin1(base.id.hex),
                                    QString::fromLatin1(older.hex),
                                    QString::fromLatin1(own.id.hex)};
            if (work.gitExitCode(merge, shared) != 0)
                continue; // the commit needs what lies between
            const ObjectId moved{work.git(merge, shared).trimmed()};
            const auto found = replay(*repository, {older, moved, base.id, next.id}, {.sizes = false});
            QVERIFY2(found, found ? "" : qPrintable(found.error().text()));
            ++tried;
            if (!found->conflicts.isEmpty())
                continue;
            ++clean;
            same += found->changes == *diffTrees(*repository, own.id, next.id, {.sizes = false});
        }
        qInfo("%d commits moved, %d came back without conflict, %d of them exactly", tried, clean, same);
        QVERIFY(tried > 0);
        QVERIFY(clean * 100 >= tried * 90);
        QVERIFY(same * 100 >= clean * 98);
    }

    void whatIsNotThereIsSaid()
    {
        TestRepo repo;
        const ObjectId base = repo.commit("Base", {{"a.txt", text()}});
        const auto repository = Repository::open(repo.path());
        const auto found = replay(*repository, {base, base, base, ObjectId{QByteArray(40, 'a')}});
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::NotFound);
        QVERIFY(!blobAt(*repository, base, "b.txt")->isValid());
        QVERIFY(blobAt(*repository, base, "a.txt")->isValid());
    }
};

QTEST_GUILESS_MAIN(TestGitReplay)
#include "tst_git_replay.moc"
