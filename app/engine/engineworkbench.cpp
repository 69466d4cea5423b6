// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engineworkbench.h"

#include "app/control/enginehost.h"
#include "app/engine/logfiles.h"
#include "app/engine/transcriptfeed.h"
#include "engine/profiles.h"
#include "store/store.h"

#include <QFileInfo>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

/** What the first load brings over, all at once. */
struct FirstLoad
{
    QList<Project> projects;
    QList<TaskCard> tasks;
    QList<ProfileInfo> profiles;
    EngineSettings settings;
    QHash<TaskId, QDateTime> told;
    TaskId oldest; ///< of the finished ones; invalid when there are none
};

/** So many finished tasks come over at once: a list of years must not keep the window from its first frame, or stall it. */
constexpr int finishedAtOnce = 400;

Result<void> withoutValue(const Result<TaskRecord> &record)
{
    if (!record)
        return std::unexpected(record.error());
    return {};
}

template<typename T, typename Key>
void mergeInto(QList<T> &into, const QList<T> &news, Key key)
{
    for (const T &value : news) {
        const auto same = std::ranges::find_if(into, [&](const T &old) { return old.*key == value.*key; });
        if (same == into.end())
            into.append(value);
        else
            *same = value;
    }
}

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

MergePreview previewOf(const MergeOutlook &outlook)
{
    MergePreview preview{outlook.plan.baseBranch, {}, outlook.refusal, outlook.missingEvidence, outlook.needsNote,
                         outlook.message, outlook.possible};
    for (const git::MergeConflict &conflict : outlook.plan.conflicts)
        preview.conflicts << git::displayPath(conflict.path);
    return preview;
}

Result<FirstLoad> firstLoad(Engine &engine)
{
    const StoreReader &reader = engine.core().store().reader();
    const auto projects = reader.projects();
    auto cards = projects ? reader.openCards() : Result<QList<TaskCard>>(std::unexpected(projects.error()));
    const auto over = cards ? reader.finishedCards({}, finishedAtOnce) : cards;
    if (!over)
        return std::unexpected(engine.core().noteStoreError(over.error()));
    FirstLoad load{*projects, *cards + *over, {}, {}, reader.told().value_or(QHash<TaskId, QDateTime>()),
                   over->isEmpty() ? TaskId() : over->constLast().id};
    load.settings.slots = engine.slotCount().value_or(load.settings.slots);
    const int minutes = reader.setting(u"agent-timeout-minutes"_s).value_or(QString()).toInt();
    load.settings.agentTimeoutMinutes = minutes > 0 ? minutes : load.settings.agentTimeoutMinutes;
    const auto statuses = profileStatus(knownProfiles(engine.core().paths()), engine.core().options().environment);
    for (const ProfileStatus &status : statuses)
        load.profiles.append({status.profile.id, status.profile.name, protocolWord(status.profile.protocol), status.program, {}, status.problem});
    return load;
}

} // namespace

EngineWorkbench::EngineWorkbench(const Paths &paths, QObject *parent) : Workbench(parent), m_thread(paths)
{
    connect(&m_thread, &EngineThread::opened, this, &EngineWorkbench::loadFirst);
    connect(&m_thread, &EngineThread::failedToOpen, this, &EngineWorkbench::breakWith);
    connect(&m_thread, &EngineThread::stopped, this, &EngineWorkbench::stopped);
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
        Q_EMIT alertRaised({alert.task, alert.title, alert.text, alert.why});
    });
    connect(&host.dispatcher(), &control::Dispatcher::raiseAsked, this, &EngineWorkbench::raiseAsked);
}

template<typename T>
void EngineWorkbench::ask(QObject *context, Reply<T> reply, std::function<void(Engine &, const Answer<T> &)> work)
{
    const QPointer<QObject> guard(context);
    const QPointer<EngineWorkbench> self(this);
    const Answer<T> answer = [self, guard, reply = std::move(reply)](Result<T> result) {
        QMetaObject::invokeMethod(
            self.get(),
            [guard, reply, result = std::move(result)]() mutable {
                if (guard && reply)
                    reply(std::move(result));
            },
            Qt::QueuedConnection);
    };
    if (m_broken)
        return answer(std::unexpected(*m_broken));
    m_thread.post([answer, work = std::move(work)](control::EngineHost &host) { work(host.engine(), answer); });
}

void EngineWorkbench::change(QObject *context, Reply<void> reply, std::function<Result<TaskRecord>(Engine &)> work)
{
    ask<void>(context, std::move(reply), [work = std::move(work)](Engine &engine, const Answer<void> &answer) { answer(withoutValue(work(engine))); });
}

void EngineWorkbench::loadFirst()
{
    ask<FirstLoad>(this, [this](const Result<FirstLoad> &load) {
        if (!load)
            return breakWith(load.error());
        m_projects = load->projects;
        keep(load->tasks);
        m_settings = load->settings;
        m_profiles = load->profiles;
        m_told = load->told;
        Q_EMIT profilesChanged();
        Q_EMIT ready();
        if (load->oldest.isValid())
            loadOlder(load->oldest);
    }, [](Engine &engine, const Answer<FirstLoad> &answer) { answer(firstLoad(engine)); });
}

void EngineWorkbench::loadOlder(TaskId before)
{
    ask<QList<TaskCard>>(this, [this](const Result<QList<TaskCard>> &cards) {
        if (!cards || cards->isEmpty())
            return; // a store that fails says so by itself
        take({{}, *cards, {}});
        loadOlder(cards->constLast().id);
    }, [before](Engine &engine, const Answer<QList<TaskCard>> &answer) {
        answer(engine.core().store().reader().finishedCards(before, finishedAtOnce));
    });
}

void EngineWorkbench::keep(const QList<TaskCard> &cards)
{
    for (const TaskCard &card : cards) {
        const auto place = m_places.constFind(card.id);
        if (place != m_places.cend()) {
            m_tasks[*place] = card;
        } else {
            m_places.insert(card.id, m_tasks.size());
            m_tasks.append(card);
        }
        if (isFinal(card.state))
            m_open.remove(card.id);
        else
            m_open.insert(card.id, card);
    }
}

void EngineWorkbench::take(const ChangeSet &changes)
{
    mergeInto(m_projects, changes.projects, &Project::id);
    keep(changes.tasks);
    if (!changes.removedTasks.isEmpty()) {
        m_tasks.removeIf([&](const TaskCard &card) { return changes.removedTasks.contains(card.id); });
        m_open.removeIf([&](const auto &open) { return changes.removedTasks.contains(open.key()); });
        m_places.clear();
        for (qsizetype i = 0; i < m_tasks.size(); ++i)
            m_places.insert(m_tasks[i].id, i);
    }
    Q_EMIT changed(changes);
}

void EngineWorkbench::breakWith(const Error &error)
{
    m_broken = error;
    Q_EMIT broken(error);
}

void EngineWorkbench::openProject(const QString &path, QObject *context, Reply<ProjectOpened> reply)
{
    ask<ProjectOpened>(context, std::move(reply), [path](Engine &engine, const Answer<ProjectOpened> &answer) {
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
    ask<void>(context, std::move(reply), [project](Engine &engine, const Answer<void> &answer) { answer(engine.projects().forget(project)); });
    m_projects.removeIf([&](const Project &known) { return known.id == project; });
}

void EngineWorkbench::writeConfiguration(ProjectId project, const QString &yaml, QObject *context, Reply<QString> reply)
{
    ask<QString>(context, std::move(reply), [project, yaml](Engine &engine, const Answer<QString> &answer) {
        engine.projects().writeConfiguration(project, yaml, answer);
    });
}

void EngineWorkbench::createTask(const NewTask &task, QObject *context, Reply<TaskId> reply)
{
    ask<TaskId>(context, std::move(reply), [task](Engine &engine, const Answer<TaskId> &answer) {
        const auto record = engine.tasks().create({task.project, task.markdown, task.profile, task.baseBranch, task.queue}, engine.person());
        if (record)
            answer(record->task.id);
        else
            answer(std::unexpected(record.error()));
    });
}

void EngineWorkbench::saveSpec(TaskId task, const QString &markdown, QObject *context, Reply<int> reply)
{
    ask<int>(context, std::move(reply), [task, markdown](Engine &engine, const Answer<int> &answer) {
        answer(engine.tasks().saveSpec(task, markdown, engine.person()));
    });
}

void EngineWorkbench::loadSpec(TaskId task, int revision, QObject *context, Reply<SpecRevision> reply)
{
    ask<SpecRevision>(context, std::move(reply), [task, revision](Engine &engine, const Answer<SpecRevision> &answer) {
        answer(engine.tasks().spec(task, revision));
    });
}

void EngineWorkbench::loadSpecHistory(TaskId task, QObject *context, Reply<QList<SpecRevision>> reply)
{
    ask<QList<SpecRevision>>(context, std::move(reply), [task](Engine &engine, const Answer<QList<SpecRevision>> &answer) {
        answer(engine.tasks().specHistory(task));
    });
}

void EngineWorkbench::saveDraft(const QString &place, const QString &text, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [place, text](Engine &engine, const Answer<void> &answer) { answer(engine.tasks().saveDraft(place, text)); });
}

void EngineWorkbench::loadDraft(const QString &place, QObject *context, Reply<DraftText> reply)
{
    ask<DraftText>(context, std::move(reply), [place](Engine &engine, const Answer<DraftText> &answer) { answer(engine.tasks().draft(place)); });
}

void EngineWorkbench::setTold(TaskId task, const QDateTime &since)
{
    m_told.insert(task, since);
    // Nobody waits for it: what is not kept is told once more at the next start.
    ask<void>(this, {}, [task, since](Engine &engine, const Answer<void> &answer) {
        const auto kept = engine.core().brokenBy() ? Result<void>(std::unexpected(*engine.core().brokenBy())) : engine.core().store().setTold(task, since);
        answer(kept ? kept : Result<void>(std::unexpected(engine.core().noteStoreError(kept.error()))));
    });
}

void EngineWorkbench::command(TaskId task, TaskCommand command, const QString &note, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply), [=](Engine &engine) { return engine.tasks().order(task, orderOf(command), note, engine.person()); });
}

void EngineWorkbench::move(TaskId task, TaskId before, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply), [=](Engine &engine) { return engine.tasks().move(task, before, engine.person()); });
}

void EngineWorkbench::snooze(TaskId task, const QDateTime &until, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply), [=](Engine &engine) { return engine.core().record(task, events::Snoozed{until}, engine.person()); });
}

void EngineWorkbench::setProfile(TaskId task, const QString &profile, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply), [=](Engine &engine) { return engine.core().record(task, events::ProfileSet{profile}, engine.person()); });
}

void EngineWorkbench::setBase(TaskId task, const QString &branch, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [task, branch](Engine &engine, const Answer<void> &answer) {
        engine.tasks().setBase(task, branch, engine.person(), [answer](const Result<TaskRecord> &record) { answer(withoutValue(record)); });
    });
}

void EngineWorkbench::setStrategy(TaskId task, MergeStrategy strategy, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply), [=](Engine &engine) { return engine.core().record(task, events::StrategySet{strategy}, engine.person()); });
}

void EngineWorkbench::answerPermission(TaskId task, const QString &requestId, const QString &optionId, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply), [=](Engine &engine) { return engine.tasks().answer(task, requestId, optionId, engine.person()); });
}

void EngineWorkbench::loadTask(TaskId task, QObject *context, Reply<TaskRecord> reply)
{
    ask<TaskRecord>(context, std::move(reply), [task](Engine &engine, const Answer<TaskRecord> &answer) { answer(engine.core().load(task)); });
}

void EngineWorkbench::loadEvents(TaskId task, QObject *context, Reply<QStringList> reply)
{
    ask<QStringList>(context, std::move(reply), [task](Engine &engine, const Answer<QStringList> &answer) {
        const auto events = engine.core().store().reader().events(task);
        if (!events)
            return answer(std::unexpected(events.error()));
        QStringList lines;
        for (const StoredEvent &stored : *events)
            lines << u"%1  %2  %3"_s.arg(stored.event.at.toUTC().toString(Qt::ISODate), stored.event.by, describeEvent(stored.event.body));
        answer(lines);
    });
}

void EngineWorkbench::loadTranscript(TaskId task, int round, const TranscriptSpot &spot, QObject *context, Reply<TranscriptPage> reply)
{
    ask<TranscriptPage>(context, std::move(reply), [this, task, round, spot](Engine &engine, const Answer<TranscriptPage> &answer) {
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
        const TranscriptFeed::Mark mark = spot.way == TranscriptSpot::Way::End ? m_feed->mark(task, round) : TranscriptFeed::Mark();
        const qint64 end = QFileInfo(path).size();
        engine.core().pool().run(&engine, [=](const CancelToken &) { return readTranscript(path, round, spot, end, mark); }, answer, 2);
    });
}

void EngineWorkbench::loadCheckLog(EvidenceId evidence, qint64 maxBytes, QObject *context, Reply<QString> reply)
{
    ask<QString>(context, std::move(reply), [evidence, maxBytes](Engine &engine, const Answer<QString> &answer) {
        const auto known = engine.core().store().reader().evidence(evidence);
        if (!known)
            return answer(std::unexpected(known.error()));
        const QString path = engine.core().paths().data + u'/' + known->logPath;
        engine.core().pool().run(&engine, [path, maxBytes](const CancelToken &) { return readLogTail(path, maxBytes); }, answer, 2);
    });
}

void EngineWorkbench::loadComments(TaskId task, QObject *context, Reply<QList<review::Comment>> reply)
{
    ask<QList<review::Comment>>(context, std::move(reply), [task](Engine &engine, const Answer<QList<review::Comment>> &answer) {
        answer(engine.reviews().comments(task));
    });
}

void EngineWorkbench::saveComment(const review::Comment &comment, QObject *context, Reply<review::Comment> reply)
{
    ask<review::Comment>(context, std::move(reply), [comment](Engine &engine, const Answer<review::Comment> &answer) {
        answer(engine.reviews().saveComment(comment, engine.person()));
    });
}

void EngineWorkbench::deleteComment(CommentId comment, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [comment](Engine &engine, const Answer<void> &answer) { answer(engine.reviews().deleteComment(comment)); });
}

void EngineWorkbench::loadReadMarks(TaskId task, QObject *context, Reply<QList<QByteArray>> reply)
{
    ask<QList<QByteArray>>(context, std::move(reply), [task](Engine &engine, const Answer<QList<QByteArray>> &answer) {
        answer(engine.reviews().readMarks(task));
    });
}

void EngineWorkbench::setReadMark(TaskId task, const QByteArray &key, bool read, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [=](Engine &engine, const Answer<void> &answer) { answer(engine.reviews().setReadMark(task, key, read)); });
}

void EngineWorkbench::previewFeedback(TaskId task, const QString &note, QObject *context, Reply<QString> reply)
{
    ask<QString>(context, std::move(reply), [task, note](Engine &engine, const Answer<QString> &answer) { answer(engine.reviews().feedback(task, note)); });
}

void EngineWorkbench::giveVerdict(TaskId task, const ObjectId &tree, Verdict verdict, const QString &note, QObject *context, Reply<void> reply)
{
    change(context, std::move(reply), [=](Engine &engine) { return engine.reviews().giveVerdict(task, tree, verdict, note, engine.person()); });
}

void EngineWorkbench::previewMerge(TaskId task, MergeStrategy strategy, QObject *context, Reply<MergePreview> reply)
{
    ask<MergePreview>(context, std::move(reply), [task, strategy](Engine &engine, const Answer<MergePreview> &answer) {
        engine.merges().preview(task, strategy, {}, [answer](const Result<MergeOutlook> &outlook) {
            if (outlook)
                answer(previewOf(*outlook));
            else
                answer(std::unexpected(outlook.error()));
        });
    });
}

void EngineWorkbench::merge(TaskId task, MergeStrategy strategy, const QString &note, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [task, wish = MergeWish{strategy, note}](Engine &engine, const Answer<void> &answer) {
        engine.merges().begin(task, wish, engine.person(), [answer](const Result<TaskRecord> &begun) { answer(withoutValue(begun)); });
    });
}

void EngineWorkbench::handConflictsBack(TaskId task, QObject *context, Reply<void> reply)
{
    ask<void>(context, std::move(reply), [task](Engine &engine, const Answer<void> &answer) {
        engine.merges().handBack(task, engine.person(), [answer](const Result<TaskRecord> &record) { answer(withoutValue(record)); });
    });
}

void EngineWorkbench::setSettings(const EngineSettings &settings, QObject *context, Reply<void> reply)
{
    m_settings = settings;
    ask<void>(context, std::move(reply), [settings](Engine &engine, const Answer<void> &answer) {
        const auto first = engine.setSetting(u"slots"_s, QString::number(settings.slots));
        answer(first ? engine.setSetting(u"agent-timeout-minutes"_s, QString::number(settings.agentTimeoutMinutes)) : first);
    });
}

} // namespace docket
