// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/codexasks.h"
#include "agents/codexcodec.h"
#include "agents/jsonrpc.h"
#include "helpers/fakeprocess.h"
#include "helpers/sessionrun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

QJsonObject object(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray line(const QJsonObject &what)
{
    return QJsonDocument(what).toJson(QJsonDocument::Compact) + '\n';
}

QByteArrayList recordedLines()
{
    QFile file(QFINDTESTDATA("fixtures/codex.jsonl"));
    QByteArrayList lines = file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QByteArrayList{};
    lines.removeAll(QByteArray());
    return lines;
}

QByteArray turnCompleted(const QString &status, const QJsonObject &error = {}, const QString &thread = u"t1"_s)
{
    return line(
        {{u"method"_s, u"turn/completed"_s},
         {u"params"_s,
          QJsonObject{{u"threadId"_s, thread},
                      {u"turn"_s, QJsonObject{{u"id"_s, u"u1"_s}, {u"status"_s, status}, {u"error"_s, error}}}}}});
}

} // namespace

class TestCodexSession : public QObject
{
    Q_OBJECT

    using Outcome = AgentRoundEnded::Outcome;

    RoundFolder m_folder;
    FakeProcessFactory m_factory;
    QList<QJsonObject> m_heard;
    QJsonObject m_resumeError;
    std::function<void(FakeProcess &)> m_onTurn;

    std::unique_ptr<SessionRun> begin(const RoundRequest &request)
    {
        const AgentProfile profile{
            .id = u"x"_s, .name = u"Codex"_s, .protocol = AgentProtocol::CodexAppServer, .command = {u"sh"_s}};
        auto run = std::make_unique<SessionRun>(makeSession(profile, m_factory));
        run->session->start(request);
        return run;
    }
    std::unique_ptr<SessionRun> begin() { return begin(m_folder.request(u"do it"_s)); }

    void answer(FakeProcess &process, const QByteArray &bytes)
    {
        const QJsonObject message = object(bytes);
        m_heard.append(message);
        const QString method = message.value("method"_L1).toString();
        const auto reply = [&](const QJsonObject &result) {
            process.say(line({{u"id"_s, message.value("id"_L1)}, {u"result"_s, result}}));
        };
        if (method == "initialize"_L1) {
            reply({{u"userAgent"_s, u"x"_s}});
        } else if (method == "thread/resume"_L1 && !m_resumeError.isEmpty()) {
            process.say(line({{u"id"_s, message.value("id"_L1)}, {u"error"_s, m_resumeError}}));
        } else if (method.startsWith(u"thread/"_s)) {
            reply({{u"thread"_s, QJsonObject{{u"id"_s, u"t1"_s}}}});
        } else if (method == "turn/start"_L1) {
            reply({{u"turn"_s, QJsonObject{{u"id"_s, u"u1"_s}}}});
            m_onTurn(process);
        } else if (method == "turn/interrupt"_L1) {
            reply({});
            process.say(turnCompleted(u"interrupted"_s));
        } else if (method == "turn/steer"_L1) {
            reply({{u"turnId"_s, u"u1"_s}});
            process.say(turnCompleted(u"completed"_s));
        }
    }
    QStringList methods() const
    {
        QStringList list;
        for (const QJsonObject &message : m_heard)
            list << message.value("method"_L1).toString();
        return list;
    }

private Q_SLOTS:
    void init()
    {
        m_heard.clear();
        m_resumeError = {};
        m_factory.made.clear();
        m_factory.prepare = [this](FakeProcess &process) {
            process.onLine = [this](FakeProcess &self, const QByteArray &bytes) { answer(self, bytes); };
            process.onInputClosed = [](FakeProcess &self) { self.exit(0); };
        };
        m_onTurn = [](FakeProcess &process) { process.say(turnCompleted(u"completed"_s)); };
    }

    void aTurnGoesFromInitializeToCompleted()
    {
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(methods(), (QStringList{u"initialize"_s, u"initialized"_s, u"thread/start"_s, u"turn/start"_s}));
        QVERIFY(run->end.isPositive());
        QCOMPARE(run->end.sessionId, u"t1"_s);
        QCOMPARE(m_heard[2].value("params"_L1)["approvalPolicy"_L1].toString(), u"untrusted"_s);
    }

    void theEndOfASubAgentIsNotTheEnd()
    {
        m_onTurn = [](FakeProcess &process) {
            process.say(turnCompleted(u"completed"_s, {}, u"another thread"_s));
            process.say(turnCompleted(u"failed"_s, {{u"message"_s, u"x"_s}, {u"codexErrorInfo"_s, u"unauthorized"_s}}));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::AuthNeeded);
    }

    void errorsAreReadByTheirKind_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<FailureKind>("kind");
        QTest::newRow("overloaded") << QByteArray(R"({"message":"x","codexErrorInfo":"serverOverloaded"})")
                                    << FailureKind::RateLimited;
        QTest::newRow("limit") << QByteArray(R"({"message":"x","codexErrorInfo":"usageLimitExceeded"})")
                               << FailureKind::RateLimited;
        QTest::newRow("bad") << QByteArray(R"({"message":"x","codexErrorInfo":"badRequest"})")
                             << FailureKind::BadRequest;
        QTest::newRow("status") << QByteArray(
            R"({"message":"x","codexErrorInfo":{"responseTooManyFailedAttempts":{"httpStatusCode":429}}})")
                                << FailureKind::RateLimited;
        QTest::newRow("dropped") << QByteArray(
            R"({"message":"x","codexErrorInfo":{"responseStreamDisconnected":{"httpStatusCode":null}}})")
                                 << FailureKind::ModelDown;
        QTest::newRow("internal") << QByteArray(R"({"message":"x","codexErrorInfo":"internalServerError"})")
                                  << FailureKind::ModelDown;
    }
    void errorsAreReadByTheirKind()
    {
        QFETCH(QByteArray, error);
        QTEST(codex::failureOf(object(error)), "kind");
    }

    void aRefusalIsADecline()
    {
        m_onTurn = [](FakeProcess &process) {
            process.say(line({{u"id"_s, 0},
                              {u"method"_s, u"item/commandExecution/requestApproval"_s},
                              {u"params"_s,
                               QJsonObject{{u"threadId"_s, u"t1"_s},
                                           {u"itemId"_s, u"i1"_s},
                                           {u"command"_s, u"rm x"_s},
                                           {u"reason"_s, u"tidy"_s}}}}));
        };
        const auto run = begin();
        run->onPermission = [&](const AgentPermissionRequest &asked) {
            QCOMPARE(asked.title, u"rm x"_s);
            QCOMPARE(asked.why, u"tidy"_s);
            QVERIFY(run->session->answerPermission(
                asked.id, SessionRun::option(asked, AgentPermissionRequest::OptionKind::RejectOnce), u"person"_s));
        };
        QTRY_COMPARE(m_heard.size(), 5);
        QCOMPARE(m_heard[4].value("id"_L1).toInt(-1), 0);
        QCOMPARE(m_heard[4].value("result"_L1)["decision"_L1].toString(), u"decline"_s);
        m_factory.made[0]->say(turnCompleted(u"completed"_s));
        QVERIFY(run->waitForEnd());
    }

    void moreRoomForItsOwnSandboxIsAskedOfAPerson_data()
    {
        QTest::addColumn<AgentPermissionRequest::OptionKind>("choice");
        QTest::addColumn<QByteArray>("answer");
        using Kind = AgentPermissionRequest::OptionKind;
        const QByteArray network = R"({"network":{"enabled":true}})";
        QTest::newRow("once") << Kind::AllowOnce << R"({"permissions":)" + network + R"(,"scope":"turn"})";
        QTest::newRow("longer") << Kind::AllowAlways << R"({"permissions":)" + network + R"(,"scope":"session"})";
        QTest::newRow("refused") << Kind::RejectOnce << QByteArray(R"({"permissions":{}})");
    }
    void moreRoomForItsOwnSandboxIsAskedOfAPerson()
    {
        QFETCH(AgentPermissionRequest::OptionKind, choice);
        QFETCH(QByteArray, answer);
        m_onTurn = [](FakeProcess &process) {
            process.say(line(object(R"({"id": 3, "method": "item/permissions/requestApproval",
                "params": {"threadId": "t1", "itemId": "i1", "reason": "to look it up",
                           "permissions": {"network": {"enabled": true}}}})")));
        };
        const auto run = begin();
        run->onPermission = [&](const AgentPermissionRequest &asked) {
            QCOMPARE(asked.why, u"to look it up"_s);
            QVERIFY(run->session->answerPermission(asked.id, SessionRun::option(asked, choice), u"person"_s));
        };
        QTRY_COMPARE(m_heard.size(), 5);
        QCOMPARE(m_heard[4].value("id"_L1).toInt(-1), 3);
        QCOMPARE(m_heard[4].value("result"_L1).toObject(), object(answer));
        m_factory.made[0]->say(turnCompleted(u"completed"_s));
        QVERIFY(run->waitForEnd());
    }

    void moreRoomThatNobodyGaveIsNoRoom()
    {
        m_onTurn = [](FakeProcess &process) {
            process.say(line(object(R"({"id": 3, "method": "item/permissions/requestApproval",
                "params": {"itemId": "i1", "permissions": {"network": {"enabled": true}}}})")));
        };
        const auto run = begin();
        QTRY_COMPARE(run->all<AgentPermissionRequest>().size(), 1);
        run->session->interrupt();
        QVERIFY(run->waitForEnd());
        QCOMPARE(m_heard[4].value("result"_L1).toObject(), object(R"({"permissions": {}})"));
    }

    void nothingThatItAsksIsLeftHanging_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("answer"); // empty: an error that says that it is not known here
        for (const char *method : {"item/tool/call", "account/chatgptAuthTokens/refresh", "attestation/generate",
                                   "execCommandApproval", "applyPatchApproval", "item/of/next/year"})
            QTest::newRow(method) << QByteArray("{}") << QByteArray();
        const char *elicit = "mcpServer/elicitation/request";
        const QByteArray no = R"({"action": "cancel"})";
        QTest::addRow("%s form", elicit)
            << QByteArray(R"({"mode": "form", "requestedSchema": {"properties": {"a": {"type": "string"}}}})") << no;
        QTest::addRow("%s address", elicit) << QByteArray(R"({"mode": "url"})") << no;
        QTest::addRow("%s install", elicit) << QByteArray(R"({"mode": "form", "requestedSchema": {"properties": {}},
            "_meta": {"codex_approval_kind": "tool_suggestion"}})") << no;
    }
    void nothingThatItAsksIsLeftHanging()
    {
        QFETCH(QByteArray, params);
        QFETCH(QByteArray, answer);
        const QString method = QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0);
        m_onTurn = [&](FakeProcess &process) {
            process.say(line({{u"id"_s, 9}, {u"method"_s, method}, {u"params"_s, object(params)}}));
        };
        const auto run = begin();
        QTRY_COMPARE(m_heard.size(), 5);
        QCOMPARE(m_heard[4].value("id"_L1).toInt(-1), 9);
        if (answer.isEmpty())
            QCOMPARE(m_heard[4].value("error"_L1)["code"_L1].toInt(), -32601);
        else
            QCOMPARE(m_heard[4].value("result"_L1).toObject(), object(answer));
        m_factory.made[0]->say(turnCompleted(u"completed"_s));
        QVERIFY(run->waitForEnd());
        QVERIFY(run->all<AgentPermissionRequest>().isEmpty());
    }

    void aQuestionIsShownAndAnsweredThatNobodyDid()
    {
        m_onTurn = [](FakeProcess &process) {
            const QJsonObject question{{u"id"_s, u"a"_s}, {u"header"_s, u"Port"_s}, {u"question"_s, u"Which port?"_s}};
            process.say(
                line({{u"id"_s, 7},
                      {u"method"_s, u"item/tool/requestUserInput"_s},
                      {u"params"_s, QJsonObject{{u"threadId"_s, u"t1"_s}, {u"questions"_s, QJsonArray{question}}}}}));
        };
        const auto run = begin();
        QTRY_COMPARE(m_heard.size(), 5);
        QCOMPARE(m_heard[4].value("id"_L1).toInt(-1), 7);
        QVERIFY(m_heard[4].value("result"_L1)["answers"_L1].isObject());
        m_factory.made[0]->say(turnCompleted(u"completed"_s));
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->all<AgentQuestion>().value(0).text, u"Which port?"_s);
    }

    void aQuestionWithAnswersToChooseFromIsAnswered()
    {
        m_onTurn = [](FakeProcess &process) {
            process.say(line(object(R"({"id": 7, "method": "item/tool/requestUserInput", "params": {"questions": [
                {"id": "db", "question": "Which store?", "options": [{"label": "SQLite"}, {"label": "Files"}]},
                {"id": "go", "question": "Now?", "options": [{"label": "Yes"}]}]}})")));
        };
        const auto run = begin();
        run->onPermission = [&](const AgentPermissionRequest &asked) {
            QVERIFY(run->session->answerPermission(asked.id, asked.options.constFirst().id, u"person"_s));
        };
        QTRY_COMPARE(m_heard.size(), 5);
        QCOMPARE(m_heard[4].value("id"_L1).toInt(-1), 7);
        QCOMPARE(m_heard[4].value("result"_L1).toObject(),
                 object(R"({"answers": {"db": {"answers": ["SQLite"]}, "go": {"answers": ["Yes"]}}})"));
        QCOMPARE(run->all<AgentPermissionRequest>().size(), 2);
        m_factory.made[0]->say(turnCompleted(u"completed"_s));
        QVERIFY(run->waitForEnd());
    }

    void aFormOfChoicesThatNobodyFilledIsCancelled()
    {
        m_onTurn = [](FakeProcess &process) {
            process.say(line(object(R"({"id": 7, "method": "mcpServer/elicitation/request", "params": {"mode": "form",
                "message": "It needs to know.", "requestedSchema": {"properties": {"a": {"enum": ["x", "y"]}}}}})")));
        };
        const auto run = begin();
        QTRY_COMPARE(run->all<AgentPermissionRequest>().size(), 1);
        QCOMPARE(run->all<AgentQuestion>().value(0).text, u"It needs to know."_s);
        run->session->interrupt();
        QVERIFY(run->waitForEnd());
        QCOMPARE(m_heard[4].value("result"_L1).toObject(), object(R"({"action": "cancel"})"));
    }

    void toolsOfOthersAreToldToo()
    {
        const auto event = codex::eventOf(
            object(R"({"type":"mcpToolCall","id":"i1","server":"s","tool":"look","status":"completed"})"));
        const auto *call = event ? std::get_if<AgentToolCall>(&*event) : nullptr;
        QVERIFY(call);
        QCOMPARE(call->title, u"look"_s);
        QCOMPARE(call->status, AgentToolCall::Status::Completed);
    }

    void interruptEndsTheTurn()
    {
        m_onTurn = [](FakeProcess &) {};
        const auto run = begin();
        QTRY_VERIFY(methods().contains(u"turn/start"_s));
        run->session->interrupt();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Interrupted);
        QVERIFY(methods().contains(u"turn/interrupt"_s));
    }

    void aWordInTheMiddleIsSteering()
    {
        m_onTurn = [](FakeProcess &) {};
        const auto run = begin();
        QTRY_VERIFY(run->session->steer(u"use less sugar"_s));
        QVERIFY(run->waitForEnd());
        QVERIFY(run->end.isPositive());
        QCOMPARE(m_heard.last().value("params"_L1)["expectedTurnId"_L1].toString(), u"u1"_s);
    }

    void aThreadThatIsGoneIsStartedAfresh()
    {
        m_resumeError = {{u"code"_s, -32600}, {u"message"_s, u"no rollout found"_s}};
        RoundRequest request = m_folder.request(u"everything"_s);
        request.followUpPrompt = u"only the review"_s;
        request.sessionToResume = u"old"_s;
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QVERIFY(run->end.isPositive());
        QVERIFY(run->hasState(AgentState::Kind::NotResumed));
        QCOMPARE(m_heard.last().value("params"_L1)["input"_L1][0]["text"_L1].toString(), u"everything"_s);
    }

    void theTokensOfEarlierRoundsAreNotCounted()
    {
        m_onTurn = [](FakeProcess &process) {
            for (const int total : {1100, 1250}) {
                const QJsonObject usage{
                    {u"total"_s, QJsonObject{{u"inputTokens"_s, total}, {u"outputTokens"_s, 60}}},
                    {u"last"_s, QJsonObject{{u"inputTokens"_s, total == 1100 ? 100 : 150}, {u"outputTokens"_s, 10}}}};
                process.say(line({{u"method"_s, u"thread/tokenUsage/updated"_s},
                                  {u"params"_s, QJsonObject{{u"threadId"_s, u"t1"_s}, {u"tokenUsage"_s, usage}}}}));
            }
            process.say(turnCompleted(u"completed"_s));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->all<AgentUsage>().last().inputTokens, 250);
        QCOMPARE(run->all<AgentUsage>().last().outputTokens, 10);
    }

    void recordedRoundsAreUnderstood()
    {
        QList<AgentEvent> events;
        int approvals = 0;
        int ends = 0;
        const auto lines = recordedLines();
        QVERIFY(lines.size() > 20);
        for (const QByteArray &bytes : lines) {
            const auto rpc = rpc::parse(bytes);
            QVERIFY2(rpc, bytes.constData());
            if (rpc->method.startsWith(u"item/"_s) && rpc->isNotification()) {
                if (const auto event = codex::eventOf(rpc->params.value("item"_L1).toObject()))
                    events.append(*event);
            } else if (rpc->isCall()) {
                const auto asked = codex::permissionOf(rpc->method, rpc->params, {}, u"p"_s);
                approvals += asked && asked->options.size() == 3 ? 1 : 0;
            } else if (rpc->method == "turn/completed"_L1) {
                ends += codex::endOf(rpc->params.value("turn"_L1).toObject(), u"Codex"_s).isPositive() ? 1 : 0;
            }
        }
        QVERIFY(approvals >= 2);
        QVERIFY(ends >= 2);
        QVERIFY(std::ranges::any_of(events, [](const AgentEvent &event) {
            const auto *call = std::get_if<AgentToolCall>(&event);
            return call && call->kind == u"edit"_s
                && call->locations == QList<AgentToolCall::Location>{{u"/w/tea.txt"_s, 0}};
        }));
        QVERIFY(std::ranges::any_of(events, [](const AgentEvent &event) {
            const auto *call = std::get_if<AgentToolCall>(&event);
            return call && call->status == AgentToolCall::Status::Declined;
        }));
    }

    void damagedLinesNeverCrash()
    {
        QRandomGenerator random(17);
        for (const QByteArray &bytes : recordedLines()) {
            for (int i = 0; i < 10; ++i) {
                QByteArray damaged = bytes.left(3000);
                for (int k = random.bounded(1, 6); k > 0; --k)
                    damaged[random.bounded(damaged.size())] = "{}[]\":,0x"[random.bounded(9)];
                if (const auto rpc = rpc::parse(damaged)) {
                    (void)codex::eventOf(rpc->params.value("item"_L1).toObject());
                    (void)codex::permissionOf(rpc->method, rpc->params, rpc->params, u"p"_s);
                    (void)codex::answerTo(rpc->method, rpc->params, nullptr);
                    (void)codex::endOf(rpc->params.value("turn"_L1).toObject(), u"c"_s);
                    (void)codex::usageOf(rpc->params.value("tokenUsage"_L1).toObject(), {});
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestCodexSession)
#include "tst_codexsession.moc"
