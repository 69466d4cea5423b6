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

    bool operator==(const TranscriptEntry &) const = default;
};

} // namespace docket
