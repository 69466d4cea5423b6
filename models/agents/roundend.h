// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

/** How a round ends, and why it failed. Pure. */
namespace docket {

enum class FailureKind {
    None,
    NotInstalled,    ///< the program is not there, or cannot be executed
    AuthNeeded,      ///< log in, or set the key
    RateLimited,     ///< 429 / 529: try later
    ModelDown,       ///< the model cannot be reached, or fails
    BadRequest,      ///< the model or the agent refused what was asked (400, unknown model)
    MalformedStream, ///< spoke nonsense until the end
    ExitedAtOnce,    ///< ended before it said anything
    Crashed,         ///< ended by a signal
    ExitCode,        ///< ended with an exit code that means failure
    NoPositiveEnd,   ///< ended without saying that it is done
    Flooded,         ///< printed more than the limit
    TimedOut,        ///< the limit of time was reached
    WorktreeGone,    ///< its working folder no longer exists
    NotContained,    ///< a sandbox was demanded and there is none
    Protocol,        ///< an error of the protocol that is none of the above
};

/** The last event of every round, exactly one. Only Finished is a positive end. */
struct AgentRoundEnded
{
    enum class Outcome {
        Finished,    ///< the agent said that it is done
        Refused,     ///< the agent declined to do it
        Failed,      ///< see `failure`
        Interrupted, ///< a person or a limit of Docket stopped it
        Unknown,     ///< it ended and nobody can say how (Docket died meanwhile, no positive end)
    };

    Outcome outcome = Outcome::Unknown;
    FailureKind failure = FailureKind::None;
    QString sentence = {};       ///< what happened and what a person can do, in one or two sentences
    QString sessionId = {};      ///< to continue the conversation; empty if it cannot be resumed
    int exitCode = -1;
    int retryAfterSeconds = 0;
    int brokenLines = 0;    ///< lines that were not of the protocol and were ignored
    qint64 rawBytes = 0;    ///< what the program printed
    QList<qint64> survivors = {}; ///< processes that could not be ended (normally none)
    bool operator==(const AgentRoundEnded &) const = default;

    bool isPositive() const { return outcome == Outcome::Finished; }
};

/** The stable word of a failure ("rate-limited"), for the store and `--json`; and back. */
QString failureWord(FailureKind kind);
std::optional<FailureKind> failureFromWord(QStringView word);
QString outcomeWord(AgentRoundEnded::Outcome outcome);

} // namespace docket
