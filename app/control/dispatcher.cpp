// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/dispatcher.h"

#include "app/control/valuesjson.h"
#include "engine/engine.h"
#include "engine/profiles.h"
#include "store/store.h"
#include "task/eventcodec.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QMetaMethod>

using namespace Qt::StringLiterals;

namespace docket::control {

namespace {

TaskId taskOf(const QJsonObject &args)
{
    return TaskId{args.value("task"_L1).toInteger()};
}

QJsonObject previewToJson(const MergeOutlook &outlook)
{
    QJsonObject object{{u"baseBranch"_s, outlook.plan.baseBranch}, {u"message"_s, outlook.message}};
    QJsonArray conflicts;
    for (const git::MergeConflict &conflict : outlook.plan.conflicts)
        conflicts.append(git::displayPath(conflict.path));
    object.insert(u"conflicts"_s, conflicts);
    QJsonArray possible;
    for (const MergeStrategy strategy : outlook.possible)
        possible.append(mergeStrategyWord(strategy));
    object.insert(u"possible"_s, possible);
    if (!outlook.refusal.isEmpty())
        object.insert(u"refusal"_s, outlook.refusal);
    if (!outlook.missingEvidence.isEmpty())
        object.insert(u"missingEvidence"_s, QJsonArray::fromStringList(outlook.missingEvidence));
    if (outlook.needsNote)
        object.insert(u"needsNote"_s, true);
    return object;
}

/** A person is needed or nothing more will happen: where waiting for a task ends by itself. */
bool isResting(TaskState state)
{
    return needsPerson(state) || isFinal(state) || state == TaskState::Draft || state == TaskState::Held
        || state == TaskState::Approved;
}

Result<MergeStrategy> strategyOf(const QJsonObject &args, MergeStrategy otherwise)
{
    const QString word = args.value("strategy"_L1).toString();
    if (word.isEmpty())
        return otherwise;
    if (const auto strategy = mergeStrategyFromWord(word))
        return *strategy;
    return fail(ErrorCode::InvalidInput,
                u"There is no such way of merging; choose %1, %2 or %3."_s.arg(
                    mergeStrategyWord(MergeStrategy::MergeCommit), mergeStrategyWord(MergeStrategy::Squash),
                    mergeStrategyWord(MergeStrategy::FastForward)),
                word);
}

} // namespace

Dispatcher::Dispatcher(Engine &engine, QObject *parent) : QObject(parent), m_engine(engine)
{
    m_handlers = {{u"add"_s, &Dispatcher::add},
                  {u"list"_s, &Dispatcher::list},
                  {u"show"_s, &Dispatcher::show},
                  {u"spec"_s, &Dispatcher::spec},
                  {u"log"_s, &Dispatcher::log},
                  {u"command"_s, &Dispatcher::order},
                  {u"set"_s, &Dispatcher::set},
                  {u"answer"_s, &Dispatcher::answer},
                  {u"tell"_s, &Dispatcher::tell},
                  {u"budget"_s, &Dispatcher::budget},
                  {u"permissions"_s, &Dispatcher::permissions},
                  {u"verdict"_s, &Dispatcher::verdict},
                  {u"comment"_s, &Dispatcher::comment},
                  {u"preview-merge"_s, &Dispatcher::previewMerge},
                  {u"merge"_s, &Dispatcher::merge},
                  {u"hand-back"_s, &Dispatcher::handBack},
                  {u"open"_s, &Dispatcher::open},
                  {u"projects"_s, &Dispatcher::projects},
                  {u"agents"_s, &Dispatcher::agents},
                  {u"wait"_s, &Dispatcher::wait},
                  {u"ping"_s, &Dispatcher::ping}};
}

void Dispatcher::handle(const Request &request, QObject *context, const Respond &respond)
{
    const auto handler = m_handlers.constFind(request.command);
    if (handler == m_handlers.constEnd())
        return respond(fail(ErrorCode::InvalidInput,
                            u"The running Docket does not know this command; it may be an older one."_s,
                            request.command),
                       true);
    if (const auto &broken = m_engine.core().brokenBy())
        return respond(std::unexpected(*broken), true);
    (this->*handler.value())(request.args, context, respond);
}

QJsonObject Dispatcher::describe(const TaskRecord &record) const
{
    QJsonObject object = toJson(record);
    object.insert(u"engine"_s, m_engine.isActive());
    if (const auto project = m_engine.core().project(record.task.project))
        object.insert(u"projectPath"_s, project->path);
    return object;
}

void Dispatcher::respondWith(const Result<TaskRecord> &record, const Respond &respond) const
{
    if (record)
        respond(describe(*record), true);
    else
        respond(std::unexpected(record.error()), true);
}

void Dispatcher::whenTask(TaskId task, QObject *context, std::function<bool(const TaskRecord &)> enough,
                          std::function<void(Result<TaskRecord>)> done)
{
    // The watcher dies with the connection that asked, or when it has answered.
    auto *watcher = new QObject(context);
    const auto look = [this, task, watcher, enough = std::move(enough), done = std::move(done)] {
        auto record = m_engine.core().load(task);
        if (record && !enough(*record))
            return;
        watcher->disconnect();
        disconnect(&m_engine, nullptr, watcher, nullptr);
        watcher->deleteLater();
        done(std::move(record));
    };
    connect(&m_engine, &Engine::recordChanged, watcher, [task, look](TaskId changed) {
        if (changed == task)
            look();
    });
    connect(&m_engine, &Engine::broken, watcher, look);
    QMetaObject::invokeMethod(watcher, look, Qt::QueuedConnection);
}

void Dispatcher::add(const QJsonObject &args, QObject *context, const Respond &respond)
{
    const QPointer<QObject> guard(context);
    m_engine.projects().open(
        args.value("path"_L1).toString(), [this, args, respond](const Result<OpenedProject> &opened) {
            if (!opened)
                return respond(std::unexpected(opened.error()), true);
            TaskDraft draft;
            draft.project = opened->project.id;
            draft.markdown = args.value("markdown"_L1).toString();
            draft.profile = args.value("profile"_L1).toString();
            draft.baseBranch = args.value("base"_L1).toString();
            draft.queue = args.value("queue"_L1).toBool();
            if (args.contains("budget"_L1)) {
                const auto budget = budgetFromJson(args.value("budget"_L1).toObject());
                if (!budget)
                    return respond(fail(ErrorCode::InvalidInput, u"This is no budget; give numbers."_s), true);
                draft.budget = *budget;
            }
            respondWith(m_engine.tasks().create(draft, m_engine.core().options().person), respond);
        });
}

void Dispatcher::list(const QJsonObject &args, QObject *, const Respond &respond)
{
    const bool all = args.value("all"_L1).toBool();
    const bool waiting = args.value("waiting"_L1).toBool();
    const auto answer = [this, all, waiting, respond](ProjectId only) {
        const auto cards = m_engine.core().store().reader().cards();
        if (!cards)
            return respond(std::unexpected(m_engine.core().noteStoreError(cards.error())), true);
        QJsonArray tasks;
        for (const TaskCard &card : *cards) {
            if ((only.isValid() && card.project != only) || (waiting && !needsPerson(card.state))
                || (!all && isFinal(card.state)))
                continue;
            tasks.append(toJson(card));
        }
        respond(QJsonObject{{u"tasks"_s, tasks}}, true);
    };
    const QString path = args.value("path"_L1).toString();
    if (path.isEmpty())
        return answer({});
    m_engine.projects().open(path, [respond, answer](const Result<OpenedProject> &opened) {
        if (opened)
            answer(opened->project.id);
        else
            respond(std::unexpected(opened.error()), true);
    });
}

void Dispatcher::show(const QJsonObject &args, QObject *, const Respond &respond)
{
    respondWith(m_engine.core().load(taskOf(args)), respond);
}

void Dispatcher::spec(const QJsonObject &args, QObject *, const Respond &respond)
{
    const auto revision = m_engine.tasks().spec(taskOf(args), args.value("revision"_L1).toInt());
    if (!revision)
        return respond(std::unexpected(revision.error()), true);
    respond(QJsonObject{{u"revision"_s, revision->number},
                        {u"markdown"_s, revision->markdown},
                        {u"author"_s, revision->author},
                        {u"saved"_s, revision->savedAt.toUTC().toString(Qt::ISODate)}},
            true);
}

void Dispatcher::log(const QJsonObject &args, QObject *, const Respond &respond)
{
    const auto events = m_engine.core().store().reader().events(taskOf(args));
    if (!events)
        return respond(std::unexpected(events.error()), true);
    if (events->isEmpty())
        return respond(fail(ErrorCode::NotFound, u"There is no such task; list the tasks to see which there are."_s,
                            QString::number(taskOf(args).value)),
                       true);
    QJsonArray array;
    for (const StoredEvent &stored : *events) {
        QJsonObject event = toJson(stored.event);
        event.insert(u"hash"_s, QString::fromLatin1(stored.hash));
        array.append(event);
    }
    respond(QJsonObject{{u"events"_s, array}}, true);
}

void Dispatcher::order(const QJsonObject &args, QObject *, const Respond &respond)
{
    const auto order = taskOrderFromWord(args.value("command"_L1).toString());
    if (!order)
        return respond(fail(ErrorCode::InvalidInput, u"There is no such command for a task."_s,
                            args.value("command"_L1).toString()),
                       true);
    respondWith(m_engine.tasks().order(taskOf(args), *order, args.value("note"_L1).toString(),
                                       m_engine.core().options().person),
                respond);
}

void Dispatcher::set(const QJsonObject &args, QObject *, const Respond &respond)
{
    const TaskId task = taskOf(args);
    const QString &person = m_engine.person();
    Result<TaskRecord> record = m_engine.core().load(task);
    const auto strategy =
        record ? strategyOf(args, record->task.strategy) : Result<MergeStrategy>(std::unexpected(record.error()));
    if (!strategy)
        return respond(std::unexpected(strategy.error()), true);
    if (args.contains("strategy"_L1))
        record = m_engine.core().record(task, events::StrategySet{*strategy}, person);
    if (record && args.contains("agent"_L1))
        record = m_engine.core().record(task, events::ProfileSet{args.value("agent"_L1).toString()}, person);
    if (!record || !args.contains("base"_L1))
        return respondWith(record, respond);
    m_engine.tasks().setBase(task, args.value("base"_L1).toString(), person,
                             [this, respond](const Result<TaskRecord> &set) { respondWith(set, respond); });
}

void Dispatcher::answer(const QJsonObject &args, QObject *, const Respond &respond)
{
    const auto scope = grantScopeFromWord(args.value("scope"_L1).toString(u"once"_s));
    if (!scope)
        return respond(fail(ErrorCode::InvalidInput, u"A yes holds once, for the task or for the project."_s,
                            args.value("scope"_L1).toString()),
                       true);
    respondWith(m_engine.tasks().answer(taskOf(args), args.value("request"_L1).toString(),
                                        args.value("option"_L1).toString(), *scope, m_engine.core().options().person),
                respond);
}

void Dispatcher::verdict(const QJsonObject &args, QObject *, const Respond &respond)
{
    const auto verdict = verdictFromWord(args.value("verdict"_L1).toString());
    if (!verdict)
        return respond(fail(ErrorCode::InvalidInput, u"There is no such verdict; approve, request-changes or reject."_s,
                            args.value("verdict"_L1).toString()),
                       true);
    const ObjectId tree{args.value("tree"_L1).toString().toLatin1()};
    respondWith(m_engine.reviews().giveVerdict(taskOf(args), tree, *verdict, args.value("note"_L1).toString(),
                                               m_engine.core().options().person),
                respond);
}

void Dispatcher::comment(const QJsonObject &args, QObject *, const Respond &respond)
{
    review::Comment comment;
    comment.task = taskOf(args);
    comment.body = args.value("text"_L1).toString();
    comment.anchor.path = args.value("file"_L1).toString().toUtf8();
    if (const int line = args.value("line"_L1).toInt(); line > 0 && !comment.anchor.path.isEmpty())
        comment.anchor.firstLine = comment.anchor.lastLine = line - 1;
    const auto saved = m_engine.reviews().saveComment(comment, m_engine.core().options().person);
    if (saved)
        respond(QJsonObject{{u"comment"_s, saved->id.value}}, true);
    else
        respond(std::unexpected(saved.error()), true);
}

void Dispatcher::previewMerge(const QJsonObject &args, QObject *, const Respond &respond)
{
    const auto record = m_engine.core().load(taskOf(args));
    const auto strategy =
        record ? strategyOf(args, record->task.strategy) : Result<MergeStrategy>(std::unexpected(record.error()));
    if (!strategy)
        return respond(std::unexpected(strategy.error()), true);
    m_engine.merges().preview(taskOf(args), *strategy, args.value("note"_L1).toString(),
                              [respond](const Result<MergeOutlook> &outlook) {
                                  if (outlook)
                                      respond(previewToJson(*outlook), true);
                                  else
                                      respond(std::unexpected(outlook.error()), true);
                              });
}

void Dispatcher::merge(const QJsonObject &args, QObject *context, const Respond &respond)
{
    const TaskId task = taskOf(args);
    const auto record = m_engine.core().load(task);
    const auto strategy =
        record ? strategyOf(args, record->task.strategy) : Result<MergeStrategy>(std::unexpected(record.error()));
    if (!strategy)
        return respond(std::unexpected(strategy.error()), true);
    const QPointer<QObject> guard(context);
    const MergeWish wish{*strategy, args.value("note"_L1).toString()};
    m_engine.merges().begin(
        task, wish, m_engine.core().options().person, [this, task, guard, respond](const Result<TaskRecord> &begun) {
            if (!begun)
                return respond(std::unexpected(begun.error()), true);
            if (guard)
                whenTask(
                    task, guard, [](const TaskRecord &now) { return now.task.state != TaskState::Merging; },
                    [this, respond](const Result<TaskRecord> &ended) { respondWith(ended, respond); });
        });
}

void Dispatcher::handBack(const QJsonObject &args, QObject *, const Respond &respond)
{
    m_engine.merges().handBack(taskOf(args), m_engine.core().options().person,
                               [this, respond](const Result<TaskRecord> &record) { respondWith(record, respond); });
}

void Dispatcher::open(const QJsonObject &args, QObject *, const Respond &respond)
{
    const QString path = args.value("path"_L1).toString();
    const bool raise = args.value("raise"_L1).toBool();
    if (path.isEmpty()) {
        Q_EMIT raiseAsked({});
        return respond(QJsonObject{}, true);
    }
    m_engine.projects().open(path, [this, raise, respond](const Result<OpenedProject> &opened) {
        if (!opened)
            return respond(std::unexpected(opened.error()), true);
        QJsonObject object = toJson(opened->project);
        object.insert(u"notes"_s, QJsonArray::fromStringList(opened->notes));
        object.insert(u"hasConfiguration"_s, opened->hasConfiguration);
        if (!opened->proposal.isEmpty())
            object.insert(u"proposal"_s, opened->proposal);
        object.insert(u"window"_s, isSignalConnected(QMetaMethod::fromSignal(&Dispatcher::raiseAsked)));
        object.insert(u"engine"_s, m_engine.isActive());
        respond(object, true);
        if (raise)
            Q_EMIT raiseAsked(opened->project.path);
    });
}

void Dispatcher::projects(const QJsonObject &, QObject *, const Respond &respond)
{
    const auto projects = m_engine.core().store().reader().projects();
    if (!projects)
        return respond(std::unexpected(m_engine.core().noteStoreError(projects.error())), true);
    QJsonArray array;
    for (const Project &project : *projects)
        array.append(toJson(project));
    respond(QJsonObject{{u"projects"_s, array}}, true);
}

void Dispatcher::agents(const QJsonObject &, QObject *, const Respond &respond)
{
    const auto statuses = profileStatus(knownProfiles(m_engine.core().paths()), m_engine.core().options().environment);
    QJsonArray array;
    for (const ProfileStatus &status : statuses) {
        QJsonObject object{{u"name"_s, status.profile.id},
                           {u"title"_s, status.profile.name},
                           {u"protocol"_s, protocolWord(status.profile.protocol)}};
        object.insert(status.problem.isEmpty() ? u"program"_s : u"problem"_s,
                      status.problem.isEmpty() ? status.program : status.problem);
        array.append(object);
    }
    respond(QJsonObject{{u"profiles"_s, array}}, true);
}

void Dispatcher::wait(const QJsonObject &args, QObject *context, const Respond &respond)
{
    const TaskId task = taskOf(args);
    const QString word = args.value("state"_L1).toString();
    const auto wanted = taskStateFromWord(word);
    if (!word.isEmpty() && !wanted)
        return respond(
            fail(ErrorCode::InvalidInput, u"There is no such state; `docket list --json` shows the words."_s, word),
            true);
    const auto record = m_engine.core().load(task);
    if (!record)
        return respond(std::unexpected(record.error()), true);
    const auto enough = [wanted](const TaskRecord &now) {
        return (wanted && now.task.state == *wanted)
            || (isResting(now.task.state) && (!wanted || isFinal(now.task.state)))
            || now.task.state == TaskState::Failed || now.task.state == TaskState::Interrupted;
    };
    if (!m_engine.isActive() && !enough(*record))
        return respond(fail(ErrorCode::Refused,
                            u"No engine runs, so nothing will change; start the window or `docket run`."_s,
                            QString::number(task.value)),
                       true);
    auto last = std::make_shared<TaskState>(record->task.state);
    whenTask(
        task, context,
        [enough, respond, last](const TaskRecord &now) {
            if (now.task.state != *last)
                respond(toJson(cardOf(now)), false);
            *last = now.task.state;
            return enough(now);
        },
        [this, respond](const Result<TaskRecord> &now) { respondWith(now, respond); });
}

void Dispatcher::ping(const QJsonObject &, QObject *, const Respond &respond)
{
    respond(QJsonObject{{u"version"_s, QStringLiteral(DOCKET_VERSION)},
                        {u"pid"_s, QCoreApplication::applicationPid()},
                        {u"active"_s, m_engine.isActive()}},
            true);
}

} // namespace docket::control
