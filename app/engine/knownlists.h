// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/profilebook.h"
#include "items/workbench.h"

namespace docket {

class Engine;

/** What the first load brings over, all at once. */
struct FirstLoad
{
    QList<Project> projects;
    QList<TaskCard> tasks;
    QList<ProfileInfo> profiles;
    EngineSettings settings;
    QHash<TaskId, QDateTime> told;
    TaskId oldest; ///< of the finished ones; invalid when there are none
};

/** In the engine's thread. All open tasks, and the newest of the finished ones. */
Result<FirstLoad> firstLoad(Engine &engine);

/** The finished tasks before that one, newest first, as many as cross the threads at once; empty when there are no
 * more. */
Result<QList<TaskCard>> olderCards(Engine &engine, TaskId before);

/**
 * What the window's side knows of the store, kept as values so that its queries never cross a thread. Cards keep the
 * place where they came; the open ones are found without walking through years of finished ones.
 */
class KnownLists
{
public:
    void take(const FirstLoad &load);
    void take(const ChangeSet &changes);
    void take(const QList<ProfileDraft> &drafts);
    void setSettings(const EngineSettings &settings) { m_settings = settings; }
    void setTold(TaskId task, const QDateTime &since) { m_told.insert(task, since); }
    void forget(ProjectId project);

    const QList<Project> &projects() const { return m_projects; }
    const QList<TaskCard> &tasks() const { return m_tasks; }
    QList<TaskCard> openTasks() const { return m_open.values(); }
    const QList<ProfileInfo> &profiles() const { return m_profiles; }
    const EngineSettings &settings() const { return m_settings; }
    const QHash<TaskId, QDateTime> &told() const { return m_told; }

private:
    void keep(const QList<TaskCard> &cards);

    QList<Project> m_projects;
    QList<TaskCard> m_tasks;
    QHash<TaskId, qsizetype> m_places; ///< in m_tasks
    QHash<TaskId, TaskCard> m_open;
    QList<ProfileInfo> m_profiles;
    EngineSettings m_settings;
    QHash<TaskId, QDateTime> m_told;
};

} // namespace docket
