// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/roundend.h"

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

} // namespace docket
