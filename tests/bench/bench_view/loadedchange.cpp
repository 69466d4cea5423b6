// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loadedchange.h"

#include "git/library.h"
#include "git/treediff.h"

namespace docket::bench {

Result<LoadedChange> loadChange(const Workload &work, int maxFiles)
{
    auto repository = git::Repository::open(work.repository);
    if (!repository)
        return std::unexpected(repository.error());
    auto blobs = git::BlobReader::open(repository->commonDir());
    if (!blobs)
        return std::unexpected(blobs.error());
    const auto base = repository->resolve(work.base);
    const auto head = repository->resolve(work.head);
    if (!base || !head)
        return std::unexpected((!base ? base : head).error());
    const auto changes = git::diffTrees(*repository, *base, *head, {.sizes = false});
    if (!changes)
        return std::unexpected(changes.error());
    std::vector<diff::FileEntry> entries;
    for (const git::TreeChange &change : *changes) {
        const auto version = [&](const ObjectId &id, git::FileMode mode, qint64 size) {
            return mode == git::FileMode::None ? diff::FileVersion{}
                                               : diff::FileVersion{change.path, id, quint32(mode), size};
        };
        entries.push_back(diff::makeEntry(version(change.oldId, change.oldMode, change.oldSize),
                                          version(change.newId, change.newMode, change.newSize)));
    }
    LoadedChange loaded;
    loaded.entries = std::move(entries);
    for (const diff::FileEntry &entry : loaded.entries) {
        if (int(loaded.files.size()) >= maxFiles)
            break;
        const auto text = [&](const diff::FileVersion &version) {
            return version.exists() && !version.isSubmodule() ? blobs->read(version.blob).value_or(QByteArray())
                                                              : QByteArray();
        };
        const QByteArray before = text(entry.before);
        const QByteArray after = text(entry.after);
        loaded.bytes += before.size() + after.size();
        loaded.files.push_back(diff::computeFileDiff(entry, before, after));
    }
    return loaded;
}

} // namespace docket::bench
