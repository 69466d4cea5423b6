// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QStringList>

namespace docket {

/**
 * Removes lock files of git that a Docket left which was killed while it merged: git itself does not know whose they
 * are, and would refuse everything in that work tree until a person deletes them. `since` is when that merge began: a
 * lock that is older is somebody else's and stays. So does one that a process has open, and all of them while a git
 * program is at work in one of `folders`. Only for a merge that an earlier life of Docket began. Returns what was
 * removed. Blocks: for a worker.
 */
QStringList removeStaleLocks(const QStringList &locks, const QStringList &folders, const QDateTime &since);

} // namespace docket
