// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"
#include "task/permission.h"

namespace docket {

/**
 * What a person is shown of an agent's request: what, where, why, and the diff; and what a yes for longer would allow.
 * Pure.
 */
PermissionAsk askFrom(const AgentPermissionRequest &request, const QString &worktree);

/** Docket's own question about an agent from which nothing was heard. */
PermissionAsk quietAsk(int seconds);
inline constexpr QLatin1StringView quietAskId{"docket:quiet"};

} // namespace docket
