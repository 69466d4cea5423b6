// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/tokens.h"

#include "diff/internlines.h"

#include <algorithm>
#include <array>
#include <bit>

namespace docket::diff {

namespace {

constexpr qsizetype bagLimit = 4096; // bytes of a line that pairing looks at

enum class Kind : quint8 { Sign, Word, Blank };

constexpr std::array<Kind, 256> kinds = [] {
    std::array<Kind, 256> out{};
    for (int c = 0; c < 256; ++c)
        out[size_t(c)] = isWordByte(char(c)) ? Kind::Word : Kind::Sign;
    out[' '] = out['\t'] = out['\r'] = Kind::Blank;
    return out;
}();

Kind kindOf(char c)
{
    return kinds[quint8(c)];
}

const char *kindEnd(const char *at, const char *end, Kind kind)
{
    while (at < end && kindOf(*at) == kind)
        ++at;
    return at;
}

} // namespace

qsizetype tokenEnd(QByteArrayView text, qsizetype i)
{
    const Kind kind = kindOf(text[i]);
    return kind == Kind::Sign ? i + 1 : kindEnd(text.data() + i + 1, text.data() + text.size(), kind) - text.data();
}

std::vector<Token> tokenize(QByteArrayView text)
{
    std::vector<Token> tokens;
    tokens.reserve(size_t(text.size()) / 4 + 1);
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype end = tokenEnd(text, i);
        tokens.push_back({quint32(i), quint32(end - i)});
        i = end;
    }
    return tokens;
}

TokenIds::TokenIds(size_t tokens) : m_slots(std::bit_ceil(tokens * 2 + 16), 0), m_mask(m_slots.size() - 1) {}

std::vector<quint32> TokenIds::intern(QByteArrayView text, const std::vector<Token> &tokens)
{
    std::vector<quint32> ids;
    ids.reserve(tokens.size());
    for (const Token &token : tokens) {
        const QByteArrayView key = text.sliced(token.start, token.length);
        size_t i = size_t(hashBytes(key)) & m_mask;
        while (m_slots[i] != 0 && m_keys[m_slots[i] - 1] != key)
            i = (i + 1) & m_mask;
        if (m_slots[i] == 0) {
            m_keys.push_back(key);
            m_slots[i] = quint32(m_keys.size());
        }
        ids.push_back(m_slots[i] - 1);
    }
    return ids;
}

void WordBags::clear()
{
    m_lines.clear();
    m_words.clear();
}

void WordBags::reserve(size_t lines)
{
    m_lines.reserve(lines);
    m_words.reserve(lines * 8);
}

void WordBags::add(QByteArrayView line)
{
    Line bag{.text = trimmedLine(line.first(std::min(line.size(), bagLimit))), .first = quint32(m_words.size())};
    const char *end = bag.text.data() + bag.text.size();
    for (const char *at = bag.text.data(); at < end;) {
        const Kind kind = kindOf(*at);
        if (kind == Kind::Sign) {
            m_words.push_back(quint64(quint8(*at++)) << 32 | 1);
            ++bag.weight;
            continue;
        }
        const char *start = at;
        at = kindEnd(at + 1, end, kind);
        if (kind == Kind::Blank)
            continue;
        const auto size = quint32(at - start);
        const quint32 hash = quint32(hashBytes({start, size})) | 0x100; // above those of the signs
        m_words.push_back(quint64(hash) << 32 | size);
        bag.weight += size;
        if (size >= 3)
            bag.mask |= quint64(1) << (hash >> 26);
    }
    bag.count = quint32(m_words.size()) - bag.first;
    m_lines.push_back(bag);
}

WordBag WordBags::operator[](size_t line)
{
    Line &bag = m_lines[line];
    if (!bag.sorted)
        std::sort(m_words.begin() + bag.first, m_words.begin() + bag.first + bag.count);
    bag.sorted = true;
    return unsorted(line);
}

WordBag WordBags::unsorted(size_t line) const
{
    const Line &bag = m_lines[line];
    return {{m_words.data() + bag.first, bag.count}, bag.weight, bag.mask, bag.text};
}

namespace {

/** Both rise, so each step passes the smaller word, or both. Without branches, since no one can guess which. */
double commonWords(const WordBag &a, const WordBag &b)
{
    quint64 common = 0;
    const quint64 *p = a.words.data(), *pEnd = p + a.words.size();
    const quint64 *q = b.words.data(), *qEnd = q + b.words.size();
    while (p < pEnd && q < qEnd) {
        const quint64 x = *p, y = *q;
        common += x == y ? quint32(x) : 0;
        p += x <= y;
        q += y <= x;
    }
    return 2.0 * double(common) / double(a.weight + b.weight);
}

} // namespace

double commonEnds(QByteArrayView a, QByteArrayView b)
{
    if (a.isEmpty() || b.isEmpty())
        return a.size() == b.size() ? 1 : 0;
    const qsizetype limit = std::min(a.size(), b.size());
    const qsizetype head = std::mismatch(a.begin(), a.begin() + limit, b.begin()).first - a.begin();
    qsizetype tail = 0;
    while (tail < limit - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    return 2.0 * double(head + tail) / double(a.size() + b.size());
}

double lineLikeness(const WordBag &a, const WordBag &b)
{
    if (a.weight + b.weight == 0)
        return 1;
    const bool shareNoWord = a.mask && b.mask && !(a.mask & b.mask);
    return std::max(shareNoWord ? 0 : commonWords(a, b), commonEnds(a.text, b.text));
}

double meanLikeness(const WordBag &a, const WordBag &b)
{
    return a.weight + b.weight == 0 ? 1 : (commonWords(a, b) + commonEnds(a.text, b.text)) / 2;
}

} // namespace docket::diff
