// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/packreader.h"

#include <QDir>

#include <libdeflate.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

/** Longer chains are no work of git's. */
constexpr size_t longestChain = 4096;
/** Larger ones are not remembered: one of them would put out all others. */
constexpr qsizetype largestKnown = 512 << 10;
constexpr qint64 mostKnown = 2 << 20;
/** Deflate cannot do better than about 1032 to 1; who says more lies, and is not given the memory. */
constexpr qint64 bestRatio = 1100;

} // namespace

PackReader::PackReader(QString folder)
    : m_folder(std::move(folder)), m_inflater(nullptr, libdeflate_free_decompressor)
{}

PackReader::~PackReader() = default;

PackReader::Place PackReader::find(QByteArrayView id)
{
    if (id.size() != Pack::IdBytes)
        return {};
    if (!m_isOpen) {
        m_isOpen = true;
        const QDir folder(m_folder);
        for (const QString &name : folder.entryList({u"pack-*.idx"_s}, QDir::Files)) {
            if (Pack::Ptr pack = Pack::open(folder.filePath(name)))
                m_packs.push_back(std::move(pack));
        }
    }
    for (size_t i = 0; i < m_packs.size(); ++i) {
        if (const qint64 offset = m_packs[i]->find(id); offset >= 0) {
            std::rotate(m_packs.begin(), m_packs.begin() + qsizetype(i), m_packs.begin() + qsizetype(i) + 1);
            return {m_packs.front().get(), offset};
        }
    }
    return {};
}

std::optional<PackReader::Place> PackReader::baseOf(const Place &place, const Pack::Entry &entry)
{
    if (entry.type == Pack::OffsetDelta)
        return Place{place.pack, entry.base};
    if (entry.type != Pack::RefDelta)
        return std::nullopt;
    return Place{place.pack, place.pack->find(entry.baseId)}; // as git: a pack is whole in itself
}

std::optional<QByteArray> PackReader::unpack(const Pack::Entry &entry, qint64 maxBytes)
{
    if (entry.size > maxBytes || entry.size / bestRatio > entry.packed.size())
        return std::nullopt;
    if (!m_inflater)
        m_inflater.reset(libdeflate_alloc_decompressor());
    QByteArray bytes(entry.size, Qt::Uninitialized);
    size_t used = 0;
    const bool done = m_inflater
        && libdeflate_zlib_decompress_ex(m_inflater.get(), entry.packed.data(), size_t(entry.packed.size()),
                                         bytes.data(), size_t(bytes.size()), &used, nullptr)
            == LIBDEFLATE_SUCCESS;
    return done ? std::optional(std::move(bytes)) : std::nullopt;
}

const PackReader::Object *PackReader::remembered(const Place &place)
{
    const auto found = m_places.constFind(place);
    if (found == m_places.cend())
        return nullptr;
    m_known.splice(m_known.begin(), m_known, *found);
    return &m_known.front().object;
}

void PackReader::remember(const Place &place, const Object &object)
{
    if (object.content.size() > largestKnown || m_places.contains(place))
        return;
    m_known.push_front({place, object});
    m_places.insert(place, m_known.begin());
    m_knownBytes += object.content.size();
    while (m_knownBytes > mostKnown) {
        m_knownBytes -= m_known.back().object.content.size();
        m_places.remove(m_known.back().place);
        m_known.pop_back();
    }
}

std::optional<PackReader::Object> PackReader::read(QByteArrayView id, qint64 maxBytes)
{
    Place place = find(id);
    std::vector<std::pair<Place, Pack::Entry>> deltas; // from the object down to its base
    Object object;
    for (;;) {
        if (!place.pack || deltas.size() > longestChain)
            return std::nullopt;
        if (const Object *known = remembered(place)) {
            object = *known;
            break;
        }
        const auto entry = place.pack->entry(place.offset);
        if (!entry)
            return std::nullopt;
        const auto base = baseOf(place, *entry);
        if (!base) {
            auto content = unpack(*entry, maxBytes);
            if (!content)
                return std::nullopt;
            object = {entry->type, *std::move(content)};
            if (!deltas.empty())
                remember(place, object);
            break;
        }
        deltas.emplace_back(place, *entry);
        place = *base;
    }
    for (auto it = deltas.crbegin(); it != deltas.crend(); ++it) {
        const auto delta = unpack(it->second, maxBytes);
        auto content = delta ? applyDelta(object.content, *delta, maxBytes) : std::nullopt;
        if (!content)
            return std::nullopt;
        object.content = *std::move(content);
        remember(it->first, object);
    }
    if (object.content.size() > maxBytes)
        return std::nullopt;
    return object;
}

std::optional<qint64> PackReader::approximateSize(QByteArrayView id)
{
    Place place = find(id);
    for (size_t depth = 0; place.pack && depth <= longestChain; ++depth) {
        const auto entry = place.pack->entry(place.offset);
        if (!entry)
            return std::nullopt;
        const auto base = baseOf(place, *entry);
        if (!base)
            return entry->size;
        place = *base;
    }
    return std::nullopt;
}

} // namespace docket::git
