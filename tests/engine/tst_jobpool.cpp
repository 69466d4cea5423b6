// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobpool.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace docket;

class TestJobPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerComesInTheOwnersThread()
    {
        JobPool pool(2);
        QThread *worked = nullptr;
        QThread *answered = nullptr;
        pool.run(this, [](const CancelToken &) { return QThread::currentThread(); },
                 [&](QThread *thread) {
                     worked = thread;
                     answered = QThread::currentThread();
                 });
        QTRY_VERIFY(answered);
        QCOMPARE(answered, QThread::currentThread());
        QVERIFY(worked != answered);
    }

    void whatIsToldOnTheWayComesInOrderAndBeforeTheEnd()
    {
        JobPool pool(2);
        QStringList heard;
        pool.runInSteps<int>(
            this,
            [](const CancelToken &, const auto &tell) {
                for (int i = 0; i < 3; ++i)
                    tell(i);
                return QStringLiteral("end");
            },
            [&](int step) { heard.append(QString::number(step)); }, [&](const QString &end) { heard.append(end); });
        QTRY_COMPARE(heard.size(), 4);
        QCOMPARE(heard.join(u' '), QStringLiteral("0 1 2 end"));
        QVERIFY(pool.isIdle());
    }

    void nothingIsToldAfterShuttingDown()
    {
        JobPool pool(1);
        QSemaphore begun, gate;
        bool told = false;
        pool.runInSteps<int>(
            this,
            [&](const CancelToken &, const auto &tell) {
                begun.release();
                gate.acquire();
                tell(1);
                return 2;
            },
            [&](int) { told = true; }, [&](int) { told = true; });
        begun.acquire();
        QSignalSpy drained(&pool, &JobPool::drained);
        pool.shutDown();
        gate.release();
        QVERIFY(drained.count() > 0 || drained.wait());
        QVERIFY(!told);
    }

    void higherPrioritiesGoFirst()
    {
        JobPool pool(1);
        QSemaphore gate;
        QList<int> order;
        pool.run(this, [&](const CancelToken &) { gate.acquire(); return 0; }, [](int) {});
        for (const int priority : {0, 2, 1})
            pool.run(
                this, [priority](const CancelToken &) { return priority; }, [&](int done) { order.append(done); },
                priority);
        gate.release();
        QTRY_COMPARE(order.size(), 3);
        QCOMPARE(order, QList<int>({2, 1, 0}));
    }

    void anAnswerIsDroppedWhenItsContextDied()
    {
        JobPool pool(1);
        QSemaphore gate;
        bool answered = false;
        auto context = std::make_unique<QObject>();
        pool.run(context.get(), [&](const CancelToken &) { gate.acquire(); return 1; }, [&](int) { answered = true; });
        context.reset();
        QSignalSpy drained(&pool, &JobPool::drained);
        gate.release();
        QVERIFY(drained.count() > 0 || drained.wait());
        QVERIFY(!answered);
    }

    void shuttingDownCancelsWhatRunsAndForgetsWhatWaits()
    {
        JobPool pool(1);
        QSemaphore begun;
        bool answered = false;
        bool second = false;
        pool.run(this, [&](const CancelToken &cancel) {
            begun.release();
            while (!cancel.isCancelled())
                QThread::yieldCurrentThread();
            return 1;
        }, [&](int) { answered = true; });
        pool.run(this, [&](const CancelToken &) { second = true; return 1; }, [](int) {});
        begun.acquire();
        QSignalSpy drained(&pool, &JobPool::drained);
        pool.shutDown();
        QVERIFY(drained.count() > 0 || drained.wait());
        QVERIFY(pool.isIdle());
        QVERIFY(!answered);
        QVERIFY(!second);
        pool.run(this, [](const CancelToken &) { return 1; }, [&](int) { answered = true; });
        QVERIFY(pool.isIdle());
    }
};

QTEST_GUILESS_MAIN(TestJobPool)
#include "tst_jobpool.moc"
