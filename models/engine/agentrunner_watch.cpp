// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agentrun.h"
#include "engine/askclerk.h"
#include "engine/folderbytes.h"
#include "engine/hostproxy.h"

#include "core/logging.h"
#include "store/store.h"

#include <QStorageInfo>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int diskEverySeconds = 10;
constexpr qint64 leastFreeBytes = 512 << 20; ///< below that the store itself is in danger

QString sizeText(qint64 bytes)
{
    return bytes >= (1 << 30) ? u"%1 GiB"_s.arg(double(bytes) / (1 << 30), 0, 'f', 1) : u"%1 MiB"_s.arg(bytes >> 20);
}

} // namespace

void AgentRunner::watch()
{
    // Stopping one does not change the table at once, but recording may: the keys are taken first.
    QList<RoundId> rounds;
    for (const auto &[id, running] : m_running)
        rounds.append(RoundId{id});
    for (const RoundId round : std::as_const(rounds)) {
        if (Running *running = find(round))
            watchBudgets(*running);
        if (Running *running = find(round))
            watchSilence(*running);
        if (Running *running = find(round))
            watchDisk(*running);
    }
}

RunningSpent AgentRunner::spentNow(const Running &running) const
{
    const QDateTime now = m_core.now();
    RunningSpent spent;
    for (const auto &[id, other] : m_running) {
        Spent one;
        one.add(other->usage, other->startedAt.msecsTo(now));
        if (id == running.round.value) {
            spent.round = one;
            continue;
        }
        spent.otherOfAll.add(one);
        if (other->project == running.project)
            spent.otherOfProject.add(one);
    }
    return spent;
}

void AgentRunner::watchBudgets(Running &running)
{
    if (running.level == BudgetLevel::UsedUp || m_stopping)
        return;
    const auto record = m_core.load(running.task);
    if (!record)
        return;
    const auto states =
        budgetStates(m_core.store().reader(), *record, running.config.budgets, m_core.now(), spentNow(running));
    const BudgetFinding finding = judgeBudgets(states);
    if (finding.level <= running.level)
        return;
    running.level = finding.level;
    running.session->note(finding.sentence);
    if (finding.level == BudgetLevel::UsedUp)
        stopFor(running, finding.sentence);
    else
        this->record(running, events::BudgetNoted{finding.sentence});
}

/** Politely: the agent ends its turn, what it left is kept, and its round says why. */
void AgentRunner::stopFor(Running &running, const QString &why)
{
    running.stopText =
        why + u" The agent was asked to stop and its work is kept; raise the limit, then resume the task."_s;
    running.level = BudgetLevel::UsedUp;
    record(running, events::BudgetNoted{why, true});
}

void AgentRunner::watchSilence(Running &running)
{
    const RunLimits &limits = running.config.limits;
    const auto record = m_core.load(running.task);
    if (!record || m_stopping || running.level == BudgetLevel::UsedUp)
        return;
    const qint64 silent = running.heardAt.secsTo(m_core.now());
    const bool asksPerson =
        std::ranges::any_of(record->asks, [](const PermissionAsk &ask) { return !isOwnAsk(ask.requestId); });
    if (asksPerson) { // then it is a person who is silent
        running.heardAt = m_core.now();
    } else if (limits.idleSeconds > 0 && silent >= limits.idleSeconds) {
        const QString why =
            u"Nothing was heard from the agent for %1 seconds, the limit of this project."_s.arg(limits.idleSeconds);
        running.session->note(why);
        stopFor(running, why);
    } else if (limits.quietSeconds > 0 && silent >= limits.quietSeconds && record->asks.isEmpty()) {
        running.isAskedAbout = true;
        this->record(running, events::PermissionAsked{quietAsk(limits.quietSeconds)});
    }
}

void AgentRunner::watchDisk(Running &running)
{
    const QDateTime now = m_core.now();
    const bool isEarly = running.diskLookedAt.isValid() && running.diskLookedAt.secsTo(now) < diskEverySeconds;
    if (isEarly || running.isMeasuringDisk || running.level == BudgetLevel::UsedUp || m_stopping)
        return;
    running.diskLookedAt = now;
    running.isMeasuringDisk = true;
    const qint64 limit = running.config.limits.diskBytes;
    struct Look { qint64 used = 0; qint64 free = 0; };
    m_core.pool().run(
        this,
        [folder = running.worktree, limit](const CancelToken &cancel) -> Look {
            const QStorageInfo disk(folder);
            return {limit > 0 ? folderBytes(folder, limit, cancel) : 0,
                    disk.isValid() ? disk.bytesAvailable() : leastFreeBytes};
        },
        [this, round = running.round, limit](const Look &look) {
            Running *looked = find(round);
            if (!looked)
                return;
            looked->isMeasuringDisk = false;
            QString why;
            if (limit > 0 && look.used > limit)
                why = u"The worktree takes more than %1, the limit of this project."_s.arg(sizeText(limit));
            else if (look.free < leastFreeBytes)
                why = u"Only %1 of the disk are free."_s.arg(sizeText(look.free));
            if (why.isEmpty() || looked->level == BudgetLevel::UsedUp)
                return;
            looked->session->note(why);
            stopFor(*looked, why);
        },
        -1);
}

} // namespace docket
