// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/enginecore.h"

#include <QSet>

namespace docket {

/** Effects on worktrees: make, snapshot, remove. All git work happens on the pool; outcomes become events. */
class WorktreeRunner : public QObject
{
    Q_OBJECT

public:
    explicit WorktreeRunner(EngineCore &core, QObject *parent = nullptr);

    void prepare(TaskId task, const effects::PrepareWorktree &effect);
    void snapshot(TaskId task, const effects::TakeSnapshot &effect);
    /**
     * Removes the worktrees of attempts that are over, each after a snapshot of what is in it; of a merged task the
     * branches too, where nobody else uses them. A task that was turned down keeps its branches: they are how a person
     * takes the work up again.
     */
    void removeFinished(const TaskRecord &record);

Q_SIGNALS:
    /** What a snapshot could not take, in sentences for the transcript of that round. */
    void snapshotRemarks(docket::TaskId task, int round, const QStringList &sentences);

private:
    EngineCore &m_core;
    QSet<AttemptId> m_removing;
};

/** Where an attempt's rounds find what Docket writes for them (prompt files); goes with its worktree. */
QString scratchFolder(const Paths &paths, TaskId task, int attempt);

} // namespace docket
