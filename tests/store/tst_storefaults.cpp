// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "failingdisk.h"
#include "helpers/place.h"
#include "store/store.h"
#include "storesteps.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** What a bad disk, a wrong file and a wrong place do to the store: a sentence, and nothing overwritten. */
class TestStoreFaults : public QObject
{
    Q_OBJECT

    SteppingClock m_clock;
    QTemporaryDir m_sample;
    std::unique_ptr<QTemporaryDir> m_folder;

    QString file() const { return m_folder->filePath(u"docket.sqlite"_s); }
    Result<std::unique_ptr<Store>> open() { return Store::open(file(), m_clock, u"test"_s); }
    QByteArray content() const
    {
        QFile f(file());
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    bool overwrite(qint64 offset, const QByteArray &bytes)
    {
        QFile f(file());
        return f.open(QIODevice::ReadWrite) && f.seek(offset) && f.write(bytes) == bytes.size();
    }

private Q_SLOTS:
    void initTestCase()
    {
        FailingDisk::install();
        auto store = Store::open(m_sample.filePath(u"docket.sqlite"_s), m_clock, u"test"_s);
        QVERIFY(store);
        for (int n = 0; n < 20; ++n) {
            StoreWay way(**store);
            QVERIFY(way.toReview());
        }
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QFile::copy(m_sample.filePath(u"docket.sqlite"_s), file()));
    }

    void aFailingDiskFailsTheAppendAndNothingElse_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<ErrorCode>("expected");
        QTest::newRow("full") << SQLITE_FULL << ErrorCode::DiskFull;
        QTest::newRow("broken") << int(SQLITE_IOERR_WRITE) << ErrorCode::Io;
        QTest::newRow("read-only") << SQLITE_READONLY << ErrorCode::ReadOnly;
    }

    void aFailingDiskFailsTheAppendAndNothingElse()
    {
        QFETCH(int, code);
        QFETCH(ErrorCode, expected);
        auto store = open();
        QVERIFY(store);
        const QByteArray head = (*store)->reader().verifyChain()->head;
        Event event;
        event.task = {1};
        event.by = u"Ada"_s;
        event.body = events::RankSet{7};
        int failures = 0;
        for (int writes = 0; writes < 3; ++writes) {
            const FailingDisk disk(code, writes);
            const auto appended = (*store)->append(event);
            if (appended)
                break; // so few writes were needed
            ++failures;
            QCOMPARE(appended.error().code, expected);
            QVERIFY(appended.error().detail.endsWith(u'.'));
        }
        QVERIFY(failures > 0);
        QVERIFY((*store)->reader().verifyChain());
        QVERIFY((*store)->append(event)); // with room again it goes on
        const auto end = (*store)->reader().verifyChain();
        QVERIFY(end);
        QVERIFY(end->head != head);
        store->reset();
        QVERIFY(open());
    }

    void aFullDiskAtTheStartIsSaid()
    {
        const QString fresh = m_folder->filePath(u"fresh.sqlite"_s);
        {
            const FailingDisk disk(SQLITE_FULL, 0);
            const auto store = Store::open(fresh, m_clock, u"test"_s);
            QVERIFY(!store);
            QCOMPARE(store.error().code, ErrorCode::DiskFull);
        }
        QVERIFY(Store::open(fresh, m_clock, u"test"_s)); // and the half-made file is no obstacle
    }

    void aDamagedStoreIsRefusedAndLeftAsItIs_data()
    {
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("not a store at all") << qint64(0) << QByteArray("Dear diary, today");
        QTest::newRow("page size of nonsense") << qint64(16) << QByteArray("\x12\x34", 2);
        QTest::newRow("a broken table of contents") << qint64(100) << QByteArray(200, '\xff');
        QTest::newRow("broken pages") << qint64(4096) << QByteArray(4096 * 6, '\x5a');
    }

    void aDamagedStoreIsRefusedAndLeftAsItIs()
    {
        QFETCH(qint64, offset);
        QFETCH(QByteArray, bytes);
        QVERIFY(overwrite(offset, bytes));
        const QByteArray before = content();
        const auto store = open();
        QVERIFY(!store);
        QCOMPARE(store.error().code, ErrorCode::Damaged);
        QVERIFY(store.error().detail.contains(u"backups"_s));
        QCOMPARE(content(), before);
    }

    void aStoreThatWasCutShortIsDamaged()
    {
        QFile f(file());
        QVERIFY(f.resize(f.size() / 2));
        const QByteArray before = content();
        const auto store = open();
        QVERIFY(!store);
        QCOMPARE(store.error().code, ErrorCode::Damaged);
        QCOMPARE(content(), before);
    }

    void theFileOfAnotherProgramIsRefused()
    {
        const QString other = m_folder->filePath(u"other.sqlite"_s);
        sqlite3 *handle = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(other).constData(), &handle), SQLITE_OK);
        QCOMPARE(sqlite3_exec(handle, "CREATE TABLE mine (x); PRAGMA user_version=3", nullptr, nullptr, nullptr),
                 SQLITE_OK);
        sqlite3_close(handle);
        const auto store = Store::open(other, m_clock, u"test"_s);
        QVERIFY(!store);
        QCOMPARE(store.error().code, ErrorCode::Damaged);
        QVERIFY(store.error().context.contains(u"another program"_s));
    }

    void aFolderInThePlaceOfTheStoreIsSaid()
    {
        const QString folder = m_folder->filePath(u"folder.sqlite"_s);
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(!Store::open(folder, m_clock, u"test"_s));
        QVERIFY(!StoreReader::open(folder));
    }

    void anEmptyFileFromAnInterruptedFirstStartIsUsed()
    {
        const QString empty = m_folder->filePath(u"empty.sqlite"_s);
        QFile f(empty);
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.close();
        QCOMPARE(StoreReader::open(empty).error().code, ErrorCode::NotFound);
        QVERIFY(Store::open(empty, m_clock, u"test"_s));
    }

    void aReadOnlyPlaceCanBeReadButNotWritten()
    {
        QVERIFY(QFile::setPermissions(file(), QFileDevice::ReadOwner));
        QFile::remove(file() + ".lock"_L1);
        QVERIFY(QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        const OrdinaryUser user(m_folder->path());
        QVERIFY(user.holds());
        const auto store = open();
        const auto reader = StoreReader::open(file());
        const qsizetype cards = reader ? (*reader)->cards()->size() : 0;
        QFile::setPermissions(m_folder->path(),
                              QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        QVERIFY(!store);
        QCOMPARE(store.error().code, ErrorCode::ReadOnly);
        QCOMPARE(cards, 20);
    }

    void aReadOnlyFileIsRefusedBeforeTheFirstEvent()
    {
        QVERIFY(QFile::setPermissions(file(), QFileDevice::ReadOwner));
        const OrdinaryUser user(m_folder->path());
        QVERIFY(user.holds());
        const auto store = open();
        QVERIFY(!store);
        QCOMPARE(store.error().code, ErrorCode::ReadOnly);
    }

    void aPlaceThatNobodyCanWriteIsSaid()
    {
        const auto store = Store::open(u"/sys/docket/docket.sqlite"_s, m_clock, u"test"_s);
        QVERIFY(!store);
        QVERIFY(store.error().code == ErrorCode::Io || store.error().code == ErrorCode::ReadOnly);
        const auto lock = StoreLock::take(u"/sys/kernel/docket.sqlite"_s, u"test"_s);
        QVERIFY(!lock);
        QVERIFY(lock.error().code == ErrorCode::Io || lock.error().code == ErrorCode::ReadOnly);
    }
};

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "tst_storefaults.moc"
