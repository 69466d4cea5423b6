// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/hostaddress.h"

#include <QTest>
#include <QThread>

#include <algorithm>
#include <optional>

using namespace docket;
using namespace Qt::StringLiterals;

class TestHostAddress : public QObject
{
    Q_OBJECT

    static constexpr int patience = 60'000;

private Q_SLOTS:
    void someLeadHome_data()
    {
        QTest::addColumn<bool>("home");
        for (const char *text :
             {"127.0.0.1", "127.9.8.7", "0.0.0.0", "0.1.2.3", "169.254.1.1", "224.0.0.1", "255.255.255.255", "::1",
              "::", "fe80::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.0.9", "::127.0.0.1"})
            QTest::newRow(text) << true;
        for (const char *text :
             {"93.184.215.14", "10.0.0.1", "192.168.1.1", "2606:2800:21f::1", "::ffff:93.184.215.14"})
            QTest::newRow(text) << false;
    }

    void someLeadHome()
    {
        QFETCH(bool, home);
        const HostAddress address = HostAddress::fromText(QString::fromLatin1(QTest::currentDataTag()), 80);
        QVERIFY(address.isValid());
        QCOMPARE(address.leadsHome(), home);
    }

    void aNameIsNoAddress()
    {
        for (const QString &name :
             {u"localhost"_s, u"example.org"_s, u"127.1"_s, u"0x7f.1"_s, u"[::1]"_s, u""_s, u"127.0.0.1 "_s})
            QVERIFY2(!HostAddress::fromText(name, 80).isValid(), qPrintable(name));
        QVERIFY(HostAddress().leadsHome());
        QCOMPARE(HostAddress::fromText(u"::1"_s, 80).text(), u"::1"_s);
        QCOMPARE(HostAddress::fromText(u"127.0.0.1"_s, 80).text(), u"127.0.0.1"_s);
    }

    void theSystemIsAskedElsewhereAndAnswersHere()
    {
        std::optional<QList<HostAddress>> found;
        lookUpHost(u"localhost"_s, 80, this, [&](const QList<HostAddress> &addresses) {
            QCOMPARE(QThread::currentThread(), thread());
            found = addresses;
        });
        QVERIFY(!found); // not within the call
        QTRY_VERIFY_WITH_TIMEOUT(found, patience);
        QVERIFY(!found->isEmpty());
        QVERIFY(std::ranges::all_of(*found, &HostAddress::leadsHome));
        std::optional<QList<HostAddress>> itself;
        lookUpHost(u"::1"_s, 80, this, [&](const QList<HostAddress> &addresses) { itself = addresses; });
        QTRY_VERIFY_WITH_TIMEOUT(itself, patience);
        QCOMPARE(itself->size(), 1);
        QCOMPARE(itself->constFirst().text(), u"::1"_s);
        std::optional<QList<HostAddress>> nothing;
        lookUpHost(u"no-such-host.invalid"_s, 80, this,
                   [&](const QList<HostAddress> &addresses) { nothing = addresses; });
        QTRY_VERIFY_WITH_TIMEOUT(nothing, patience);
        QVERIFY(nothing->isEmpty());
    }

    void whoAskedMayBeGone()
    {
        bool answered = false;
        {
            QObject asking;
            lookUpHost(u"localhost"_s, 80, &asking, [&](const QList<HostAddress> &) { answered = true; });
        }
        std::optional<QList<HostAddress>> later;
        lookUpHost(u"localhost"_s, 80, this, [&](const QList<HostAddress> &addresses) { later = addresses; });
        QTRY_VERIFY_WITH_TIMEOUT(later, patience);
        QVERIFY(!answered);
    }
};

QTEST_GUILESS_MAIN(TestHostAddress)
#include "tst_hostaddress.moc"
