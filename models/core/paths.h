// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>

namespace docket {

/**
 * Where Docket keeps its things. Everything that must not be lost is below `data` (store, transcripts, logs,
 * worktrees); `cache` can be deleted at any time; `runtime` holds the control socket and dies with the session.
 */
struct Paths
{
    QString data;    ///< $DOCKET_HOME, or $XDG_DATA_HOME/docket
    QString cache;   ///< $XDG_CACHE_HOME/docket
    QString config;  ///< $XDG_CONFIG_HOME/docket
    QString runtime; ///< $XDG_RUNTIME_DIR/docket, or below data where there is none

    /** From the environment; nothing is created. */
    static Paths fromEnvironment();
    /** All four below one folder; for tests, demos and `--home`. */
    static Paths below(const QString &folder);

    QString store() const { return data + QStringLiteral("/docket.sqlite"); }
    QString logs() const { return data + QStringLiteral("/logs"); }
    QString worktrees() const { return data + QStringLiteral("/worktrees"); }
    QString controlSocket() const;

    /** Makes the folders, for the user alone (0700). */
    Result<void> create() const;

    bool operator==(const Paths &) const = default;
};

} // namespace docket
