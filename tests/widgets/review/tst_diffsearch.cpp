// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffsearch.h"
#include "widgets/review/realchange.h"

#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;
using diff::Side;

class TestDiffSearch : public QObject
{
    Q_OBJECT

    QStringList found(const SearchQuery &query, const QByteArray &before, const QByteArray &after)
    {
        QStringList words;
        const diff::FileDiffPtr file = test::fileChange("a.txt", before, after);
        for (const SearchHit &hit : DiffSearch::search(query, 0, *file, {}, 1000)) {
            words += u"%1%2:%3+%4"_s.arg(hit.side == Side::Left ? u"-"_s : u" "_s)
                         .arg(hit.line)
                         .arg(hit.span.start)
                         .arg(hit.span.length);
        }
        return words;
    }

private Q_SLOTS:
    void anUnchangedLineCountsOnceAndBothSidesOfAChangeCount()
    {
        QCOMPARE(found({u"foo"_s}, "foo\nfoo old\nx\n", "foo\nfoo new\nx\n"),
                 QStringList({u" 0:0+3"_s, u"-1:0+3"_s, u" 1:0+3"_s}));
    }

    void caseCountsOnlyWhenAsked()
    {
        QCOMPARE(found({u"Foo"_s}, "", "foo FOO\n").size(), 2);
        QCOMPARE(found({u"FOO"_s, false, true}, "", "foo FOO\n"), QStringList({u" 0:4+3"_s}));
    }

    void placesAreInBytesWhateverStandsBefore()
    {
        QCOMPARE(found({u"x"_s}, "", "\xc3\xa4\xf0\x9f\x98\x80x\n"), QStringList({u" 0:6+1"_s}));
        QCOMPARE(found({u"\u00e4"_s}, "", "x\xc3\x84\n"), QStringList({u" 0:1+2"_s}));
    }

    void aLineOfManyPiecesIsSearchedWithoutSeams_data()
    {
        QTest::addColumn<bool>("caseSensitive");
        QTest::addColumn<bool>("expression");
        QTest::newRow("folded") << false << false;
        QTest::newRow("exact") << true << false;
        QTest::newRow("expression") << false << true;
    }
    void aLineOfManyPiecesIsSearchedWithoutSeams()
    {
        QFETCH(const bool, caseSensitive);
        QFETCH(const bool, expression);
        // Characters of all lengths, so that hits lie at every distance from where a piece may end.
        const QByteArray unit = "x\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80-needle";
        QByteArray line;
        QStringList expected;
        while (line.size() < 300'000) {
            line += unit;
            expected += u" 0:%1+6"_s.arg(line.size() - 6);
        }
        QStringList seen;
        const diff::FileDiffPtr file = test::fileChange("a.js", "", line + '\n');
        for (const SearchHit &hit :
             DiffSearch::search({u"needle"_s, expression, caseSensitive}, 0, *file, {}, DiffSearch::MaxHits))
            seen += u" %1:%2+%3"_s.arg(hit.line).arg(hit.span.start).arg(hit.span.length);
        QCOMPARE(seen, expected);
    }

    void hitsDoNotOverlapWhereAPieceEnds()
    {
        const auto file = test::fileChange("a", "", QByteArray(200'003, 'a') + '\n');
        const auto hits = DiffSearch::search({u"AAA"_s}, 0, *file, {}, DiffSearch::MaxHits);
        QCOMPARE(hits.size(), size_t(66'667));
        for (size_t i = 1; i < hits.size(); ++i)
            QCOMPARE(hits[i].span.start, hits[i - 1].span.end());
    }

    void expressionsAndWholeWords()
    {
        QCOMPARE(found({u"a+b"_s, true}, "", "aab ab b\n"), QStringList({u" 0:0+3"_s, u" 0:4+2"_s}));
        QCOMPARE(found({u"ab"_s, false, false, true}, "", "aab ab abc\n"), QStringList({u" 0:4+2"_s}));
        QCOMPARE(found({u"x*"_s, true}, "", "aaa\n"), QStringList()); // an empty match is no hit
    }

    void hitsComeInTheOrderOfReadingOverAllFiles()
    {
        DiffSearch search;
        QSignalSpy finished(&search, &DiffSearch::finished);
        search.start({u"foo"_s},
                     {test::fileChange("a", "foo 1\n", "foo 2\n"), nullptr, test::fileChange("b", "", "x\nfoo foo\n")});
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(search.hits().count(), 4);
        QCOMPARE(search.hits().at(0).side, Side::Left);
        QCOMPARE(search.hits().at(2).file, 2);
        QCOMPARE(search.hits().onLine(2, Side::Right, 1), std::pair(2, 4));
        const auto none = search.hits().onLine(2, Side::Right, 0);
        QCOMPARE(none.first, none.second);
        QVERIFY(search.hits().inFile(0));
        QVERIFY(!search.hits().inFile(1));
    }

    void aBrokenExpressionIsNamedAndFindsNothing()
    {
        DiffSearch search;
        search.start({u"("_s, true}, {test::fileChange("a", "", "(\n")});
        QVERIFY(!search.problem().isEmpty());
        QCOMPARE(search.hits().count(), 0);
        QVERIFY(!search.isRunning());
    }

    void aNewSearchReplacesTheOneBefore()
    {
        DiffSearch search;
        QSignalSpy finished(&search, &DiffSearch::finished);
        QByteArray many;
        for (int i = 0; i < 50'000; ++i)
            many += "aaa b\n";
        const auto file = test::fileChange("a", "", many);
        search.start({u"a"_s}, {file, file, file});
        search.start({u"nowhere"_s}, {file});
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(search.hits().count(), 0);
    }

    void thereIsALimit()
    {
        const auto file = test::fileChange("a", "", QByteArray(5000, 'a') + "\nb\n");
        QCOMPARE(DiffSearch::search({u"a"_s}, 0, *file, {}, 100).size(), size_t(100));
        const docket::CancelToken cancelled;
        cancelled.cancel();
        QVERIFY(DiffSearch::search({u"a"_s}, 0, *file, cancelled, 100).empty());
    }
};

QTEST_GUILESS_MAIN(TestDiffSearch)
#include "tst_diffsearch.moc"
