// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/profilecheck.h"

#include "helpers/fakeprocess.h"

#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

/** Whether an agent answers, without a prompt. */
class TestProfileCheck : public QObject
{
    Q_OBJECT

    FakeProcessFactory m_factory;
    AgentProfile m_profile;

    std::pair<bool, QString> check(int limitMs = 30000)
    {
        ProfileCheck tried(m_profile, m_factory, QProcessEnvironment::systemEnvironment());
        QSignalSpy finished(&tried, &ProfileCheck::finished);
        tried.start(limitMs);
        if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 20000))
            return {false, u"(nothing)"_s};
        QTest::qWait(0);
        return {finished[0][0].toBool(), finished.size() == 1 ? finished[0][1].toString() : u"(twice)"_s};
    }
    void answers(const QByteArray &line)
    {
        m_factory.prepare = [line](FakeProcess &process) {
            process.onLine = [line](FakeProcess &self, const QByteArray &) { self.say(line + '\n'); };
        };
    }

private Q_SLOTS:
    void init()
    {
        m_factory.made.clear();
        m_factory.prepare = {};
        m_profile = {.id = u"x"_s, .name = u"Xylo"_s, .protocol = AgentProtocol::Acp, .command = {u"sh"_s}};
    }

    void anAgentOfTheClientProtocolSaysWhoItIs()
    {
        answers(
            R"({"id":0,"result":{"protocolVersion":1,"agentInfo":{"name":"xylo","title":"Xylo Agent","version":"2.1"},)"
            R"("authMethods":[{"id":"k","name":"API key"}]}})");
        const auto [isGood, text] = check();
        QVERIFY(isGood);
        QVERIFY2(text.contains(u"Xylo Agent 2.1"_s) && text.contains(u"version 1"_s) && text.contains(u"API key"_s),
                 qPrintable(text));
    }

    void anErrorIsReadLikeAnyOther()
    {
        answers(R"({"id":0,"error":{"code":-32000,"message":"Authentication required"}})");
        const auto [isGood, text] = check();
        QVERIFY(!isGood);
        QVERIFY2(text.contains(u"Log in"_s), qPrintable(text));
    }

    void claudeAnswersAControlRequest()
    {
        m_profile.protocol = AgentProtocol::ClaudeStream;
        answers(R"({"type":"control_response","response":{"subtype":"success"}})");
        QVERIFY(check().first);
    }

    void aCommandIsAskedForItsVersionOnly()
    {
        m_profile.protocol = AgentProtocol::Command;
        ProcessSetup seen;
        m_factory.prepare = [&](FakeProcess &process) {
            process.onStarted = [&](FakeProcess &self) {
                seen = self.setup;
                self.say("xylo 3.2\nmore\n");
                self.exit(0);
            };
        };
        const auto [isGood, text] = check();
        QVERIFY(isGood);
        QVERIFY2(text.contains(u"xylo 3.2"_s), qPrintable(text));
        QCOMPARE(seen.arguments, QStringList{u"--version"_s});
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<QString>("words");
        QTest::newRow("not installed") << 0 << u"not installed"_s;
        QTest::newRow("cannot be started") << 1 << u"exec format error"_s;
        QTest::newRow("ends at once") << 2 << u"Start it once by hand"_s;
        QTest::newRow("speaks something else") << 3 << u"did not answer"_s;
        QTest::newRow("ends with a message") << 4 << u"no such option"_s;
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(int, how);
        QFETCH(QString, words);
        if (how == 0)
            m_profile.command = {u"no-such-agent-of-docket"_s};
        m_factory.prepare = [how](FakeProcess &process) {
            if (how == 1)
                process.startError = u"exec format error"_s;
            process.onStarted = [how](FakeProcess &self) {
                if (how == 2)
                    self.exit(1);
                if (how == 3)
                    self.say("Welcome!\n> \n");
                if (how == 4) {
                    self.say("no such option: --acp\n", Channel::Error);
                    self.exit(2);
                }
            };
        };
        const auto [isGood, text] = check(how == 3 ? 200 : 30000);
        QVERIFY(!isGood);
        QVERIFY2(text.contains(words), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestProfileCheck)
#include "tst_profilecheck.moc"
