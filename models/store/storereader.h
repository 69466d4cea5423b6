// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "task/event.h"
#include "task/taskcard.h"

#include <QHash>

#include <memory>

namespace docket {

namespace review {
struct Comment;
struct ReviewMemory;
}
class Connection;

/** An event as it is kept: its payload as written and its hash over the event before it. */
struct StoredEvent
{
    Event event;
    QByteArray hash; ///< SHA-256, hexadecimal
};

/** What a walk along the whole chain found. */
struct ChainReport
{
    qint64 events = 0;
    QByteArray head; ///< hash of the last event: write it down elsewhere, and nobody can rewrite what came before
};

/**
 * All questions to the store. Over the writer's own connection (Store::reader) or a read-only one of its own, for the
 * command line and for other threads. Belongs to the thread that made it. Each call sees one consistent state.
 */
class StoreReader
{
public:
    /** NotFound where there is no store yet; NewerVersion and Damaged in words. Writes nothing. */
    static Result<std::unique_ptr<StoreReader>> open(const QString &file);
    explicit StoreReader(std::shared_ptr<Connection> connection);
    ~StoreReader();

    /** In order of their last opening, newest first, without those that were forgotten. */
    Result<QList<Project>> projects() const;
    Result<Project> project(ProjectId id) const;
    Result<Project> projectAt(const QString &path) const;

    /** All tasks, in the order of the queue (rank, then id). */
    Result<QList<TaskCard>> cards() const;
    Result<QList<TaskCard>> cards(TaskState state) const;
    /** Those that are not over, in the order of the queue. */
    Result<QList<TaskCard>> openCards() const;
    /** Those that are over, the newest id first, below `before` (invalid: from the newest on), at most `limit`. */
    Result<QList<TaskCard>> finishedCards(TaskId before, int limit) const;
    /** Tasks that are over and have an attempt whose worktree was not removed. */
    Result<QList<TaskId>> finishedWithWorktrees() const;
    Result<TaskCard> card(TaskId id) const;
    Result<TaskRecord> record(TaskId id) const;
    /** The task that an attempt, round or piece of evidence belongs to. */
    Result<TaskId> taskOf(AttemptId id) const;
    Result<TaskId> taskOf(RoundId id) const;
    Result<Evidence> evidence(EvidenceId id) const;

    /** A permission that a person gave for a whole project, and the task in which it was asked for. */
    struct ProjectGrant { TaskId task; Grant grant; };
    Result<QList<ProjectGrant>> projectGrants(ProjectId project) const;
    /**
     * What the rounds consumed that ended and had begun at `since` or later; an invalid project means all, an invalid
     * time ever.
     */
    Result<Spent> spent(ProjectId project, const QDateTime &since) const;

    /** Of one task, oldest first. */
    Result<QList<StoredEvent>> events(TaskId id) const;
    /** Of all tasks, those after `after`, at most `limit`. */
    Result<QList<StoredEvent>> eventsAfter(EventId after, int limit) const;
    /**
     * Recomputes every hash, compares every kept spec revision with the digest in the log, and replays the log against
     * the tables. Damaged names the first event or row that does not fit.
     */
    Result<ChainReport> verifyChain() const;
    /** Every page, index and reference of the file; Damaged names the first that is wrong. Reads all of it. */
    Result<void> checkIntegrity() const;

    Result<SpecRevision> specRevision(SpecId id, int number = 0) const; ///< 0: the newest
    Result<QList<SpecRevision>> specHistory(SpecId id) const;           ///< oldest first

    Result<QList<review::Comment>> comments(TaskId task) const;
    Result<QList<QByteArray>> readMarks(TaskId task) const;
    Result<review::ReviewMemory> reviewMemory(TaskId task, const QString &reviewer) const;
    /** What was typed at this place ("spec/12") and not saved; empty where there is nothing. */
    Result<DraftText> draft(const QString &place) const;
    /** Of each task, when the need began that a person was told of last. */
    Result<QHash<TaskId, QDateTime>> told() const;
    Result<QString> setting(const QString &key, const QString &otherwise = {}) const;

    /** True when another connection changed the store since the last call (or since the opening). */
    bool changedElsewhere();

private:
    std::shared_ptr<Connection> m_connection;
    qint64 m_dataVersion = 0;
};

} // namespace docket
