// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/values.h"

namespace docket {

/** What lists show of a task: small, complete in itself, made from a record by one pure function and kept in the
 * store's table. */
struct TaskCard
{
    TaskId id;
    ProjectId project;
    QString title;
    QString profile;
    QString baseBranch;
    TaskState state = TaskState::Draft;
    double rank = 0;
    int attempt = 0;
    int round = 0;
    int checksPassed = 0; ///< on the current snapshot's tree
    int checksFailed = 0;
    int changedFiles = 0;
    int openAsks = 0;
    QString line; ///< one sentence worth showing: the question, the failure, the conflict; else empty
    QDateTime createdAt;
    QDateTime since; ///< when it came into this state
    QDateTime snoozedUntil;

    bool operator==(const TaskCard &) const = default;
};

TaskCard cardOf(const TaskRecord &record);

/** What a transaction changed, in the words of lists. Values, cheap to queue between threads. */
struct ChangeSet
{
    QList<Project> projects;
    QList<TaskCard> tasks; ///< new and changed
    QList<TaskId> removedTasks;

    bool isEmpty() const { return projects.isEmpty() && tasks.isEmpty() && removedTasks.isEmpty(); }
};

} // namespace docket
