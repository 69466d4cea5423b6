// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "items/transcriptentry.h"
#include "review/memory.h"
#include "task/taskcard.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace docket {

class ProfileBook;

/** What opening a folder found; `notes` are sentences for the person (dirty, shallow, detached ...). */
struct ProjectOpened
{
    Project project;
    QStringList notes;
    bool hasConfiguration = false;
    QString proposedConfiguration; ///< docket.yaml made from what is in the repository, where it has none
};

struct NewTask
{
    ProjectId project;
    QString markdown;  ///< the spec; its first heading is the title
    QString profile;   ///< empty: the project's default
    QString baseBranch; ///< empty: the project's
    bool queue = false; ///< put it in the queue at once
    Budget budget = {};
};

/** What a merge would do, found without writing anything. */
struct MergePreview
{
    QString baseBranch;
    QStringList conflicts;   ///< paths; empty: it merges
    QString refusal;         ///< a sentence where it cannot be done now (dirty work tree ...)
    QStringList missingEvidence; ///< required checks that have not passed on this very tree
    bool needsNote = false;  ///< refused for that alone: a person who says why may merge it all the same
    QString message;         ///< the commit message with its trailers
    QList<MergeStrategy> possible;
};

struct ProfileInfo
{
    QString name;      ///< key, as in docket.yaml
    QString title;
    QString protocol;
    QString program;   ///< absolute path where it was found, else empty
    QString version;
    QString problem;   ///< a sentence where it cannot be used
};

enum class TaskCommand : quint8 { Queue, Hold, StartNow, Interrupt, Resume, Retry, Cancel };

/** Why a person is told. */
struct Alert
{
    TaskId task;
    QString title;
    QString text;
    TaskState why = TaskState::Review;
    PermissionAsk ask = {}; ///< where `why` is Asking: the question that can be answered from here
};

struct EngineSettings
{
    int slots = 4;          ///< tasks that run at once
    int agentTimeoutMinutes = 60;
    bool operator==(const EngineSettings &) const = default;
};

/**
 * All that windows can see and ask for. The implementation lives in app/ over the engine's thread; widget tests have a
 * fake. GUI thread only. Nothing blocks: a reply is called later on the GUI thread, exactly once, unless `context` died
 * before.
 */
class Workbench : public QObject
{
    Q_OBJECT

public:
    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    using QObject::QObject;

    // What is known now, kept up to date by changed().
    virtual QList<Project> projects() const = 0;
    virtual QList<TaskCard> tasks() const = 0;
    /** Those that are not over: of a store that was used for years a small part. */
    virtual QList<TaskCard> openTasks() const
    {
        QList<TaskCard> open = tasks();
        open.removeIf([](const TaskCard &card) { return isFinal(card.state); });
        return open;
    }
    virtual QList<ProfileInfo> profiles() const = 0;
    virtual EngineSettings settings() const = 0;
    /** Of each task, when the need began (TaskCard::since) that a person was told of last; kept over restarts. */
    virtual QHash<TaskId, QDateTime> told() const = 0;
    virtual void setTold(TaskId task, const QDateTime &since) = 0;

    virtual void openProject(const QString &path, QObject *context, Reply<ProjectOpened> reply) = 0;
    virtual void forgetProject(ProjectId project, QObject *context, Reply<void> reply) = 0;
    /**
     * Writes docket.yaml into the work tree (never over an existing one); it counts once it is committed to the base.
     */
    virtual void writeConfiguration(ProjectId project, const QString &yaml, QObject *context, Reply<QString> reply) = 0;

    virtual void createTask(const NewTask &task, QObject *context, Reply<TaskId> reply) = 0;
    virtual void saveSpec(TaskId task, const QString &markdown, QObject *context, Reply<int> reply) = 0;
    virtual void loadSpec(TaskId task, int revision, QObject *context,
                          Reply<SpecRevision> reply) = 0; ///< 0: the newest
    virtual void loadSpecHistory(TaskId task, QObject *context, Reply<QList<SpecRevision>> reply) = 0;

    /**
     * Keeps what is typed at a place ("spec/12") and not saved yet, so that it survives a kill; an empty text removes
     * it.
     */
    virtual void saveDraft(const QString &place, const QString &text, QObject *context, Reply<void> reply) = 0;
    virtual void loadDraft(const QString &place, QObject *context, Reply<DraftText> reply) = 0;

    virtual void command(TaskId task, TaskCommand command, const QString &note, QObject *context,
                         Reply<void> reply) = 0;
    /** Puts the task in the queue directly before `before` (invalid: at the end). */
    virtual void move(TaskId task, TaskId before, QObject *context, Reply<void> reply) = 0;
    virtual void snooze(TaskId task, const QDateTime &until, QObject *context, Reply<void> reply) = 0;
    virtual void setProfile(TaskId task, const QString &profile, QObject *context, Reply<void> reply) = 0;
    /** The branch that the next attempt starts from and is merged into; an attempt that is there keeps its own. */
    virtual void setBase(TaskId task, const QString &branch, QObject *context, Reply<void> reply) = 0;
    virtual void setStrategy(TaskId task, MergeStrategy strategy, QObject *context, Reply<void> reply) = 0;
    virtual void answerPermission(TaskId task, const QString &requestId, const QString &optionId, GrantScope scope,
                                  QObject *context, Reply<void> reply) = 0;
    /** Says something to an agent that works; refused in words where it does not listen. */
    virtual void tell(TaskId task, const QString &text, QObject *context, Reply<void> reply) = 0;
    /** The answer names what of the budget cannot be measured with the task's agent. */
    virtual void setBudget(TaskId task, const Budget &budget, QObject *context, Reply<QStringList> reply) = 0;

    virtual void loadTask(TaskId task, QObject *context, Reply<TaskRecord> reply) = 0;
    virtual void loadEvents(TaskId task, QObject *context,
                            Reply<QStringList> reply) = 0; ///< one line each, oldest first
    /** At the end what is told live goes on where the page ends. */
    virtual void loadTranscript(TaskId task, int round, const TranscriptSpot &spot, QObject *context,
                                Reply<TranscriptPage> reply) = 0;
    /** Tail of a check's log, at most `maxBytes`, decoded, without control characters. */
    virtual void loadCheckLog(EvidenceId evidence, qint64 maxBytes, QObject *context, Reply<QString> reply) = 0;

    virtual void loadComments(TaskId task, QObject *context, Reply<QList<review::Comment>> reply) = 0;
    virtual void saveComment(const review::Comment &comment, QObject *context,
                             Reply<review::Comment> reply) = 0; ///< new where its id is invalid
    virtual void deleteComment(CommentId comment, QObject *context, Reply<void> reply) = 0;
    virtual void loadReadMarks(TaskId task, QObject *context, Reply<QList<QByteArray>> reply) = 0;
    virtual void setReadMarks(TaskId task, const QList<QByteArray> &read, const QList<QByteArray> &unread,
                              QObject *context,
                              Reply<void> reply) = 0; ///< all of them or none
    virtual void loadReviewMemory(TaskId task, QObject *context, Reply<review::ReviewMemory> reply) = 0;
    /** The person has this snapshot on screen now. */
    virtual void noteLook(TaskId task, const ObjectId &snapshot, QObject *context, Reply<void> reply) = 0;
    /** Keeps what is being written, or (nothing) forgets it. In order: the last call counts. */
    virtual void keepDraft(TaskId task, const std::optional<review::Comment> &draft, QObject *context,
                           Reply<void> reply) = 0;

    /** The prompt that request changes would send, made from the open comments. */
    virtual void previewFeedback(TaskId task, const QString &note, QObject *context, Reply<QString> reply) = 0;
    virtual void giveVerdict(TaskId task, const ObjectId &tree, Verdict verdict, const QString &note, QObject *context,
                             Reply<void> reply) = 0;
    virtual void previewMerge(TaskId task, MergeStrategy strategy, QObject *context, Reply<MergePreview> reply) = 0;
    /** `note`: why it is merged although required evidence is missing (MergePreview::needsNote); else empty. */
    virtual void merge(TaskId task, MergeStrategy strategy, const QString &note, QObject *context,
                       Reply<void> reply) = 0;
    /** Gives the conflicts that a merge found back to the agent as its next round. */
    virtual void handConflictsBack(TaskId task, QObject *context, Reply<void> reply) = 0;

    virtual void setSettings(const EngineSettings &settings, QObject *context, Reply<void> reply) = 0;
    /** The agents' profiles, to be edited; null where that cannot be done. Lives as long as the workbench. */
    virtual ProfileBook *profileBook() { return nullptr; }

Q_SIGNALS:
    void ready(); ///< what is open and the newest of what is over is there; the rest comes by changed()
    void changed(const docket::ChangeSet &changes);
    void profilesChanged();
    void transcriptGrew(
        docket::TaskId task,
        const QList<docket::TranscriptEntry> &entries); ///< of transcripts that were loaded; at most every 50 ms
    void recordChanged(docket::TaskId task);       ///< load it again if you show it
    void commentsChanged(docket::TaskId task);
    void alertRaised(const docket::Alert &alert);
    void broken(const docket::Error &error);       ///< the engine cannot go on; the sentence says why
};

} // namespace docket
