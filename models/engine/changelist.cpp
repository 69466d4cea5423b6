// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/changelist.h"

#include "diff/blobreader.h"
#include "diff/firstpart.h"
#include "diff/interdiff.h"
#include "diff/renames.h"
#include "git/attributes.h"
#include "git/replay.h"
#include "git/treediff.h"
#include "review/fileflags.h"
#include "review/readingorder.h"

#include <QMutexLocker>

#include <algorithm>
#include <atomic>
#include <malloc.h>
#include <optional>
#include <thread>

namespace docket {

namespace {

/** Up to so many files the marker of generated text is looked for before they are ordered; beyond, when each is read:
 * nobody waits for hundreds of texts before the first of them is shown. */
constexpr size_t markersBeforeOrder = 24;
/** Only so large files are read for that. */
constexpr qint64 maxMarkerBytes = 256 << 10;
/** So many texts are read to find renames before anything is shown. */
constexpr qsizetype readsBeforeList = 64;
constexpr qint64 maxRemembered = 128 << 20;
/** After so many bytes, or an eighth of what was read so far, what is kept of packs is given back: the pages that were
 * touched and bases of deltas, by our own reader and, where it left an object to libgit2, by that. For a change of some
 * megabytes that would be more than the change. */
constexpr qint64 minBytesBetweenRests = 1 << 20;

QByteArray keyOf(const diff::FileEntry &entry)
{
    QByteArray key;
    key.reserve(2 * (entry.path().size() + 60));
    for (const diff::FileVersion *version : {&entry.before, &entry.after}) {
        key.append(version->path).append('\0').append(version->blob.hex);
        key.append(reinterpret_cast<const char *>(&version->mode), sizeof version->mode);
    }
    return key.append(char(entry.flags)); // with other flags it is compared in another way
}

diff::FileEntry entryOf(const git::TreeChange &change)
{
    diff::FileVersion before;
    diff::FileVersion after;
    if (change.oldMode != git::FileMode::None)
        before = {change.path, change.oldId, quint32(change.oldMode), change.oldSize};
    if (change.newMode != git::FileMode::None)
        after = {change.path, change.newId, quint32(change.newMode), change.newSize};
    return diff::makeEntry(before, after);
}

} // namespace

/** What the threads of one job share. Repositories are opened once a thread and lent out. */
struct ChangeList::Work
{
    DiffJob job;
    QHash<QByteArray, QByteArray> made; ///< blobs that only the replay has
    QSet<QByteArray> conflicts;
    mutable diff::BlobMemory memory{maxRemembered};
    mutable QMutex mutex;
    mutable std::vector<git::Repository> idle;
    mutable int lent = 0;
    mutable qint64 nextRest = minBytesBetweenRests;
    mutable std::atomic<qint64> bytesRead = 0;

    class Lease
    {
    public:
        explicit Lease(const Work &work) : m_work(work), m_repository(work.lend()) {}
        ~Lease() { m_work.takeBack(std::move(m_repository)); }
        Lease(const Lease &) = delete;
        Lease &operator=(const Lease &) = delete;

        const Result<git::Repository> &repository() const { return m_repository; }
        bool isAtLeast(const diff::FileVersion &version, qint64 bytes) const
        {
            return m_repository && version.exists() && !version.isSubmodule()
                && m_repository->approximateBlobSize(version.blob) >= bytes;
        }
        Result<QByteArray> read(const diff::FileVersion &version) const
        {
            return m_repository ? m_work.read(*m_repository, version) : std::unexpected(m_repository.error());
        }

    private:
        const Work &m_work;
        Result<git::Repository> m_repository;
    };

    Result<git::Repository> lend() const
    {
        const QMutexLocker locker(&mutex);
        ++lent;
        if (idle.empty())
            return git::Repository::open(job.repository);
        git::Repository known = std::move(idle.back());
        idle.pop_back();
        return known;
    }

    void takeBack(Result<git::Repository> repository) const
    {
        const QMutexLocker locker(&mutex);
        --lent;
        if (repository)
            idle.push_back(*std::move(repository));
        // libgit2 shares a pack between all that have it open: only when none has, it lets go. So none is opened
        // meanwhile.
        if (lent == 0 && bytesRead >= nextRest) {
            idle.clear();
            nextRest = bytesRead + std::max(minBytesBetweenRests, bytesRead / 8);
        }
    }

    Result<QByteArray> read(const git::Repository &repository, const diff::FileVersion &version) const
    {
        if (!version.exists() || version.isSubmodule())
            return QByteArray();
        if (const auto found = made.constFind(version.blob.hex); found != made.constEnd())
            return *found;
        if (const QByteArray known = memory.take(version.blob); !known.isNull())
            return known;
        auto content = repository.readBlob(version.blob);
        if (content)
            bytesRead += content->size();
        return content;
    }
    bool conflictsIn(const diff::FileEntry &entry) const
    {
        return !conflicts.isEmpty() && (conflicts.contains(entry.before.path) || conflicts.contains(entry.after.path));
    }
};

/** Makes a list step by step. */
class ChangeList::Maker
{
public:
    Maker(const DiffJob &job, const CancelToken &cancel) : m_cancel(cancel)
    {
        m_list.reset(new ChangeList);
        m_list->m_work = std::make_shared<Work>();
        m_list->m_work->job = job;
    }
    Maker(const ChangeList &early, const CancelToken &cancel) : m_cancel(cancel)
    {
        m_list.reset(new ChangeList);
        m_list->m_work = early.m_work;
        m_isSecond = true;
    }

    Result<Ptr> run()
    {
        const Work::Lease lease(work());
        if (!lease.repository())
            return std::unexpected(lease.repository().error());
        const git::Repository &repository = *lease.repository();
        if (auto found = findBases(repository); !found)
            return std::unexpected(found.error());
        auto entries = listEntries(repository);
        if (!entries)
            return std::unexpected(entries.error());
        *entries = diff::findRenames(*std::move(entries), {}, {.identicalOnly = true}, m_cancel);
        const std::vector<bool> open = diff::openEnds(*entries);
        if (!work().job.inSteps || std::ranges::count(open, true) <= readsBeforeList)
            return finish(lease, *std::move(entries));
        m_list->m_early = *entries;
        return order(*std::move(entries), repository, open);
    }

    Result<Ptr> finish(std::vector<diff::FileEntry> entries)
    {
        const Work::Lease lease(work());
        if (!lease.repository())
            return std::unexpected(lease.repository().error());
        return finish(lease, std::move(entries));
    }

private:
    Work &work() { return *m_list->m_work; }
    bool isReplayed()
    {
        return work().job.oldBase.isValid() && work().job.newBase.isValid() && work().job.oldBase != work().job.newBase;
    }

    Result<Ptr> finish(const Work::Lease &lease, std::vector<diff::FileEntry> entries)
    {
        const diff::BlobReader reader = [&](const diff::FileVersion &version) {
            auto content = lease.read(version);
            if (content && !work().made.contains(version.blob.hex))
                work().memory.keep(version.blob, *content);
            return content;
        };
        entries = diff::findRenames(std::move(entries), reader, {}, m_cancel);
        return order(std::move(entries), *lease.repository(), {});
    }

    /** `open` is by entry; empty: none. */
    Result<Ptr> order(std::vector<diff::FileEntry> entries, const git::Repository &repository,
                      const std::vector<bool> &open)
    {
        flag(entries, repository, open.empty());
        if (m_cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("Cancelled."));
        m_list->m_files.reserve(qsizetype(entries.size()));
        for (const int index : review::readingOrder(entries)) {
            m_list->m_files.append(std::move(entries[size_t(index)]));
            if (!open.empty())
                m_list->m_open.append(open[size_t(index)]);
            if (m_isSecond)
                m_list->m_numbers.insert(keyOf(m_list->m_files.constLast()), int(m_list->m_files.size()) - 1);
        }
        return m_list;
    }

    Result<void> findBases(const git::Repository &repository)
    {
        DiffJob &job = work().job;
        if ((job.oldBase.isValid() && job.newBase.isValid()) || !job.from.isValid())
            return {};
        Result<git::Bases> bases;
        if (job.start.isValid())
            bases = git::basesSince(repository, job.start, job.from, job.to);
        else if (job.target.isValid())
            bases = git::basesOn(repository, job.target, job.from, job.to);
        else
            return {};
        if (!bases)
            return std::unexpected(bases.error());
        job.oldBase = bases->oldBase;
        job.newBase = bases->newBase;
        return {};
    }

    Result<std::vector<diff::FileEntry>> listEntries(const git::Repository &repository)
    {
        const DiffJob &job = work().job;
        Result<QList<git::TreeChange>> changes;
        if (isReplayed()) {
            auto replayed =
                git::replay(repository, {job.oldBase, job.from, job.newBase, job.to}, {.sizes = false}, m_cancel);
            if (!replayed)
                return std::unexpected(replayed.error());
            work().made = std::move(replayed->blobs);
            work().conflicts = std::move(replayed->conflicts);
            changes = std::move(replayed->changes);
        } else {
            changes = git::diffTrees(repository, job.from, job.to, {.sizes = false}, m_cancel);
        }
        if (!changes)
            return std::unexpected(changes.error());
        std::vector<diff::FileEntry> entries;
        entries.reserve(size_t(changes->size()));
        for (const git::TreeChange &change : *changes)
            entries.push_back(entryOf(change));
        return entries;
    }

    /** Attributes are those of the base: a branch must not hide its own changes. The first of two lists comes without
     * them: to ask for thousands of paths takes longer than to find them. */
    void flag(std::vector<diff::FileEntry> &entries, const git::Repository &repository, bool withAttributes)
    {
        const DiffJob &job = work().job;
        const ObjectId base = job.newBase.isValid() ? job.newBase : job.from;
        QList<QByteArray> paths;
        for (const diff::FileEntry &entry : entries)
            paths.append(entry.path());
        QHash<QByteArray, git::PathAttributes> attributes;
        if (base.isValid() && withAttributes)
            attributes = git::attributesAt(repository, base, paths, m_cancel).value_or(attributes);
        const bool few = entries.size() <= markersBeforeOrder;
        for (diff::FileEntry &entry : entries) {
            if (m_cancel.isCancelled())
                return;
            const git::PathAttributes said = attributes.value(entry.path());
            entry.flags = review::pathFlags(entry.path(), {said.generated, said.vendored, said.text});
            if (few)
                entry.flags = review::withMarkers(entry.flags, smallText(entry.before, repository),
                                                  smallText(entry.after, repository));
        }
    }

    QByteArray smallText(const diff::FileVersion &version, const git::Repository &repository)
    {
        if (!version.exists() || version.isSubmodule() || work().made.contains(version.blob.hex))
            return work().made.value(version.blob.hex);
        QByteArray text = work().memory.take(version.blob);
        if (text.isNull())
            text = repository.readBlob(version.blob, maxMarkerBytes).value_or(QByteArray());
        work().memory.keep(version.blob, text);
        return text;
    }

    std::shared_ptr<ChangeList> m_list;
    const CancelToken &m_cancel;
    bool m_isSecond = false;
};

ChangeList::ChangeList() = default;
ChangeList::~ChangeList() = default;

int ChangeList::numberOf(const ChangeList &other, int file) const
{
    return &other == this ? file : m_numbers.value(keyOf(other.m_files.at(file)), -1);
}

bool ChangeList::isInSteps() const
{
    return m_work->job.inSteps;
}

Result<ChangeList::Ptr> ChangeList::make(const DiffJob &job, const CancelToken &cancel)
{
    return Maker(job, cancel).run();
}

Result<ChangeList::Ptr> ChangeList::complete(const Ptr &early, const CancelToken &cancel)
{
    return Maker(*early, cancel).finish(early->m_early);
}

void ChangeList::rest() const
{
    {
        const QMutexLocker locker(&m_work->mutex);
        m_work->idle.clear();
    }
    ::malloc_trim(0); // what reading and comparing used lies about in the heaps of several threads
}

diff::FileDiffPtr ChangeList::diff(diff::FileEntry entry, const CancelToken &cancel, const Tell &firstPart) const
{
    std::optional<Work::Lease> lease(*m_work);
    Result<QByteArray> before;
    Result<QByteArray> after;
    {
        // To unpack megabytes takes longer than to compare what a reader sees of them first.
        const bool isLarge = firstPart && lease->isAtLeast(entry.before, diff::FirstPartFromBytes)
            && lease->isAtLeast(entry.after, diff::FirstPartFromBytes);
        std::jthread other;
        if (isLarge)
            other = std::jthread([&] { after = Work::Lease(*m_work).read(entry.after); });
        before = lease->read(entry.before);
        if (!isLarge)
            after = lease->read(entry.after);
    }
    if (cancel.isCancelled())
        return nullptr;
    if (!before || !after)
        return diff::unreadableFileDiff(entry, (before ? after : before).error().text());
    entry.flags = review::withMarkers(entry.flags, *before, *after);
    const DiffJob &job = m_work->job;
    diff::DiffOptions options = job.options;
    options.forceText = options.forceText || (entry.flags & diff::TextByAttributes);
    if (!m_work->conflictsIn(entry)) {
        lease.reset();
        if (firstPart && std::min(before->size(), after->size()) >= diff::FirstPartFromBytes) {
            if (diff::FileDiffPtr part = diff::computeFirstPart(entry, *before, *after, options, cancel))
                firstPart(std::move(part));
        }
        return diff::computeFileDiff(entry, *std::move(before), *std::move(after), options, cancel);
    }
    const auto inBase = [&](const ObjectId &base, const diff::FileVersion &version) {
        const auto blob = version.exists() ? git::blobAt(*lease->repository(), base, version.path) : ObjectId();
        return blob && blob->isValid() ? lease->repository()->readBlob(*blob).value_or(QByteArray()) : QByteArray();
    };
    return diff::computeInterdiff(
        entry,
        {inBase(job.oldBase, entry.before), *std::move(before), inBase(job.newBase, entry.after), *std::move(after)},
        options, cancel);
}

} // namespace docket
