// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/trailers.h"
#include "helpers/testrepo.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace docket::git;
using docket::test::TestRepo;

class TestGitTrailers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trailersGoWhereGitPutsThem_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("title only") << u"Add a thing\n"_s;
        QTest::newRow("no line break at the end") << u"Add a thing"_s;
        QTest::newRow("body") << u"Add a thing\n\nBecause it was missing.\n"_s;
        QTest::newRow("block at the end") << u"Add a thing\n\nBody.\n\nSigned-off-by: A <a@b>\n"_s;
        QTest::newRow("block of several") << u"Add a thing\n\nBody.\n\nFixes: #1\nAcked-by: B\n"_s;
        QTest::newRow("folded value") << u"Add a thing\n\nNote: long\n  goes on\n"_s;
        QTest::newRow("last paragraph is prose with a colon")
            << u"Add a thing\n\nNote: this is prose\nthat goes on here\n"_s;
        QTest::newRow("mixed, written by git") << u"Add a thing\n\nsome words\nSigned-off-by: A <a@b>\n"_s;
        QTest::newRow("title that looks like one") << u"fix: a thing\n"_s;
        QTest::newRow("title of two lines") << u"fix: a thing\nand: another\n"_s;
        QTest::newRow("blank lines at the end") << u"Add a thing\n\nBody.\n\n\n"_s;
        QTest::newRow("the same trailer is there") << u"Add a thing\n\nDocket-Task: 7\n"_s;
        QTest::newRow("not ASCII") << u"Größe ändern\n\nÜber: nichts\n"_s;
    }

    void trailersGoWhereGitPutsThem()
    {
        QFETCH(QString, message);
        TestRepo repo;
        QFile file(repo.path() + "/message"_L1);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(message.toUtf8());
        file.close();
        const QByteArray expected = repo.git({u"interpret-trailers"_s, u"--trailer"_s, u"Docket-Task: 7"_s,
                                              u"--trailer"_s, u"Reviewed-by: R <r@x>"_s, file.fileName()});
        const QString ours = withTrailers(message, {{u"Docket-Task"_s, u"7"_s}, {u"Reviewed-by"_s, u"R <r@x>"_s}});
        QString theirs = QString::fromUtf8(expected);
        // Git keeps surplus blank lines around the block; a commit message is stripped of them anyway.
        while (theirs.contains("\n\n\n"_L1))
            theirs.replace("\n\n\n"_L1, "\n\n"_L1);
        theirs = theirs.trimmed() + u'\n';
        QCOMPARE(ours, theirs);

        file.resize(0);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(ours.toUtf8());
        file.close();
        const auto parsed = repo.git({u"interpret-trailers"_s, u"--parse"_s, file.fileName()}).trimmed().split('\n');
        QStringList mine;
        for (const Trailer &trailer : parseTrailers(ours))
            mine.append(trailer.key + u": "_s + trailer.value);
        QCOMPARE(mine.join(u'\n').toUtf8(), parsed.join('\n'));
    }

    void aValueNeverBreaksOutOfItsLine()
    {
        const QString message = withTrailers(u"Title"_s, {{u"Docket-Evidence"_s, u"ok\nReviewed-by: Nobody"_s}});
        QCOMPARE(parseTrailers(message), (QList<Trailer>{{u"Docket-Evidence"_s, u"ok Reviewed-by: Nobody"_s}}));
    }

    void aMessageWithoutABlockHasNoTrailers()
    {
        QVERIFY(parseTrailers(u"fix: a thing\n"_s).isEmpty());
        QVERIFY(parseTrailers(QString()).isEmpty());
        QVERIFY(parseTrailers(u"Title\n\nDocket-Task: 7\nand prose\n"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestGitTrailers)
#include "tst_git_trailers.moc"
