// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchreport.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <unistd.h>

using namespace docket::bench;
using namespace Qt::StringLiterals;

class TestBenchReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFigureIsOneJsonObjectWithTheSixKeys()
    {
        const QByteArray line = Figure{u"diff/large"_s, 12.5, u"ms"_s, 50.0, 0.25, 7}.json();
        QVERIFY(!line.contains('\n'));
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QCOMPARE(object.keys(), (QStringList{u"baseline"_s, u"n"_s, u"name"_s, u"ratio"_s, u"unit"_s, u"value"_s}));
        QCOMPARE(object.value("ratio"_L1).toDouble(), 0.25);
    }

    void withoutABaselineTheRatioIsNullAndNotZero()
    {
        const QJsonObject object = QJsonDocument::fromJson(Figure{u"x"_s, 1, u"ms"_s, {}, {}, 1}.json()).object();
        QVERIFY(object.value("baseline"_L1).isNull());
        QVERIFY(object.value("ratio"_L1).isNull());
    }

    void theFilterChoosesByName()
    {
        char program[] = "bench", option[] = "--filter", word[] = "Scroll";
        char *arguments[] = {program, option, word};
        const Report report(3, arguments);
        QVERIFY(report.wants(u"view/scroll-huge"_s));
        QVERIFY(!report.wants(u"view/open"_s));
    }

    void aBrokenBarFailsTheProgram()
    {
        char program[] = "bench";
        char *arguments[] = {program};
        Report report(1, arguments);
        report.require(u"stays under 50 ms"_s, true);
        QCOMPARE(report.exitCode(), 0);
        report.require(u"stays under 1 ms"_s, false);
        QCOMPARE(report.exitCode(), 1);
    }

    void aBenchmarkThatNeverEndsSaysWhereItWas()
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DOCKET_BENCH_LIMIT_SECONDS"_s, u"1"_s);
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), {u"--hang"_s});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 3);
        QVERIFY(process.readAllStandardError().contains("the last step was: idle.memory"));
    }

    void mediansAndPercentilesAreTheTextbookOnes()
    {
        QCOMPARE(median({5, 1, 3}), 3.0);
        QCOMPARE(median({4, 1, 3, 2}), 2.5);
        QCOMPARE(percentile({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0.95), 10.0);
        QCOMPARE(percentile({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0.5), 5.0);
        QCOMPARE(percentile({}, 0.5), 0.0);
    }

    void memoryIsSeenToGrow()
    {
        resetPeak();
        const qint64 before = peakResidentBytes();
        constexpr qsizetype mebibyte = 1024 * 1024;
        const QByteArray block(32 * mebibyte, 'x');
        QVERIFY(peakResidentBytes() - before > 24 * mebibyte);
        QVERIFY(block.endsWith('x'));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc > 1 && qstrcmp(argv[1], "--hang") == 0) {
        const Report report(argc, argv);
        for (bool waits = report.wants(u"idle.memory"_s); waits;)
            ::pause();
    }
    TestBenchReport test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_benchreport.moc"
