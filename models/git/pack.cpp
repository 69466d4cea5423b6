// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/pack.h"

#include <QtEndian>

#include <cstring>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

constexpr qint64 fanoutAt = 8;
constexpr qint64 idsAt = fanoutAt + 256 * 4;
constexpr qint64 trailer = Pack::IdBytes;
constexpr qint64 packHeader = 12;

/** All of it, for reading; empty where that cannot be. The mapping lives as long as the file object. */
QByteArrayView mapped(QFile &file)
{
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const uchar *bytes = file.map(0, file.size());
    return bytes ? QByteArrayView(bytes, file.size()) : QByteArrayView();
}

} // namespace

Pack::Ptr Pack::open(const QString &indexFile)
{
    auto pack = std::make_shared<Pack>();
    return pack->map(indexFile) ? pack : nullptr;
}

bool Pack::map(const QString &indexFile)
{
    m_indexFile.setFileName(indexFile);
    m_index = mapped(m_indexFile);
    if (m_index.size() < idsAt + 2 * trailer || !m_index.startsWith(QByteArrayView("\377tOc\0\0\0\2", 8)))
        return false;
    m_count = number(fanoutAt + 255 * 4);
    // Ids, checks and offsets; far offsets may stand behind them.
    if (m_index.size() < idsAt + m_count * (IdBytes + 4 + 4) + 2 * trailer)
        return false;
    m_packFile.setFileName(indexFile.chopped(4) + u".pack"_s);
    m_pack = mapped(m_packFile);
    return m_pack.size() > packHeader + trailer && m_pack.startsWith("PACK");
}

quint32 Pack::number(qint64 at) const
{
    return qFromBigEndian<quint32>(m_index.data() + at);
}

qint64 Pack::find(QByteArrayView id) const
{
    const quint8 first = quint8(id[0]);
    qint64 low = first == 0 ? 0 : number(fanoutAt + (first - 1) * 4);
    qint64 high = number(fanoutAt + first * 4);
    if (low > high || high > m_count)
        return -1;
    while (low < high) {
        const qint64 middle = (low + high) / 2;
        const int order = std::memcmp(m_index.data() + idsAt + middle * IdBytes, id.data(), size_t(IdBytes));
        if (order == 0) {
            const qint64 offsetsAt = idsAt + m_count * (IdBytes + 4);
            const quint32 offset = number(offsetsAt + middle * 4);
            if (!(offset & 0x80000000U))
                return offset;
            const qint64 farAt = offsetsAt + m_count * 4 + qint64(offset & 0x7fffffffU) * 8;
            if (farAt + 8 + 2 * trailer > m_index.size())
                return -1;
            const quint64 place = qFromBigEndian<quint64>(m_index.data() + farAt);
            return place < quint64(m_pack.size()) ? qint64(place) : -1;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

std::optional<Pack::Entry> Pack::entry(qint64 offset) const
{
    const qint64 end = m_pack.size() - trailer;
    if (offset < packHeader || offset >= end)
        return std::nullopt;
    qint64 at = offset;
    const auto byte = [&] { return quint8(m_pack[at++]); };
    quint8 c = byte();
    Entry entry;
    entry.type = Type((c >> 4) & 7);
    entry.size = c & 15;
    for (int shift = 4; c & 0x80; shift += 7) {
        if (at >= end || shift > 53)
            return std::nullopt;
        c = byte();
        entry.size |= qint64(c & 0x7f) << shift;
    }
    switch (entry.type) {
    case Commit:
    case Tree:
    case Blob:
    case Tag: break;
    case OffsetDelta: {
        if (at >= end)
            return std::nullopt;
        c = byte();
        qint64 back = c & 0x7f;
        while (c & 0x80) {
            if (at >= end || back > (qint64(1) << 48))
                return std::nullopt;
            c = byte();
            back = ((back + 1) << 7) | (c & 0x7f);
        }
        entry.base = offset - back;
        if (back <= 0 || entry.base < packHeader)
            return std::nullopt;
        break;
    }
    case RefDelta:
        if (at + IdBytes > end)
            return std::nullopt;
        entry.baseId = m_pack.sliced(at, IdBytes);
        at += IdBytes;
        break;
    default: return std::nullopt;
    }
    entry.packed = m_pack.sliced(at, end - at);
    return entry;
}

} // namespace docket::git
