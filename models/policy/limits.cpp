// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/limits.h"

#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr std::array modes{"on"_L1, "off"_L1, "listed"_L1};
constexpr double nearlyFrom = 0.8;

struct Share
{
    double part = 0;
    QString text; ///< "1.61 of 2.00 USD"
};

QList<Share> sharesOf(const BudgetState &state)
{
    QList<Share> shares;
    const Budget &budget = state.budget;
    const Spent &spent = state.spent;
    if (budget.costUsd)
        shares.append({spent.costUsd / *budget.costUsd,
                       u"%1 of %2 USD"_s.arg(spent.costUsd, 0, 'f', 2).arg(*budget.costUsd, 0, 'f', 2)});
    if (budget.tokens)
        shares.append({double(spent.tokens) / double(*budget.tokens),
                       u"%1 of %2 tokens"_s.arg(spent.tokens).arg(*budget.tokens)});
    if (budget.minutes) {
        const double minutes = double(spent.milliseconds) / 60000;
        shares.append({minutes / *budget.minutes, u"%1 of %2 minutes"_s.arg(minutes, 0, 'f', 1).arg(*budget.minutes)});
    }
    if (budget.turns)
        shares.append({double(spent.turns) / *budget.turns, u"%1 of %2 turns"_s.arg(spent.turns).arg(*budget.turns)});
    return shares;
}

} // namespace

QString networkModeWord(NetworkMode mode) { return modes.at(static_cast<size_t>(mode)); }

std::optional<NetworkMode> networkModeFromWord(QStringView word)
{
    for (size_t i = 0; i < modes.size(); ++i) {
        if (modes[i] == word)
            return static_cast<NetworkMode>(i);
    }
    return std::nullopt;
}

BudgetFinding judgeBudgets(const QList<BudgetState> &budgets)
{
    BudgetFinding worst;
    double most = 0;
    for (const BudgetState &state : budgets) {
        for (const Share &share : sharesOf(state)) {
            if (share.part <= most)
                continue;
            most = share.part;
            worst.percent = int(std::min(share.part, 100.0) * 100);
            worst.level = share.part >= 1  ? BudgetLevel::UsedUp
                : share.part >= nearlyFrom ? BudgetLevel::Nearly
                                           : BudgetLevel::Fine;
            if (worst.level == BudgetLevel::UsedUp)
                worst.sentence = u"The budget for %1 is used up (%2)."_s.arg(state.scope, share.text);
            else if (worst.level == BudgetLevel::Nearly)
                worst.sentence =
                    u"%1 % of the budget for %2 is used (%3)."_s.arg(worst.percent).arg(state.scope, share.text);
        }
    }
    return worst;
}

QStringList unmeasuredBudgets(const QList<BudgetState> &budgets, const Measures &measures)
{
    QStringList sentences;
    for (const BudgetState &state : budgets) {
        QStringList unknown;
        if (state.budget.costUsd && !measures.cost)
            unknown << u"cost"_s;
        if (state.budget.tokens && !measures.tokens)
            unknown << u"tokens"_s;
        if (state.budget.turns && !measures.turns)
            unknown << u"turns"_s;
        if (!unknown.isEmpty())
            sentences << u"The budget for %1 cannot be enforced with this agent: it does not report %2."_s.arg(
                state.scope, unknown.join(u" and "_s));
    }
    return sentences;
}

QStringList lateBudgets(const QList<BudgetState> &budgets, const Measures &measures)
{
    QStringList sentences;
    for (const BudgetState &state : budgets) {
        const bool cost = state.budget.costUsd && measures.cost && measures.costIsLate;
        const bool tokens = state.budget.tokens && measures.tokens && measures.tokensAreLate;
        if (cost || tokens)
            sentences
                << u"The budget for %1 can stop this agent only between rounds: it reports %2 when a round is over."_s
                       .arg(state.scope,
                            cost && tokens ? u"cost and tokens"_s
                                : cost     ? u"cost"_s
                                           : u"tokens"_s);
    }
    return sentences;
}

} // namespace docket
