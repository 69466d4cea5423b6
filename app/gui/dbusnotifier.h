// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/notifier.h"

#include <QDBusConnection>
#include <QHash>

#include <optional>

namespace docket {

/**
 * org.freedesktop.Notifications over the session bus: replaces by id, buttons, activation token. No data file is
 * needed.
 */
class DBusNotifier : public Notifier
{
    Q_OBJECT

public:
    /** Without a bus: the session's, which is joined when there is something to show. That takes a while, and most
     * starts of a window show nothing. */
    explicit DBusNotifier(std::optional<QDBusConnection> bus = {}, QObject *parent = nullptr);

    void show(const Notification &notification) override;
    void withdraw(quint64 key) override;

private Q_SLOTS:
    void onActionInvoked(uint id, const QString &action);
    void onClosed(uint id, uint reason);
    void onToken(uint id, const QString &token);

private:
    struct Shown { uint id = 0; quint64 sequence = 0; };

    void listen();

    std::optional<QDBusConnection> m_bus;
    bool m_listens = false;
    QHash<quint64, Shown> m_shown; ///< by key; id 0 while the server's answer is under way
    QHash<uint, quint64> m_keys;
    QHash<uint, QString> m_tokens;
    quint64 m_sequence = 0;
};

} // namespace docket
