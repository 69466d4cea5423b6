// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/budgets.h"

#include "store/storereader.h"
#include "task/eventcodec.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace docket {

Budget dayBudget(const StoreReader &reader)
{
    const QString stored = reader.setting(dayBudgetSetting).value_or(QString());
    return budgetFromJson(QJsonDocument::fromJson(stored.toUtf8()).object()).value_or(Budget{});
}

QList<BudgetState> budgetStates(const StoreReader &reader, const TaskRecord &record, const Budgets &budgets,
                                const QDateTime &now, const RunningSpent &running)
{
    QList<BudgetState> states;
    const auto add = [&](const QString &scope, const Budget &budget, const auto &spent) {
        if (!budget.isEmpty())
            states.append({scope, budget, spent()});
    };
    const QDateTime midnight = now.toLocalTime().date().startOfDay();
    const auto stored = [&](ProjectId project, const QDateTime &since, const Spent &others) {
        Spent sum = reader.spent(project, since).value_or(Spent{});
        sum.add(others);
        sum.add(running.round);
        return sum;
    };
    const auto ofTask = [&] {
        Spent sum = record.spent();
        sum.add(running.round);
        return sum;
    };
    add(u"this run"_s, budgets.run, [&] { return running.round; });
    add(u"this task"_s, budgets.task, ofTask);
    add(u"this task"_s, record.task.budget, ofTask);
    add(u"this project today"_s, budgets.day,
        [&] { return stored(record.task.project, midnight, running.otherOfProject); });
    add(u"this project"_s, budgets.project, [&] { return stored(record.task.project, {}, running.otherOfProject); });
    add(u"today"_s, dayBudget(reader), [&] { return stored({}, midnight, running.otherOfAll); });
    return states;
}

} // namespace docket
