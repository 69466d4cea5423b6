// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/looseblob.h"

#include <QFile>

#include <libdeflate.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace docket::git {

std::optional<QByteArray> readLooseBlob(const QString &objects, const QByteArray &hex, qint64 size)
{
    QFile file(objects + u'/' + QLatin1StringView(hex).first(2) + u'/' + QLatin1StringView(hex).sliced(2));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const uchar *packed = file.map(0, file.size());
    const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor *)> inflater(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    if (!packed || !inflater)
        return std::nullopt;
    const QByteArray head = "blob " + QByteArray::number(size) + '\0';
    QByteArray bytes(head.size() + size, Qt::Uninitialized);
    const libdeflate_result result = libdeflate_zlib_decompress(
        inflater.get(), packed, size_t(file.size()), bytes.data(), size_t(bytes.size()), nullptr);
    if (result != LIBDEFLATE_SUCCESS || !bytes.startsWith(head))
        return std::nullopt;
    return bytes.remove(0, head.size()); // moves a pointer
}

} // namespace docket::git
