// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/tokens.h"

#include "diff/internlines.h"

#include <algorithm>
#include <bit>

namespace docket::diff {

namespace {

constexpr qsizetype bagLimit = 4096; // bytes of a line that pairing looks at

bool isBlankOrReturn(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

} // namespace

qsizetype tokenEnd(QByteArrayView text, qsizetype i)
{
    qsizetype end = i + 1;
    if (isWordByte(text[i])) {
        while (end < text.size() && isWordByte(text[end]))
            ++end;
    } else if (isBlankOrReturn(text[i])) {
        while (end < text.size() && isBlankOrReturn(text[end]))
            ++end;
    }
    return end;
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

TokenIds::TokenIds(size_t tokens)
    : m_slots(std::bit_ceil(tokens * 2 + 16), 0)
    , m_mask(m_slots.size() - 1)
{
}

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

TokenBag makeBag(QByteArrayView line)
{
    TokenBag bag;
    line = line.first(std::min(line.size(), bagLimit)).trimmed();
    bag.text = line;
    for (qsizetype i = 0, end = 0; i < line.size(); i = end) {
        end = tokenEnd(line, i);
        const QByteArrayView text = line.sliced(i, end - i);
        if (isBlankOrReturn(text[0]))
            continue;
        // A sign is its own hash; a word's is above all of them.
        const quint32 hash =
            text.size() == 1 && !isWordByte(text[0]) ? quint32(quint8(text[0])) : quint32(hashBytes(text)) | 0x100;
        bag.tokens.emplace_back(hash, quint32(text.size()));
        bag.weight += quint32(text.size());
        if (text.size() >= 3)
            bag.mask |= quint64(1) << (hash >> 26);
    }
    std::sort(bag.tokens.begin(), bag.tokens.end());
    return bag;
}

namespace {

double commonWords(const TokenBag &a, const TokenBag &b)
{
    quint32 common = 0;
    for (qsizetype i = 0, k = 0; i < a.tokens.size() && k < b.tokens.size();) {
        if (a.tokens[i] == b.tokens[k]) {
            common += a.tokens[i].second;
            ++i, ++k;
        } else if (a.tokens[i] < b.tokens[k]) {
            ++i;
        } else {
            ++k;
        }
    }
    return 2.0 * common / double(a.weight + b.weight);
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

double lineLikeness(const TokenBag &a, const TokenBag &b)
{
    if (a.weight + b.weight == 0)
        return 1;
    const bool shareNoWord = a.mask && b.mask && !(a.mask & b.mask);
    return std::max(shareNoWord ? 0 : commonWords(a, b), commonEnds(a.text, b.text));
}

double meanLikeness(const TokenBag &a, const TokenBag &b)
{
    return a.weight + b.weight == 0 ? 1 : (commonWords(a, b) + commonEnds(a.text, b.text)) / 2;
}

} // namespace docket::diff
