// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

namespace docket::cli {

/** What `docket` returns; documented in `docket --help`, so scripts may rely on the numbers. */
enum class ExitCode {
    Done = 0,
    Failed = 1,      ///< it could not be done, for a reason not named below
    Usage = 2,       ///< the command line or the input cannot be used
    NotFound = 3,    ///< the task, project, file or revision does not exist
    Refused = 4,     ///< the task's state, a conflict or a rule forbids it
    Busy = 5,        ///< somebody else holds the store
    Store = 6,       ///< the store or the disk: full, read-only, damaged, from a newer Docket
    TimedOut = 7,    ///< `wait` or `run` reached its limit of time
    NeedsPerson = 8, ///< `wait` or `run` ended in a state in which a person has to decide
};

ExitCode exitCodeFor(ErrorCode code);

} // namespace docket::cli
