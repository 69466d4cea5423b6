// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/limits.h"
#include "task/values.h"

namespace docket {

class StoreReader;

/** What consumes now and is not in the store yet: this round, and the other rounds of the project and of everything. */
struct RunningSpent
{
    Spent round;
    Spent otherOfProject;
    Spent otherOfAll;
};

/**
 * Every budget that a round of this task stands under, with what was consumed of it: those of docket.yaml, the task's
 * own, and the person's for a day. Budgets that nobody set are left out. Reads the store only for days and projects.
 */
QList<BudgetState> budgetStates(const StoreReader &reader, const TaskRecord &record, const Budgets &budgets,
                                const QDateTime &now, const RunningSpent &running);

/** The person's own budget for a day, over all projects; kept in the settings. */
inline constexpr QLatin1StringView dayBudgetSetting{"budget-day"};
Budget dayBudget(const StoreReader &reader);

} // namespace docket
