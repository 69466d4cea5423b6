// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/config.h"

#include <QJsonArray>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingMeansTheDefaults()
    {
        QVERIFY(*parseConfig({}) == ProjectConfig{});
        QVERIFY(*parseConfig("# only a remark\n") == ProjectConfig{});
        QVERIFY(*parseConfig("checks:\nagents:\npolicy:\n") == ProjectConfig{});
    }

    void everythingIsRead()
    {
        const auto config = parseConfig("base: main\n"
                                        "slots: 2\n"
                                        "agent: mine\n"
                                        "agent-timeout: 2h\n"
                                        "guidelines: [docs/STYLE.md]\n"
                                        "agent-output-mib: 800\n"
                                        "merge: squash\n"
                                        "checks:\n"
                                        "  lint: ./lint\n"
                                        "  test:\n"
                                        "    run: make test\n"
                                        "    timeout: 10m\n"
                                        "    network: true\n"
                                        "    required: false\n"
                                        "    version: make --version\n"
                                        "agents:\n"
                                        "  mine:\n"
                                        "    protocol: command\n"
                                        "    command: [my-agent, \"--fast\", \"{prompt}\"]\n"
                                        "    needsNetwork: false\n"
                                        "    inputPrice: 1.5\n"
                                        "policy:\n"
                                        "  permissions: deny\n"
                                        "  merge-needs-evidence: false\n"
                                        "  agents-uncontained: ask\n"
                                        "  checks-uncontained: deny\n");
        QVERIFY2(config.has_value(), qPrintable(config ? QString() : config.error().text()));
        QCOMPARE(config->baseBranch, u"main"_s);
        QCOMPARE(config->slots, 2);
        QCOMPARE(config->defaultAgent, u"mine"_s);
        QCOMPARE(config->agentTimeoutMinutes, 120);
        QCOMPARE(config->guidelines, QStringList{u"docs/STYLE.md"_s});
        QCOMPARE(config->agentOutputMib, 800);
        QCOMPARE(config->strategy, MergeStrategy::Squash);
        QCOMPARE(config->checks.size(), 2);
        QCOMPARE(config->checks[0].name, u"lint"_s);
        QCOMPARE(config->checks[0].command, u"./lint"_s);
        QVERIFY(config->checks[0].required && !config->checks[0].network);
        const CheckConfig test{u"test"_s, u"make test"_s, 600, true, false, u"make --version"_s};
        QVERIFY(config->checks[1] == test);
        QCOMPARE(config->agents[0].value("id"_L1).toString(), u"mine"_s);
        QCOMPARE(config->agents[0].value("command"_L1).toArray().size(), 3);
        QCOMPARE(config->agents[0].value("needsNetwork"_L1), QJsonValue(false));
        QCOMPARE(config->agents[0].value("inputPrice"_L1).toDouble(), 1.5);
        QCOMPARE(config->policy.permissions, PolicyAnswer::Deny);
        QVERIFY(!config->policy.mergeNeedsEvidence);
        QCOMPARE(config->policy.agentsUncontained, PolicyAnswer::Ask);
        QCOMPARE(config->policy.checksUncontained, PolicyAnswer::Deny);
    }

    void checksMayBeAList()
    {
        const auto config = parseConfig("checks:\n  - name: a\n    run: x\n  - {name: b, run: y, timeout: 90}\n");
        QVERIFY(config);
        QCOMPARE(config->checks.size(), 2);
        QCOMPARE(config->checks[1].timeoutSeconds, 90);
    }

    void aMistakeNamesItsLineAndSaysWhatToWrite_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("part");
        QTest::newRow("unknown key") << QByteArray("base: main\nchekcs: 1\n") << 2 << u"known are base, checks"_s;
        QTest::newRow("unknown key in a check")
            << QByteArray("checks:\n  a:\n    run: x\n    timout: 1\n") << 4 << u"timeout"_s;
        QTest::newRow("unknown rule") << QByteArray("policy:\n  trust: all\n") << 2 << u"permissions"_s;
        QTest::newRow("no command") << QByteArray("checks:\n  a:\n    timeout: 5\n") << 3 << u"run"_s;
        QTest::newRow("empty command") << QByteArray("checks:\n  a: \"\"\n") << 2 << u"empty"_s;
        QTest::newRow("no name") << QByteArray("checks:\n  - run: x\n") << 2 << u"name"_s;
        QTest::newRow("a name of nothing") << QByteArray("checks:\n  \"\": x\n") << 2 << u"1 to 60"_s;
        QTest::newRow("same name") << QByteArray("checks:\n  - {name: a, run: x}\n  - {name: a, run: y}\n") << 3
                                   << u"Two checks"_s;
        QTest::newRow("same key") << QByteArray("base: a\nbase: b\n") << 2 << u"twice"_s;
        QTest::newRow("no time") << QByteArray("checks:\n  a: {run: x, timeout: soon}\n") << 2 << u"90s, 10m or 2h"_s;
        QTest::newRow("too long") << QByteArray("checks:\n  a: {run: x, timeout: 48h}\n") << 2 << u"24h"_s;
        QTest::newRow("no truth") << QByteArray("checks:\n  a: {run: x, network: maybe}\n") << 2 << u"true or false"_s;
        QTest::newRow("no number") << QByteArray("slots: many\n") << 1 << u"whole number"_s;
        QTest::newRow("too many") << QByteArray("slots: 1000\n") << 1 << u"1 to 64"_s;
        QTest::newRow("no strategy") << QByteArray("merge: rebase\n") << 1 << u"squash"_s;
        QTest::newRow("no answer") << QByteArray("policy:\n  permissions: perhaps\n") << 2 << u"allow, ask or deny"_s;
        QTest::newRow("a list") << QByteArray("- a\n- b\n") << 1 << u"key: value"_s;
        QTest::newRow("a word") << QByteArray("hello\n") << 1 << u"key: value"_s;
        QTest::newRow("not YAML") << QByteArray("base: [a\nchecks: }\n") << 2 << u"not YAML"_s;
        QTest::newRow("an agent without a command") << QByteArray("agents:\n  mine: fast\n") << 2 << u"command"_s;
    }

    void aMistakeNamesItsLineAndSaysWhatToWrite()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(int, line);
        QFETCH(QString, part);
        const auto config = parseConfig(yaml);
        QVERIFY(!config);
        QCOMPARE(config.error().code, ErrorCode::InvalidInput);
        QCOMPARE(config.error().context, u"docket.yaml:%1"_s.arg(line));
        QVERIFY2(config.error().detail.contains(part), qPrintable(config.error().detail));
    }

    void hostileFilesEndInASentence()
    {
        QVERIFY(!parseConfig(QByteArray(300 * 1024, '#')));
        QVERIFY(!parseConfig("agents:\n  a: " + QByteArray(5000, '[') + '\n'));
        QByteArray laughs = "agents:\n  l0: &l0 {x: lol}\n";
        for (int n = 1; n < 14; ++n) {
            const QByteArray before = "*l" + QByteArray::number(n - 1);
            laughs += "  l" + QByteArray::number(n) + ": &l" + QByteArray::number(n) + " {a: " + before
                + ", b: " + before + ", c: " + before + "}\n";
        }
        const auto config = parseConfig(laughs);
        QVERIFY(!config);
        QVERIFY(config.error().detail.contains(u"nested too deeply or too long"_s));
        (void)parseConfig(QByteArray("\xff\xfe\x00:\x00", 5)); // whatever it means, it comes back
    }

    void aProposalIsReadByTheParser_data()
    {
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<QStringList>("checks");
        QTest::newRow("nothing known") << QStringList{u"README"_s} << QStringList{};
        QTest::newRow("CMake") << QStringList{u"CMakeLists.txt"_s, u"tests/CMakeLists.txt"_s}
                               << QStringList{u"build"_s, u"test"_s};
        QTest::newRow("CMake without tests") << QStringList{u"CMakeLists.txt"_s} << QStringList{u"build"_s};
        QTest::newRow("Meson") << QStringList{u"meson.build"_s} << QStringList{u"test"_s};
        QTest::newRow("Cargo") << QStringList{u"Cargo.toml"_s} << QStringList{u"fetch"_s, u"test"_s};
        QTest::newRow("Go") << QStringList{u"go.mod"_s} << QStringList{u"vet"_s, u"test"_s};
        QTest::newRow("npm") << QStringList{u"package.json"_s, u"package-lock.json"_s}
                             << QStringList{u"install"_s, u"lint"_s, u"test"_s};
        QTest::newRow("pytest") << QStringList{u"pyproject.toml"_s} << QStringList{u"test"_s, u"lint"_s};
        QTest::newRow("Make") << QStringList{u"Makefile"_s} << QStringList{u"build"_s, u"test"_s};
        QTest::newRow("Gradle") << QStringList{u"gradlew"_s} << QStringList{u"test"_s};
        QTest::newRow("two at once") << QStringList{u"Cargo.toml"_s, u"package.json"_s}
                                     << QStringList{u"fetch"_s, u"test"_s, u"install"_s, u"lint"_s, u"test-2"_s};
    }

    void aProposalIsReadByTheParser()
    {
        QFETCH(QStringList, files);
        QFETCH(QStringList, checks);
        const QHash<QString, QByteArray> contents{
            {u"package.json"_s,
             "{\"scripts\": {\"test\": \"vitest\", \"lint\": \"eslint .\", \"start\": \"x\"}, \"devDependencies\": "
             "{\"vitest\": \"1\"}}"},
            {u"pyproject.toml"_s, "[tool.pytest.ini_options]\n[tool.ruff]\n"},
            {u"Makefile"_s, "all:\n\tcc x.c\ntest: all\n\t./x\n"},
        };
        const QByteArray yaml = proposeConfiguration(files, contents, u"trunk: \"x\" \\ # y"_s);
        const auto config = parseConfig(yaml);
        QVERIFY2(config.has_value(), yaml.constData());
        QCOMPARE(config->baseBranch, u"trunk: \"x\" \\ # y"_s);
        QStringList names;
        for (const CheckConfig &check : config->checks)
            names.append(check.name);
        QCOMPARE(names, checks);
        QVERIFY(config->policy == Policy{});
    }

    void npmsStandInForNoTestsIsNoCheck()
    {
        const QByteArray yaml = proposeConfiguration(
            {u"package.json"_s},
            {{u"package.json"_s, "{\"scripts\": {\"test\": \"echo \\\"Error: no test specified\\\" && exit 1\"}}"}},
            {});
        QVERIFY(parseConfig(yaml)->checks.isEmpty());
    }

    void filesAreOnlyLookedAtByName()
    {
        for (const QString &name : filesWorthReading())
            QVERIFY(!name.contains(u'/'));
    }
};

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
