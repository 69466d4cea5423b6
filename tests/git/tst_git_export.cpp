// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/export.h"
#include "helpers/testrepo.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::TestRepo;

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestGitExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTreeIsWrittenWithoutAGitDirectory()
    {
        TestRepo repo;
        repo.write(".gitattributes", "*.txt eol=crlf\n")
            .write("a.txt", "1\n2\n")
            .executable("bin/run", "#!/bin/sh\n")
            .symlink("link", "a.txt");
        const ObjectId base = repo.submodule("lib", {QByteArray(40, '1')}).commit("Base");
        repo.write(".gitattributes", "").write("a.txt", "later\n").commit("Later");
        repo.putFile(u"a.txt"_s, "dirty\n").putFile(u".gitattributes"_s, "* -text\n");
        const QString folder = repo.outside(u"export"_s);
        QVERIFY(QDir().mkpath(folder));
        const auto opened = Repository::open(repo.path());
        const auto done = exportTree(*opened, repo.treeOf(base), folder);
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
        QCOMPARE(
            QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name),
            (QStringList{u".gitattributes"_s, u".gitmodules"_s, u"a.txt"_s, u"bin"_s, u"lib"_s, u"link"_s}));
        QCOMPARE(read(folder + "/a.txt"_L1), "1\r\n2\r\n");
        QVERIFY(QFileInfo(folder + "/bin/run"_L1).isExecutable());
        QVERIFY(QFileInfo(folder + "/link"_L1).isSymLink());
        QCOMPARE(repo.status(), " M .gitattributes\n M a.txt\n");
    }

    void aFolderWithSomethingInItIsRefused()
    {
        TestRepo repo;
        const ObjectId base = repo.commit("Base", {{"a", "1\n"}});
        const QString folder = repo.outside(u"export"_s);
        QVERIFY(QDir().mkpath(folder + "/.hidden"_L1));
        QCOMPARE(exportTree(*Repository::open(repo.path()), base, folder).error().code, ErrorCode::AlreadyExists);
        QVERIFY(!QFileInfo::exists(folder + "/a"_L1));
    }

    void aLargeExportCanBeCancelled()
    {
        TestRepo repo;
        TestRepo::Files files;
        for (int i = 0; i < 1500; ++i)
            files.append({"f" + QByteArray::number(i), "x\n"});
        const ObjectId base = repo.commit("Base", files);
        const QString folder = repo.outside(u"export"_s);
        QVERIFY(QDir().mkpath(folder));
        CancelToken token;
        token.cancel();
        QCOMPARE(exportTree(*Repository::open(repo.path()), base, folder, token).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestGitExport)
#include "tst_git_export.moc"
