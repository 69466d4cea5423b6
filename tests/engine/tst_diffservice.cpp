// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diffservice.h"

#include "helpers/testrepo.h"

#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace docket::test;

class TestDiffService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesComeFirstThenEachDiffThenTheEnd()
    {
        TestRepo repo;
        const ObjectId from = repo.commit("One", {{"a.txt", "one\n"}, {"gone.txt", "gone\nsecond line\n"}, {"same.txt", "same\n"}});
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
        connect(&service, &DiffService::fileReady, this, [&](quint64, int file, const diff::FileDiffPtr &) { order.append(file); });
        connect(&service, &DiffService::filesListed, this, [&](quint64 generation) { service.prioritise(generation, {39, 38}); });
        QSignalSpy finished(&service, &DiffService::finished);
        service.open({repo.path(), from, to, {}});
        QVERIFY(finished.wait(30000));
        QCOMPARE(order.size(), 40);
        QCOMPARE(order.first(2), QList<int>({39, 38}));
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
