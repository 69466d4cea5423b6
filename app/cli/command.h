// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicontext.h"

#include <memory>
#include <vector>

namespace docket::cli {

/** One word after `docket`. Stateless but for what one run needs; made for each run. */
class Command
{
public:
    Command(QString name, QString summary) : m_name(std::move(name)), m_summary(std::move(summary)) {}
    virtual ~Command() = default;
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;

    const QString &name() const { return m_name; }
    const QString &summary() const { return m_summary; }

    /** Adds options and positional arguments. */
    virtual void describe(QCommandLineParser &parser) const = 0;
    /** Begins; the end is context.finish(), possibly later. */
    virtual void start(CliContext &context) = 0;

private:
    QString m_name;
    QString m_summary;
};

using CommandList = std::vector<std::unique_ptr<Command>>;

void addTaskCommands(CommandList &commands);
void addAgentCommands(CommandList &commands);
void addReviewCommands(CommandList &commands);
void addRunCommands(CommandList &commands);
void addDiffCommand(CommandList &commands);
void addProjectCommands(CommandList &commands);
void addDoctorCommand(CommandList &commands);

} // namespace docket::cli
