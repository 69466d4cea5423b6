// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace docket::bench {

/** A change to measure on: two commits of a repository. */
struct Workload
{
    QString name;
    QString repository; ///< folder below DOCKET_BENCH_REPOS ("curl" or "curl.git"); absolute once it was found or made
    QString base, head;
};

/** Real histories, by commit id as the goals name them. Not shipped: looked for below DOCKET_BENCH_REPOS. */
QList<Workload> realWorkloads();
/** Texts that hurt diff tools, made from a seed and written into one repository below `folder`. */
Result<QList<Workload>> madeWorkloads(const QString &folder);
/** The repository as a folder that git can open; empty when it is not there. */
QString locate(const QString &repository);

/** Runs git with no configuration but its own. Standard output, or nothing when it failed. */
QByteArray runGit(const QString &repository, const QStringList &arguments, const QByteArray &input = {});
/** CPU of `n` runs of git with its output thrown away: the median, milliseconds. */
double gitCpuMs(const QString &repository, const QStringList &arguments, int n);

} // namespace docket::bench
