// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/claudecodec.h"
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

QByteArrayList recordedLines()
{
    QFile file(QFINDTESTDATA("fixtures/claude.jsonl"));
    QByteArrayList lines = file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QByteArrayList{};
    lines.removeAll(QByteArray());
    return lines;
}

const QByteArray begun = R"({"type":"system","subtype":"init","session_id":"s1"})" "\n";
const QByteArray good =
    R"({"type":"result","subtype":"success","is_error":false,"session_id":"s1","total_cost_usd":0.5,"usage":{"input_tokens":7,"cache_read_input_tokens":3,"output_tokens":2}})"
    "\n";

} // namespace

class TestClaudeSession : public QObject
{
    Q_OBJECT

    using Outcome = AgentRoundEnded::Outcome;

    RoundFolder m_folder;
    FakeProcessFactory m_factory;
    QList<QJsonObject> m_heard;
    std::function<void(FakeProcess &, const QJsonObject &)> m_onLine;

    std::unique_ptr<SessionRun> begin(const RoundRequest &request)
    {
        const AgentProfile profile{
            .id = u"c"_s, .name = u"Claude"_s, .protocol = AgentProtocol::ClaudeStream, .command = {u"sh"_s}};
        auto run = std::make_unique<SessionRun>(makeSession(profile, m_factory));
        run->session->start(request);
        return run;
    }
    std::unique_ptr<SessionRun> begin() { return begin(m_folder.request(u"do it"_s)); }
    std::unique_ptr<SessionRun> endWith(const QByteArray &lines)
    {
        m_onLine = [lines](FakeProcess &process, const QJsonObject &) { process.say(begun + lines); };
        auto run = begin();
        return run->waitForEnd() ? std::move(run) : nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_heard.clear();
        m_factory.made.clear();
        m_factory.prepare = [this](FakeProcess &process) {
            process.onLine = [this](FakeProcess &self, const QByteArray &line) {
                m_heard.append(object(line));
                m_onLine(self, m_heard.last());
            };
            process.onInputClosed = [](FakeProcess &self) { self.exit(0); };
        };
    }

    void onlyAResultWithoutErrorIsDone()
    {
        const auto run = endWith(good);
        QVERIFY(run);
        QVERIFY(run->end.isPositive());
        QCOMPARE(run->end.sessionId, u"s1"_s);
        QCOMPARE(run->all<AgentUsage>(),
                 (QList<AgentUsage>{{.inputTokens = 10, .outputTokens = 2, .cost = 0.5, .currency = u"USD"_s}}));
        QCOMPARE(m_heard[0].value("message"_L1)["content"_L1].toString(), u"do it"_s);
    }

    void successWithAnErrorIsNoSuccess_data()
    {
        QTest::addColumn<QByteArray>("result");
        QTest::addColumn<FailureKind>("kind");
        const auto row = [](const char *name, const char *json, FailureKind kind) {
            QTest::newRow(name) << QByteArray(json) + '\n' << kind;
        };
        row("429",
            R"({"type":"result","subtype":"success","is_error":true,"api_error_status":429,"terminal_reason":"api_error","result":"API Error"})",
            FailureKind::RateLimited);
        row("500",
            R"({"type":"result","subtype":"success","is_error":true,"api_error_status":500,"terminal_reason":"api_error"})",
            FailureKind::ModelDown);
        row("dropped",
            R"({"type":"result","subtype":"success","is_error":true,"api_error_status":null,"terminal_reason":"api_error"})",
            FailureKind::ModelDown);
        row("no login",
            R"({"type":"result","subtype":"success","is_error":true,"result":"Not logged in · Please run /login"})",
            FailureKind::AuthNeeded);
        row("budget", R"({"type":"result","subtype":"error_max_budget_usd","is_error":true})",
            FailureKind::NoPositiveEnd);
    }
    void successWithAnErrorIsNoSuccess()
    {
        QFETCH(QByteArray, result);
        const auto run = endWith(result);
        QVERIFY(run);
        QCOMPARE(run->end.outcome, Outcome::Failed);
        QTEST(run->end.failure, "kind");
    }

    void anEndWithoutResultIsUnknown()
    {
        m_onLine = [](FakeProcess &process, const QJsonObject &) {
            process.say(begun
                        + R"({"type":"assistant","message":{"content":[{"type":"text","text":"All done!"}]}})"
                          "\n");
            process.exit(0);
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Unknown);
    }

    void permissionGoesBothWays()
    {
        m_onLine = [](FakeProcess &process, const QJsonObject &line) {
            if (line.value("type"_L1).toString() == "user"_L1)
                process.say(
                    begun
                    + R"({"type":"control_request","request_id":"r1","request":{"subtype":"can_use_tool","tool_name":"Bash","input":{"command":"rm x"},"description":"tidy","permission_suggestions":[{"k":1}],"tool_use_id":"t"}})"
                      "\n");
            else
                process.say(good);
        };
        for (const auto &[option, behaviour] :
             {std::pair(u"allow"_s, u"allow"_s), std::pair(u"always"_s, u"allow"_s), std::pair(u"deny"_s, u"deny"_s)}) {
            m_heard.clear();
            const auto run = begin();
            run->onPermission = [&](const AgentPermissionRequest &asked) {
                QCOMPARE(asked.toolCall.command, u"rm x"_s);
                QCOMPARE(asked.why, u"tidy"_s);
                QVERIFY(run->session->answerPermission(asked.id, option, u"person"_s));
            };
            QVERIFY(run->waitForEnd());
            const QJsonValue response = m_heard[1].value("response"_L1);
            QCOMPARE(response["request_id"_L1].toString(), u"r1"_s);
            QCOMPARE(response["response"_L1]["behavior"_L1].toString(), behaviour);
            QCOMPARE(response["response"_L1]["updatedPermissions"_L1].isArray(), option == u"always"_s);
            if (behaviour == u"allow"_s)
                QCOMPARE(response["response"_L1]["updatedInput"_L1]["command"_L1].toString(), u"rm x"_s);
        }
    }

    void aQuestionIsAskedAsOneAndAnswered()
    {
        m_onLine = [](FakeProcess &process, const QJsonObject &line) {
            if (line.value("type"_L1).toString() != "user"_L1) {
                process.say(good);
                return;
            }
            QByteArray asked = R"({"type":"control_request","request_id":"r1","request":{"subtype":"can_use_tool",
                "tool_name":"AskUserQuestion","input":{"questions":[{"question":"Which store?","header":"Store",
                "options":[{"label":"SQLite","description":"one file"},{"label":"Files"}]}]},"tool_use_id":"t"}})";
            process.say(begun + asked.replace('\n', "") + '\n');
        };
        for (const bool isAnswered : {true, false}) {
            m_heard.clear();
            const auto run = begin();
            run->onPermission = [&](const AgentPermissionRequest &asked) {
                QCOMPARE(asked.title, u"Which store?"_s);
                const QString option = isAnswered ? u"SQLite"_s : asked.options.constLast().id;
                QVERIFY(run->session->answerPermission(asked.id, option, u"person"_s));
            };
            QVERIFY(run->waitForEnd());
            const QJsonValue response = m_heard[1].value("response"_L1)["response"_L1];
            QCOMPARE(response["behavior"_L1].toString(), isAnswered ? u"allow"_s : u"deny"_s);
            QCOMPARE(response["updatedInput"_L1]["answers"_L1]["Which store?"_L1].toString(),
                     isAnswered ? u"SQLite"_s : QString());
        }
    }

    void interruptIsAControlRequest()
    {
        m_onLine = [](FakeProcess &process, const QJsonObject &line) {
            if (line.value("type"_L1).toString() == "user"_L1)
                process.say(begun);
            else
                process.say(
                    R"({"type":"result","subtype":"error_during_execution","is_error":true,"terminal_reason":"aborted_streaming","session_id":"s1"})"
                    "\n");
        };
        const auto run = begin();
        QTRY_VERIFY(run->hasState(AgentState::Kind::Ready));
        run->session->interrupt();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Interrupted);
        QCOMPARE(run->end.failure, FailureKind::None);
        QCOMPARE(m_heard[1].value("request"_L1)["subtype"_L1].toString(), u"interrupt"_s);
    }

    void aSessionThatIsGoneIsStartedAfresh()
    {
        m_factory.prepare = [this](FakeProcess &process) {
            process.onLine = [this](FakeProcess &self, const QByteArray &line) {
                if (self.setup.arguments.contains(u"--resume"_s)) {
                    self.say("No conversation found with session ID: old\n", Channel::Error);
                    self.exit(1);
                    return;
                }
                m_heard.append(object(line));
                self.say(begun + good);
            };
            process.onInputClosed = [](FakeProcess &self) { self.exit(0); };
        };
        RoundRequest request = m_folder.request(u"everything"_s);
        request.followUpPrompt = u"only the review"_s;
        request.sessionToResume = u"old"_s;
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QVERIFY(run->end.isPositive());
        QVERIFY(run->hasState(AgentState::Kind::NotResumed));
        QCOMPARE(m_heard[0].value("message"_L1)["content"_L1].toString(), u"everything"_s);
    }

    void aWordInTheMiddleIsAnotherMessage()
    {
        m_onLine = [this](FakeProcess &process, const QJsonObject &) {
            process.say(m_heard.size() == 1 ? begun : good);
        };
        const auto run = begin();
        QTRY_VERIFY(run->hasState(AgentState::Kind::Ready));
        QVERIFY(run->session->steer(u"use less sugar"_s));
        QVERIFY(run->waitForEnd());
        QCOMPARE(m_heard[1].value("message"_L1)["content"_L1].toString(), u"use less sugar"_s);
        QVERIFY(!run->session->steer(u"too late"_s));
    }

    void recordedRoundsAreUnderstood()
    {
        QList<AgentEvent> events;
        int ends = 0;
        int permissions = 0;
        const auto lines = recordedLines();
        QVERIFY(lines.size() > 10);
        for (const QByteArray &line : lines) {
            const QJsonObject read = object(line);
            events += claude::eventsOf(read);
            if (read.value("type"_L1).toString() == "result"_L1)
                ends += claude::endOf(read, u"Claude"_s).isPositive() ? 1 : 0;
            if (read.value("type"_L1).toString() == "control_request"_L1) {
                const auto asked = claude::permissionOf(read.value("request"_L1).toObject(), u"p"_s);
                permissions += !asked.title.isEmpty() && asked.options.size() >= 2 ? 1 : 0;
            }
        }
        QVERIFY(ends >= 2);
        QVERIFY(permissions >= 2);
        const auto holds = [&](const auto &wanted) { return std::ranges::any_of(events, wanted); };
        QVERIFY(holds([](const AgentEvent &event) {
            const auto *message = std::get_if<AgentMessage>(&event);
            return message && message->text == u"The tea is written down."_s;
        }));
        QVERIFY(holds([](const AgentEvent &event) {
            const auto *call = std::get_if<AgentToolCall>(&event);
            return call && call->diffs == QList<AgentToolCall::Diff>{{u"/w/tea.txt"_s, {}, u"green\n"_s}};
        }));
    }

    void damagedLinesNeverCrash()
    {
        QRandomGenerator random(13);
        for (const QByteArray &line : recordedLines()) {
            for (int i = 0; i < 30; ++i) {
                QByteArray damaged = line.left(3000);
                for (int k = random.bounded(1, 6); k > 0; --k)
                    damaged[random.bounded(damaged.size())] = "{}[]\":,0x"[random.bounded(9)];
                const QJsonObject read = object(damaged);
                (void)claude::eventsOf(read);
                (void)claude::endOf(read, u"c"_s);
                (void)claude::permissionOf(read.value("request"_L1).toObject(), u"p"_s);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestClaudeSession)
#include "tst_claudesession.moc"
