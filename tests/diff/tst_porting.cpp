// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include "diff/interdiff.h"
#include "diff/porting.h"
#include "diff/rowmodel.h"

#include <QTest>

using namespace docket;
using namespace docket::diff;
using namespace docket::diff::test;
using namespace Qt::StringLiterals;

class TestPorting : public QObject
{
    Q_OBJECT

private:
    static QByteArray text(int lines)
    {
        QByteArray out;
        for (int i = 0; i < lines; ++i)
            out += "statement number_" + QByteArray::number(i) + " of the text;\n";
        return out;
    }
    static LineMemory memory(const TextSide &side, int first, int last)
    {
        const auto cut = [&](int from, int to) {
            QStringList lines;
            for (int i = std::max(0, from); i <= std::min(to, side.lineCount() - 1); ++i)
                lines.append(QString::fromUtf8(side.line(i)));
            return lines.join(u'\n');
        };
        return {cut(first, last), cut(first - 3, first - 1), cut(last + 1, last + 3)};
    }
    static PortedLines ported(const QByteArray &l, const QByteArray &r, int first, int last)
    {
        const auto left = side(l), right = side(r);
        return portLines(diffLines(*left, *right).edits, *right, first, last, memory(*left, first, last));
    }
    static FileDiffPtr interdiff(const RebasedFile &file)
    {
        const FileEntry entry = makeEntry({"a", ObjectId{"1"}, 0100644, -1}, {"a", ObjectId{"2"}, 0100644, -1});
        return computeInterdiff(entry, file);
    }
    static std::vector<bool> fromBase(const QByteArray &oldBase, const QByteArray &oldVersion,
                                      const QByteArray &newBase, const QByteArray &newVersion)
    {
        const FileDiffPtr diff = interdiff({oldBase, oldVersion, newBase, newVersion});
        std::vector<bool> out;
        for (int i = 0; i < int(diff->edits().size()); ++i)
            out.push_back(diff->isFromBase(i));
        return out;
    }

private Q_SLOTS:
    void linesThatNobodyTouchedOnlyShift()
    {
        QCOMPARE(ported(text(20), text(20), 5, 7), (PortedLines{PortFate::Same, 5, 7, 1}));
        QCOMPARE(ported(text(20), "new\nlines\n" + text(20), 5, 7), (PortedLines{PortFate::Shifted, 7, 9, 1}));
        QByteArray shorter = text(20);
        shorter.remove(0, shorter.indexOf("statement number_3 "));
        QCOMPARE(ported(text(20), shorter, 5, 7), (PortedLines{PortFate::Shifted, 2, 4, 1}));
    }

    void aLineBesideAnEditIsNotTouchedByIt()
    {
        QByteArray after = text(20);
        after.insert(after.indexOf("statement number_6 "), "put in\n");
        QCOMPARE(ported(text(20), after, 6, 6).firstLine, 7);
        QCOMPARE(ported(text(20), after, 5, 5), (PortedLines{PortFate::Same, 5, 5, 1}));
    }

    void aLineThatChangedALittleIsFoundAgain()
    {
        QByteArray after = "head\n" + text(20);
        after.replace("number_6 of the", "number_6 of our");
        const PortedLines found = ported(text(20), after, 6, 6);
        QCOMPARE(found.fate, PortFate::Found);
        QCOMPARE(found.firstLine, 7);
        QVERIFY(found.likeness > 0.6 && found.likeness < 1);
    }

    void aBlockThatMovedInItsFileIsFoundAgain()
    {
        QByteArray after = text(30);
        const qsizetype from = after.indexOf("statement number_5 "), to = after.indexOf("statement number_9 ");
        const QByteArray block = after.sliced(from, to - from);
        after.remove(from, block.size());
        after += block;
        const PortedLines found = ported(text(30), after, 5, 8);
        QCOMPARE(found.fate, PortFate::Found);
        QCOMPARE(found.firstLine, 26);
        QCOMPARE(found.likeness, 1.0);
    }

    void aLineThatIsGoneIsLostNotMisplaced()
    {
        const QByteArray before = "alpha beta gamma\nint compute(QString name, double weight);\nomega\n";
        QCOMPARE(ported(before, "alpha beta gamma\nomega\n", 1, 1).fate, PortFate::Lost);
    }

    void ofEqualLinesTheOneWithTheSameNeighboursIsTaken()
    {
        const QByteArray before = "a {\n    return false;\n}\nb {\n    return false;\n}\n";
        const QByteArray after =
            "a {\n    return true;\n}\nx {\n    return false;\n}\nb {\n    log();\n    return false;\n}\n";
        const auto left = side(before), right = side(after);
        const PortedLines found = findLines(*right, memory(*left, 4, 4), 4);
        QCOMPARE(found.firstLine, 8);
    }

    void randomVersionsNeverPlaceLinesOutside()
    {
        QRandomGenerator random(3);
        for (int round = 0; round < 300; ++round) {
            const QByteArray l = randomText(random, 30, 12);
            const QByteArray r = mutated(random, l, 12, 12);
            const int count = side(l)->lineCount();
            const int first = int(random.bounded(count));
            const int last = std::min(count - 1, first + int(random.bounded(4)));
            const PortedLines found = ported(l, r, first, last);
            if (found.fate == PortFate::Lost)
                continue;
            QVERIFY(found.firstLine >= 0 && found.lastLine >= found.firstLine && found.lastLine < side(r)->lineCount());
            if (found.fate == PortFate::Same || found.fate == PortFate::Shifted) {
                for (int i = first; i <= last; ++i)
                    QCOMPARE(side(r)->line(found.firstLine + i - first).toByteArray(), side(l)->line(i).toByteArray());
            }
        }
    }

    void editsOfTheBaseAreSetApart()
    {
        const QByteArray base = text(40);
        QByteArray own = base, ownAgain = base;
        own.replace("number_30 ", "changed_30 ");
        ownAgain.replace("number_30 ", "changed_30 ").replace("number_20 ", "second_20 ");
        QByteArray newBase = base, rebased = ownAgain;
        for (QByteArray *text : {&newBase, &rebased})
            text->replace("statement number_5 of the text;\n", "the base moved\nby two lines\n");
        QCOMPARE(fromBase(base, own, newBase, rebased), (std::vector<bool>{true, false}));
        QCOMPARE(fromBase(base, own, base, ownAgain), (std::vector<bool>{false}));
    }

    void whereBaseAndBranchMeetTheEditIsTheBranchs()
    {
        const QByteArray base = text(10);
        QByteArray own = base, newBase = base, merged = base;
        own.replace("number_5 ", "own_5 ");
        newBase.replace("number_5 ", "base_5 ");
        merged.replace("number_5 ", "merged_5 ");
        QCOMPARE(fromBase(base, own, newBase, merged), std::vector<bool>{false});
    }

    void aBaseThatChangedItsLineEndsIsToldApartToo()
    {
        QCOMPARE(fromBase("\n\n", "\n\n", "\r\n", "\r\n"), std::vector<bool>{true}); // found by the fuzzer
        const QByteArray base = text(10), newBase = "first\n" + base;
        QByteArray rebased = newBase;
        rebased.replace("number_5 ", "own_5 ");
        QCOMPARE(fromBase(base, base, QByteArray(newBase).replace("\n", "\r\n"), rebased.replace("\n", "\r\n")),
                 (std::vector<bool>{true, false}));
    }

    void aPureRebaseIsSaidToBeOne()
    {
        const QByteArray base = text(10);
        QByteArray own = base, newBase = "first\n" + base, rebased;
        own.replace("number_5 ", "own_5 ");
        rebased = "first\n" + own;
        const FileDiffPtr diff = interdiff({base, own, newBase, rebased});
        QVERIFY(onlyFromBase(*diff));
        QCOMPARE(diff->edits().size(), size_t(1));
        QCOMPARE(diff->addedLines() + diff->removedLines(), 0);
        QVERIFY(diff->hunks().empty());
        for (const Row &row : layoutRows(diff, {}))
            QVERIFY(!row.isChange() || (row.flags & (FromBase | FirstOfEdit)) == FromBase);
    }
};

QTEST_GUILESS_MAIN(TestPorting)
#include "tst_porting.moc"
