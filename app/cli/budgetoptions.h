// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QCommandLineParser>
#include <QJsonObject>

namespace docket::cli {

/** --max-cost, --max-tokens, --max-minutes and --max-turns. */
void addBudgetOptions(QCommandLineParser &parser);
/** The budget as the control protocol has it; empty where no option was given. InvalidInput names the option. */
Result<QJsonObject> budgetFromOptions(const QCommandLineParser &parser);
/** What is allowed, what was consumed of it, and what cannot be measured: a line each. */
QString budgetReport(const QJsonObject &result);

} // namespace docket::cli
