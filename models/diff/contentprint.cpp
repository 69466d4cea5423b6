// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/contentprint.h"

#include "diff/internlines.h"

#include <algorithm>

namespace docket::diff {

namespace {

constexpr qsizetype longestChunk = 64;

} // namespace

ContentPrint makePrint(QByteArrayView content)
{
    ContentPrint print;
    print.bytes = quint32(content.size());
    std::vector<quint64> found; // hash above bytes: whole numbers sort quickest
    found.reserve(size_t(content.size() / 24 + 1));
    for (qsizetype at = 0; at < content.size();) {
        const QByteArrayView window = content.sliced(at, std::min(longestChunk, content.size() - at));
        const qsizetype newline = window.indexOf('\n');
        QByteArrayView chunk = newline < 0 ? window : window.first(newline + 1);
        at += chunk.size();
        const auto bytes = quint32(chunk.size());
        if (chunk.endsWith("\r\n"))
            chunk = chunk.chopped(2); // a change of line ends alone is no other content
        else if (chunk.endsWith('\n'))
            chunk = chunk.chopped(1);
        found.push_back(quint64(quint32(hashBytes(chunk))) << 32 | bytes);
    }
    std::sort(found.begin(), found.end());
    print.chunks.reserve(found.size());
    for (const quint64 chunk : found) {
        if (!print.chunks.empty() && print.chunks.back().hash == quint32(chunk >> 32))
            print.chunks.back().bytes += quint32(chunk);
        else
            print.chunks.push_back({quint32(chunk >> 32), quint32(chunk)});
    }
    return print;
}

int printSimilarity(const ContentPrint &a, const ContentPrint &b)
{
    const quint32 larger = std::max(a.bytes, b.bytes);
    if (larger == 0)
        return 0;
    quint64 common = 0;
    const ContentPrint::Chunk *p = a.chunks.data(), *pEnd = p + a.chunks.size();
    const ContentPrint::Chunk *q = b.chunks.data(), *qEnd = q + b.chunks.size();
    while (p < pEnd && q < qEnd) { // no branches inside: which of the two hashes is less cannot be guessed
        const quint32 x = p->hash, y = q->hash;
        common += x == y ? std::min(p->bytes, q->bytes) : 0;
        p += x <= y;
        q += y <= x;
    }
    return int(std::min<quint64>(100, common * 100 / larger));
}

} // namespace docket::diff
