// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/fieldreader.h"
#include "helpers/fakeprocess.h"
#include "helpers/sessionrun.h"

#include <QJsonDocument>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

QJsonArray rules(const char *text)
{
    return QJsonDocument::fromJson(text).array();
}

const char *const sample = R"([
    {"event": "session", "when": {"sid": "*"}, "id": "sid"},
    {"event": "message", "when": {"type": "text"}, "text": "part.parts.0.text"},
    {"event": "thought", "when": {"type": "think"}, "text": "say"},
    {"event": "tool", "when": {"type": "tool", "part.n": 1}, "id": "part.id", "title": "part.name", "command": "part.in.cmd",
     "path": "part.in.file", "output": "part.out", "status": "part.state", "old": "part.in.a", "new": "part.in.b"},
    {"event": "usage", "when": {"type": "step"}, "input": "t.in", "output": "t.out", "cost": "cost", "add": true},
    {"event": "error", "when": {"type": "error"}, "text": "e.message", "status": "e.code"},
    {"event": "end", "when": {"type": "result", "ok": true}},
    {"event": "end", "when": {"type": "result", "ok": false}, "failed": true, "text": "why"}
])";

} // namespace

/** JSON lines of a program that nobody wrote an adapter for. */
class TestFieldReader : public QObject
{
    Q_OBJECT

    using Outcome = AgentRoundEnded::Outcome;

    RoundFolder m_folder;
    FakeProcessFactory m_factory;
    AgentProfile m_profile;

    std::unique_ptr<SessionRun> begin(const QByteArray &printed, int code, RoundRequest request)
    {
        m_factory.made.clear();
        m_factory.prepare = [=](FakeProcess &process) {
            process.onLine = [=](FakeProcess &self, const QByteArray &) {
                self.say(printed);
                self.exit(code);
            };
        };
        auto run = std::make_unique<SessionRun>(makeSession(m_profile, m_factory));
        run->session->start(request);
        return run;
    }

private Q_SLOTS:
    void init() { m_profile = {.id = u"x"_s, .name = u"Xylo"_s, .command = {u"sh"_s}, .reader = rules(sample)}; }

    void fieldsAreFoundByTheirPaths()
    {
        auto reader = FieldReader::fromJson(rules(sample)).value();
        const auto read = [&](const char *line) { return reader.read(QJsonDocument::fromJson(line).object()); };
        QCOMPARE(std::get<AgentMessage>(read(R"({"sid":"s9","type":"text","part":{"parts":[{"text":"hi"}]}})").value(0))
                     .text,
                 u"hi"_s);
        QCOMPARE(reader.session(), u"s9"_s);
        const auto call =
            std::get<AgentToolCall>(read(R"({"type":"tool","part":{"n":1,"id":"c","name":"edit","state":"completed",
            "in":{"file":"a.txt","a":"x","b":"y"},"out":"fine"}})")
                                        .value(0));
        QCOMPARE(call.status, AgentToolCall::Status::Completed);
        QCOMPARE(call.locations.value(0).path, u"a.txt"_s);
        QCOMPARE(call.diffs.value(0).newText, u"y"_s);
        QVERIFY(read(R"({"type":"tool","part":{"n":2}})").isEmpty());
        QVERIFY(read(R"({"type":"other"})").isEmpty());
    }

    void usageAddsUpWhereEachLineTellsItsOwnPart()
    {
        auto reader = FieldReader::fromJson(rules(sample)).value();
        (void)reader.read(QJsonDocument::fromJson(R"({"type":"step","t":{"in":10,"out":2},"cost":0.5})").object());
        const auto events =
            reader.read(QJsonDocument::fromJson(R"({"type":"step","t":{"in":5},"cost":0.25})").object());
        const auto usage = std::get<AgentUsage>(events.value(0));
        QCOMPARE(usage.inputTokens, 15);
        QCOMPARE(usage.outputTokens, 2);
        QCOMPARE(usage.cost, 0.75);
    }

    void aRuleThatCannotBeReadIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no event") << QByteArray(R"([{"when":{}}])");
        QTest::newRow("unknown event") << QByteArray(R"([{"event":"shout"}])");
        QTest::newRow("unknown field") << QByteArray(R"([{"event":"message","txt":"a"}])");
        QTest::newRow("a field that is no path") << QByteArray(R"([{"event":"message","text":7}])");
        QTest::newRow("no object") << QByteArray(R"(["message"])");
    }
    void aRuleThatCannotBeReadIsNamed()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!FieldReader::fromJson(rules(text.constData())));
        const QJsonObject profile{
            {u"id"_s, u"x"_s}, {u"command"_s, QJsonArray{u"x"_s}}, {u"reader"_s, rules(text.constData())}};
        QVERIFY(!profileFromJson(profile));
    }

    void exitCodeAndLastLineMakeTheEnd_data()
    {
        QTest::addColumn<QByteArray>("printed");
        QTest::addColumn<int>("code");
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<FailureKind>("failure");
        using Kind = FailureKind;
        QTest::newRow("a good end") << QByteArray("{\"type\":\"result\",\"ok\":true}\n") << 0 << Outcome::Finished
                                    << Kind::None;
        QTest::newRow("no word of the end")
            << QByteArray("{\"type\":\"text\"}\n") << 0 << Outcome::Unknown << Kind::NoPositiveEnd;
        QTest::newRow("a good word, a bad code")
            << QByteArray("{\"type\":\"result\",\"ok\":true}\n") << 3 << Outcome::Failed << Kind::ExitCode;
        QTest::newRow("rate limit") << QByteArray(
            "{\"type\":\"error\",\"e\":{\"code\":429,\"message\":\"retry after 9\"}}\n")
                                    << 1 << Outcome::Failed << Kind::RateLimited;
        QTest::newRow("a bad end with exit code 0")
            << QByteArray("{\"type\":\"result\",\"ok\":false,\"why\":\"401 unauthorized\"}\n") << 0 << Outcome::Failed
            << Kind::AuthNeeded;
    }
    void exitCodeAndLastLineMakeTheEnd()
    {
        QFETCH(QByteArray, printed);
        QFETCH(int, code);
        const auto run = begin(printed, code, m_folder.request(u"p"_s));
        QVERIFY(run->waitForEnd());
        QTEST(run->end.outcome, "outcome");
        QTEST(run->end.failure, "failure");
        QCOMPARE(run->end.retryAfterSeconds, run->end.failure == FailureKind::RateLimited ? 9 : 0);
    }

    void linesThatAreNoJsonAreCounted()
    {
        const auto run = begin("Welcome!\n[1]\n{\"type\":\"result\",\"ok\":true}\n", 0, m_folder.request(u"p"_s));
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.brokenLines, 2);
        QVERIFY(run->end.isPositive());
    }

    void aSessionIsResumedWithItsArguments()
    {
        m_profile.resumeArguments = {u"--session"_s, u"{session}"_s};
        const auto first =
            begin("{\"sid\":\"s9\",\"type\":\"result\",\"ok\":true}\n", 0, m_folder.request(u"everything"_s));
        QVERIFY(first->waitForEnd());
        QCOMPARE(first->end.sessionId, u"s9"_s);
        RoundRequest request = m_folder.request(u"everything"_s, 2);
        request.followUpPrompt = u"the review"_s;
        request.sessionToResume = first->end.sessionId;
        const auto second = begin("{\"sid\":\"s9\",\"type\":\"result\",\"ok\":true}\n", 0, request);
        QVERIFY(second->waitForEnd());
        QCOMPARE(m_factory.made[0]->setup.arguments, (QStringList{u"--session"_s, u"s9"_s}));
        QCOMPARE(m_factory.made[0]->written.trimmed(), "the review");
        QVERIFY(second->hasState(AgentState::Kind::Resumed));
    }
};

QTEST_GUILESS_MAIN(TestFieldReader)
#include "tst_fieldreader.moc"
