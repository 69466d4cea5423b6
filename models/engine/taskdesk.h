// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/enginecore.h"

#include <optional>

namespace docket {

struct TaskDraft
{
    ProjectId project;
    QString markdown;
    QString profile;    ///< empty: the project's default, chosen when it starts
    QString baseBranch; ///< empty: the project's
    bool queue = false;
    Budget budget = {};
};

/** What a person may want of a task. */
enum class TaskOrder { Queue, Hold, StartNow, Interrupt, Resume, Retry, Cancel };
std::optional<TaskOrder> taskOrderFromWord(QStringView word);

/** What a person does with tasks and their specs. Engine thread; nothing here waits for git. `by` is recorded. */
class TaskDesk
{
public:
    explicit TaskDesk(EngineCore &core) : m_core(core) {}

    Result<TaskRecord> create(const TaskDraft &draft, const QString &by);
    /** The number of the revision that holds the text now; the same text twice is kept once. */
    Result<int> saveSpec(TaskId task, const QString &markdown, const QString &by);
    Result<SpecRevision> spec(TaskId task, int revision) const; ///< 0: the newest
    Result<QList<SpecRevision>> specHistory(TaskId task) const;

    /** What was typed and not saved yet; survives a kill. An empty text removes it. */
    Result<void> saveDraft(const QString &place, const QString &text);
    Result<DraftText> draft(const QString &place) const;

    /** `note` is what the agent is told by Resume; empty: that it was stopped and should go on. */
    Result<TaskRecord> order(TaskId task, TaskOrder order, const QString &note, const QString &by);
    /** Directly before `before` in the queue; at the end where that is no task. A draft or held task is queued. */
    Result<TaskRecord> move(TaskId task, TaskId before, const QString &by);
    /**
     * The branch that the next attempt starts from and is merged into. NotFound where the repository has no such
     * branch.
     */
    void setBase(TaskId task, const QString &branch, const QString &by, const Reply<TaskRecord> &reply);
    /**
     * `option` by id or name, or "allow" and "refuse" for the plain yes and no; `request` may be empty while one
     * question is open. With a scope beyond Once what the question needs is allowed from then on; a no is never kept.
     */
    Result<TaskRecord> answer(TaskId task, const QString &request, const QString &option, GrantScope scope,
                              const QString &by);
    Result<TaskRecord> setBudget(TaskId task, const Budget &budget, const QString &by);
    /** Takes a permission back that holds for longer, in whichever task of the project it was given. */
    Result<TaskRecord> withdrawGrant(TaskId task, const PermissionRule &rule, const QString &by);
    /** Those that hold for this task: its own and its project's. */
    Result<QList<Grant>> grants(TaskId task) const;

private:
    Result<double> rankBefore(TaskId task, TaskId before) const;
    Result<TaskRecord> queueFirst(TaskId task, const QString &by);
    Result<TaskRecord> resume(const TaskRecord &record, const QString &note, const QString &by);

    EngineCore &m_core;
};

} // namespace docket
