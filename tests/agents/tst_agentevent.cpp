// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/agentevent.h"

#include <QRandomGenerator>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestAgentEvent : public QObject
{
    Q_OBJECT

    static AgentToolCall toolCall()
    {
        return {.id = u"t1"_s,
                .title = u"Edit a"_s,
                .kind = u"edit"_s,
                .status = AgentToolCall::Status::Completed,
                .command = u"make"_s,
                .locations = {{u"/w/a"_s, 7}},
                .diffs = {{u"/w/a"_s, u"old\n"_s, u"new\n"_s}},
                .output = u"out"_s,
                .raw = QJsonObject{{u"k"_s, 1}}};
    }
    static QList<AgentEvent> oneOfEach()
    {
        using Kind = AgentPermissionRequest::OptionKind;
        return {
            AgentMessage{AgentMessage::From::Docket, u"do it\nnow \u202e \U0001F375"_s},
            AgentThought{u"hm"_s},
            AgentPlan{{{u"one"_s, AgentPlan::Status::Completed}, {u"two"_s, AgentPlan::Status::InProgress}}},
            toolCall(),
            AgentPermissionRequest{
                .id = u"p1"_s,
                .title = u"Run"_s,
                .why = u"because"_s,
                .toolCall = toolCall(),
                .options = {{u"y"_s, u"Yes"_s, Kind::AllowOnce}, {u"n"_s, u"No"_s, Kind::RejectAlways}}},
            AgentPermissionAnswer{u"p1"_s, u"y"_s, u"Yes"_s, true, u"person"_s},
            AgentQuestion{u"which?"_s},
            AgentUsage{.inputTokens = 5,
                       .outputTokens = {},
                       .cost = 0.25,
                       .currency = u"USD"_s,
                       .contextUsed = 7,
                       .contextSize = {}},
            AgentState{AgentState::Kind::Retrying, u"429"_s},
            AgentRoundEnded{.outcome = AgentRoundEnded::Outcome::Failed,
                            .failure = FailureKind::RateLimited,
                            .sentence = u"Later."_s,
                            .sessionId = u"s"_s,
                            .exitCode = 1,
                            .retryAfterSeconds = 12,
                            .brokenLines = 3,
                            .rawBytes = qint64(1) << 40,
                            .survivors = {42}},
        };
    }

private Q_SLOTS:
    void everyEventComesBackFromItsLine()
    {
        const auto events = oneOfEach();
        QCOMPARE(std::variant_size_v<AgentEvent>, size_t(events.size()));
        for (const AgentEvent &event : events) {
            const QByteArray line = toLine(event);
            QCOMPARE(line.count('\n'), 1);
            const auto read = eventFromLine(line);
            QVERIFY2(read, line.constData());
            QVERIFY2(*read == event, line.constData());
        }
    }

    void whatIsMissingIsUnknownAndNotZero()
    {
        const auto usage = std::get<AgentUsage>(*eventFromLine(toLine(AgentUsage{.inputTokens = 0})));
        QCOMPARE(usage.inputTokens, 0);
        QVERIFY(!usage.outputTokens);
        QVERIFY(!usage.cost);
    }

    void anUnknownOutcomeIsNeverAPositiveEnd()
    {
        const auto end = std::get<AgentRoundEnded>(*eventFromLine(R"({"t":"ended","outcome":"splendid"})"));
        QVERIFY(!end.isPositive());
        QVERIFY(!eventFromLine(R"({"t":"something new"})"));
        QVERIFY(!eventFromLine("no json"));
        QVERIFY(!eventFromLine("[]"));
    }

    void damagedLinesNeverCrash()
    {
        QRandomGenerator random(7);
        for (const AgentEvent &event : oneOfEach()) {
            const QByteArray line = toLine(event);
            for (int i = 0; i < 300; ++i) {
                QByteArray damaged = line;
                for (int k = random.bounded(1, 5); k > 0; --k)
                    damaged[random.bounded(damaged.size())] = char(random.bounded(256));
                (void)eventFromLine(damaged);
            }
        }
    }

    void piecesOfOneMessageAreJoined()
    {
        QList<AgentEvent> events;
        appendEvent(events, AgentMessage{AgentMessage::From::Agent, u"Hel"_s});
        appendEvent(events, AgentMessage{AgentMessage::From::Agent, u"lo"_s});
        appendEvent(events, AgentThought{u"a"_s});
        appendEvent(events, AgentThought{u"b"_s});
        appendEvent(events, AgentMessage{AgentMessage::From::Person, u"x"_s});
        appendEvent(events, AgentMessage{AgentMessage::From::Agent, u"y"_s});
        QCOMPARE(events.size(), 4);
        QCOMPARE(std::get<AgentMessage>(events[0]).text, u"Hello"_s);
        QCOMPARE(std::get<AgentThought>(events[1]).text, u"ab"_s);
    }

    void updatesOfOneToolCallAreJoined()
    {
        QList<AgentEvent> events;
        appendEvent(events, toolCall());
        appendEvent(events, AgentToolCall{.id = u"t1"_s, .output = u"more"_s});
        QCOMPARE(events.size(), 1);
        const auto call = std::get<AgentToolCall>(events[0]);
        QCOMPARE(call.title, u"Edit a"_s);
        QCOMPARE(call.status, AgentToolCall::Status::Completed);
        QCOMPARE(call.output, u"more"_s);
        appendEvent(events, AgentToolCall{.id = u"t2"_s});
        QCOMPARE(events.size(), 2);
    }

    void everyFailureHasAWord()
    {
        QSet<QString> words;
        for (int i = 0; i <= static_cast<int>(FailureKind::Protocol); ++i) {
            const auto kind = static_cast<FailureKind>(i);
            QCOMPARE(failureFromWord(failureWord(kind)), kind);
            words.insert(failureWord(kind));
        }
        QCOMPARE(words.size(), static_cast<int>(FailureKind::Protocol) + 1);
        QVERIFY(!failureFromWord(u"bad luck"));
    }
};

QTEST_GUILESS_MAIN(TestAgentEvent)
#include "tst_agentevent.moc"
