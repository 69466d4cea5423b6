// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/renames.h"

#include "diff/contentprint.h"

#include <QHash>

#include <algorithm>
#include <tuple>

namespace docket::diff {

namespace {

constexpr size_t sketchSize = 48;     // smallest hashes of a file that go into the index
constexpr qsizetype maxPostings = 64; // a line that more files have (licence texts, braces) leads nowhere

bool isSource(const FileEntry &entry)
{
    return entry.status == FileStatus::Deleted && !entry.before.isSubmodule();
}

bool isTarget(const FileEntry &entry)
{
    return entry.status == FileStatus::Added && !entry.after.isSubmodule();
}

QByteArrayView baseName(const QByteArray &path)
{
    return QByteArrayView(path).sliced(path.lastIndexOf('/') + 1);
}

/** Which sources hold a line among the smallest hashes of theirs. */
class SketchIndex
{
public:
    void add(quint32 hash, int source) { m_postings.push_back(quint64(hash) << 32 | quint32(source)); }
    void finish()
    {
        sortByHash(m_postings);
        m_first.assign(buckets + 1, 0);
        for (const quint64 posting : m_postings)
            ++m_first[(posting >> shift) + 1];
        for (size_t i = 1; i < m_first.size(); ++i)
            m_first[i] += m_first[i - 1];
    }
    /** Calls `use(source)` for each, unless too many have the line. */
    template<typename Use>
    void find(quint32 hash, const Use &use) const
    {
        const auto bucketEnd = m_postings.begin() + m_first[(hash >> (shift - 32)) + 1];
        auto at = m_postings.begin() + m_first[hash >> (shift - 32)];
        while (at != bucketEnd && quint32(*at >> 32) < hash)
            ++at;
        if (bucketEnd - at > maxPostings && quint32(at[maxPostings] >> 32) == hash)
            return;
        for (; at != bucketEnd && quint32(*at >> 32) == hash; ++at)
            use(int(quint32(*at)));
    }

private:
    static constexpr size_t buckets = size_t(1) << 16;
    static constexpr int shift = 48;
    std::vector<quint64> m_postings; ///< hash above source, sorted
    std::vector<quint32> m_first;    ///< where the postings of each 65536th part of all hashes begin
};

/** One file that may be the old or the new end of a pair. */
struct End
{
    int entry = 0;
    const FileVersion *version = nullptr;
    ContentPrint print = {};
    bool read = false;
    bool taken = false;
};

class RenameFinder
{
public:
    RenameFinder(std::vector<FileEntry> &entries, const BlobReader &reader, const RenameOptions &options,
                 const CancelToken &cancel)
        : m_entries(entries), m_reader(reader), m_options(options), m_cancel(cancel)
    {
        for (size_t i = 0; i < entries.size(); ++i) {
            const FileEntry &entry = entries[i];
            if (isSource(entry))
                m_sources.push_back({.entry = int(i), .version = &entry.before});
            else if (isTarget(entry))
                m_targets.push_back({.entry = int(i), .version = &entry.after});
        }
    }

    std::vector<FileEntry> run()
    {
        if (!m_sources.empty() && !m_targets.empty()) {
            pairByBlob();
            if (!m_options.identicalOnly) {
                pairByName();
                pairByContent(m_sources, m_targets, FileStatus::Renamed);
            }
        }
        if (m_options.copies && !m_options.identicalOnly)
            findCopies();
        return joined();
    }

private:
    struct Pair
    {
        int source, target; ///< indices of entries
        int similarity;
        FileStatus status;
    };

    static bool sameType(const End &a, const End &b)
    {
        return (a.version->mode & 0170000) == (b.version->mode & 0170000);
    }

    void take(End &source, End &target, int similarity, FileStatus status)
    {
        source.taken = source.taken || status == FileStatus::Renamed;
        target.taken = true;
        m_pairs.push_back({source.entry, target.entry, similarity, status});
    }

    void pairByBlob()
    {
        QHash<QByteArray, QList<int>> byBlob;
        for (size_t i = 0; i < m_sources.size(); ++i) {
            if (m_sources[i].version->blob.isValid() && !m_sources[i].version->isEmpty())
                byBlob[m_sources[i].version->blob.hex].append(int(i));
        }
        // Equal names first, so that of many equal files each finds its own.
        for (const bool sameName : {true, false}) {
            for (End &target : m_targets) {
                if (target.taken || target.version->isEmpty())
                    continue;
                for (const int i : byBlob.value(target.version->blob.hex)) {
                    End &source = m_sources[size_t(i)];
                    if (source.taken || !sameType(source, target)
                        || (sameName && baseName(source.version->path) != baseName(target.version->path)))
                        continue;
                    take(source, target, 100, FileStatus::Renamed);
                    break;
                }
            }
        }
    }

    bool read(End &end)
    {
        if (end.read)
            return end.print.bytes > 0;
        end.read = true;
        if (end.version->size > m_options.maxBytes || end.version->isSymlink())
            return false;
        const Result<QByteArray> content = m_reader(*end.version);
        if (content && content->size() <= m_options.maxBytes)
            end.print = makePrint(*content);
        return end.print.bytes > 0;
    }

    void pairByName()
    {
        QHash<QByteArrayView, std::pair<int, int>> count; // name -> how many sources, targets
        QHash<QByteArrayView, End *> sourceOf;
        for (End &source : m_sources) {
            if (!source.taken) {
                ++count[baseName(source.version->path)].first;
                sourceOf[baseName(source.version->path)] = &source;
            }
        }
        for (const End &target : m_targets) {
            if (!target.taken)
                ++count[baseName(target.version->path)].second;
        }
        for (End &target : m_targets) {
            if (m_cancel.isCancelled())
                return;
            const QByteArrayView name = baseName(target.version->path);
            if (target.taken || count.value(name) != std::pair(1, 1))
                continue;
            End &source = *sourceOf.value(name);
            if (!sameType(source, target) || !read(source) || !read(target))
                continue;
            const int least = std::max(m_options.threshold, m_options.basenameThreshold);
            const int similarity = printSimilarity(source.print, target.print, least);
            if (similarity >= least)
                take(source, target, similarity, FileStatus::Renamed);
        }
    }

    /** Candidates come from the index of sketches; each target's best few are compared wholly; the best pairs win. */
    void pairByContent(std::vector<End> &sources, std::vector<End> &targets, FileStatus status)
    {
        SketchIndex index;
        for (size_t i = 0; i < sources.size() && !m_cancel.isCancelled(); ++i) {
            if (sources[i].taken || !read(sources[i]))
                continue;
            const auto &chunks = sources[i].print.chunks;
            for (size_t k = 0; k < std::min(sketchSize, chunks.size()); ++k)
                index.add(chunks[k].hash, int(i));
        }
        index.finish();
        struct Match { int similarity; bool sameName; int source, target; };
        std::vector<Match> matches;
        std::vector<int> hits(sources.size(), 0);
        for (size_t t = 0; t < targets.size() && !m_cancel.isCancelled(); ++t) {
            if (targets[t].taken || !read(targets[t]))
                continue;
            for (const int s : candidates(targets[t], index, hits)) {
                End &source = sources[size_t(s)];
                if (!sameType(source, targets[t]))
                    continue;
                const int similarity = printSimilarity(source.print, targets[t].print, m_options.threshold);
                if (similarity >= m_options.threshold)
                    matches.push_back(
                        {similarity, baseName(source.version->path) == baseName(targets[t].version->path), s, int(t)});
            }
        }
        std::stable_sort(matches.begin(), matches.end(), [](const Match &a, const Match &b) {
            return std::tuple(b.similarity, b.sameName) < std::tuple(a.similarity, a.sameName);
        });
        for (const Match &match : matches) {
            End &source = sources[size_t(match.source)];
            End &target = targets[size_t(match.target)];
            if (!source.taken && !target.taken)
                take(source, target, match.similarity, status);
        }
    }

    std::vector<int> candidates(const End &target, const SketchIndex &index, std::vector<int> &hits) const
    {
        std::vector<int> found;
        const auto &chunks = target.print.chunks;
        // Twice the sketch: the smallest hashes of a source are among the smaller ones of what it became.
        for (size_t k = 0; k < std::min(2 * sketchSize, chunks.size()); ++k) {
            index.find(chunks[k].hash, [&](int source) {
                if (hits[size_t(source)]++ == 0)
                    found.push_back(source);
            });
        }
        const size_t keep = std::min(found.size(), size_t(m_options.candidates));
        std::partial_sort(found.begin(), found.begin() + qptrdiff(keep), found.end(), [&](int a, int b) {
            return std::tuple(hits[size_t(b)], a) < std::tuple(hits[size_t(a)], b);
        });
        for (const int source : found)
            hits[size_t(source)] = 0;
        found.resize(keep);
        return found;
    }

    void findCopies()
    {
        std::vector<End> sources;
        for (size_t i = 0; i < m_entries.size(); ++i) {
            if (m_entries[i].before.exists() && !m_entries[i].before.isSubmodule())
                sources.push_back({.entry = int(i), .version = &m_entries[i].before});
        }
        QHash<QByteArray, int> byBlob;
        for (size_t i = 0; i < sources.size(); ++i)
            byBlob.insert(sources[i].version->blob.hex, int(i));
        for (End &target : m_targets) {
            const int source = target.version->isEmpty() ? -1 : byBlob.value(target.version->blob.hex, -1);
            if (!target.taken && source >= 0 && sameType(sources[size_t(source)], target))
                take(sources[size_t(source)], target, 100, FileStatus::Copied);
        }
        pairByContent(sources, m_targets, FileStatus::Copied);
    }

    std::vector<FileEntry> joined()
    {
        std::vector<FileEntry> out;
        std::vector<const Pair *> ofTarget(m_entries.size(), nullptr);
        std::vector<bool> gone(m_entries.size(), false);
        for (const Pair &pair : m_pairs) {
            ofTarget[size_t(pair.target)] = &pair;
            gone[size_t(pair.source)] = gone[size_t(pair.source)] || pair.status == FileStatus::Renamed;
        }
        out.reserve(m_entries.size());
        for (size_t i = 0; i < m_entries.size(); ++i) {
            if (gone[i])
                continue;
            FileEntry entry = m_entries[i];
            if (const Pair *pair = ofTarget[i]) {
                entry.before = m_entries[size_t(pair->source)].before;
                entry.status = pair->status;
                entry.similarity = quint8(pair->similarity);
            }
            out.push_back(std::move(entry));
        }
        return out;
    }

    std::vector<FileEntry> &m_entries;
    const BlobReader &m_reader;
    const RenameOptions &m_options;
    const CancelToken &m_cancel;
    std::vector<End> m_sources;
    std::vector<End> m_targets;
    std::vector<Pair> m_pairs;
};

} // namespace

std::vector<FileEntry> findRenames(std::vector<FileEntry> entries, const BlobReader &reader,
                                   const RenameOptions &options, const CancelToken &cancel)
{
    return RenameFinder(entries, reader, options, cancel).run();
}

std::vector<bool> openEnds(const std::vector<FileEntry> &entries)
{
    std::vector<bool> open(entries.size(), false);
    if (std::ranges::none_of(entries, isSource) || std::ranges::none_of(entries, isTarget))
        return open;
    std::ranges::transform(entries, open.begin(), [](const FileEntry &entry) {
        return isSource(entry) || isTarget(entry);
    });
    return open;
}

} // namespace docket::diff
