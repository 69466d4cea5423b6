// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/confinedfiles.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace docket;
using namespace Qt::StringLiterals;

class TestConfinedFiles : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString root() const { return m_folder.filePath(u"root"_s); }
    static void put(const QString &path, const QByteArray &bytes)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    static QByteArray get(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : "(unreadable)";
    }

private Q_SLOTS:
    void init()
    {
        QDir(root()).removeRecursively();
        put(root() + u"/a/file"_s, "inside");
        put(root() + u"/.git"_s, "gitdir: x");
        put(m_folder.filePath(u"secret"_s), "secret");
    }

    void filesInsideAreReadAndWritten()
    {
        const ConfinedFiles files(root());
        QCOMPARE(files.read(root() + u"/a/file"_s), QByteArray("inside"));
        QCOMPARE(files.read(u"a/../a/file"_s), QByteArray("inside"));
        QVERIFY(files.write(root() + u"/new/deep/file"_s, "fresh"));
        QCOMPARE(get(root() + u"/new/deep/file"_s), "fresh");
        QVERIFY(files.write(u"a/file"_s, "x"));
        QCOMPARE(get(root() + u"/a/file"_s), "x");
    }

    void aMissingFileIsNotFound()
    {
        QCOMPARE(ConfinedFiles(root()).read(u"nothing"_s).error().code, ErrorCode::NotFound);
    }

    void pathsThatLeadOutAreRefused()
    {
        const ConfinedFiles files(root());
        for (const QString &path : {m_folder.filePath(u"secret"_s), u"../secret"_s, u"/etc/passwd"_s,
                                    root() + u"/../secret"_s, root() + u"-other/x"_s, u""_s, u"."_s, u".."_s}) {
            QVERIFY2(!files.read(path), qPrintable(path));
            QVERIFY2(!files.write(path, "evil"), qPrintable(path));
        }
        QCOMPARE(get(m_folder.filePath(u"secret"_s)), "secret");
    }

    void linksThatLeadOutAreRefused()
    {
        QVERIFY(QFile::link(m_folder.filePath(u"secret"_s), root() + u"/link"_s));
        QVERIFY(QFile::link(m_folder.path(), root() + u"/up"_s));
        QVERIFY(QFile::link(u"../secret"_s, root() + u"/relative"_s));
        QVERIFY(QFile::link(m_folder.filePath(u"unborn"_s), root() + u"/unborn"_s));
        const ConfinedFiles files(root());
        for (const QString &path : {u"link"_s, u"up/secret"_s, u"relative"_s, u"unborn"_s, u"up/newfolder/x"_s}) {
            QCOMPARE(files.write(path, "evil").error().code, ErrorCode::Refused);
            QVERIFY2(!files.read(path), qPrintable(path));
        }
        QCOMPARE(get(m_folder.filePath(u"secret"_s)), "secret");
        QVERIFY(!QFile::exists(m_folder.filePath(u"unborn"_s)));
        QVERIFY(!QFile::exists(m_folder.filePath(u"newfolder"_s)));
    }

    void linksThatStayInsideAreFollowed()
    {
        QVERIFY(QFile::link(u"a"_s, root() + u"/b"_s));
        QVERIFY(ConfinedFiles(root()).write(u"b/file"_s, "through"));
        QCOMPARE(get(root() + u"/a/file"_s), "through");
    }

    void gitsOwnFilesAreOutOfReach()
    {
        const ConfinedFiles files(root());
        for (const QString &path : {u".git"_s, u".GIT"_s, u".git/config"_s, root() + u"/.git"_s, u"a/../.git"_s})
            QCOMPARE(files.write(path, "evil").error().code, ErrorCode::Refused);
        QCOMPARE(get(root() + u"/.git"_s), "gitdir: x");
    }

    void onlyRegularFilesAreTouched()
    {
        QCOMPARE(::mkfifo(QFile::encodeName(root() + u"/pipe"_s).constData(), 0600), 0);
        const ConfinedFiles files(root());
        QVERIFY(!files.read(u"pipe"_s));
        QVERIFY(!files.write(u"pipe"_s, "x"));
        QVERIFY(!files.read(u"a"_s));
        QVERIFY(!files.write(u"a"_s, "x"));
    }

    void aFileWithASecondNameIsNotWritten()
    {
        QCOMPARE(::link(QFile::encodeName(m_folder.filePath(u"secret"_s)).constData(),
                        QFile::encodeName(root() + u"/hard"_s).constData()),
                 0);
        QCOMPARE(ConfinedFiles(root()).write(u"hard"_s, "evil").error().code, ErrorCode::Refused);
        QCOMPARE(get(m_folder.filePath(u"secret"_s)), "secret");
    }

    void whatIsTooLargeIsRefused()
    {
        QCOMPARE(ConfinedFiles(root()).read(u"a/file"_s, 3).error().code, ErrorCode::Refused);
    }
};

QTEST_GUILESS_MAIN(TestConfinedFiles)
#include "tst_confinedfiles.moc"
