// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskcard.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

const Attempt *TaskRecord::attempt(AttemptId id) const
{
    const auto found = std::ranges::find(attempts, id, &Attempt::id);
    return found == attempts.cend() ? nullptr : &*found;
}

const Round *TaskRecord::round(RoundId id) const
{
    const auto found = std::ranges::find(rounds, id, &Round::id);
    return found == rounds.cend() ? nullptr : &*found;
}

const Round *TaskRecord::currentRound() const
{
    // Rounds are in the order in which they happened, and only the current attempt can have got the last one.
    if (attempts.isEmpty() || rounds.isEmpty() || rounds.constLast().attempt != attempts.constLast().id)
        return nullptr;
    return &rounds.constLast();
}

const Snapshot *TaskRecord::currentSnapshot() const
{
    if (attempts.isEmpty())
        return nullptr;
    for (auto it = rounds.crbegin(); it != rounds.crend() && it->attempt == attempts.constLast().id; ++it) {
        if (it->snapshot)
            return &*it->snapshot;
    }
    return nullptr;
}

Spent TaskRecord::spent() const
{
    Spent sum;
    for (const Round &round : rounds) {
        if (round.outcome != RoundOutcome::Running)
            sum.add(round.usage, round.endedAt.isValid() ? round.startedAt.msecsTo(round.endedAt) : 0);
    }
    return sum;
}

QList<Evidence> TaskRecord::currentEvidence() const
{
    const Snapshot *snapshot = currentSnapshot();
    QList<Evidence> newest;
    if (!snapshot)
        return newest;
    for (const Evidence &candidate : evidence) {
        if (candidate.tree != snapshot->tree)
            continue;
        const auto same = std::ranges::find(newest, candidate.check, &Evidence::check);
        if (same == newest.end())
            newest.append(candidate);
        else
            *same = candidate;
    }
    return newest;
}

namespace {

QString lineOf(const TaskRecord &record)
{
    switch (record.task.state) {
    case TaskState::Asking:
        return record.asks.isEmpty() ? QString() : record.asks.constFirst().title;
    case TaskState::Working:
        return record.task.notice;
    case TaskState::Failed:
    case TaskState::Interrupted:
        return record.task.failureText;
    case TaskState::Approved:
        if (!record.task.conflicts.isEmpty())
            return u"Conflicts with the base branch: "_s + record.task.conflicts.join(u", "_s);
        return record.task.failureText;
    default:
        return {};
    }
}

} // namespace

TaskCard cardOf(const TaskRecord &record)
{
    const Task &task = record.task;
    TaskCard card{.id = task.id,
                  .project = task.project,
                  .title = task.title,
                  .profile = task.profile,
                  .baseBranch = task.baseBranch,
                  .state = task.state,
                  .rank = task.rank,
                  .line = lineOf(record),
                  .createdAt = task.createdAt,
                  .since = task.changedAt,
                  .snoozedUntil = task.snoozedUntil};
    if (const Attempt *attempt = record.currentAttempt())
        card.attempt = attempt->number;
    if (const Round *round = record.currentRound())
        card.round = round->number;
    if (const Snapshot *snapshot = record.currentSnapshot())
        card.changedFiles = snapshot->changedFiles;
    for (const Evidence &evidence : record.currentEvidence())
        ++(evidence.outcome == CheckOutcome::Passed ? card.checksPassed : card.checksFailed);
    card.openAsks = int(record.asks.size());
    return card;
}

} // namespace docket
