// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtTypes>

#include <span>
#include <vector>

namespace docket::diff {

struct Token
{
    quint32 start = 0;
    quint32 length = 0;
};

/** Letters, digits, '_' and every byte of a character beyond ASCII. */
constexpr bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || quint8(c) >= 0x80;
}

/** The line without the white space at its ends. Inline, for loops over all lines of a change. */
inline QByteArrayView trimmedLine(QByteArrayView line)
{
    const auto isSpace = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    const char *begin = line.data(), *end = begin + line.size();
    while (begin < end && isSpace(*begin))
        ++begin;
    while (begin < end && isSpace(end[-1]))
        --end;
    return {begin, end - begin};
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

/** The words of a line without order. What pairing compares, since it is quick. */
struct WordBag
{
    std::span<const quint64> words; ///< hash above length in bytes, rising; a sign is its own hash
    quint32 weight = 0;             ///< bytes of all words
    quint64 mask = 0;               ///< a bit for each word of three bytes and more: no common bit, no common word
    QByteArrayView text;            ///< the line without the blanks at its ends, cut at a few thousand bytes
};

/** The bags of many lines in one piece of memory. The lines' text has to live as long as this object. */
class WordBags
{
public:
    void clear();
    void reserve(size_t lines);
    void add(QByteArrayView line);
    size_t size() const { return m_lines.size(); }
    /** Valid until the next line is added. Words are put in order on first use: most lines are never compared. */
    WordBag operator[](size_t line);
    /** The same with the words as they stand in the line. */
    WordBag unsorted(size_t line) const;

private:
    struct Line
    {
        QByteArrayView text;
        quint64 mask = 0;
        quint32 first = 0, count = 0; ///< its words
        quint32 weight = 0;
        bool sorted = false;
    };
    std::vector<Line> m_lines;
    std::vector<quint64> m_words;
};

/** 0 to 1: the larger of common words and common ends, so that a changed word in a short line does not part two lines.
 * Two lines without any word are alike when both are empty. */
double lineLikeness(const WordBag &a, const WordBag &b);
/** The mean of both: stricter, for telling the line itself from one that only resembles it. */
double meanLikeness(const WordBag &a, const WordBag &b);
/** The part of lineLikeness() that needs no words: common bytes at both ends of two trimmed lines. */
double commonEnds(QByteArrayView a, QByteArrayView b);

} // namespace docket::diff
