// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/sliders.h"

#include <algorithm>

namespace docket::diff {

namespace {

constexpr int maxSliding = 100;
constexpr int maxIndent = 200;
constexpr int maxBlanks = 20;

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

    void place()
    {
        int size, highest;
        bool besideOther;
        do {
            size = m_group.end - m_group.start;
            while (up()) { }
            highest = m_group.end;
            besideOther = !m_opposite.isEmpty();
            while (down())
                besideOther = besideOther || !m_opposite.isEmpty();
        } while (size != m_group.end - m_group.start);

        if (m_group.end == highest)
            return;
        if (besideOther) {
            while (m_opposite.isEmpty() && up()) { }
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
};

} // namespace

void slideChanges(SlideSide side, std::vector<quint8> &otherChanged, const LineOptions &options, Budget &budget)
{
    Slider(side, otherChanged, options, budget).run();
}

} // namespace docket::diff
