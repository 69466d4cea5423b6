// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/reducerstep.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

Result<void> ReducerStep::operator()(const events::PermissionAsked &event)
{
    if (!is(TaskState::Working, TaskState::Asking))
        return refuse(u"no agent can ask for it"_s);
    PermissionAsk ask = event.ask;
    if (!ask.askedAt.isValid())
        ask.askedAt = m_event.at;
    const auto same = std::ranges::find(m_record.asks, ask.requestId, &PermissionAsk::requestId);
    if (same == m_record.asks.end())
        m_record.asks.append(ask);
    else
        *same = ask;
    if (is(TaskState::Working)) {
        enter(TaskState::Asking);
        alert();
    }
    return {};
}

Result<void> ReducerStep::operator()(const events::PermissionAnswered &event)
{
    const auto ask = std::ranges::find(m_record.asks, event.requestId, &PermissionAsk::requestId);
    if (ask == m_record.asks.end()) {
        return fail(ErrorCode::Conflict,
                    u"This question is not open any more; it was answered already or the agent has ended."_s,
                    event.requestId);
    }
    // An empty option withdraws the question: the agent hears that nobody chose, which is never a yes.
    const auto isChosen = [&](const PermissionAsk::Option &option) { return option.id == event.optionId; };
    if (!event.optionId.isEmpty() && std::ranges::none_of(std::as_const(*ask).options, isChosen))
        return fail(ErrorCode::InvalidInput, u"The question has no such answer; choose one of those that it offers."_s,
                    event.optionId);
    const auto chosen = std::ranges::find(std::as_const(*ask).options, event.optionId, &PermissionAsk::Option::id);
    const bool allows = chosen != std::as_const(*ask).options.cend() && chosen->kind.startsWith("allow"_L1);
    if (event.scope != GrantScope::Once && (!allows || ask->needs.isEmpty())) {
        return fail(
            ErrorCode::InvalidInput,
            u"Only a yes can hold for longer, and only where it is known what it allows; answer this question once."_s,
            event.requestId);
    }
    if (event.scope != GrantScope::Once)
        keepGrants(*ask, event.scope);
    m_record.asks.erase(ask);
    issue(effects::AnswerAgent{currentRound().id, event.requestId, event.optionId});
    if (m_record.asks.isEmpty())
        enter(TaskState::Working);
    else
        alert(); // the next question waits
    return {};
}

void ReducerStep::keepGrants(const PermissionAsk &ask, GrantScope scope)
{
    for (const PermissionRule &rule : ask.needs) {
        const auto same = [&](const Grant &grant) { return grant.rule == rule && grant.scope == scope; };
        if (std::ranges::none_of(std::as_const(m_record.grants), same))
            m_record.grants.append({rule, scope, m_event.by, m_event.at});
    }
}

Result<void> ReducerStep::operator()(const events::PermissionDecided &)
{
    // Nobody was asked and nothing changes: the log keeps who decided.
    if (!is(TaskState::Working, TaskState::Asking))
        return refuse(u"no agent can ask for it"_s);
    return {};
}

Result<void> ReducerStep::operator()(const events::GrantWithdrawn &event)
{
    if (m_record.grants.removeIf([&](const Grant &grant) { return grant.rule == event.rule; }) == 0)
        return fail(ErrorCode::NotFound, u"This task gave no such permission; list them to see which there are."_s,
                    event.rule.pattern);
    return {};
}

Result<void> ReducerStep::operator()(const events::AgentTold &event)
{
    if (!is(TaskState::Working, TaskState::Asking))
        return refuse(u"no agent hears it"_s);
    if (event.text.trimmed().isEmpty())
        return fail(ErrorCode::InvalidInput, u"There is nothing to tell; write what the agent should know."_s);
    return {};
}

Result<void> ReducerStep::operator()(const events::BudgetNoted &event)
{
    if (!is(TaskState::Working, TaskState::Asking))
        return refuse(u"nothing is consumed for it"_s);
    task().notice = event.text;
    if (event.usedUp)
        issue(effects::InterruptAgent{currentRound().id});
    return {};
}

} // namespace docket
