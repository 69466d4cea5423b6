// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "highlight/engine.h"
#include "highlight/highlighter.h"

#include <KSyntaxHighlighting/Theme>

#include <QSignalSpy>
#include <QTest>

using namespace docket::highlight;
using namespace Qt::StringLiterals;
using KSyntaxHighlighting::Theme;

namespace {

int styleAt(const SpanBlockPtr &block, int line, int column)
{
    for (const StyleSpan &span : block->line(line)) {
        if (column >= span.start() && column < span.end())
            return span.style();
    }
    return Theme::Normal;
}

QByteArray lines(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += "int value" + QByteArray::number(i) + " = " + QByteArray::number(i) + "; // note\n";
    return text;
}

} // namespace

class TestHighlight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLanguageComesFromTheNameOrTheFirstLine()
    {
        const Engine engine;
        QCOMPARE(engine.definitionName(u"src/a.cpp"_s), u"C++"_s);
        QCOMPARE(engine.definitionName(u"deep/CMakeLists.txt"_s), u"CMake"_s);
        QCOMPARE(engine.definitionName(u"run"_s, "#!/usr/bin/env -S python3.11 -u\n"), u"Python"_s);
        QCOMPARE(engine.definitionName(u"run"_s, "#!/bin/sh"), u"Bash"_s);
        QCOMPARE(engine.definitionName(u"LICENCE"_s, "Some words"), QString());
    }

    void spansNameTheStyleOfEachPieceInUtf16Units()
    {
        Engine engine;
        TextWalk walk(engine, u"a.cpp"_s, "return \"\xc3\xa4\xf0\x9f\x98\x80\"; // x\r\nint a;");
        QCOMPARE(walk.lineCount(), 2);
        const SpanBlockPtr block = walk.block(0);
        QCOMPARE(block->lineCount(), 2);
        QCOMPARE(styleAt(block, 0, 0), int(Theme::ControlFlow));
        QCOMPARE(styleAt(block, 0, 8), int(Theme::String));
        QCOMPARE(styleAt(block, 0, 11), int(Theme::String)); // the closing quote: "ä" is one unit, the smiley two
        QCOMPARE(styleAt(block, 0, 14), int(Theme::Comment));
        QCOMPARE(styleAt(block, 1, 0), int(Theme::DataType));
        for (const StyleSpan &span : block->line(0))
            QVERIFY(span.end() <= 18); // the CR is not part of the line
    }

    void neighboursOfOneStyleAreOneSpan()
    {
        Engine engine;
        TextWalk walk(engine, u"a.cpp"_s, "// one two three four");
        QCOMPARE(walk.block(0)->line(0).size(), size_t(1));
    }

    void aBlockFarInsideKnowsWhatStandsAboveIt()
    {
        Engine engine;
        const QByteArray text = "/*\n" + lines(3 * LinesPerBlock) + "*/\n" + lines(10);
        TextWalk walk(engine, u"a.cpp"_s, text);
        QCOMPARE(walk.distance(2), 2);
        QCOMPARE(styleAt(walk.provisionalBlock(2), 2 * LinesPerBlock + 5, 0), int(Theme::DataType));
        QCOMPARE(styleAt(walk.block(2), 2 * LinesPerBlock + 5, 0), int(Theme::Comment));
        QCOMPARE(walk.distance(2), 0);
        QCOMPARE(styleAt(walk.block(3), 3 * LinesPerBlock + 3, 0), int(Theme::DataType));
        QCOMPARE(styleAt(walk.block(0), 1, 0), int(Theme::Comment));
    }

    void aVeryLongLineStaysPlainAndTheRestGoesOn()
    {
        Engine engine;
        TextWalk walk(engine, u"a.js"_s, "var a = '" + QByteArray(100'000, 'x') + "';\nvar b = 1;\n");
        const SpanBlockPtr block = walk.block(0);
        QVERIFY(block->line(0).empty());
        QCOMPARE(styleAt(block, 1, 0), int(Theme::Keyword));
    }

    void whatCostsTooMuchIsGivenUp()
    {
        Engine engine;
        TextWalk walk(engine, u"a.cpp"_s, lines(40 * LinesPerBlock), {.cpuMs = 0});
        walk.block(39);
        QVERIFY(walk.budgetExceeded());
        QVERIFY(!walk.isUseful());
        QVERIFY(walk.block(1)->spans.empty());
    }

    void aCancelledWalkStopsAndCanGoOn()
    {
        Engine engine;
        TextWalk walk(engine, u"a.cpp"_s, lines(4 * LinesPerBlock));
        const docket::CancelToken cancel;
        cancel.cancel();
        QVERIFY(!walk.block(3, cancel));
        QVERIFY(walk.block(3));
    }

    void anEmptyTextAndATextWithoutLanguageAreNoTrouble()
    {
        Engine engine;
        TextWalk nothing(engine, u"a.cpp"_s, {});
        QCOMPARE(nothing.blockCount(), 0);
        QVERIFY(!nothing.block(0));
        TextWalk plain(engine, u"words"_s, "Some words\n");
        QVERIFY(!plain.isUseful());
        QVERIFY(plain.block(0)->line(0).empty());
    }

    void bothThemesColourEveryKindOfCode()
    {
        const Engine engine;
        const StyleTables tables = engine.styleTables();
        QVERIFY(tables.light.looks[Theme::Keyword].color != tables.dark.looks[Theme::Keyword].color);
        QVERIFY(tables.light.looks[Theme::Keyword].color != tables.light.looks[Theme::Comment].color);
        QVERIFY(tables.dark.looks[Theme::String].color != tables.dark.looks[Theme::Comment].color);
    }

    void theWorkerSendsTheWantedBlocksAndThenAnswersFromItsCache()
    {
        Highlighter highlighter;
        QSignalSpy styles(&highlighter, &Highlighter::stylesReady);
        QSignalSpy ready(&highlighter, &Highlighter::blockReady);
        const Want want{"k", u"a.cpp"_s, lines(10 * LinesPerBlock), 5 * LinesPerBlock + 3, 6 * LinesPerBlock + 3};
        highlighter.want({want});
        QTRY_COMPARE(ready.size(), 2);
        QCOMPARE(styles.size(), 1);
        QVERIFY(highlighter.block("k", 5 * LinesPerBlock));
        QVERIFY(!highlighter.block("k", 0));
        highlighter.want({want, {"k", u"a.cpp"_s, want.text, 0, 0}});
        QTRY_COMPARE(ready.size(), 3);
        QCOMPARE(ready.last().at(1).toInt(), 0);
    }

    void aFarPlaceIsColouredAtOnceAndRightLater()
    {
        Highlighter highlighter;
        QSignalSpy ready(&highlighter, &Highlighter::blockReady);
        const int last = 100 * LinesPerBlock;
        highlighter.want({{"k", u"a.cpp"_s, "/*\n" + lines(last + 10), last, last}});
        QTRY_VERIFY(!ready.isEmpty());
        QTRY_VERIFY(!highlighter.block("k", last)->provisional);
        QCOMPARE(ready.size(), 2);
        QCOMPARE(styleAt(highlighter.block("k", last), last, 0), int(Theme::Comment));
    }

    void theCacheForgetsWhatWasNotUsedForLong()
    {
        Highlighter highlighter(nullptr, 20'000);
        QSignalSpy ready(&highlighter, &Highlighter::blockReady);
        highlighter.want({{"k", u"a.cpp"_s, lines(12 * LinesPerBlock), 0, 12 * LinesPerBlock - 1}});
        QTRY_COMPARE(ready.size(), 12);
        QVERIFY(highlighter.memory() <= 20'000);
        QVERIFY(!highlighter.block("k", 0));
        QVERIFY(highlighter.block("k", 11 * LinesPerBlock));
    }

    void aNewWishReplacesTheOneBefore()
    {
        Highlighter highlighter;
        QSignalSpy ready(&highlighter, &Highlighter::blockReady);
        highlighter.want({{"old", u"a.cpp"_s, lines(2000 * LinesPerBlock), 0, 2000 * LinesPerBlock - 1}});
        highlighter.want({{"new", u"b.cpp"_s, lines(3), 0, 2}});
        QTRY_VERIFY(highlighter.block("new", 0));
        QVERIFY(ready.size() < 2000);
    }
};

QTEST_GUILESS_MAIN(TestHighlight)
#include "tst_highlight.moc"
