// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/acpcodec.h"
#include "agents/jsonrpc.h"

#include <QDir>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

QJsonObject object(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArrayList recordedLines()
{
    QByteArrayList lines;
    const QDir folder(QFINDTESTDATA("fixtures"));
    const QStringList names = folder.entryList({u"acp-*.jsonl"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            lines += file.readAll().split('\n');
    }
    lines.removeAll(QByteArray());
    return lines;
}

} // namespace

class TestAcpCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsNotificationsAndAnswersAreToldApart()
    {
        QVERIFY(rpc::parse(R"({"id":0,"method":"a","params":{}})")->isCall());
        QVERIFY(rpc::parse(R"({"method":"a"})")->isNotification());
        QVERIFY(rpc::parse(R"({"jsonrpc":"2.0","id":"x","result":null})")->isAnswer());
        QVERIFY(rpc::parse(R"({"id":1,"error":{"code":-1,"message":"m"}})")->isError());
        for (const QByteArray line : {"", "x", "[]", "{}", R"({"id":1})", R"({"result":{}})", "\xff\xfe", "{\"id\":1,"})
            QVERIFY2(!rpc::parse(line), line.constData());
    }

    void anIdIsEchoedUnchanged()
    {
        for (const QByteArray id : {"0", "17", "\"a-b\"", "null", "1.5"}) {
            const auto asked = rpc::parse("{\"id\":" + id + ",\"method\":\"m\"}");
            QVERIFY(asked && asked->isCall());
            const QByteArray answered = rpc::answer(asked->id, {});
            QVERIFY2(answered.contains("\"id\":" + id), answered.constData());
        }
    }

    void aToolCallIsReadWithItsDiffAndPlace()
    {
        const auto events =
            acp::eventsOf(object(R"({"sessionUpdate":"tool_call","toolCallId":"t1","title":"Edit a","kind":"edit",
            "status":"in_progress","locations":[{"path":"/w/a","line":3}],"rawInput":{"command":["ls","-l"]},
            "content":[{"type":"diff","path":"/w/a","oldText":null,"newText":"new"},{"type":"content","content":{"type":"text","text":"out"}}]})"));
        QCOMPARE(events.size(), 1);
        const auto call = std::get<AgentToolCall>(events[0]);
        QCOMPARE(call.status, AgentToolCall::Status::Running);
        QCOMPARE(call.command, u"ls -l"_s);
        QCOMPARE(call.locations, (QList<AgentToolCall::Location>{{u"/w/a"_s, 3}}));
        QCOMPARE(call.diffs, (QList<AgentToolCall::Diff>{{u"/w/a"_s, {}, u"new"_s}}));
        QCOMPARE(call.output, u"out"_s);
    }

    void anUpdateWithoutStatusLeavesItUnknown()
    {
        const auto events = acp::eventsOf(object(R"({"sessionUpdate":"tool_call_update","toolCallId":"t1"})"));
        QCOMPARE(std::get<AgentToolCall>(events[0]).status, AgentToolCall::Status::Unknown);
    }

    void anOptionOfUnknownKindIsNoPermission()
    {
        const auto request = acp::permissionOf(object(R"({"toolCall":{"toolCallId":"t","title":"Run"},
            "options":[{"optionId":"a","name":"A","kind":"allow_always"},{"optionId":"b","name":"B","kind":"allow_everything"}]})"),
                                               u"p1"_s);
        QCOMPARE(request.id, u"p1"_s);
        QCOMPARE(request.options[0].kind, AgentPermissionRequest::OptionKind::AllowAlways);
        QCOMPARE(request.options[1].kind, AgentPermissionRequest::OptionKind::RejectOnce);
    }

    void plansAndUsageAreRead()
    {
        const auto plan = std::get<AgentPlan>(acp::eventsOf(object(
            R"({"sessionUpdate":"plan","entries":[{"content":"a","status":"completed"},{"content":"b","status":"odd"}]})"))
                                                  [0]);
        QCOMPARE(
            plan.entries,
            (QList<AgentPlan::Entry>{{u"a"_s, AgentPlan::Status::Completed}, {u"b"_s, AgentPlan::Status::Pending}}));
        const auto usage = std::get<AgentUsage>(acp::eventsOf(object(
            R"({"sessionUpdate":"usage_update","used":10,"size":20,"cost":{"amount":0.5,"currency":"EUR"}})"))[0]);
        QCOMPARE(usage, (AgentUsage{.cost = 0.5, .currency = u"EUR"_s, .contextUsed = 10, .contextSize = 20}));
        const auto quota =
            acp::usageOf(object(R"({"_meta":{"quota":{"token_count":{"input_tokens":3,"output_tokens":4}}}})"));
        QCOMPARE(quota, (AgentUsage{.inputTokens = 3, .outputTokens = 4}));
        QVERIFY(!acp::usageOf(object(R"({"stopReason":"end_turn"})")));
    }

    void onlyEndTurnIsAPositiveEnd()
    {
        QVERIFY(acp::endOf(u"end_turn"_s, false).isPositive());
        for (const QString &reason :
             {u"cancelled"_s, u"refusal"_s, u"max_tokens"_s, u"max_turn_requests"_s, u""_s, u"END_TURN"_s})
            QVERIFY2(!acp::endOf(reason, false).isPositive(), qPrintable(reason));
    }

    void recordedLinesOfRealAgentsAreUnderstood()
    {
        const auto lines = recordedLines();
        QVERIFY2(!lines.isEmpty(), "the recordings are part of the repository");
        int events = 0;
        for (const QByteArray &line : lines) {
            const auto rpc = rpc::parse(line);
            QVERIFY2(rpc, line.constData());
            if (rpc->method == u"session/update"_s)
                events += acp::eventsOf(rpc->params.value("update"_L1).toObject()).size();
        }
        QVERIFY(events > 0);
    }

    void damagedLinesNeverCrash()
    {
        QRandomGenerator random(11);
        QByteArrayList lines = recordedLines();
        lines.append(
            R"({"method":"session/update","params":{"update":{"sessionUpdate":"tool_call","content":[{"type":"diff"}]}}})");
        for (const QByteArray &line : lines) {
            for (int i = 0; i < 30; ++i) {
                QByteArray damaged = line.left(4000);
                for (int k = random.bounded(1, 6); k > 0; --k)
                    damaged[random.bounded(damaged.size())] = "{}[]\":,0x"[random.bounded(9)];
                if (const auto rpc = rpc::parse(damaged)) {
                    (void)acp::eventsOf(rpc->params.value("update"_L1).toObject());
                    (void)acp::permissionOf(rpc->params, u"p"_s);
                    (void)acp::usageOf(rpc->result);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestAcpCodec)
#include "tst_acpcodec.moc"
