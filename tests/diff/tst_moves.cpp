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

    void oneSourceAndManyTargetsAreCopiesAtAllButOne()
    {
        std::vector<FileDiffPtr> files{diff(functions(0, 5), functions(0, 2) + functions(3, 5))};
        for (int i = 0; i < 4; ++i)
            files.push_back(diff("", function(2)));
        const auto moves = findMoves(files);
        QCOMPARE(moves->blocks().size(), size_t(4));
        QCOMPARE(std::ranges::count_if(moves->blocks(), &MovedBlock::copy), 3);
        for (int i = 1; i <= 4; ++i)
            QVERIFY(moves->blockAt(i, Side::Right, 0) >= 0);
    }

    void textThatStillStandsMayBeCopiedMoreThanOnce()
    {
        const QByteArray base = functions(0, 5);
        const auto moves =
            findMoves({diff(base, base + "int last;\n"), diff("", function(2)), diff("", function(2) + function(3))});
        QCOMPARE(moves->blocks().size(), size_t(2));
        QVERIFY(moves->blocks()[0].copy && moves->blocks()[1].copy);
        QCOMPARE(moves->blocks()[1].toCount, 2 * moves->blocks()[0].toCount);
    }

    void manySourcesThatBecameOneAreMerged()
    {
        // The same function was taken out of three files and stands in one now.
        std::vector<FileDiffPtr> files;
        for (int i = 0; i < 3; ++i)
            files.push_back(diff(functions(i * 10, i * 10 + 3) + function(99), functions(i * 10, i * 10 + 3)));
        files.push_back(diff("", function(99)));
        const auto moves = findMoves(files);
        QCOMPARE(moves->blocks().size(), size_t(3));
        QCOMPARE(std::ranges::count_if(moves->blocks(), &MovedBlock::merged), 2);
        for (const MovedBlock &block : moves->blocks()) {
            QVERIFY(!block.copy && !block.edited);
            QCOMPARE(std::pair(block.toFile, block.toLine), std::pair(3, 0));
            QVERIFY(moves->blockAt(block.fromFile, Side::Left, block.fromLine) >= 0);
        }
        QVERIFY(!moves->blocks()[size_t(moves->blockAt(3, Side::Right, 0))].merged);
    }

    void noRunThatGitWouldPaintIsWithoutABlock()
    {
        // Three equal lines with twenty letters and digits, taken out here and put in there: whatever else is a block,
        // one of them belongs to some.
        QRandomGenerator random(5);
        int runs = 0;
        for (int round = 0; round < 40; ++round) {
            std::vector<FileDiffPtr> files;
            const QByteArray pool = randomText(random, 40, 400);
            const QList<QByteArray> lines = pool.split('\n');
            for (int f = 0; f < 4; ++f) {
                QByteArray left = randomText(random, 30, 400), right = left;
                for (QByteArray *side : {&left, &right}) {
                    const qsizetype from = random.bounded(20), count = random.bounded(1, 20);
                    side->insert(side->indexOf('\n', random.bounded(side->size() - 20)) + 1,
                                 lines.mid(from, count).join('\n') + '\n');
                }
                files.push_back(diff(left, right));
            }
            const auto moves = findMoves(files);
            QHash<QByteArray, QList<std::pair<int, int>>> gone; // three lines -> where they stood
            const auto forTriples = [&](Side side, const auto &use) {
                for (int f = 0; f < 4; ++f) {
                    const TextSide &text = files[size_t(f)]->text(side);
                    for (int i = 0; i + 2 < text.lineCount(); ++i) {
                        QByteArray three;
                        bool changed = true;
                        for (int k = i; k < i + 3; ++k) {
                            three += text.line(k).trimmed().toByteArray() + '\n';
                            changed = changed && files[size_t(f)]->isChanged(side, k);
                        }
                        const auto letters = std::ranges::count_if(three, [](char c) { return c != ' ' && c != '\n'; });
                        if (changed && letters >= 20)
                            use(three, f, i);
                    }
                }
            };
            const auto hasBlock = [&](int f, Side side, int line) {
                return moves->blockAt(f, side, line) >= 0 || moves->blockAt(f, side, line + 1) >= 0
                    || moves->blockAt(f, side, line + 2) >= 0;
            };
            forTriples(Side::Left, [&](const QByteArray &three, int f, int i) { gone[three].append({f, i}); });
            forTriples(Side::Right, [&](const QByteArray &three, int f, int i) {
                const auto from = gone.value(three);
                for (const auto &[file, line] : from) {
                    if (files[size_t(file)]->counterpart(Side::Left, line) == i && file == f)
                        continue; // changed its blanks alone, where it stood
                    QVERIFY2(hasBlock(f, Side::Right, i) && hasBlock(file, Side::Left, line), three.constData());
                    ++runs;
                }
            });
        }
        QVERIFY(runs > 200);
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
                for (int i = 0; i < block.toCount && !block.merged; ++i) {
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
