// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ratelimits.h"

#include "core/logging.h"
#include "spec/prompts.h"
#include "store/store.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int firstPauseSeconds = 60;
constexpr int longestPauseSeconds = 30 * 60; // where the model does not say how long
constexpr int marginSeconds = 2;
const QString settingKey = u"rate-limits"_s;

QString written(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime readTime(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

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

void RateLimits::restore()
{
    const QJsonObject kept =
        QJsonDocument::fromJson(m_core.store().reader().setting(settingKey).value_or(QString()).toUtf8()).object();
    const QJsonObject profiles = kept.value("profiles"_L1).toObject();
    for (auto it = profiles.begin(); it != profiles.end(); ++it)
        m_pauses.insert(it.key(), {readTime(it.value()["until"_L1]), it.value()["hits"_L1].toInt()});
    const QJsonObject tasks = kept.value("tasks"_L1).toObject();
    for (auto it = tasks.begin(); it != tasks.end(); ++it) {
        const TaskId task{it.key().toLongLong()};
        const auto record = m_core.load(task);
        if (!record || isFinal(record->task.state))
            continue;
        m_tries.insert(task, it.value()["tries"_L1].toInt());
        const QDateTime until = readTime(it.value()["waits"_L1]);
        if (!until.isValid())
            continue;
        m_waiting.insert(task, until);
        take(*record);
    }
}

void RateLimits::keep()
{
    QJsonObject profiles;
    for (const auto &[profile, pause] : m_pauses.asKeyValueRange())
        profiles.insert(profile, QJsonObject{{u"until"_s, written(pause.until)}, {u"hits"_s, pause.hits}});
    QJsonObject tasks;
    for (const auto &[task, tries] : m_tries.asKeyValueRange())
        tasks.insert(QString::number(task.value),
                     QJsonObject{{u"tries"_s, tries}, {u"waits"_s, written(m_waiting.value(task))}});
    const QByteArray value =
        QJsonDocument({{u"profiles"_s, profiles}, {u"tasks"_s, tasks}}).toJson(QJsonDocument::Compact);
    if (const auto kept = m_core.store().setSetting(settingKey, QString::fromUtf8(value)); !kept)
        m_core.noteStoreError(kept.error());
}

void RateLimits::roundEnded(TaskId task, const QString &profile, const AgentRoundEnded &end)
{
    if (end.isPositive() && (m_pauses.remove(profile) || m_tries.remove(task))) {
        m_tries.remove(task);
        keep();
    }
    if (end.failure != FailureKind::RateLimited || end.outcome != AgentRoundEnded::Outcome::Failed)
        return;
    Pause &pause = m_pauses[profile];
    const int seconds = pauseSeconds(end.retryAfterSeconds, ++pause.hits);
    pause.until = std::max(pause.until, m_core.now().addSecs(seconds));
    if (++m_tries[task] <= mostTries)
        m_waiting.insert(task, pause.until);
    keep();
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
        else
            keep();
    }, Qt::QueuedConnection);
}

} // namespace docket
