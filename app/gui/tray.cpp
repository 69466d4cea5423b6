// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/tray.h"

#include "app/gui/trayicon.h"
#include "widgets/common/words.h"

#include <KStatusNotifierItem>

#include <QAction>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QMenu>
#include <QSystemTrayIcon>
#include <QWindow>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

const QString watcherService = u"org.kde.StatusNotifierWatcher"_s;

} // namespace

Tray::Tray(Workbench &workbench, QWindow *window, const QList<QAction *> &menuActions, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_item(new KStatusNotifierItem(u"docket"_s, this)), m_menu(new QMenu),
        m_running(new QMenu(tr("Running"), m_menu))
{
    m_item->setCategory(KStatusNotifierItem::ApplicationStatus);
    m_item->setTitle(u"Docket"_s);
    m_item->setStandardActionsEnabled(false);
    m_item->setAssociatedWindow(window);
    for (qsizetype i = 0; i < menuActions.size(); ++i) {
        if (i == menuActions.size() - 1)
            m_menu->addSeparator();
        m_menu->addAction(menuActions[i]);
        if (i == 1)
            m_menu->addMenu(m_running);
    }
    m_item->setContextMenu(m_menu);
    connect(m_running, &QMenu::aboutToShow, this, &Tray::fillRunning);
    connect(m_item, &KStatusNotifierItem::activateRequested, this, &Tray::activated);
    connect(&workbench, &Workbench::changed, this, &Tray::refresh);
    connect(&workbench, &Workbench::ready, this, &Tray::refresh);
    auto *watcher = new QDBusServiceWatcher(watcherService, QDBusConnection::sessionBus(),
                                            QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &Tray::askForHost);
    askForHost();
    refresh();
}

Tray::~Tray() = default;

void Tray::askForHost()
{
    QDBusMessage call = QDBusMessage::createMethodCall(watcherService, u"/StatusNotifierWatcher"_s,
                                                       u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    call << watcherService << u"IsStatusNotifierHostRegistered"_s;
    auto *pending = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(pending, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *done) {
        done->deleteLater();
        const QDBusPendingReply<QVariant> reply = *done;
        // The older kind of tray serves as well: the item falls back to it by itself.
        m_hosted = (!reply.isError() && reply.value().toBool()) || QSystemTrayIcon::isSystemTrayAvailable();
    });
}

void Tray::refresh()
{
    int waiting = 0, running = 0;
    for (const TaskCard &card : m_workbench.openTasks()) {
        waiting += needsPerson(card.state) && !(card.snoozedUntil.isValid()
                                                && card.snoozedUntil > QDateTime::currentDateTimeUtc());
        running += occupiesSlot(card.state);
    }
    if (waiting == m_waiting && running == m_runningCount)
        return;
    if (waiting != m_waiting)
        m_item->setIconByPixmap(docketIcon(waiting));
    m_waiting = waiting;
    m_runningCount = running;
    m_item->setStatus(waiting > 0 ? KStatusNotifierItem::NeedsAttention : KStatusNotifierItem::Active);
    m_item->setAttentionIconByPixmap(docketIcon(waiting));
    m_item->setToolTip(docketIcon(waiting), u"Docket"_s, toolTipText());
}

QString Tray::toolTipText() const
{
    const QString waiting = m_waiting > 0 ? tr("%n task(s) need you", nullptr, m_waiting) : tr("Nothing needs you");
    return m_runningCount > 0 ? tr("%1, %2", "tray: what waits, what runs").arg(waiting, tr("%n running", nullptr,
        m_runningCount)) : waiting;
}

void Tray::fillRunning()
{
    m_running->clear();
    for (const TaskCard &card : m_workbench.openTasks()) {
        if (!occupiesSlot(card.state))
            continue;
        QAction *action = m_running->addAction(tr("%1: %2",
                                                  "state of a task, its title").arg(Words::state(card.state).word,
                                                          QString(card.title).replace(u'&', u"&&"_s)));
        connect(action, &QAction::triggered, this, [this, id = card.id] { Q_EMIT taskChosen(id); });
    }
    if (m_running->isEmpty())
        m_running->addAction(tr("Nothing runs"))->setEnabled(false);
}

} // namespace docket
