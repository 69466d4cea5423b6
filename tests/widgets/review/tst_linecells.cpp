// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/linecells.h"

#include <QTest>

using docket::LineCells;
using Kind = LineCells::Kind;

class TestLineCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainTextHasOneCellAByte()
    {
        const LineCells cells("int a = 1;");
        QVERIFY(cells.isPlain());
        QCOMPARE(cells.cellCount(), 10);
        QCOMPARE(cells.cellOfByte(4), 4);
        QCOMPARE(cells.byteOfCell(4), 4);
        QCOMPARE(cells.byteOfCell(99), 10);
    }

    void aTabFillsUpToItsStop()
    {
        const LineCells cells("a\tb\t\tc", 8);
        QCOMPARE(cells.cellOfByte(1), 1);
        QCOMPARE(cells.cellOfByte(2), 8);
        QCOMPARE(cells.cellOfByte(5), 24);
        QCOMPARE(cells.cellCount(), 25);
        QCOMPARE(cells.byteOfCell(5), 1);
        QCOMPARE(cells.byteOfCell(8), 2);
    }

    void wideLettersTakeTwoCellsAndMarksNone()
    {
        const LineCells cells("\xe4\xbd\xa0" "e\xcc\x81" "x"); // a Chinese letter, e with a combining accent, x
        QCOMPARE(cells.cellCount(), 4);
        QCOMPARE(cells.cellOfByte(3), 2);
        QCOMPARE(cells.cellOfByte(6), 3);
        QCOMPARE(cells.next(3), 6);
        QCOMPARE(cells.previous(6), 3);
        QCOMPARE(cells.byteOfCell(1), 0);
    }

    void whatCannotBeSeenTakesTheRoomOfItsName_data()
    {
        QTest::addColumn<QByteArray>("character");
        QTest::newRow("turns the direction") << QByteArray("\xe2\x80\xae");
        QTest::newRow("isolates") << QByteArray("\xe2\x81\xa6");
        QTest::newRow("zero width space") << QByteArray("\xe2\x80\x8b");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf");
        QTest::newRow("escape") << QByteArray("\x1b");
        QTest::newRow("delete") << QByteArray("\x7f");
        QTest::newRow("line separator") << QByteArray("\xe2\x80\xa8");
        QTest::newRow("empty Hangul letter") << QByteArray("\xe3\x85\xa4");
        QTest::newRow("tag letter") << QByteArray("\xf3\xa0\x81\x81");
    }
    void whatCannotBeSeenTakesTheRoomOfItsName()
    {
        QFETCH(QByteArray, character);
        const QByteArray line = "a" + character + "b";
        const LineCells cells(line);
        const auto elements = cells.elements(0, cells.cellCount());
        QCOMPARE(elements.size(), size_t(3));
        QCOMPARE(elements[1].kind, Kind::Named);
        QVERIFY(elements[1].cellCount >= 7);
    }

    void lettersOfOtherDirectionsAreLaidOutAsRuns()
    {
        const LineCells cells("\xd8\xb9\xd8\xb1 x");
        const auto elements = cells.elements(0, 9);
        QCOMPARE(elements[0].kind, Kind::Shaped);
        QCOMPARE(elements[1].kind, Kind::Shaped);
        QCOMPARE(elements[3].kind, Kind::Text);
    }

    void bytesAndCellsAgreeAtEveryPlace()
    {
        const QByteArray line = "\ta\xc3\xa4\t\xe4\xbd\xa0\xe2\x80\xae" "b\xf0\x9f\x98\x80" "c\x01\xd7\xa9z";
        const LineCells cells(line);
        int expected = 0;
        for (const auto &element : cells.elements(0, cells.cellCount())) {
            QCOMPARE(element.cell, expected);
            QCOMPARE(cells.cellOfByte(element.byte), element.cell);
            for (int cell = element.cell; cell < element.endCell(); ++cell)
                QCOMPARE(cells.byteOfCell(cell), element.byte);
            QCOMPARE(cells.next(element.byte), element.endByte());
            QCOMPARE(cells.previous(element.endByte()), element.byte);
            expected = element.endCell();
        }
        QCOMPARE(expected, cells.cellCount());
    }

    void aVeryLongLineCountsCharactersAndAnswersFromCheckpoints()
    {
        QByteArray line;
        for (int i = 0; i < 200'000; ++i)
            line += i % 10 == 0 ? "\xc3\xa4" : "x";
        const LineCells cells(line);
        QCOMPARE(cells.cellCount(), 200'000);
        for (const int cell : {0, 1, 9, 10, 1023, 1024, 99'999, 199'999}) {
            const int byte = cell + (cell + 9) / 10;
            QCOMPARE(cells.byteOfCell(cell), byte);
            QCOMPARE(cells.cellOfByte(byte), cell);
        }
        const auto window = cells.elements(150'000, 150'100);
        QCOMPARE(window.size(), size_t(100));
        QCOMPARE(window.front().cell, 150'000);
    }

    void anEmptyLineHasNothing()
    {
        const LineCells cells("");
        QCOMPARE(cells.cellCount(), 0);
        QCOMPARE(cells.byteOfCell(3), 0);
        QVERIFY(cells.elements(0, 10).empty());
    }

    void brokenTextDoesNotRunAway()
    {
        const LineCells cells("a\xe2\x82");
        QVERIFY(cells.cellCount() >= 2);
        QCOMPARE(cells.byteOfCell(99), 3);
    }
};

QTEST_GUILESS_MAIN(TestLineCells)
#include "tst_linecells.moc"
