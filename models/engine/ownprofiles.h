// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/profile.h"
#include "core/paths.h"

namespace docket {

/** The person's own profiles, one file each below config/agents. Blocks for a file; not for the GUI thread. */

/** Writes it, over an earlier one of its id. InvalidInput if it could not be read back. */
Result<void> saveOwnProfile(const Paths &paths, const AgentProfile &profile);
/** NotFound if there is none of this id. A file that holds it under another name is found too. */
Result<void> removeOwnProfile(const Paths &paths, const QString &id);

} // namespace docket
