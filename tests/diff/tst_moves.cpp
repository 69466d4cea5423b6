// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include "diff/moves.h"

#include <QTest>

using namespace docket;
using namespace docket::diff;
using namespace docket::diff::test;

class TestMoves : public QObject
{
    Q_OBJECT

private:
    static FileDiffPtr diff(const QByteArray &l, const QByteArray &r)
    {
        return computeFileDiff(makeEntry({"a", ObjectId{"1"}, 0100644, -1}, {"a", ObjectId{"2"}, 0100644, -1}), l, r);
    }

    /** A function of its own: no two seeds share a line that says something. */
    static QByteArray function(int seed, int lines = 8)
    {
        QByteArray out = "int function_" + QByteArray::number(seed) + "(int a)\n{\n";
        for (int i = 0; i < lines; ++i)
            out += "    value_" + QByteArray::number(seed * 100 + i) + " = compute(a, "
                + QByteArray::number(seed * 7 + i) + ");\n";
        return out + "    return 0;\n}\n\n";
    }
    static QByteArray functions(int from, int to)
    {
        QByteArray out;
        for (int i = from; i < to; ++i)
            out += function(i);
        return out;
    }
    static QByteArray indented(const QByteArray &text)
    {
        QByteArray out;
        for (const QByteArray &line : text.split('\n'))
            out += (line.isEmpty() ? QByteArray() : "    " + line) + '\n';
        out.chop(1);
        return out;
    }

private Q_SLOTS:
    void aFunctionThatWentToAnotherFileIsOneBlock()
    {
        const auto moves = findMoves({diff(functions(0, 6), functions(0, 3) + functions(4, 6)),
                                      diff(functions(10, 14), functions(10, 12) + function(3) + functions(12, 14))});
        QCOMPARE(moves->blocks().size(), size_t(1));
        const MovedBlock &block = moves->blocks()[0];
        QCOMPARE(block.fromFile, 0);
        QCOMPARE(block.toFile, 1);
        QCOMPARE(block.fromCount, 13);
        QCOMPARE(block.toCount, 13);
        QVERIFY(!block.copy && !block.edited);
        QCOMPARE(block.indentDelta, 0);
        QCOMPARE(moves->blockAt(0, Side::Left, block.fromLine + 5), 0);
        QCOMPARE(moves->blockAt(1, Side::Right, block.toLine), 0);
        QCOMPARE(moves->blockAt(1, Side::Right, block.toLine + 13), -1);
        QCOMPARE(moves->blockAt(1, Side::Left, block.toLine), -1);
        QVERIFY(moves->touches(0) && moves->touches(1) && !moves->touches(2));
    }

    void aFunctionThatChangedPlacesInItsFileIsFound()
    {
        const auto moves = findMoves({diff(functions(0, 8), functions(1, 8) + function(0))});
        QCOMPARE(moves->blocks().size(), size_t(1));
        QCOMPARE(moves->blocks()[0].fromLine, 0);
        QCOMPARE(moves->blocks()[0].toLine, 13 * 7);
    }

    void aBlockThatWasEditedOnTheWayIsStillOneBlockWithItsEdits()
    {
        QByteArray changed = function(3, 20);
        changed.replace("value_307 = ", "other_name = ")
            .replace("value_313 = compute(a, 34);\n", "first();\n    second();\n");
        const auto moves = findMoves(
            {diff(functions(0, 3) + function(3, 20), functions(0, 3)), diff("", functions(20, 21) + changed)});
        QCOMPARE(moves->blocks().size(), size_t(1));
        const MovedBlock &block = moves->blocks()[0];
        QVERIFY(block.edited);
        QCOMPARE(block.fromCount, 25);
        QCOMPARE(block.toCount, 26);
        QCOMPARE(block.edits, (std::vector<Edit>{{9, 1, 9, 1}, {15, 1, 15, 2}}));
    }

    void aChangedHeadBelongsToTheBlock()
    {
        QByteArray renamed = function(3);
        renamed.replace("int function_3(int a)", "int function_3(int a, int b)");
        const auto moves =
            findMoves({diff(functions(0, 4), functions(0, 3)), diff(functions(20, 22), functions(20, 22) + renamed)});
        QCOMPARE(moves->blocks().size(), size_t(1));
        QCOMPARE(moves->blocks()[0].fromCount, 13);
        QCOMPARE(moves->blocks()[0].edits, (std::vector<Edit>{{0, 1, 0, 1}}));
    }

    void aConstantIndentIsNoEditAnotherOneIs()
    {
        const QByteArray body = function(3);
        const auto moves = findMoves(
            {diff(functions(0, 3) + body, functions(0, 3)), diff("", "class A {\n" + indented(body) + "}\n")});
        QCOMPARE(moves->blocks().size(), size_t(1));
        QCOMPARE(moves->blocks()[0].indentDelta, 4);
        QVERIFY(!moves->blocks()[0].edited);

        QByteArray crooked = indented(body);
        crooked.replace("        value_304", "            value_304");
        const auto other =
            findMoves({diff(functions(0, 3) + body, functions(0, 3)), diff("", "class A {\n" + crooked + "}\n")});
        QCOMPARE(other->blocks().size(), size_t(1));
        QVERIFY(other->blocks()[0].edited);
        QCOMPARE(other->blocks()[0].edits, (std::vector<Edit>{{6, 1, 6, 1}}));
    }

    void linesThatOnlyChangedTheirIndentDidNotMove()
    {
        const QByteArray body = functions(0, 3);
        QVERIFY(findMoves({diff(body, "if (x) {\n" + indented(body) + "}\n")})->blocks().empty());
    }

    void bracesAndBlankLinesAreNoMove()
    {
        QVERIFY(findMoves({diff("x\n}\n}\n}\n\n\ny\n", "x\ny\n"), diff("a\nb\n", "a\n}\n}\n}\n\n\nb\n")})
                    ->blocks()
                    .empty());
    }

    void textThatStillStandsIsACopy()
    {
        const QByteArray base = functions(0, 5);
        const auto moves =
            findMoves({diff(base, base + "int last;\n"), diff(functions(9, 10), functions(9, 10) + function(2))});
        QCOMPARE(moves->blocks().size(), size_t(1));
        QVERIFY(moves->blocks()[0].copy);
        QCOMPARE(moves->blocks()[0].fromFile, 0);
        QCOMPARE(moves->blockAt(0, Side::Left, moves->blocks()[0].fromLine), -1);
        QVERIFY(
            findMoves({diff(base, base + "int last;\n"), diff("", function(2))}, {.copies = false})->blocks().empty());
    }

    void oneSourceAndTwoTargetsAreAMoveAndACopy()
    {
        const auto moves = findMoves(
            {diff(functions(0, 5), functions(0, 2) + functions(3, 5)), diff("", function(2)), diff("", function(2))});
        QCOMPARE(moves->blocks().size(), size_t(2));
        QCOMPARE(int(moves->blocks()[0].copy) + int(moves->blocks()[1].copy), 1);
    }

    void whatIsTooLargeToBeSearchedIsSaid()
    {
        const std::vector<FileDiffPtr> files{diff(functions(0, 6), functions(0, 3) + functions(4, 6)),
                                             diff(functions(10, 14), functions(10, 14) + function(3))};
        QCOMPARE(findMoves(files)->search(), MoveSearch::Whole);
        QCOMPARE(findMoves(files, {.maxLines = 40})->search(), MoveSearch::WithoutCopies);
        QCOMPARE(findMoves(files, {.maxLines = 40})->blocks().size(), size_t(1));
        QCOMPARE(findMoves(files, {.maxLines = 10})->search(), MoveSearch::NotDone);
    }

    void blocksNeverOverlap()
    {
        QRandomGenerator random(21);
        for (int round = 0; round < 40; ++round) {
            const QByteArray a = randomText(random, 150, 40), b = randomText(random, 150, 40);
            const auto moves = findMoves({diff(a, mutated(random, b, 10, 40)), diff(b, mutated(random, a, 10, 40))},
                                         {.copies = false});
            QList<std::pair<int, int>> seenLeft, seenRight;
            for (const MovedBlock &block : moves->blocks()) {
                QVERIFY(block.fromCount > 0 && block.toCount > 0);
                for (int i = 0; i < block.fromCount; ++i) {
                    QVERIFY(!seenLeft.contains({block.fromFile, block.fromLine + i}));
                    seenLeft.append({block.fromFile, block.fromLine + i});
                }
                for (int i = 0; i < block.toCount; ++i) {
                    QVERIFY(!seenRight.contains({block.toFile, block.toLine + i}));
                    seenRight.append({block.toFile, block.toLine + i});
                }
            }
        }
    }

    void fortyBlocksAcrossFilesAreFoundAgain()
    {
        // Ground truth: block i leaves file i and arrives in file (i * 7 + 3) % 40; every fourth is edited.
        std::vector<FileDiffPtr> files;
        QList<QByteArray> left(40), right(40), block(40);
        for (int i = 0; i < 40; ++i) {
            block[i] = function(1000 + i, 6 + i % 9);
            left[i] = functions(i * 10, i * 10 + 4) + block[i] + functions(i * 10 + 4, i * 10 + 8);
            right[i] = functions(i * 10, i * 10 + 4) + functions(i * 10 + 4, i * 10 + 8);
        }
        for (int i = 0; i < 40; ++i) {
            QByteArray text = block[i];
            if (i % 4 == 0)
                text.replace("value_" + QByteArray::number((1000 + i) * 100 + 3), "renamed_value");
            right[(i * 7 + 3) % 40].append(text);
        }
        for (int i = 0; i < 40; ++i)
            files.push_back(diff(left[i], right[i]));
        const auto moves = findMoves(files);
        int right40 = 0;
        for (const MovedBlock &b : moves->blocks())
            right40 += b.toFile == (b.fromFile * 7 + 3) % 40 && b.edited == (b.fromFile % 4 == 0) && !b.copy;
        QCOMPARE(moves->blocks().size(), size_t(40));
        QCOMPARE(right40, 40);
    }
};

QTEST_GUILESS_MAIN(TestMoves)
#include "tst_moves.moc"
