// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worktreerunner.h"

#include "agents/agentevent.h"
#include "core/logging.h"
#include "engine/projectfiles.h"
#include "git/resolution.h"
#include "git/snapshot.h"
#include "git/treediff.h"
#include "git/worktrees.h"
#include "spec/prompts.h"

#include <QDir>
#include <QFile>

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

/** What a preparation needs of a task, as values for the pool. */
struct Preparation
{
    QString projectPath;
    git::WorktreeSpec spec;
    ObjectId lastState;    ///< what the folder is restored to where the agent deleted it
    QString baseBranch;    ///< brought in first; empty: not
    QStringList conflicts; ///< that a merge found
    QString prompt;
    int round = 0;
};

/** Also puts a worktree right that an agent damaged or deleted: its next round begins on the last snapshot. */
Result<git::AttemptWorktree> readyWorktree(const Preparation &wanted, const CancelToken &cancel)
{
    const auto repository = git::Repository::open(wanted.projectPath);
    if (!repository)
        return std::unexpected(repository.error());
    const git::Worktrees worktrees(repository->commonDir());
    git::WorktreeSpec spec = wanted.spec;
    QDir().mkpath(QFileInfo(spec.path).path());
    // The mark names the commit that the attempt began on; its base has moved since where the base was brought in.
    if (const auto known = worktrees.find(spec.storeId, spec.attempt))
        spec.base = known->base;
    auto worktree = worktrees.add(spec, cancel);
    if (!worktree)
        return worktree;
    const auto health = worktrees.health(*worktree);
    if (!health)
        return std::unexpected(health.error());
    Result<void> right;
    if (!health->folderExists)
        right = worktrees.restore(*worktree, wanted.lastState.isValid() ? wanted.lastState : spec.base, cancel);
    else if (health->link != git::GitLink::Intact || !health->onOwnBranch || health->indexLocked)
        right = worktrees.repair(*worktree);
    if (!right)
        return std::unexpected(right.error());
    return worktree;
}

QStringList displayed(const QList<QByteArray> &paths)
{
    QStringList shown;
    for (const QByteArray &path : paths)
        shown << git::displayPath(path);
    return shown;
}

/** The worktree, and in it the base branch where the last merge found conflicts. */
Result<events::WorktreeReady> prepareWorktree(const Preparation &wanted, const CancelToken &cancel)
{
    const auto worktree = readyWorktree(wanted, cancel);
    if (!worktree)
        return std::unexpected(worktree.error());
    if (wanted.baseBranch.isEmpty())
        return events::WorktreeReady{};
    const git::ResolutionRequest request{.base = wanted.baseBranch, .round = wanted.round, .when = {}};
    const auto brought = git::bringBaseIn(*worktree, request, cancel);
    if (!brought)
        return std::unexpected(brought.error());
    events::WorktreeReady ready{
        brought->base, brought->commit, displayed(brought->marked), displayed(brought->unmarked), {}};
    ready.prompt =
        wanted.prompt.trimmed() + u"\n\n"_s + broughtInPrompt(wanted.baseBranch, ready.marked, ready.unmarked);
    return ready;
}

Result<SnapshotResult> snapshotWorktree(const QString &projectPath, const QString &storeId, AttemptId attempt,
                                        const git::SnapshotRequest &request, const ObjectId &base,
                                        bool checkMarkers, const CancelToken &cancel)
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
    if (checkMarkers) {
        const auto marked = git::filesWithMarkers(*repository, base, taken->commit, cancel);
        if (marked && !marked->isEmpty())
            result.remarks << u"Conflict markers still stand in %1; it cannot be merged before they are resolved."_s
                                  .arg(displayed(*marked).join(u", "_s));
    }
    return result;
}

/** A branch of an attempt and the commits that the attempt's own snapshots keep. */
struct KnownBranch
{
    AttemptId attempt;
    QString name;
    QList<ObjectId> snapshots;
};

/** Of a merged task all, those of earlier attempts included; of any other none. */
QList<KnownBranch> unneededBranches(const TaskRecord &record)
{
    QList<KnownBranch> branches;
    if (record.task.state != TaskState::Merged)
        return branches;
    for (const Attempt &attempt : record.attempts) {
        KnownBranch branch{attempt.id, attempt.branch, {}};
        for (const Round &round : record.rounds) {
            if (round.attempt == attempt.id && round.snapshot)
                branch.snapshots.append(round.snapshot->commit);
        }
        branches.append(branch);
    }
    return branches;
}

/**
 * Into the round's transcript, after what its agent said; once, also where the snapshot is taken again after a kill.
 */
void writeRemarks(const QString &transcript, const QStringList &remarks)
{
    constexpr qint64 enough = 1 << 20;
    QFile file(transcript);
    if (remarks.isEmpty() || !file.open(QIODevice::ReadWrite))
        return;
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.seek(std::max<qint64>(0, file.size() - enough));
    const QByteArray last = file.readAll();
    if (!last.isEmpty() && !last.endsWith('\n')) // a killed Docket stopped in the middle of a line
        file.write("\n");
    for (const QString &remark : remarks) {
        const QByteArray line = toLine(AgentState{AgentState::Kind::Warning, remark});
        if (!last.contains(line.trimmed()))
            file.write(line.endsWith('\n') ? line : line + '\n');
    }
}

/** The worktree after a snapshot of what is in it, and then the branches that nobody needs any more. */
Result<void> removeAttempt(const QString &projectPath, const QString &storeId, AttemptId id,
                           QList<KnownBranch> unneeded)
{
    const auto repository = git::Repository::open(projectPath);
    if (!repository)
        return std::unexpected(repository.error());
    const git::Worktrees worktrees(repository->commonDir());
    const auto worktree = worktrees.find(storeId, id);
    if (!worktree && worktree.error().code != ErrorCode::NotFound) // else it was never made, or is gone already
        return std::unexpected(worktree.error());
    ObjectId kept;
    if (worktree) {
        const auto removed = worktrees.remove(*worktree);
        if (!removed)
            return std::unexpected(removed.error());
        kept = removed->keptCommit;
    }
    for (KnownBranch &branch : unneeded) {
        if (branch.attempt == id && kept.isValid())
            branch.snapshots.append(kept);
        if (const auto dropped = worktrees.dropBranch(branch.name, branch.snapshots); !dropped)
            qCWarning(logEngine) << "a branch is kept:" << dropped.error().text();
    }
    return {};
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
    const auto project =
        attempt ? m_core.project(record->task.project) : Result<Project>(fail(ErrorCode::NotFound, {}));
    if (!project || record->task.state != TaskState::Preparing)
        return;
    const Snapshot *last = record->currentSnapshot();
    const Round *round = record->currentRound();
    Preparation wanted;
    wanted.projectPath = project->path;
    wanted.spec = {attempt->worktree, attempt->branch, attempt->baseCommit, m_core.storeId(), attempt->id};
    wanted.lastState = last && !attempt->broughtIn.isValid() ? last->commit : attempt->broughtIn;
    wanted.round = round ? round->number + 1 : 1;
    if (!record->task.conflicts.isEmpty()) {
        wanted.baseBranch = attempt->baseBranch;
        wanted.conflicts = record->task.conflicts;
        wanted.prompt = record->task.pendingPrompt;
    }
    m_core.pool().run(
        this, [wanted](const CancelToken &cancel) { return prepareWorktree(wanted, cancel); },
        [this, task](const Result<events::WorktreeReady> &result) {
            if (!result && result.error().code == ErrorCode::Cancelled)
                return; // the engine stops; the next start prepares it
            const auto stored = result ? m_core.record(task, *result)
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
    const auto project =
        attempt ? m_core.project(record->task.project) : Result<Project>(fail(ErrorCode::NotFound, {}));
    if (!project)
        return;
    const Snapshot *previous = record->currentSnapshot();
    git::SnapshotRequest request;
    request.parent = previous ? previous->commit : attempt->baseCommit;
    if (attempt->broughtIn.isValid())
        request.parent = attempt->broughtIn;
    request.round = round->number;
    request.message = u"%1\n\nRound %2 of attempt %3 at task %4, as the agent left it.\n"_s.arg(record->task.title)
                          .arg(round->number).arg(attempt->number).arg(task.value);
    m_core.pool().run(
        this,
        [path = project->path, store = m_core.storeId(), id = attempt->id, request, base = attempt->baseCommit,
         checkMarkers = baseWasBroughtIn(*record),
         transcript = m_core.paths().data + u'/' + round->transcriptPath](const CancelToken &cancel) {
            auto taken = snapshotWorktree(path, store, id, request, base, checkMarkers, cancel);
            if (taken)
                writeRemarks(transcript, taken->remarks);
            return taken;
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
        const QList<KnownBranch> unneeded =
            attempt.id == record.attempts.constLast().id ? unneededBranches(record) : QList<KnownBranch>();
        m_core.pool().run(
            this,
            [path = project->path, store = m_core.storeId(), id = attempt.id, scratch, unneeded](const CancelToken &) {
                QDir(scratch).removeRecursively(); // prompts, which the store has too
                return removeAttempt(path, store, id, unneeded);
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
