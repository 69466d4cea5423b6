// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace docket {

Q_DECLARE_LOGGING_CATEGORY(logEngine)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logGit)
Q_DECLARE_LOGGING_CATEGORY(logProcess)
Q_DECLARE_LOGGING_CATEGORY(logAgents)
Q_DECLARE_LOGGING_CATEGORY(logApp)

} // namespace docket
