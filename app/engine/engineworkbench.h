// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/askengine.h"
#include "app/engine/engineprofilebook.h"
#include "app/engine/knownlists.h"
#include "core/paths.h"
#include "items/workbench.h"

namespace docket {

class TranscriptFeed;

/**
 * Workbench over an engine in its own thread. GUI thread. start() once; stop() before quitting, then wait for
 * stopped(). Queries are answered from what is known here; everything else is passed on and answered from the event
 * loop.
 */
class EngineWorkbench final : public Workbench
{
    Q_OBJECT

public:
    explicit EngineWorkbench(const Paths &paths, QObject *parent = nullptr);
    ~EngineWorkbench() override;

    void start();
    void stop() { m_thread.stop(); }

    QList<Project> projects() const override { return m_known.projects(); }
    QList<TaskCard> tasks() const override { return m_known.tasks(); }
    QList<TaskCard> openTasks() const override { return m_known.openTasks(); }
    QList<ProfileInfo> profiles() const override { return m_known.profiles(); }
    EngineSettings settings() const override { return m_known.settings(); }
    QHash<TaskId, QDateTime> told() const override { return m_known.told(); }
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
    void previewMerge(TaskId task, MergeStrategy strategy, QObject *context, Reply<MergePreview> reply) override;
    void merge(TaskId task, MergeStrategy strategy, const QString &note, QObject *context, Reply<void> reply) override;
    void handConflictsBack(TaskId task, QObject *context, Reply<void> reply) override;

    void setSettings(const EngineSettings &settings, QObject *context, Reply<void> reply) override;
    ProfileBook *profileBook() override { return &m_book; }

Q_SIGNALS:
    void stopped();
    /** Another start of Docket, or `docket open`, asks for the window; the path may be empty. */
    void raiseAsked(const QString &projectPath);

private:
    /** askEngine() from here; where the engine is broken, its error is the answer. */
    template<typename T>
    void ask(QObject *context, Reply<T> reply, std::function<void(Engine &, const EngineAnswer<T> &)> work)
    {
        if (m_broken)
            return answerTo<T>(this, context, std::move(reply))(std::unexpected(*m_broken));
        askEngine<T>(m_thread, this, context, std::move(reply), std::move(work));
    }
    /** The same for work that changes a task and whose record nobody needs. */
    void change(QObject *context, Reply<void> reply, std::function<Result<TaskRecord>(Engine &)> work);
    void prepare(control::EngineHost &host);
    void loadFirst();
    void takeProfiles();
    void loadOlder(TaskId before);
    void take(const ChangeSet &changes);
    void breakWith(const Error &error);

    EngineThread m_thread;
    EngineProfileBook m_book{m_thread};
    TranscriptFeed *m_feed = nullptr; ///< used in the engine's thread alone
    std::optional<Error> m_broken;
    KnownLists m_known;
};

} // namespace docket
