// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/moverun.h"

#include "diff/internlines.h"
#include "diff/tokens.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <queue>
#include <tuple>

namespace docket::diff {

namespace {

constexpr quint32 weakAlnum = 10;  // what a run needs to be kept until runs are joined
constexpr quint32 seedAlnum = 4;   // a line with less is no seed
constexpr qsizetype textLimit = 4096;
constexpr int ahead = 8; // lines; memory takes as long as looking at so many

constexpr std::array<quint8, 256> isAlnum = [] {
    std::array<quint8, 256> out{};
    for (int c = 0; c < 256; ++c)
        out[size_t(c)] = isWordByte(char(c)) && c != '_';
    return out;
}();

/** Where each hash stands: open addressing, and a chain through the places of one hash. */
class Postings
{
public:
    struct Found
    {
        int first = -1;
        int count = 0;
    };

    explicit Postings(size_t places)
        : m_slots(std::bit_ceil(places + places / 4 + 16)), m_next(places, -1), m_mask(m_slots.size() - 1)
    {}

    /** Calls the memory of a hash into the cache, for a look at it a few lines later. */
    void expect(quint64 hash) const { __builtin_prefetch(&m_slots[size_t(hash) & m_mask]); }
    void add(quint64 hash, int place)
    {
        size_t i = size_t(hash) & m_mask;
        while (m_slots[i].found.count > 0 && m_slots[i].hash != hash)
            i = (i + 1) & m_mask;
        m_slots[i].hash = hash;
        m_next[size_t(place)] = m_slots[i].found.first;
        m_slots[i].found = {place, m_slots[i].found.count + 1};
    }
    Found find(quint64 hash) const
    {
        size_t i = size_t(hash) & m_mask;
        while (m_slots[i].found.count > 0 && m_slots[i].hash != hash)
            i = (i + 1) & m_mask;
        return m_slots[i].found;
    }
    int next(int place) const { return m_next[size_t(place)]; }

private:
    struct Slot
    {
        quint64 hash = 0;
        Found found;
    };
    std::vector<Slot> m_slots;
    std::vector<int> m_next;
    size_t m_mask;
};

class RunFinder
{
public:
    RunFinder(MoveSide &removed, MoveSide &added, RunSources sources, const MoveOptions &options,
              const CancelToken &cancel)
        : m_removed(removed), m_added(added), m_shared(sources == RunSources::Shared), m_options(options),
          m_cancel(cancel), m_lines(removed.lines.size()), m_triples(removed.lines.size())
    {
    }

    std::vector<MoveRun> run()
    {
        index();
        collect();
        return accept();
    }

private:
    struct Weighed
    {
        MoveRun run;
        bool sameFile;
        int distance;
        /** The heavier, then the nearer one is the better. */
        bool operator<(const Weighed &o) const
        {
            return std::tuple(run.alnum, run.count, sameFile, -distance, -run.right)
                < std::tuple(o.run.alnum, o.run.count, o.sameFile, -o.distance, -o.run.right);
        }
    };

    static bool isTriple(const MoveSide &side, int i)
    {
        return i + 2 < int(side.lines.size()) && side.follows(i + 1) && side.follows(i + 2);
    }
    static quint64 tripleHash(const MoveSide &side, int i)
    {
        const auto at = [&](int k) { return side.lines[size_t(i + k)].hash; };
        const quint64 hash = (at(0) * 0x9e3779b97f4a7c15ULL + at(1)) * 0xd6e8feb86659fd93ULL + at(2) + 1;
        return hash ^ hash >> 32;
    }
    static quint32 tripleAlnum(const MoveSide &side, int i)
    {
        return side.lines[size_t(i)].alnum + side.lines[size_t(i) + 1].alnum + side.lines[size_t(i) + 2].alnum;
    }

    /** Where each line, and each three lines, stand among the removed ones. */
    void index()
    {
        for (int i = int(m_removed.lines.size()) - 1; i >= 0; --i) { // from the end: a chain begins with the first
            if (i >= ahead)
                m_lines.expect(m_removed.lines[size_t(i - ahead)].hash);
            const MoveLine &line = m_removed.lines[size_t(i)];
            if (line.alnum >= seedAlnum)
                m_lines.add(line.hash, i);
            if (isTriple(m_removed, i) && tripleAlnum(m_removed, i) >= weakAlnum)
                m_triples.add(tripleHash(m_removed, i), i);
        }
    }

    /** How an added line leads to removed ones. */
    enum class Seed : quint8 { None, Line, Triple };

    void collect()
    {
        m_seeds.assign(m_added.lines.size(), Seed::None);
        for (int r = 0; r < int(m_added.lines.size()); ++r) {
            if ((r & 1023) == 0 && m_cancel.isCancelled())
                return;
            if (r + ahead < int(m_added.lines.size()))
                m_lines.expect(m_added.lines[size_t(r + ahead)].hash);
            const MoveLine &line = m_added.lines[size_t(r)];
            Postings::Found found;
            if (line.alnum >= seedAlnum)
                found = m_lines.find(line.hash);
            Seed seed = Seed::Line;
            if ((found.count == 0 || found.count > m_options.maxPostings) && isTriple(m_added, r)) {
                seed = Seed::Triple;
                found = m_triples.find(tripleHash(m_added, r));
            }
            if (found.count == 0 || found.count > m_options.maxPostings)
                continue;
            m_seeds[size_t(r)] = seed;
            const Postings &postings = seed == Seed::Line ? m_lines : m_triples;
            for (int l = found.first; l >= 0; l = postings.next(l)) {
                if (line.equals(m_removed.lines[size_t(l)]) && !isFound(l, r))
                    grow(l, r);
            }
        }
    }

    /** True if a line further up has led to the run through (l, r). Mostly it is the next one. */
    bool isFound(int l, int r) const
    {
        while (l > 0 && r > 0 && m_removed.follows(l) && m_added.follows(r)
               && m_removed.lines[size_t(l) - 1].equals(m_added.lines[size_t(r) - 1])) {
            --l, --r;
            const Seed seed = m_seeds[size_t(r)];
            if (seed == Seed::Line
                || (seed == Seed::Triple && isTriple(m_removed, l)
                    && tripleHash(m_removed, l) == tripleHash(m_added, r)))
                return true;
        }
        return false;
    }

    void grow(int l, int r)
    {
        MoveRun run{l, r, 1, m_added.lines[size_t(r)].alnum};
        while (run.left > 0 && run.right > 0 && m_removed.follows(run.left) && m_added.follows(run.right)
               && m_removed.lines[size_t(run.left) - 1].equals(m_added.lines[size_t(run.right) - 1])) {
            --run.left, --run.right, ++run.count;
            run.alnum += m_added.lines[size_t(run.right)].alnum;
        }
        for (int i = l + 1, k = r + 1;
             i < int(m_removed.lines.size()) && k < int(m_added.lines.size()) && m_removed.follows(i)
             && m_added.follows(k) && m_removed.lines[size_t(i)].equals(m_added.lines[size_t(k)]);
             ++i, ++k) {
            ++run.count;
            run.alnum += m_added.lines[size_t(k)].alnum;
        }
        push(run);
    }

    void push(MoveRun run)
    {
        if (run.count < 1 || run.alnum < weakAlnum)
            return;
        const MoveLine &from = m_removed.lines[size_t(run.left)];
        const MoveLine &to = m_added.lines[size_t(run.right)];
        m_queue.push({run, from.file == to.file, std::abs(from.line - to.line)});
    }

    std::vector<MoveRun> accept()
    {
        std::vector<MoveRun> out;
        while (!m_queue.empty()) {
            const MoveRun run = m_queue.top().run;
            m_queue.pop();
            if (pushFreeParts(run))
                continue;
            for (int i = 0; i < run.count; ++i) {
                m_removed.claimed[size_t(run.left + i)] |= quint8(!m_shared);
                m_added.claimed[size_t(run.right + i)] = 1;
            }
            out.push_back(run);
        }
        return out;
    }

    /** If some lines were taken meanwhile, what is left of the run goes back into the queue. */
    bool pushFreeParts(const MoveRun &run)
    {
        const auto isTaken = [&](int i) {
            return (!m_shared && m_removed.claimed[size_t(run.left + i)]) || m_added.claimed[size_t(run.right + i)];
        };
        int first = 0;
        while (first < run.count && !isTaken(first))
            ++first;
        if (first == run.count)
            return false;
        for (int i = 0; i < run.count;) {
            if (isTaken(i)) {
                ++i;
                continue;
            }
            MoveRun part{run.left + i, run.right + i, 0, 0};
            for (; i < run.count && !isTaken(i); ++i, ++part.count)
                part.alnum += m_added.lines[size_t(run.right + i)].alnum;
            push(part);
        }
        return true;
    }

    MoveSide &m_removed;
    MoveSide &m_added;
    bool m_shared;
    const MoveOptions &m_options;
    const CancelToken &m_cancel;
    Postings m_lines;
    Postings m_triples;
    std::vector<Seed> m_seeds; ///< by added line
    std::priority_queue<Weighed> m_queue;
};

} // namespace

void MoveSide::add(const FileDiff &diff, int file, Side side, int first, int end)
{
    const TextSide &text = diff.text(side);
    for (int i = first; i < end; ++i) {
        MoveLine line;
        line.file = file;
        line.line = i;
        line.run = nextRun;
        QByteArrayView raw = text.line(i);
        qsizetype at = 0;
        for (; at < raw.size() && (raw[at] == ' ' || raw[at] == '\t'); ++at)
            line.indent += raw[at] == '\t' ? 8 - line.indent % 8 : 1;
        line.text = trimmedLine(raw.sliced(at));
        line.hash = hashBytes(line.text);
        for (const char c : line.text.first(std::min(line.text.size(), textLimit)))
            line.alnum += isAlnum[quint8(c)];
        lines.push_back(line);
        claimed.push_back(0);
    }
    ++nextRun;
}

MoveSide MoveSide::unclaimed() const
{
    MoveSide free;
    free.reserve(size_t(std::count(claimed.begin(), claimed.end(), quint8(0))));
    for (size_t i = 0; i < lines.size(); ++i) {
        if (claimed[i])
            continue;
        if (!free.lines.empty() && (claimed[i - 1] || !follows(int(i))))
            ++free.nextRun;
        free.lines.push_back(lines[i]);
        free.lines.back().run = free.nextRun;
        free.claimed.push_back(0);
    }
    return free;
}

quint64 moveHash(QByteArrayView line)
{
    return hashBytes(trimmedLine(line));
}

std::vector<MoveRun> findEqualRuns(MoveSide &left, MoveSide &right, RunSources sources, const MoveOptions &options,
                                   const CancelToken &cancel)
{
    return RunFinder(left, right, sources, options, cancel).run();
}

} // namespace docket::diff
