// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sourcejobs.h"
#include "helpers/testrepo.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace docket;
using docket::test::TestRepo;

class TestSourceJobs : public QObject
{
    Q_OBJECT

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void definitionsAreFoundInBothTrees()
    {
        TestRepo repo;
        const ObjectId base = repo.commit("Base",
                                          {{"lib/old.c", "int gone(void)\n{\n}\n"},
                                           {"lib/kept.c", "int kept(int a)\n{\n}\n"},
                                           {"use.c", "kept(1);\n"}});
        repo.remove("lib/old.c");
        const ObjectId head = repo.commit(
            "Head",
            {{"lib/new.c", "static int fresh(void)\n{\n}\n"}, {"data.bin", QByteArray("int fresh(void)\n\0", 17)}});
        const auto find = [&](const QByteArray &name) {
            return findDefinitions(repo.path(), head, base, name, "use.c", {}).value();
        };
        QCOMPARE(find("kept").size(), 1); // both trees have it, and it is told once
        QCOMPARE(find("kept").constFirst(), (review::Definition{"lib/kept.c", 0, "int kept(int a)", false}));
        QCOMPARE(find("gone").constFirst(), (review::Definition{"lib/old.c", 0, "int gone(void)", true}));
        QCOMPARE(find("fresh").size(), 1); // not the binary one
        QVERIFY(find("nowhere").isEmpty());
        const CancelToken cancel;
        cancel.cancel();
        QCOMPARE(findDefinitions(repo.path(), head, base, "kept", {}, cancel).error().code, ErrorCode::Cancelled);
    }

    void thePatchAppliesAndThePageHoldsEveryFile()
    {
        TestRepo repo;
        const ObjectId base =
            repo.commit("Base", {{"a.txt", "one\ntwo\n"}, {"b.txt", "gone\n"}, {"pic.bin", QByteArray("\0\1\2", 3)}});
        repo.remove("b.txt")
            .write("a.txt", "one\n2\n")
            .write("c <x>.txt", "new")
            .write("pic.bin", QByteArray("\0\1\3\4", 4));
        const ObjectId head = repo.commit("Head");
        ExportOrder order;
        order.job = {repo.path(), base, head, {}};
        const auto list = ChangeList::make(order.job, {});
        QVERIFY(list);
        order.entries.assign((*list)->files().begin(), (*list)->files().end());
        order.files = {(*list)->diff(0, {})}; // the others are computed on the way
        order.title = u"Change"_s;
        order.fileName = repo.outside(u"change.patch"_s);
        QVERIFY(exportChange(order, {}));
        repo.git({u"checkout"_s, u"-q"_s, u"--detach"_s, QString::fromLatin1(base.hex)});
        repo.git({u"apply"_s, u"--index"_s, order.fileName});
        QCOMPARE(repo.git({u"write-tree"_s}).trimmed(), repo.treeOf(head).hex);

        order.format = ExportFormat::Html;
        order.fileName = repo.outside(u"change.html"_s);
        QVERIFY(exportChange(order, {}));
        const QByteArray page = contentOf(order.fileName);
        QVERIFY(page.contains("c &lt;x&gt;.txt") && page.contains("a.txt") && page.contains("b.txt")
                && page.endsWith("</html>\n"));
        order.fileName = repo.outside(u"no/such/folder/x"_s);
        QCOMPARE(exportChange(order, {}).error().code, ErrorCode::Io);
        const CancelToken cancel;
        cancel.cancel();
        order.fileName = repo.outside(u"cancelled.html"_s);
        QCOMPARE(exportChange(order, cancel).error().code, ErrorCode::Cancelled);
        QVERIFY(!QFileInfo::exists(order.fileName)); // as a whole or not at all
    }

    void theEditorGetsTheAttemptsFileOrACopyThatCannotBeWritten()
    {
        TestRepo repo;
        const ObjectId head = repo.commit("Head", {{"dir/a.txt", "committed\n"}, {"link/b.txt", "inside\n"}});
        const QString copies = repo.outside(u"copies"_s);
        const auto open = [&](const QByteArray &path, const QString &worktree) {
            return fileForEditor(repo.path(), head, path, worktree, copies);
        };
        repo.putFile(u"dir/a.txt"_s, "edited\n");
        QCOMPARE(open("dir/a.txt", repo.path())->path, QFileInfo(repo.path()).canonicalFilePath() + u"/dir/a.txt"_s);
        QVERIFY(!open("dir/a.txt", repo.path())->isCopy);

        const auto copy = open("dir/a.txt", {});
        QVERIFY(copy && copy->isCopy);
        QCOMPARE(contentOf(copy->path), "committed\n");
        QVERIFY(copy->path.endsWith("/a.txt"_L1) && copy->path.startsWith(copies));
        QVERIFY(!(QFile::permissions(copy->path)
                  & (QFileDevice::WriteOwner | QFileDevice::WriteGroup | QFileDevice::WriteOther)));
        QCOMPARE(open("dir/a.txt", {})->path, copy->path); // the same copy again

        // A link that an agent put where a folder was leads nowhere.
        QDir(repo.path() + u"/link"_s).removeRecursively();
        QFile::link(repo.outside(u"elsewhere"_s), repo.path() + u"/link"_s);
        QDir().mkpath(repo.outside(u"elsewhere"_s));
        QFile secret(repo.outside(u"elsewhere/b.txt"_s));
        QVERIFY(secret.open(QIODevice::WriteOnly));
        secret.close();
        const auto through = open("link/b.txt", repo.path());
        QVERIFY(through && through->isCopy);
        QCOMPARE(contentOf(through->path), "inside\n");
        QVERIFY(!open("../outside.txt", repo.path()));
        QVERIFY(!open("not there", repo.path()));
    }

    void authorsComeAsLines()
    {
        TestRepo repo;
        repo.commit("First", {{"a.txt", "one\ntwo\n"}});
        const ObjectId second = repo.commit("Second", {{"a.txt", "one\n2\n"}});
        const auto authors = authorsOf(repo.path(), second, "a.txt", {});
        QVERIFY(authors);
        QCOMPARE((*authors)->at(0)->summary, u"First"_s);
        QCOMPARE((*authors)->at(1)->summary, u"Second"_s);
        QVERIFY(!(*authors)->at(2));
        QVERIFY(!(*authors)->at(-1));
        QVERIFY(!authorsOf(repo.path(), second, "nothing", {}));
    }
};

QTEST_GUILESS_MAIN(TestSourceJobs)
#include "tst_sourcejobs.moc"
