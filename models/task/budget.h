// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace docket {

/** What an agent consumed. A missing figure is unknown, never 0. */
struct Usage
{
    std::optional<qint64> inputTokens;
    std::optional<qint64> outputTokens;
    std::optional<double> costUsd;
    std::optional<int> turns = {}; ///< tool calls that Docket saw, plus the answer
    bool costIsEstimate = false; ///< computed from tokens and a price table, not reported

    bool operator==(const Usage &) const = default;
};

/** Limits on what may be consumed; missing means none. */
struct Budget
{
    std::optional<double> costUsd;
    std::optional<qint64> tokens; ///< in and out together
    std::optional<int> minutes;   ///< of agents at work, one after the other
    std::optional<int> turns;

    bool isEmpty() const { return !costUsd && !tokens && !minutes && !turns; }
    bool operator==(const Budget &) const = default;
};

/** What several rounds consumed together. Where a round did not say, the sum is a least amount. */
struct Spent
{
    double costUsd = 0;
    qint64 tokens = 0;
    qint64 milliseconds = 0;
    int turns = 0;
    int rounds = 0;
    int withoutCost = 0;   ///< rounds that reported none
    int withoutTokens = 0;
    int withoutTurns = 0;

    void add(const Usage &usage, qint64 roundMilliseconds);
    void add(const Spent &other);
    bool operator==(const Spent &) const = default;
};

/** "2.50 USD, 500000 tokens, 30 minutes, 40 turns"; English; empty for none. */
QString budgetText(const Budget &budget);

} // namespace docket
