// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/transcriptfeed.h"

#include <QDateTime>

#include <algorithm>

namespace docket {

TranscriptFeed::TranscriptFeed(QObject *parent) : QObject(parent)
{
    m_timer.setParent(this);
    m_timer.setSingleShot(true);
    m_timer.setInterval(50);
    connect(&m_timer, &QTimer::timeout, this, &TranscriptFeed::flush);
}

void TranscriptFeed::add(TaskId task, int round, const QList<AgentEvent> &batch)
{
    auto fold = m_folds.find(task.value);
    if (fold == m_folds.end() || fold->second.first != round) {
        m_folds.erase(task.value);
        fold = m_folds.emplace(task.value, std::pair(round, TranscriptFold(round))).first;
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<TranscriptEntry> &pending = m_pending[task];
    for (const AgentEvent &event : batch) {
        auto entry = fold->second.second.add(event, now);
        if (!entry)
            continue;
        entry->serial = ++m_serial;
        const auto same = std::find_if(pending.rbegin(), pending.rend(), [&](const TranscriptEntry &old) {
            return old.kind == entry->kind && old.id == entry->id && old.round == entry->round;
        });
        if (same == pending.rend())
            pending.append(std::move(*entry));
        else
            *same = std::move(*entry);
    }
    if (!m_timer.isActive())
        m_timer.start();
}

TranscriptFeed::Mark TranscriptFeed::mark(TaskId task, int round)
{
    flush();
    const auto fold = m_folds.find(task.value);
    const bool isLive = fold != m_folds.end() && fold->second.first == round;
    return {m_serial, isLive ? fold->second.second.open() : std::nullopt};
}

void TranscriptFeed::flush()
{
    const auto pending = std::exchange(m_pending, {});
    for (auto [task, entries] : pending.asKeyValueRange()) {
        if (!entries.isEmpty())
            Q_EMIT grew(task, entries);
    }
}

} // namespace docket
