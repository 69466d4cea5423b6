// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/** What an agent that behaves badly does. Each works on the process itself. */
namespace sample {

void writeAll(const QByteArray &bytes);
/** Ends by SIGSEGV, without a core file. */
[[noreturn]] void crash();
void ignoreTermination();
/** Two processes: one in this session, one in a session of its own whose parent is gone. Both sleep for ever. */
void startDaemons();
/** Valid protocol messages, so many MiB of them. */
void flood(int mebibytes, const QByteArray &line);
/** So many MiB without a newline. */
void endlessLine(int mebibytes);
void removeFolder(const QByteArray &path);

} // namespace sample
