// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <memory>

namespace docket {

enum class Channel { Output, Error };

/** Limits that the kernel enforces on the child and everything it starts; 0 means "as inherited". */
struct ResourceLimits
{
    qint64 fileBytes = 0;    ///< largest single file it may write (RLIMIT_FSIZE)
    qint64 addressBytes = 0; ///< address space of one process (RLIMIT_AS); do not use it with JavaScript engines
    qint64 dataBytes = 0;    ///< private memory that one process may write (RLIMIT_DATA); fits JavaScript engines
    int cpuSeconds = 0;      ///< processor time of one process (RLIMIT_CPU)
    int openFiles = 0;       ///< descriptors of one process (RLIMIT_NOFILE)

    bool operator==(const ResourceLimits &) const = default;
};

/** All that is needed to start a program. There is never a shell in between. */
struct ProcessSetup
{
    enum class Input { Pipe, Closed };

    QString program = {};                 ///< absolute path, or a name to be found on the PATH of `environment`
    QStringList arguments = {};
    QString workingDirectory = {};        ///< must exist
    QProcessEnvironment environment = {}; ///< the whole environment; nothing is inherited
    Input input = Input::Closed;     ///< Closed: the child reads end-of-file at once
    ResourceLimits limits = {};
    /** The program only launches another one (a sandbox): polite signals go to what it started, not to itself. */
    bool isLauncher = false;

    bool operator==(const ProcessSetup &) const = default;
};

struct ProcessResult
{
    enum class Outcome {
        Finished,      ///< ended by itself; exitCode is valid
        Crashed,       ///< ended by a signal that Docket did not send; signal is valid where it is known
        Killed,        ///< ended after terminate() or kill()
        FailedToStart, ///< never ran; errorText says why
    };

    Outcome outcome = Outcome::FailedToStart;
    int exitCode = -1;
    int signal = 0;
    QString errorText = {};

    /** The one definition of success of a process: it ended by itself, with exit code 0. */
    bool succeeded() const { return outcome == Outcome::Finished && exitCode == 0; }
    bool operator==(const ProcessResult &) const = default;
};

/**
 * One run of one program. Lives in one thread, which must have an event loop.
 *
 * State contract: Idle --start()--> Starting --started(pid)--> Running --done(result)--> Done, or Starting --done-->
 * Done when the program cannot be started. done() is emitted exactly once after start(), always asynchronously, and is
 * the last signal; everything the child wrote before it ended has been delivered by output() before it. start() is
 * allowed once. write() and closeInput() before Running are kept and carried out then; after closeInput() or Done they
 * do nothing. interrupt(), terminate() and kill() do nothing unless Starting or Running. What the child leaves behind
 * (grandchildren) is not waited for; that is TreeKiller's work. Destroying a running Process kills its group.
 */
class Process : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Starting, Running, Done };

    using QObject::QObject;

    virtual void start(const ProcessSetup &setup) = 0;
    virtual void write(const QByteArray &bytes) = 0;
    virtual void closeInput() = 0;
    virtual void interrupt() = 0; ///< SIGINT to the group
    virtual void terminate() = 0; ///< SIGTERM to the group
    virtual void kill() = 0;      ///< SIGKILL to the group
    virtual State state() const = 0;
    virtual qint64 pid() const = 0; ///< 0 before Running; kept after Done
    /** Bytes given to write() that the child has not taken yet. */
    virtual qint64 bytesToWrite() const = 0;

Q_SIGNALS:
    void started(qint64 pid);
    /** At most 64 KiB at a time, so that a child at full speed costs no memory: take it now or lose it. */
    void output(const QByteArray &bytes, docket::Channel channel);
    void done(const docket::ProcessResult &result);
};

/** The seam for starting programs; a test hands in one that makes scripted processes. */
class ProcessFactory
{
public:
    virtual ~ProcessFactory() = default;
    virtual std::unique_ptr<Process> create() = 0;
};

} // namespace docket
