// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/dbusnotifier.h"

#include <QDBusConnectionInterface>
#include <QDBusContext>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

/** A notification server in the test's own process, on a connection of its own. */
class Server : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Call { uint replaces; QString title, text; QStringList actions; QVariantMap hints; };
    QList<Call> calls;
    QList<uint> closed;

public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &text,
                const QStringList &actions,
                const QVariantMap &hints, int)
    {
        calls << Call{replaces, title, text, actions, hints};
        return replaces ? replaces : ++m_last;
    }
    void CloseNotification(uint id) { closed << id; }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);
    void ActivationToken(uint id, const QString &token);

private:
    uint m_last = 6;
};

class DBusNotifierTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
        QVERIFY(m_daemon.waitForReadyRead(10'000));
        const QString address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        m_serverBus = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address, u"server"_s));
        m_clientBus = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address, u"client"_s));
        QVERIFY(m_serverBus->registerObject(u"/org/freedesktop/Notifications"_s, &m_server,
                                            QDBusConnection::ExportAllContents));
        QVERIFY(m_serverBus->registerService(u"org.freedesktop.Notifications"_s));
    }
    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(u"client"_s);
        QDBusConnection::disconnectFromBus(u"server"_s);
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }
    void init()
    {
        m_server.calls.clear();
        m_server.closed.clear();
    }

    void buttonsAndTextArriveWithMarkupWrittenOut()
    {
        DBusNotifier notifier(*m_clientBus);
        notifier.show({5, u"Ready"_s, u"<b>x</b> & y"_s, {{u"default"_s, u"Open"_s}, {u"later"_s, u"Later"_s}}, true});
        QTRY_COMPARE(m_server.calls.size(), 1);
        QCOMPARE(m_server.calls[0].title, u"Ready"_s);
        QCOMPARE(m_server.calls[0].text, u"&lt;b&gt;x&lt;/b&gt; &amp; y"_s);
        QCOMPARE(m_server.calls[0].actions, (QStringList{u"default"_s, u"Open"_s, u"later"_s, u"Later"_s}));
        QCOMPARE(m_server.calls[0].hints.value(u"desktop-entry"_s).toString(), u"org.docket.Docket"_s);
        QCOMPARE(m_server.calls[0].hints.value(u"urgency"_s).toUInt(), 2u);
    }

    void theSameKeyReplacesAndAnActionComesBackWithItsToken()
    {
        DBusNotifier notifier(*m_clientBus);
        QSignalSpy activated(&notifier, &Notifier::activated);
        notifier.show({5, u"One"_s, {}, {}, false});
        QTRY_COMPARE(m_server.calls.size(), 1);
        QTest::qWait(50); // the answer with the id travels back
        notifier.show({5, u"Two"_s, {}, {}, false});
        QTRY_COMPARE(m_server.calls.size(), 2);
        QVERIFY(m_server.calls[1].replaces != 0);
        QTest::qWait(50);
        Q_EMIT m_server.ActivationToken(m_server.calls[1].replaces, u"tok"_s);
        Q_EMIT m_server.ActionInvoked(m_server.calls[1].replaces, u"open"_s);
        QTRY_COMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toULongLong(), 5u);
        QCOMPARE(activated[0][1].toString(), u"open"_s);
        QCOMPARE(activated[0][2].toString(), u"tok"_s);
    }

    void somebodyElsesNotificationIsNotOurs()
    {
        DBusNotifier notifier(*m_clientBus);
        QSignalSpy activated(&notifier, &Notifier::activated);
        notifier.show({5, u"One"_s, {}, {}, false});
        QTRY_COMPARE(m_server.calls.size(), 1);
        Q_EMIT m_server.ActionInvoked(4711, u"open"_s);
        notifier.show({6, u"Two"_s, {}, {}, false});
        QTRY_COMPARE(m_server.calls.size(), 2); // on the same connection, so what was said before has arrived
        QCOMPARE(activated.size(), 0);
    }

    void whatIsWithdrawnBeforeTheServerAnsweredIsClosedAllTheSame()
    {
        DBusNotifier notifier(*m_clientBus);
        notifier.show({8, u"Gone"_s, {}, {}, false});
        notifier.withdraw(8);
        QTRY_COMPARE(m_server.closed.size(), 1);
    }

    void noServerIsNoError()
    {
        DBusNotifier notifier{QDBusConnection(u"no such connection"_s)};
        notifier.show({1, u"x"_s, {}, {}, false});
        notifier.withdraw(1);
        QVERIFY(m_server.calls.isEmpty());
    }

private:
    QProcess m_daemon;
    Server m_server;
    std::unique_ptr<QDBusConnection> m_serverBus, m_clientBus;
};

QTEST_GUILESS_MAIN(DBusNotifierTest)
#include "tst_dbusnotifier.moc"
