// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "core/paths.h"

#include <QList>
#include <QString>

namespace docket {

/** One thing that was looked at, in English sentences. */
struct Finding
{
    enum class Kind : quint8 {
        Fine,
        Note,        ///< worth knowing; nothing has to be done
        NeedsPerson, ///< something is left over that only a person can decide about
        Damage,      ///< what was stored cannot be trusted
    };

    Kind kind = Kind::Fine;
    QString area;     ///< store, log, project, worktree, folder, process, disk
    QString sentence;
    QString advice = {}; ///< what to do; empty where nothing has to be done
    QString path = {};   ///< what it is about

    bool operator==(const Finding &) const = default;
};
QString findingKindWord(Finding::Kind kind);

/** Everything that was looked at. */
struct Diagnosis
{
    QList<Finding> findings;
    qint64 events = 0;
    QByteArray head; ///< of the hash chain: write it down elsewhere, and nobody can rewrite what came before

    Finding::Kind worst() const;
};

/**
 * Looks through a store and what belongs to it: the file and its hash chain, worktrees, folders and processes that
 * carry the store's mark. Changes nothing and needs no engine; beside a running one it sees one consistent state.
 * Blocks: for pool threads and commands. Errors: NotFound (no store yet), Cancelled; what is wrong with a store is a
 * finding.
 */
Result<Diagnosis> examine(const Paths &paths, const CancelToken &cancel = {});

/**
 * Removes the worktrees that carry this store's mark and belong to no attempt it knows, each after a snapshot of what
 * is in it (kept under refs/docket/snapshots/<store>/<attempt>/removed); says what was removed and what was not. Takes
 * the writer's role meanwhile: Busy where an engine has it. Blocks.
 */
Result<QList<Finding>> removeStrays(const Paths &paths, const CancelToken &cancel = {});

} // namespace docket
