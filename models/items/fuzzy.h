// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace docket {

struct FuzzyMatch
{
    int score = 0;        ///< larger is better
    QList<int> positions; ///< the characters of the text that matched
};

/**
 * Whether the letters of `pattern` occur in `text` in this order; spaces in the pattern are skipped and case does not
 * count.
 * Letters at the start of words and next to each other score more, so that "rc" finds "Request changes" first. Pure,
 * O(n*m).
 */
std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text);

} // namespace docket
