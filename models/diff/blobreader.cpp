// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/blobreader.h"

#include <QHash>

#include <memory>

namespace docket::diff {

namespace {

struct Memory
{
    BlobReader reader;
    QHash<QByteArray, QByteArray> blobs;
    qint64 room = 0;
};

} // namespace

BlobReader rememberingReader(BlobReader reader, qint64 maxBytes)
{
    auto memory = std::make_shared<Memory>(Memory{std::move(reader), {}, maxBytes});
    return [memory](const FileVersion &version) -> Result<QByteArray> {
        const auto known = memory->blobs.constFind(version.blob.hex);
        if (known != memory->blobs.constEnd()) {
            QByteArray content = *known;
            memory->blobs.erase(known);
            memory->room += content.size();
            return content;
        }
        Result<QByteArray> content = memory->reader(version);
        if (content && content->size() <= memory->room) {
            memory->blobs.insert(version.blob.hex, *content);
            memory->room -= content->size();
        }
        return content;
    };
}

} // namespace docket::diff
