// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/enginecore.h"
#include "git/merge.h"

namespace docket {

/** What a merge would do now, in words of the engine's users. */
struct MergeOutlook
{
    git::MergePlan plan;
    QString message; ///< with its trailers
    QList<MergeStrategy> possible;
    QString refusal; ///< by git or by the policy; empty: it can be done
};

/** Plans and carries out merges on the pool. A merge that a killed Docket had done already is found by its trailers. */
class MergeRunner : public QObject
{
    Q_OBJECT

public:
    explicit MergeRunner(EngineCore &core, QObject *parent = nullptr);

    /** Writes nothing. Conflicts and refusals are in the answer, not errors. */
    void preview(TaskId task, MergeStrategy strategy, const Reply<MergeOutlook> &reply);
    /** Plans, and begins the merge when nothing is in its way: MergeStarted, or the refusal. Conflicts are recorded. */
    void begin(TaskId task, MergeStrategy strategy, const QString &by, const Reply<TaskRecord> &reply);
    void run(TaskId task, const effects::Merge &effect);

    bool isIdle() const { return m_running == 0; }

private:
    EngineCore &m_core;
    int m_running = 0;
};

/** The commit message of a merge: what was asked for, and the trailers that carry its evidence. Pure. */
QString mergeMessage(const TaskRecord &record);

} // namespace docket
