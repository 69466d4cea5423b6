// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "git/pack.h"

#include <QHash>
#include <QList>

#include <list>
#include <memory>
#include <optional>
#include <vector>

struct libdeflate_decompressor;
struct git_odb;

namespace docket::git {

/**
 * Reads objects from the packs of one repository, two to three times as fast as libgit2 does: with libdeflate, and into
 * the bytes that are handed out. Most of what a large diff waits for is this. It only ever says "here it is" or "not
 * here", and then libgit2 looks for the object by itself: loose ones, alternates, packs that came later, other formats,
 * and everything that is damaged, for which it has the right words.
 *
 * One thread at a time. What others build on is remembered, up to some megabytes.
 */
class PackReader
{
public:
    struct Object
    {
        Pack::Type type = Pack::Blob;
        QByteArray content;
    };

    /** `folder` holds the packs: objects/pack. It is looked at when the first object is read. */
    explicit PackReader(QString folder);
    ~PackReader();

    /** `id` in bytes, not in letters. Larger than `maxBytes`: not here. */
    std::optional<Object> read(QByteArrayView id, qint64 maxBytes);
    /** What it takes unpacked, more or less: for a delta, what it stands on. Reads nothing but a few bytes. */
    std::optional<qint64> approximateSize(QByteArrayView id);

    /** Lets all of libgit2 read through it, before its own way. The database owns a share of it. */
    static void attach(const std::shared_ptr<PackReader> &reader, git_odb *database);

private:
    struct Place
    {
        const Pack *pack = nullptr;
        qint64 offset = -1;
        bool operator==(const Place &) const = default;
        friend size_t qHash(const Place &p, size_t seed = 0) { return qHashMulti(seed, p.pack, p.offset); }
    };
    struct Known
    {
        Place place;
        Object object;
    };

    Place find(QByteArrayView id);
    std::optional<Place> baseOf(const Place &place, const Pack::Entry &entry);
    std::optional<QByteArray> unpack(const Pack::Entry &entry, qint64 maxBytes);
    const Object *remembered(const Place &place);
    void remember(const Place &place, const Object &object);

    const QString m_folder;
    bool m_isOpen = false;
    std::vector<Pack::Ptr> m_packs; ///< the one that had the last object first
    std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor *)> m_inflater;
    std::list<Known> m_known; ///< newest first
    QHash<Place, std::list<Known>::iterator> m_places;
    qint64 m_knownBytes = 0;
};

/** What the delta makes of the base (gitformat-pack, "Deltified representation"); nothing where it is not one for this
 * base, or makes more than `maxBytes`. */
std::optional<QByteArray> applyDelta(QByteArrayView base, QByteArrayView delta, qint64 maxBytes);

} // namespace docket::git
