// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engineworkbench.h"

#include "app/engine/logfiles.h"
#include "app/engine/transcriptfeed.h"
#include "engine/profiles.h"
#include "store/store.h"

#include <QFileInfo>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

TaskOrder orderOf(TaskCommand command)
{
    switch (command) {
    case TaskCommand::Queue: return TaskOrder::Queue;
    case TaskCommand::Hold: return TaskOrder::Hold;
    case TaskCommand::StartNow: return TaskOrder::StartNow;
    case TaskCommand::Interrupt: return TaskOrder::Interrupt;
    case TaskCommand::Resume: return TaskOrder::Resume;
    case TaskCommand::Retry: return TaskOrder::Retry;
    case TaskCommand::Cancel: return TaskOrder::Cancel;
    }
    Q_UNREACHABLE_RETURN(TaskOrder::Hold);
}

} // namespace

EngineWorkbench::EngineWorkbench(const Paths &paths, QObject *parent) : Workbench(parent), m_thread(paths)
{
    connect(&m_thread, &EngineThread::opened, this, &EngineWorkbench::loadFirst);
    connect(&m_thread, &EngineThread::failedToOpen, this, &EngineWorkbench::breakWith);
    connect(&m_thread, &EngineThread::stopped, this, &EngineWorkbench::stopped);
    connect(&m_book, &ProfileBook::changed, this, &EngineWorkbench::takeProfiles);
}

EngineWorkbench::~EngineWorkbench() = default;

void EngineWorkbench::start()
{
    m_thread.start([this](control::EngineHost &host) { prepare(host); });
}

void EngineWorkbench::prepare(control::EngineHost &host)
{
    // In the engine's thread. Connections to `this` are queued, as it lives in the window's thread.
    Engine &engine = host.engine();
    auto *feed = new TranscriptFeed(&host);
    m_feed = feed;
    connect(&engine, &Engine::said, feed, &TranscriptFeed::add);
    connect(feed, &TranscriptFeed::grew, this, &Workbench::transcriptGrew);
    connect(&engine, &Engine::changed, this, &EngineWorkbench::take);
    connect(&engine, &Engine::recordChanged, this, &Workbench::recordChanged);
    connect(&engine.reviews(), &ReviewDesk::commentsChanged, this, &Workbench::commentsChanged);
    connect(&engine, &Engine::broken, this, &EngineWorkbench::breakWith);
    connect(&engine, &Engine::alertRaised, this, [this](const EngineAlert &alert) {
        Q_EMIT alertRaised({alert.task, alert.title, alert.text, alert.why, alert.ask});
    });
    connect(&host.dispatcher(), &control::Dispatcher::raiseAsked, this, &EngineWorkbench::raiseAsked);
}

void EngineWorkbench::change(QObject *context, Reply<void> reply, std::function<Result<TaskRecord>(Engine &)> work)
{
    ask<void>(context, std::move(reply), [work = std::move(work)](Engine &engine, const EngineAnswer<void> &answer) {
        answer(withoutValue(work(engine)));
    });
}

void EngineWorkbench::loadFirst()
{
    ask<FirstLoad>(this, [this](const Result<FirstLoad> &load) {
        if (!load)
            return breakWith(load.error());
        m_known.take(*load);
        Q_EMIT profilesChanged();
        Q_EMIT ready();
        m_book.lookForAgents();
        if (load->oldest.isValid())
            loadOlder(load->oldest);
    }, [](Engine &engine, const EngineAnswer<FirstLoad> &answer) { answer(firstLoad(engine)); });
}

void EngineWorkbench::loadOlder(TaskId before)
{
    ask<QList<TaskCard>>(this, [this](const Result<QList<TaskCard>> &cards) {
        if (!cards || cards->isEmpty())
            return; // a store that fails says so by itself
        take({{}, *cards, {}});
        loadOlder(cards->constLast().id);
    }, [before](Engine &engine, const EngineAnswer<QList<TaskCard>> &answer) {
        answer(olderCards(engine, before));
    });
}

void EngineWorkbench::takeProfiles()
{
    m_book.load(this, [this](const Result<QList<ProfileDraft>> &drafts) {
        if (!drafts)
            return;
        m_known.take(*drafts);
        Q_EMIT profilesChanged();
    });
}

void EngineWorkbench::take(const ChangeSet &changes)
{
    m_known.take(changes);
    Q_EMIT changed(changes);
}

void EngineWorkbench::breakWith(const Error &error)
{
    m_broken = error;
    Q_EMIT broken(error);
}

void EngineWorkbench::openProject(const QString &path, QObject *context, Reply<ProjectOpened> reply)
{
    ask<ProjectOpened>(context, std::move(reply), [path](Engine &engine, const EngineAnswer<ProjectOpened> &answer) {
        engine.projects().open(path, [answer](const Result<OpenedProject> &opened) {
            if (opened)
                answer(ProjectOpened{opened->project, opened->notes, opened->hasConfiguration, opened->proposal});
            else
                answer(std::unexpected(opened.error()));
        });
    });
}

void EngineWorkbench::forgetProject(ProjectId project, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [project](Engine &engine, const EngineAnswer<void> &answer) {
        answer(engine.projects().forget(project));
    });
    m_known.forget(project);
}

void EngineWorkbench::writeConfiguration(ProjectId project, const QString &yaml, QObject *context, Reply<QString> reply)
{
    ask<QString>(context, std::move(reply), [project, yaml](Engine &engine, const EngineAnswer<QString> &answer) {
        engine.projects().writeConfiguration(project, yaml, answer);
    });
}

void EngineWorkbench::createTask(const NewTask &task, QObject *context, Reply<TaskId> reply)
{
    ask<TaskId>(context, std::move(reply), [task](Engine &engine, const EngineAnswer<TaskId> &answer) {
        const auto record = engine.tasks().create(
            {task.project, task.markdown, task.profile, task.baseBranch, task.queue, task.budget}, engine.person());
        if (record)
            answer(record->task.id);
        else
            answer(std::unexpected(record.error()));
    });
}

void EngineWorkbench::saveSpec(TaskId task, const QString &markdown, QObject *context, Reply<int> reply)
{
    ask<int>(context, std::move(reply), [task, markdown](Engine &engine, const EngineAnswer<int> &answer) {
        answer(engine.tasks().saveSpec(task, markdown, engine.person()));
    });
}

void EngineWorkbench::loadSpec(TaskId task, int revision, QObject *context, Reply<SpecRevision> reply)
{
    ask<SpecRevision>(context, std::move(reply),
                      [task, revision](Engine &engine, const EngineAnswer<SpecRevision> &answer) {
                          answer(engine.tasks().spec(task, revision));
                      });
}

void EngineWorkbench::loadSpecHistory(TaskId task, QObject *context, Reply<QList<SpecRevision>> reply)
{
    ask<QList<SpecRevision>>(context, std::move(reply),
                             [task](Engine &engine, const EngineAnswer<QList<SpecRevision>> &answer) {
                                 answer(engine.tasks().specHistory(task));
                             });
}

void EngineWorkbench::saveDraft(const QString &place, const QString &text, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [place, text](Engine &engine, const EngineAnswer<void> &answer) {
        answer(engine.tasks().saveDraft(place, text));
    });
}

void EngineWorkbench::loadDraft(const QString &place, QObject *context, Reply<DraftText> reply)
{
    ask<DraftText>(context, std::move(reply), [place](Engine &engine, const EngineAnswer<DraftText> &answer) {
        answer(engine.tasks().draft(place));
    });
}

void EngineWorkbench::setTold(TaskId task, const QDateTime &since)
{
    m_known.setTold(task, since);
    // Nobody waits for it: what is not kept is told once more at the next start.
    ask<void>(this, {}, [task, since](Engine &engine, const EngineAnswer<void> &answer) {
        const auto kept = engine.core().brokenBy() ? Result<void>(std::unexpected(*engine.core().brokenBy()))
                                                   : engine.core().store().setTold(task, since);
        answer(kept ? kept : Result<void>(std::unexpected(engine.core().noteStoreError(kept.error()))));
    });
}

void EngineWorkbench::command(TaskId task, TaskCommand command, const QString &note, QObject *context,
                              Reply<void> reply)
{
    change(context, std::move(reply),
           [=](Engine &engine) { return engine.tasks().order(task, orderOf(command), note, engine.person()); });
}

void EngineWorkbench::move(TaskId task, TaskId before, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply),
           [=](Engine &engine) { return engine.tasks().move(task, before, engine.person()); });
}

void EngineWorkbench::snooze(TaskId task, const QDateTime &until, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply),
           [=](Engine &engine) { return engine.core().record(task, events::Snoozed{until}, engine.person()); });
}

void EngineWorkbench::setProfile(TaskId task, const QString &profile, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply),
           [=](Engine &engine) { return engine.core().record(task, events::ProfileSet{profile}, engine.person()); });
}

void EngineWorkbench::setBase(TaskId task, const QString &branch, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [task, branch](Engine &engine, const EngineAnswer<void> &answer) {
        engine.tasks().setBase(task, branch, engine.person(),
                               [answer](const Result<TaskRecord> &record) { answer(withoutValue(record)); });
    });
}

void EngineWorkbench::setStrategy(TaskId task, MergeStrategy strategy, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply),
           [=](Engine &engine) { return engine.core().record(task, events::StrategySet{strategy}, engine.person()); });
}

void EngineWorkbench::answerPermission(TaskId task, const QString &requestId, const QString &optionId, GrantScope scope,
                                       QObject *context, Reply<void> reply)
{
    change(context, std::move(reply),
           [=](Engine &engine) { return engine.tasks().answer(task, requestId, optionId, scope, engine.person()); });
}

void EngineWorkbench::tell(TaskId task, const QString &text, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply),
           [=](Engine &engine) { return engine.agents().tell(task, text, engine.person()); });
}

void EngineWorkbench::setBudget(TaskId task, const Budget &budget, QObject *context, Reply<QStringList> reply)
{
    ask<QStringList>(context, std::move(reply),
                     [task, budget](Engine &engine, const EngineAnswer<QStringList> &answer) {
                         const auto set = engine.tasks().setBudget(task, budget, engine.person());
                         if (set)
                             engine.checkBudgets(task, answer);
                         else
                             answer(std::unexpected(set.error()));
                     });
}

void EngineWorkbench::loadTask(TaskId task, QObject *context, Reply<TaskRecord> reply)
{
    ask<TaskRecord>(context, std::move(reply), [task](Engine &engine, const EngineAnswer<TaskRecord> &answer) {
        answer(engine.core().load(task));
    });
}

void EngineWorkbench::loadEvents(TaskId task, QObject *context, Reply<QStringList> reply)
{
    ask<QStringList>(context, std::move(reply), [task](Engine &engine, const EngineAnswer<QStringList> &answer) {
        const auto events = engine.core().store().reader().events(task);
        if (!events)
            return answer(std::unexpected(events.error()));
        QStringList lines;
        for (const StoredEvent &stored : *events)
            lines << u"%1  %2  %3"_s.arg(stored.event.at.toUTC().toString(Qt::ISODate), stored.event.by,
                                         describeEvent(stored.event.body));
        answer(lines);
    });
}

void EngineWorkbench::loadTranscript(TaskId task, int round, const TranscriptSpot &spot, QObject *context,
                                     Reply<TranscriptPage> reply)
{
    ask<TranscriptPage>(
        context, std::move(reply),
        [this, task, round, spot](Engine &engine, const EngineAnswer<TranscriptPage> &answer) {
            const auto record = engine.core().load(task);
            const Attempt *attempt = record ? record->currentAttempt() : nullptr;
            if (!record)
                return answer(std::unexpected(record.error()));
            const auto found = std::ranges::find_if(record->rounds, [&](const Round &candidate) {
                return attempt && candidate.attempt == attempt->id && candidate.number == round;
            });
            if (found == record->rounds.cend())
                return answer(TranscriptPage());
            const QString path = engine.core().paths().data + u'/' + found->transcriptPath;
            // In this moment the file and what was told live agree; the reading comes later.
            const TranscriptFeed::Mark mark =
                spot.way == TranscriptSpot::Way::End ? m_feed->mark(task, round) : TranscriptFeed::Mark();
            const qint64 end = QFileInfo(path).size();
            engine.core().pool().run(
                &engine, [=](const CancelToken &) { return readTranscript(path, round, spot, end, mark); }, answer, 2);
        });
}

void EngineWorkbench::loadCheckLog(EvidenceId evidence, qint64 maxBytes, QObject *context, Reply<QString> reply)
{
    ask<QString>(context, std::move(reply), [evidence, maxBytes](Engine &engine, const EngineAnswer<QString> &answer) {
        const auto known = engine.core().store().reader().evidence(evidence);
        if (!known)
            return answer(std::unexpected(known.error()));
        const QString path = engine.core().paths().data + u'/' + known->logPath;
        engine.core().pool().run(
            &engine, [path, maxBytes](const CancelToken &) { return readLogTail(path, maxBytes); }, answer, 2);
    });
}

void EngineWorkbench::setSettings(const EngineSettings &settings, QObject *context, Reply<void> reply)
{
    m_known.setSettings(settings);
    ask<void>(context, std::move(reply), [settings](Engine &engine, const EngineAnswer<void> &answer) {
        const auto first = engine.setSetting(u"slots"_s, QString::number(settings.slots));
        answer(first ? engine.setSetting(u"agent-timeout-minutes"_s, QString::number(settings.agentTimeoutMinutes))
                     : first);
    });
}

} // namespace docket
