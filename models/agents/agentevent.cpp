// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/agentevent.h"

#include <array>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, 16> failureWords{
    "none"_L1,         "not-installed"_L1, "auth-needed"_L1,     "rate-limited"_L1,
    "model-down"_L1,   "bad-request"_L1,   "malformed-stream"_L1, "exited-at-once"_L1,
    "crashed"_L1,      "exit-code"_L1,     "no-positive-end"_L1, "flooded"_L1,
    "timed-out"_L1,    "worktree-gone"_L1, "not-contained"_L1,   "protocol"_L1,
};

constexpr std::array<QLatin1StringView, 5> outcomeWords{"finished"_L1, "refused"_L1, "failed"_L1, "interrupted"_L1,
                                                        "unknown"_L1};

} // namespace

QString failureWord(FailureKind kind)
{
    return failureWords.at(static_cast<size_t>(kind));
}

std::optional<FailureKind> failureFromWord(QStringView word)
{
    for (size_t i = 0; i < failureWords.size(); ++i) {
        if (failureWords.at(i) == word)
            return static_cast<FailureKind>(i);
    }
    return std::nullopt;
}

QString outcomeWord(AgentRoundEnded::Outcome outcome)
{
    return outcomeWords.at(static_cast<size_t>(outcome));
}

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

void update(AgentToolCall &call, const AgentToolCall &more)
{
    const auto take = [](auto &old, const auto &fresh) {
        if (!fresh.isEmpty())
            old = fresh;
    };
    take(call.title, more.title);
    take(call.kind, more.kind);
    take(call.command, more.command);
    take(call.locations, more.locations);
    take(call.diffs, more.diffs);
    take(call.output, more.output);
    take(call.raw, more.raw);
    if (more.status != AgentToolCall::Status::Unknown)
        call.status = more.status;
}

} // namespace

void appendEvent(QList<AgentEvent> &events, AgentEvent event)
{
    if (!events.isEmpty()) {
        if (joined(events.last(), event))
            return;
        auto *call = std::get_if<AgentToolCall>(&events.last());
        const auto *more = std::get_if<AgentToolCall>(&event);
        if (call && more && call->id == more->id) {
            update(*call, *more);
            return;
        }
    }
    events.append(std::move(event));
}

} // namespace docket
