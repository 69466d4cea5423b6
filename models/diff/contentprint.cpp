// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/contentprint.h"

#include "diff/internlines.h"

#include <algorithm>
#include <bit>

namespace docket::diff {

namespace {

constexpr qsizetype longestChunk = 64;

} // namespace

void sortByHash(std::vector<quint64> &values)
{
    if (values.size() < 64) {
        std::sort(values.begin(), values.end());
        return;
    }
    // Hashes lie evenly: as many buckets as values leave one or two in each.
    const int shift = 65 - std::bit_width(values.size());
    std::vector<quint32> end((size_t(1) << (64 - shift)) + 1, 0);
    for (const quint64 value : values)
        ++end[(value >> shift) + 1];
    for (size_t i = 1; i < end.size(); ++i)
        end[i] += end[i - 1];
    std::vector<quint64> sorted(values.size());
    for (const quint64 value : values)
        sorted[end[value >> shift]++] = value; // what was a bucket's begin becomes its end
    quint32 begin = 0;
    for (size_t i = 0; i + 1 < end.size(); begin = end[i], ++i) {
        if (end[i] - begin > 1)
            std::sort(sorted.begin() + begin, sorted.begin() + end[i]);
    }
    values = std::move(sorted);
}

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
    sortByHash(found);
    print.chunks.reserve(found.size());
    for (const quint64 chunk : found) {
        if (!print.chunks.empty() && print.chunks.back().hash == quint32(chunk >> 32))
            print.chunks.back().bytes += quint32(chunk);
        else
            print.chunks.push_back({quint32(chunk >> 32), quint32(chunk)});
    }
    return print;
}

int printSimilarity(const ContentPrint &a, const ContentPrint &b, int least)
{
    const quint32 larger = std::max(a.bytes, b.bytes);
    if (larger == 0 || quint64(std::min(a.bytes, b.bytes)) * 100 < quint64(larger) * quint64(least))
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
