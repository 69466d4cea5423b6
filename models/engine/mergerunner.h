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
    QString refusal;             ///< by git or by the policy; empty: it can be done
    QStringList missingEvidence; ///< required checks that have not passed on this very tree
    bool needsNote = false;      ///< a person may merge it all the same, and says why
};

/** What a person wants of a merge. */
struct MergeWish
{
    MergeStrategy strategy = MergeStrategy::MergeCommit;
    QString note = {}; ///< why it is merged although required evidence is missing; recorded and written into the commit
};

/** Plans and carries out merges on the pool. A merge that a killed Docket had done already is found by its trailers. */
class MergeRunner : public QObject
{
    Q_OBJECT

public:
    explicit MergeRunner(EngineCore &core, QObject *parent = nullptr);

    /** Writes nothing. Conflicts and refusals are in the answer, not errors. */
    void preview(TaskId task, MergeStrategy strategy, const QString &note, const Reply<MergeOutlook> &reply);
    /** Plans, and begins the merge when nothing is in its way: MergeStarted, or the refusal. Conflicts are recorded. */
    void begin(TaskId task, const MergeWish &wish, const QString &by, const Reply<TaskRecord> &reply);
    /**
     * Looks for the conflicts once more and gives them to the agent as its next round, which begins with the base
     * brought in.
     */
    void handBack(TaskId task, const QString &by, const Reply<TaskRecord> &reply);
    void run(TaskId task, const effects::Merge &effect);

    bool isIdle() const { return m_running == 0; }

private:
    EngineCore &m_core;
    QDateTime m_bornAt; ///< a merge that began before was begun by an earlier life
    int m_running = 0;
};

/** What the trailers of a merge say besides what the record holds. */
struct MergeSigning
{
    QString note = {};        ///< a person's reason for merging without evidence
    QStringList missing = {}; ///< the checks that it is about
    QString reviewer = {};    ///< "Name <address>"; empty: as the verdict names the reviewer
};

/** The commit message of a merge: what was asked for, and the trailers that carry its evidence. Pure. */
QString mergeMessage(const TaskRecord &record, const MergeSigning &signing = {});

} // namespace docket
