// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/sliders.h"

#include <algorithm>
#include <cstdlib>

namespace docket::diff {

namespace {

constexpr int maxSliding = 100;
constexpr int maxIndent = 200;
constexpr int maxBlanks = 20;
constexpr int longStreak = 16; // steps, after which it pays to look whether there are many more

/** A run of changed lines between two unchanged ones; may be empty. */
struct Group
{
    int start = 0;
    int end = 0;

    bool isEmpty() const { return start == end; }
};

class Flags
{
public:
    explicit Flags(std::vector<quint8> &changed) : m_changed(changed), m_count(int(changed.size()) - 1) {}

    Group first() const { return {0, runEnd(0)}; }
    bool next(Group &g) const
    {
        if (g.end == m_count)
            return false;
        g.start = g.end + 1;
        g.end = runEnd(g.start);
        return true;
    }
    bool previous(Group &g) const
    {
        if (g.start == 0)
            return false;
        g.end = g.start - 1;
        g.start = runStart(g.end);
        return true;
    }
    void moveUp(Group &g)
    {
        m_changed[size_t(--g.start)] = 1;
        m_changed[size_t(--g.end)] = 0;
        g.start = runStart(g.start);
    }
    void moveDown(Group &g)
    {
        m_changed[size_t(g.start++)] = 0;
        m_changed[size_t(g.end++)] = 1;
        g.end = runEnd(g.end);
    }
    int count() const { return m_count; }

    /** Unchanged lines that stand one above the other right above line `i`; `most` at most. */
    int unchangedAbove(int i, int most) const
    {
        int n = 0;
        while (n < most && n < i && !m_changed[size_t(i - n) - 1])
            ++n;
        return n;
    }
    /** The same from line `i` on downwards. */
    int unchangedFrom(int i, int most) const
    {
        int n = 0;
        while (n < most && i + n < m_count && !m_changed[size_t(i + n)])
            ++n;
        return n;
    }
    /** The same as `lines` moves, where nothing changed lies in the way. */
    void shift(Group &g, int lines)
    {
        std::fill(m_changed.begin() + g.start, m_changed.begin() + g.end, quint8(0));
        g.start += lines;
        g.end += lines;
        std::fill(m_changed.begin() + g.start, m_changed.begin() + g.end, quint8(1));
    }

private:
    int runEnd(int i) const
    {
        while (m_changed[size_t(i)])
            ++i;
        return i;
    }
    int runStart(int i) const
    {
        while (i > 0 && m_changed[size_t(i) - 1])
            --i;
        return i;
    }

    std::vector<quint8> &m_changed;
    int m_count;
};

/** Columns of blanks before the first character, tabs at 8; -1 for a blank line. */
int indentOf(QByteArrayView line)
{
    int columns = 0;
    for (const char c : line) {
        if (c == ' ')
            ++columns;
        else if (c == '\t')
            columns += 8 - columns % 8;
        else if (c != '\r' && c != '\f' && c != '\v')
            return columns;
        if (columns >= maxIndent)
            return maxIndent;
    }
    return -1;
}

struct Score
{
    int indent = 0;
    int penalty = 0;

    /** Not worse than `other`; on a tie the later position wins. */
    bool beats(const Score &other) const
    {
        return 60 * ((indent > other.indent) - (indent < other.indent)) + penalty - other.penalty <= 0;
    }
};

/** How ugly it is to cut the text before line `split`. */
void addSplit(const TextSide &text, int split, Score &score)
{
    const int count = text.lineCount();
    const int own = split < count ? indentOf(text.line(split)) : -1;
    int before = -1, blanksBefore = 0;
    for (int i = split - 1; i >= 0; --i) {
        before = indentOf(text.line(i));
        if (before != -1)
            break;
        if (++blanksBefore == maxBlanks) {
            before = 0;
            break;
        }
    }
    int after = -1, blanksAfter = 0;
    for (int i = split + 1; i < count; ++i) {
        after = indentOf(text.line(i));
        if (after != -1)
            break;
        if (++blanksAfter == maxBlanks) {
            after = 0;
            break;
        }
    }
    if (before == -1 && blanksBefore == 0)
        score.penalty += 1;
    if (split >= count)
        score.penalty += 21;
    const int blanksHere = own == -1 ? 1 + blanksAfter : 0;
    const int blanks = blanksBefore + blanksHere;
    score.penalty += -30 * blanks + 6 * blanksHere;
    const int indent = own != -1 ? own : after;
    score.indent += indent;
    if (indent == -1 || before == -1 || indent == before)
        return;
    if (indent > before)
        score.penalty += blanks ? 10 : -4;
    else if (after != -1 && after > indent)
        score.penalty += blanks ? 17 : 24;
    else
        score.penalty += blanks ? 17 : 23;
}

class Slider
{
public:
    Slider(SlideSide side, std::vector<quint8> &otherChanged, const LineOptions &options, Budget &budget)
        : m_side(side), m_own(side.changed), m_other(otherChanged), m_options(options), m_budget(budget)
    {
    }

    void run()
    {
        m_group = m_own.first();
        m_opposite = m_other.first();
        do {
            if (!m_group.isEmpty() && !m_budget.isOver())
                place();
        } while (m_own.next(m_group) && m_other.next(m_opposite));
    }

private:
    bool same(int a, int b) const
    {
        const int last = m_side.head + int(m_side.ids.size());
        if (a >= m_side.head && a < last && b >= m_side.head && b < last)
            return m_side.ids[size_t(a - m_side.head)] == m_side.ids[size_t(b - m_side.head)];
        return equalLines(m_side.text, a, m_side.text, b, m_options);
    }
    bool up()
    {
        if (m_group.start == 0 || !same(m_group.start - 1, m_group.end - 1) || !m_budget.spend(1))
            return false;
        m_own.moveUp(m_group);
        m_other.previous(m_opposite);
        return true;
    }
    bool down()
    {
        if (m_group.end == m_own.count() || !same(m_group.start, m_group.end) || !m_budget.spend(1))
            return false;
        m_own.moveDown(m_group);
        m_other.next(m_opposite);
        return true;
    }

    /** How many of the `most` lines above `a` are byte for byte those above `b`. */
    int equalAbove(int a, int b, int most) const
    {
        const TextSide &text = m_side.text;
        const quint32 startA = text.lineStart(a), startB = text.lineStart(b), limit = startA - text.lineStart(a - most);
        const auto same =
            quint32(commonSuffix(&text.text().constData()[startA], &text.text().constData()[startB], limit));
        const auto lines = [&](int line, quint32 start) {
            return line - text.lineCount() + linesBehind(text, text.text().size() - start + same);
        };
        return std::min(lines(a, startA), lines(b, startB));
    }
    /** The same from the lines `a` and `b` on downwards. */
    int equalBelow(int a, int b, int most) const
    {
        const TextSide &text = m_side.text;
        const quint32 startA = text.lineStart(a), startB = text.lineStart(b), limit = text.lineStart(b + most) - startB;
        const auto same =
            quint32(commonPrefix(&text.text().constData()[startA], &text.text().constData()[startB], limit));
        return std::min(linesWithin(text, startA + same) - a, linesWithin(text, startB + same) - b);
    }

    /** Many steps at once, where nothing but equal lines lies in the way on both sides: thousands of lines can be the
     * same one. Looks twice as far as the last time if that was all of the way, so that looking costs no more than
     * going. */
    void jumpUp()
    {
        const int way = std::min(m_own.unchangedAbove(m_group.start, m_reach + 1),
                                 m_other.unchangedAbove(m_opposite.start, m_reach + 1))
            - 1;
        jump(way > 0 ? -equalAbove(m_group.start, m_group.end, way) : 0);
    }
    void jumpDown()
    {
        const int way =
            std::min(m_own.unchangedFrom(m_group.end, m_reach + 1), m_other.unchangedFrom(m_opposite.end, m_reach + 1))
            - 1;
        jump(way > 0 ? equalBelow(m_group.start, m_group.end, way) : 0);
    }
    void jump(int lines)
    {
        const int size = std::abs(lines);
        m_reach = size == m_reach ? 2 * m_reach : longStreak;
        if (lines == 0 || !m_budget.spend(quint64(size)))
            return;
        m_own.shift(m_group, lines);
        m_opposite.start = m_opposite.end = (lines < 0 ? m_opposite.start : m_opposite.end) + lines;
    }

    void place()
    {
        int size, highest;
        bool besideOther;
        do {
            size = m_group.end - m_group.start;
            for (int steps = 1; up(); ++steps) {
                if (steps % longStreak == 0)
                    jumpUp();
            }
            highest = m_group.end;
            besideOther = !m_opposite.isEmpty();
            for (int steps = 1; down(); ++steps) {
                besideOther = besideOther || !m_opposite.isEmpty();
                if (steps % longStreak == 0)
                    jumpDown();
            }
        } while (size != m_group.end - m_group.start);

        if (m_group.end == highest)
            return;
        if (besideOther) {
            for (int steps = 1; m_opposite.isEmpty() && up(); ++steps) {
                if (steps % longStreak == 0 && m_opposite.isEmpty())
                    jumpUp();
            }
        } else if (m_options.indentHeuristic) {
            const int best = bestEnd(highest, size);
            while (m_group.end > best && up()) { }
        }
    }

    int bestEnd(int highest, int size) const
    {
        int best = -1;
        Score bestScore;
        for (int end = std::max({highest, m_group.end - size - 1, m_group.end - maxSliding}); end <= m_group.end;
             ++end) {
            Score score;
            addSplit(m_side.text, end, score);
            addSplit(m_side.text, end - size, score);
            if (best == -1 || score.beats(bestScore)) {
                best = end;
                bestScore = score;
            }
        }
        return best;
    }

    SlideSide m_side;
    Flags m_own;
    Flags m_other;
    const LineOptions &m_options;
    Budget &m_budget;
    Group m_group;
    Group m_opposite;
    int m_reach = longStreak; ///< lines that the next jump goes at most
};

} // namespace

void slideChanges(SlideSide side, std::vector<quint8> &otherChanged, const LineOptions &options, Budget &budget)
{
    Slider(side, otherChanged, options, budget).run();
}

} // namespace docket::diff
