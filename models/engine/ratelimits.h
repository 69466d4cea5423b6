// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"
#include "engine/enginecore.h"

#include <QHash>
#include <QSet>

namespace docket {

/**
 * How long to leave a model alone whose limit was reached for the `hits`th time in a row: what it asked for, or more
 * each time. Pure.
 */
int pauseSeconds(int askedFor, int hits);

/**
 * An agent whose model's limit is reached is paused: its other queued tasks wait, and the task that hit the limit is
 * queued again and goes on by itself, in the same session, when the time is over. A round that ends well ends the
 * pause. After `mostTries` rounds in a row the task is left to a person. All of it is kept in the store, so that a
 * Docket that starts again does not ask a model that said how long to leave it alone.
 */
class RateLimits : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostTries = 12;

    explicit RateLimits(EngineCore &core, QObject *parent = nullptr);

    /**
     * What an earlier life knew; before the scheduler begins. A task whose snapshot was taken meanwhile goes on as it
     * would have.
     */
    void restore();
    /** An agent's round ended; called before or after the end is stored. */
    void roundEnded(TaskId task, const QString &profile, const AgentRoundEnded &end);
    /** Until when tasks of this profile wait; invalid: they do not. */
    QDateTime pausedUntil(const QString &profile) const;

private:
    struct Pause
    {
        QDateTime until;
        int hits = 0;
    };

    void take(const TaskRecord &record);
    void keep();

    EngineCore &m_core;
    QHash<QString, Pause> m_pauses; ///< by profile
    QHash<TaskId, int> m_tries;     ///< rounds of a task that ended by the limit, in a row
    QHash<TaskId, QDateTime> m_waiting; ///< to be put off once their snapshot is taken
};

} // namespace docket
