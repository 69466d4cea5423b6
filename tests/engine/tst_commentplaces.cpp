// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/commentplaces.h"

#include "helpers/testrepo.h"

#include <QTest>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;
using diff::PortFate;
using diff::Side;

/** Comments of one round in the versions of another, over a real repository. */
class TestCommentPlaces : public QObject
{
    Q_OBJECT

    static QByteArray lines(int from, int to)
    {
        QByteArray out;
        for (int i = from; i <= to; ++i)
            out += "statement_" + QByteArray::number(i) + "();\n";
        return out;
    }

    static DiffJob jobOf(const QString &repository, const ObjectId &from, const ObjectId &to)
    {
        DiffJob job;
        job.repository = repository;
        job.from = from;
        job.to = to;
        return job;
    }

    static review::Comment commentOn(const diff::FileDiffPtr &file, int line)
    {
        review::Comment comment;
        comment.id = {line + 1};
        comment.round = {11};
        comment.anchor = review::makeAnchor(*file, Side::Right, line, line);
        return comment;
    }

private Q_SLOTS:
    void commentsFollowTheirTextOverRoundsAndRenamesAndNoneIsDropped()
    {
        TestRepo repo;
        const ObjectId base =
            repo.commit("Base", {{"a.c", lines(1, 40)}, {"b.c", lines(100, 140)}, {"gone.c", lines(200, 210)}});
        const ObjectId first =
            repo.commit("Round 1", {{"a.c", lines(1, 41)}, {"b.c", lines(100, 141)}, {"gone.c", lines(200, 211)}});
        repo.rename("b.c", "lib/c.c");
        repo.remove("gone.c");
        const ObjectId second =
            repo.commit("Round 2", {{"a.c", "// a new head\n" + lines(1, 19) + "other();\n" + lines(21, 41)}});

        const auto list = ChangeList::make(jobOf(repo.path(), base, first), {});
        QVERIFY(list);
        std::vector<review::Comment> comments;
        for (const diff::FileEntry &entry : (*list)->files()) {
            const diff::FileDiffPtr file = (*list)->diff(entry, {});
            comments.push_back(commentOn(file, 4));
            if (entry.path() == "a.c")
                comments.push_back(commentOn(file, 19)); // statement_20, which round 2 replaces
        }
        comments.push_back({}); // on the review as a whole
        QCOMPARE(comments.size(), size_t(5));

        const auto check = [&](const std::vector<review::PortedComment> &places, bool sinceRoundOne) {
            QCOMPARE(places.size(), comments.size());
            for (size_t i = 0; i < places.size(); ++i) {
                QCOMPARE(places[i].index, i);
                const review::CommentAnchor &old = comments[i].anchor;
                const review::CommentAnchor &now = places[i].anchor;
                if (old.path.isEmpty()) {
                    QVERIFY(now.isWholeReview());
                } else if (old.path == "a.c" && old.firstLine == 4) {
                    QCOMPARE(places[i].fate, PortFate::Shifted);
                    QCOMPARE(now.firstLine, 5);
                } else if (old.path == "a.c") {
                    QVERIFY(places[i].fate == PortFate::Lost || places[i].fate == PortFate::Found);
                    if (places[i].fate == PortFate::Lost && sinceRoundOne)
                        QCOMPARE(now.side, Side::Left); // beside the text it was written about
                } else if (old.path == "b.c") {
                    QCOMPARE(now.path, QByteArray("lib/c.c"));
                    QCOMPARE(now.firstLine, 4);
                } else {
                    QCOMPARE(places[i].fate, PortFate::FileGone);
                    QCOMPARE(now.side, sinceRoundOne ? Side::Left : Side::Right);
                    QCOMPARE(now.isWholeReview(), !sinceRoundOne);
                }
            }
        };
        check(findCommentPlaces(jobOf(repo.path(), base, second), comments, {{RoundId{11}, first}}, {}), false);
        check(findCommentPlaces(jobOf(repo.path(), first, second), comments, {{RoundId{11}, first}}, {}), true);
    }

    void withoutARepositoryCommentsStillHaveAPlace()
    {
        review::Comment comment;
        comment.anchor.path = "a.c";
        comment.anchor.firstLine = comment.anchor.lastLine = 3;
        const auto places = findCommentPlaces(jobOf(u"/nowhere"_s, {"1"}, {"2"}), {comment}, {}, {});
        QCOMPARE(places.size(), size_t(1));
        QVERIFY(places[0].anchor.isWholeReview());
    }
};

QTEST_GUILESS_MAIN(TestCommentPlaces)
#include "tst_commentplaces.moc"
