// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/diffsource.h"
#include "items/workbench.h"

#include <QHash>

namespace docket {

/**
 * A workbench in memory that behaves like the engine as far as windows can see: answers come later on the event loop,
 * commands move tasks along the way, and agents talk when a test says so. What was asked is recorded in calls().
 */
class FakeWorkbench : public Workbench
{
    Q_OBJECT

public:
    explicit FakeWorkbench(QObject *parent = nullptr);

    /** Two projects, one task in each state and `extra` further ones, 200 of each 1,000 in review. */
    void fill(int extra = 0);
    TaskId add(TaskState state, const QString &title, ProjectId project = ProjectId{1});
    void setState(TaskId task, TaskState state, const QString &line = {});
    void say(TaskId task, const QList<TranscriptEntry> &entries);
    void ask(TaskId task, const QString &title, const QString &detail);
    void addEvidence(TaskId task, const QString &check, CheckOutcome outcome, qint64 milliseconds = 1200);
    void raiseAsk(TaskId task, const QString &title, const PermissionAsk &ask);
    void raise(TaskId task, const QString &title, const QString &text, TaskState why);
    void announceReady() { Q_EMIT ready(); }
    TaskRecord &record(TaskId task) { return m_records[task]; }
    QStringList calls; ///< "command 4 Queue", oldest first
    QString lastPrompt;
    ProfileBook *book = nullptr; ///< not owned; without one there is no window of agents
    QStringList missingEvidence; ///< what a merge lacks until somebody says why it is merged all the same
    QHash<QString, DraftText> drafts; ///< by place
    bool failNext = false;
    QHash<TaskId, review::ReviewMemory> memories;
    qsizetype transcriptPage = 1000; ///< entries of one loadTranscript()

    QList<Project> projects() const override { return m_projects; }
    QList<TaskCard> tasks() const override;
    QList<ProfileInfo> profiles() const override;
    EngineSettings settings() const override { return m_settings; }
    QHash<TaskId, QDateTime> told() const override { return m_told; }
    void setTold(TaskId task, const QDateTime &since) override { m_told.insert(task, since); }
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
    void answerPermission(TaskId task, const QString &requestId, const QString &optionId, GrantScope scope,
                          QObject *context, Reply<void> reply) override;
    void tell(TaskId task, const QString &text, QObject *context, Reply<void> reply) override;
    void setBudget(TaskId task, const Budget &budget, QObject *context, Reply<QStringList> reply) override;
    void loadTask(TaskId task, QObject *context, Reply<TaskRecord> reply) override;
    void loadEvents(TaskId task, QObject *context, Reply<QStringList> reply) override;
    void loadTranscript(TaskId task, int round, const TranscriptSpot &spot, QObject *context,
                        Reply<TranscriptPage> reply) override;
    void loadCheckLog(EvidenceId evidence, qint64 maxBytes, QObject *context, Reply<QString> reply) override;
    void loadComments(TaskId task, QObject *context, Reply<QList<review::Comment>> reply) override;
    void saveComment(const review::Comment &comment, QObject *context, Reply<review::Comment> reply) override;
    void deleteComment(CommentId comment, QObject *context, Reply<void> reply) override;
    void loadReadMarks(TaskId task, QObject *context, Reply<QList<QByteArray>> reply) override;
    void setReadMarks(TaskId task, const QList<QByteArray> &read, const QList<QByteArray> &unread, QObject *context,
                      Reply<void> reply) override;
    void loadReviewMemory(TaskId task, QObject *context, Reply<review::ReviewMemory> reply) override;
    void noteLook(TaskId task, const ObjectId &snapshot, QObject *context, Reply<void> reply) override;
    void keepDraft(TaskId task, const std::optional<review::Comment> &draft, QObject *context,
                   Reply<void> reply) override;
    void previewFeedback(TaskId task, const QString &note, QObject *context, Reply<QString> reply) override;
    void giveVerdict(TaskId task, const ObjectId &tree, Verdict verdict, const QString &note, QObject *context,
                     Reply<void> reply) override;
    ProfileBook *profileBook() override { return book; }
    void previewMerge(TaskId task, MergeStrategy strategy, QObject *context, Reply<MergePreview> reply) override;
    void merge(TaskId task, MergeStrategy strategy, const QString &note, QObject *context, Reply<void> reply) override;
    void handConflictsBack(TaskId task, QObject *context, Reply<void> reply) override;
    void setSettings(const EngineSettings &settings, QObject *context, Reply<void> reply) override;

private:
    template<typename T>
    void later(QObject *context, const Reply<T> &reply, Result<T> value);
    void note(const QString &call) { calls << call; }
    void publish(TaskId task);
    void startRound(TaskId task);

    QList<Project> m_projects;
    QHash<TaskId, TaskRecord> m_records;
    QHash<TaskId, QList<SpecRevision>> m_specs;
    QHash<TaskId, QStringList> m_events;
    QHash<TaskId, QHash<int, QList<TranscriptEntry>>> m_transcripts;
    QHash<TaskId, QString> m_lines;
    QList<review::Comment> m_comments;
    QHash<TaskId, QList<QByteArray>> m_marks;
    EngineSettings m_settings;
    QHash<TaskId, QDateTime> m_told;
    qint64 m_nextId = 1;
};

/** Lists the files that it is given and answers with the diffs it is given; nothing else. */
class FakeDiffSource : public DiffSource
{
    Q_OBJECT

public:
    using DiffSource::DiffSource;

    quint64 open(const DiffRequest &request) override;
    void prioritise(quint64, const QList<int> &) override {}
    void cancel() override {}
    quint64 place(const PlaceRequest &request) override;
    QList<DiffRequest> requests;
    QList<PlaceRequest> placeRequests;
    QList<diff::FileEntry> files;
    QList<std::shared_ptr<const diff::FileDiff>> diffs;

private:
    quint64 m_generation = 0;
    quint64 m_placeNumber = 0;
};

} // namespace docket
