// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/linewrap.h"

#include <QTest>

using namespace docket;

class TestLineWrap : public QObject
{
    Q_OBJECT

    /** The line with bars where it is cut. */
    static QByteArray cut(const QByteArray &line, int width)
    {
        const LineCells cells(line);
        const LineWrap wrap(cells, width);
        QByteArray out;
        for (int i = 0; i < wrap.pieces(); ++i) {
            const int first = cells.byteOfCell(wrap.firstCell(i));
            const int last = i + 1 < wrap.pieces() ? cells.byteOfCell(wrap.endCell(i)) : int(line.size());
            out += (i > 0 ? "|" : "") + line.mid(first, last - first);
        }
        return out;
    }

private Q_SLOTS:
    void linesAreCutBetweenWords_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("width");
        QTest::addColumn<QByteArray>("cut");
        QTest::newRow("it fits") << QByteArray("one two") << 7 << QByteArray("one two");
        QTest::newRow("behind a blank") << QByteArray("one two three") << 9 << QByteArray("one two |three");
        QTest::newRow("a word that just fits stays")
            << QByteArray("one two three") << 7 << QByteArray("one two |three");
        QTest::newRow("a word that is too long") << QByteArray("abcdefghij") << 4 << QByteArray("abcd|efgh|ij");
        QTest::newRow("behind a comma") << QByteArray("f(aaaa,bbbb,cccc)") << 13 << QByteArray("f(aaaa,bbbb,|cccc)");
        QTest::newRow("not behind the indentation")
            << QByteArray("    abcdefghijkl") << 10 << QByteArray("    abcdef|ghijkl");
        QTest::newRow("tabs") << QByteArray("\tone two") << 12 << QByteArray("\tone |two");
        QTest::newRow("never inside a wide character")
            << QByteArray("a\xe4\xbd\xa0\xe5\xa5\xbd") << 4 << QByteArray("a\xe4\xbd\xa0|\xe5\xa5\xbd");
        QTest::newRow("no wrapping") << QByteArray("one two three") << 0 << QByteArray("one two three");
        QTest::newRow("empty") << QByteArray() << 5 << QByteArray();
    }

    void linesAreCutBetweenWords()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, width);
        QFETCH(QByteArray, cut);
        QCOMPARE(this->cut(line, width), cut);
        QCOMPARE(LineWrap::count(line, width), cut.count('|') + 1);
    }

    void everyCellIsInExactlyOnePiece()
    {
        QByteArray line;
        for (int i = 0; i < 400; ++i)
            line += i % 7 == 0 ? QByteArray("\xe4\xbd\xa0 ")
                : i % 5 == 0   ? QByteArray("\t")
                               : QByteArray("word,") + QByteArray(i % 40, 'x');
        for (const int width : {16, 40, 97}) {
            const LineCells cells(line);
            const LineWrap wrap(cells, width);
            QCOMPARE(wrap.pieces(), LineWrap::count(line, width));
            QCOMPARE(wrap.firstCell(0), 0);
            for (int i = 0; i < wrap.pieces(); ++i) {
                QVERIFY(wrap.endCell(i) > wrap.firstCell(i));
                QVERIFY(wrap.endCell(i) - wrap.firstCell(i) <= width + 1); // one blank may hang over
                QCOMPARE(wrap.pieceOf(wrap.firstCell(i)), i);
                QCOMPARE(wrap.pieceOf(wrap.endCell(i) - 1), i);
            }
            QCOMPARE(wrap.endCell(wrap.pieces() - 1), cells.cellCount());
        }
    }

    void aLineOfMegabytesIsCutWithoutLookingAtIt()
    {
        const QByteArray line(5'000'000, 'x');
        const LineCells cells(line);
        const LineWrap wrap(cells, 100);
        QCOMPARE(wrap.pieces(), 50'000);
        QCOMPARE(wrap.firstCell(49'999), 4'999'900);
        QCOMPARE(wrap.pieceOf(4'999'950), 49'999);
        QCOMPARE(LineWrap::count(line, 100), 50'000);
    }
};

QTEST_GUILESS_MAIN(TestLineWrap)
#include "tst_linewrap.moc"
