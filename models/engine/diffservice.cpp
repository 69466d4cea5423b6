// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diffservice.h"

#include "diff/renames.h"
#include "git/treediff.h"
#include "review/fileflags.h"
#include "review/readingorder.h"

using namespace Qt::StringLiterals;

namespace docket {

namespace {

/** Only so much of each side is read to see whether a file says that it is generated. */
constexpr qint64 maxFlagBytes = 256 << 10;

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

void flag(std::vector<diff::FileEntry> &entries, const git::Repository &repository, const git::BlobReader &blobs, const ObjectId &base,
          const CancelToken &cancel)
{
    QList<QByteArray> paths;
    for (const diff::FileEntry &entry : entries)
        paths.append(entry.path());
    const auto attributes = base.isValid() ? git::attributesAt(repository, base, paths, cancel).value_or(QHash<QByteArray, git::PathAttributes>())
                                           : QHash<QByteArray, git::PathAttributes>();
    const auto start = [&](const diff::FileVersion &version) {
        if (!version.exists() || version.isSubmodule() || version.size > maxFlagBytes)
            return QByteArray();
        return blobs.read(version.blob, maxFlagBytes).value_or(QByteArray());
    };
    const bool few = entries.size() <= 400; // the marker inside is looked for where that costs little
    for (diff::FileEntry &entry : entries) {
        if (cancel.isCancelled())
            return;
        const git::PathAttributes said = attributes.value(entry.path());
        const QByteArray before = few ? start(entry.before) : QByteArray();
        const QByteArray after = few ? start(entry.after) : QByteArray();
        entry.flags = review::fileFlags(entry, {said.generated, said.vendored}, before, after);
    }
}

} // namespace

Result<QList<diff::FileEntry>> listChangedFiles(const DiffJob &job, const CancelToken &cancel)
{
    const auto repository = git::Repository::open(job.repository);
    if (!repository)
        return std::unexpected(repository.error());
    const auto blobs = git::BlobReader::open(repository->commonDir());
    if (!blobs)
        return std::unexpected(blobs.error());
    const auto changes = git::diffTrees(*repository, job.from, job.to, {}, cancel);
    if (!changes)
        return std::unexpected(changes.error());
    std::vector<diff::FileEntry> entries;
    entries.reserve(size_t(changes->size()));
    for (const git::TreeChange &change : *changes)
        entries.push_back(entryOf(change));
    entries = diff::findRenames(std::move(entries), [&](const diff::FileVersion &version) { return blobs->read(version.blob); }, {}, cancel);
    flag(entries, *repository, *blobs, job.from, cancel);
    QList<diff::FileEntry> ordered;
    ordered.reserve(qsizetype(entries.size()));
    for (const int index : review::readingOrder(entries))
        ordered.append(entries[size_t(index)]);
    return ordered;
}

diff::FileDiffPtr diffOneFile(const DiffJob &job, const diff::FileEntry &entry, const CancelToken &cancel)
{
    const auto repository = git::Repository::open(job.repository);
    if (!repository)
        return diff::unreadableFileDiff(entry, repository.error().text());
    const auto content = [&](const diff::FileVersion &version) -> Result<QByteArray> {
        if (!version.exists() || version.isSubmodule())
            return QByteArray();
        return repository->readBlob(version.blob);
    };
    auto before = content(entry.before);
    auto after = content(entry.after);
    if (!before || !after)
        return diff::unreadableFileDiff(entry, (before ? after : before).error().text());
    return diff::computeFileDiff(entry, std::move(*before), std::move(*after), job.options, cancel);
}

DiffService::DiffService(int threads, QObject *parent) : QObject(parent), m_pool(threads, this), m_threads(std::max(1, threads)) {}

quint64 DiffService::open(const DiffJob &job)
{
    cancel();
    m_cancel = CancelToken();
    m_job = job;
    const quint64 generation = m_generation;
    m_pool.run(
        this, [job, cancel = m_cancel](const CancelToken &) { return listChangedFiles(job, cancel); },
        [this, generation](const Result<QList<diff::FileEntry>> &files) { listed(generation, files); }, 1);
    return generation;
}

void DiffService::cancel()
{
    m_cancel.cancel();
    ++m_generation;
    m_files.clear();
    m_waiting.clear();
    m_open.clear();
}

void DiffService::listed(quint64 generation, const Result<QList<diff::FileEntry>> &files)
{
    if (generation != m_generation)
        return;
    if (!files) {
        Q_EMIT failed(generation, files.error());
        return;
    }
    m_files = *files;
    for (qsizetype i = m_files.size(); i-- > 0;)
        m_waiting.append(int(i));
    Q_EMIT filesListed(generation, m_files);
    if (generation != m_generation)
        return; // whoever listened asked for something else
    if (m_files.isEmpty())
        Q_EMIT finished(generation);
    else
        fill();
}

void DiffService::prioritise(quint64 generation, const QList<int> &files)
{
    if (generation != m_generation)
        return;
    const QSet<int> wanted(files.cbegin(), files.cend());
    QList<int> first;
    for (auto it = files.crbegin(); it != files.crend(); ++it) {
        if (m_waiting.contains(*it))
            first.append(*it);
    }
    m_waiting.removeIf([&](int file) { return wanted.contains(file); });
    m_waiting += first;
}

void DiffService::fill()
{
    while (!m_waiting.isEmpty() && m_open.size() < m_threads + 1)
        startFile(m_waiting.takeLast());
}

void DiffService::startFile(int file)
{
    m_open.insert(file);
    const quint64 generation = m_generation;
    m_pool.run(
        this, [job = m_job, entry = m_files.at(file), cancel = m_cancel](const CancelToken &) { return diffOneFile(job, entry, cancel); },
        [this, generation, file](const diff::FileDiffPtr &diff) {
            if (generation != m_generation || !diff)
                return;
            m_open.remove(file);
            fill();
            Q_EMIT fileReady(generation, file, diff);
            if (generation == m_generation && m_open.isEmpty() && m_waiting.isEmpty())
                Q_EMIT finished(generation);
        });
}

} // namespace docket
