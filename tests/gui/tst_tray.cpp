// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/tray.h"
#include "helpers/fakeworkbench.h"

#include <QAction>
#include <QApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

const QString watcherName = u"org.kde.StatusNotifierWatcher"_s;
const QString itemInterface = u"org.kde.StatusNotifierItem"_s;
const QString menuInterface = u"com.canonical.dbusmenu"_s;

} // namespace

/** The desktop's half of the tray: a watcher that knows one host, as panels bring it. */
class Panel : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.StatusNotifierWatcher")
    Q_PROPERTY(bool IsStatusNotifierHostRegistered READ isHostRegistered)
    Q_PROPERTY(int ProtocolVersion READ protocolVersion)

public:
    bool isHostRegistered() const { return true; }
    int protocolVersion() const { return 0; }
    QString service; ///< Of the item that registered itself.

public Q_SLOTS:
    void RegisterStatusNotifierItem(const QString &item)
    {
        service = item.startsWith(u'/') ? message().service() : item;
        Q_EMIT StatusNotifierItemRegistered(service);
    }

Q_SIGNALS:
    void StatusNotifierItemRegistered(const QString &item);
    void StatusNotifierHostRegistered();
};

/** The tray over a real bus, seen from a panel. */
class TestTray : public QObject
{
    Q_OBJECT

    Panel m_panel;
    std::unique_ptr<QDBusConnection> m_bus;
    std::unique_ptr<FakeWorkbench> m_workbench;
    QAction m_show{u"Show the window"_s};
    QAction m_next{u"Next that needs you"_s};
    QAction m_quit{u"Quit"_s};
    std::unique_ptr<Tray> m_tray;

    /** Both ends live in this thread, so a call is answered by the event loop while it is waited for. */
    QDBusMessage call(const QString &path, const QString &interface, const QString &method,
                      const QVariantList &arguments)
    {
        QDBusMessage message = QDBusMessage::createMethodCall(m_panel.service, path, interface, method);
        message.setArguments(arguments);
        const QDBusPendingCall pending = m_bus->asyncCall(message);
        return QTest::qWaitFor([&] { return pending.isFinished(); }) ? pending.reply() : QDBusMessage();
    }
    QVariant property(const QString &name)
    {
        const QDBusMessage reply =
            call(u"/StatusNotifierItem"_s, u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {itemInterface, name});
        return reply.arguments().isEmpty() ? QVariant() : reply.arguments().first().value<QDBusVariant>().variant();
    }
    /** Labels of the menu's entries with their ids, as the panel is told them. */
    QMap<QString, int> menu()
    {
        const QString path = property(u"Menu"_s).value<QDBusObjectPath>().path();
        const QDBusMessage reply = call(path, menuInterface, u"GetLayout"_s, {0, -1, QStringList()});
        if (reply.arguments().size() < 2)
            return {};
        QMap<QString, int> entries;
        collect(reply.arguments().at(1).value<QDBusArgument>(), entries);
        return entries;
    }
    static void collect(const QDBusArgument &layout, QMap<QString, int> &entries)
    {
        int id = 0;
        QVariantMap properties;
        QVariantList children;
        layout.beginStructure();
        layout >> id >> properties >> children;
        layout.endStructure();
        const QString label = properties.value(u"label"_s).toString();
        if (!label.isEmpty())
            entries.insert(QString(label).remove(u'_'), id);
        for (const QVariant &child : children)
            collect((child.canConvert<QDBusVariant>() ? child.value<QDBusVariant>().variant() : child)
                        .value<QDBusArgument>(),
                    entries);
    }
    /** The side of the smallest picture and the bytes of all: enough to tell two icons apart. */
    QByteArray picture(const QString &name)
    {
        const QDBusArgument list = property(name).value<QDBusArgument>();
        QByteArray all;
        list.beginArray();
        while (!list.atEnd()) {
            int width = 0, height = 0;
            QByteArray pixels;
            list.beginStructure();
            list >> width >> height >> pixels;
            list.endStructure();
            if (pixels.size() != qsizetype(4) * width * height)
                return {};
            all += pixels;
        }
        list.endArray();
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_bus = std::make_unique<QDBusConnection>(
            QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), u"panel"_s));
        QVERIFY(m_bus->registerObject(u"/StatusNotifierWatcher"_s, &m_panel, QDBusConnection::ExportAllContents));
        QVERIFY(m_bus->registerService(watcherName));
        m_workbench = std::make_unique<FakeWorkbench>();
        m_tray = std::make_unique<Tray>(*m_workbench, nullptr, QList<QAction *>{&m_show, &m_next, &m_quit});
        QTRY_VERIFY(!m_panel.service.isEmpty());
    }
    void cleanupTestCase()
    {
        m_tray.reset();
        m_bus.reset();
        QDBusConnection::disconnectFromBus(u"panel"_s);
    }

    void thePanelKnowsWhatItIs()
    {
        QTRY_VERIFY(m_tray->isShown());
        QVERIFY(property(u"Id"_s).toString().endsWith(u"docket"_s));
        QCOMPARE(property(u"Title"_s).toString(), u"Docket"_s);
        QCOMPARE(property(u"Category"_s).toString(), u"ApplicationStatus"_s);
        QVERIFY(!picture(u"IconPixmap"_s).isEmpty());
    }

    void nothingToDoIsQuiet() { QTRY_COMPARE(property(u"Status"_s).toString(), u"Active"_s); }

    void aWaitingReviewAsksForAttentionWithItsNumberInThePicture()
    {
        const QByteArray quiet = picture(u"IconPixmap"_s);
        const TaskId task = m_workbench->add(TaskState::Review, u"Round the corners"_s);
        m_workbench->setState(task, TaskState::Review);
        QTRY_COMPARE(property(u"Status"_s).toString(), u"NeedsAttention"_s);
        const QByteArray one = picture(u"AttentionIconPixmap"_s);
        QVERIFY(!one.isEmpty() && one != quiet);
        const TaskId second = m_workbench->add(TaskState::Failed, u"Sharpen them"_s);
        m_workbench->setState(second, TaskState::Failed);
        QTRY_VERIFY(picture(u"AttentionIconPixmap"_s) != one);
        QCOMPARE(m_tray->waiting(), 2);
        m_workbench->setState(task, TaskState::Merged);
        m_workbench->setState(second, TaskState::Cancelled);
        QTRY_COMPARE(property(u"Status"_s).toString(), u"Active"_s);
    }

    void aClickBringsTheWindow()
    {
        QSignalSpy activated(m_tray.get(), &Tray::activated);
        call(u"/StatusNotifierItem"_s, itemInterface, u"Activate"_s, {10, 10});
        QTRY_COMPARE(activated.size(), 1);
    }

    void itsMenuHasTheWindowsActionsAndTheyWork()
    {
        QMap<QString, int> entries;
        QTRY_VERIFY((entries = menu()).contains(u"Quit"_s));
        QVERIFY(entries.contains(u"Show the window"_s));
        QVERIFY(entries.contains(u"Running"_s));
        QSignalSpy quit(&m_quit, &QAction::triggered);
        const QString path = property(u"Menu"_s).value<QDBusObjectPath>().path();
        call(path, menuInterface, u"Event"_s,
             {entries.value(u"Quit"_s), u"clicked"_s, QVariant::fromValue(QDBusVariant(QString())), 0u});
        QTRY_COMPARE(quit.size(), 1);
    }

    void aDesktopWithoutATrayIsNoticed()
    {
        QVERIFY(m_bus->unregisterService(watcherName));
        QTRY_VERIFY(!m_tray->isShown());
        QVERIFY(m_bus->registerService(watcherName));
        QTRY_VERIFY(m_tray->isShown());
    }
};

/** The item talks to the session bus of its process, so this process gets one of its own first. */
int main(int argc, char **argv)
{
    QProcess daemon;
    daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    if (!daemon.waitForReadyRead(10'000))
        qFatal("dbus-daemon does not start");
    qputenv("DBUS_SESSION_BUS_ADDRESS", daemon.readLine().trimmed());
    int code = 0;
    {
        QApplication application(argc, argv);
        TestTray test;
        code = QTest::qExec(&test, argc, argv);
    }
    daemon.terminate();
    daemon.waitForFinished();
    return code;
}

#include "tst_tray.moc"
