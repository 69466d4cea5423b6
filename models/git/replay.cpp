// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/replay.h"

#include "git/handles.h"

#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

constexpr int inMemoryFirst = 999; // asked and written before the stores on disk

/** A handle of its own whose new objects stay in memory and go with it. */
Result<Repository> openInMemory(const Repository &repository)
{
    auto bare = Repository::openGitDir(repository.commonDir(), {});
    if (!bare)
        return bare;
    IndexHandle empty; // no attributes of a work tree
    if (git_index_new(empty.out()) < 0 || git_repository_set_index(bare->handle(), empty.get()) < 0)
        return gitFail(-1, u"The versions cannot be put on one base"_s);
    OdbHandle odb;
    git_odb_backend *memory = nullptr;
    if (git_repository_odb(odb.out(), bare->handle()) < 0 || git_mempack_new(&memory) < 0)
        return gitFail(-1, u"The object store cannot be opened"_s);
    if (git_odb_add_backend(odb.get(), memory, inMemoryFirst) < 0) {
        memory->free(memory);
        return gitFail(-1, u"The object store cannot be opened"_s);
    }
    return bare;
}

/** The entry of `tree` at `path` put where the index had a conflict; nothing is put where the tree has none. */
Result<void> putVersion(git_index *index, git_tree *tree, const QByteArray &path)
{
    git_index_remove(index, path.constData(), 0);
    TreeEntryHandle found;
    const int rc = git_tree_entry_bypath(found.out(), tree, path.constData());
    if (rc == GIT_ENOTFOUND || (rc == 0 && git_tree_entry_type(found.get()) == GIT_OBJECT_TREE))
        return {};
    git_index_entry entry{};
    entry.path = path.constData();
    if (rc == 0) {
        entry.mode = git_tree_entry_filemode(found.get());
        entry.id = *git_tree_entry_id(found.get());
    }
    if (const int added = rc < 0 ? rc : git_index_add(index, &entry); added < 0)
        return gitFail(added, u"The versions cannot be put on one base"_s, displayPath(path));
    return {};
}

/** Takes every conflict out of the index: the old version's own file stands there instead. */
Result<QSet<QByteArray>> settleConflicts(git_index *index, git_tree *version)
{
    QSet<QByteArray> paths;
    ConflictIteratorHandle iterator;
    if (const int rc = git_index_conflict_iterator_new(iterator.out(), index); rc < 0)
        return gitFail(rc, u"The conflicts cannot be listed"_s);
    const git_index_entry *sides[3] = {};
    while (git_index_conflict_next(&sides[0], &sides[1], &sides[2], iterator.get()) == 0) {
        for (const git_index_entry *side : sides) {
            if (side)
                paths.insert(side->path);
        }
    }
    git_index_conflict_cleanup(index);
    for (const QByteArray &path : std::as_const(paths)) {
        if (auto put = putVersion(index, version, path); !put)
            return std::unexpected(put.error());
    }
    return paths;
}

/** Old sides that only `memory` has, read while it is there. */
Result<void> keepMadeBlobs(const Repository &repository, const Repository &memory, Replay &out)
{
    OdbHandle onDisk;
    if (const int rc = git_repository_odb(onDisk.out(), repository.handle()); rc < 0)
        return gitFail(rc, u"The object store cannot be opened"_s);
    for (const TreeChange &change : std::as_const(out.changes)) {
        const auto oid = change.oldMode == FileMode::Submodule ? std::nullopt : toOid(change.oldId);
        if (!oid || git_odb_exists(onDisk.get(), &*oid))
            continue;
        auto content = memory.readBlob(change.oldId);
        if (!content)
            return std::unexpected(content.error());
        out.blobs.insert(change.oldId.hex, *std::move(content));
    }
    return {};
}

} // namespace

Result<Replay> replay(const Repository &repository, const ReplayRequest &request, const TreeDiffOptions &options,
                      const CancelToken &cancel)
{
    const auto memory = openInMemory(repository);
    if (!memory)
        return std::unexpected(memory.error());
    TreeHandle trees[3];
    const ObjectId *names[] = {&request.oldBase, &request.newBase, &request.oldVersion};
    for (int i = 0; i < 3; ++i) {
        auto tree = lookupTree(memory->handle(), *names[i]);
        if (!tree)
            return std::unexpected(tree.error());
        trees[i] = *std::move(tree);
    }
    git_merge_options settings = GIT_MERGE_OPTIONS_INIT;
    IndexHandle merged;
    if (const int rc =
            git_merge_trees(merged.out(), memory->handle(), trees[0].get(), trees[1].get(), trees[2].get(), &settings);
        rc < 0)
        return gitFail(rc, u"The versions cannot be put on one base"_s);
    Replay out;
    auto conflicts = settleConflicts(merged.get(), trees[2].get());
    if (!conflicts)
        return std::unexpected(conflicts.error());
    out.conflicts = *std::move(conflicts);
    git_oid replayed;
    if (const int rc = git_index_write_tree_to(&replayed, merged.get(), memory->handle()); rc < 0)
        return gitFail(rc, u"The versions cannot be put on one base"_s);
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, u"Cancelled."_s);
    auto changes = diffTrees(*memory, toId(&replayed), request.newVersion, options, cancel);
    if (!changes)
        return std::unexpected(changes.error());
    out.changes = *std::move(changes);
    if (auto kept = keepMadeBlobs(repository, *memory, out); !kept)
        return std::unexpected(kept.error());
    return out;
}

Result<Bases> basesOn(const Repository &repository, const ObjectId &target, const ObjectId &oldVersion,
                      const ObjectId &newVersion)
{
    const auto oldBase = repository.mergeBase(target, oldVersion);
    const auto newBase = oldBase ? repository.mergeBase(target, newVersion) : oldBase;
    if (!newBase)
        return std::unexpected(newBase.error());
    return Bases{*oldBase, *newBase};
}

namespace {

constexpr int longestAttempt = 10'000;

Result<ObjectId> baseSince(const Repository &repository, const ObjectId &start, ObjectId version)
{
    if (!repository.isAncestor(start, version).value_or(false))
        return repository.mergeBase(start, version).value_or(start); // of another attempt
    for (int i = 0; i < longestAttempt && version != start; ++i) {
        const auto commit = repository.commit(version);
        if (!commit)
            return std::unexpected(commit.error());
        if (commit->parents.size() > 1)
            return commit->parents.at(1);
        if (commit->parents.isEmpty())
            break;
        version = commit->parents.constFirst();
    }
    return start;
}

} // namespace

Result<Bases> basesSince(const Repository &repository, const ObjectId &start, const ObjectId &oldVersion,
                         const ObjectId &newVersion)
{
    const auto oldBase = baseSince(repository, start, oldVersion);
    const auto newBase = oldBase ? baseSince(repository, start, newVersion) : oldBase;
    if (!newBase)
        return std::unexpected(newBase.error());
    return Bases{*oldBase, *newBase};
}

Result<ObjectId> blobAt(const Repository &repository, const ObjectId &treeOrCommit, const QByteArray &path)
{
    const auto tree = lookupTree(repository.handle(), treeOrCommit);
    if (!tree)
        return std::unexpected(tree.error());
    TreeEntryHandle entry;
    const int rc = git_tree_entry_bypath(entry.out(), tree->get(), path.constData());
    if (rc == GIT_ENOTFOUND || (rc == 0 && git_tree_entry_type(entry.get()) != GIT_OBJECT_BLOB))
        return ObjectId();
    if (rc < 0)
        return gitFail(rc, u"The file cannot be read from the commit"_s, displayPath(path));
    return toId(git_tree_entry_id(entry.get()));
}

} // namespace docket::git
