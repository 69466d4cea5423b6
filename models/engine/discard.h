// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>

namespace docket {

class EngineCore;

/**
 * Deletes a folder that Docket itself made, without anybody waiting for it: it is moved aside at once, so that its name
 * is free, and deleted by the pool. A Docket that dies meanwhile leaves it where clearDiscarded() finds it. What may be
 * left in there is of no worth to anybody; a failure is logged. For the engine's thread.
 */
void discard(EngineCore &core, const QString &folder);

/** What an earlier life discarded and did not live to delete. For the start. */
void clearDiscarded(EngineCore &core);

/**
 * Deletes a folder with everything in it, also what was made read-only. Links are removed, never followed. Blocks: for
 * a worker.
 */
Result<void> deleteTree(const QString &folder);

} // namespace docket
