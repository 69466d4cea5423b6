// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/budget.h"

#include <QList>
#include <QString>

namespace docket {

/** What an agent reaches of the network. */
enum class NetworkMode : quint8 {
    On,     ///< all of it, the services of this machine included
    Off,    ///< nothing but a loopback of its own
    Listed, ///< HTTP and HTTPS through Docket's proxy, to hosts that a rule allows
};
QString networkModeWord(NetworkMode mode);
std::optional<NetworkMode> networkModeFromWord(QStringView word);

/** Limits of one run. 0 means none. */
struct RunLimits
{
    int wallSeconds = 0;     ///< 0: agent-timeout, or the engine's; time in which a person is waited for does not count
    int idleSeconds = 0;     ///< nothing heard for so long: it is stopped
    int quietSeconds = 600;  ///< nothing heard for so long: a person is asked
    qint64 memoryBytes = 0;  ///< data of each of its processes; sanitizers reserve more than any machine has
    qint64 fileBytes = qint64(8) << 30;    ///< each file that it writes
    qint64 diskBytes = qint64(20) << 30;   ///< its worktree as a whole
    int processes = 4096;    ///< at once
    int cpuSeconds = 0;      ///< processor time of each of its processes

    bool operator==(const RunLimits &) const = default;
};

/** What docket.yaml allows to be consumed. */
struct Budgets
{
    Budget run;     ///< each round
    Budget task;    ///< all rounds of a task
    Budget day;     ///< the whole project since midnight
    Budget project; ///< the whole project ever

    bool operator==(const Budgets &) const = default;
};

/** Which figures an agent gives; time is always known. */
struct Measures
{
    bool cost = false;
    bool tokens = false;
    bool turns = false;
    bool costIsLate = false;   ///< only at the end of a round
    bool tokensAreLate = false;

    bool operator==(const Measures &) const = default;
};

/** One budget with what was consumed of it, the round that runs included. */
struct BudgetState
{
    QString scope; ///< "this run", "this task", "today", "this project": English, for a sentence
    Budget budget;
    Spent spent;
};

enum class BudgetLevel : quint8 { Fine, Nearly, UsedUp };
struct BudgetFinding
{
    BudgetLevel level = BudgetLevel::Fine;
    QString sentence; ///< of the worst one; empty when fine
    int percent = 0;  ///< of the one that is used most; at least so much where figures are missing

    bool operator==(const BudgetFinding &) const = default;
};
/** Nearly from 80 %, used up from 100 %. Unknown usage counts as what is known of it. Pure. */
BudgetFinding judgeBudgets(const QList<BudgetState> &budgets);

/** A sentence for each budget that cannot be enforced with an agent that measures so little; empty: all can. */
QStringList unmeasuredBudgets(const QList<BudgetState> &budgets, const Measures &measures);
/** The same for those that stop only the next round, because the figure comes when a round is over. */
QStringList lateBudgets(const QList<BudgetState> &budgets, const Measures &measures);

} // namespace docket
