// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/transcriptfold.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestTranscriptFold : public QObject
{
    Q_OBJECT

    using Kind = TranscriptEntry::Kind;

    static AgentMessage said(const QString &text) { return {AgentMessage::From::Agent, text}; }

private Q_SLOTS:
    void piecesOfTextThatFollowEachOtherAreOneEntry()
    {
        TranscriptFold fold(1);
        const auto first = fold.add(said(u"Hello "_s), {});
        const auto second = fold.add(said(u"world"_s), {});
        QCOMPARE(second->id, first->id);
        QCOMPARE(second->text, u"Hello world"_s);
        fold.add(AgentThought{u"hm"_s}, {});
        const auto third = fold.add(said(u"!"_s), {});
        QVERIFY(third->id != first->id);
        QCOMPARE(third->text, u"!"_s);
    }

    void aVeryLongTextGoesOnInANewEntry()
    {
        TranscriptFold fold(1);
        QSet<QString> ids;
        for (int i = 0; i < 100; ++i) {
            const auto entry = fold.add(said(QString(10000, u'x')), {});
            QVERIFY(entry->text.size() < TranscriptFold::maxEntryText + 20000);
            ids.insert(entry->id);
        }
        QVERIFY(ids.size() > 10);
    }

    void updatesOfAToolCallReplaceItsEntry()
    {
        TranscriptFold fold(2);
        AgentToolCall call;
        call.id = u"t1"_s;
        call.title = u"Edit a.txt"_s;
        call.status = AgentToolCall::Status::Running;
        call.locations = {{u"a.txt"_s, 3}};
        const auto begun = fold.add(call, {});
        AgentToolCall update;
        update.id = u"t1"_s;
        update.status = AgentToolCall::Status::Completed;
        update.output = u"done"_s;
        const auto ended = fold.add(update, {});
        QCOMPARE(ended->id, begun->id);
        QCOMPARE(ended->title, u"Edit a.txt"_s);
        QCOMPARE(ended->status, u"completed"_s);
        QCOMPARE(ended->text, u"done"_s);
        QCOMPARE(ended->paths, QStringList{u"a.txt"_s});
        QCOMPARE(ended->round, 2);
    }

    void anAnsweredQuestionSaysWhoDecided()
    {
        TranscriptFold fold(1);
        AgentPermissionRequest request;
        request.id = u"p1"_s;
        request.title = u"Run make?"_s;
        fold.add(request, {});
        const auto entry = fold.add(AgentPermissionAnswer{u"p1"_s, u"allow"_s, u"Allow once"_s, true, u"Ada"_s}, {});
        QCOMPARE(entry->kind, Kind::Permission);
        QCOMPARE(entry->title, u"Run make?"_s);
        QVERIFY(entry->status.contains(u"Ada"_s));
    }

    void controlCharactersBecomeVisible()
    {
        QCOMPARE(withoutControls(u"a\x1b[31mb\tc\n\x07"_s), u"a\u241b[31mb\tc\n\u2407"_s);
    }

    void aStoredTranscriptGivesTheSameEntriesInOrder()
    {
        QByteArray lines;
        lines += toLine(said(u"One"_s));
        lines += lines.endsWith('\n') ? "" : "\n";
        lines += "this line is broken\n";
        AgentToolCall call;
        call.id = u"t"_s;
        call.title = u"Read"_s;
        for (const AgentEvent &event : QList<AgentEvent>{call, said(u"Two"_s), call}) {
            lines += toLine(event);
            lines += lines.endsWith('\n') ? "" : "\n";
        }
        const auto entries = foldTranscript(lines, 1);
        QCOMPARE(entries.size(), 3);
        QCOMPARE(entries.at(0).text, u"One"_s);
        QCOMPARE(entries.at(1).kind, Kind::ToolCall);
        QCOMPARE(entries.at(2).text, u"Two"_s);
        QCOMPARE(entries.at(0).place, 0);
        QVERIFY(entries.at(2).place > entries.at(1).place);
    }
};

QTEST_GUILESS_MAIN(TestTranscriptFold)
#include "tst_transcriptfold.moc"
