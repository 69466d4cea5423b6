// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/spool.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestSpool : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : "(unreadable)";
    }

private Q_SLOTS:
    void bytesComeBackAsTheyWere()
    {
        Spool spool;
        QVERIFY(spool.open(path(u"plain"_s)));
        spool.append("one\n\xff");
        spool.append(QByteArrayView("\0two", 4));
        QVERIFY(spool.flush());
        QCOMPARE(read(path(u"plain"_s)), QByteArray("one\n\xff\0two", 9));
        QVERIFY(spool.close());
        QCOMPARE(spool.size(), 9);
    }

    void aSecondLifeGoesOnAtTheEnd()
    {
        for (const QByteArray text : {"first\n", "second\n"}) {
            Spool spool;
            QVERIFY(spool.open(path(u"again"_s)));
            spool.append(text);
        }
        QCOMPARE(read(path(u"again"_s)), "first\nsecond\n");
    }

    void theCapHoldsAndSaysSo()
    {
        Spool spool(20);
        QVERIFY(spool.open(path(u"cap"_s)));
        spool.append("12345\n");
        spool.append("1234567\n123456789\n");
        spool.append("lost\n");
        QCOMPARE(spool.droppedBytes(), 15);
        QVERIFY(spool.close());
        QCOMPARE(read(path(u"cap"_s)),
                 "12345\n1234567\n[docket] 15 bytes beyond the limit of 20 bytes are not kept.\n");
    }

    void aFloodStaysBelowTheCap()
    {
        Spool spool(1 << 20);
        QVERIFY(spool.open(path(u"flood"_s)));
        const QByteArray line = QByteArray(1023, 'x') + '\n';
        for (int i = 0; i < 20 * 1024; ++i)
            spool.append(line);
        QVERIFY(spool.close());
        QVERIFY(QFileInfo(path(u"flood"_s)).size() < (1 << 20) + 100);
        QCOMPARE(spool.droppedBytes(), 19 * (1 << 20));
    }

    void onlyTheUserMayReadIt()
    {
        Spool spool;
        QVERIFY(spool.open(path(u"private"_s)));
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
        QCOMPARE(QFileInfo(path(u"private"_s)).permissions() & others, QFileDevice::Permissions());
    }

    void aFullDiskIsSaidInWords()
    {
        if (!QFileInfo::exists(u"/dev/full"_s))
            QSKIP("this system has no /dev/full");
        Spool spool;
        QVERIFY(spool.open(u"/dev/full"_s));
        spool.append("x");
        const auto flushed = spool.flush();
        QVERIFY(!flushed);
        QCOMPARE(flushed.error().code, ErrorCode::DiskFull);
        spool.append("more");
        QCOMPARE(spool.close().error().code, ErrorCode::DiskFull);
    }

    void aPlaceThatIsNotThereIsAnError()
    {
        Spool spool;
        QCOMPARE(spool.open(path(u"no/such/folder/log"_s)).error().code, ErrorCode::Io);
        spool.append("ignored");
        QVERIFY(!spool.isOpen());
    }
};

QTEST_GUILESS_MAIN(TestSpool)
#include "tst_spool.moc"
