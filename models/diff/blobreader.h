// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "diff/fileentry.h"

#include <QHash>
#include <QMutex>

#include <functional>

namespace docket::diff {

/** Gives the content of a version (of a symlink its target). The caller brings it, so that this room reads nothing
 * itself. */
using BlobReader = std::function<Result<QByteArray>(const FileVersion &)>;

/**
 * Contents that were read and will be asked for once more: looking for renames reads what the diffs read again. Holds
 * at most `maxBytes`; what does not fit is read twice. Any thread.
 */
class BlobMemory
{
public:
    explicit BlobMemory(qint64 maxBytes = 256 * 1024 * 1024) : m_room(maxBytes) {}

    void keep(const ObjectId &blob, const QByteArray &content);
    /** The content, which is forgotten with this; null if it is not known. */
    QByteArray take(const ObjectId &blob);

private:
    QMutex m_mutex;
    QHash<QByteArray, QByteArray> m_blobs;
    qint64 m_room;
};

/** The same reader over a memory of its own. For one job on one thread. */
BlobReader rememberingReader(BlobReader reader, qint64 maxBytes = 256 * 1024 * 1024);

} // namespace docket::diff
