// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include "diff/rowmodel.h"

#include <QTest>

using namespace docket;
using namespace docket::diff;
using namespace docket::diff::test;

class TestRowModel : public QObject
{
    Q_OBJECT

private:
    static FileDiffPtr diff(const QByteArray &l, const QByteArray &r)
    {
        return computeFileDiff(makeEntry({"a", ObjectId{"1"}, 0100644, -1}, {"a", ObjectId{"2"}, 0100644, -1}), l, r);
    }
    static QByteArray lines(int count)
    {
        QByteArray out;
        for (int i = 0; i < count; ++i)
            out += "line " + QByteArray::number(i) + '\n';
        return out;
    }
    static QByteArray sketch(const FileRows &rows)
    {
        static const char letters[] = "HN~ |-+.";
        QByteArray out;
        for (const Row &row : rows)
            out += letters[int(row.kind)];
        return out;
    }

private Q_SLOTS:
    void aChangeInTheMiddleIsFoldedAroundIt()
    {
        const FileDiffPtr file = diff(lines(40), lines(40).replace("line 20\n", "other words\n"));
        const FileRows rows = layoutRows(file, {});
        QCOMPARE(sketch(rows), QByteArray("H~   |   ~"));
        QCOMPARE(rows[1].extra, 17u);
        QCOMPARE(gapOfFold(*file, rows[1]), 0);
        QCOMPARE(rows.back().extra, 16u);
        QCOMPARE(gapOfFold(*file, rows.back()), 1);
    }

    void foldsOpenByLinesAndWholly()
    {
        const FileDiffPtr file = diff(lines(40), lines(40).replace("line 20\n", "other words\n"));
        QCOMPARE(sketch(layoutRows(file, {.expansions = {{0, 0, 5}}})), QByteArray("H~        |   ~"));
        QCOMPARE(sketch(layoutRows(file, {.expansions = {{0, 4, 0}}})), QByteArray("H    ~   |   ~"));
        QCOMPARE(layoutRows(file, {.expansions = {{0, 1'000'000, 0}}}).size(), size_t(1 + 20 + 1 + 3 + 1));
        QCOMPARE(layoutRows(file, {.wholeFile = true}).size(), size_t(41));
        QCOMPARE(layoutRows(file, {.collapsed = true}).size(), size_t(1));
    }

    void aFoldOfOneLineIsNotWorthARow()
    {
        const FileDiffPtr file = diff(lines(9), lines(9).replace("line 4\n", "other words\n"));
        QCOMPARE(sketch(layoutRows(file, {})), QByteArray("H    |    "));
    }

    void unifiedShowsRemovedThenAdded()
    {
        const FileDiffPtr file =
            diff("a\nold words here\nold words there\nb\n", "a\nnew words here\nnew words there\nb\n");
        QCOMPARE(sketch(layoutRows(file, {.mode = ViewMode::Unified})), QByteArray("H --++ "));
        QCOMPARE(sketch(layoutRows(file, {.mode = ViewMode::SideBySide})), QByteArray("H || "));
    }

    void everyLineIsShownExactlyOnceInAWholeFile_data()
    {
        QTest::addColumn<ViewMode>("mode");
        QTest::newRow("side by side") << ViewMode::SideBySide;
        QTest::newRow("unified") << ViewMode::Unified;
    }
    void everyLineIsShownExactlyOnceInAWholeFile()
    {
        QFETCH(ViewMode, mode);
        QRandomGenerator random(8);
        for (int round = 0; round < 60; ++round) {
            const QByteArray l = randomText(random, int(random.bounded(80)), 30);
            const FileDiffPtr file = diff(l, mutated(random, l, int(random.bounded(20)), 30));
            int left = 0, right = 0;
            for (const Row &row : layoutRows(file, {.mode = mode, .wholeFile = true})) {
                if (row.kind == RowKind::Note || row.kind == RowKind::FileHeader)
                    continue;
                if (row.left >= 0)
                    QCOMPARE(row.left, left++);
                if (row.right >= 0)
                    QCOMPARE(row.right, right++);
            }
            QCOMPARE(left, file->left().lineCount());
            QCOMPARE(right, file->right().lineCount());
        }
    }

    void foldedAndShownLinesAddUp()
    {
        QRandomGenerator random(9);
        for (int round = 0; round < 100; ++round) {
            const QByteArray l = randomText(random, 200, 80);
            const FileDiffPtr file = diff(l, mutated(random, l, 4, 80));
            ViewOptions options{.contextLines = int(random.bounded(6)), .minimalFold = int(random.bounded(4))};
            for (int gap = 0; gap <= int(file->edits().size()); gap += 2)
                options.expansions.push_back({gap, int(random.bounded(10)), int(random.bounded(10))});
            qint64 left = 0;
            for (const Row &row : layoutRows(file, options))
                left += row.kind == RowKind::Fold ? row.extra : row.kind != RowKind::Note && row.left >= 0;
            QCOMPARE(left, file->left().lineCount());
        }
    }

    void classesSayWhatHappenedToALine()
    {
        const FileDiffPtr file = diff("keep\n  call(one);\nvalue = 1;\nfirst = second;\nend\n",
                                      "keep\n      call(one);\nvalue  = 1;\nfirst = third;\nend\n");
        const FileRows rows = layoutRows(file, {});
        QCOMPARE(sketch(rows), QByteArray("H ||| "));
        QCOMPARE(rows[2].leftClass, LineClass::Reindented);
        QCOMPARE(rows[3].leftClass, LineClass::WhitespaceOnly);
        QCOMPARE(rows[4].leftClass, LineClass::Changed);
        QVERIFY(rows[2].flags & FirstOfEdit);
        QVERIFY(rows[4].flags & LastOfEdit);
        const FileRows unified = layoutRows(file, {.mode = ViewMode::Unified});
        QCOMPARE(unified[2].leftClass, LineClass::Reindented);
        QCOMPARE(unified[5].rightClass, LineClass::Reindented);
    }

    void ignoredBlankLinesAreShownButNotStoppedAt()
    {
        const auto file =
            computeFileDiff(makeEntry({"a", ObjectId{"1"}, 0100644, -1}, {"a", ObjectId{"2"}, 0100644, -1}), "a\nb\n",
                            "a\n\nb\n", {.lines = {.ignoreBlankLines = true}});
        const FileRows rows = layoutRows(file, {});
        QCOMPARE(sketch(rows), QByteArray("HN + "));
        QCOMPARE(rows[3].rightClass, LineClass::WhitespaceOnly);
        QVERIFY(!(rows[3].flags & FirstOfEdit));
    }

    void linesWithoutAPartnerStandBesideEachOtherUnrelated()
    {
        const FileRows rows = layoutRows(diff("alpha beta\n", "completely(other, thing)\n"), {});
        QCOMPARE(sketch(rows), QByteArray("H|"));
        QCOMPARE(rows[1].leftClass, LineClass::Removed);
        QCOMPARE(rows[1].rightClass, LineClass::Added);
    }

    void aMissingFinalNewlineHasARow()
    {
        const FileRows rows = layoutRows(diff("a\nb", "a\nb\n"), {});
        QCOMPARE(sketch(rows), QByteArray("H |N"));
        QCOMPARE(rows[2].leftClass, LineClass::WhitespaceOnly);
        QVERIFY(rows[2].flags & NoNewlineLeft);
        QVERIFY(!(rows[2].flags & NoNewlineRight));
        QCOMPARE(rows[3].extra, Row::NoNewlineNote);
        QCOMPARE(rows[3].left, 1);
        QCOMPARE(rows[3].right, -1);
        QCOMPARE(sketch(layoutRows(diff("a\nb", "a\nb\n"), {.mode = ViewMode::Unified})), QByteArray("H -N+"));
    }

    void deceptiveCharactersAreFlagged()
    {
        const FileRows rows = layoutRows(diff("a\n", "a\u202e\n"), {});
        QVERIFY(rows[1].flags & WarnRight);
        QVERIFY(!(rows[1].flags & WarnLeft));
    }

    void movedLinesAreNotTakenForChangedOnes()
    {
        const FileDiffPtr file = diff("a = one;\nb\n", "a = two;\nb\n");
        const MoveMap moves({{.fromFile = 0, .fromLine = 0, .fromCount = 1, .toFile = 3, .toLine = 9, .toCount = 1}});
        const FileRows rows = layoutRows(file, {}, &moves, 0);
        QCOMPARE(rows[1].leftClass, LineClass::MovedFrom);
        QCOMPARE(rows[1].rightClass, LineClass::Added);
    }

    void allFilesShareOneScrollBar()
    {
        RowModel model;
        model.reset(3);
        QCOMPARE(model.rowCount(), 6);
        const auto rows = std::make_shared<const FileRows>(layoutRows(diff("a\n", "b\n"), {}));
        const auto longer = std::make_shared<const FileRows>(layoutRows(diff("", lines(100)), {}));
        model.setFile(1, longer);
        QCOMPARE(model.rowCount(), 2 + 101 + 2);
        model.setFile(0, rows);
        model.setFile(2, rows);
        QCOMPARE(model.rowCount(), 2 + 101 + 2);
        QCOMPARE(model.firstRow(2), 103);
        QCOMPARE(model.position(0).file, 0);
        QCOMPARE(model.position(102).file, 1);
        QCOMPARE(model.position(103).file, 2);
        QCOMPARE(model.position(104).row, 1);
        QVERIFY(!model.position(105).isValid());
        QVERIFY(!model.position(-1).isValid());
        QCOMPARE(model.rowOfLine(1, Side::Right, 99), 102);
        QCOMPARE(model.rowOfLine(1, Side::Left, 0), -1);
    }

    void nextChangeGoesAcrossFiles()
    {
        RowModel model;
        model.reset(3);
        const auto two = std::make_shared<const FileRows>(
            layoutRows(diff(lines(30), lines(30).replace("line 5\n", "x\n").replace("line 20\n", "y\n")), {}));
        model.setFile(0, two);
        model.setFile(2, two);
        QList<qint64> stops;
        for (qint64 row = model.nextChange(-1, 1); row >= 0; row = model.nextChange(row, 1))
            stops.append(row);
        QCOMPARE(stops.size(), 4);
        QList<qint64> back;
        for (qint64 row = model.nextChange(model.rowCount(), -1); row >= 0; row = model.nextChange(row, -1))
            back.prepend(row);
        QCOMPARE(back, stops);
    }

    void prefixSumsAgreeWithPlainAddition()
    {
        QRandomGenerator random(12);
        for (const int count : {0, 1, 2, 3, 7, 8, 9, 100}) {
            PrefixSums sums(count, 2);
            std::vector<qint64> plain(size_t(count), 2);
            for (int round = 0; round < 200 && count > 0; ++round) {
                const int at = int(random.bounded(count));
                plain[size_t(at)] = random.bounded(4);
                sums.set(at, plain[size_t(at)]);
            }
            qint64 sum = 0;
            for (int i = 0; i < count; ++i) {
                QCOMPARE(sums.sumBefore(i), sum);
                for (qint64 p = sum; p < sum + plain[size_t(i)]; ++p)
                    QCOMPARE(sums.itemAt(p), i);
                sum += plain[size_t(i)];
            }
            QCOMPARE(sums.total(), sum);
            QCOMPARE(sums.itemAt(sum), count);
        }
    }
};

QTEST_GUILESS_MAIN(TestRowModel)
#include "tst_rowmodel.moc"
