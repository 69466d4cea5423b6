// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/pack.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

constexpr qint64 fanoutAt = 8;
constexpr qint64 idsAt = fanoutAt + 256 * 4;
constexpr qint64 trailer = Pack::IdBytes;
constexpr qint64 packHeader = 12;
/** Ids of the index that are read in one piece. */
constexpr qint64 idsAtOnce = 800;

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
    if (!m_indexFile.open(QIODevice::ReadOnly))
        return false;
    const QByteArray head = indexBytes(0, idsAt);
    if (head.size() < idsAt || !head.startsWith(QByteArrayView("\377tOc\0\0\0\2", 8)))
        return false;
    for (size_t i = 0; i < m_fanout.size(); ++i)
        m_fanout[i] = qFromBigEndian<quint32>(head.constData() + fanoutAt + i * 4);
    m_packFile.setFileName(indexFile.chopped(4) + u".pack"_s);
    m_pack = mapped(m_packFile);
    return m_pack.size() > packHeader + trailer && m_pack.startsWith("PACK");
}

QByteArray Pack::indexBytes(qint64 at, qint64 count) const
{
    QByteArray bytes(count, Qt::Uninitialized);
    const ssize_t got = ::pread(m_indexFile.handle(), bytes.data(), size_t(count), at);
    bytes.resize(std::max<qsizetype>(0, got));
    return bytes;
}

qint64 Pack::find(QByteArrayView id) const
{
    const auto first = quint8(id[0]);
    qint64 low = first == 0 ? 0 : m_fanout[first - 1U];
    qint64 high = m_fanout[first];
    if (low >= high || high > count())
        return -1;
    const auto compared = [&](const char *known) { return std::memcmp(known, id.data(), size_t(IdBytes)); };
    while (high - low > idsAtOnce) {
        const qint64 middle = (low + high) / 2;
        const QByteArray known = indexBytes(idsAt + middle * IdBytes, IdBytes);
        if (known.size() < IdBytes)
            return -1;
        (compared(known.constData()) <= 0 ? low : high) = middle; // low may be the one
    }
    const QByteArray ids = indexBytes(idsAt + low * IdBytes, (high - low) * IdBytes);
    qint64 place = -1;
    for (qint64 from = 0, to = ids.size() / IdBytes; from < to && place < 0;) {
        const qint64 middle = (from + to) / 2;
        const int order = compared(ids.constData() + middle * IdBytes);
        if (order == 0)
            place = low + middle;
        else
            (order < 0 ? from : to) = order < 0 ? middle + 1 : middle;
    }
    if (place < 0)
        return -1;
    const qint64 offsetsAt = idsAt + count() * (IdBytes + 4);
    const QByteArray near = indexBytes(offsetsAt + place * 4, 4);
    if (near.size() < 4)
        return -1;
    const auto offset = qFromBigEndian<quint32>(near.constData());
    if (!(offset & 0x80000000U))
        return offset;
    const QByteArray far = indexBytes(offsetsAt + count() * 4 + qint64(offset & 0x7fffffffU) * 8, 8);
    const quint64 farOffset = far.size() < 8 ? ~quint64(0) : qFromBigEndian<quint64>(far.constData());
    return farOffset < quint64(m_pack.size()) ? qint64(farOffset) : -1;
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
