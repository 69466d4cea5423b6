// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "diff/fileentry.h"

#include <functional>

namespace docket::diff {

/** Gives the content of a version (of a symlink its target). The caller brings it, so that this room reads nothing itself. */
using BlobReader = std::function<Result<QByteArray>(const FileVersion &)>;

} // namespace docket::diff
