// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/warnings.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace docket::diff {

namespace {

struct Decoded
{
    char32_t character = 0;
    int bytes = 1;
};

/** One character of valid UTF-8. */
Decoded decode(QByteArrayView text, qsizetype at)
{
    const auto byte = [&](qsizetype i) { return at + i < text.size() ? char32_t(quint8(text[at + i])) : 0; };
    const char32_t first = byte(0);
    if (first < 0xc0)
        return {first, 1};
    if (first < 0xe0)
        return {(first & 0x1f) << 6 | (byte(1) & 0x3f), 2};
    if (first < 0xf0)
        return {(first & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f), 3};
    return {(first & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f), 4};
}

bool isBidi(char32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c;
}

bool isZeroWidth(char32_t c)
{
    return c == 0x00ad || c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x180e || c == 0x200b
        || (c >= 0x2060 && c <= 0x2064) || c == 0x3164 || c == 0xfeff || c == 0xffa0 || (c >= 0xe0000 && c <= 0xe007f);
}

/** Joiners are part of many scripts and of emoji; between Latin letters they only hide. */
bool isJoiner(char32_t c)
{
    return c == 0x200c || c == 0x200d;
}

bool isControl(char32_t c)
{
    return (c < 0x20 && c != '\t') || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029;
}

bool isLatinLetter(char32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/** Greek, Cyrillic, Armenian, Cherokee, full-width and mathematical letters: scripts whose letters pass for Latin ones.
 */
bool isForeignLetter(char32_t c)
{
    return (c >= 0x0370 && c <= 0x03ff) || (c >= 0x0400 && c <= 0x052f) || (c >= 0x0531 && c <= 0x0587)
        || (c >= 0x13a0 && c <= 0x13f4) || (c >= 0xff21 && c <= 0xff5a) || (c >= 0x1d400 && c <= 0x1d7ff);
}

bool isWordCharacter(char32_t c)
{
    return isLatinLetter(c) || isForeignLetter(c) || (c >= '0' && c <= '9') || c == '_';
}

/** Where the printable ASCII and tabs that begin at `i` end; eight bytes at a time, since every line that is laid out
 * is asked, and some have megabytes. */
qsizetype plainEnd(QByteArrayView line, qsizetype i)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 high = 0x8080808080808080;
    const auto plainByte = [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\t'; };
    for (; line.size() - i >= 8; i += 8) {
        quint64 word;
        std::memcpy(&word, line.data() + i, 8);
        const quint64 deletes = word ^ (ones * 0x7f);
        const bool suspicious = (word | ((word - ones * 0x20) & ~word) | ((deletes - ones) & ~deletes)) & high;
        if (suspicious && !std::all_of(line.begin() + i, line.begin() + i + 8, plainByte))
            break;
    }
    while (i < line.size() && plainByte(line[i]))
        ++i;
    return i;
}

/** Marks the foreign letters of the word around `first`, which is the first of them, if it has Latin ones as well.
 * Returns where the word ends; false in `go` when `use` has had enough. */
template<typename Use>
qsizetype checkWord(QByteArrayView line, qsizetype first, const Use &use, bool &go)
{
    qsizetype start = first;
    while (start > 0 && isWordCharacter(char32_t(quint8(line[start - 1]))))
        --start;
    qsizetype end = start;
    bool latin = false;
    for (Decoded next = decode(line, end); end < line.size() && isWordCharacter(next.character);
         next = decode(line, end)) {
        latin = latin || isLatinLetter(next.character);
        end += next.bytes;
    }
    for (qsizetype i = first; latin && go && i < end;) {
        const auto [c, bytes] = decode(line, i);
        if (isForeignLetter(c))
            go = use(TextWarning{WarningKind::LookAlike, qint32(i), bytes, c});
        i += bytes;
    }
    return end;
}

/** Calls `use(warning)` for each in order, until it says false. */
template<typename Use>
void findWarnings(QByteArrayView line, const Use &use)
{
    bool go = true;
    for (qsizetype i = plainEnd(line, 0); go && i < line.size(); i = plainEnd(line, i)) {
        const auto [c, bytes] = decode(line, i);
        if (isForeignLetter(c)) {
            i = checkWord(line, i, use, go);
            continue;
        }
        const bool afterAscii = i == 0 || quint8(line[i - 1]) < 0x80;
        if (isBidi(c))
            go = use(TextWarning{WarningKind::Bidi, qint32(i), bytes, c});
        else if (isZeroWidth(c) || (isJoiner(c) && afterAscii))
            go = use(TextWarning{WarningKind::ZeroWidth, qint32(i), bytes, c});
        else if (isControl(c))
            go = use(TextWarning{WarningKind::Control, qint32(i), bytes, c});
        i += bytes;
    }
}

} // namespace

bool hasWarnings(QByteArrayView line)
{
    bool any = false;
    findWarnings(line, [&any](const TextWarning &) { return !(any = true); });
    return any;
}

std::vector<TextWarning> lineWarnings(QByteArrayView line)
{
    std::vector<TextWarning> out;
    findWarnings(line, [&out](const TextWarning &warning) {
        out.push_back(warning);
        return true;
    });
    return out;
}

QString characterName(char32_t character)
{
    return u"U+"_s + QString::number(uint(character), 16).toUpper().rightJustified(4, u'0');
}

} // namespace docket::diff
