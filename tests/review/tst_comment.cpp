// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/comment.h"

#include <QTest>
#include <QTimeZone>

using namespace docket;
using namespace docket::review;
using namespace Qt::StringLiterals;

class TestComment : public QObject
{
    Q_OBJECT

private:
    static diff::FileDiffPtr file()
    {
        const diff::FileEntry entry =
            diff::makeEntry({"old.c", ObjectId{"1"}, 0100644, -1}, {"new.c", ObjectId{"2"}, 0100644, -1});
        return diff::computeFileDiff(entry, "a\nb\nc\nd\ne\n", "a\nB\nC\nd\ne\nf\ng\n");
    }

private Q_SLOTS:
    void aDraftComesBackAsItWasWritten()
    {
        Comment comment;
        comment.id = {(qint64(1) << 60) + 1}; // more than a number of JSON can hold
        comment.task = {2};
        comment.anchor.path = QByteArray("src/\xff\n.c");
        comment.anchor.side = diff::Side::Left;
        comment.anchor.firstLine = 3;
        comment.anchor.lastLine = 5;
        comment.anchor.blob = {QByteArray(40, 'a')};
        comment.anchor.snippet = u"int x;\n\u202e"_s;
        comment.severity = Severity::Question;
        comment.body = u"Why\n\U0001F600?"_s;
        comment.createdAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, QTimeZone::UTC);
        const auto back = commentFromJson(commentToJson(comment));
        QVERIFY(back);
        QVERIFY(*back == comment);
        QVERIFY(!commentFromJson("{}"));
        QVERIFY(!commentFromJson("no json"));
    }

    void anAnchorKeepsTheTextAndWhatStoodAround()
    {
        const CommentAnchor anchor = makeAnchor(*file(), diff::Side::Right, 3, 4);
        QCOMPARE(anchor.path, QByteArray("new.c"));
        QCOMPARE(anchor.blob.hex, QByteArray("2"));
        QCOMPARE(anchor.snippet, u"d\ne"_s);
        QCOMPARE(anchor.before, u"a\nB\nC"_s);
        QCOMPARE(anchor.after, u"f\ng"_s);
        QVERIFY(!anchor.isWholeFile() && !anchor.isWholeReview());
    }

    void anAnchorOnTheOldSideNamesTheOldFile()
    {
        const CommentAnchor anchor = makeAnchor(*file(), diff::Side::Left, 0, 0);
        QCOMPARE(anchor.path, QByteArray("old.c"));
        QCOMPARE(anchor.blob.hex, QByteArray("1"));
        QCOMPARE(anchor.snippet, u"a"_s);
        QCOMPARE(anchor.before, QString());
    }

    void emptyLinesOfASnippetStay()
    {
        const diff::FileEntry entry = diff::makeEntry({}, {"n", ObjectId{"2"}, 0100644, -1});
        const auto diffed = diff::computeFileDiff(entry, {}, "\n\nx\n");
        QCOMPARE(makeAnchor(*diffed, diff::Side::Right, 0, 2).snippet, u"\n\nx"_s);
        QCOMPARE(makeAnchor(*diffed, diff::Side::Right, 2, 2).before, u"\n"_s);
    }

    void aFileAsAWholeCanBeCommented()
    {
        const CommentAnchor anchor = makeFileAnchor(file()->entry());
        QVERIFY(anchor.isWholeFile());
        QCOMPARE(anchor.blob.hex, QByteArray("2"));
        const CommentAnchor gone = makeFileAnchor(diff::makeEntry({"g", ObjectId{"3"}, 0100644, -1}, {}));
        QCOMPARE(gone.side, diff::Side::Left);
        QCOMPARE(gone.blob.hex, QByteArray("3"));
        QVERIFY(CommentAnchor{}.isWholeReview());
    }

    void severitiesHaveStableWords()
    {
        for (const Severity s : {Severity::Must, Severity::Should, Severity::Note, Severity::Question})
            QCOMPARE(severityFromWord(severityWord(s)), std::optional(s));
        QVERIFY(!severityFromWord(u"urgent"));
    }
};

QTEST_GUILESS_MAIN(TestComment)
#include "tst_comment.moc"
