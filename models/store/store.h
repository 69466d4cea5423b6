// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/storelock.h"
#include "store/storereader.h"
#include "task/reducer.h"

#include <QCache>

#include <functional>

namespace docket {

class Clock;

/** What one event did. */
struct Appended
{
    Event event; ///< with the ids that the store gave
    TaskRecord record;
    std::vector<Effect> effects;
    ChangeSet changes;
};

/**
 * The writer of a store: SQLite in WAL, one at a time (StoreLock), synchronous=FULL, so that what append() returned
 * survives a kill and a power cut. An event and the state that it makes are one transaction; effects are started only
 * after append() returned. Belongs to the thread that made it. Every call either did all it says or nothing.
 * Errors: Refused and Conflict from the state machine; DiskFull, ReadOnly, Busy, Damaged, Io from below.
 */
class Store
{
public:
    /**
     * Takes the writer role (Busy, naming the holder), checks what is there, backs it up before a migration (the three
     * newest backups are kept), and migrates. NewerVersion and Damaged leave every byte as it was. `what` names this
     * process for others.
     */
    static Result<std::unique_ptr<Store>> open(const QString &file, const Clock &clock, const QString &what);
    ~Store();

    const StoreReader &reader() const { return *m_reader; }
    StoreReader &reader() { return *m_reader; }

    /** Inserts it, or finds it by its path and brings it up to date; it becomes the first of the recent ones. */
    Result<Project> openProject(Project project);
    /** Takes it from the recent ones. Its tasks stay; opening its path again brings it back. */
    Result<void> forgetProject(ProjectId project);

    /** Keeps the spec as revision 1 and makes the task (TaskCreated), in one transaction. Ids and rank are given here
     * when missing. */
    Result<Appended> createTask(Task task, const QString &markdown, const QString &by);
    /** Keeps the next revision and says so (SpecRevised). The same text as the newest revision is not kept twice:
     * `changes` is empty then. */
    Result<Appended> saveSpec(TaskId task, const QString &markdown, const QString &title, const QString &by);
    /** The way of everything else that happens. `at` is set where it is missing. */
    Result<Appended> append(Event event);

    /** A new one where its id is invalid. */
    Result<review::Comment> saveComment(review::Comment comment);
    Result<void> deleteComment(CommentId comment);
    /** All of them in one transaction. */
    Result<void> setReadMarks(TaskId task, const QList<QByteArray> &read, const QList<QByteArray> &unread);
    /** `reviewer` has the snapshot on screen now. */
    Result<void> noteLook(TaskId task, const QString &reviewer, const ObjectId &snapshot);
    /** Replaces the draft; nothing: forgets it. */
    Result<void> keepDraft(TaskId task, const QString &reviewer, const std::optional<review::Comment> &draft);
    /** Kept until it is saved or thrown away; an empty text removes it. */
    Result<void> saveDraft(const QString &place, const QString &text);
    Result<void> setTold(TaskId task, const QDateTime &since);
    Result<void> setSetting(const QString &key, const QString &value);

private:
    Store(StoreLock lock, std::shared_ptr<Connection> connection, const Clock &clock);

    /** The last event of the log. */
    struct Head
    {
        qint64 id = 0;
        QByteArray hash;
    };

    Result<Appended> inTransaction(const std::function<Result<Appended>()> &work);
    Result<Appended> appendWithin(Event event);
    Result<TaskRecord> cached(TaskId task);
    Result<void> giveIds(Event &event);
    Result<void> keepRevision(SpecId spec, int number, const QString &markdown, const QString &by);
    template<typename... Values>
    Result<void> change(const char *sql, const Values &...values);

    StoreLock m_lock;
    std::shared_ptr<Connection> m_connection;
    std::unique_ptr<StoreReader> m_reader;
    const Clock &m_clock;
    QCache<TaskId, TaskRecord> m_records{512};
    Head m_head;
};

} // namespace docket
