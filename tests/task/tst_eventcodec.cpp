// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/eventcodec.h"
#include "way.h"

#include <QJsonDocument>
#include <QRandomGenerator>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

class TestEventCodec : public QObject
{
    Q_OBJECT

    static QByteArray bytes(const EventBody &body)
    {
        return QJsonDocument(eventToJson(body)).toJson(QJsonDocument::Compact);
    }
    static Result<EventBody> read(const QByteArray &json)
    {
        return eventBodyFromJson(QJsonDocument::fromJson(json).object());
    }

private Q_SLOTS:
    void everyAlternativeComesBackAsItWas()
    {
        Way way;
        QVERIFY(way.toReview());
        const std::vector<EventBody> bodies = oneOfEach(way.record);
        QCOMPARE(bodies.size(), std::variant_size_v<EventBody>);
        QSet<QString> words;
        for (size_t i = 0; i < bodies.size(); ++i) {
            QCOMPARE(bodies[i].index(), i); // one of each, in order
            const QByteArray json = bytes(bodies[i]);
            const auto again = read(json);
            QVERIFY2(again.has_value(), json.constData());
            QCOMPARE(again->index(), i);
            QCOMPARE(bytes(*again), json);
            words.insert(eventWord(bodies[i]));
        }
        QCOMPARE(words.size(), qsizetype(bodies.size()));
    }

    void valuesAreEqualNotOnlyTheirText()
    {
        Task task = newTask();
        task.title = u"Ä \"quoted\" \\ \u202e \n 中文 \U0001F600"_s;
        task.rank = 0.1 + 0.2;
        task.conflicts = {u"a b"_s, u""_s};
        task.createdAt = at(5).addMSecs(123);
        task.snoozedUntil = {};
        task.mergeCommit = object(12);
        task.cancelRequested = true;
        const auto created = read(bytes(events::TaskCreated{task, u"aa"_s}));
        QVERIFY(created);
        QVERIFY(std::get<events::TaskCreated>(*created).task == task);

        Round round;
        round.id = {qint64(1) << 53};
        round.process = {std::numeric_limits<qint64>::max(), 1, u"m"_s};
        round.usage = {std::nullopt, 0, 1e-9};
        round.snapshot = Snapshot{object(1), object(2), 0, at(1)};
        const auto started = read(bytes(events::RoundStarted{round}));
        QVERIFY(started);
        QVERIFY(std::get<events::RoundStarted>(*started).round == round);
    }

    void missingUsageStaysUnknown()
    {
        const auto ended = read(bytes(events::AgentEnded{RoundOutcome::Finished, {}, {}, {}}));
        QVERIFY(ended);
        const Usage usage = std::get<events::AgentEnded>(*ended).usage;
        QVERIFY(!usage.inputTokens && !usage.outputTokens && !usage.costUsd);
    }

    void halfASurrogatePairDoesNotBreakTheReplay()
    {
        QString half = u"a"_s;
        half.append(QChar(0xD83D));
        const auto once = read(bytes(events::PreparationFailed{half}));
        QVERIFY(once);
        const QString text = std::get<events::PreparationFailed>(*once).text;
        QVERIFY(text.isValidUtf16());
        QCOMPARE(text, QString::fromUtf8(text.toUtf8()));
    }

    void damagedEntriesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray("{}");
        QTest::newRow("unknown kind") << QByteArray(R"({"type":"task-exploded"})");
        QTest::newRow("text for a number") << QByteArray(R"({"type":"rank-set","rank":"high"})");
        QTest::newRow("no enumeration word") << QByteArray(R"({"type":"agent-ended","outcome":"splendid"})");
        QTest::newRow("no date") << QByteArray(R"({"type":"snoozed","until":"tomorrow"})");
        QTest::newRow("no object name") << QByteArray(R"({"type":"merge-done","commit":"HEAD; rm"})");
        QTest::newRow("number out of range") << QByteArray(R"({"type":"spec-revised","revision":99999999999})");
        QTest::newRow("list of a wrong kind") << QByteArray(R"({"type":"merge-conflicted","paths":[1]})");
        QTest::newRow("value inside") << QByteArray(R"({"type":"task-created","task":{"state":7}})");
    }

    void damagedEntriesAreRefused()
    {
        QFETCH(QByteArray, json);
        const auto body = read(json);
        QVERIFY(!body);
        QCOMPARE(body.error().code, ErrorCode::Damaged);
    }

    void whatANewerVersionAddsIsPassedOver()
    {
        const auto body = read(R"({"type":"rank-set","rank":3,"colour":"red"})");
        QVERIFY(body);
        QCOMPARE(std::get<events::RankSet>(*body).rank, 3.0);
    }

    void textFromOutsideIsCutAndSaysSo()
    {
        PermissionAsk ask;
        ask.detail = QString(1'000'000, u'x');
        const EventBody bounded = boundedEvent(events::PermissionAsked{ask});
        const QString detail = std::get<events::PermissionAsked>(bounded).ask.detail;
        QVERIFY(detail.size() < maxTextFromOutside + 200);
        QVERIFY(detail.contains(u"cut here"_s));
        const EventBody small = boundedEvent(events::SnapshotFailed{u"short"_s});
        QCOMPARE(std::get<events::SnapshotFailed>(small).text, u"short"_s);
    }

    void everyEventIsDescribedInOneHarmlessLine()
    {
        Way way;
        QVERIFY(way.toReview());
        for (const EventBody &body : oneOfEach(way.record)) {
            const QString line = describeEvent(body);
            QVERIFY2(line.size() > 3 && !line.contains(u'\n'), qPrintable(eventWord(body)));
        }
        const QString nasty = describeEvent(events::PreparationFailed{u"x\u001b[2J\n\u202eevil"_s});
        QVERIFY(!nasty.contains(QChar(0x1b)) && !nasty.contains(u'\n') && !nasty.contains(QChar(0x202e)));
        QVERIFY(describeEvent(events::AgentEnded{}).contains(u"cost unknown"_s));
    }
};

QTEST_GUILESS_MAIN(TestEventCodec)
#include "tst_eventcodec.moc"
