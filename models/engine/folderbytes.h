// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"

#include <QString>

namespace docket {

/**
 * Bytes that a folder takes on the disk, links not followed, other file systems left out; stops counting beyond
 * `enough`. Blocks: for a worker.
 */
qint64 folderBytes(const QString &folder, qint64 enough, const CancelToken &cancel);

} // namespace docket
