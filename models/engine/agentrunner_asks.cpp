// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agentrun.h"
#include "engine/askclerk.h"
#include "engine/hostproxy.h"

#include "core/logging.h"
#include "store/store.h"

using namespace Qt::StringLiterals;

namespace docket {

void AgentRunner::record(const Running &running, const EventBody &body)
{
    if (const auto stored = m_core.record(running.task, body); !stored)
        qCWarning(logEngine) << "storing" << eventWord(body) << ':' << stored.error().text();
}

void AgentRunner::takeEvents(RoundId round, const QList<AgentEvent> &batch)
{
    Running *running = find(round);
    if (!running)
        return;
    Q_EMIT said(running->task, running->number, batch);
    bool heard = false;
    for (const AgentEvent &event : batch) {
        heard = heard || !std::holds_alternative<AgentState>(event);
        if (const auto *request = std::get_if<AgentPermissionRequest>(&event))
            ask(*running, *request);
        else if (const auto *usage = std::get_if<AgentUsage>(&event))
            takeUsage(*running, *usage);
        else if (const auto *call = std::get_if<AgentToolCall>(&event); call && !call->id.isEmpty())
            running->toolCalls.insert(call->id);
    }
    if (!heard)
        return;
    running->heardAt = m_core.now();
    running->usage.turns =
        measuresOf(running->profile, m_prices).turns ? std::optional(int(running->toolCalls.size()) + 1) : std::nullopt;
    // A question about its silence is over once it speaks.
    if (!std::exchange(running->isAskedAbout, false))
        return;
    const auto record = m_core.load(running->task);
    const auto isQuiet = [](const PermissionAsk &ask) { return ask.requestId == quietAskId; };
    if (record && std::ranges::any_of(record->asks, isQuiet))
        this->record(*running, events::PermissionAnswered{quietAskId, {}});
}

void AgentRunner::takeUsage(Running &running, const AgentUsage &usage)
{
    Usage &known = running.usage;
    known.inputTokens = usage.inputTokens ? usage.inputTokens : known.inputTokens;
    known.outputTokens = usage.outputTokens ? usage.outputTokens : known.outputTokens;
    if (usage.cost && (usage.currency.isEmpty() || usage.currency == "USD"_L1)) {
        known.costUsd = usage.cost;
        known.costIsEstimate = false;
    } else if (!known.costUsd || known.costIsEstimate) {
        known.costUsd = estimatedCost(running.profile,
                                      {.inputTokens = known.inputTokens, .outputTokens = known.outputTokens}, m_prices);
        known.costIsEstimate = known.costUsd.has_value();
    }
    watchBudgets(running);
}

QList<Grant> AgentRunner::grantsFor(const TaskRecord &record) const
{
    QList<Grant> grants = record.grants;
    const auto ofProject = m_core.store().reader().projectGrants(record.task.project);
    if (!ofProject)
        qCWarning(logEngine) << "reading permissions:" << ofProject.error().text();
    for (const StoreReader::ProjectGrant &given : ofProject.value_or(QList<StoreReader::ProjectGrant>())) {
        if (given.task != record.task.id)
            grants.append(given.grant);
    }
    return grants;
}

void AgentRunner::ask(Running &running, const AgentPermissionRequest &request)
{
    const PermissionAsk ask = askFrom(request, running.worktree);
    const auto now = m_core.load(running.task);
    const QList<Grant> grants = now ? grantsFor(*now) : QList<Grant>();
    const PolicyDecision decision =
        decide(running.config.policy, PermissionQuestion{ask.needs, running.profile.rules, grants});
    const bool allow = decision.answer == PolicyAnswer::Allow;
    const auto option =
        std::ranges::find(ask.options, allow ? u"allow_once"_s : u"reject_once"_s, &PermissionAsk::Option::kind);
    if (decision.answer != PolicyAnswer::Ask && option != ask.options.cend()) {
        record(running, events::PermissionDecided{ask.title, option->name, allow, decision.why});
        running.session->answerPermission(ask.requestId, option->id, u"policy"_s);
        return;
    }
    record(running, events::PermissionAsked{ask});
}

void AgentRunner::answer(const effects::AnswerAgent &effect)
{
    Running *running = find(effect.round);
    if (!running)
        return;
    if (isOwnAsk(effect.requestId)) {
        running->heardAt = m_core.now();
        if (effect.optionId == "interrupt"_L1)
            running->session->interrupt();
        else if (effect.optionId == "stop"_L1)
            running->session->stop();
        return;
    }
    const QString by = m_core.options().person.isEmpty() ? u"person"_s : m_core.options().person;
    if (!running->session->answerPermission(effect.requestId, effect.optionId, by))
        qCWarning(logEngine) << "the agent did not wait for this answer any more" << effect.requestId;
    askAgain(*running);
}

/** What a person allowed for longer may settle other questions that wait. */
void AgentRunner::askAgain(Running &running)
{
    const auto now = m_core.load(running.task);
    if (!now || now->grants.isEmpty())
        return;
    const QList<Grant> grants = grantsFor(*now);
    for (const PermissionAsk &open : now->asks) {
        const PolicyDecision decision =
            decide(running.config.policy, PermissionQuestion{open.needs, running.profile.rules, grants});
        const auto option = std::ranges::find(open.options, u"allow_once"_s, &PermissionAsk::Option::kind);
        if (isOwnAsk(open.requestId) || decision.answer != PolicyAnswer::Allow || option == open.options.cend())
            continue;
        record(running, events::PermissionDecided{open.title, option->name, true, decision.why});
        record(running, events::PermissionAnswered{open.requestId, option->id});
    }
}

} // namespace docket
