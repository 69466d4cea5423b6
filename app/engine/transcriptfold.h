// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"
#include "items/transcriptentry.h"

#include <QHash>
#include <QString>

#include <optional>

namespace docket {

/**
 * Agent events to what windows show of them. Pieces of text that follow each other become one entry, told again under
 * the same id as it grows; updates of a tool call replace the entry of that call. What it holds is bounded: a text
 * entry that grew past `maxEntryText` is followed by a new one, and the output of one tool call is cut to that length.
 * Pure.
 */
class TranscriptFold
{
public:
    static constexpr qsizetype maxEntryText = 64 << 10;

    explicit TranscriptFold(int round) : m_round(round) {}

    /** Takes one event and gives the entry that is new or changed by it, if any. */
    std::optional<TranscriptEntry> add(const AgentEvent &event, const QDateTime &at, qint64 place = -1);
    /** The text entry that the next piece of text may go on. */
    const std::optional<TranscriptEntry> &open() const { return m_open; }

private:
    TranscriptEntry text(TranscriptEntry::Kind kind, const QString &text, const QDateTime &at);
    TranscriptEntry fresh(TranscriptEntry::Kind kind, const QDateTime &at);
    TranscriptEntry toolCall(const AgentToolCall &call, const QDateTime &at);
    TranscriptEntry permission(const AgentPermissionRequest &request, const QDateTime &at);
    std::optional<TranscriptEntry> answered(const AgentPermissionAnswer &answer, const QDateTime &at);

    int m_round;
    int m_count = 0;
    qint64 m_place = -1;
    std::optional<TranscriptEntry> m_open; ///< the text entry that may still grow
    QHash<QString, TranscriptEntry> m_calls;
    QHash<QString, TranscriptEntry> m_asks;
};

/** The same for a piece of a stored transcript that begins at `start`: entries in the order in which they began, with
 * their places. */
QList<TranscriptEntry> foldTranscript(const QByteArray &lines, int round, qint64 start = 0);

/** Text of an agent made safe to show: control characters but for newline and tab become visible, bad UTF-8 was
 * replaced before. */
QString withoutControls(const QString &text);

} // namespace docket
