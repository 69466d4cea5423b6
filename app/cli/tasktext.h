// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicontext.h"

namespace docket::cli {

/**
 * Tasks in words for a terminal, made from the engine's JSON. Text of agents has lost its control characters before.
 */
QString taskLine(const QJsonObject &card);
QString taskText(const QJsonObject &record);
QString asksText(const QJsonObject &record);
/** One permission that holds for longer. */
QString grantLine(const QJsonObject &grant);
QString eventLine(const QJsonObject &event);

/** Prints what became of a task and ends the command. */
void printTask(CliContext &context, const QJsonObject &record);

} // namespace docket::cli
