// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/moverun.h"

#include "diff/intraline.h"

#include <QHash>

#include <algorithm>
#include <tuple>

namespace docket::diff {

namespace {

constexpr double likeEnough = 0.6; // a changed line inside or at the edge of a moved block
constexpr int widestGap = 20;      // lines changed in the middle of a moved block
constexpr int copyLines = 5;       // copies of standing text are more often chance than moves
constexpr quint32 copyAlnum = 60;

bool equalButForBlanks(QByteArrayView a, QByteArrayView b)
{
    return a.trimmed() == b.trimmed();
}

/** Runs that belong together, as indices into the two sides. */
struct Block
{
    int left0, left1, right0, right1;
    std::vector<MoveRun> runs;
    quint32 alnum = 0;
    int equalLines = 0;
};

class MoveFinder
{
public:
    MoveFinder(const std::vector<FileDiffPtr> &files, const MoveOptions &options, const CancelToken &cancel)
        : m_files(files), m_options(options), m_cancel(cancel)
    {
    }

    std::vector<MovedBlock> run()
    {
        if (!collect()) {
            m_search = MoveSearch::NotDone;
            return {};
        }
        std::vector<Block> blocks = joined(findEqualRuns(m_removed, m_added, RunSources::Free, m_options, m_cancel));
        countFirstLines(blocks);
        std::vector<MovedBlock> out;
        for (Block &block : blocks) {
            if (!isWorthy(block)) {
                release(block);
                continue;
            }
            growEdges(block);
            out.push_back(finished(block));
        }
        findMerged(out);
        if (m_options.copies) {
            findSecondPlaces(out);
            findCopies(out);
        }
        return out;
    }
    MoveSearch search() const { return m_search; }

private:
    /** False when there is too much to look at. */
    bool collect()
    {
        qint64 removed = 0, added = 0;
        for (const FileDiffPtr &file : m_files) {
            removed += file ? file->removedLines() : 0;
            added += file ? file->addedLines() : 0;
        }
        if (removed + added > m_options.maxLines)
            return false;
        m_removed.reserve(size_t(removed));
        m_added.reserve(size_t(added));
        for (size_t f = 0; f < m_files.size(); ++f) {
            if (!m_files[f])
                continue;
            const FileDiff &file = *m_files[f];
            for (size_t e = 0; e < file.edits().size(); ++e)
                collectEdit(file, int(f), int(e));
        }
        return true;
    }

    /** How often the lines that short blocks begin with stand on each side. */
    void countFirstLines(const std::vector<Block> &blocks)
    {
        for (const Block &block : blocks) {
            if (block.equalLines < m_options.minLines)
                m_seen.insert(removed(block.left0).hash, {});
        }
        const auto count = [this](const MoveSide &side, int Seen::*where) {
            for (const MoveLine &line : side.lines) {
                if (const auto found = m_seen.find(line.hash); found != m_seen.end())
                    ++((*found).*where);
            }
        };
        if (m_seen.isEmpty())
            return;
        count(m_removed, &Seen::removed);
        count(m_added, &Seen::added);
    }

    /** All lines of the edit but those that only changed their blanks where they stood. */
    void collectEdit(const FileDiff &file, int index, int e)
    {
        const Edit &edit = file.edits()[size_t(e)];
        int left = edit.leftStart, right = edit.rightStart;
        for (const LinePair &pair : file.pairs(e)) {
            if (!equalButForBlanks(file.left().line(pair.left), file.right().line(pair.right)))
                continue;
            m_removed.add(file, index, Side::Left, left, pair.left);
            m_added.add(file, index, Side::Right, right, pair.right);
            left = pair.left + 1;
            right = pair.right + 1;
        }
        m_removed.add(file, index, Side::Left, left, edit.leftEnd());
        m_added.add(file, index, Side::Right, right, edit.rightEnd());
    }

    const MoveLine &removed(int i) const { return m_removed.lines[size_t(i)]; }
    const MoveLine &added(int i) const { return m_added.lines[size_t(i)]; }

    /** Joins runs that follow each other on both sides with little between them: a block that was edited on its way. */
    std::vector<Block> joined(std::vector<MoveRun> runs) const
    {
        std::sort(runs.begin(), runs.end(), [](const MoveRun &a, const MoveRun &b) { return a.right < b.right; });
        std::vector<Block> blocks;
        for (const MoveRun &run : runs) {
            if (!blocks.empty() && continues(blocks.back(), run)) {
                Block &block = blocks.back();
                block.left1 = run.left + run.count;
                block.right1 = run.right + run.count;
                block.alnum += run.alnum;
                block.equalLines += run.count;
                block.runs.push_back(run);
            } else {
                blocks.push_back(
                    {run.left, run.left + run.count, run.right, run.right + run.count, {run}, run.alnum, run.count});
            }
        }
        return blocks;
    }

    bool continues(const Block &block, const MoveRun &run) const
    {
        const int gapLeft = run.left - block.left1;
        const int gapRight = run.right - block.right1;
        if (gapLeft < 0 || gapRight < 0 || removed(block.left0).run != removed(run.left).run
            || added(block.right0).run != added(run.right).run)
            return false;
        const int gap = std::max(gapLeft, gapRight);
        if (gap > std::min(widestGap, std::max(4, std::min(block.equalLines, run.count))))
            return false;
        const auto isFree = [](const MoveSide &side, int from, int to) {
            return std::find(side.claimed.begin() + from, side.claimed.begin() + to, quint8(1))
                == side.claimed.begin() + to;
        };
        return isFree(m_removed, block.left1, run.left) && isFree(m_added, block.right1, run.right);
    }

    bool isWorthy(const Block &block) const
    {
        if (block.alnum < quint32(m_options.minAlphanumerics))
            return false;
        if (block.equalLines >= m_options.minLines)
            return true;
        // Shorter ones only if nothing else could be meant.
        const Seen seen = m_seen.value(removed(block.left0).hash);
        return seen.removed == 1 && seen.added == 1;
    }

    void release(const Block &block)
    {
        for (const MoveRun &run : block.runs) {
            std::fill_n(m_removed.claimed.begin() + run.left, run.count, quint8(0));
            std::fill_n(m_added.claimed.begin() + run.right, run.count, quint8(0));
        }
    }

    /** Takes lines at both ends in that changed a little, such as the head of a moved function. */
    void growEdges(Block &block)
    {
        const auto fits = [&](int l, int r) {
            return !m_removed.claimed[size_t(l)] && !m_added.claimed[size_t(r)] && removed(l).alnum > 0
                && similarity(removed(l).text, added(r).text) >= likeEnough;
        };
        const int most = block.equalLines;
        for (int i = 0; i < most && block.left0 > 0 && block.right0 > 0 && m_removed.follows(block.left0)
             && m_added.follows(block.right0) && fits(block.left0 - 1, block.right0 - 1);
             ++i)
            --block.left0, --block.right0;
        for (int i = 0;
             i < most && block.left1 < int(m_removed.lines.size()) && block.right1 < int(m_added.lines.size())
             && m_removed.follows(block.left1) && m_added.follows(block.right1) && fits(block.left1, block.right1);
             ++i)
            ++block.left1, ++block.right1;
        std::fill(m_removed.claimed.begin() + block.left0, m_removed.claimed.begin() + block.left1, quint8(1));
        std::fill(m_added.claimed.begin() + block.right0, m_added.claimed.begin() + block.right1, quint8(1));
    }

    MovedBlock finished(const Block &block) const
    {
        MovedBlock out{.fromFile = removed(block.left0).file,
                       .fromLine = removed(block.left0).line,
                       .fromCount = block.left1 - block.left0,
                       .toFile = added(block.right0).file,
                       .toLine = added(block.right0).line,
                       .toCount = block.right1 - block.right0};
        out.indentDelta = commonIndent(block);
        int left = block.left0, right = block.right0;
        const auto edit = [&](int leftEnd, int rightEnd) {
            if (leftEnd > left || rightEnd > right)
                out.edits.push_back({left - block.left0, leftEnd - left, right - block.right0, rightEnd - right});
            left = leftEnd;
            right = rightEnd;
        };
        for (const MoveRun &run : block.runs) {
            for (int i = 0; i < run.count; ++i) {
                const bool otherIndent = removed(run.left + i).alnum > 0
                    && added(run.right + i).indent - removed(run.left + i).indent != out.indentDelta;
                if (otherIndent)
                    continue; // becomes part of the next edit: in some languages it is another meaning
                edit(run.left + i, run.right + i);
                ++left, ++right;
            }
        }
        edit(block.left1, block.right1);
        out.edited = !out.edits.empty();
        return out;
    }

    int commonIndent(const Block &block) const
    {
        QHash<int, int> votes;
        int best = 0, most = 0;
        for (const MoveRun &run : block.runs) {
            for (int i = 0; i < run.count; ++i) {
                if (removed(run.left + i).alnum == 0)
                    continue;
                const int delta = added(run.right + i).indent - removed(run.left + i).indent;
                if (++votes[delta] > most) {
                    most = votes[delta];
                    best = delta;
                }
            }
        }
        return best;
    }

    static MovedBlock blockOf(const MoveLine &from, const MoveLine &to, int count)
    {
        return {.fromFile = from.file,
                .fromLine = from.line,
                .fromCount = count,
                .toFile = to.file,
                .toLine = to.line,
                .toCount = count,
                .indentDelta = to.indent - from.indent};
    }

    bool isLongEnough(const MoveRun &run) const
    {
        return run.count >= m_options.minLines && run.alnum >= quint32(m_options.minAlphanumerics);
    }

    /** What is still only "removed" against all that was added: of several equal places one was left. */
    void findMerged(std::vector<MovedBlock> &out)
    {
        MoveSide gone = m_removed.unclaimed();
        for (const MoveRun &run : findEqualRuns(m_added, gone, RunSources::Shared, m_options, m_cancel)) {
            if (!isLongEnough(run))
                continue;
            out.push_back(blockOf(gone.lines[size_t(run.right)], added(run.left), run.count));
            out.back().merged = true;
        }
    }

    /** What is still only "added" against all that was removed: it arrived in several places. */
    void findSecondPlaces(std::vector<MovedBlock> &out)
    {
        MoveSide fresh = m_added.unclaimed();
        for (const MoveRun &run : findEqualRuns(m_removed, fresh, RunSources::Shared, m_options, m_cancel)) {
            if (!isLongEnough(run))
                continue;
            const MoveLine &to = fresh.lines[size_t(run.right)];
            out.push_back(blockOf(removed(run.left), to, run.count));
            out.back().copy = true;
            claimAdded(to, run.count);
        }
    }

    /** What is still only "added" against text that still stands. */
    void findCopies(std::vector<MovedBlock> &out)
    {
        MoveSide fresh = m_added.unclaimed();
        constexpr size_t bits = size_t(1) << 22;
        std::vector<bool> wanted(bits); // most lines that stand are in no added one, and need no closer look
        for (const MoveLine &line : fresh.lines)
            wanted[line.hash % bits] = true;
        MoveSide standing;
        qint64 looked = 0;
        for (size_t f = 0; f < m_files.size() && !m_cancel.isCancelled(); ++f) {
            const FileDiff *file = m_files[f].get();
            if (!file || file->edits().empty())
                continue;
            looked += file->left().lineCount();
            if (looked > m_options.maxLines) {
                m_search = MoveSearch::WithoutCopies; // those from the first files alone would be chance
                return;
            }
            const auto isWanted = [&](int line) { return wanted[moveHash(file->left().line(line)) % bits]; };
            for (int line = 0; line < file->left().lineCount(); ++line) {
                const int first = line;
                while (line < file->left().lineCount() && isWanted(line))
                    ++line;
                if (line - first >= copyLines)
                    standing.add(*file, int(f), Side::Left, first, line);
            }
        }
        for (const MoveRun &run : findEqualRuns(standing, fresh, RunSources::Shared, m_options, m_cancel)) {
            if (run.count < copyLines || run.alnum < copyAlnum)
                continue;
            out.push_back(blockOf(standing.lines[size_t(run.left)], fresh.lines[size_t(run.right)], run.count));
            out.back().copy = true;
        }
    }

    /** Takes lines of the added side by their place in the files. */
    void claimAdded(const MoveLine &first, int count)
    {
        const auto at = std::lower_bound(
            m_added.lines.begin(), m_added.lines.end(), first,
            [](const MoveLine &a, const MoveLine &b) { return std::tie(a.file, a.line) < std::tie(b.file, b.line); });
        std::fill_n(m_added.claimed.begin() + (at - m_added.lines.begin()), count, quint8(1));
    }

    const std::vector<FileDiffPtr> &m_files;
    const MoveOptions &m_options;
    const CancelToken &m_cancel;
    MoveSide m_removed;
    MoveSide m_added;
    struct Seen
    {
        int removed = 0, added = 0;
    };
    QHash<quint64, Seen> m_seen; ///< by hash
    MoveSearch m_search = MoveSearch::Whole;
};

} // namespace

MoveMapPtr findMoves(const std::vector<FileDiffPtr> &files, const MoveOptions &options, const CancelToken &cancel)
{
    MoveFinder finder(files, options, cancel);
    std::vector<MovedBlock> blocks = finder.run();
    std::sort(blocks.begin(), blocks.end(), [](const MovedBlock &a, const MovedBlock &b) {
        return std::tie(a.toFile, a.toLine) < std::tie(b.toFile, b.toLine);
    });
    return std::make_shared<const MoveMap>(std::move(blocks), finder.search());
}

} // namespace docket::diff
