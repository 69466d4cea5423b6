// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QFile>
#include <QString>

#include <array>
#include <memory>
#include <optional>

namespace docket::git {

/**
 * One pack of a repository with its index (gitformat-pack, index version 2, SHA-1), looked at where it is needed: the
 * pack is mapped into memory, the index read in pieces, since a mapped page brings fifteen neighbours along and a look
 * for an id hits a dozen of them. Nothing in it is believed: a place that is not inside the file, or says what cannot
 * be, is "nothing here". It stays readable when the file is removed. Immutable; any thread.
 */
class Pack
{
public:
    using Ptr = std::shared_ptr<const Pack>;

    static constexpr qsizetype IdBytes = 20;
    enum Type : quint8 { Commit = 1, Tree = 2, Blob = 3, Tag = 4, OffsetDelta = 6, RefDelta = 7 };

    /** What stands before an object's compressed bytes. */
    struct Entry
    {
        Type type = Blob;
        qint64 size = 0;         ///< of what is unpacked; for a delta of the delta
        QByteArrayView packed;   ///< from the first compressed byte on, to the end of the pack
        qint64 base = -1;        ///< OffsetDelta: where the base begins
        QByteArrayView baseId;   ///< RefDelta
    };

    /** Null where the two files are not a pair that can be read. */
    static Ptr open(const QString &indexFile);

    /** Where the object begins; -1 if it is not here. */
    qint64 find(QByteArrayView id) const;
    std::optional<Entry> entry(qint64 offset) const;

private:
    bool map(const QString &indexFile);
    qint64 count() const { return m_fanout.back(); }
    /** Bytes of the index; fewer than asked for where it ends. */
    QByteArray indexBytes(qint64 at, qint64 count) const;

    QFile m_indexFile;
    QFile m_packFile;
    std::array<quint32, 256> m_fanout{}; ///< how many ids begin with this byte or a lower one
    QByteArrayView m_pack;
};

} // namespace docket::git
