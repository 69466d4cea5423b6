// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include <QFile>
#include <QTest>

using namespace docket;
using namespace docket::diff;
using namespace docket::diff::test;

/**
 * Where an inserted or deleted block could stand at several places, it stands where git puts it. The cases are hunks of
 * curl's history that hold one block which can slide, as `git diff --histogram` of git 2.39 prints them;
 * data/sliders.txt names the commit and file of each.
 */
class TestSliders : public QObject
{
    Q_OBJECT

private:
    struct Case
    {
        QByteArray origin;
        QByteArray before, after;
        Edit edit;
        int above = 0; ///< lines that the block could stand further up or down
        int below = 0;
    };

    static Case parsed(const QByteArray &origin, const QByteArrayList &lines)
    {
        Case out;
        out.origin = origin;
        int l = 0, r = 0;
        for (const QByteArray &line : lines) {
            const QByteArray text = line.mid(1) + '\n';
            if (line.startsWith(' '))
                out.edit = out.edit.leftCount + out.edit.rightCount > 0 ? out.edit : Edit{l + 1, 0, r + 1, 0};
            if (!line.startsWith('+'))
                out.before += text, ++l;
            if (!line.startsWith('-'))
                out.after += text, ++r;
            out.edit.leftCount += line.startsWith('-');
            out.edit.rightCount += line.startsWith('+');
        }
        const bool inserted = out.edit.rightCount > 0;
        const QByteArrayList longer = (inserted ? out.after : out.before).split('\n');
        const qsizetype start = inserted ? out.edit.rightStart : out.edit.leftStart;
        const qsizetype end = inserted ? out.edit.rightEnd() : out.edit.leftEnd();
        while (start > out.above && longer[start - out.above - 1] == longer[end - out.above - 1])
            ++out.above;
        while (end + out.below + 1 < longer.size() && longer[start + out.below] == longer[end + out.below])
            ++out.below;
        return out;
    }

    static QList<Case> cases()
    {
        QList<Case> out;
        QFile file(QStringLiteral(DOCKET_DIFF_DATA "/sliders.txt"));
        if (!file.open(QFile::ReadOnly))
            return out;
        QByteArray origin;
        QByteArrayList lines;
        const auto finish = [&] {
            if (!lines.isEmpty())
                out.append(parsed(origin, lines));
            lines.clear();
        };
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("@ ")) {
                finish();
                origin = line.mid(2);
            } else if (!line.isEmpty()) {
                lines.append(line);
            }
        }
        finish();
        return out;
    }

private Q_SLOTS:
    void blocksStandWhereGitPutsThem()
    {
        const QList<Case> all = cases();
        QVERIFY(all.size() >= 200);
        int canGoDown = 0;
        for (const Case &real : all) {
            QVERIFY2(real.above + real.below > 0, real.origin.constData());
            canGoDown += real.below > 0;
            for (const Algorithm algorithm :
                 {Algorithm::Histogram, Algorithm::Myers, Algorithm::Minimal, Algorithm::Patience}) {
                const auto found = diffLines(*side(real.before), *side(real.after), {.algorithm = algorithm}).edits;
                QVERIFY2(found == std::vector<Edit>{real.edit}, real.origin.constData());
            }
        }
        QVERIFY(canGoDown >= 100); // where the lowest place is not the best one
    }

    void withoutTheHeuristicTheyStandAtTheLowestPlace()
    {
        for (const Case &real : cases()) {
            const auto found = diffLines(*side(real.before), *side(real.after), {.indentHeuristic = false}).edits;
            QCOMPARE(found.size(), size_t(1));
            QCOMPARE(found[0].rightStart, real.edit.rightStart + real.below);
        }
    }

    /** Through lines that are equal byte for byte a block jumps; blanks at their ends make it walk the same way. */
    void whatJumpsEndsWhereItWouldHaveWalked()
    {
        QRandomGenerator random(77);
        const QByteArrayList kinds{"}", "    }", "", "end", "    call();"};
        const auto withBlanks = [](const QByteArray &text) {
            QByteArray out;
            int n = 0;
            for (const QByteArray &line : text.split('\n'))
                out += line + QByteArray(++n % 7, ' ') + '\n';
            return out;
        };
        int longRuns = 0;
        for (int round = 0; round < 300; ++round) {
            QByteArrayList lines;
            while (lines.size() < 400) {
                const int count = int(random.bounded(4) ? random.bounded(1, 4) : random.bounded(20, 250));
                longRuns += count >= 20;
                lines += QByteArrayList(count, kinds[random.bounded(kinds.size())]);
            }
            QByteArrayList changed = lines;
            for (int i = 0; i < 4; ++i) {
                const int at = int(random.bounded(changed.size() - 60)), count = int(random.bounded(1, 60));
                if (random.bounded(2))
                    changed.erase(changed.begin() + at, changed.begin() + at + count);
                else
                    changed.insert(at, random.bounded(2) ? changed[at] : "x" + QByteArray::number(i));
            }
            const QByteArray before = lines.join('\n'), after = changed.join('\n');
            const auto jumped = diffLines(*side(before + '\n'), *side(after + '\n'), {}).edits;
            const auto walked =
                diffLines(*side(withBlanks(before)), *side(withBlanks(after)), {.whitespace = Whitespace::Trailing})
                    .edits;
            QVERIFY(jumped == walked);
            QVERIFY(applied(*side(before + '\n'), *side(after + '\n'), jumped) == after + '\n');
        }
        QVERIFY(longRuns > 300);
    }
};

QTEST_GUILESS_MAIN(TestSliders)
#include "tst_sliders.moc"
