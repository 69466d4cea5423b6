// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessionrun.h"
#include "integration/agents/realagent.h"
#include "process/qtprocess.h"

#include <algorithm>

using namespace docket;
using namespace Qt::StringLiterals;

/** What real agents ask beside leave for a deed: more room for Codex's own sandbox, and questions. */
class TestRealQuestions : public QObject
{
    Q_OBJECT

    using Kind = AgentPermissionRequest::OptionKind;

    QtProcessFactory m_factory;
    RealAgent m_codex;
    RealAgent m_claude;

private Q_SLOTS:
    void initTestCase()
    {
        const QList<RealAgent> agents = realAgents();
        m_codex = *std::ranges::find(agents, u"codex"_s, &RealAgent::name);
        m_claude = *std::ranges::find(agents, u"claude"_s, &RealAgent::name);
        QByteArray said;
        const int code = fetchAgents({m_codex, m_claude}, &said);
        if (code == 75 || code == 69)
            QSKIP(qPrintable(u"Codex and Claude Code cannot be had here: "_s + QString::fromUtf8(said)));
        QVERIFY2(code == 0, said.constData());
        m_codex.configText.replace(u"[features]\n"_s, u"[features]\nrequest_permissions_tool = true\n"
                                                      "default_mode_request_user_input = true\n"_s);
    }

    void moreRoomIsGivenOrRefused_data()
    {
        QTest::addColumn<Kind>("choice");
        QTest::addColumn<bool>("isGiven");
        QTest::addColumn<QString>("scope");
        QTest::newRow("once") << Kind::AllowOnce << true << u"turn"_s;
        QTest::newRow("for the session") << Kind::AllowAlways << true << u"session"_s;
        QTest::newRow("refused") << Kind::RejectOnce << false << u"turn"_s;
    }
    void moreRoomIsGivenOrRefused()
    {
        QFETCH(Kind, choice);
        QFETCH(bool, isGiven);
        QFETCH(QString, scope);
        RoundFolder folder;
        ModelServer server;
        QVERIFY(server.start());
        const QString wanted = folder.path() + u"/beside"_s;
        QStringList heard;
        server.onRequest = [&](const ModelRequest &request) {
            if (!request.toolResults.isEmpty()) {
                heard = request.toolResults;
                return ModelReply{.text = u"I see."_s};
            }
            const QJsonObject network{{u"enabled"_s, true}};
            const QJsonObject files{{u"write"_s, QJsonArray{wanted}}};
            return ModelReply{.tool = u"request_permissions"_s,
                              .arguments = {{u"reason"_s, u"to build there"_s},
                                            {u"permissions"_s,
                                             QJsonObject{{u"network"_s, network}, {u"file_system"_s, files}}}}};
        };
        m_codex.prepareHome(server);
        SessionRun run(makeSession(m_codex.profile(server), m_factory));
        run.onPermission = [&](const AgentPermissionRequest &asked) {
            QVERIFY2(asked.title.contains(wanted) && asked.title.contains(u"network"_s), qPrintable(asked.title));
            QCOMPARE(asked.why, u"to build there"_s);
            QVERIFY(run.session->answerPermission(asked.id, SessionRun::option(asked, choice), u"test"_s));
        };
        run.session->start(folder.request(u"Build it."_s));
        QVERIFY(run.waitForEnd(60000));
        QVERIFY2(run.end.isPositive(), qPrintable(run.end.sentence));
        QCOMPARE(run.all<AgentPermissionRequest>().size(), 1);
        QCOMPARE(heard.size(), 1);
        QVERIFY2(heard[0].contains(u"\"enabled\":true"_s) == isGiven, qPrintable(heard[0]));
        QVERIFY2(heard[0].contains(wanted) == isGiven, qPrintable(heard[0]));
        QVERIFY2(heard[0].contains(u"\"scope\":\"%1\""_s.arg(scope)), qPrintable(heard[0]));
    }

    void aQuestionIsAnswered_data()
    {
        QTest::addColumn<RealAgent>("agent");
        QTest::addColumn<QString>("tool");
        QTest::newRow("codex") << m_codex << u"request_user_input"_s;
        QTest::newRow("claude") << m_claude << u"AskUserQuestion"_s;
    }
    void aQuestionIsAnswered()
    {
        QFETCH(RealAgent, agent);
        QFETCH(QString, tool);
        RoundFolder folder;
        ModelServer server;
        QVERIFY(server.start());
        QStringList heard;
        server.onRequest = [&](const ModelRequest &request) {
            if (!request.toolResults.isEmpty())
                heard = request.toolResults;
            if (!request.toolResults.isEmpty() || !request.tools.contains(tool))
                return ModelReply{.text = u"I see."_s};
            const auto option = [](const QString &label) {
                return QJsonObject{{u"label"_s, label}, {u"description"_s, u"as it says"_s}};
            };
            const QJsonObject question{{u"id"_s, u"store"_s},
                                       {u"header"_s, u"Store"_s},
                                       {u"question"_s, u"Which store?"_s},
                                       {u"multiSelect"_s, false},
                                       {u"options"_s, QJsonArray{option(u"Papyrus"_s), option(u"Slate"_s)}}};
            return ModelReply{.tool = tool, .arguments = {{u"questions"_s, QJsonArray{question}}}};
        };
        agent.prepareHome(server);
        SessionRun run(makeSession(agent.profile(server), m_factory));
        run.onPermission = [&](const AgentPermissionRequest &asked) {
            QCOMPARE(asked.title, u"Which store?"_s);
            QVERIFY(run.session->answerPermission(asked.id, u"Slate"_s, u"test"_s));
        };
        run.session->start(folder.request(u"Build it."_s));
        QVERIFY(run.waitForEnd(60000));
        QVERIFY2(run.end.isPositive(), qPrintable(run.end.sentence));
        QCOMPARE(run.all<AgentPermissionRequest>().size(), 1);
        QVERIFY2(heard.join(u' ').contains(u"Slate"_s), qPrintable(heard.join(u' ')));
        QVERIFY(!heard.join(u' ').contains(u"Papyrus"_s));
    }
};

QTEST_GUILESS_MAIN(TestRealQuestions)
#include "tst_realquestions.moc"
