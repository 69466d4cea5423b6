// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worktreerunner.h"

#include "core/logging.h"
#include "git/snapshot.h"
#include "git/treediff.h"
#include "git/worktrees.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

struct SnapshotResult
{
    Snapshot snapshot;
    QStringList remarks;
};

Result<git::AttemptWorktree> findWorktree(const QString &projectPath, const QString &storeId, AttemptId attempt)
{
    const auto repository = git::Repository::open(projectPath);
    if (!repository)
        return std::unexpected(repository.error());
    return git::Worktrees(repository->commonDir()).find(storeId, attempt);
}

/** Also puts a worktree right that an agent damaged or deleted: its next round begins on the last snapshot. */
Result<void> prepareWorktree(const QString &projectPath, const git::WorktreeSpec &spec, const ObjectId &lastSnapshot,
                             const CancelToken &cancel)
{
    const auto repository = git::Repository::open(projectPath);
    if (!repository)
        return std::unexpected(repository.error());
    const git::Worktrees worktrees(repository->commonDir());
    QDir().mkpath(QFileInfo(spec.path).path());
    const auto worktree = worktrees.add(spec, cancel);
    if (!worktree)
        return std::unexpected(worktree.error());
    const auto health = worktrees.health(*worktree);
    if (!health)
        return std::unexpected(health.error());
    if (!health->folderExists)
        return worktrees.restore(*worktree, lastSnapshot.isValid() ? lastSnapshot : spec.base, cancel);
    if (health->link != git::GitLink::Intact || !health->onOwnBranch || health->indexLocked)
        return worktrees.repair(*worktree);
    return {};
}

Result<SnapshotResult> snapshotWorktree(const QString &projectPath, const QString &storeId, AttemptId attempt,
                                        const git::SnapshotRequest &request, const ObjectId &base, const CancelToken &cancel)
{
    const auto worktree = findWorktree(projectPath, storeId, attempt);
    if (!worktree)
        return std::unexpected(worktree.error());
    const auto taken = git::takeSnapshot(*worktree, request, cancel);
    if (!taken)
        return std::unexpected(taken.error());
    const auto repository = git::Repository::open(projectPath);
    if (!repository)
        return std::unexpected(repository.error());
    const auto changes = git::diffTrees(*repository, base, taken->commit, {.sizes = false}, cancel);
    if (!changes)
        return std::unexpected(changes.error());
    SnapshotResult result{{taken->commit, taken->tree, int(changes->size()), {}}, {}};
    for (const git::SnapshotProblem &problem : taken->problems)
        result.remarks << git::problemSentence(problem);
    return result;
}

} // namespace

QString scratchFolder(const Paths &paths, TaskId task, int attempt)
{
    return u"%1/scratch/task-%2-%3"_s.arg(paths.data).arg(task.value).arg(attempt);
}

WorktreeRunner::WorktreeRunner(EngineCore &core, QObject *parent) : QObject(parent), m_core(core) {}

void WorktreeRunner::prepare(TaskId task, const effects::PrepareWorktree &effect)
{
    const auto record = m_core.load(task);
    const Attempt *attempt = record ? record->attempt(effect.attempt) : nullptr;
    const auto project = attempt ? m_core.project(record->task.project) : Result<Project>(fail(ErrorCode::NotFound, {}));
    if (!project || record->task.state != TaskState::Preparing)
        return;
    const git::WorktreeSpec spec{attempt->worktree, attempt->branch, attempt->baseCommit, m_core.storeId(), attempt->id};
    const Snapshot *last = record->currentSnapshot();
    m_core.pool().run(
        this,
        [path = project->path, spec, lastCommit = last ? last->commit : ObjectId{}](const CancelToken &cancel) {
            return prepareWorktree(path, spec, lastCommit, cancel);
        },
        [this, task](const Result<void> &result) {
            const auto stored = result ? m_core.record(task, events::WorktreeReady{})
                                       : m_core.record(task, events::PreparationFailed{result.error().text()});
            if (!stored)
                qCWarning(logEngine) << "preparing a worktree:" << stored.error().text();
        },
        1);
}

void WorktreeRunner::snapshot(TaskId task, const effects::TakeSnapshot &effect)
{
    const auto record = m_core.load(task);
    const Round *round = record ? record->round(effect.round) : nullptr;
    const Attempt *attempt = round ? record->attempt(round->attempt) : nullptr;
    const auto project = attempt ? m_core.project(record->task.project) : Result<Project>(fail(ErrorCode::NotFound, {}));
    if (!project)
        return;
    const Snapshot *previous = record->currentSnapshot();
    git::SnapshotRequest request;
    request.parent = previous ? previous->commit : attempt->baseCommit;
    request.round = round->number;
    request.message = u"%1\n\nRound %2 of attempt %3 at task %4, as the agent left it.\n"_s.arg(record->task.title)
                          .arg(round->number).arg(attempt->number).arg(task.value);
    m_core.pool().run(
        this,
        [path = project->path, store = m_core.storeId(), id = attempt->id, request, base = attempt->baseCommit](const CancelToken &cancel) {
            return snapshotWorktree(path, store, id, request, base, cancel);
        },
        [this, task, number = round->number](const Result<SnapshotResult> &result) {
            if (result && !result->remarks.isEmpty())
                Q_EMIT snapshotRemarks(task, number, result->remarks);
            if (!result && result.error().code == ErrorCode::Cancelled)
                return; // the engine stops; the next start takes it
            const auto stored = result ? m_core.record(task, events::SnapshotTaken{result->snapshot})
                                       : m_core.record(task, events::SnapshotFailed{result.error().text()});
            if (!stored)
                qCWarning(logEngine) << "storing a snapshot:" << stored.error().text();
        },
        2);
}

void WorktreeRunner::removeFinished(const TaskRecord &record)
{
    const auto project = m_core.project(record.task.project);
    if (!project || !m_core.isIssuing())
        return;
    for (const Attempt &attempt : record.attempts) {
        const bool isOver = isFinal(record.task.state) || attempt.id != record.attempts.constLast().id;
        if (attempt.worktreeRemoved || !isOver || m_removing.contains(attempt.id))
            continue;
        m_removing.insert(attempt.id);
        const QString scratch = scratchFolder(m_core.paths(), record.task.id, attempt.number);
        m_core.pool().run(
            this,
            [path = project->path, store = m_core.storeId(), id = attempt.id, scratch](const CancelToken &) -> Result<void> {
                QDir(scratch).removeRecursively(); // prompts, which the store has too
                const auto worktree = findWorktree(path, store, id);
                if (!worktree && worktree.error().code == ErrorCode::NotFound)
                    return {}; // it was never made, or is gone already
                if (!worktree)
                    return std::unexpected(worktree.error());
                const auto removed = git::Worktrees(worktree->commonDir).remove(*worktree);
                if (!removed)
                    return std::unexpected(removed.error());
                return {};
            },
            [this, task = record.task.id, id = attempt.id](const Result<void> &result) {
                m_removing.remove(id);
                const auto stored = result ? m_core.record(task, events::WorktreeRemoved{id})
                                           : Result<TaskRecord>(std::unexpected(result.error()));
                if (!stored)
                    qCWarning(logEngine) << "a worktree is kept:" << stored.error().text();
            });
    }
}

} // namespace docket
