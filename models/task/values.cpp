// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/values.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

template<typename E, size_t N>
using Words = std::array<std::pair<E, QLatin1StringView>, N>;

template<typename E, size_t N>
QString wordOf(const Words<E, N> &words, E value)
{
    for (const auto &[candidate, word] : words) {
        if (candidate == value)
            return word;
    }
    Q_UNREACHABLE_RETURN({});
}

template<typename E, size_t N>
std::optional<E> valueOf(const Words<E, N> &words, QStringView word)
{
    for (const auto &[value, candidate] : words) {
        if (candidate == word)
            return value;
    }
    return std::nullopt;
}

constexpr Words<TaskState, 16> states{{
    {TaskState::Draft, "draft"_L1},
    {TaskState::Queued, "queued"_L1},
    {TaskState::Held, "held"_L1},
    {TaskState::Preparing, "preparing"_L1},
    {TaskState::Working, "working"_L1},
    {TaskState::Asking, "asking"_L1},
    {TaskState::Snapshotting, "snapshotting"_L1},
    {TaskState::Checking, "checking"_L1},
    {TaskState::Review, "in-review"_L1},
    {TaskState::Approved, "approved"_L1},
    {TaskState::Merging, "merging"_L1},
    {TaskState::Merged, "merged"_L1},
    {TaskState::Rejected, "rejected"_L1},
    {TaskState::Cancelled, "cancelled"_L1},
    {TaskState::Failed, "failed"_L1},
    {TaskState::Interrupted, "interrupted"_L1},
}};

constexpr Words<MergeStrategy, 3> strategies{{
    {MergeStrategy::MergeCommit, "merge-commit"_L1},
    {MergeStrategy::Squash, "squash"_L1},
    {MergeStrategy::FastForward, "fast-forward"_L1},
}};

constexpr Words<RoundOutcome, 6> outcomes{{
    {RoundOutcome::Running, "running"_L1},
    {RoundOutcome::Finished, "finished"_L1},
    {RoundOutcome::Refused, "refused"_L1},
    {RoundOutcome::Failed, "failed"_L1},
    {RoundOutcome::Interrupted, "interrupted"_L1},
    {RoundOutcome::Unknown, "unknown"_L1},
}};

constexpr Words<CheckOutcome, 5> checkOutcomes{{
    {CheckOutcome::Passed, "passed"_L1},
    {CheckOutcome::Failed, "failed"_L1},
    {CheckOutcome::TimedOut, "timed-out"_L1},
    {CheckOutcome::NotStarted, "not-started"_L1},
    {CheckOutcome::Interrupted, "interrupted"_L1},
}};

constexpr Words<Verdict, 3> verdicts{{
    {Verdict::Approve, "approve"_L1},
    {Verdict::RequestChanges, "request-changes"_L1},
    {Verdict::Reject, "reject"_L1},
}};

} // namespace

bool occupiesSlot(TaskState state)
{
    switch (state) {
    case TaskState::Preparing:
    case TaskState::Working:
    case TaskState::Asking:
    case TaskState::Snapshotting:
    case TaskState::Checking:
        return true;
    default:
        return false;
    }
}

bool isFinal(TaskState state)
{
    return state == TaskState::Merged || state == TaskState::Rejected || state == TaskState::Cancelled;
}

bool needsPerson(TaskState state)
{
    switch (state) {
    case TaskState::Asking:
    case TaskState::Review:
    case TaskState::Approved:
    case TaskState::Failed:
    case TaskState::Interrupted:
        return true;
    default:
        return false;
    }
}

QString taskStateWord(TaskState state) { return wordOf(states, state); }
std::optional<TaskState> taskStateFromWord(QStringView word) { return valueOf(states, word); }
QString mergeStrategyWord(MergeStrategy strategy) { return wordOf(strategies, strategy); }
std::optional<MergeStrategy> mergeStrategyFromWord(QStringView word) { return valueOf(strategies, word); }
QString roundOutcomeWord(RoundOutcome outcome) { return wordOf(outcomes, outcome); }
std::optional<RoundOutcome> roundOutcomeFromWord(QStringView word) { return valueOf(outcomes, word); }
QString checkOutcomeWord(CheckOutcome outcome) { return wordOf(checkOutcomes, outcome); }
std::optional<CheckOutcome> checkOutcomeFromWord(QStringView word) { return valueOf(checkOutcomes, word); }
QString verdictWord(Verdict verdict) { return wordOf(verdicts, verdict); }
std::optional<Verdict> verdictFromWord(QStringView word) { return valueOf(verdicts, word); }

} // namespace docket
