// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include "diff/firstpart.h"
#include "diff/rowmodel.h"

#include <QTest>

using namespace docket;
using namespace docket::diff;
using namespace docket::diff::test;

class TestFirstPart : public QObject
{
    Q_OBJECT

private:
    static FileEntry modified()
    {
        return makeEntry({"a.c", ObjectId{"1"}, 0100644, -1}, {"a.c", ObjectId{"2"}, 0100644, -1});
    }
    static QByteArray lines(int from, int to)
    {
        QByteArray out;
        for (int i = from; i < to; ++i)
            out += "line " + QByteArray::number(i) + " of a file that is rather long\n";
        return out;
    }
    static constexpr int Many = 40'000;

private Q_SLOTS:
    void itIsTheBeginningOfTheWholeDiff_data()
    {
        QTest::addColumn<int>("changedLine");
        QTest::newRow("at the top") << 3;
        QTest::newRow("far below") << 25'000;
    }
    void itIsTheBeginningOfTheWholeDiff()
    {
        QFETCH(int, changedLine);
        const QByteArray before = lines(0, Many);
        const QByteArray after = lines(0, changedLine) + "another line\n" + lines(changedLine + 1, changedLine + 40)
            + lines(changedLine + 42, Many - 100) + "an end\n";
        const FileDiffPtr whole = computeFileDiff(modified(), before, after);
        const FileDiffPtr part = computeFirstPart(modified(), before, after);
        QVERIFY(part);
        QVERIFY(part->isPart());
        QVERIFY(!whole->isPart());
        QCOMPARE(part->edits().size(), size_t(2)); // the end is not looked at
        QVERIFY(std::ranges::equal(part->edits(), std::span(whole->edits()).first(2)));
        QVERIFY(std::ranges::equal(part->pairs(0), whole->pairs(0)));
        QVERIFY(isWellFormed(part->left(), part->right(), part->edits()));
        QVERIFY(before.startsWith(part->left().text()));
        QVERIFY(after.startsWith(part->right().text()));
        QCOMPARE(part->entry().before.size, before.size());
        QCOMPARE(part->entry().after.size, after.size());
    }

    void itEndsWhereBothSidesRunTogether()
    {
        // Behind the second change the sides do not come together before the end of what is looked at.
        const QByteArray before = lines(0, Many);
        const QByteArray after = "new\n" + lines(0, 300) + lines(100'000, 110'000) + lines(300, Many);
        const FileDiffPtr part = computeFirstPart(modified(), before, after);
        QVERIFY(part);
        QCOMPARE(part->edits(), std::vector<Edit>({{0, 0, 0, 1}}));
        QCOMPARE(part->left().lineCount(), 300);
        QCOMPARE(part->right().lineCount(), 301);
    }

    void itsRowsEndWithTheWaitForTheRest()
    {
        const FileDiffPtr part = computeFirstPart(modified(), lines(0, Many), "new\n" + lines(0, Many));
        QVERIFY(part);
        const FileRows rows = layoutRows(part, {});
        QCOMPARE(rows.back().kind, RowKind::Waiting);
        QCOMPARE(std::ranges::count(rows, RowKind::Waiting, &Row::kind), 1);
    }

    void whereTheBeginningSaysNothingThereIsNone_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const QByteArray text = lines(0, Many);
        QTest::newRow("all is within reach") << lines(0, 50) << lines(1, 50);
        QTest::newRow("rewritten") << text << lines(100'000, 140'000);
        QTest::newRow("one long line") << QByteArray(1'000'000, 'x') << QByteArray(999'999, 'x') + 'y';
        QTest::newRow("binary") << QByteArray("a\0", 2) + text << QByteArray("b\0", 2) + text;
        QTest::newRow("UTF-16") << "\xff\xfe" + text << "\xff\xfe!" + text;
        QTest::newRow("Latin-1") << "\xe4\n" + text << "\xf6\n" + text;
        QTest::newRow("other line ends") << text << QByteArray(text).replace("\n", "\r\n");
        QTest::newRow("empty") << QByteArray() << text;
        QTest::newRow("equal") << text << text;
    }
    void whereTheBeginningSaysNothingThereIsNone()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QVERIFY(!computeFirstPart(modified(), before, after));
        QVERIFY(computeFileDiff(modified(), before, after));
    }

    void aMarkOfTheFileIsNoPartOfItsLines()
    {
        const QByteArray mark = "\xef\xbb\xbf";
        const FileDiffPtr part = computeFirstPart(modified(), mark + lines(0, Many), mark + "new\n" + lines(0, Many));
        QVERIFY(part);
        QVERIFY(part->left().hasBom() && part->right().hasBom());
        QCOMPARE(part->edits(), std::vector<Edit>({{0, 0, 0, 1}}));
        QVERIFY(!part->right().lacksFinalNewline());
    }

    void aNewFileHasNone()
    {
        const FileEntry added = makeEntry({}, {"a.c", ObjectId{"2"}, 0100644, -1});
        QVERIFY(!computeFirstPart(added, {}, lines(0, Many)));
    }
};

QTEST_GUILESS_MAIN(TestFirstPart)
#include "tst_firstpart.moc"
