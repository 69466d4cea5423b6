// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storesteps.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** kill -9 at any moment: what was acknowledged is there, and the writer's role is free again at once. */
class TestStoreKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingThatWasAcknowledgedIsLost()
    {
        const QString program = qEnvironmentVariable("DOCKET_STOREWRITER");
        QVERIFY2(!program.isEmpty(), "the build names the helper program");
        QTemporaryDir folder;
        const QString file = folder.filePath(u"docket.sqlite"_s);
        const SystemClock clock;
        QRandomGenerator random(11);
        int rank = 0;
        for (int life = 0; life < 25; ++life) {
            QProcess writer;
            writer.start(program, {file, QString::number(rank)});
            QVERIFY(writer.waitForStarted());
            QByteArray said;
            const int lines = 1 + int(random.bounded(40));
            while (said.count('\n') < lines) {
                QVERIFY2(writer.waitForReadyRead(30'000), writer.readAllStandardError().constData());
                said += writer.readAllStandardOutput();
            }
            QCOMPARE(Store::open(file, clock, u"test"_s).error().code, ErrorCode::Busy);
            writer.kill();
            QVERIFY(writer.waitForFinished());
            said += writer.readAllStandardOutput();
            const QList<QByteArray> promises = said.left(said.lastIndexOf('\n')).split('\n');
            const QList<QByteArray> last = promises.constLast().split(' ');

            {
                // The command line may look before anybody writes again.
                const auto reader = StoreReader::open(file);
                QVERIFY2(reader, qPrintable(reader ? QString() : reader.error().text()));
                QVERIFY((*reader)->verifyChain());
            }
            auto store = Store::open(file, clock, u"test"_s);
            QVERIFY2(store, qPrintable(store ? QString() : store.error().text()));
            const auto report = (*store)->reader().verifyChain();
            QVERIFY2(report, qPrintable(report ? QString() : report.error().text()));
            if (last.size() != 3)
                continue; // killed before the first promise
            QVERIFY(report->events >= last[0].toLongLong());
            const auto card = (*store)->reader().card(TaskId{last[1].toLongLong()});
            QVERIFY(card);
            QVERIFY(card->rank >= last[2].toInt());
            rank = last[2].toInt() + 100;
        }
    }
};

QTEST_GUILESS_MAIN(TestStoreKill)
#include "tst_storekill.moc"
