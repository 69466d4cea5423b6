// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/treediff.h"

#include "git/handles.h"

#include <git2/sys/repository.h>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

constexpr qsizetype longestPath = 8192; // twice what systems take; also bounds the depth

/**
 * Walks two trees side by side and leaves out what is equal. Git keeps a tree's entries in the order of their paths (a
 * folder counts as its name with '/'), so one pass finds every pair, and what is found is sorted by path.
 */
class TreeWalk
{
public:
    TreeWalk(git_repository *repository, const CancelToken &cancel, QList<TreeChange> &out)
        : m_repository(repository), m_cancel(cancel), m_out(out)
    {
    }

    /** Either may be null: then the other is all added or all deleted. */
    Result<void> run(const git_tree *before, const git_tree *after, const QByteArray &prefix)
    {
        if (m_cancel.isCancelled())
            return fail(ErrorCode::Cancelled, u"Cancelled."_s);
        if (prefix.size() > longestPath)
            return fail(ErrorCode::Refused,
                        u"A path in this version is too long to be a file's; look at the commit with git."_s,
                        displayPath(prefix.first(80)));
        const size_t oldCount = before ? git_tree_entrycount(before) : 0;
        const size_t newCount = after ? git_tree_entrycount(after) : 0;
        for (size_t i = 0, k = 0; i < oldCount || k < newCount;) {
            const git_tree_entry *l = i < oldCount ? git_tree_entry_byindex(before, i) : nullptr;
            const git_tree_entry *r = k < newCount ? git_tree_entry_byindex(after, k) : nullptr;
            const int order = !l ? 1 : !r ? -1 : git_tree_entry_cmp(l, r);
            i += order <= 0;
            k += order >= 0;
            if (auto done = compare(order <= 0 ? l : nullptr, order >= 0 ? r : nullptr, prefix); !done)
                return done;
        }
        return {};
    }

private:
    static bool isTree(const git_tree_entry *entry) { return entry && git_tree_entry_type(entry) == GIT_OBJECT_TREE; }

    Result<void> compare(const git_tree_entry *l, const git_tree_entry *r, const QByteArray &prefix)
    {
        if (l && r && git_oid_equal(git_tree_entry_id(l), git_tree_entry_id(r))
            && git_tree_entry_filemode(l) == git_tree_entry_filemode(r))
            return {};
        const QByteArray path = prefix + git_tree_entry_name(l ? l : r);
        if (isTree(l) || isTree(r)) {
            TreeHandle before, after;
            for (const auto &[entry, tree] : {std::pair(l, &before), std::pair(r, &after)}) {
                if (!entry)
                    continue;
                if (const int rc = git_tree_lookup(tree->out(), m_repository, git_tree_entry_id(entry)); rc < 0)
                    return gitFail(rc, u"The two versions cannot be compared"_s, displayPath(path));
            }
            return run(before.get(), after.get(), path + '/');
        }
        TreeChange change;
        change.path = path;
        if (l) {
            change.oldId = toId(git_tree_entry_id(l));
            change.oldMode = toMode(quint16(git_tree_entry_filemode(l)));
        }
        if (r) {
            change.newId = toId(git_tree_entry_id(r));
            change.newMode = toMode(quint16(git_tree_entry_filemode(r)));
        }
        constexpr auto kind = [](FileMode mode) { return quint32(mode) & 0170000; };
        change.status = !l ? ChangeStatus::Added
            : !r           ? ChangeStatus::Deleted
            : kind(change.oldMode) != kind(change.newMode) ? ChangeStatus::TypeChanged
                                                           : ChangeStatus::Modified;
        m_out.append(std::move(change));
        return {};
    }

    git_repository *m_repository;
    const CancelToken &m_cancel;
    QList<TreeChange> &m_out;
};

qint64 sizeOf(git_odb *odb, const ObjectId &id, FileMode mode)
{
    size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    const auto oid = mode == FileMode::None || mode == FileMode::Submodule ? std::nullopt : toOid(id);
    return oid && git_odb_read_header(&size, &type, odb, &*oid) == 0 ? qint64(size) : -1;
}

} // namespace

Result<QList<TreeChange>> diffTrees(const Repository &repository, const ObjectId &from, const ObjectId &to,
                                    const TreeDiffOptions &options, const CancelToken &cancel)
{
    TreeHandle oldTree;
    if (from.isValid()) {
        auto found = lookupTree(repository.handle(), from);
        if (!found)
            return std::unexpected(found.error());
        oldTree = *std::move(found);
    }
    auto newTree = lookupTree(repository.handle(), to);
    if (!newTree)
        return std::unexpected(newTree.error());

    QList<TreeChange> changes;
    if (auto walked = TreeWalk(repository.handle(), cancel, changes).run(oldTree.get(), newTree->get(), {}); !walked)
        return std::unexpected(walked.error());
    if (!options.sizes)
        return changes;
    OdbHandle odb;
    if (const int rc = git_repository_odb(odb.out(), repository.handle()); rc < 0)
        return gitFail(rc, u"The object store cannot be opened"_s);
    for (TreeChange &change : changes) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, u"Cancelled."_s);
        change.oldSize = sizeOf(odb.get(), change.oldId, change.oldMode);
        change.newSize = sizeOf(odb.get(), change.newId, change.newMode);
    }
    return changes;
}

Result<TreeFile> fileAt(const Repository &repository, const ObjectId &treeOrCommit, const QByteArray &path)
{
    const auto tree = lookupTree(repository.handle(), treeOrCommit);
    if (!tree)
        return std::unexpected(tree.error());
    git_tree_entry *entry = nullptr;
    if (git_tree_entry_bypath(&entry, tree->get(), path.constData()) < 0
        || git_tree_entry_type(entry) == GIT_OBJECT_TREE) {
        git_tree_entry_free(entry);
        return fail(ErrorCode::NotFound, u"There is no such file in this version."_s, QString::fromUtf8(path));
    }
    const TreeFile file{toId(git_tree_entry_id(entry)), FileMode(git_tree_entry_filemode(entry))};
    git_tree_entry_free(entry);
    return file;
}

Result<BlobReader> BlobReader::open(const QString &gitDir)
{
    return Repository::openGitDir(gitDir, {}).transform([](Repository &&repository) {
        return BlobReader(std::move(repository));
    });
}

Result<QByteArray> BlobReader::read(const ObjectId &blob, qint64 maxBytes) const
{
    return blob.isValid() ? m_repository.readBlob(blob, maxBytes) : QByteArray();
}

Result<qint64> BlobReader::size(const ObjectId &blob) const
{
    if (!blob.isValid())
        return 0;
    const auto oid = toOid(blob);
    OdbHandle odb;
    size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    int rc = oid ? git_repository_odb(odb.out(), m_repository.handle()) : GIT_EINVALIDSPEC;
    if (rc == 0)
        rc = git_odb_read_header(&size, &type, odb.get(), &*oid);
    if (rc < 0)
        return gitFail(rc, u"The content cannot be read"_s, QString::fromLatin1(blob.hex));
    return static_cast<qint64>(size);
}

} // namespace docket::git
