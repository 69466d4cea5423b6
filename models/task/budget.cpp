// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/budget.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace docket {

void Spent::add(const Usage &usage, qint64 roundMilliseconds)
{
    ++rounds;
    milliseconds += std::max<qint64>(0, roundMilliseconds);
    costUsd += usage.costUsd.value_or(0);
    withoutCost += usage.costUsd ? 0 : 1;
    tokens += usage.inputTokens.value_or(0) + usage.outputTokens.value_or(0);
    withoutTokens += usage.inputTokens && usage.outputTokens ? 0 : 1;
    turns += usage.turns.value_or(0);
    withoutTurns += usage.turns ? 0 : 1;
}

void Spent::add(const Spent &other)
{
    costUsd += other.costUsd;
    tokens += other.tokens;
    milliseconds += other.milliseconds;
    turns += other.turns;
    rounds += other.rounds;
    withoutCost += other.withoutCost;
    withoutTokens += other.withoutTokens;
    withoutTurns += other.withoutTurns;
}

QString budgetText(const Budget &budget)
{
    QStringList parts;
    if (budget.costUsd)
        parts << u"%1 USD"_s.arg(*budget.costUsd, 0, 'f', 2);
    if (budget.tokens)
        parts << u"%1 tokens"_s.arg(*budget.tokens);
    if (budget.minutes)
        parts << u"%1 minutes"_s.arg(*budget.minutes);
    if (budget.turns)
        parts << u"%1 turns"_s.arg(*budget.turns);
    return parts.join(u", "_s);
}

} // namespace docket
