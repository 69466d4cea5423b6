// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <vector>

namespace docket::diff {

/** A piece of a line, in bytes of its UTF-8. Never cuts a character. */
struct Span
{
    qint32 start = 0;
    qint32 length = 0;

    qint32 end() const { return start + length; }
    bool operator==(const Span &) const = default;
};

/** What differs between two paired lines. */
struct LineSpans
{
    std::vector<Span> left;
    std::vector<Span> right;
    bool related = false; ///< false: too little in common, so there are no marks

    bool operator==(const LineSpans &) const = default;
};

/** Share of the two lines that is common, 0 to 1, blanks at the ends left out. What pairing decides on. */
double similarity(QByteArrayView left, QByteArrayView right);

/** Marks by words, refined by characters where a word changed little. Cost is bounded for lines of any length. */
LineSpans compareLines(QByteArrayView left, QByteArrayView right);

} // namespace docket::diff
