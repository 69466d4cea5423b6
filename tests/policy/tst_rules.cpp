// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/policy.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;
using Kind = PermissionRule::Kind;

class TestRules : public QObject
{
    Q_OBJECT

    static const QString tree;

    static QStringList patterns(const QList<PermissionRule> &rules)
    {
        QStringList list;
        for (const PermissionRule &rule : rules)
            list << permissionKindWord(rule.kind) + u' ' + rule.pattern;
        return list;
    }
    static PolicyAnswer answer(const Policy &policy, const QString &command, const QList<Grant> &grants = {})
    {
        return decide(policy, PermissionQuestion{needsOf({.title = u"Run"_s, .command = command}, tree), {}, grants})
            .answer;
    }

private Q_SLOTS:
    void aCommandLineNeedsEachOfItsCommands_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QStringList>("needs");
        QTest::newRow("one") << u"npm test"_s << QStringList{u"command npm test"_s};
        QTest::newRow("two") << u"make && ./run 'a b'"_s << QStringList{u"command make"_s, u"command ./run 'a b'"_s};
        QTest::newRow("pipe") << u"cat a | wc -l; ls"_s
                              << QStringList{u"command cat a"_s, u"command wc -l"_s, u"command ls"_s};
        QTest::newRow("in a shell") << u"bash -lc 'npm test'"_s << QStringList{u"command npm test"_s};
        QTest::newRow("redirection") << u"echo x > /etc/passwd"_s << QStringList{u"command echo x > /etc/passwd"_s};
        QTest::newRow("substitution") << u"echo $(rm -rf .)"_s << QStringList{u"command echo $(rm -rf .)"_s};
        QTest::newRow("in the background") << u"sleep 9 & ls"_s << QStringList{u"command sleep 9 & ls"_s};
        QTest::newRow("open quote") << u"echo 'a"_s << QStringList{u"command echo 'a"_s};
    }

    void aCommandLineNeedsEachOfItsCommands()
    {
        QFETCH(QString, command);
        QFETCH(QStringList, needs);
        QCOMPARE(patterns(needsOf({.title = u"Run"_s, .command = command, .paths = {u"ignored"_s}}, tree)), needs);
    }

    void filesAndHostsAreNeeds()
    {
        QCOMPARE(patterns(needsOf(
                     {.title = u"Edit"_s,
                      .paths = {tree + u"/src/a.cpp"_s, u"b/../c.txt"_s, u"/etc/hosts"_s, tree + u"/../other"_s}},
                     tree)),
                 (QStringList{u"path src/a.cpp"_s, u"path c.txt"_s, u"path /etc/hosts"_s, u"path /work/other"_s}));
        QCOMPARE(patterns(needsOf({.title = u"Fetch"_s, .hosts = {u"Example.org"_s}}, tree)),
                 QStringList{u"host example.org"_s});
        QCOMPARE(patterns(needsOf({.title = u"Leave  plan mode?"_s}, tree)),
                 QStringList{u"request Leave plan mode?"_s});
    }

    void aListAllowsWhatItNamesAndNothingBeside_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<PolicyAnswer>("expected");
        const auto row = [](const char *command, PolicyAnswer expected) {
            QTest::newRow(command) << QString::fromLatin1(command) << expected;
        };
        row("git status", PolicyAnswer::Allow);
        row("git log --oneline -3", PolicyAnswer::Allow);
        row("npm test && git status", PolicyAnswer::Allow);
        row("bash -c 'npm test'", PolicyAnswer::Allow);
        row("npm run test-unit", PolicyAnswer::Allow);
        row("npm test --watch", PolicyAnswer::Ask);
        row("git push", PolicyAnswer::Deny);
        row("git status; git push origin", PolicyAnswer::Deny);
        row("echo $(git push)", PolicyAnswer::Deny);
        row("env X=1 /usr/bin/git push", PolicyAnswer::Deny);
        row("npm test && curl x", PolicyAnswer::Ask);
        row("git status > out", PolicyAnswer::Ask);
        row("git status $(curl x)", PolicyAnswer::Ask);
        row("git status `curl x`", PolicyAnswer::Ask);
        row("git status\ncurl x", PolicyAnswer::Ask);
        row("npm test &", PolicyAnswer::Ask);
        row("PATH=. npm test", PolicyAnswer::Ask);
        row("npm 'test && curl x'", PolicyAnswer::Ask);
        row("npm run test-unit build", PolicyAnswer::Ask);
    }

    void aListAllowsWhatItNamesAndNothingBeside()
    {
        QFETCH(QString, command);
        QFETCH(PolicyAnswer, expected);
        Policy policy;
        policy.rules.allow = {{Kind::Command, u"git status"_s},
                              {Kind::Command, u"git log *"_s},
                              {Kind::Command, u"npm test"_s},
                              {Kind::Command, u"npm run test-*"_s}};
        policy.rules.deny = {{Kind::Command, u"git push *"_s}};
        QCOMPARE(answer(policy, command), expected);
    }

    void denyWinsOverEverything()
    {
        Policy policy;
        policy.permissions = PolicyAnswer::Allow;
        policy.rules.deny = {{Kind::Command, u"rm *"_s}};
        const Grant grant{{Kind::Command, u"rm -rf build"_s}, GrantScope::Project, u"Ada"_s, {}};
        QCOMPARE(answer(policy, u"rm -rf build"_s, {grant}), PolicyAnswer::Deny);
        QCOMPARE(answer(policy, u"ls"_s), PolicyAnswer::Allow);
    }

    void aPersonsYesHoldsForExactlyWhatWasAsked()
    {
        const auto needs = needsOf({.title = u"Run"_s, .command = u"ls *"_s}, tree);
        QList<Grant> grants;
        for (const PermissionRule &rule : needs)
            grants.append({rule, GrantScope::Task, u"Ada"_s, {}});
        QCOMPARE(answer({}, u"ls *"_s, grants), PolicyAnswer::Allow);
        QCOMPARE(answer({}, u"ls /root"_s, grants), PolicyAnswer::Ask); // a star that an agent wrote is no pattern
        const auto decision = decide({}, PermissionQuestion{needs, {}, grants});
        QVERIFY2(decision.why.contains(u"Ada"_s), qPrintable(decision.why));
    }

    void pathsAndHostsFollowTheirPatterns()
    {
        const auto path = [](const QString &pattern, const QString &need) {
            return covers({Kind::Path, pattern}, {Kind::Path, need});
        };
        QVERIFY(path(u"docs/**"_s, u"docs/a/b.md"_s) && path(u"**/*.md"_s, u"b.md"_s)
                && path(u"src/*.cpp"_s, u"src/a.cpp"_s));
        QVERIFY(!path(u"docs/**"_s, u"docsx/a"_s) && !path(u"src/*.cpp"_s, u"src/x/a.cpp"_s)
                && !path(u"**/*.md"_s, u"/etc/a.md"_s) && !path(u"**/a"_s, u"../a"_s + u"/x"_s));
        QVERIFY(hostMatches(u"*.example.org"_s, u"a.Example.org"_s, 443)
                && hostMatches(u"example.org:443"_s, u"example.org"_s, 443));
        QVERIFY(!hostMatches(u"*.example.org"_s, u"example.org"_s, 443)
                && !hostMatches(u"*.example.org"_s, u"badexample.org"_s, 443));
        QVERIFY(!hostMatches(u"example.org:443"_s, u"example.org"_s, 80)
                && !hostMatches(u"example.org"_s, u"example.org.evil.net"_s, 443));
    }

    void aStrictPolicyDeniesWhatItsListDoesNotName()
    {
        Policy policy;
        policy.permissions = PolicyAnswer::Deny;
        policy.rules.allow = {{Kind::Command, u"make *"_s}};
        QCOMPARE(answer(policy, u"make check"_s), PolicyAnswer::Allow);
        QCOMPARE(answer(policy, u"curl x"_s), PolicyAnswer::Deny);
        QCOMPARE(decide(policy, PermissionQuestion{}).answer, PolicyAnswer::Deny); // nothing named is nothing covered
    }
};

const QString TestRules::tree = u"/work/tree"_s;

QTEST_APPLESS_MAIN(TestRules)
#include "tst_rules.moc"
