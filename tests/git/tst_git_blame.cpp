// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/blame.h"
#include "git/weblink.h"
#include "helpers/testrepo.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::TestRepo;

class TestGitBlame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLineHasTheCommitThatWroteIt()
    {
        TestRepo repo;
        const ObjectId first = repo.commit("First", {{"a.txt", "one\ntwo\nthree\nfour\n"}});
        const ObjectId second = repo.commit("Second line\n\nand why", {{"a.txt", "one\n2\nthree\nfour\n"}});
        repo.rename("a.txt", "b.txt").commit("Move");
        const ObjectId third = repo.commit("A fifth", {{"b.txt", "one\n2\nthree\nfour\nfive\n"}});
        const auto opened = Repository::open(repo.path());
        QVERIFY(opened);
        const auto runs = blame(*opened, third, "b.txt");
        QVERIFY2(runs, qPrintable(runs ? QString() : runs.error().text()));
        QList<std::tuple<int, int, ObjectId>> found;
        for (const BlameRun &run : *runs)
            found.append({run.firstLine, run.lineCount, run.commit});
        QCOMPARE(found,
                 (QList<std::tuple<int, int, ObjectId>>{{0, 1, first}, {1, 1, second}, {2, 2, first}, {4, 1, third}}));
        QCOMPARE(runs->at(1).summary, u"Second line"_s);
        QVERIFY(!runs->at(0).author.who.name.isEmpty());
    }

    void aCancelledSearchEnds()
    {
        TestRepo repo;
        QByteArray text;
        ObjectId last;
        for (int i = 0; i < 40; ++i)
            last = repo.commit("Commit", {{"a.txt", text += QByteArray::number(i) + '\n'}});
        const auto opened = Repository::open(repo.path());
        const CancelToken cancel;
        cancel.cancel();
        const auto runs = blame(*opened, last, "a.txt", cancel);
        QVERIFY(!runs);
        QCOMPARE(runs.error().code, ErrorCode::Cancelled);
    }

    void aHistoryThatIsTooLongIsGivenUpInWords()
    {
        TestRepo repo;
        const ObjectId only = repo.commit("Only", {{"a.txt", "a\n"}});
        const auto opened = Repository::open(repo.path());
        const auto runs = blame(*opened, only, "a.txt", {}, {.limitSeconds = 0});
        QVERIFY(!runs);
        QCOMPARE(runs.error().code, ErrorCode::Timeout);
    }

    void whatIsNotThereIsSaid()
    {
        TestRepo repo;
        const ObjectId only = repo.commit("Only", {{"a.txt", "a\n"}});
        const auto opened = Repository::open(repo.path());
        QVERIFY(!blame(*opened, only, "b.txt"));
        QVERIFY(!blame(*opened, {"no commit"}, "a.txt"));
    }

    void aKnownHostHasAPage_data()
    {
        QTest::addColumn<QString>("remote");
        QTest::addColumn<QString>("link");
        const auto row = [](const char *remote, const char *link) {
            QTest::newRow(remote) << QString::fromLatin1(remote) << QString::fromLatin1(link);
        };
        row("https://github.com/owner/repo.git", "https://github.com/owner/repo/blob/abc/src/a%20b.c#L5");
        row("git@github.com:owner/repo.git", "https://github.com/owner/repo/blob/abc/src/a%20b.c#L5");
        row("https://user:secret@github.com/owner/repo", "https://github.com/owner/repo/blob/abc/src/a%20b.c#L5");
        row("ssh://git@gitlab.com:22/group/sub/repo.git/",
            "https://gitlab.com/group/sub/repo/-/blob/abc/src/a%20b.c#L5");
        row("https://gitlab.example.org/group/repo", "https://gitlab.example.org/group/repo/-/blob/abc/src/a%20b.c#L5");
        row("https://codeberg.org/owner/repo.git", "https://codeberg.org/owner/repo/src/commit/abc/src/a%20b.c#L5");
        row("git@bitbucket.org:owner/repo.git", "https://bitbucket.org/owner/repo/src/abc/src/a%20b.c#lines-5");
        row("https://git.sr.ht/~owner/repo", "https://git.sr.ht/~owner/repo/tree/abc/item/src/a%20b.c#L5");
        row("/home/me/repo.git", "");
        row("https://example.org/owner/repo.git", "");
        row("https://github.com/", "");
        row("javascript:alert(1)//github.com/a/b", "");
    }

    void aKnownHostHasAPage()
    {
        QFETCH(QString, remote);
        QFETCH(QString, link);
        QCOMPARE(webLink(remote, {"abc"}, "src/a b.c", 4), link);
    }

    void onlyWhatTheRemoteHasIsLinked()
    {
        TestRepo repo;
        const ObjectId pushed = repo.commit("Pushed", {{"a.txt", "a\n"}});
        const auto opened = Repository::open(repo.path());
        const QString text = u"a.txt:1@"_s + QString::fromLatin1(pushed.hex);
        QCOMPARE(permalink(*opened, pushed, "a.txt", 0).value(), text); // no remote at all
        repo.git({u"remote"_s, u"add"_s, u"origin"_s, u"https://github.com/owner/repo.git"_s});
        const auto again = Repository::open(repo.path());
        QCOMPARE(permalink(*again, pushed, "a.txt", 0).value(), text); // nothing was fetched from it
        repo.git({u"update-ref"_s, u"refs/remotes/origin/main"_s, QString::fromLatin1(pushed.hex)});
        QCOMPARE(permalink(*again, pushed, "a.txt", 0).value(),
                 u"https://github.com/owner/repo/blob/%1/a.txt#L1"_s.arg(QString::fromLatin1(pushed.hex)));
        const ObjectId local = repo.commit("Local", {{"a.txt", "b\n"}});
        QCOMPARE(permalink(*again, local, "a.txt", -1).value(), u"a.txt@"_s + QString::fromLatin1(local.hex));
    }
};

QTEST_GUILESS_MAIN(TestGitBlame)
#include "tst_git_blame.moc"
