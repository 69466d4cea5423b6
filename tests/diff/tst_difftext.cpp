// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include <QTest>

using namespace docket::diff;
using namespace docket::diff::test;
using namespace Qt::StringLiterals;

class TestDiffText : public QObject
{
    Q_OBJECT

private:
    static QByteArray utf16(const QString &text, bool big)
    {
        QByteArray out = big ? QByteArray("\xfe\xff") : QByteArray("\xff\xfe");
        for (const QChar c : text) {
            const char high = char(c.unicode() >> 8), low = char(c.unicode() & 0xff);
            out += big ? high : low;
            out += big ? low : high;
        }
        return out;
    }

private Q_SLOTS:
    void linesEndAtLineFeeds()
    {
        const auto text = side("one\ntwo\r\n\nthree");
        QCOMPARE(text->lineCount(), 4);
        QCOMPARE(text->line(0), QByteArrayView("one"));
        QCOMPARE(text->line(1), QByteArrayView("two"));
        QCOMPARE(text->lineWithEnd(1), QByteArrayView("two\r\n"));
        QCOMPARE(text->line(2), QByteArrayView(""));
        QCOMPARE(text->line(3), QByteArrayView("three"));
        QVERIFY(text->lacksFinalNewline());
        QCOMPARE(text->eol(), Eol::Mixed);
    }

    void aCarriageReturnInsideALineIsPartOfIt()
    {
        const auto text = side("a\rb\n\rc");
        QCOMPARE(text->lineCount(), 2);
        QCOMPARE(text->line(0), QByteArrayView("a\rb"));
        QCOMPARE(text->line(1), QByteArrayView("\rc"));
        QCOMPARE(text->eol(), Eol::Lf);
    }

    void anEmptyFileHasNoLines()
    {
        QCOMPARE(side("")->lineCount(), 0);
        QVERIFY(!side("")->lacksFinalNewline());
        QCOMPARE(side("\n")->lineCount(), 1);
    }

    void aByteOrderMarkIsNoText()
    {
        const auto text = side("\xef\xbb\xbfgrüße\n");
        QVERIFY(text->hasBom());
        QCOMPARE(text->encoding(), Encoding::Utf8);
        QCOMPARE(text->line(0), QByteArrayView("grüße"));
        QVERIFY(!text->isAscii());
    }

    void utf16WithAMarkIsText_data()
    {
        QTest::addColumn<bool>("big");
        QTest::newRow("little") << false;
        QTest::newRow("big") << true;
    }
    void utf16WithAMarkIsText()
    {
        QFETCH(bool, big);
        const QByteArray raw = utf16(u"eins\r\nzwei ü 😀\r\n"_s, big);
        const auto text = side(raw);
        QVERIFY(!text->isBinary());
        QCOMPARE(text->encoding(), big ? Encoding::Utf16Be : Encoding::Utf16Le);
        QCOMPARE(text->eol(), Eol::CrLf);
        QCOMPARE(QString::fromUtf8(text->line(1)), u"zwei ü 😀"_s);
        QCOMPARE(text->byteSize(), raw.size());
        QCOMPARE(text->encoded(text->text()), raw.sliced(2));
    }

    void whatIsNoUtf8IsReadAsLatin1AndLosesNothing()
    {
        QByteArray raw("gr\xfc\xdf""e \x80\xff\n");
        const auto text = side(raw);
        QCOMPARE(text->encoding(), Encoding::Latin1);
        QVERIFY(text->line(0).toByteArray().startsWith("grüße"));
        QCOMPARE(text->encoded(text->text()), raw);
        for (int round = 0; round < 256; ++round) {
            QByteArray bytes("\xff line ");
            bytes += char(round == 0 ? 1 : round);
            QCOMPARE(side(bytes)->encoded(side(bytes)->text()), bytes);
        }
    }

    void aMarkBeforeBytesThatAreNoUtf8StaysInTheText()
    {
        const QByteArray raw("\xef\xbb\xbf\xff\n");
        const auto text = side(raw);
        QVERIFY(!text->hasBom());
        QCOMPARE(text->encoded(text->text()), raw);
    }

    void aNulIsBinaryUnlessItIsFarBehindOrText()
    {
        QVERIFY(side(QByteArray("a\0b\n", 4))->isBinary());
        QCOMPARE(side(QByteArray("a\0b\n", 4))->lineCount(), 0);
        QVERIFY(!side(QByteArray(9000, 'a') + QByteArray("\0\n", 2))->isBinary());
        const auto forced = TextSide::fromBytes(QByteArray("a\0b\n", 4), true);
        QVERIFY(!forced->isBinary());
        QCOMPARE(forced->line(0).size(), 3);
    }

    void utf32AndOddUtf16AreBinary()
    {
        QVERIFY(side(QByteArray("\xff\xfe\0\0a\0\0\0", 8))->isBinary());
        QVERIFY(side(QByteArray("\xff\xfe\x61\0\x62", 5))->isBinary());
    }

    void aLineIsFoundByOffset()
    {
        const auto text = side("ab\ncd\nef");
        QCOMPARE(text->lineAt(0), 0);
        QCOMPARE(text->lineAt(2), 0);
        QCOMPARE(text->lineAt(3), 1);
        QCOMPARE(text->lineAt(7), 2);
        QCOMPARE(text->lineAt(99), 2);
        QCOMPARE(side("")->lineAt(0), 0);
    }

    void unitsAreCountedAsQtDoes()
    {
        const QByteArray text = "aü€😀z";
        for (qsizetype i = 0; i <= text.size(); ++i) {
            if (i == text.size() || (quint8(text[i]) & 0xc0) != 0x80)
                QCOMPARE(utf16Length(text, i), QString::fromUtf8(text.first(i)).size());
        }
    }
};

QTEST_GUILESS_MAIN(TestDiffText)
#include "tst_difftext.moc"
