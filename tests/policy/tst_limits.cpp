// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/config.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestLimits : public QObject
{
    Q_OBJECT

    static BudgetState cost(double limit, double used, const QString &scope = u"this task"_s)
    {
        BudgetState state{scope, {}, {}};
        state.budget.costUsd = limit;
        state.spent.costUsd = used;
        return state;
    }

private Q_SLOTS:
    void budgetsWarnAt80AndStopAt100_data()
    {
        QTest::addColumn<double>("used");
        QTest::addColumn<int>("level");
        QTest::newRow("nothing") << 0.0 << int(BudgetLevel::Fine);
        QTest::newRow("79 %") << 1.58 << int(BudgetLevel::Fine);
        QTest::newRow("80 %") << 1.6 << int(BudgetLevel::Nearly);
        QTest::newRow("99 %") << 1.99 << int(BudgetLevel::Nearly);
        QTest::newRow("100 %") << 2.0 << int(BudgetLevel::UsedUp);
        QTest::newRow("far beyond") << 50.0 << int(BudgetLevel::UsedUp);
    }

    void budgetsWarnAt80AndStopAt100()
    {
        QFETCH(double, used);
        QFETCH(int, level);
        const BudgetFinding finding = judgeBudgets({cost(2, used)});
        QCOMPARE(int(finding.level), level);
        QCOMPARE(finding.sentence.isEmpty(), finding.level == BudgetLevel::Fine);
    }

    void theWorstOfSeveralIsNamed()
    {
        BudgetState time{u"today"_s, {}, {}};
        time.budget.minutes = 10;
        time.spent.milliseconds = 9 * 60000;
        const BudgetFinding finding = judgeBudgets({cost(10, 1), time});
        QCOMPARE(finding.level, BudgetLevel::Nearly);
        QVERIFY2(finding.sentence.contains(u"today"_s) && finding.sentence.contains(u"90 %"_s),
                 qPrintable(finding.sentence));
        QCOMPARE(judgeBudgets({}).level, BudgetLevel::Fine);
    }

    void whatCannotBeMeasuredIsSaid()
    {
        BudgetState state = cost(2, 0);
        state.budget.tokens = 1000;
        state.budget.minutes = 5;
        QCOMPARE(unmeasuredBudgets({state}, {.cost = true, .tokens = true, .turns = true}), QStringList());
        const QStringList sentences = unmeasuredBudgets({state}, {});
        QCOMPARE(sentences.size(), 1);
        QVERIFY2(sentences.constFirst().contains(u"cost and tokens"_s), qPrintable(sentences.constFirst()));
    }

    void whatComesOnlyAtTheEndIsSaidToo()
    {
        const Measures late{.cost = true, .tokens = true, .turns = true, .costIsLate = true};
        QCOMPARE(lateBudgets({cost(2, 0)}, late).size(), 1);
        QVERIFY(unmeasuredBudgets({cost(2, 0)}, late).isEmpty());
        QVERIFY(lateBudgets({cost(2, 0)}, {.cost = true}).isEmpty());
    }

    void missingFiguresMakeALeastAmount()
    {
        Spent spent;
        spent.add({.inputTokens = 10, .outputTokens = 5, .costUsd = 0.5, .turns = 3}, 1000);
        spent.add({}, 500);
        QCOMPARE(spent.costUsd, 0.5);
        QCOMPARE(spent.tokens, 15);
        QCOMPARE(spent.withoutCost, 1);
        QCOMPARE(spent.withoutTokens, 1);
        QCOMPARE(spent.milliseconds, 1500);
    }

    void docketYamlSaysAllOfIt()
    {
        const auto config = parseConfig("policy:\n"
                                        "  permissions: deny\n"
                                        "  allow:\n"
                                        "    commands: [make *, git status]\n"
                                        "    paths: [docs/**]\n"
                                        "    hosts: [\"*.example.org\", \"localhost:11434\"]\n"
                                        "  deny:\n"
                                        "    commands: [git push *]\n"
                                        "sandbox:\n"
                                        "  network: listed\n"
                                        "  memory: 4G\n"
                                        "  processes: 300\n"
                                        "  file-size: 512M\n"
                                        "  disk: 2G\n"
                                        "  cpu: 30m\n"
                                        "limits:\n"
                                        "  time: 2h\n"
                                        "  idle: 20m\n"
                                        "  ask-after: 5m\n"
                                        "budget:\n"
                                        "  run: {cost: 0.5, turns: 40}\n"
                                        "  task: {cost: 2, tokens: 500k, time: 1h}\n"
                                        "  day: {cost: 20}\n"
                                        "  project: {cost: 200}\n"
                                        "  unmeasured: deny\n");
        QVERIFY2(config, config ? "" : qPrintable(config.error().text()));
        QCOMPARE(config->policy.rules.allow.size(), 5);
        QVERIFY(config->policy.rules.deny == (QList<PermissionRule>{{PermissionRule::Kind::Command, u"git push *"_s}}));
        QCOMPARE(config->network, NetworkMode::Listed);
        QCOMPARE(config->limits.memoryBytes, qint64(4) << 30);
        QCOMPARE(config->limits.fileBytes, qint64(512) << 20);
        QCOMPARE(config->limits.processes, 300);
        QCOMPARE(config->limits.cpuSeconds, 1800);
        QCOMPARE(config->limits.idleSeconds, 1200);
        QCOMPARE(config->limits.quietSeconds, 300);
        QCOMPARE(config->limits.wallSeconds, 7200);
        QVERIFY(config->budgets.task == (Budget{.costUsd = 2, .tokens = 500000, .minutes = 60, .turns = {}}));
        QCOMPARE(config->budgets.run.turns, 40);
        QCOMPARE(config->policy.budgetUnmeasured, PolicyAnswer::Deny);
    }

    void mistakesNameTheirLine_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::newRow("everything") << QByteArray("policy:\n  allow:\n    commands: [\"*\"]\n");
        QTest::newRow("no list") << QByteArray("policy:\n  allow:\n    commands: make\n");
        QTest::newRow("unknown") << QByteArray("policy:\n  allow:\n    programs: [make]\n");
        QTest::newRow("network") << QByteArray("sandbox:\n\n  network: maybe\n");
        QTest::newRow("amount") << QByteArray("sandbox:\n\n  memory: lots\n");
        QTest::newRow("huge") << QByteArray("sandbox:\n\n  memory: 99999999999999G\n");
        QTest::newRow("cost") << QByteArray("budget:\n  run:\n    cost: -1\n");
    }

    void mistakesNameTheirLine()
    {
        QFETCH(QByteArray, yaml);
        const auto config = parseConfig(yaml);
        QVERIFY(!config);
        QVERIFY2(config.error().context.endsWith(u":3"_s), qPrintable(config.error().text()));
    }
};

QTEST_APPLESS_MAIN(TestLimits)
#include "tst_limits.moc"
