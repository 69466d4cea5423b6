// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/transcriptentry.h"

namespace docket {

/** Ways between what an agent did and what it left. Pure. */

/**
 * `said` is what an agent calls a file (absolute, or relative to the worktree); `path` is relative to the repository.
 */
bool namesFile(const QString &said, const QString &path);

/**
 * The tool call that wrote these lines into this file, as far as the transcript shows it: the one whose text holds most
 * of them as added; of several the last. Where none shows them, the last call that names the file and is no mere look
 * at it. -1: none.
 */
qsizetype stepThatWrote(const QList<TranscriptEntry> &entries, const QString &path, const QStringList &addedLines);

} // namespace docket
