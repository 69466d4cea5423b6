// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/roundlog.h"

#include "core/logging.h"

#include <algorithm>
#include <utility>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr int flushMs = 50;
constexpr qsizetype pendingTextLimit = 256
    << 10; ///< handed on before its time: dozens of agents at full speed must not pile up
constexpr qsizetype longestText = 1 << 20;

qsizetype textSize(const AgentEvent &event)
{
    if (const auto *message = std::get_if<AgentMessage>(&event))
        return message->text.size();
    if (const auto *thought = std::get_if<AgentThought>(&event))
        return thought->text.size();
    if (const auto *call = std::get_if<AgentToolCall>(&event))
        return call->output.size();
    return 0;
}

void shorten(QString &text)
{
    if (text.size() <= longestText)
        return;
    const qsizetype more = text.size() - longestText;
    text.truncate(longestText);
    text += u"\n[%1 more characters are in the raw log]\n"_s.arg(more);
}

void shorten(AgentEvent &event)
{
    if (auto *message = std::get_if<AgentMessage>(&event))
        shorten(message->text);
    else if (auto *thought = std::get_if<AgentThought>(&event))
        shorten(thought->text);
    else if (auto *call = std::get_if<AgentToolCall>(&event))
        shorten(call->output);
}

} // namespace

RoundLog::RoundLog(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(flushMs);
    connect(&m_timer, &QTimer::timeout, this, &RoundLog::flush);
}

Result<void> RoundLog::open(const QString &rawFile, const QString &transcriptFile, qint64 outputBytes)
{
    for (auto [spool, path] : {std::pair(&m_raw, rawFile), std::pair(&m_transcript, transcriptFile)}) {
        if (path.isEmpty())
            continue;
        spool->setCap(std::max(Spool::defaultCap, outputBytes));
        if (const auto opened = spool->open(path); !opened)
            return opened;
    }
    return {};
}

void RoundLog::keepRaw(const QByteArray &bytes)
{
    m_rawBytes += bytes.size();
    if (m_raw.isOpen())
        m_raw.append(bytes);
}

void RoundLog::add(AgentEvent event)
{
    shorten(event);
    const bool urgent =
        std::holds_alternative<AgentPermissionRequest>(event) || std::holds_alternative<AgentQuestion>(event);
    m_pendingText += textSize(event);
    appendEvent(m_pending, std::move(event));
    if (urgent || m_pendingText > pendingTextLimit)
        flush();
    else if (!m_timer.isActive())
        m_timer.start();
}

void RoundLog::flush()
{
    m_timer.stop();
    if (m_pending.isEmpty())
        return;
    const QList<AgentEvent> events = std::exchange(m_pending, {});
    m_pendingText = 0;
    if (m_transcript.isOpen()) {
        for (const AgentEvent &event : events)
            m_transcript.append(toLine(event));
        (void)m_transcript.flush();
        (void)m_raw.flush();
    }
    Q_EMIT batch(events);
}

void RoundLog::close()
{
    flush();
    for (Spool *spool : {&m_raw, &m_transcript}) {
        if (const auto closed = spool->close(); !closed)
            qCWarning(logAgents) << closed.error().text();
    }
}

} // namespace docket
