// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>

namespace docket {

struct Notification
{
    struct Action { QString id; QString label; bool operator==(const Action &) const = default; };

    quint64 key = 0; ///< a second one with the same key replaces the first
    QString title;
    QString text;    ///< plain text
    QList<Action> actions; ///< never anything that cannot be undone
    bool urgent = false;

    bool operator==(const Notification &) const = default;
};

/** The seam to the desktop's notifications. GUI thread; nothing blocks, and a desktop without them is no error. */
class Notifier : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void show(const Notification &notification) = 0;
    virtual void withdraw(quint64 key) = 0;

Q_SIGNALS:
    /** `action` is "default" for a click on the notification; `token` lets a window come to the front on Wayland. */
    void activated(quint64 key, const QString &action, const QString &token);
};

} // namespace docket
