// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace docket {

/**
 * `docket` without a command: the window with its engine, or a word to the Docket that runs already. Returns the exit
 * code.
 */
int runWindowed(int &argc, char **argv, const QStringList &arguments);

} // namespace docket
