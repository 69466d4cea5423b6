// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/dbusnotifier.h"

#include "core/appid.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

const QString server = u"org.freedesktop.Notifications"_s;
const QString serverPath = u"/org/freedesktop/Notifications"_s;

QDBusMessage callOf(const QString &method)
{
    return QDBusMessage::createMethodCall(server, serverPath, server, method);
}

} // namespace

DBusNotifier::DBusNotifier(std::optional<QDBusConnection> bus, QObject *parent)
    : Notifier(parent), m_bus(std::move(bus))
{}

void DBusNotifier::listen()
{
    if (std::exchange(m_listens, true))
        return;
    if (!m_bus)
        m_bus = QDBusConnection::sessionBus();
    m_bus->connect(server, serverPath, server, u"ActionInvoked"_s, this, SLOT(onActionInvoked(uint,QString)));
    m_bus->connect(server, serverPath, server, u"NotificationClosed"_s, this, SLOT(onClosed(uint,uint)));
    m_bus->connect(server, serverPath, server, u"ActivationToken"_s, this, SLOT(onToken(uint,QString)));
}

void DBusNotifier::show(const Notification &notification)
{
    listen();
    if (!m_bus->isConnected())
        return;
    QStringList actions;
    for (const Notification::Action &action : notification.actions)
        actions << action.id << action.label;
    // Daemons read a little markup in the body, so what could be taken for it is written out.
    const QVariantMap hints{{u"desktop-entry"_s, QString(appId)},
                            {u"urgency"_s, QVariant::fromValue<uchar>(notification.urgent ? 2 : 1)},
                            {u"category"_s, u"im.received"_s}};
    Shown &shown = m_shown[notification.key];
    shown.sequence = ++m_sequence;
    QDBusMessage call = callOf(u"Notify"_s);
    call << u"Docket"_s << shown.id << QString(appId) << notification.title << notification.text.toHtmlEscaped()
        << actions << hints << -1;
    auto *watcher = new QDBusPendingCallWatcher(m_bus->asyncCall(call), this);
    const auto take = [this, key = notification.key, sequence = shown.sequence](QDBusPendingCallWatcher *done) {
        done->deleteLater();
        const QDBusPendingReply<uint> reply = *done;
        if (reply.isError()) {
            m_shown.remove(key);
            return;
        }
        const uint id = reply.value();
        const auto found = m_shown.find(key);
        if (found == m_shown.end() || found->sequence != sequence) {
            // Withdrawn, or shown anew, before the server answered.
            QDBusMessage close = callOf(u"CloseNotification"_s);
            m_bus->asyncCall(close << id);
            return;
        }
        found->id = id;
        m_keys.insert(id, key);
    };
    connect(watcher, &QDBusPendingCallWatcher::finished, this, take);
}

void DBusNotifier::withdraw(quint64 key)
{
    const Shown shown = m_shown.take(key);
    if (shown.id == 0)
        return;
    m_keys.remove(shown.id);
    QDBusMessage close = callOf(u"CloseNotification"_s);
    m_bus->asyncCall(close << shown.id);
}

void DBusNotifier::onActionInvoked(uint id, const QString &action)
{
    const auto key = m_keys.constFind(id);
    if (key != m_keys.cend())
        Q_EMIT activated(*key, action, m_tokens.take(id));
}

void DBusNotifier::onClosed(uint id, uint)
{
    m_tokens.remove(id);
    const quint64 key = m_keys.take(id);
    if (const auto shown = m_shown.constFind(key); shown != m_shown.cend() && shown->id == id)
        m_shown.erase(shown);
}

void DBusNotifier::onToken(uint id, const QString &token)
{
    if (m_keys.contains(id))
        m_tokens.insert(id, token);
}

} // namespace docket
