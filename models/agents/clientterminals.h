// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "process/process.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace docket {

/** A command that an agent asks its client to run for it. */
struct TerminalCommand
{
    QString program = {};
    QStringList arguments = {};
    QList<std::pair<QString, QString>> environment = {}; ///< for the command alone; never for what launches it
    QString folder = {};         ///< absolute; empty: the worktree
    qint64 outputBytes = 0;      ///< how much of its output is kept, the newest; 0: what Docket finds enough
};

struct TerminalExit
{
    std::optional<int> code = {}; ///< nothing if a signal ended it
    QString signal = {};          ///< "SIGKILL"
    bool operator==(const TerminalExit &) const = default;
};

struct TerminalOutput
{
    QString text = {};
    bool isTruncated = false; ///< the beginning is gone
    std::optional<TerminalExit> exit = {};
};

/**
 * Commands that run on behalf of an agent, each a process of its own. Where and how a command may run is decided by the
 * `prepare` that is handed in; what it prints is kept up to a limit, from its end. Ids are never used twice. Destroying
 * it kills what still runs. Lives in the session's thread.
 */
class ClientTerminals : public QObject
{
    Q_OBJECT

public:
    using Prepare = std::function<Result<ProcessSetup>(const TerminalCommand &command)>;
    using OnExit = std::function<void(const Result<TerminalExit> &exit)>;

    static constexpr qint64 defaultOutputBytes = 1 << 20;
    static constexpr qint64 mostOutputBytes = 8 << 20;
    static constexpr int mostAtOnce = 32;

    ClientTerminals(ProcessFactory &processes, Prepare prepare, QObject *parent = nullptr);
    ~ClientTerminals() override;

    /** Starts it and gives its id at once. Refused or NotFound says why in words. */
    Result<QString> create(const TerminalCommand &command);
    Result<TerminalOutput> output(const QString &id) const;
    /** Calls back when the command is over, which may be at once; with an error if the terminal is released before. */
    void waitForExit(const QString &id, OnExit onExit);
    /** Ends the command; its output and exit stay. */
    Result<void> kill(const QString &id);
    /** Ends the command and forgets it. */
    Result<void> release(const QString &id);

Q_SIGNALS:
    /** The command ended by itself or was ended; its output is all there. */
    void exited(const QString &id);

private:
    struct Terminal;

    Terminal *find(const QString &id) const;
    void onDone(const QString &id, const ProcessResult &result);

    ProcessFactory &m_processes;
    Prepare m_prepare;
    QHash<QString, std::shared_ptr<Terminal>> m_terminals;
    int m_count = 0;
};

} // namespace docket
