// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/enginecore.h"

#include <QSet>
#include <QTimer>

namespace docket {

struct StartGround;

/** Which of the queued tasks may start now: by rank, one for each free slot, without those put off. Pure. */
QList<TaskId> tasksToStart(const QList<TaskCard> &queued, int occupied, int slots, const QSet<TaskId> &starting, const QDateTime &now);

class RateLimits;

/** Gives slots to queued tasks: one event that starts a new attempt or continues the last one. */
class Scheduler : public QObject
{
    Q_OBJECT

public:
    Scheduler(EngineCore &core, const RateLimits &limits, QObject *parent = nullptr);

    void start();
    void stop() { m_isOn = false; }
    /** Looks again, soon; called whenever a task or a setting changed. */
    void considerSoon();
    /** Nothing waits for a slot that could have one, and nothing occupies one. */
    bool isSettled() const { return m_isOn && !m_considering && m_starting.isEmpty() && m_isSettled; }
    int slotCount() const;

Q_SIGNALS:
    void settled();

private:
    void consider();
    void startTask(TaskId task);
    /** The model of this profile is to be left alone for a while: the task waits as long. */
    bool putOff(TaskId task, const QString &profile);
    void started(TaskId task, const Result<StartGround> &ground);

    EngineCore &m_core;
    const RateLimits &m_limits;
    QSet<TaskId> m_starting;
    QTimer m_wake;
    bool m_isOn = false;
    bool m_considering = false;
    bool m_isSettled = false;
};

} // namespace docket
