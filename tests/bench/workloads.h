// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace docket::bench {

class Report;

/** A change to measure on: two commits of a repository. */
struct Workload
{
    QString name;
    QString repository; ///< folder below DOCKET_BENCH_REPOS ("curl" or "curl.git"); absolute once it was found or made
    QString base, head;
};

/**
 * Every workload of which one of `kinds` ("diff.open" ...) is wanted: real histories and npm packages, where they are
 * below DOCKET_BENCH_REPOS (as NAME or NAME.git, and npm/NAME-VERSION.tgz as `npm pack` leaves them); texts that hurt
 * diff tools, made from a seed; and small real changes that are shipped (tests/bench/cases). `report` is told by name
 * what is missing. `scratch` is an empty folder, in which repositories are made.
 */
QList<Workload> allWorkloads(const QString &scratch, const QStringList &kinds, Report &report);

/** Runs git with no configuration but its own. Standard output, or nothing when it failed. */
QByteArray runGit(const QString &repository, const QStringList &arguments, const QByteArray &input = {});
/** CPU of one run of git with its output thrown away, milliseconds. */
double gitCpuMs(const QString &repository, const QStringList &arguments);

} // namespace docket::bench
