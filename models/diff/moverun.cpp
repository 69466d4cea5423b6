// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/moverun.h"

#include "diff/internlines.h"

#include <QHash>

#include <algorithm>
#include <cstdlib>
#include <queue>
#include <tuple>

namespace docket::diff {

namespace {

constexpr quint32 weakAlnum = 10;  // what a run needs to be kept until runs are joined
constexpr quint32 seedAlnum = 4;   // a line with less is no seed
constexpr qsizetype textLimit = 4096;

bool isAlnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || quint8(c) >= 0x80;
}

class RunFinder
{
public:
    RunFinder(MoveSide &removed, MoveSide &added, const MoveOptions &options, const CancelToken &cancel)
        : m_removed(removed), m_added(added), m_options(options), m_cancel(cancel)
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
        return (at(0) * 0x9e3779b97f4a7c15ULL + at(1)) * 0xd6e8feb86659fd93ULL + at(2) + 1;
    }
    static quint32 tripleAlnum(const MoveSide &side, int i)
    {
        return side.lines[size_t(i)].alnum + side.lines[size_t(i) + 1].alnum + side.lines[size_t(i) + 2].alnum;
    }

    /** Where each line, and each three lines, stand among the removed ones. */
    void index()
    {
        m_lines.reserve(qsizetype(m_removed.lines.size()));
        for (int i = 0; i < int(m_removed.lines.size()); ++i) {
            const MoveLine &line = m_removed.lines[size_t(i)];
            if (line.alnum >= seedAlnum)
                post(m_lines, line.hash, i);
            if (isTriple(m_removed, i) && tripleAlnum(m_removed, i) >= weakAlnum)
                post(m_triples, tripleHash(m_removed, i), i);
        }
    }
    void post(QHash<quint64, QList<int>> &map, quint64 hash, int at) const
    {
        QList<int> &list = map[hash];
        if (list.size() <= m_options.maxPostings) // one more than allowed says "too many"
            list.append(at);
    }

    void collect()
    {
        QHash<qint64, int> coveredTo; // diagonal -> first added line that no run on it covers
        for (int r = 0; r < int(m_added.lines.size()); ++r) {
            if ((r & 1023) == 0 && m_cancel.isCancelled())
                return;
            const MoveLine &line = m_added.lines[size_t(r)];
            auto found = line.alnum >= seedAlnum ? m_lines.constFind(line.hash) : m_lines.constEnd();
            bool some = found != m_lines.constEnd() && found->size() <= m_options.maxPostings;
            if (!some && isTriple(m_added, r)) {
                found = m_triples.constFind(tripleHash(m_added, r));
                some = found != m_triples.constEnd() && found->size() <= m_options.maxPostings;
            }
            if (!some)
                continue;
            for (const int l : *found) {
                int &covered = coveredTo[qint64(l) - r];
                if (covered <= r && line.equals(m_removed.lines[size_t(l)]))
                    covered = grow(l, r);
            }
        }
    }

    int grow(int l, int r)
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
        return run.right + run.count;
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
                m_removed.claimed[size_t(run.left + i)] = 1;
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
            return m_removed.claimed[size_t(run.left + i)] || m_added.claimed[size_t(run.right + i)];
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
    const MoveOptions &m_options;
    const CancelToken &m_cancel;
    QHash<quint64, QList<int>> m_lines;
    QHash<quint64, QList<int>> m_triples;
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
        line.text = raw.sliced(at).trimmed();
        line.hash = hashBytes(line.text);
        for (const char c : line.text.first(std::min(line.text.size(), textLimit)))
            line.alnum += isAlnum(c);
        lines.push_back(line);
        claimed.push_back(0);
    }
    ++nextRun;
}

std::vector<MoveRun> findEqualRuns(MoveSide &removed, MoveSide &added, const MoveOptions &options,
                                   const CancelToken &cancel)
{
    return RunFinder(removed, added, options, cancel).run();
}

} // namespace docket::diff
