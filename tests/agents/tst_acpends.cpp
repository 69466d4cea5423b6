// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/jsonrpc.h"
#include "helpers/scriptedacp.h"
#include "helpers/sessionrun.h"

#include <QFile>

using namespace docket;
using namespace Qt::StringLiterals;

/** Agents that call a turn a good one though its model failed, and questions that tell less than what came before. */
class TestAcpEnds : public QObject
{
    Q_OBJECT

    RoundFolder m_folder;
    FakeProcessFactory m_factory;
    ScriptedAcp m_agent;
    AgentProfile m_profile;

    std::unique_ptr<SessionRun> begin()
    {
        auto run = std::make_unique<SessionRun>(makeSession(m_profile, m_factory));
        run->session->start(m_folder.request(u"do it"_s));
        return run;
    }

private Q_SLOTS:
    void init()
    {
        m_agent = {};
        m_factory.made.clear();
        m_profile = {.id = u"x"_s, .name = u"Xylo"_s, .protocol = AgentProtocol::Acp, .command = {u"sh"_s}};
        m_profile.errorPrefix = u"Error: "_s;
        m_factory.prepare = [this](FakeProcess &process) {
            process.onLine = [this](FakeProcess &self, const QByteArray &bytes) { m_agent(self, bytes); };
            process.onInputClosed = [](FakeProcess &self) { self.exit(0); };
        };
    }

    void theLastWordsTellOfTheFailure_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<FailureKind>("kind");
        QTest::newRow("400") << u"Error: 400 the server's words"_s << FailureKind::BadRequest;
        QTest::newRow("401") << u"Error: Authentication failed with provider at http://127.0.0.1:1/v1 (HTTP 401)."_s
                             << FailureKind::AuthNeeded;
        QTest::newRow("429") << u"Error: Failed to get response from the AI model; retried 5 times. Last error: 429 x"_s
                             << FailureKind::RateLimited;
        QTest::newRow("down") << u"Error: Could not connect to local model provider at http://127.0.0.1:1/v1."_s
                              << FailureKind::ModelDown;
        QTest::newRow("of its own") << u"Error: the moon is full"_s << FailureKind::Protocol;
    }
    void theLastWordsTellOfTheFailure()
    {
        QFETCH(QString, said);
        m_agent.onPrompt = [&](FakeProcess &process, const QJsonValue &id) {
            process.say(ScriptedAcp::chunk(u"I begin. "_s) + ScriptedAcp::chunk(said) + ScriptedAcp::stop(id));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, AgentRoundEnded::Outcome::Failed);
        QTEST(run->end.failure, "kind");
        QVERIFY2(run->end.sentence.contains(said.sliced(7)), qPrintable(run->end.sentence));
        QCOMPARE(run->end.sessionId, u"s1"_s);
    }

    void wordsThatOnlyLookAlikeAreNoFailure_data()
    {
        QTest::addColumn<QStringList>("said");
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<bool>("worksOn");
        QTest::newRow("in the middle") << QStringList{u"I fixed \"Error: 5\"."_s} << u"Error: "_s << false;
        QTest::newRow("it went on") << QStringList{u"Error: 500"_s, u"I tried again."_s} << u"Error: "_s << false;
        QTest::newRow("it worked on") << QStringList{u"Error: 500"_s} << u"Error: "_s << true;
        QTest::newRow("an agent that has no such words") << QStringList{u"Error: 500"_s} << QString() << false;
    }
    void wordsThatOnlyLookAlikeAreNoFailure()
    {
        QFETCH(QStringList, said);
        QFETCH(QString, prefix);
        QFETCH(bool, worksOn);
        m_profile.errorPrefix = prefix;
        m_agent.onPrompt = [&](FakeProcess &process, const QJsonValue &id) {
            for (const QString &piece : std::as_const(said))
                process.say(ScriptedAcp::chunk(piece));
            if (worksOn) {
                process.say(
                    ScriptedAcp::update(u"s1"_s, {{u"sessionUpdate"_s, u"tool_call"_s}, {u"toolCallId"_s, u"c1"_s}}));
            }
            process.say(ScriptedAcp::stop(id));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QVERIFY2(run->end.isPositive(), qPrintable(run->end.sentence));
    }

    void aLimitOfTimeThatIsReachedWhileTheModelFailsSaysSo()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            process.say(ScriptedAcp::chunk(u"I beg"_s));
            process.say("level=ERROR error=\"Cannot connect to API: it was closed\"\n", Channel::Error);
        };
        m_agent.onCancel = [this](FakeProcess &process) {
            process.say(ScriptedAcp::stop(m_agent.promptId, u"cancelled"_s));
        };
        RoundRequest request = m_folder.request(u"do it"_s);
        request.limits.wallSeconds = 1;
        SessionRun run(makeSession(m_profile, m_factory));
        run.session->start(request);
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.end.failure, FailureKind::TimedOut);
        QVERIFY2(run.end.sentence.contains(u"model fails: Cannot connect to API"_s), qPrintable(run.end.sentence));
    }

    void recordedTurnsOfCopilotAreToldApartByItsShippedProfile()
    {
        const auto copilot = findProfile(builtInProfiles(), u"copilot");
        QVERIFY(copilot && !copilot->errorPrefix.isEmpty());
        QFile file(QFINDTESTDATA("fixtures/acp-copilot.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QString last;
        QList<bool> failed;
        while (!file.atEnd()) {
            const auto rpc = rpc::parse(file.readLine());
            QVERIFY(rpc);
            const QJsonValue update = rpc->params.value("update"_L1);
            if (update["sessionUpdate"_L1].toString() == "agent_message_chunk"_L1)
                last = update["content"_L1]["text"_L1].toString();
            if (rpc->result.value("stopReason"_L1).toString() == "end_turn"_L1)
                failed << last.startsWith(copilot->errorPrefix);
        }
        QCOMPARE(failed, (QList<bool>{false, false, true, true})); // an edit, a refusal, 400, a stream that broke off
    }

    void aQuestionIsShownWithWhatTheCallBeforeItTold()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            const QJsonObject diff{
                {u"type"_s, u"diff"_s}, {u"path"_s, u"/w/a"_s}, {u"oldText"_s, u"1"_s}, {u"newText"_s, u"2"_s}};
            process.say(ScriptedAcp::update(u"s1"_s, {{u"sessionUpdate"_s, u"tool_call"_s},
                                                      {u"toolCallId"_s, u"c1"_s},
                                                      {u"title"_s, u"Creating a"_s},
                                                      {u"content"_s, QJsonArray{diff}}}));
            const QJsonObject yes{{u"optionId"_s, u"y"_s}, {u"kind"_s, u"allow_once"_s}};
            const QJsonObject call{{u"toolCallId"_s, u"c1"_s}, {u"title"_s, u"Create file"_s}};
            const QJsonObject params{{u"toolCall"_s, call}, {u"options"_s, QJsonArray{yes}}};
            process.say(ScriptedAcp::line(
                {{u"id"_s, 5}, {u"method"_s, u"session/request_permission"_s}, {u"params"_s, params}}));
        };
        const auto run = begin();
        QTRY_COMPARE(run->all<AgentPermissionRequest>().size(), 1);
        const AgentPermissionRequest asked = run->all<AgentPermissionRequest>().constFirst();
        QCOMPARE(asked.title, u"Create file"_s);
        QCOMPARE(asked.toolCall.diffs, (QList<AgentToolCall::Diff>{{u"/w/a"_s, u"1"_s, u"2"_s}}));
        run->session->stop();
        QVERIFY(run->waitForEnd());
    }
};

QTEST_GUILESS_MAIN(TestAcpEnds)
#include "tst_acpends.moc"
