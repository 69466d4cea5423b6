// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connection.h"

#include <QList>

namespace docket {

/** The file's form: its version, whether it is ours and whole, and the way to the newest version. Private to the store.
 */
namespace schema {

/** The migrations that this Docket knows, from version 1; their number is the version that it writes. */
QList<QByteArray> knownSteps();

/** NotFound where there is no file, Damaged where it is no store or cut short, NewerVersion. Writes nothing. */
Result<void> inspect(const QString &file);
/** Of a connection that is open: whether this Docket can read it. */
Result<void> checkVersion(Connection &connection);

/** Every page, index and reference. Damaged with the first thing that is wrong. */
Result<void> checkAll(Connection &connection);

/**
 * Brings an inspected (or empty) store to the newest version, one transaction for each step. One that holds something
 * is checked wholly and copied to backups/ first. At most `keptBackups` copies stay.
 */
Result<void> migrate(Connection &connection, const QString &stamp, const QList<QByteArray> &steps = knownSteps(),
                     int keptBackups = 3);

} // namespace schema

} // namespace docket
