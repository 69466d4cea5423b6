// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace docket::git {

/** From here on it pays to unpack a file of its own with libdeflate; libgit2 reads smaller ones as well. */
inline constexpr qint64 LooseBlobFrom = 32 << 10;

/**
 * A blob that is a file of its own below `objects`, as what a round has just written always is. `size` is what its head
 * says. Nothing where there is no such file, or it is anything but that; then libgit2 has the right words.
 */
std::optional<QByteArray> readLooseBlob(const QString &objects, const QByteArray &hex, qint64 size);

} // namespace docket::git
