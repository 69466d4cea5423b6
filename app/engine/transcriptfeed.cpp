// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/transcriptfeed.h"

#include <QDateTime>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr qsizetype mostAtOnce = 96 << 10;
constexpr qsizetype mostWaiting = 2 * mostAtOnce; // of each task
constexpr qsizetype mostWatched = 8; // tasks; windows look at one each

/** A text that is longer than an entry becomes several, so that none of them holds up the window. */
QList<AgentEvent> inPieces(const AgentEvent &event)
{
    QString text;
    if (const auto *message = std::get_if<AgentMessage>(&event))
        text = message->text;
    else if (const auto *thought = std::get_if<AgentThought>(&event))
        text = thought->text;
    if (text.size() <= TranscriptFold::maxEntryText)
        return {event};
    QList<AgentEvent> pieces;
    for (qsizetype at = 0; at < text.size(); at += TranscriptFold::maxEntryText) {
        AgentEvent piece = event;
        QString &part = std::holds_alternative<AgentMessage>(piece) ? std::get<AgentMessage>(piece).text
                                                                    : std::get<AgentThought>(piece).text;
        part = text.sliced(at, std::min(TranscriptFold::maxEntryText, text.size() - at));
        pieces.append(std::move(piece));
    }
    return pieces;
}

} // namespace

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
    const bool isWatched = m_watched.contains(task);
    for (const AgentEvent &event : batch) {
        for (const AgentEvent &piece : inPieces(event)) {
            auto entry = fold->second.second.add(piece, now);
            if (entry && isWatched)
                wait(m_pending[task], std::move(*entry));
        }
    }
    if (isWatched && !m_timer.isActive())
        m_timer.start();
}

void TranscriptFeed::watch(TaskId task)
{
    m_watched.removeOne(task);
    m_watched.append(task);
    if (m_watched.size() > mostWatched)
        m_pending.remove(m_watched.takeFirst());
}

void TranscriptFeed::wait(Waiting &waiting, TranscriptEntry entry)
{
    entry.serial = ++m_serial;
    waiting.text += entry.text.size();
    const auto same = std::find_if(waiting.entries.rbegin(), waiting.entries.rend(), [&](const TranscriptEntry &old) {
        return old.kind == entry.kind && old.id == entry.id && old.round == entry.round;
    });
    if (same == waiting.entries.rend()) {
        waiting.entries.append(std::move(entry));
    } else {
        waiting.text -= same->text.size();
        *same = std::move(entry);
    }
    while (waiting.text > mostWaiting && waiting.entries.size() > 1) {
        waiting.text -= waiting.entries.takeFirst().text.size();
        ++waiting.leftOut;
    }
}

TranscriptFeed::Mark TranscriptFeed::mark(TaskId task, int round)
{
    if (const auto waiting = m_pending.find(task); waiting != m_pending.end())
        tell(task, *waiting, std::numeric_limits<qsizetype>::max());
    watch(task);
    const auto fold = m_folds.find(task.value);
    const bool isLive = fold != m_folds.end() && fold->second.first == round;
    return {m_serial, isLive ? fold->second.second.open() : std::nullopt};
}

void TranscriptFeed::tell(TaskId task, Waiting &waiting, qsizetype most)
{
    QList<TranscriptEntry> told;
    if (const int leftOut = std::exchange(waiting.leftOut, 0); leftOut > 0) {
        TranscriptEntry notice;
        notice.kind = TranscriptEntry::Kind::Notice;
        notice.round = waiting.entries.constFirst().round;
        notice.id = u"left-out-%1"_s.arg(++m_serial);
        notice.serial = m_serial;
        notice.text =
            tr("%1 pieces went by faster than they can be shown; choose the round again to read them.").arg(leftOut);
        told.append(notice);
    }
    for (qsizetype text = 0; !waiting.entries.isEmpty() && text < most;) {
        text += waiting.entries.constFirst().text.size();
        waiting.text -= waiting.entries.constFirst().text.size();
        told.append(waiting.entries.takeFirst());
    }
    if (!told.isEmpty())
        Q_EMIT grew(task, told);
}

void TranscriptFeed::flush()
{
    bool more = false;
    for (auto [task, waiting] : m_pending.asKeyValueRange()) {
        tell(task, waiting, mostAtOnce);
        more = more || !waiting.entries.isEmpty();
    }
    if (more)
        m_timer.start();
    else
        m_pending.clear();
}

} // namespace docket
