// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QString>

namespace docket {

/**
 * Reads and writes files for an agent, inside one folder and nowhere else: the kernel resolves each path beneath that
 * folder (openat2, RESOLVE_BENEATH), so that no link and no race leads out. `.git` at the top is out of reach.
 */
class ConfinedFiles
{
public:
    explicit ConfinedFiles(QString root);

    /** `path` is absolute or relative to the root. NotFound, Refused or Io; more than `maxBytes` is refused. */
    Result<QByteArray> read(const QString &path, qint64 maxBytes = 64 << 20) const;
    /** Makes missing folders, replaces the content. */
    Result<void> write(const QString &path, const QByteArray &bytes) const;

private:
    Result<QString> relative(const QString &path) const;

    QString m_root;
};

} // namespace docket
