// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/enginethread.h"
#include "core/paths.h"
#include "items/workbench.h"

#include <QPointer>

namespace docket {

class Engine;
class TranscriptFeed;

/**
 * Workbench over an engine in its own thread. GUI thread. start() once; stop() before quitting, then wait for stopped().
 * What is known is kept here as values, so that queries never cross a thread.
 */
class EngineWorkbench final : public Workbench
{
    Q_OBJECT

public:
    explicit EngineWorkbench(const Paths &paths, QObject *parent = nullptr);
    ~EngineWorkbench() override;

    void start();
    void stop() { m_thread.stop(); }

    QList<Project> projects() const override { return m_projects; }
    QList<TaskCard> tasks() const override { return m_tasks; }
    QList<TaskCard> openTasks() const override { return m_open.values(); }
    QList<ProfileInfo> profiles() const override { return m_profiles; }
    EngineSettings settings() const override { return m_settings; }
    QHash<TaskId, QDateTime> told() const override { return m_told; }
    void setTold(TaskId task, const QDateTime &since) override;

    void openProject(const QString &path, QObject *context, Reply<ProjectOpened> reply) override;
    void forgetProject(ProjectId project, QObject *context, Reply<void> reply) override;
    void writeConfiguration(ProjectId project, const QString &yaml, QObject *context, Reply<QString> reply) override;

    void createTask(const NewTask &task, QObject *context, Reply<TaskId> reply) override;
    void saveSpec(TaskId task, const QString &markdown, QObject *context, Reply<int> reply) override;
    void loadSpec(TaskId task, int revision, QObject *context, Reply<SpecRevision> reply) override;
    void loadSpecHistory(TaskId task, QObject *context, Reply<QList<SpecRevision>> reply) override;

    void saveDraft(const QString &place, const QString &text, QObject *context, Reply<void> reply) override;
    void loadDraft(const QString &place, QObject *context, Reply<DraftText> reply) override;
    void command(TaskId task, TaskCommand command, const QString &note, QObject *context, Reply<void> reply) override;
    void move(TaskId task, TaskId before, QObject *context, Reply<void> reply) override;
    void snooze(TaskId task, const QDateTime &until, QObject *context, Reply<void> reply) override;
    void setProfile(TaskId task, const QString &profile, QObject *context, Reply<void> reply) override;
    void setBase(TaskId task, const QString &branch, QObject *context, Reply<void> reply) override;
    void setStrategy(TaskId task, MergeStrategy strategy, QObject *context, Reply<void> reply) override;
    void answerPermission(TaskId task, const QString &requestId, const QString &optionId, QObject *context, Reply<void> reply) override;

    void loadTask(TaskId task, QObject *context, Reply<TaskRecord> reply) override;
    void loadEvents(TaskId task, QObject *context, Reply<QStringList> reply) override;
    void loadTranscript(TaskId task, int round, const TranscriptSpot &spot, QObject *context, Reply<TranscriptPage> reply) override;
    void loadCheckLog(EvidenceId evidence, qint64 maxBytes, QObject *context, Reply<QString> reply) override;

    void loadComments(TaskId task, QObject *context, Reply<QList<review::Comment>> reply) override;
    void saveComment(const review::Comment &comment, QObject *context, Reply<review::Comment> reply) override;
    void deleteComment(CommentId comment, QObject *context, Reply<void> reply) override;
    void loadReadMarks(TaskId task, QObject *context, Reply<QList<QByteArray>> reply) override;
    void setReadMark(TaskId task, const QByteArray &key, bool read, QObject *context, Reply<void> reply) override;

    void previewFeedback(TaskId task, const QString &note, QObject *context, Reply<QString> reply) override;
    void giveVerdict(TaskId task, const ObjectId &tree, Verdict verdict, const QString &note, QObject *context, Reply<void> reply) override;
    void previewMerge(TaskId task, MergeStrategy strategy, QObject *context, Reply<MergePreview> reply) override;
    void merge(TaskId task, MergeStrategy strategy, const QString &note, QObject *context, Reply<void> reply) override;
    void handConflictsBack(TaskId task, QObject *context, Reply<void> reply) override;

    void setSettings(const EngineSettings &settings, QObject *context, Reply<void> reply) override;

Q_SIGNALS:
    void stopped();
    /** Another start of Docket, or `docket open`, asks for the window; the path may be empty. */
    void raiseAsked(const QString &projectPath);

private:
    template<typename T>
    using Answer = std::function<void(Result<T>)>;

    /** Runs `work` in the engine's thread; its answer comes to `reply` here, once, if `context` still lives. */
    template<typename T>
    void ask(QObject *context, Reply<T> reply, std::function<void(Engine &, const Answer<T> &)> work);
    /** The same for work that changes a task and whose record nobody needs. */
    void change(QObject *context, Reply<void> reply, std::function<Result<TaskRecord>(Engine &)> work);
    void prepare(control::EngineHost &host);
    void loadFirst();
    void loadOlder(TaskId before);
    void keep(const QList<TaskCard> &cards);
    void take(const ChangeSet &changes);
    void breakWith(const Error &error);

    EngineThread m_thread;
    TranscriptFeed *m_feed = nullptr; ///< used in the engine's thread alone
    std::optional<Error> m_broken;
    QList<Project> m_projects;
    QList<TaskCard> m_tasks;
    QHash<TaskId, qsizetype> m_places; ///< in m_tasks
    QHash<TaskId, TaskCard> m_open;
    QList<ProfileInfo> m_profiles;
    EngineSettings m_settings;
    QHash<TaskId, QDateTime> m_told;
};

} // namespace docket
