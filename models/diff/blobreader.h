// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "diff/fileentry.h"

#include <functional>

namespace docket::diff {

/** Gives the content of a version (of a symlink its target). The caller brings it, so that this room reads nothing itself. */
using BlobReader = std::function<Result<QByteArray>(const FileVersion &)>;

/**
 * The same reader, remembering up to `maxBytes` until the next time each blob is asked for, which takes it out again: looking for renames
 * reads what the diffs read once more. For one job on one thread.
 */
BlobReader rememberingReader(BlobReader reader, qint64 maxBytes = 256 * 1024 * 1024);

} // namespace docket::diff
