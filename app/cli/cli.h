// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace docket::cli {

/** True when these arguments (without the program) name a command, so that no window is needed. */
bool isCliCall(const QStringList &arguments);

/**
 * One call of `docket COMMAND ...`. start() begins; finished() comes once, later. Needs an event loop.
 */
class Cli : public QObject
{
    Q_OBJECT

public:
    Cli(const Paths &paths, Streams streams, QObject *parent = nullptr);
    ~Cli() override;

    /** Without one, `docket open` only puts a project on the list. */
    void setWindowOpener(WindowOpener opener) { m_context.setWindowOpener(std::move(opener)); }
    void start(const QStringList &arguments);
    void interrupt();

Q_SIGNALS:
    void finished(int exitCode);

private:
    CommandList m_commands;
    CliContext m_context;
    Command *m_command = nullptr;
};

/** What `docket --help` prints: every command, the options that all share, the exit codes. */
QString helpText();

} // namespace docket::cli
