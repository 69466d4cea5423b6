// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logging.h"

namespace docket {

Q_LOGGING_CATEGORY(logEngine, "docket.engine", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "docket.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logGit, "docket.git", QtInfoMsg)
Q_LOGGING_CATEGORY(logProcess, "docket.process", QtInfoMsg)
Q_LOGGING_CATEGORY(logAgents, "docket.agents", QtInfoMsg)
Q_LOGGING_CATEGORY(logApp, "docket.app", QtInfoMsg)

} // namespace docket
