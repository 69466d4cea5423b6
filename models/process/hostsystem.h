// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/process.h"

namespace docket {

/**
 * The person's own system, seen from a Docket that runs in a contained toolchain: there another /usr has taken the
 * place of the system's, and agents, git and build tools must be found and started in the system's all the same. Told
 * by the environment (DOCKET_HOST_USR, DOCKET_HOST_ETC: where the system's folders were put aside); without it Docket
 * runs on the system itself and everything here is the identity. A value; pure but for looking at files.
 */
struct HostSystem
{
    QString usr = {}; ///< where the system's /usr lies now; empty: in its own place
    QString etc = {}; ///< the same of /etc; only its ld.so.cache and alternatives are needed

    static HostSystem fromEnvironment(const QProcessEnvironment &environment);

    bool isApart() const { return !usr.isEmpty(); }
    /** Where a path of the system can be read from here; links are followed as the system would. */
    QString seenFromHere(const QString &path) const;
    /** The absolute path, as the system names it, of a program on the PATH of `environment`; empty if there is none. */
    QString findProgram(const QString &name, const QProcessEnvironment &environment) const;
    /** The same setup, started with the system's /usr back in its place. `bwrap` is the toolchain's. */
    ProcessSetup started(const ProcessSetup &setup, const QString &bwrap) const;

    bool operator==(const HostSystem &) const = default;
};

} // namespace docket
