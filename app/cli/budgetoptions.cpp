// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/budgetoptions.h"

#include "task/eventcodec.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

QString figure(const QJsonObject &spent, const QString &key, int decimals)
{
    const bool isLeast = spent.contains(key + "AtLeast"_L1);
    const double value = spent.value(isLeast ? key + "AtLeast"_L1 : key).toDouble();
    return (isLeast ? u"at least "_s : QString()) + QString::number(value, 'f', decimals);
}

} // namespace

void addBudgetOptions(QCommandLineParser &parser)
{
    parser.addOption({u"max-cost"_s, u"Stop the agent politely at so many US dollars."_s, u"dollars"_s});
    parser.addOption({u"max-tokens"_s, u"The same for tokens, in and out together."_s, u"number"_s});
    parser.addOption({u"max-minutes"_s, u"The same for the time that agents work."_s, u"number"_s});
    parser.addOption({u"max-turns"_s, u"The same for turns: uses of tools, and the answer."_s, u"number"_s});
}

Result<QJsonObject> budgetFromOptions(const QCommandLineParser &parser)
{
    Budget budget;
    QString wrong;
    const auto number = [&](const QString &option, auto &into) {
        if (!parser.isSet(option))
            return;
        bool isNumber = false;
        const double value = parser.value(option).toDouble(&isNumber);
        if (isNumber && value > 0 && value < 1e12)
            into = static_cast<typename std::remove_reference_t<decltype(into)>::value_type>(value);
        else
            wrong = option;
    };
    number(u"max-cost"_s, budget.costUsd);
    number(u"max-tokens"_s, budget.tokens);
    number(u"max-minutes"_s, budget.minutes);
    number(u"max-turns"_s, budget.turns);
    if (!wrong.isEmpty())
        return fail(ErrorCode::InvalidInput, u"--%1 takes a number greater than 0."_s.arg(wrong));
    return budget.isEmpty() ? QJsonObject() : budgetToJson(budget);
}

QString budgetReport(const QJsonObject &result)
{
    const Budget budget = budgetFromJson(result.value("budget"_L1).toObject()).value_or(Budget{});
    const QJsonObject spent = result.value("spent"_L1).toObject();
    QStringList lines;
    lines << u"Budget: "_s + (budget.isEmpty() ? u"none"_s : budgetText(budget));
    lines << u"Used: %1 USD, %2 tokens, %3 minutes, %4 turns in %5 rounds"_s.arg(
        figure(spent, u"costUsd"_s, 2), figure(spent, u"tokens"_s, 0),
        QString::number(spent.value("milliseconds"_L1).toDouble() / 60000, 'f', 1), figure(spent, u"turns"_s, 0),
        QString::number(spent.value("rounds"_L1).toInt()));
    const QJsonArray remarks = result.value("remarks"_L1).toArray();
    for (const QJsonValue &remark : remarks)
        lines << remark.toString();
    return lines.join(u'\n');
}

} // namespace docket::cli
