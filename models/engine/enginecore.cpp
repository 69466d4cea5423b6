// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginecore.h"

#include "core/clock.h"
#include "core/logging.h"
#include "core/mergeinto.h"
#include "store/store.h"

#include <QThread>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int notifyMs = 50;

/** After such an error the file below the store cannot be trusted to take the next write either. */
bool breaksTheStore(ErrorCode code)
{
    return code == ErrorCode::Io || code == ErrorCode::DiskFull || code == ErrorCode::ReadOnly
        || code == ErrorCode::Damaged;
}

} // namespace

EngineCore::EngineCore(EngineOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_pool(std::max(2, QThread::idealThreadCount()), this)
{
    m_notify.setSingleShot(true);
    m_notify.setInterval(notifyMs);
    m_notify.setParent(this);
    connect(&m_notify, &QTimer::timeout, this, &EngineCore::tellChanges);
}

EngineCore::~EngineCore()
{
    m_pool.shutDown();
}

Result<void> EngineCore::open()
{
    if (const auto made = m_options.paths.create(); !made)
        return made;
    const QString what = m_options.mode == EngineMode::Active ? u"docket"_s : u"a docket command"_s;
    auto store = Store::open(m_options.paths.store(), *m_options.clock, what);
    if (!store)
        return std::unexpected(store.error());
    m_store = std::move(*store);
    // The mark on worktrees, branches and processes: two stores of one person must never take each other's for their
    // own.
    const auto id = m_store->reader().setting(u"store-id"_s);
    if (!id)
        return std::unexpected(id.error());
    m_storeId = *id;
    if (!m_storeId.isEmpty())
        return {};
    m_storeId = QUuid::createUuid().toString(QUuid::Id128).left(12);
    return m_store->setSetting(u"store-id"_s, m_storeId);
}

QDateTime EngineCore::now() const
{
    return m_options.clock->now();
}

Result<TaskRecord> EngineCore::load(TaskId task)
{
    if (m_broken)
        return std::unexpected(*m_broken);
    return m_store->reader().record(task);
}

Result<Project> EngineCore::project(ProjectId project)
{
    if (m_broken)
        return std::unexpected(*m_broken);
    return m_store->reader().project(project);
}

Result<TaskRecord> EngineCore::record(TaskId task, EventBody body, const QString &by)
{
    if (m_broken)
        return std::unexpected(*m_broken);
    Event event;
    event.task = task;
    event.at = now();
    event.by = by;
    event.body = std::move(body);
    return take(m_store->append(std::move(event)));
}

Result<TaskRecord> EngineCore::take(const Result<Appended> &appended)
{
    if (!appended)
        return std::unexpected(noteStoreError(appended.error()));
    noteChanges(appended->changes);
    for (const Effect &effect : appended->effects)
        issue(appended->record.task.id, effect);
    Q_EMIT recorded(appended->record);
    return appended->record;
}

void EngineCore::issue(TaskId task, const Effect &effect)
{
    // Queued: whoever records an event is done with it before its consequences begin.
    QMetaObject::invokeMethod(
        this,
        [this, task, effect] {
            if (isIssuing())
                Q_EMIT effectIssued(task, effect);
        },
        Qt::QueuedConnection);
}

Error EngineCore::noteStoreError(const Error &error)
{
    if (breaksTheStore(error.code) && !m_broken) {
        m_broken = error;
        qCWarning(logEngine) << "the store failed:" << error.text();
        QMetaObject::invokeMethod(this, [this, error] { Q_EMIT broke(error); }, Qt::QueuedConnection);
    }
    return error;
}

void EngineCore::noteChanges(const ChangeSet &changes)
{
    if (changes.isEmpty())
        return;
    mergeInto(m_pending.projects, changes.projects, &Project::id);
    mergeInto(m_pending.tasks, changes.tasks, &TaskCard::id);
    m_pending.removedTasks += changes.removedTasks;
    if (!m_notify.isActive())
        m_notify.start();
}

void EngineCore::tellChanges()
{
    m_notify.stop();
    if (!m_pending.isEmpty())
        Q_EMIT changed(std::exchange(m_pending, {}));
}

} // namespace docket
