// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtTypes>

#include <vector>

namespace docket::diff {

/** What a file is made of, without order: hashes of its lines (or of 64 bytes, if a line is longer) with the bytes they
 * stand for. */
struct ContentPrint
{
    struct Chunk
    {
        quint32 hash;
        quint32 bytes;
        bool operator==(const Chunk &) const = default;
    };
    std::vector<Chunk> chunks; ///< by hash, each once
    quint32 bytes = 0;
};

ContentPrint makePrint(QByteArrayView content);

/** Per cent of the larger file that also stands in the other one: git's measure for renames. 0 where the sizes alone
 * say that it is less than `least`. */
int printSimilarity(const ContentPrint &a, const ContentPrint &b, int least = 0);

/** Puts values with a hash in the upper half in order; quicker than comparing, since hashes lie evenly. */
void sortByHash(std::vector<quint64> &values);

} // namespace docket::diff
