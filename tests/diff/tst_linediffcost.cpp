// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "difftesting.h"

#include <QTest>

using namespace docket::diff;
using namespace docket::diff::test;

/** Cost is counted in steps, so these hold on any machine. */
class TestLineDiffCost : public QObject
{
    Q_OBJECT

private:
    static QByteArray numbered(int count, const QByteArray &tail = {})
    {
        QByteArray out;
        for (int i = 0; i < count; ++i)
            out += "    setting_" + QByteArray::number(i) + " = value;" + tail + '\n';
        return out;
    }

    static LineDiff checked(const QByteArray &l, const QByteArray &r, Algorithm algorithm)
    {
        const auto left = side(l), right = side(r);
        LineDiff diff = diffLines(*left, *right, {.algorithm = algorithm});
        if (!isWellFormed(*left, *right, diff.edits) || applied(*left, *right, diff.edits) != r)
            qFatal("not a valid script");
        return diff;
    }

private Q_SLOTS:
    void pathologicalTextsStayCheap_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<int>("changed"); // at most
        QRandomGenerator random(1);
        QByteArray fewKinds, fewKindsChanged, unrelated;
        for (int i = 0; i < 20'000; ++i) {
            const QByteArray line = "l" + QByteArray::number(random.bounded(6)) + '\n';
            fewKinds += line;
            if (random.bounded(20) != 0)
                fewKindsChanged += random.bounded(20) == 0 ? QByteArray("l3\n") : line;
        }
        for (int i = 0; i < 20'000; ++i)
            unrelated += "other " + QByteArray::number(i) + '\n';
        const QByteArray same = QByteArray("}\n").repeated(20'000);
        QTest::newRow("30,000 lines, each a little changed") << numbered(30'000) << numbered(30'000, " // x") << 60'000;
        QTest::newRow("20,000 equal lines, one taken out") << same << QByteArray("}\n").repeated(19'999) << 1;
        QTest::newRow("20,000 equal lines against none of them") << same << unrelated << 40'000;
        QTest::newRow("20,000 lines of six kinds") << fewKinds << fewKindsChanged << 9'000;
        QTest::newRow("2,000 deleted, one added") << numbered(2'000) << QByteArray("one\n") << 2'001;
        QTest::newRow("turned round") << numbered(15'000)
                                      << [] {
                                             QList<QByteArray> lines = numbered(15'000).split('\n');
                                             std::reverse(lines.begin(), lines.end());
                                             return lines.join('\n');
                                         }() << 30'002;
        QTest::newRow("one line of 5 MB") << QByteArray(5'000'000, 'x') << QByteArray(4'999'999, 'x') + 'y' << 2;
        QTest::newRow("every other line is a brace") << numbered(10'000).replace("\n", "\n}\n")
                                                     << numbered(10'000, "+").replace("\n", "\n}\n") << 40'000;
    }
    void pathologicalTextsStayCheap()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(int, changed);
        const quint64 lines = quint64(left.count('\n') + right.count('\n') + 2);
        for (const Algorithm algorithm :
             {Algorithm::Histogram, Algorithm::Myers, Algorithm::Patience, Algorithm::Minimal}) {
            const LineDiff diff = checked(left, right, algorithm);
            QVERIFY2(changedLines(diff.edits) <= changed, QByteArray::number(changedLines(diff.edits)).constData());
            const quint64 limit =
                algorithm == Algorithm::Minimal ? 45'000'000 : std::min<quint64>(45'000'000, 3'000 * lines);
            QVERIFY2(diff.steps <= limit, QByteArray::number(diff.steps).constData());
        }
    }

    void costOfHistogramGrowsWithTheLinesNotTheirSquare()
    {
        QRandomGenerator random(3);
        quint64 steps[2];
        for (int i = 0; i < 2; ++i) {
            const QByteArray l = randomText(random, 4'000 << (3 * i), 1'000'000);
            steps[i] = checked(l, mutated(random, l, 100 << (3 * i), 1000), Algorithm::Histogram).steps;
        }
        QVERIFY2(steps[1] < steps[0] * 8 * 4,
                 (QByteArray::number(steps[1]) + " against " + QByteArray::number(steps[0])).constData());
    }
};

QTEST_GUILESS_MAIN(TestLineDiffCost)
#include "tst_linediffcost.moc"
