// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/taskdesk.h"

#include "git/repository.h"
#include "spec/prompts.h"
#include "spec/specdocument.h"
#include "store/store.h"

using namespace Qt::StringLiterals;

namespace docket {

std::optional<TaskOrder> taskOrderFromWord(QStringView word)
{
    static const QHash<QString, TaskOrder> words{
        {u"queue"_s, TaskOrder::Queue},         {u"hold"_s, TaskOrder::Hold},     {u"start"_s, TaskOrder::StartNow},
        {u"interrupt"_s, TaskOrder::Interrupt}, {u"resume"_s, TaskOrder::Resume}, {u"retry"_s, TaskOrder::Retry},
        {u"cancel"_s, TaskOrder::Cancel}};
    const auto found = words.constFind(word.toString());
    return found == words.constEnd() ? std::nullopt : std::optional(*found);
}

Result<TaskRecord> TaskDesk::create(const TaskDraft &draft, const QString &by)
{
    if (draft.markdown.trimmed().isEmpty())
        return fail(ErrorCode::InvalidInput, u"The spec is empty; write down what is to be done."_s);
    const auto project = m_core.project(draft.project);
    if (!project)
        return std::unexpected(project.error());
    Task task;
    task.project = draft.project;
    task.title = specTitle(draft.markdown);
    task.profile = draft.profile;
    task.baseBranch = draft.baseBranch.isEmpty() ? project->baseBranch : draft.baseBranch;
    task.budget = draft.budget;
    auto record = m_core.take(m_core.store().createTask(task, draft.markdown, by));
    if (record && draft.queue)
        return m_core.record(record->task.id, events::TaskQueued{}, by);
    return record;
}

Result<int> TaskDesk::saveSpec(TaskId task, const QString &markdown, const QString &by)
{
    if (m_core.brokenBy())
        return std::unexpected(*m_core.brokenBy());
    if (markdown.trimmed().isEmpty())
        return fail(ErrorCode::InvalidInput, u"The spec is empty; write down what is to be done."_s);
    const auto record = m_core.take(m_core.store().saveSpec(task, markdown, specTitle(markdown), by));
    if (!record)
        return std::unexpected(record.error());
    return record->task.specRevision;
}

Result<SpecRevision> TaskDesk::spec(TaskId task, int revision) const
{
    const auto record = m_core.load(task);
    if (!record)
        return std::unexpected(record.error());
    return m_core.store().reader().specRevision(record->task.spec, revision);
}

Result<QList<SpecRevision>> TaskDesk::specHistory(TaskId task) const
{
    const auto record = m_core.load(task);
    if (!record)
        return std::unexpected(record.error());
    return m_core.store().reader().specHistory(record->task.spec);
}

Result<void> TaskDesk::saveDraft(const QString &place, const QString &text)
{
    if (m_core.brokenBy())
        return std::unexpected(*m_core.brokenBy());
    const auto saved = m_core.store().saveDraft(place, text);
    if (!saved)
        return std::unexpected(m_core.noteStoreError(saved.error()));
    return {};
}

Result<DraftText> TaskDesk::draft(const QString &place) const
{
    if (m_core.brokenBy())
        return std::unexpected(*m_core.brokenBy());
    return m_core.store().reader().draft(place);
}

Result<TaskRecord> TaskDesk::order(TaskId task, TaskOrder order, const QString &note, const QString &by)
{
    switch (order) {
    case TaskOrder::Queue: return m_core.record(task, events::TaskQueued{}, by);
    case TaskOrder::Hold: return m_core.record(task, events::TaskHeld{}, by);
    case TaskOrder::StartNow: return queueFirst(task, by);
    case TaskOrder::Interrupt: return m_core.record(task, events::InterruptRequested{}, by);
    case TaskOrder::Retry: return m_core.record(task, events::TaskRetried{}, by);
    case TaskOrder::Cancel: return m_core.record(task, events::TaskCancelled{}, by);
    case TaskOrder::Resume: break;
    }
    const auto record = m_core.load(task);
    if (!record)
        return record;
    return resume(*record, note, by);
}

Result<TaskRecord> TaskDesk::resume(const TaskRecord &record, const QString &note, const QString &by)
{
    QString prompt = note.trimmed();
    const bool neverBegan = !record.task.pendingPrompt.isEmpty();
    if (prompt.isEmpty() && !neverBegan && record.currentRound())
        prompt = resumePrompt();
    return m_core.record(record.task.id, events::TaskResumed{prompt}, by);
}

Result<double> TaskDesk::rankBefore(TaskId task, TaskId before) const
{
    const auto cards = m_core.store().reader().cards();
    if (!cards)
        return std::unexpected(m_core.noteStoreError(cards.error()));
    double previous = 0;
    bool hasPrevious = false;
    for (const TaskCard &card : *cards) {
        if (card.id == task || isFinal(card.state))
            continue;
        if (card.id == before)
            return hasPrevious ? (previous + card.rank) / 2 : card.rank - 1;
        previous = card.rank;
        hasPrevious = true;
    }
    return previous + 1;
}

Result<TaskRecord> TaskDesk::move(TaskId task, TaskId before, const QString &by)
{
    const auto record = m_core.load(task);
    if (!record)
        return record;
    const auto rank = rankBefore(task, before);
    if (!rank)
        return std::unexpected(rank.error());
    auto moved = m_core.record(task, events::RankSet{*rank}, by);
    if (moved && moved->task.state == TaskState::Draft)
        return m_core.record(task, events::TaskQueued{}, by);
    return moved;
}

Result<TaskRecord> TaskDesk::queueFirst(TaskId task, const QString &by)
{
    const auto queued = m_core.store().reader().cards(TaskState::Queued);
    if (!queued)
        return std::unexpected(m_core.noteStoreError(queued.error()));
    const auto record = m_core.load(task);
    if (!record)
        return record;
    if (!queued->isEmpty() && queued->constFirst().id != task) {
        const auto rank = rankBefore(task, queued->constFirst().id);
        if (!rank)
            return std::unexpected(rank.error());
        if (const auto moved = m_core.record(task, events::RankSet{*rank}, by); !moved)
            return moved;
    }
    if (record->task.state == TaskState::Queued)
        return m_core.record(task, events::Snoozed{}, by); // wakes one that was put off
    return m_core.record(task, events::TaskQueued{}, by);
}

Result<TaskRecord> TaskDesk::setBudget(TaskId task, const Budget &budget, const QString &by)
{
    return m_core.record(task, events::BudgetSet{budget}, by);
}

Result<QList<Grant>> TaskDesk::grants(TaskId task) const
{
    const auto record = m_core.load(task);
    const auto given = record ? m_core.store().reader().projectGrants(record->task.project)
                              : Result<QList<StoreReader::ProjectGrant>>(std::unexpected(record.error()));
    if (!given)
        return std::unexpected(given.error());
    QList<Grant> grants = record->grants;
    for (const StoreReader::ProjectGrant &other : *given) {
        if (other.task != task)
            grants.append(other.grant);
    }
    return grants;
}

Result<TaskRecord> TaskDesk::withdrawGrant(TaskId task, const PermissionRule &rule, const QString &by)
{
    const auto record = m_core.load(task);
    if (!record)
        return record;
    const auto given = m_core.store().reader().projectGrants(record->task.project);
    if (!given)
        return std::unexpected(m_core.noteStoreError(given.error()));
    for (const StoreReader::ProjectGrant &other : *given) {
        if (other.task == task || other.grant.rule != rule)
            continue;
        if (const auto withdrawn = m_core.record(other.task, events::GrantWithdrawn{rule}, by); !withdrawn)
            return withdrawn;
        if (std::ranges::find(record->grants, rule, &Grant::rule) == record->grants.cend())
            return m_core.load(task);
    }
    return m_core.record(task, events::GrantWithdrawn{rule}, by);
}

void TaskDesk::setBase(TaskId task, const QString &branch, const QString &by, const Reply<TaskRecord> &reply)
{
    const auto record = m_core.load(task);
    const auto project =
        record ? m_core.project(record->task.project) : Result<Project>(std::unexpected(record.error()));
    if (!project)
        return reply(std::unexpected(project.error()));
    m_core.pool().run(
        &m_core,
        [path = project->path, branch](const CancelToken &) -> Result<ObjectId> {
            const auto repository = git::Repository::open(path);
            return repository ? repository->branchTip(branch) : Result<ObjectId>(std::unexpected(repository.error()));
        },
        [this, task, branch, by, reply](const Result<ObjectId> &tip) {
            if (!tip)
                return reply(std::unexpected(tip.error()));
            reply(m_core.record(task, events::BaseSet{branch}, by));
        },
        2);
}

Result<TaskRecord> TaskDesk::answer(TaskId task, const QString &request, const QString &option, GrantScope scope,
                                    const QString &by)
{
    const auto record = m_core.load(task);
    if (!record)
        return record;
    const auto &asks = record->asks;
    const auto ask = request.isEmpty() ? asks.cbegin() : std::ranges::find(asks, request, &PermissionAsk::requestId);
    if (ask == asks.cend())
        return fail(ErrorCode::Conflict,
                    u"This question is not open any more; it was answered already or the agent has ended."_s, request);
    if (request.isEmpty() && asks.size() > 1)
        return fail(ErrorCode::InvalidInput, u"Several questions are open; say which one is answered."_s,
                    QString::number(task.value));
    QString id = option;
    const QString kind = option == "allow"_L1 ? u"allow_once"_s : option == "refuse"_L1 ? u"reject_once"_s : QString();
    const auto isId = [&](const PermissionAsk::Option &candidate) { return candidate.id == option; };
    for (const PermissionAsk::Option &candidate : ask->options) {
        const bool isMeant = candidate.name == option || (!kind.isEmpty() && candidate.kind == kind);
        if (isMeant && !option.isEmpty() && std::ranges::none_of(ask->options, isId))
            id = candidate.id;
    }
    return m_core.record(task, events::PermissionAnswered{ask->requestId, id, scope}, by);
}

} // namespace docket
