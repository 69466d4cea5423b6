// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/readingorder.h"

#include <QTest>

using namespace docket;
using namespace docket::review;
using docket::diff::FileEntry;

class TestReadingOrder : public QObject
{
    Q_OBJECT

private:
    static FileEntry modified(const char *path, quint8 flags = 0)
    {
        FileEntry entry = diff::makeEntry({path, ObjectId{"1"}, 0100644, -1}, {path, ObjectId{"2"}, 0100644, -1});
        entry.flags = flags;
        return entry;
    }
    static QList<QByteArray> ordered(const std::vector<FileEntry> &entries)
    {
        QList<QByteArray> out;
        for (const int i : readingOrder(entries))
            out.append(entries[size_t(i)].path());
        return out;
    }

private Q_SLOTS:
    void rolesComeFromPaths_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("role");
        QTest::newRow("workflow") << QByteArray(".github/workflows/ci.yml") << int(FileRole::Pipeline);
        QTest::newRow("gitlab") << QByteArray(".gitlab-ci.yml") << int(FileRole::Pipeline);
        QTest::newRow("build") << QByteArray("src/CMakeLists.txt") << int(FileRole::Configuration);
        QTest::newRow("test settings") << QByteArray("pytest.ini") << int(FileRole::Configuration);
        QTest::newRow("test") << QByteArray("tests/diff/tst_x.cpp") << int(FileRole::Test);
        QTest::newRow("test beside source") << QByteArray("src/user.test.ts") << int(FileRole::Test);
        QTest::newRow("source") << QByteArray("src/user.ts") << int(FileRole::Source);
        QTest::newRow("contest is no test") << QByteArray("src/contest.ts") << int(FileRole::Source);
        QTest::newRow("document") << QByteArray("docs/guide.md") << int(FileRole::Documentation);
        QTest::newRow("no name to go by") << QByteArray("data") << int(FileRole::Other);
    }
    void rolesComeFromPaths()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, role);
        QCOMPARE(int(fileRole(path)), role);
    }

    void whatRunsByItselfIsReadFirstAndGeneratedLast()
    {
        FileEntry moved =
            diff::makeEntry({"src/a.c", ObjectId{"1"}, 0100644, -1}, {"src/z.c", ObjectId{"1"}, 0100644, -1});
        QCOMPARE(
            ordered({modified("package-lock.json", diff::LockFile), modified("README.md"), moved, modified("src/b.c"),
                     modified("tests/b.c"), modified("CMakeLists.txt"), modified(".github/workflows/ci.yml")}),
            (QList<QByteArray>{".github/workflows/ci.yml", "CMakeLists.txt", "tests/b.c", "src/b.c", "README.md",
                               "src/z.c", "package-lock.json"}));
    }

    void filesOfOneFolderStayTogether()
    {
        QCOMPARE(ordered({modified("b/2.c"), modified("a/1.c"), modified("b/1.c")}),
                 (QList<QByteArray>{"a/1.c", "b/1.c", "b/2.c"}));
    }

    void aMarkerOfTheBranchIsNoWayToBeReadLast()
    {
        QCOMPARE(
            ordered({modified("src/a.c"), modified("src/b.c", diff::GeneratedFile | diff::MarkedByBranch)}).first(),
            QByteArray("src/b.c"));
    }

    void reasonsAddUpToThePoints()
    {
        FileEntry script = modified("tests/run.sh");
        script.after.mode = 0100755;
        const ReadingScore score = readingScore(script);
        QCOMPARE(score.reasons, (std::vector<ReadingReason>{ReadingReason::Test, ReadingReason::Executable}));
        QVERIFY(score.points > readingScore(modified("tests/run.sh")).points);
    }
};

QTEST_GUILESS_MAIN(TestReadingOrder)
#include "tst_readingorder.moc"
