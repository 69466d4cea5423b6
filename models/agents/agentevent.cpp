// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/agentevent.h"

namespace docket {

namespace {

// Joins two pieces of the same message or thought; false if they are not of one kind.
bool joined(AgentEvent &last, const AgentEvent &next)
{
    if (auto *message = std::get_if<AgentMessage>(&last)) {
        const auto *more = std::get_if<AgentMessage>(&next);
        if (!more || more->from != message->from)
            return false;
        message->text += more->text;
        return true;
    }
    if (auto *thought = std::get_if<AgentThought>(&last)) {
        const auto *more = std::get_if<AgentThought>(&next);
        if (!more)
            return false;
        thought->text += more->text;
        return true;
    }
    if (std::holds_alternative<AgentPlan>(last) && std::holds_alternative<AgentPlan>(next)) {
        last = next;
        return true;
    }
    return false;
}

} // namespace

AgentToolCall updated(AgentToolCall call, const AgentToolCall &more)
{
    const auto take = [](auto &old, const auto &fresh) {
        if (!fresh.isEmpty())
            old = fresh;
    };
    take(call.id, more.id);
    take(call.title, more.title);
    take(call.kind, more.kind);
    take(call.command, more.command);
    take(call.locations, more.locations);
    take(call.diffs, more.diffs);
    take(call.output, more.output);
    take(call.raw, more.raw);
    if (more.status != AgentToolCall::Status::Unknown)
        call.status = more.status;
    return call;
}

void appendEvent(QList<AgentEvent> &events, AgentEvent event)
{
    if (!events.isEmpty()) {
        if (joined(events.last(), event))
            return;
        auto *call = std::get_if<AgentToolCall>(&events.last());
        const auto *more = std::get_if<AgentToolCall>(&event);
        if (call && more && call->id == more->id) {
            *call = updated(std::move(*call), *more);
            return;
        }
    }
    events.append(std::move(event));
}

} // namespace docket
