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
};

QTEST_GUILESS_MAIN(TestSliders)
#include "tst_sliders.moc"
