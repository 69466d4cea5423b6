// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QVarLengthArray>
#include <QtTypes>

#include <utility>
#include <vector>

namespace docket::diff {

struct Token
{
    quint32 start = 0;
    quint32 length = 0;
};

/** Letters, digits, '_' and every byte of a character beyond ASCII. */
inline bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || quint8(c) >= 0x80;
}

/** End of the word, run of blanks or single byte that begins at `i`. */
qsizetype tokenEnd(QByteArrayView text, qsizetype i);

/** Words, runs of blanks, and everything else byte by byte. Covers the text without gaps. */
std::vector<Token> tokenize(QByteArrayView text);

/** Integers for tokens: equal text, equal integer. */
class TokenIds
{
public:
    explicit TokenIds(size_t tokens);
    /** `text` is what the tokens' offsets refer to; it has to live as long as this object. */
    std::vector<quint32> intern(QByteArrayView text, const std::vector<Token> &tokens);
    quint32 count() const { return quint32(m_keys.size()); }

private:
    std::vector<quint32> m_slots;
    std::vector<QByteArrayView> m_keys;
    size_t m_mask;
};

/** The words of a line without order: (hash, weight) sorted by hash. What pairing compares, since it is quick. */
struct TokenBag
{
    QVarLengthArray<std::pair<quint32, quint32>, 14> tokens;
    quint32 weight = 0;
    quint64 mask = 0;    ///< a bit for each word of three bytes and more: no common bit, no common word
    QByteArrayView text; ///< the line without the blanks at its ends, cut at a few thousand bytes
};

TokenBag makeBag(QByteArrayView line);
/** 0 to 1: the larger of common words and common ends, so that a changed word in a short line does not part two lines.
 * Two lines without any word are alike when both are empty. */
double lineLikeness(const TokenBag &a, const TokenBag &b);
/** The mean of both: stricter, for telling the line itself from one that only resembles it. */
double meanLikeness(const TokenBag &a, const TokenBag &b);
/** The part of lineLikeness() that needs no words: common bytes at both ends of two trimmed lines. */
double commonEnds(QByteArrayView a, QByteArrayView b);

} // namespace docket::diff
