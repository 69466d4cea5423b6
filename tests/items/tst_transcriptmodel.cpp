// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/evidencemodel.h"
#include "items/transcriptmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;
using Kind = TranscriptEntry::Kind;

namespace {

TranscriptEntry entry(Kind kind, const QString &text, const QString &id = {}, const QString &status = {})
{
    TranscriptEntry e;
    e.kind = kind;
    e.round = 1;
    e.text = text;
    e.id = id;
    e.status = status;
    return e;
}

QString dump(const TranscriptModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows << model.plainText(row) + (model.isFolded(row) ? u" (folded)"_s : QString());
    return rows.join(u'|');
}

} // namespace

class TranscriptModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatComesLaterIsAppended()
    {
        TranscriptModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.append({entry(Kind::Message, u"one"_s)});
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.append({entry(Kind::Message, u"two"_s), entry(Kind::Thought, u"hm"_s)});
        QCOMPARE(dump(model), u"one|two|hm (folded)"_s);
        QCOMPARE(inserted.size(), 1);
    }

    void theSameToolCallIsReplacedWhereItStands()
    {
        TranscriptModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.append({entry(Kind::ToolCall, u"a"_s, u"t1"_s, u"pending"_s), entry(Kind::Message, u"b"_s)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged),
            inserted(&model, &QAbstractItemModel::rowsInserted);
        model.append({entry(Kind::ToolCall, u"c"_s, u"t1"_s, u"completed"_s)});
        QCOMPARE(dump(model), u"c (folded)|b"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(inserted.size(), 0);
    }

    void theSameToolCallTwiceInOneBatchIsOneRow()
    {
        TranscriptModel model;
        model.append({entry(Kind::ToolCall, u"a"_s, u"t1"_s), entry(Kind::ToolCall, u"b"_s, u"t1"_s)});
        QCOMPARE(dump(model), u"b (folded)"_s);
    }

    void beyondTheLimitTheOldestLeaveAndFoldingStaysWithItsEntry()
    {
        TranscriptModel model(3);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.append({entry(Kind::Message, u"1"_s), entry(Kind::Thought, u"2"_s), entry(Kind::Thought, u"3"_s)});
        model.setFolded(2, false);
        model.append({entry(Kind::Message, u"4"_s)});
        QCOMPARE(dump(model), u"2 (folded)|3|4"_s);
        QCOMPARE(model.dropped(), 1);
        model.append({entry(Kind::Message, u"5"_s), entry(Kind::Message, u"6"_s), entry(Kind::Message, u"7"_s),
                      entry(Kind::Message, u"8"_s)});
        QCOMPARE(dump(model), u"6|7|8"_s);
        QCOMPARE(model.dropped(), 5);
    }

    void anEntryThatLeftAndComesAgainIsNew()
    {
        TranscriptModel model(2);
        model.append({entry(Kind::ToolCall, u"a"_s, u"t1"_s), entry(Kind::Message, u"b"_s),
                      entry(Kind::Message, u"c"_s)});
        model.append({entry(Kind::ToolCall, u"again"_s, u"t1"_s)});
        QCOMPARE(dump(model), u"c|again (folded)"_s);
    }

    void theSearchGoesRoundInBothDirections()
    {
        TranscriptModel model;
        model.append({entry(Kind::Message, u"alpha"_s), entry(Kind::Thought, u"Beta"_s),
                      entry(Kind::Message, u"alpha beta"_s)});
        QCOMPARE(model.find(u"beta"_s, -1, false), 1);
        QCOMPARE(model.find(u"beta"_s, 1, false), 2);
        QCOMPARE(model.find(u"beta"_s, 2, false), 1);
        QCOMPARE(model.find(u"alpha"_s, 0, true), 2);
        QCOMPARE(model.find(u"gamma"_s, 0, false), -1);
    }

    void escapesAndReadingOrderMarksOfAnAgentAreNotObeyed()
    {
        TranscriptModel model;
        model.append({entry(Kind::Message, u"\u001b[31mred\u001b[0m \u202Eevil"_s)});
        QCOMPARE(dump(model), u"red <U+202E>evil"_s);
    }

    void evidenceIsListedNewestRoundFirstAndUpdatedInPlace()
    {
        TaskRecord record;
        record.task.id = TaskId{1};
        Attempt attempt;
        attempt.id = AttemptId{1};
        attempt.number = 1;
        record.attempts << attempt;
        for (int number : {1, 2}) {
            Round round;
            round.id = RoundId{number};
            round.attempt = attempt.id;
            round.number = number;
            record.rounds << round;
        }
        const auto add = [&record](int id, int round, const QString &check) {
            Evidence evidence;
            evidence.id = EvidenceId{id};
            evidence.round = RoundId{round};
            evidence.check = check;
            record.evidence << evidence;
        };
        add(1, 1, u"lint"_s);
        add(2, 2, u"lint"_s);
        add(3, 2, u"test"_s);
        EvidenceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setRecord(record);
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row)
            rows << model.index(row, EvidenceModel::CheckColumn).data().toString() + model.index(row,
                EvidenceModel::RoundColumn).data().toString();
        QCOMPARE(rows, (QStringList{u"lint2"_s, u"test2"_s, u"lint1"_s}));
        QVERIFY(!model.index(0, EvidenceModel::ExitColumn).data().isValid());

        QSignalSpy reset(&model, &QAbstractItemModel::modelReset), changed(&model, &QAbstractItemModel::dataChanged);
        record.evidence[2].exitCode = 0;
        model.setRecord(record);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.index(1, EvidenceModel::ExitColumn).data().toInt(), 0);
    }
};

QTEST_GUILESS_MAIN(TranscriptModelTest)
#include "tst_transcriptmodel.moc"
