// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/paths.h"
#include "engine/engineoptions.h"
#include "engine/jobpool.h"
#include "process/sandbox.h"
#include "task/reducer.h"
#include "task/taskcard.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace docket {

class Store;
struct Appended;

/** Who causes what no person asked for. */
inline constexpr QLatin1StringView docketItself{"docket"};

/**
 * What all parts of the engine share: the store (this is its only writer), the git pool, and the one way by which
 * something happens: record() stores the event with the state that it makes, and only then issues the effects.
 * When the store fails the core is broken for good: it takes nothing more, and says why.
 */
class EngineCore : public QObject
{
    Q_OBJECT

public:
    explicit EngineCore(EngineOptions options, QObject *parent = nullptr);
    ~EngineCore() override;

    /**
     * Takes the lock and opens the store. Errors: Busy (another engine), ReadOnly, DiskFull, Damaged, NewerVersion, Io.
     */
    Result<void> open();

    const EngineOptions &options() const { return m_options; }
    const Paths &paths() const { return m_options.paths; }
    Store &store() { return *m_store; }
    JobPool &pool() { return m_pool; }
    const QString &storeId() const { return m_storeId; }
    QDateTime now() const;
    const SandboxStatus &sandbox() const { return m_sandbox; }
    void setSandbox(const SandboxStatus &status) { m_sandbox = status; }

    Result<TaskRecord> load(TaskId task);
    Result<Project> project(ProjectId project);
    Result<TaskRecord> record(TaskId task, EventBody body, const QString &by = docketItself);
    /** The same for what the store did by another of its calls. */
    Result<TaskRecord> take(const Result<Appended> &appended);
    /**
     * Refuses everything from now on; a stopping engine begins nothing new, what is missing is issued at the next
     * start.
     */
    void stopIssuing() { m_issues = false; }
    bool isIssuing() const { return m_issues && !m_broken; }
    void issue(TaskId task, const Effect &effect);

    const std::optional<Error> &brokenBy() const { return m_broken; }
    /** For errors of the store: passes the error on, and breaks the core where no further write can be trusted. */
    Error noteStoreError(const Error &error);

    /** Tells listeners of a change that no event made (a project opened). */
    void noteChanges(const ChangeSet &changes);
    /** Says now what changed, not when its 50 ms are over: for news that makes no sense before. */
    void tellChanges();

Q_SIGNALS:
    /** At most every 50 ms; every change since the last one. */
    void changed(const docket::ChangeSet &changes);
    /** After each event, at once: for the parts of the engine. */
    void recorded(const docket::TaskRecord &record);
    void effectIssued(docket::TaskId task, const docket::Effect &effect);
    void broke(const docket::Error &error);

private:
    EngineOptions m_options;
    std::unique_ptr<Store> m_store;
    JobPool m_pool;
    SandboxStatus m_sandbox;
    QString m_storeId;
    std::optional<Error> m_broken;
    bool m_issues = true;
    ChangeSet m_pending;
    QTimer m_notify;
};

} // namespace docket
