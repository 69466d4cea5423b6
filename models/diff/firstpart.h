// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/filediff.h"

namespace docket::diff {

/** Smaller sides are compared so fast that nobody has to see a part of them first. */
inline constexpr qint64 FirstPartFromBytes = 512 << 10;

/**
 * The beginning of a large file's diff, as far as its first changes: what a reader looks at while the rest is compared.
 * It is cut where both sides run together for some lines, so that it will hardly look different when the whole is
 * known; it may, since those lines could turn out to belong together with others. Its line numbers are the file's.
 *
 * Costs what a hundred kilobytes cost, and a look through what both sides begin with. Null where there is no such
 * beginning: text that is not UTF-8, lines too long, too much rewritten, a conversion of the whole file. Pure; any
 * thread.
 */
FileDiffPtr computeFirstPart(FileEntry entry, const QByteArray &before, const QByteArray &after,
                             const DiffOptions &options = {}, const CancelToken &cancel = {});

} // namespace docket::diff
