// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "items/tasksection.h"
#include "widgets/common/appearance.h"

#include <QCoreApplication>
#include <QString>

namespace docket {

/** How a state is called and looks. The word stands beside the icon, so the colour is never needed to know. */
struct StateLook
{
    QString word;
    QString iconName;
    Tone tone = Tone::Neutral;
};

/** Words that several windows use, translated at this edge. GUI thread. */
class Words
{
    Q_DECLARE_TR_FUNCTIONS(docket::Words)

public:
    static StateLook state(TaskState state);
    static StateLook check(CheckOutcome outcome);
    static QString section(TaskSection section);
    static QString strategy(MergeStrategy strategy);
    static QString verdict(Verdict verdict);
    /** "now", "4 min", "3 h", "2 d", then a date: short, for lists. */
    static QString age(const QDateTime &since, const QDateTime &now);
    /** "850 ms", "12.3 s", "4 min 5 s". */
    static QString duration(qint64 milliseconds);
    /** "$0.42, 12,300 tokens, 4 min 5 s, 17 turns"; figures that not all rounds reported are least amounts. */
    static QString spent(const Spent &spent);
    /** "2.00 USD, 5,000 tokens": what a task may use. */
    static QString budget(const Budget &budget);
    /** For how long a yes holds. */
    static QString grantScope(GrantScope scope);
    /** What is asked: the agent's own words, or Docket's question about it. */
    static QString question(const PermissionAsk &ask);
    /** One sentence for a screen reader. */
    static QString describe(const TaskCard &card, const QString &project, const QDateTime &now);
    /** The sentence of an error, with what it is about. */
    static QString error(const Error &error);
};

} // namespace docket
