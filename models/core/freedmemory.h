// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace docket {

/**
 * What is freed goes back to the system soon: blocks of a megabyte and more at once, and the free end of each thread's
 * heap. Left alone, glibc raises its limits with the largest block that was ever freed, and each thread that once
 * compared a file of megabytes keeps as much for good. Call it first in main(); nothing happens with another C library.
 */
void giveBackFreedMemory();

} // namespace docket
