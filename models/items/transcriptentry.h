// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace docket {

/** One thing an agent said or did, as windows show it. All text is untrusted and is shown as plain text. */
struct TranscriptEntry
{
    enum class Kind : quint8 { Prompt, Message, Thought, Plan, ToolCall, Permission, Notice, Error, End };

    struct PlanStep
    {
        QString text;
        QString status; ///< pending, in_progress, completed
        bool operator==(const PlanStep &) const = default;
    };

    Kind kind = Kind::Message;
    int round = 0;
    QString id;      ///< tool call or request; an entry with the same round, kind and id replaces the one before
    QString title;   ///< tool call: what is done; permission: the question
    QString text;    ///< Markdown source or output, shown as text
    QString status;  ///< pending, in_progress, completed, failed; for permissions: the chosen option's name
    QStringList paths;
    QList<PlanStep> plan;
    QDateTime at;
    qint64 place = -1;  ///< where its first line begins in the transcript file; -1 of what is told live
    quint64 serial = 0; ///< of what is told live: grows with each telling; 0 of what was read

    bool operator==(const TranscriptEntry &) const = default;
};

/** Which part of a transcript is wanted. A transcript may be larger than memory; it is read in pieces. */
struct TranscriptSpot
{
    enum class Way : quint8 { End, Before, After };
    Way way = Way::End;
    qint64 offset = 0; ///< in the file, as `place`; not for End
};

/** A piece of a transcript. */
struct TranscriptPage
{
    QList<TranscriptEntry> entries;
    qint64 from = 0;   ///< offset of its first line; 0: nothing is before it
    qint64 to = 0;     ///< offset behind its last line
    bool isEnd = true; ///< nothing was behind it
    quint64 upTo = 0;  ///< what was told live with a serial up to this one is in it
};

} // namespace docket
