// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include "diff/boxpairs.h"

#include <QTest>

#include <algorithm>

using namespace docket;
using namespace docket::diff;
using namespace docket::diff::test;

/** Removed lines find the added ones they became. What makes the search quick must not change what it finds. */
class TestAlign : public QObject
{
    Q_OBJECT

private:
    /** Lines of all sorts: code, prose, brackets, blanks, some long, some that differ in a word or a sign alone. */
    static QByteArray anyLines(QRandomGenerator &random, int lines)
    {
        static const QByteArrayList words{"int",
                                          "value",
                                          "compute",
                                          "x",
                                          "ab",
                                          "return",
                                          "a_rather_long_name",
                                          "if",
                                          "\xc3\xbc"
                                          "ber",
                                          "42",
                                          "7"};
        static const QByteArrayList signs{"(", ")", ";", " ", " ", " = ", "{", "}", ", ", "\t", "->"};
        QByteArray out;
        for (int i = 0; i < lines; ++i) {
            const int pieces = int(random.bounded(random.bounded(8) == 0 ? 40 : 9));
            for (int k = 0; k < pieces; ++k)
                out += random.bounded(2) ? words[random.bounded(words.size())] : signs[random.bounded(signs.size())];
            out += '\n';
        }
        return out;
    }
    static WordBags bagsOf(const TextSide &side)
    {
        WordBags bags;
        for (int i = 0; i < side.lineCount(); ++i)
            bags.add(side.line(i));
        return bags;
    }
    static std::vector<LineKey> keysOf(const WordBags &bags)
    {
        std::vector<LineKey> keys;
        for (size_t i = 0; i < bags.size(); ++i)
            keys.emplace_back(bags.unsorted(i));
        return keys;
    }
    /** The weight of the heaviest chain, by trying every pair. */
    static double heaviest(WordBags &rows, WordBags &columns)
    {
        std::vector<double> best(columns.size() + 1, 0);
        for (size_t i = 0; i < rows.size(); ++i) {
            std::vector<double> next = best;
            for (size_t k = 0; k < columns.size(); ++k)
                next[k + 1] = std::max({best[k + 1], next[k], best[k] + double(pairScore(rows[i], columns[k]))});
            best = next;
        }
        return best.back();
    }

private Q_SLOTS:
    void noPairIsOverlookedByTheSets()
    {
        QRandomGenerator random(31);
        int pairs = 0, spared = 0;
        for (int round = 0; round < 60; ++round) {
            const TextSide::Ptr left = side(anyLines(random, 1 + int(random.bounded(90))));
            const TextSide::Ptr right = side(anyLines(random, 1 + int(random.bounded(200))));
            WordBags rows = bagsOf(*left), columns = bagsOf(*right);
            const std::vector<LineKey> rowKeys = keysOf(rows), columnKeys = keysOf(columns);
            ColumnSets sets;
            sets.assign(columns, columnKeys);
            for (size_t i = 0; i < rows.size(); ++i) {
                const auto found = sets.candidates(rows.unsorted(i), rowKeys[i]);
                for (size_t k = 0; k < columns.size(); ++k) {
                    const bool isCandidate = found[k / 64] >> (k % 64) & 1;
                    const bool isPair = pairScore(rows[i], columns[k]) > 0;
                    const QByteArray both =
                        left->line(int(i)).toByteArray() + " | " + right->line(int(k)).toByteArray();
                    QVERIFY2(isCandidate || !isPair, both.constData());
                    pairs += isPair;
                    spared += !isCandidate;
                }
            }
        }
        QVERIFY(pairs > 1000);
        QVERIFY(spared > 1000);
    }

    void theChainIsTheHeaviestThereIs_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::newRow("too few for sets") << 3 << 7;
        QTest::newRow("one row") << 1 << 70;
        QTest::newRow("one word of columns") << 20 << 30;
        QTest::newRow("many words of columns") << 60 << 150;
        QTest::newRow("many rows") << 150 << 9;
    }
    void theChainIsTheHeaviestThereIs()
    {
        QFETCH(int, rows);
        QFETCH(int, columns);
        QRandomGenerator random(quint32(rows * 1000 + columns));
        for (int round = 0; round < 20; ++round) {
            const QByteArray text = anyLines(random, rows);
            const TextSide::Ptr left = side(text);
            const TextSide::Ptr right = side(round % 2 ? anyLines(random, columns) : mutated(random, text, rows, 5));
            BoxPairs search(*left, *right);
            std::vector<LinePair> pairs;
            search.find(0, left->lineCount(), 0, right->lineCount(), right->lineCount(), pairs);
            WordBags leftBags = bagsOf(*left), rightBags = bagsOf(*right);
            double sum = 0;
            LinePair before{-1, -1};
            for (const LinePair &pair : pairs) {
                QVERIFY(pair.left > before.left && pair.right > before.right);
                sum += double(pairScore(leftBags[size_t(pair.left)], rightBags[size_t(pair.right)]));
                before = pair;
            }
            QVERIFY(std::abs(sum - heaviest(leftBags, rightBags)) < 1e-3);
        }
    }
};

QTEST_GUILESS_MAIN(TestAlign)
#include "tst_align.moc"
