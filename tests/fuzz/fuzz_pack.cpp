// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzzdriver.h"

#include "git/packreader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

#include <libdeflate.h>

#include <algorithm>

using namespace docket::git;
using namespace Qt::StringLiterals;

namespace docket::fuzz {

namespace {

constexpr qint64 most = 1 << 20;

QByteArray number(quint32 value)
{
    QByteArray out(4, Qt::Uninitialized);
    qToBigEndian(value, out.data());
    return out;
}

QByteArray packed(const QByteArray &bytes)
{
    libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
    QByteArray out(qsizetype(libdeflate_zlib_compress_bound(compressor, size_t(bytes.size()))), Qt::Uninitialized);
    out.resize(qsizetype(libdeflate_zlib_compress(compressor, bytes.constData(), size_t(bytes.size()), out.data(),
                                                  size_t(out.size()))));
    libdeflate_free_compressor(compressor);
    return out;
}

/** The head of a delta of seven bytes whose base's place follows. */
constexpr char OffsetDeltaOf7[] = "\x67";

struct Piece
{
    char id;
    QByteArray head; ///< type, size and base
    QByteArray content;
};

/** How long the index is, the index, the pack. Ids are one letter 20 times. */
QByteArray input(QList<Piece> pieces)
{
    QByteArray pack = "PACK" + number(2) + number(quint32(pieces.size()));
    QHash<char, quint32> offsets;
    for (const Piece &piece : pieces) {
        const auto offset = quint32(pack.size());
        pack += piece.head;
        if (piece.head == OffsetDeltaOf7)
            pack += char(offset - offsets.value('b'));
        offsets.insert(piece.id, offset);
        pack += packed(piece.content);
    }
    pack += QByteArray(20, 'p');
    std::ranges::sort(pieces, {}, [](const Piece &piece) { return quint8(piece.id); });
    QByteArray index("\377tOc\0\0\0\2", 8);
    for (int first = 0; first < 256; ++first)
        index += number(quint32(std::ranges::count_if(pieces, [&](const Piece &p) { return quint8(p.id) <= first; })));
    for (const Piece &piece : pieces)
        index += QByteArray(20, piece.id);
    for (qsizetype i = 0; i < pieces.size(); ++i)
        index += number(0);
    for (const Piece &piece : pieces)
        index += number(offsets.value(piece.id));
    index += QByteArray(40, 'x');
    return number(quint32(index.size())) + index + pack;
}

QString folder()
{
    static const QTemporaryDir dir;
    return dir.path();
}

void put(const QString &name, QByteArrayView bytes)
{
    QFile file(folder() + u'/' + name);
    promise(file.open(QIODevice::WriteOnly) && file.write(bytes.data(), bytes.size()) == bytes.size(),
            "the files can be written");
}

} // namespace

QList<QByteArray> seeds()
{
    const QByteArray text = "one\ntwo\nthree\n";
    const QByteArray delta("\x0e\x0f\x90\x0d\x02!\n", 7); // 13 bytes of the base and two others
    const Piece blob{'b', QByteArray("\x3e", 1), text};
    const Piece byPlace{'d', OffsetDeltaOf7, delta};
    const Piece byName{'r', "\x77" + QByteArray(20, 'b'), delta};
    const Piece itself{'s', "\x77" + QByteArray(20, 's'), delta};
    return {input({blob}), input({blob, byPlace, byName}), input({itself, blob}), {}};
}

QList<QByteArray> dictionary()
{
    return {"PACK", QByteArray("\377tOc\0\0\0\2", 8), QByteArray(4, '\xff'), QByteArray(20, 'b'), number(12),
            QByteArray("\x80\0\0\0", 4)};
}

/** A pair of files, whatever is in them: each object is there or not, never larger than asked for. */
void one(QByteArrayView bytes)
{
    const qint64 wanted = bytes.size() < 4 ? 0 : qFromBigEndian<quint32>(bytes.data());
    const qsizetype length = std::clamp<qint64>(wanted, 0, std::max<qsizetype>(0, bytes.size() - 4));
    const QByteArrayView rest = bytes.sliced(std::min<qsizetype>(4, bytes.size()));
    put(u"pack-1.idx"_s, rest.first(length));
    put(u"pack-1.pack"_s, rest.sliced(length));
    PackReader reader(folder());
    for (int id = 0; id < 256; ++id) {
        const QByteArray name(20, char(id));
        const auto object = reader.read(name, most);
        promise(!object || object->content.size() <= most, "nothing is larger than it may be");
        (void)reader.approximateSize(name);
    }
    const QByteArrayView base = rest.first(length);
    if (const auto made = applyDelta(base, rest.sliced(length), most))
        promise(made->size() <= most, "a delta makes no more than it may");
}

} // namespace docket::fuzz
