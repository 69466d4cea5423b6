// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/enginecore.h"

#include <QHash>
#include <QSet>
#include <QTimer>

namespace docket {

struct StartGround;

/** How many tasks may run, and how many do. */
struct Slots
{
    int all = 0;                          ///< of all projects together
    QHash<ProjectId, int> ofProject = {}; ///< a project's own limit (docket.yaml: slots); absent: not known, 0: none
    QHash<ProjectId, int> taken = {};     ///< tasks that occupy one, those that just begin included
};

class RateLimits;

/**
 * Which of the queued tasks may start now: by rank, one for each free slot, without those put off and those whose
 * project runs as many as it wants to. A project whose limit is not known starts nothing. Pure.
 */
QList<TaskId> tasksToStart(const QList<TaskCard> &queued, Slots slots, const QDateTime &now);

/**
 * Gives slots to queued tasks: one event that starts a new attempt or continues the last one. A project's own limit is
 * read from docket.yaml at the tip of its base branch, again at each start and when tasks wait for nothing else.
 */
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
    bool isSettled() const
    {
        return m_isOn && !m_considering && m_starting.isEmpty() && m_learning.isEmpty() && m_isSettled;
    }
    int slotCount() const;

Q_SIGNALS:
    void settled();

private:
    void consider();
    bool takeStock(Slots &slots) const;
    void learnLimits(const QList<TaskCard> &queued, const Slots &slots);
    void learned(ProjectId project, int limit);
    void wakeFor(const QList<TaskCard> &queued, const QDateTime &now);
    void startTask(TaskId task);
    /** The model of this profile is to be left alone for a while: the task waits as long. */
    bool putOff(TaskId task, const QString &profile);
    void started(TaskId task, const Result<StartGround> &ground);

    EngineCore &m_core;
    const RateLimits &m_rateLimits;
    struct Limit
    {
        int slotCount = 0;
        QDateTime readAt;
    };

    QHash<TaskId, ProjectId> m_starting;
    QHash<ProjectId, Limit> m_limits;
    QSet<ProjectId> m_learning;
    QTimer m_wake;
    bool m_isOn = false;
    bool m_considering = false;
    bool m_isSettled = false;
};

} // namespace docket
