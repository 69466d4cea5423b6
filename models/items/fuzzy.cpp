// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/fuzzy.h"

#include <algorithm>
#include <vector>

namespace docket {

namespace {

bool startsWord(QStringView text, qsizetype i)
{
    return i == 0 || !text[i - 1].isLetterOrNumber() || (text[i].isUpper() && text[i - 1].isLower());
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text)
{
    QString letters;
    for (QChar c : pattern) {
        if (!c.isSpace())
            letters += c.toCaseFolded();
    }
    const qsizetype n = letters.size(), m = text.size();
    if (n > m)
        return std::nullopt;
    if (n == 0)
        return FuzzyMatch{};
    // best[i][j]: the best score with letter i on character j; from[i][j]: where letter i - 1 was then.
    constexpr int impossible = -1'000'000;
    std::vector<std::vector<int>> best(size_t(n), std::vector<int>(size_t(m), impossible));
    std::vector<std::vector<qsizetype>> from(size_t(n), std::vector<qsizetype>(size_t(m), -1));
    for (qsizetype i = 0; i < n; ++i) {
        int bestBefore = impossible;
        qsizetype bestAt = -1;
        for (qsizetype j = i; j < m; ++j) {
            if (i > 0 && j > 0 && best[size_t(i - 1)][size_t(j - 1)] > bestBefore) {
                bestBefore = best[size_t(i - 1)][size_t(j - 1)];
                bestAt = j - 1;
            }
            if (text[j].toCaseFolded() != letters[i])
                continue;
            const int bonus = startsWord(text, j) ? 10 : 0;
            if (i == 0) {
                best[0][size_t(j)] = 1 + bonus - int(std::min<qsizetype>(j, 5));
                continue;
            }
            const int adjacent = j > 0 ? best[size_t(i - 1)][size_t(j - 1)] : impossible;
            if (bestBefore <= impossible / 2)
                continue;
            const bool joins = adjacent + 12 >= bestBefore && adjacent > impossible / 2;
            best[size_t(i)][size_t(j)] = 1 + bonus + (joins ? adjacent + 12 : bestBefore);
            from[size_t(i)][size_t(j)] = joins ? j - 1 : bestAt;
        }
    }
    qsizetype end = -1;
    for (qsizetype j = 0; j < m; ++j) {
        if (best[size_t(n - 1)][size_t(j)] > impossible / 2
            && (end < 0 || best[size_t(n - 1)][size_t(j)] > best[size_t(n - 1)][size_t(end)]))
            end = j;
    }
    if (end < 0)
        return std::nullopt;
    FuzzyMatch match{best[size_t(n - 1)][size_t(end)], QList<int>(n)};
    for (qsizetype i = n - 1, j = end; i >= 0; --i) {
        match.positions[i] = int(j);
        j = from[size_t(i)][size_t(j)];
    }
    return match;
}

} // namespace docket
