// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/porting.h"

#include "diff/tokens.h"

#include <QList>
#include <QStringView>

#include <algorithm>
#include <cstdlib>

namespace docket::diff {

namespace {

constexpr double sameLineFrom = 0.6;
constexpr int reach = 5;           // lines around a place that are compared with those remembered
constexpr int longestSnippet = 200; // lines of a snippet that are compared
constexpr qint64 maxComparisons = 2'000'000;

struct Remembered
{
    std::vector<QByteArray> texts;
    WordBags bags;

    explicit Remembered(const QString &joined)
    {
        if (joined.isEmpty())
            return;
        for (const QStringView line : QStringView(joined).split(u'\n')) {
            if (texts.size() == size_t(longestSnippet))
                break;
            texts.push_back(line.toUtf8());
        }
        for (const QByteArray &text : texts)
            bags.add(text);
    }
    size_t size() const { return texts.size(); }
};

/** Likeness of remembered lines with the text from `at` on, by the weight of the lines. Lines beyond the text count as
 * unlike. */
double likenessAt(Remembered &lines, const TextSide &text, WordBags &bags, int from, int at)
{
    double sum = 0, weight = 0;
    for (size_t i = 0; i < lines.size(); ++i) {
        const int line = at + int(i);
        const WordBag bag = lines.bags[i];
        const double own = 1 + bag.weight;
        weight += own;
        if (line < 0 || line >= text.lineCount() || line - from < 0 || line - from >= int(bags.size()))
            continue;
        sum += own * meanLikeness(bag, bags[size_t(line - from)]);
    }
    return weight > 0 ? sum / weight : 0;
}

/** How many of the remembered surrounding lines stand within a few lines of the place. */
int neighbours(const Remembered &before, const Remembered &after, const TextSide &text, int first, int last)
{
    const auto stands = [&](const QByteArray &line, int from, int to) {
        for (int i = std::max(0, from); i < std::min(to, text.lineCount()); ++i) {
            if (text.line(i).trimmed() == QByteArrayView(line).trimmed())
                return true;
        }
        return false;
    };
    int same = 0;
    for (const QByteArray &line : before.texts)
        same += stands(line, first - reach, first);
    for (const QByteArray &line : after.texts)
        same += stands(line, last + 1, last + 1 + reach);
    return same;
}

} // namespace

PortedLines findLines(const TextSide &text, const LineMemory &memory, int expected, int from, int to)
{
    PortedLines best;
    Remembered lines(memory.snippet);
    const Remembered before(memory.before), after(memory.after);
    from = std::max(0, from);
    to = to < 0 ? text.lineCount() : std::min(to, text.lineCount());
    if (lines.size() == 0 || from >= to || qint64(to - from) * qint64(lines.size()) > maxComparisons)
        return best;
    WordBags bags;
    bags.reserve(size_t(to - from));
    for (int i = from; i < to; ++i)
        bags.add(text.line(i));
    double bestScore = 0;
    for (int at = from; at < to; ++at) {
        const double likeness = likenessAt(lines, text, bags, from, at);
        if (likeness < sameLineFrom)
            continue;
        const int last = std::min(at + int(lines.size()), to) - 1;
        const double nearness = 1.0 / (1 + std::abs(at - expected));
        const double score = likeness + 0.05 * neighbours(before, after, text, at, last) + 0.02 * nearness;
        if (score > bestScore) {
            bestScore = score;
            best = {PortFate::Found, at, last, likeness};
        }
    }
    return best;
}

PortedLines portLines(const std::vector<Edit> &edits, const TextSide &right, int first, int last,
                      const LineMemory &memory)
{
    int shift = 0;
    const Edit *touching = nullptr;
    const Edit *lastTouching = nullptr;
    for (const Edit &edit : edits) {
        if (edit.leftStart > last)
            break;
        const bool insertsInside = edit.leftCount == 0 && edit.leftStart > first && edit.leftStart <= last;
        if (insertsInside || (edit.leftStart <= last && edit.leftEnd() > first)) {
            touching = touching ? touching : &edit;
            lastTouching = &edit;
        } else if (edit.leftEnd() <= first) {
            shift = edit.rightEnd() - edit.leftEnd();
        }
    }
    if (!touching) {
        const bool inside = last + shift < right.lineCount();
        return inside ? PortedLines{shift == 0 ? PortFate::Same : PortFate::Shifted, first + shift, last + shift, 1}
                      : PortedLines{PortFate::Lost, -1, -1, 0};
    }
    const int expected = touching->rightStart + std::max(0, first - touching->leftStart);
    // What is equal to other old lines cannot be what became of these: a part at least lies where the edit put new
    // lines.
    const int others = last - first;
    const PortedLines near =
        findLines(right, memory, expected, touching->rightStart - others, lastTouching->rightEnd() + others);
    if (near.fate == PortFate::Found && near.likeness >= 0.95)
        return near;
    const PortedLines far = findLines(right, memory, expected);
    return near.fate == PortFate::Found && near.likeness + 0.1 >= far.likeness ? near : far;
}

} // namespace docket::diff
