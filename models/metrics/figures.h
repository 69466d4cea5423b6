// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/event.h"

#include <QJsonObject>

namespace docket {

/** Figures of one task, derived from its events alone. Times in milliseconds; what is not known is absent. */
struct TaskFigures
{
    int attempts = 0;
    int rounds = 0;
    int asks = 0;
    int verdicts = 0;
    int checksRun = 0;
    int checksFailed = 0;
    qint64 waitingMs = 0; ///< in the queue
    qint64 workingMs = 0; ///< an agent ran
    qint64 askingMs = 0;  ///< an agent waited for an answer
    qint64 checkingMs = 0;
    qint64 reviewMs = 0;               ///< a review waited for its verdict
    std::optional<qint64> deliveryMs;  ///< from the creation to the merge
    std::optional<qint64> inputTokens; ///< of the rounds that said it
    std::optional<qint64> outputTokens;
    std::optional<double> costUsd;
    int roundsWithoutCost = 0; ///< ended rounds whose cost is unknown: the cost above is a lower bound then

    bool operator==(const TaskFigures &) const = default;
};

/** `events` of one task, oldest first. `now` ends what still goes on. */
TaskFigures figuresOf(const QList<Event> &events, const QDateTime &now);
QJsonObject figuresToJson(const TaskFigures &figures);

} // namespace docket
