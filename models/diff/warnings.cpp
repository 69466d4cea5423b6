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

/** Printable ASCII and tabs, eight bytes at a time: every line that is laid out is asked, and some have megabytes. */
bool isPlain(QByteArrayView line)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 high = 0x8080808080808080;
    const auto plainByte = [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\t'; };
    const char *at = line.data();
    const char *end = at + line.size();
    for (; end - at >= 8; at += 8) {
        quint64 word;
        std::memcpy(&word, at, 8);
        const quint64 deletes = word ^ (ones * 0x7f);
        const bool suspicious = (word | ((word - ones * 0x20) & ~word) | ((deletes - ones) & ~deletes)) & high;
        if (suspicious && !std::all_of(at, at + 8, plainByte))
            return false;
    }
    return std::all_of(at, end, plainByte);
}

/** Marks the foreign letters of a word that has Latin ones as well. */
void checkWord(const std::vector<TextWarning> &foreign, bool latin, std::vector<TextWarning> &out)
{
    if (latin)
        out.insert(out.end(), foreign.begin(), foreign.end());
}

} // namespace

bool hasWarnings(QByteArrayView line)
{
    return !isPlain(line) && !lineWarnings(line).empty();
}

std::vector<TextWarning> lineWarnings(QByteArrayView line)
{
    std::vector<TextWarning> out;
    std::vector<TextWarning> foreign;
    bool latin = false;
    char32_t before = 0;
    for (qsizetype i = 0; i < line.size();) {
        const auto [c, bytes] = decode(line, i);
        const TextWarning here{WarningKind::Control, qint32(i), bytes, c};
        const auto warn = [&](WarningKind kind) {
            out.push_back(here);
            out.back().kind = kind;
        };
        if (isBidi(c))
            warn(WarningKind::Bidi);
        else if (isZeroWidth(c) || (isJoiner(c) && before < 0x80))
            warn(WarningKind::ZeroWidth);
        else if (isControl(c))
            warn(WarningKind::Control);
        if (isWordCharacter(c)) {
            latin = latin || isLatinLetter(c);
            if (isForeignLetter(c)) {
                foreign.push_back(here);
                foreign.back().kind = WarningKind::LookAlike;
            }
        } else {
            checkWord(foreign, latin, out);
            foreign.clear();
            latin = false;
        }
        before = c;
        i += bytes;
    }
    checkWord(foreign, latin, out);
    std::sort(out.begin(), out.end(), [](const TextWarning &a, const TextWarning &b) { return a.start < b.start; });
    return out;
}

QString characterName(char32_t character)
{
    return u"U+"_s + QString::number(uint(character), 16).toUpper().rightJustified(4, u'0');
}

} // namespace docket::diff
