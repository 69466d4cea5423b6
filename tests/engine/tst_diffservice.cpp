// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diffservice.h"

#include "helpers/testrepo.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace docket;
using namespace docket::test;

class TestDiffService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesComeFirstThenEachDiffThenTheEnd()
    {
        TestRepo repo;
        const ObjectId from =
            repo.commit("One", {{"a.txt", "one\n"}, {"gone.txt", "gone\nsecond line\n"}, {"same.txt", "same\n"}});
        repo.rename("gone.txt", "moved/gone.txt");
        const ObjectId to = repo.commit("Two", {{"a.txt", "1\n"}, {"b.txt", "new\n"}});
        DiffService service(2);
        QSignalSpy listed(&service, &DiffService::filesListed);
        QSignalSpy ready(&service, &DiffService::fileReady);
        QSignalSpy finished(&service, &DiffService::finished);
        const quint64 generation = service.open({repo.path(), from, to, {}});
        QVERIFY(finished.wait(30000));
        QCOMPARE(listed.count(), 1);
        const auto files = listed.constFirst().at(1).value<QList<diff::FileEntry>>();
        QCOMPARE(files.size(), 3);
        QCOMPARE(ready.count(), 3);
        int renames = 0;
        for (const auto &arguments : ready) {
            QCOMPARE(arguments.at(0).toULongLong(), generation);
            const auto diff = arguments.at(2).value<diff::FileDiffPtr>();
            QVERIFY(diff);
            renames += diff->entry().status == diff::FileStatus::Renamed;
        }
        QCOMPARE(renames, 1);
    }

    void anotherDiffSilencesTheOneBefore()
    {
        TestRepo repo;
        const ObjectId from = repo.commit("One", {{"a.txt", "one\n"}});
        const ObjectId to = repo.commit("Two", {{"a.txt", "two\n"}});
        DiffService service(1);
        QSignalSpy ready(&service, &DiffService::fileReady);
        QSignalSpy finished(&service, &DiffService::finished);
        service.open({repo.path(), from, to, {}});
        const quint64 second = service.open({repo.path(), to, from, {}});
        QVERIFY(finished.wait(30000));
        QCOMPARE(finished.count(), 1);
        QCOMPARE(ready.count(), 1);
        QCOMPARE(ready.constFirst().at(0).toULongLong(), second);
    }

    void whatIsAskedForComesFirst()
    {
        TestRepo repo;
        const ObjectId from = repo.commit("One", {{"README.md", "x\n"}});
        TestRepo::Files files;
        for (int i = 0; i < 40; ++i)
            files.append({"file" + QByteArray::number(100 + i) + ".cpp", "content " + QByteArray::number(i) + "\n"});
        const ObjectId to = repo.commit("Two", files);
        DiffService service(1);
        QList<int> order;
        connect(&service, &DiffService::fileReady, this,
                [&](quint64, int file, const diff::FileDiffPtr &) { order.append(file); });
        connect(&service, &DiffService::filesListed, this,
                [&](quint64 generation) { service.prioritise(generation, {39, 38}); });
        QSignalSpy finished(&service, &DiffService::finished);
        service.open({repo.path(), from, to, {}});
        QVERIFY(finished.wait(30000));
        QCOMPARE(order.size(), 40);
        QCOMPARE(order.first(2), QList<int>({39, 38}));
    }

    void theListComesBeforeManyRenamesAreFound()
    {
        const auto text = [](int file, const QByteArray &end) {
            QByteArray lines;
            for (int i = 0; i < 12; ++i)
                lines += "line " + QByteArray::number(file * 100 + i) + "\n";
            return lines + end;
        };
        constexpr int moved = 60; // with both their ends more than are read before the first list
        TestRepo repo;
        TestRepo::Files before{
            {".gitattributes", "a.txt -diff\n"}, {"a.txt", "one\n"}, {"same/b.txt", "as it is\n"}};
        TestRepo::Files after{{"a.txt", "two\n"}};
        for (int i = 0; i < moved; ++i) {
            before.append({"old/" + QByteArray::number(i) + ".txt", text(i, "before\n")});
            after.append({"new/" + QByteArray::number(i) + ".txt", text(i, "after\n")});
        }
        const ObjectId from = repo.commit("One", before);
        for (int i = 0; i < moved; ++i)
            repo.remove("old/" + QByteArray::number(i) + ".txt");
        repo.rename("same/b.txt", "other/b.txt");
        const ObjectId to = repo.commit("Two", after);

        DiffService whole(1);
        QList<diff::FileEntry> expected;
        connect(&whole, &DiffService::filesListed, this,
                [&](quint64, const QList<diff::FileEntry> &files) { expected = files; });
        QSignalSpy wholeFinished(&whole, &DiffService::finished);
        whole.open({.repository = repo.path(), .from = from, .to = to});
        QVERIFY(wholeFinished.wait(30000));

        DiffService service(2);
        QList<QList<diff::FileEntry>> lists;
        QHash<int, diff::FileDiffPtr> files;
        connect(&service, &DiffService::filesListed, this,
                [&](quint64 generation, const QList<diff::FileEntry> &listed) {
                    lists.append(listed);
                    files.clear();
                    service.prioritise(generation, {int(listed.size()) - 1, 0}); // as if they were looked at
                });
        connect(&service, &DiffService::fileReady, this, [&](quint64, int file, const diff::FileDiffPtr &diff) {
            QVERIFY(!files.contains(file));
            QCOMPARE(diff->entry().path(), lists.constLast().at(file).path());
            QCOMPARE(diff->entry().status, lists.constLast().at(file).status);
            files.insert(file, diff);
        });
        QSignalSpy finished(&service, &DiffService::finished);
        service.open({.repository = repo.path(), .from = from, .to = to, .inSteps = true});
        QVERIFY(finished.wait(30000));
        QCOMPARE(lists.size(), 2);
        const auto renames = [](const QList<diff::FileEntry> &list) {
            return std::ranges::count(list, diff::FileStatus::Renamed, &diff::FileEntry::status);
        };
        QCOMPARE(renames(lists.at(0)), 1); // what is identical takes no reading
        QCOMPARE(renames(lists.at(1)), moved + 1);
        QCOMPARE(lists.at(1), expected);
        QCOMPARE(files.size(), expected.size());
        const auto plain = std::ranges::find(lists.at(1), "a.txt", &diff::FileEntry::path);
        const diff::FileDiffPtr told = files.value(int(plain - lists.at(1).begin()));
        QCOMPARE(told->entry().flags, quint8(diff::NotForReading)); // though it may have been compared before
        QCOMPARE(finished.count(), 1);
    }

    void aLargeFileThatIsLookedAtIsShownAsFarAsItsFirstChanges()
    {
        QByteArray large;
        for (int i = 0; i < 30'000; ++i)
            large += "line " + QByteArray::number(i) + " of a rather long file\n";
        TestRepo repo;
        const ObjectId from =
            repo.commit("One", {{"a.c", "1\n" + large}, {"b.c", "2\n" + large}, {"c.c", "3\n" + large}});
        const ObjectId to = repo.commit("Two",
                                        {{"a.c", "one\n" + large + "end\n"},
                                         {"b.c", "two\n" + large + "end\n"},
                                         {"c.c", "three\n" + large + "end\n"}});
        QHash<int, QList<diff::FileDiffPtr>> told;
        DiffService service(2);
        QSignalSpy finished(&service, &DiffService::finished);
        connect(&service, &DiffService::filesListed, this,
                [&](quint64 generation) { service.prioritise(generation, {0, 2}); });
        connect(&service, &DiffService::fileReady, this,
                [&](quint64, int file, const diff::FileDiffPtr &diff) { told[file].append(diff); });
        service.open({.repository = repo.path(), .from = from, .to = to, .inSteps = true});
        QVERIFY(finished.wait(30000));
        for (const int file : {0, 2}) {
            QCOMPARE(told.value(file).size(), 2);
            QVERIFY(told.value(file).constFirst()->isPart());
            QCOMPARE(told.value(file).constFirst()->edits().size(), size_t(1));
        }
        QCOMPARE(told.value(1).size(), 1);
        for (const QList<diff::FileDiffPtr> &diffs : told) {
            QVERIFY(!diffs.constLast()->isPart());
            QCOMPARE(diffs.constLast()->edits().size(), size_t(2));
        }

        told.clear(); // a command waits for the whole
        service.open({.repository = repo.path(), .from = from, .to = to});
        QVERIFY(finished.wait(30000));
        QCOMPARE(told.size(), 3);
        for (const QList<diff::FileDiffPtr> &diffs : told)
            QCOMPARE(diffs.size(), 1);
    }

    void aFewRenamesAreFoundBeforeTheList()
    {
        TestRepo repo;
        const QByteArray lines = "1\n2\n3\n4\n5\n6\n7\n8\n";
        const ObjectId from = repo.commit("One", {{"a.txt", lines + "a\n"}});
        repo.remove("a.txt");
        const ObjectId to = repo.commit("Two", {{"b.txt", lines + "b\n"}});
        DiffService service(1);
        QSignalSpy listed(&service, &DiffService::filesListed);
        QSignalSpy finished(&service, &DiffService::finished);
        service.open({.repository = repo.path(), .from = from, .to = to, .inSteps = true});
        QVERIFY(finished.wait(30000));
        QCOMPARE(listed.count(), 1);
        QCOMPARE(listed.constFirst().at(1).value<QList<diff::FileEntry>>().constFirst().status,
                 diff::FileStatus::Renamed);
    }

    void whatCameWithTheBaseIsTakenOut()
    {
        const auto text = [](const QByteArray &third, const QByteArray &ninth) {
            return "1\n2\n" + third + "\n4\n5\n6\n7\n8\n" + ninth + "\n10\n";
        };
        TestRepo repo;
        const ObjectId start = repo.commit("Base", {{"clean.txt", text("3", "9")}, {"met.txt", text("3", "9")}});
        repo.branch("own");
        const ObjectId newBase = repo.commit(
            "Base goes on",
            {{"clean.txt", text("three", "9")}, {"met.txt", "0\n" + text("three", "9")}, {"other.txt", "o\n"}});
        repo.switchTo("own");
        const ObjectId first =
            repo.commit("Round 1", {{"clean.txt", text("3", "nine")}, {"met.txt", text("own", "9")}});
        repo.write("clean.txt", text("three", "nine"))
            .write("met.txt", "0\n" + text("both", "9"))
            .write("other.txt", "o\n")
            .commitMerge("Base brought in", newBase);
        const ObjectId second = repo.commit("Round 2", {{"clean.txt", text("three", "NINE")}});
        DiffService service(2);
        QList<diff::FileDiffPtr> files;
        connect(&service, &DiffService::fileReady, this,
                [&](quint64, int, const diff::FileDiffPtr &file) { files.append(file); });
        QSignalSpy finished(&service, &DiffService::finished);
        service.open({.repository = repo.path(), .from = first, .to = second, .start = start});
        QVERIFY(finished.wait(30000));
        std::ranges::sort(files, {}, [](const diff::FileDiffPtr &file) { return file->entry().path(); });
        QCOMPARE(files.size(), 2); // other.txt is the base's alone
        const diff::FileDiff &clean = *files.at(0);
        QCOMPARE(clean.left().text(), text("three", "nine")); // round 1 as it would be on the new base
        QCOMPARE(clean.addedLines(), 1);
        const diff::FileDiff &met = *files.at(1);
        QCOMPARE(met.left().text(), text("own", "9"));
        QCOMPARE(met.edits().size(), size_t(2));
        QVERIFY(met.isFromBase(0)); // the line that the base put in
        QVERIFY(met.counts(1));     // how the conflict was solved
        QCOMPARE(met.addedLines(), 1);
    }

    void aMarkerIsFoundHoweverManyFilesThereAre()
    {
        TestRepo repo;
        const QByteArray generated = "// @generated by a tool\n";
        const ObjectId from = repo.commit("One", {{"old.c", generated + "int a;\n"}, {"plain.c", "int a;\n"}});
        TestRepo::Files files{{"old.c", generated + "int b;\n"}, {"plain.c", generated + "int a;\n"}};
        for (int i = 0; i < 60; ++i)
            files.append({"file" + QByteArray::number(1000 + i) + ".txt", QByteArray::number(i) + "\n"});
        const ObjectId to = repo.commit("Two", files);
        DiffService service(2);
        QHash<QByteArray, quint8> flags;
        connect(&service, &DiffService::fileReady, this, [&](quint64, int, const diff::FileDiffPtr &file) {
            flags.insert(file->entry().path(), file->entry().flags);
        });
        QSignalSpy finished(&service, &DiffService::finished);
        service.open({.repository = repo.path(), .from = from, .to = to});
        QVERIFY(finished.wait(30000));
        QCOMPARE(flags.size(), 62);
        QCOMPARE(flags.value("old.c"), quint8(diff::GeneratedFile));
        QCOMPARE(flags.value("plain.c"), quint8(diff::MarkedByBranch));
        QCOMPARE(flags.value("file1000.txt"), quint8(0));
    }

    void theBaseSaysWhatIsNotMeantToBeCompared()
    {
        TestRepo repo;
        const QByteArray odd("one\0two\n", 8);
        const ObjectId from = repo.commit(
            "One",
            {{".gitattributes", "*.dat -diff\n*.txt diff\n"}, {"a.dat", "one\n"}, {"b.txt", odd}, {"c.c", "int a;\n"}});
        const ObjectId to = repo.commit(
            "Two",
            {{".gitattributes", "*.c binary\n"}, {"a.dat", "two\n"}, {"b.txt", odd + "three\n"}, {"c.c", "int b;\n"}});
        DiffService service(2);
        QHash<QByteArray, diff::FileDiffPtr> files;
        connect(&service, &DiffService::fileReady, this,
                [&](quint64, int, const diff::FileDiffPtr &file) { files.insert(file->entry().path(), file); });
        QSignalSpy finished(&service, &DiffService::finished);
        service.open({.repository = repo.path(), .from = from, .to = to});
        QVERIFY(finished.wait(30000));
        QCOMPARE(files.value("a.dat")->entry().flags, quint8(diff::NotForReading));
        QCOMPARE(files.value("a.dat")->addedLines(), 1); // closed at first, but all of it is there
        QCOMPARE(files.value("b.txt")->entry().kind, diff::FileKind::Text);
        QCOMPARE(files.value("b.txt")->addedLines(), 1);
        QCOMPARE(files.value("c.c")->entry().flags, quint8(0)); // only the branch says so
    }

    void aMissingCommitIsASentence()
    {
        TestRepo repo;
        repo.commit("One", {{"a.txt", "one\n"}});
        DiffService service(1);
        QSignalSpy failed(&service, &DiffService::failed);
        service.open({repo.path(), {}, ObjectId{QByteArray(40, 'a')}, {}});
        QVERIFY(failed.wait(30000));
        QVERIFY(!failed.constFirst().at(1).value<Error>().detail.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDiffService)
#include "tst_diffservice.moc"
