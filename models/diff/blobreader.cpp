// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/blobreader.h"

#include <QMutexLocker>

#include <memory>

namespace docket::diff {

void BlobMemory::keep(const ObjectId &blob, const QByteArray &content)
{
    const QMutexLocker locker(&m_mutex);
    if (content.isEmpty() || content.size() > m_room || m_blobs.contains(blob.hex))
        return;
    m_blobs.insert(blob.hex, content);
    m_room -= content.size();
}

QByteArray BlobMemory::take(const ObjectId &blob)
{
    const QMutexLocker locker(&m_mutex);
    QByteArray content = m_blobs.take(blob.hex);
    m_room += content.size();
    return content;
}

BlobReader rememberingReader(BlobReader reader, qint64 maxBytes)
{
    return [reader = std::move(reader),
            memory = std::make_shared<BlobMemory>(maxBytes)](const FileVersion &version) -> Result<QByteArray> {
        if (const QByteArray known = memory->take(version.blob); !known.isNull())
            return known;
        Result<QByteArray> content = reader(version);
        if (content)
            memory->keep(version.blob, *content);
        return content;
    };
}

} // namespace docket::diff
