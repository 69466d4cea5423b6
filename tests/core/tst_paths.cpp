// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paths.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void docketHomeHoldsEverything()
    {
        qputenv("DOCKET_HOME", "/tmp/some where");
        QCOMPARE(Paths::fromEnvironment(), Paths::below(u"/tmp/some where"_s));
        qunsetenv("DOCKET_HOME");
    }

    void foldersAreForTheUserAlone()
    {
        QTemporaryDir folder;
        const Paths paths = Paths::below(folder.path());
        QVERIFY(paths.create());
        const auto others =
            QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
        QCOMPARE(QFileInfo(paths.data).permissions() & others, QFileDevice::Permissions());
    }

    void aFolderThatCannotBeMadeIsNamed()
    {
        const Paths paths = Paths::below(u"/dev/null/x"_s);
        const auto made = paths.create();
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::Io);
        QVERIFY(made.error().context.startsWith(u"/dev/null/x"_s));
    }

    void aDeepRuntimeFolderStillHasAShortSocket()
    {
        const Paths deep = Paths::below(u"/tmp/"_s + QString(150, u'x'));
        QVERIFY(deep.controlSocket().size() < 100);
        QVERIFY(Paths::below(u"/tmp/a"_s).controlSocket() != Paths::below(u"/tmp/b"_s).controlSocket());
    }
};

QTEST_GUILESS_MAIN(TestPaths)
#include "tst_paths.moc"
