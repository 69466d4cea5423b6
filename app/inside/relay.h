// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace inside {

/** A listening socket on 127.0.0.1, or -1. */
int listenOnLoopback(int port);

/**
 * Carries every connection to `listener` to the unix socket at `path`, both ways, for ever. Holds nothing else open.
 */
[[noreturn]] void relay(int listener, const char *path);

} // namespace inside
