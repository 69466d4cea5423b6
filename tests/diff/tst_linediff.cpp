// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include <QTest>

using namespace docket::diff;
using namespace docket::diff::test;
using docket::CancelToken;

class TestLineDiff : public QObject
{
    Q_OBJECT

private:
    static void addAlgorithms()
    {
        QTest::addColumn<Algorithm>("algorithm");
        QTest::newRow("histogram") << Algorithm::Histogram;
        QTest::newRow("myers") << Algorithm::Myers;
        QTest::newRow("minimal") << Algorithm::Minimal;
        QTest::newRow("patience") << Algorithm::Patience;
    }

    static std::vector<Edit> edits(const QByteArray &l, const QByteArray &r, LineOptions options = {})
    {
        return diffLines(*side(l), *side(r), options).edits;
    }

    /** Length of the longest common subsequence, the slow and certain way. */
    static int commonLines(const QByteArray &l, const QByteArray &r)
    {
        const auto a = side(l), b = side(r);
        std::vector<std::vector<int>> best(size_t(a->lineCount()) + 1, std::vector<int>(size_t(b->lineCount()) + 1, 0));
        for (int i = 0; i < a->lineCount(); ++i) {
            for (int k = 0; k < b->lineCount(); ++k) {
                best[size_t(i) + 1][size_t(k) + 1] = a->lineWithEnd(i) == b->lineWithEnd(k)
                    ? best[size_t(i)][size_t(k)] + 1
                    : std::max(best[size_t(i)][size_t(k) + 1], best[size_t(i) + 1][size_t(k)]);
            }
        }
        return best.back().back();
    }

private Q_SLOTS:
    void equalTextsHaveNoEdits()
    {
        QVERIFY(edits("", "").empty());
        QVERIFY(edits("a\nb\n", "a\nb\n").empty());
        QVERIFY(edits("a", "a").empty());
    }

    void anAddedFileIsOneEdit() { QCOMPARE(edits("", "a\nb\n"), (std::vector<Edit>{{0, 0, 0, 2}})); }
    void aDeletedFileIsOneEdit() { QCOMPARE(edits("a\nb", ""), (std::vector<Edit>{{0, 2, 0, 0}})); }

    void aMissingFinalNewlineIsAChange() { QCOMPARE(edits("a\nb", "a\nb\n"), (std::vector<Edit>{{1, 1, 1, 1}})); }

    void aCarriageReturnIsAChangeUnlessLineEndsAreIgnored()
    {
        QCOMPARE(edits("a\r\nb\n", "a\nb\n"), (std::vector<Edit>{{0, 1, 0, 1}}));
        QVERIFY(edits("a\r\nb\n", "a\nb\n", {.ignoreLineEnds = true}).empty());
    }

    void theScriptGivesTheOtherSide_data() { addAlgorithms(); }
    void theScriptGivesTheOtherSide()
    {
        QFETCH(Algorithm, algorithm);
        QRandomGenerator random(20261121);
        for (int round = 0; round < 600; ++round) {
            const int kinds = 1 + int(random.bounded(round % 3 == 0 ? 3 : 60));
            const QByteArray l = randomText(random, int(random.bounded(120)), kinds);
            const QByteArray r = round % 4 == 0 ? randomText(random, int(random.bounded(120)), kinds)
                                                : mutated(random, l, int(random.bounded(30)), kinds);
            const auto left = side(l), right = side(r);
            const LineDiff diff = diffLines(*left, *right, {.algorithm = algorithm});
            QVERIFY2(isWellFormed(*left, *right, diff.edits), qPrintable(QString::number(round)));
            QCOMPARE(applied(*left, *right, diff.edits), r);
            QVERIFY(!diff.approximate);
        }
    }

    void minimalIsMinimal()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 150; ++round) {
            const QByteArray l = randomText(random, int(random.bounded(60)), 8);
            const QByteArray r = mutated(random, l, int(random.bounded(25)), 8);
            const int common = commonLines(l, r);
            const auto left = side(l), right = side(r);
            const LineDiff diff = diffLines(*left, *right, {.algorithm = Algorithm::Minimal});
            QCOMPARE(changedLines(diff.edits), left->lineCount() + right->lineCount() - 2 * common);
        }
    }

    void swappingTheSidesStillGivesAValidScript_data() { addAlgorithms(); }
    void swappingTheSidesStillGivesAValidScript()
    {
        QFETCH(Algorithm, algorithm);
        QRandomGenerator random(99);
        for (int round = 0; round < 100; ++round) {
            const QByteArray l = randomText(random, 50, 12);
            const QByteArray r = mutated(random, l, 12, 12);
            const auto left = side(l), right = side(r);
            QCOMPARE(applied(*right, *left, diffLines(*right, *left, {.algorithm = algorithm}).edits), l);
        }
    }

    void aTinyBudgetStillGivesAValidScriptAndSaysSo_data() { addAlgorithms(); }
    void aTinyBudgetStillGivesAValidScriptAndSaysSo()
    {
        QFETCH(Algorithm, algorithm);
        QRandomGenerator random(5);
        const QByteArray l = randomText(random, 2000, 300);
        const QByteArray r = mutated(random, l, 700, 300);
        const auto left = side(l), right = side(r);
        const LineDiff diff = diffLines(*left, *right, {.algorithm = algorithm, .budget = 50});
        QVERIFY(diff.approximate);
        QVERIFY(isWellFormed(*left, *right, diff.edits));
        QCOMPARE(applied(*left, *right, diff.edits), r);
    }

    void whenCancelledTheScriptIsValidAndSaysSo()
    {
        QRandomGenerator random(6);
        const QByteArray l = randomText(random, 20000, 5000);
        const QByteArray r = mutated(random, l, 9000, 5000);
        const auto left = side(l), right = side(r);
        CancelToken cancel;
        cancel.cancel();
        const LineDiff diff = diffLines(*left, *right, {}, cancel);
        QVERIFY(diff.cancelled);
        QCOMPARE(applied(*left, *right, diff.edits), r);
    }

    void whitespaceModes_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<bool>("trailing");
        QTest::addColumn<bool>("amount");
        QTest::addColumn<bool>("all");
        QTest::newRow("blanks at the end") << QByteArray("a b  \n") << QByteArray("a b\n") << true << true << true;
        QTest::newRow("tab at the end and CR")
            << QByteArray("a b\t\r\n") << QByteArray("a b\n") << true << true << true;
        QTest::newRow("amount inside") << QByteArray("a   b\n") << QByteArray("a\tb\n") << false << true << true;
        QTest::newRow("indentation grows") << QByteArray(" a\n") << QByteArray("    a\n") << false << true << true;
        QTest::newRow("indentation appears") << QByteArray("a\n") << QByteArray("    a\n") << false << false << true;
        QTest::newRow("blank put into a word") << QByteArray("ab\n") << QByteArray("a b\n") << false << false << true;
        QTest::newRow("newline at the end") << QByteArray("a") << QByteArray("a\n") << true << true << true;
        QTest::newRow("another word") << QByteArray("a\n") << QByteArray("b\n") << false << false << false;
    }
    void whitespaceModes()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(bool, trailing);
        QFETCH(bool, amount);
        QFETCH(bool, all);
        QCOMPARE(edits(left, right).empty(), false);
        QCOMPARE(edits(left, right, {.whitespace = Whitespace::Trailing}).empty(), trailing);
        QCOMPARE(edits(left, right, {.whitespace = Whitespace::Amount}).empty(), amount);
        QCOMPARE(edits(left, right, {.whitespace = Whitespace::All}).empty(), all);
    }

    void ignoringBlanksOnlyPairsLinesThatAreEqualWithoutThem()
    {
        QRandomGenerator random(31);
        for (int round = 0; round < 200; ++round) {
            const QByteArray l = randomText(random, 40, 10);
            QByteArray r = mutated(random, l, 8, 10);
            r.replace("line 3", "line   3").replace("  line", "line");
            const auto left = side(l), right = side(r);
            const LineDiff diff = diffLines(*left, *right, {.whitespace = Whitespace::All});
            QVERIFY(isWellFormed(*left, *right, diff.edits));
            int a = 0, b = 0;
            const auto equalUpTo = [&](int end) {
                for (; a < end; ++a, ++b) {
                    const QByteArray x = left->line(a).toByteArray().replace(' ', ""),
                                     y = right->line(b).toByteArray().replace(' ', "");
                    if (x != y)
                        return false;
                }
                return true;
            };
            for (const Edit &edit : diff.edits) {
                QVERIFY(equalUpTo(edit.leftStart));
                a = edit.leftEnd();
                b = edit.rightEnd();
            }
            QVERIFY(equalUpTo(left->lineCount()));
        }
    }

    void anInsertedFunctionIsCutAtItsOwnBorders()
    {
        const QByteArray before = "int a()\n{\n    return 1;\n}\n\nint c()\n{\n    return 3;\n}\n";
        const QByteArray after =
            "int a()\n{\n    return 1;\n}\n\nint b()\n{\n    return 2;\n}\n\nint c()\n{\n    return 3;\n}\n";
        QCOMPARE(edits(before, after), (std::vector<Edit>{{5, 0, 5, 5}}));
    }

    void anInsertedBlockEndsWithItsOwnEnd()
    {
        const QByteArray before = "for x\n    one\nend\n";
        const QByteArray after = "for x\n    one\nend\nfor x\n    two\nend\n";
        QCOMPARE(edits(before, after), (std::vector<Edit>{{3, 0, 3, 3}}));
    }

    void aSlidingEditPrefersToStandBesideAChangeOfTheOtherSide()
    {
        const QByteArray before = "x\na\nold\nb\n";
        const QByteArray after = "x\na\na\nnew\nb\n";
        const std::vector<Edit> found = edits(before, after);
        QCOMPARE(found, (std::vector<Edit>{{2, 1, 2, 2}}));
    }
};

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
