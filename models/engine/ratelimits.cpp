// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ratelimits.h"

#include "core/logging.h"
#include "spec/prompts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int firstPauseSeconds = 60;
constexpr int longestPauseSeconds = 30 * 60; // where the model does not say how long
constexpr int marginSeconds = 2;

} // namespace

int pauseSeconds(int askedFor, int hits)
{
    if (askedFor > 0)
        return askedFor + marginSeconds;
    const int doublings = std::clamp(hits - 1, 0, 10);
    return std::min(firstPauseSeconds << doublings, longestPauseSeconds);
}

RateLimits::RateLimits(EngineCore &core, QObject *parent) : QObject(parent), m_core(core)
{
    connect(&core, &EngineCore::recorded, this, &RateLimits::take);
}

void RateLimits::roundEnded(TaskId task, const QString &profile, const AgentRoundEnded &end)
{
    if (end.isPositive()) {
        m_pauses.remove(profile);
        m_tries.remove(task);
    }
    if (end.failure != FailureKind::RateLimited || end.outcome != AgentRoundEnded::Outcome::Failed)
        return;
    Pause &pause = m_pauses[profile];
    const int seconds = pauseSeconds(end.retryAfterSeconds, ++pause.hits);
    pause.until = std::max(pause.until, m_core.now().addSecs(seconds));
    if (++m_tries[task] <= mostTries)
        m_waiting.insert(task, pause.until);
    qCInfo(logEngine) << "the limit of" << profile << "is reached; its tasks wait until" << pause.until;
}

QDateTime RateLimits::pausedUntil(const QString &profile) const
{
    const auto found = m_pauses.constFind(profile);
    return found != m_pauses.cend() && found->until > m_core.now() ? found->until : QDateTime();
}

// The task is failed once its snapshot is taken; then it is queued again, and put off.
void RateLimits::take(const TaskRecord &record)
{
    if (record.task.state != TaskState::Failed || !m_waiting.contains(record.task.id) || !m_core.isIssuing())
        return;
    const TaskId task = record.task.id;
    const QDateTime until = m_waiting.take(task);
    // Not within the signal: the record that is told of is still being handed round.
    QMetaObject::invokeMethod(this, [this, task, until] {
        const auto now = m_core.load(task);
        if (!now || now->task.state != TaskState::Failed)
            return; // a person was quicker
        const auto resumed = m_core.record(task, events::TaskResumed{resumePrompt()}, u"docket"_s);
        const auto putOff = resumed ? m_core.record(task, events::Snoozed{until}, u"docket"_s) : resumed;
        if (!putOff)
            qCWarning(logEngine) << "going on after a limit:" << putOff.error().text();
    }, Qt::QueuedConnection);
}

} // namespace docket
