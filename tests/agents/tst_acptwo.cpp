// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/acpcodec2.h"
#include "agents/acpoptions.h"
#include "agents/jsonrpc.h"
#include "helpers/fakeprocess.h"
#include "helpers/scriptedacp.h"
#include "helpers/sessionrun.h"

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

QJsonObject object(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

QList<AgentToolCall> callsOf(acp2::UpdateReader &reader, std::initializer_list<const char *> updates)
{
    QList<AgentToolCall> calls;
    for (const char *update : updates) {
        const auto events = reader.eventsOf(object(update));
        for (const AgentEvent &event : events) {
            if (const auto *call = std::get_if<AgentToolCall>(&event))
                calls.append(*call);
        }
    }
    return calls;
}

} // namespace

/** Version 2 of the Agent Client Protocol, and the modes and options of both. */
class TestAcpTwo : public QObject
{
    Q_OBJECT

    using Outcome = AgentRoundEnded::Outcome;

    RoundFolder m_folder;
    FakeProcessFactory m_factory;
    ScriptedAcp m_agent;
    AgentProfile m_profile;

    std::unique_ptr<SessionRun> begin(RoundRequest request)
    {
        auto run = std::make_unique<SessionRun>(makeSession(m_profile, m_factory));
        run->session->start(request);
        return run;
    }
    std::unique_ptr<SessionRun> begin() { return begin(m_folder.request(u"do it"_s)); }

private Q_SLOTS:
    void init()
    {
        m_agent = {};
        m_agent.version = 2;
        m_agent.capabilities = {{u"session"_s, QJsonObject()}};
        m_factory.made.clear();
        m_profile = {
            .id = u"x"_s, .name = u"Xylo"_s, .protocol = AgentProtocol::Acp, .command = {u"sh"_s}, .acpVersion = 2};
        m_factory.prepare = [this](FakeProcess &process) {
            process.onLine = [this](FakeProcess &self, const QByteArray &bytes) { m_agent(self, bytes); };
            process.onInputClosed = [](FakeProcess &self) { self.exit(0); };
        };
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &id) {
            process.say(ScriptedAcp::line({{u"id"_s, id}, {u"result"_s, QJsonObject()}}));
            process.say(ScriptedAcp::state(u"running"_s) + ScriptedAcp::chunk(u"Hel"_s) + ScriptedAcp::chunk(u"lo"_s));
            process.say(ScriptedAcp::state(u"idle"_s, u"end_turn"_s));
        };
    }

    void theTurnEndsWhenTheAgentIsIdleAgain()
    {
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(m_agent.methods(), (QStringList{u"initialize"_s, u"session/new"_s, u"session/prompt"_s}));
        const QJsonObject asked = m_agent.heard[0].value("params"_L1).toObject();
        QCOMPARE(asked.value("protocolVersion"_L1).toInt(), 2);
        QCOMPARE(asked.value("info"_L1)["name"_L1].toString(), u"docket"_s);
        QCOMPARE(run->end.outcome, Outcome::Finished);
        QCOMPARE(run->said(), u"Hello"_s);
    }

    void thePromptThatWasTakenIsNoEnd()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &id) {
            process.say(ScriptedAcp::state(u"idle"_s)); // ready, before it began
            process.say(
                ScriptedAcp::line({{u"id"_s, id}, {u"result"_s, QJsonObject{{u"stopReason"_s, u"end_turn"_s}}}}));
            process.say(ScriptedAcp::state(u"running"_s) + ScriptedAcp::state(u"requires_action"_s));
            process.exit(0);
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Unknown);
        QCOMPARE(run->end.failure, FailureKind::NoPositiveEnd);
    }

    void anAgentThatGoesIdleWithoutAReasonIsNotDone()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            process.say(ScriptedAcp::state(u"running"_s) + ScriptedAcp::state(u"idle"_s));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QVERIFY(!run->end.isPositive());
    }

    void anErrorInTheIdleUpdateIsTheCause()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            process.say(ScriptedAcp::update(
                u"s1"_s, object(R"({"sessionUpdate":"state_update","state":"idle","stopReason":"error",
                "error":{"code":-32603,"message":"exceeded retry limit, last status: 429 Too Many Requests, retry after 9s"}})")));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::RateLimited);
        QCOMPARE(run->end.retryAfterSeconds, 9);
        QCOMPARE(run->end.sessionId, u"s1"_s);
    }

    void anAgentOfVersionOneIsSpokenToInVersionOne()
    {
        m_agent.version = 1;
        m_agent.capabilities = {{u"loadSession"_s, true}};
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &id) {
            process.say(ScriptedAcp::chunk(u"old"_s) + ScriptedAcp::stop(id));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QVERIFY2(run->end.isPositive(), qPrintable(run->end.sentence));
        QCOMPARE(m_agent.heard[0].value("params"_L1)["clientCapabilities"_L1]["terminal"_L1].toBool(), true);
        QCOMPARE(run->said(), u"old"_s);
    }

    void aSessionIsResumedWithoutReplay()
    {
        RoundRequest request = m_folder.request(u"everything"_s);
        request.followUpPrompt = u"only the review"_s;
        request.sessionToResume = u"s1"_s;
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QCOMPARE(m_agent.methods(), (QStringList{u"initialize"_s, u"session/resume"_s, u"session/prompt"_s}));
        QVERIFY(!m_agent.heard[1].value("params"_L1).toObject().contains("replayFrom"_L1));
        QVERIFY(run->hasState(AgentState::Kind::Resumed));
        QCOMPARE(run->said(), u"Hello"_s);
    }

    void interruptIsConfirmedByTheIdleUpdate()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            process.say(ScriptedAcp::state(u"running"_s));
        };
        m_agent.onCancel = [](FakeProcess &process) { process.say(ScriptedAcp::state(u"idle"_s, u"cancelled"_s)); };
        const auto run = begin();
        QTRY_VERIFY(m_agent.methods().contains(u"session/prompt"_s));
        run->session->interrupt();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Interrupted);
        QCOMPARE(run->end.sessionId, u"s1"_s);
    }

    void filesAndCommandsOfTheClientAreOfVersionOneOnly()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            process.say(ScriptedAcp::line({{u"id"_s, 7},
                                           {u"method"_s, u"fs/read_text_file"_s},
                                           {u"params"_s, QJsonObject{{u"path"_s, u"a"_s}}}}));
            process.say(ScriptedAcp::line({{u"id"_s, 8},
                                           {u"method"_s, u"terminal/create"_s},
                                           {u"params"_s, QJsonObject{{u"command"_s, u"ls"_s}}}}));
        };
        const auto run = begin();
        QTRY_COMPARE(m_agent.heard.size(), 5);
        for (const int at : {3, 4})
            QCOMPARE(m_agent.heard[at].value("error"_L1)["code"_L1].toInt(), -32601);
        run->session->stop();
        QVERIFY(run->waitForEnd());
    }

    void messagesInABatchAreAllHeard()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            QByteArray batch = "[" + ScriptedAcp::state(u"running"_s).trimmed() + ","
                + ScriptedAcp::chunk(u"both"_s).trimmed() + "]\n";
            process.say(batch + ScriptedAcp::state(u"idle"_s, u"end_turn"_s));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->said(), u"both"_s);
        QCOMPARE(run->end.brokenLines, 0);
    }

    void aPermissionHasItsOwnWordsAndEveryKindOfOption()
    {
        acp2::UpdateReader reader;
        (void)callsOf(reader, {R"({"sessionUpdate":"tool_call_update","toolCallId":"t","title":"Edit a","kind":"edit",
            "content":[{"type":"diff","changes":[{"operation":"modify","path":"/w/a"}],"patch":{"format":"git_patch","text":"@@ -1 +1 @@\n-x\n+y\n"}}]})"});
        const auto asked = reader.permissionOf(object(R"({"title":"May it?","description":"It wants to.",
            "subject":{"type":"tool_call","toolCall":{"toolCallId":"t","status":"pending"}},
            "options":[{"optionId":"1","name":"A","kind":"allow_once"},{"optionId":"2","name":"B","kind":"allow_always"},
                       {"optionId":"3","name":"C","kind":"reject_once"},{"optionId":"4","name":"D","kind":"reject_always"},
                       {"optionId":"5","name":"E","kind":"_odd"}]})"),
                                               u"p1"_s);
        QCOMPARE(asked.title, u"May it?"_s);
        QCOMPARE(asked.why, u"It wants to."_s);
        QCOMPARE(asked.toolCall.title, u"Edit a"_s);
        QVERIFY(asked.toolCall.diffs.value(0).patch.contains(u"+y"_s));
        using Kind = AgentPermissionRequest::OptionKind;
        QList<Kind> kinds;
        for (const auto &option : asked.options)
            kinds << option.kind;
        QCOMPARE(kinds,
                 (QList{Kind::AllowOnce, Kind::AllowAlways, Kind::RejectOnce, Kind::RejectAlways, Kind::RejectOnce}));
        const auto command = reader.permissionOf(
            object(R"({"title":"Run?","subject":{"type":"command","command":"make","cwd":"/w"}})"), u"p2"_s);
        QCOMPARE(command.toolCall.command, u"make"_s);
        QCOMPARE(command.toolCall.kind, u"execute"_s);
    }

    void contentOfAToolCallComesInPiecesAndIsReplaced()
    {
        acp2::UpdateReader reader;
        const auto calls = callsOf(
            reader,
            {R"({"sessionUpdate":"tool_call_update","toolCallId":"t","title":"Look","status":"in_progress"})",
             R"({"sessionUpdate":"tool_call_content_chunk","toolCallId":"t","content":{"type":"content","content":{"type":"text","text":"one "}}})",
             R"({"sessionUpdate":"tool_call_content_chunk","toolCallId":"t","content":{"type":"content","content":{"type":"text","text":"two"}}})",
             R"({"sessionUpdate":"tool_call_update","toolCallId":"t","content":[{"type":"content","content":{"type":"text","text":"all"}}],"status":"cancelled"})"});
        QCOMPARE(calls.size(), 4);
        QCOMPARE(calls[2].output, u"one two"_s);
        QCOMPARE(calls[3].output, u"all"_s);
        QCOMPARE(calls[3].status, AgentToolCall::Status::Declined);
    }

    void theOutputOfATerminalIsShownInItsCall()
    {
        acp2::UpdateReader reader;
        const QByteArray euro = "\xe2\x82\xac";
        const auto chunk = [](const QByteArray &bytes) {
            return QJsonObject{{u"sessionUpdate"_s, u"terminal_output_chunk"_s}, {u"terminalId"_s, u"x"_s},
                               {u"data"_s, QString::fromLatin1(bytes.toBase64())}};
        };
        (void)callsOf(reader, {R"({"sessionUpdate":"tool_call_update","toolCallId":"t","title":"Run",
            "content":[{"type":"terminal","terminalId":"x"}]})"});
        (void)reader.eventsOf(chunk("5 " + euro.first(1))); // a character in two pieces
        const auto told = reader.eventsOf(chunk(euro.sliced(1)));
        QCOMPARE(std::get<AgentToolCall>(told.value(0)).output, u"5 \u20ac"_s);
        QCOMPARE(std::get<AgentToolCall>(told.value(0)).id, u"t"_s);
        const auto over =
            callsOf(reader, {R"({"sessionUpdate":"terminal_update","terminalId":"x","exitStatus":{"exitCode":2}})"});
        QVERIFY(over.value(0).output.contains(u"exit code 2"_s));
    }

    void aWholeMessageSaysOnlyWhatWasNotSaidYet()
    {
        acp2::UpdateReader reader;
        const auto say = [&](const char *update) {
            const auto events = reader.eventsOf(object(update));
            return events.isEmpty() ? QString() : std::get<AgentMessage>(events[0]).text;
        };
        QCOMPARE(
            say(R"({"sessionUpdate":"agent_message_chunk","messageId":"m","content":{"type":"text","text":"Hel"}})"),
            u"Hel"_s);
        QCOMPARE(say(R"({"sessionUpdate":"agent_message","messageId":"m","content":[{"type":"text","text":"Hello"}]})"),
                 u"lo"_s);
        QCOMPARE(say(R"({"sessionUpdate":"agent_message","messageId":"m","content":[{"type":"text","text":"Hello"}]})"),
                 QString());
        QCOMPARE(say(R"({"sessionUpdate":"agent_message","messageId":"m","content":null})"), QString());
        QCOMPARE(
            say(R"({"sessionUpdate":"user_message_chunk","messageId":"u","content":{"type":"text","text":"mine"}})"),
            QString());
    }

    void theModeIsSetAsTheAgentOffersIt_data()
    {
        QTest::addColumn<int>("version");
        QTest::addColumn<QByteArray>("offer");
        QTest::addColumn<QByteArray>("call");
        QTest::newRow("old modes")
            << 1 << QByteArray(R"({"modes":{"currentModeId":"code","availableModes":[{"id":"ask"},{"id":"code"}]}})")
            << QByteArray(R"(session/set_mode {"modeId":"ask"})");
        QTest::newRow("option, version 1")
            << 1 << QByteArray(R"({"configOptions":[{"id":"m","category":"mode","type":"select","currentValue":"code",
            "options":[{"value":"ask"},{"value":"code"}]}],"modes":{"availableModes":[]}})")
            << QByteArray(R"(session/set_config_option {"configId":"m","value":"ask"})");
        QTest::newRow("option, version 2, in groups")
            << 2 << QByteArray(R"({"configOptions":[{"configId":"m","category":"mode","type":"select",
            "currentValue":"code","options":[{"groupId":"g","name":"G","options":[{"value":"ask"}]}]}]})")
            << QByteArray(R"(session/set_config_option {"configId":"m","type":"id","value":"ask"})");
        QTest::newRow("it is so already")
            << 2 << QByteArray(R"({"configOptions":[{"configId":"m","category":"mode","type":"select",
            "currentValue":"ask","options":[{"value":"ask"}]}]})")
            << QByteArray();
        QTest::newRow("not listed") << 1 << QByteArray("{}") << QByteArray(R"(session/set_mode {"modeId":"ask"})");
    }
    void theModeIsSetAsTheAgentOffersIt()
    {
        QFETCH(int, version);
        QFETCH(QByteArray, offer);
        m_profile.sessionMode = u"ask"_s;
        const auto settings = acp::settingsFor(m_profile, acp::optionsOf(object(offer.constData())), version);
        QVERIFY(settings);
        const QByteArray call = settings->isEmpty() ? QByteArray()
                                                    : settings->first().method.toUtf8() + ' '
                + QJsonDocument(settings->first().params).toJson(QJsonDocument::Compact);
        QTEST(call, "call");
    }

    void modelAndOptionsOfTheProfileAreSet()
    {
        m_profile.model = u"big"_s;
        m_profile.sessionOptions = {{u"thought_level"_s, u"high"_s}, {u"brave"_s, u"off"_s}};
        m_agent.session = object(
            R"({"configOptions":[{"configId":"model","category":"model","type":"select","currentValue":"small","options":[{"value":"small"},{"value":"big"}]},
            {"configId":"t","category":"thought_level","type":"select","currentValue":"low","options":[{"value":"low"},{"value":"high"}]},
            {"configId":"brave","type":"boolean","currentValue":true}]})");
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(m_agent.methods().count(u"session/set_config_option"_s), 3);
        QCOMPARE(m_agent.heard[3].value("params"_L1)["value"_L1], QJsonValue(false));
        QCOMPARE(m_agent.heard[3].value("params"_L1)["sessionId"_L1].toString(), u"s1"_s);
        QVERIFY(run->end.isPositive());
    }

    void aModelThatIsNotOfferedStopsTheRoundBeforeItBegins()
    {
        m_profile.model = u"huge"_s;
        m_agent.session = object(
            R"({"configOptions":[{"configId":"model","category":"model","type":"select","currentValue":"small","options":[{"value":"small"}]}]})");
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::BadRequest);
        QVERIFY2(run->end.sentence.contains(u"huge"_s) && run->end.sentence.contains(u"small"_s),
                 qPrintable(run->end.sentence));
        QVERIFY(!m_agent.methods().contains(u"session/prompt"_s));
    }

    void anOptionThatIsNotTakenStopsTheRound()
    {
        m_profile.sessionMode = u"ask"_s;
        m_agent.session = object(
            R"({"configOptions":[{"configId":"mode","category":"mode","type":"select","currentValue":"code","options":[{"value":"ask"},{"value":"code"}]}]})");
        m_agent.onOption = [this](const QJsonObject &) { return m_agent.session; }; // as it was
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::BadRequest);
        QVERIFY(!m_agent.methods().contains(u"session/prompt"_s));
    }

    void anAgentThatLeavesItsModeIsNamed()
    {
        m_profile.sessionMode = u"ask"_s;
        m_agent.session = object(
            R"({"configOptions":[{"configId":"mode","category":"mode","type":"select","currentValue":"ask","options":[{"value":"ask"}]}]})");
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            process.say(ScriptedAcp::update(
                u"s1"_s,
                object(
                    R"({"sessionUpdate":"config_option_update","configOptions":[{"configId":"mode","category":"mode","type":"select","currentValue":"yolo","options":[]}]})")));
            process.say(ScriptedAcp::state(u"idle"_s, u"end_turn"_s));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        const auto states = run->all<AgentState>();
        QVERIFY(std::ranges::any_of(states, [](const AgentState &state) { return state.text.contains(u"yolo"_s); }));
    }

    void whatRealAgentsPrintedIsRead_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(QFINDTESTDATA("fixtures"));
        const QStringList names = folder.entryList({u"acptwo-*.jsonl"_s}, QDir::Files, QDir::Name);
        QVERIFY(names.size() >= 2);
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void whatRealAgentsPrintedIsRead()
    {
        QFETCH(QString, file);
        QFile recorded(file);
        QVERIFY(recorded.open(QIODevice::ReadOnly));
        acp2::UpdateReader reader;
        QString said;
        int calls = 0, asks = 0, ends = 0;
        while (!recorded.atEnd()) {
            const QByteArray line = recorded.readLine().trimmed();
            for (qsizetype cut = 0; cut < line.size(); cut += 11)
                QVERIFY(rpc::parseLine(line.first(cut)).isEmpty());
            const auto messages = rpc::parseLine(line);
            QVERIFY2(messages.size() == 1, line.constData());
            const rpc::Message &message = messages.first();
            if (message.method == "session/request_permission"_L1) {
                const auto asked = reader.permissionOf(message.params, u"p"_s);
                QVERIFY(asked.options.size() >= 2 && !asked.title.isEmpty());
                QVERIFY(!asked.toolCall.command.isEmpty() || !asked.toolCall.locations.isEmpty()
                        || !asked.toolCall.title.isEmpty());
                ++asks;
            }
            const QJsonObject update = message.params.value("update"_L1).toObject();
            const auto events = reader.eventsOf(update);
            for (const AgentEvent &event : events) {
                if (const auto *text = std::get_if<AgentMessage>(&event))
                    said += text->text;
                calls += std::holds_alternative<AgentToolCall>(event) ? 1 : 0;
            }
            const auto idle = acp2::idleOf(update);
            ends += idle && idle->stopReason == "end_turn"_L1 ? 1 : 0;
        }
        QVERIFY2(said.contains(u"The tea is written down."_s), qPrintable(said));
        QVERIFY(calls >= 4);
        QVERIFY(asks >= 1);
        QVERIFY(ends >= 1);
    }

    void waysToLogInAreSaidInWords()
    {
        const QString words = acp::loginWords(
            object(R"({"authMethods":[{"type":"terminal","methodId":"t","name":"Sign in","args":["login","--now"]},
            {"type":"agent","methodId":"k","name":"API key","description":"Set XYLO_KEY"}]})"),
            u"xylo"_s);
        QVERIFY2(words.contains(u"\"xylo login --now\""_s) && words.contains(u"Set XYLO_KEY"_s), qPrintable(words));
        QCOMPARE(acp::loginWords({}, u"xylo"_s), QString());
    }
};

QTEST_GUILESS_MAIN(TestAcpTwo)
#include "tst_acptwo.moc"
