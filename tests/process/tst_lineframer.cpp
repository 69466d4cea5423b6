// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/lineframer.h"

#include <QRandomGenerator>
#include <QTest>

using namespace docket;

class TestLineFramer : public QObject
{
    Q_OBJECT

    static QByteArrayList texts(const QList<LineFramer::Line> &lines)
    {
        QByteArrayList list;
        for (const auto &line : lines)
            list.append(line.bytes);
        return list;
    }

private Q_SLOTS:
    void linesEndWithLfOrCrLf()
    {
        LineFramer framer;
        QCOMPARE(texts(framer.feed("one\ntwo\r\n\nthr")), (QByteArrayList{"one", "two", ""}));
        QCOMPARE(texts(framer.feed("ee\r")), QByteArrayList{});
        QCOMPARE(texts(framer.feed("\n")), QByteArrayList{"three"});
        QVERIFY(!framer.finish());
    }

    void whatIsLeftAtTheEndIsALineThatIsNotTerminated()
    {
        LineFramer framer;
        QVERIFY(framer.feed("no newline").isEmpty());
        const auto rest = framer.finish();
        QVERIFY(rest);
        QCOMPARE(rest->bytes, "no newline");
        QVERIFY(!rest->isTerminated);
        QVERIFY(!framer.finish());
    }

    void invalidUtf8StaysAsItIs()
    {
        LineFramer framer;
        QCOMPARE(texts(framer.feed(QByteArrayView("\xff\xfe\xc3\n\x80", 5))), QByteArrayList{"\xff\xfe\xc3"});
    }

    void aLineWithoutEndCostsNoMoreThanTheLimit()
    {
        LineFramer framer(100);
        for (int i = 0; i < 1000; ++i) {
            QVERIFY(framer.feed(QByteArray(1000, 'x')).isEmpty());
            QVERIFY(framer.heldBytes() <= 101);
        }
        const auto lines = framer.feed("\nnext\n");
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0].bytes, QByteArray(100, 'x'));
        QVERIFY(lines[0].isCut);
        QCOMPARE(lines[1], (LineFramer::Line{.bytes = "next"}));
        QCOMPARE(framer.droppedBytes(), 1000 * 1000 - 100);
        QCOMPARE(framer.totalBytes(), 1000 * 1000 + 6);
    }

    void aLineOfJustTheLimitIsNotCut()
    {
        LineFramer framer(5);
        const auto lines = framer.feed("12345\r\n123456\r\n");
        QCOMPARE(lines[0], (LineFramer::Line{.bytes = "12345"}));
        QCOMPARE(lines[1], (LineFramer::Line{.bytes = "12345", .isCut = true}));
    }

    void howTheBytesAreCutMakesNoDifference()
    {
        QRandomGenerator random(4711);
        for (int round = 0; round < 300; ++round) {
            QByteArray bytes;
            for (int i = 0; i < 200; ++i)
                bytes += "ab\r\n\n\xc3"[random.bounded(6)];
            LineFramer whole(7);
            auto expected = whole.feed(bytes);
            if (const auto rest = whole.finish())
                expected.append(*rest);
            LineFramer pieces(7);
            QList<LineFramer::Line> got;
            for (qsizetype at = 0; at < bytes.size();) {
                const qsizetype size = std::min<qsizetype>(random.bounded(1, 20), bytes.size() - at);
                got += pieces.feed(QByteArrayView(bytes).sliced(at, size));
                at += size;
            }
            if (const auto rest = pieces.finish())
                got.append(*rest);
            QCOMPARE(got, expected);
            QCOMPARE(pieces.droppedBytes(), whole.droppedBytes());
        }
    }
};

QTEST_GUILESS_MAIN(TestLineFramer)
#include "tst_lineframer.moc"
