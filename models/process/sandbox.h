// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/process.h"

#include <QString>
#include <QStringList>

namespace docket {

/**
 * What an untrusted program may reach. The system is readable; the worktree is writable but for its `.git` file; home,
 * /tmp and /run are empty but for what is named; the process sees no other process and dies with Docket. All paths
 * absolute. Pure value.
 */
struct SandboxProfile
{
    QString worktree = {};
    QString gitFolder = {};     ///< the main repository's git directory: readable only. Empty: not shown at all
    QString home = {};          ///< hidden; usually the person's
    QStringList hidden = {};    ///< more folders to hide (Docket's own data)
    QStringList readable = {};  ///< shown inside hidden folders, read-only
    QStringList writable = {};  ///< shown, writable (the agent's own configuration, a scratch folder)
    bool network = true;
    /** Path of docket-inside, a program of Docket's that starts the run from within; the two below need it. */
    QString helper = {};
    QString proxySocket = {};   ///< without network: a unix socket with an HTTP proxy, reached inside at 127.0.0.1:3128
    int processes = 0;          ///< how many at once; the kernel does not hold root to it. 0: no limit

    bool usesHelper() const { return !helper.isEmpty() && (!proxySocket.isEmpty() || processes > 0); }
    bool operator==(const SandboxProfile &) const = default;
};

/**
 * The arguments of bwrap before the program. Later mounts lie over earlier ones; paths that do not exist are passed
 * over. Pure.
 */
QStringList sandboxArguments(const SandboxProfile &profile, const QString &workingDirectory);

/**
 * The same setup, started through bwrap. The program is looked up before, so that a hidden PATH cannot choose another.
 */
ProcessSetup insideSandbox(const ProcessSetup &setup, const SandboxProfile &profile, const QString &bwrap);

struct SandboxStatus
{
    bool available = false;
    QString program = {};  ///< path of bwrap, if found
    QString sentence = {}; ///< for people: contained by what, or why not

    bool operator==(const SandboxStatus &) const = default;
};

/** Finds out once whether bubblewrap works here (it may be installed and forbidden), by running `true` in it. */
class SandboxProbe : public QObject
{
    Q_OBJECT

public:
    explicit SandboxProbe(ProcessFactory &processes, QObject *parent = nullptr);
    void start(const QProcessEnvironment &environment);

Q_SIGNALS:
    void finished(const docket::SandboxStatus &status);

private:
    ProcessFactory &m_processes;
    std::unique_ptr<Process> m_process;
    QByteArray m_errors;
};

} // namespace docket
