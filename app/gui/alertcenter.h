// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/notifier.h"
#include "app/gui/preferences.h"
#include "core/clock.h"
#include "items/workbench.h"

#include <QHash>
#include <QTimer>

namespace docket {

/**
 * Decides when a person is told: only when one is needed, once for each need, over restarts too, several at a time as
 * one notification, not in quiet hours, and not about the task that is being looked at. What was answered elsewhere is
 * withdrawn; what nobody could be told of is told at the next start.
 */
class AlertCenter : public QObject
{
    Q_OBJECT

public:
    AlertCenter(Workbench &workbench, Notifier &notifier, const Clock &clock, QObject *parent = nullptr);

    void setPreferences(const Preferences &preferences) { m_preferences = preferences; }
    /** Alerts that come within this time are one notification. */
    void setBatchTime(int milliseconds) { m_batch.setInterval(milliseconds); }
    /** The task that is on screen in an active window; invalid when none is. */
    void setWatched(TaskId task) { m_watched = task; }

Q_SIGNALS:
    void openRequested(docket::TaskId task, const QString &token); ///< invalid: the next one that waits

private:
    void onReady();
    void onAlert(const Alert &alert);
    void remember(const Alert &alert);
    void onChanged(const ChangeSet &changes);
    void flush();
    Notification single(const Alert &alert) const;
    Notification several() const;
    /** True where the action was an answer to the question that was shown. */
    bool answer(TaskId task, const QString &action);

    Workbench &m_workbench;
    Notifier &m_notifier;
    const Clock &m_clock;
    Preferences m_preferences;
    QTimer m_batch;
    QList<Alert> m_waiting;
    QList<Alert> m_early; ///< of tasks that are not known yet
    QHash<TaskId, QDateTime> m_told; ///< the need (by its beginning) that was told last
    QHash<TaskId, QString> m_toldAsks; ///< the question that was told last
    QHash<TaskId, PermissionAsk> m_asks; ///< the question that a notification shows
    TaskId m_watched;
};

} // namespace docket
