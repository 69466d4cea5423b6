// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/snapshotwriter.h"

#include "git/worktreeadmin.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <git2/sys/repository.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <vector>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

int stopWhenCancelled(const git_diff *, const char *, const char *, void *payload)
{
    return static_cast<const CancelToken *>(payload)->isCancelled() ? GIT_EUSER : 0;
}

bool isFileOrLink(const QByteArray &path, struct stat *info)
{
    return ::lstat(path.constData(), info) == 0 && (S_ISREG(info->st_mode) || S_ISLNK(info->st_mode));
}

} // namespace

SnapshotWriter::SnapshotWriter(const AttemptWorktree &worktree, const SnapshotRequest &request, const QString &refName,
                               const CancelToken &cancel)
    : m_worktree(worktree), m_request(request), m_refName(refName), m_cancel(cancel)
{}

Result<Snapshot> SnapshotWriter::take()
{
    auto repository = openWorktree(m_worktree);
    if (!repository)
        return std::unexpected(repository.error());
    m_repository.emplace(*std::move(repository));
    auto done = openIndex()
                    .and_then([&] { return bringIndexToFiles(); })
                    .and_then([&] { return chooseParent(); })
                    .and_then([&] { return writeCommit(); })
                    .and_then([&] { return protect(m_refName, m_snapshot.commit); })
                    .and_then([&] { return moveBranch(); })
                    .and_then([&] { return leaveWorktreeClean(); });
    if (!done)
        return std::unexpected(done.error());
    m_snapshot.ref = snapshotRef(m_worktree.storeId, m_worktree.attempt, m_refName);
    return m_snapshot;
}

Result<void> SnapshotWriter::openIndex()
{
    const QString path = privateIndexPath(m_worktree);
    QDir().mkpath(QFileInfo(path).path());
    QFile::remove(path + ".lock"_L1);
    int rc = git_index_open(m_index.out(), QFile::encodeName(path).constData());
    if (rc < 0 && QFile::remove(path)) // it is only a cache of what the files were
        rc = git_index_open(m_index.out(), QFile::encodeName(path).constData());
    if (rc == 0)
        rc = git_repository_set_index(m_repository->handle(), m_index.get());
    if (rc < 0)
        return gitFail(rc, u"The snapshot's index cannot be opened"_s, path);
    if (git_index_entrycount(m_index.get()) > 0)
        return {};
    const auto tree = lookupTree(m_repository->handle(), m_request.parent);
    if (!tree)
        return std::unexpected(tree.error());
    if (rc = git_index_read_tree(m_index.get(), tree->get()); rc < 0)
        return gitFail(rc, u"The round's parent cannot be read"_s, QString::fromLatin1(m_request.parent.hex));
    return {};
}

Result<void> SnapshotWriter::bringIndexToFiles()
{
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS | GIT_DIFF_INCLUDE_TYPECHANGE
        | GIT_DIFF_IGNORE_SUBMODULES | GIT_DIFF_INCLUDE_UNREADABLE | GIT_DIFF_SKIP_BINARY_CHECK | GIT_DIFF_UPDATE_INDEX
        | GIT_DIFF_DISABLE_PATHSPEC_MATCH;
    options.progress_cb = stopWhenCancelled;
    options.payload = &m_cancel;
    DiffHandle diff;
    if (const int rc = git_diff_index_to_workdir(diff.out(), m_repository->handle(), m_index.get(), &options); rc < 0)
        return gitFail(rc, u"The worktree's files cannot be read"_s, m_worktree.path);

    // Deletions first, so that a file may take the place of a folder and the other way round.
    const size_t count = git_diff_num_deltas(diff.get());
    for (const bool deletions : {true, false}) {
        for (size_t i = 0; i < count; ++i) {
            if (m_cancel.isCancelled())
                return fail(ErrorCode::Cancelled, u"Cancelled."_s);
            const git_diff_delta &delta = *git_diff_get_delta(diff.get(), i);
            if ((delta.status == GIT_DELTA_DELETED) != deletions)
                continue;
            if (auto applied = applyDelta(delta); !applied)
                return applied;
        }
    }
    keepSubmodules();

    git_oid tree;
    if (const int rc = git_index_write_tree_to(&tree, m_index.get(), m_repository->handle()); rc < 0)
        return gitFail(rc, u"The snapshot's tree could not be written"_s, m_worktree.path);
    if (const int rc = git_index_write(m_index.get()); rc < 0)
        return gitFail(rc, u"The snapshot's index could not be written"_s, m_worktree.path);
    m_snapshot.tree = toId(&tree);
    return {};
}

Result<void> SnapshotWriter::applyDelta(const git_diff_delta &delta)
{
    const QByteArray path = delta.new_file.path ? delta.new_file.path : delta.old_file.path;
    if (delta.old_file.mode == GIT_FILEMODE_COMMIT)
        return {}; // keepSubmodules() decides
    if (delta.status == GIT_DELTA_DELETED) {
        if (const int rc = git_index_remove(m_index.get(), path.constData(), 0); rc < 0 && rc != GIT_ENOTFOUND)
            return gitFail(rc, u"A deletion could not be recorded"_s, displayPath(path));
        return {};
    }
    const QByteArray full = QFile::encodeName(m_worktree.path) + '/' + path;
    struct stat info = {};
    if (delta.status == GIT_DELTA_UNREADABLE
        || (::lstat(full.constData(), &info) == 0 && S_ISREG(info.st_mode)
            && ::faccessat(AT_FDCWD, full.constData(), R_OK, AT_EACCESS) != 0)) {
        problem(SnapshotProblemKind::Unreadable, path);
        return {};
    }
    if (path.endsWith('/') || S_ISDIR(info.st_mode)) {
        problem(SnapshotProblemKind::NestedRepository, path.endsWith('/') ? path.chopped(1) : path);
        git_index_remove(m_index.get(), path.constData(), 0);
        return {};
    }
    if (!isFileOrLink(full, &info)) {
        problem(SnapshotProblemKind::SpecialFile, path);
        git_index_remove(m_index.get(), path.constData(), 0);
        return {};
    }
    if (const int rc = git_index_add_bypath(m_index.get(), path.constData()); rc < 0)
        return gitFail(rc, u"A file could not be stored"_s, displayPath(path));
    return {};
}

/** A submodule stays as recorded unless its folder is gone or became a file, which is what `git add --all` records too.
 */
void SnapshotWriter::keepSubmodules()
{
    std::vector<QByteArray> links;
    const size_t count = git_index_entrycount(m_index.get());
    for (size_t i = 0; i < count; ++i) {
        const git_index_entry *entry = git_index_get_byindex(m_index.get(), i);
        if (entry->mode == GIT_FILEMODE_COMMIT)
            links.emplace_back(entry->path);
    }
    for (const QByteArray &path : links) {
        const QByteArray full = QFile::encodeName(m_worktree.path) + '/' + path;
        struct stat info = {};
        if (::lstat(full.constData(), &info) != 0) {
            git_index_remove(m_index.get(), path.constData(), 0);
        } else if (!S_ISDIR(info.st_mode)) {
            git_index_remove(m_index.get(), path.constData(), 0);
            git_index_add_bypath(m_index.get(), path.constData());
        } else if (!QDir(QFile::decodeName(full))
                        .isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)) {
            problem(SnapshotProblemKind::SubmoduleContent, path);
        }
    }
}

std::optional<ObjectId> SnapshotWriter::readRef(const QString &name) const
{
    git_oid oid;
    if (git_reference_name_to_id(&oid, m_repository->handle(), name.toUtf8().constData()) < 0)
        return std::nullopt;
    return toId(&oid);
}

Result<void> SnapshotWriter::chooseParent()
{
    const auto holds = [this](const ObjectId &ancestor, const ObjectId &commit) {
        return m_repository->isAncestor(ancestor, commit).value_or(false);
    };
    m_parent = m_request.parent;
    m_branchTip = readRef(u"refs/heads/"_s + m_worktree.branch).value_or(ObjectId());
    if (m_branchTip.isValid()) {
        if (holds(m_parent, m_branchTip)) {
            m_parent = m_branchTip;
        } else {
            const QString name = m_refName + "-branch"_L1;
            if (auto kept = protect(name, m_branchTip); !kept)
                return kept;
            problem(SnapshotProblemKind::BranchRewritten,
                    snapshotRef(m_worktree.storeId, m_worktree.attempt, name).toUtf8());
        }
    }
    const auto head = readRef(u"HEAD"_s);
    if (head && *head != m_branchTip && !holds(*head, m_parent)) {
        if (holds(m_parent, *head)) {
            m_parent = *head;
        } else {
            const QString name = m_refName + "-head"_L1;
            if (auto kept = protect(name, *head); !kept)
                return kept;
            problem(SnapshotProblemKind::HeadElsewhere,
                    snapshotRef(m_worktree.storeId, m_worktree.attempt, name).toUtf8());
        }
    }
    WalkHandle walk;
    const auto from = toOid(m_parent);
    const auto hide = toOid(m_request.parent);
    git_oid oid;
    if (from && hide && git_revwalk_new(walk.out(), m_repository->handle()) == 0
        && git_revwalk_push(walk.get(), &*from) == 0 && git_revwalk_hide(walk.get(), &*hide) == 0) {
        while (git_revwalk_next(&oid, walk.get()) == 0)
            ++m_snapshot.agentCommits;
    }
    return {};
}

Result<int> SnapshotWriter::countChanges(const ObjectId &from, const ObjectId &to) const
{
    const auto oldTree = lookupTree(m_repository->handle(), from);
    const auto newTree = lookupTree(m_repository->handle(), to);
    if (!oldTree || !newTree)
        return std::unexpected(!oldTree ? oldTree.error() : newTree.error());
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_SKIP_BINARY_CHECK;
    DiffHandle diff;
    if (const int rc =
            git_diff_tree_to_tree(diff.out(), m_repository->handle(), oldTree->get(), newTree->get(), &options);
        rc < 0)
        return gitFail(rc, u"The snapshot cannot be compared with its parent"_s);
    return static_cast<int>(git_diff_num_deltas(diff.get()));
}

Result<void> SnapshotWriter::writeCommit()
{
    const auto changes = countChanges(m_request.parent, m_snapshot.tree);
    if (!changes)
        return std::unexpected(changes.error());
    m_snapshot.changedFiles = *changes;
    m_snapshot.changed = *changes > 0;

    const auto parent = lookupCommit(m_repository->handle(), m_parent);
    if (!parent)
        return std::unexpected(parent.error());
    if (toId(git_commit_tree_id(parent->get())) == m_snapshot.tree) {
        m_snapshot.commit = m_parent;
        return {};
    }
    const auto tree = lookupTree(m_repository->handle(), m_snapshot.tree);
    const auto author = makeSignature(m_request.author, m_request.when);
    const auto committer = makeSignature(m_request.committer, m_request.when);
    if (!tree || !author || !committer)
        return std::unexpected(!tree ? tree.error() : !author ? author.error() : committer.error());
    const git_commit *parents[] = {parent->get()};
    git_oid oid;
    if (const int rc = git_commit_create(&oid, m_repository->handle(), nullptr, author->get(), committer->get(),
                                         nullptr, m_request.message.toUtf8().constData(), tree->get(), 1, parents);
        rc < 0)
        return gitFail(rc, u"The snapshot could not be committed"_s, m_worktree.path);
    m_snapshot.commit = toId(&oid);
    return {};
}

Result<void> SnapshotWriter::protect(const QString &name, const ObjectId &commit)
{
    const auto oid = toOid(commit);
    const QByteArray ref = snapshotRef(m_worktree.storeId, m_worktree.attempt, name).toUtf8();
    dropStaleLock(m_worktree.commonDir, QString::fromUtf8(ref));
    RefHandle created;
    if (const int rc =
            git_reference_create(created.out(), m_repository->handle(), ref.constData(), &*oid, 1, "docket: snapshot");
        rc < 0)
        return gitFail(rc, u"The snapshot could not be protected"_s, QString::fromUtf8(ref));
    return {};
}

Result<void> SnapshotWriter::moveBranch()
{
    if (m_branchTip == m_snapshot.commit)
        return {};
    const QByteArray ref = "refs/heads/" + m_worktree.branch.toUtf8();
    secureRef(m_worktree.commonDir, QString::fromUtf8(ref));
    dropStaleLock(m_worktree.commonDir, QString::fromUtf8(ref));
    git_repository_set_ident(m_repository->handle(), m_request.committer.name.toUtf8().constData(),
                             m_request.committer.email.toUtf8().constData());
    const auto oid = toOid(m_snapshot.commit);
    RefHandle moved;
    if (const int rc =
            git_reference_create(moved.out(), m_repository->handle(), ref.constData(), &*oid, 1, "docket: snapshot");
        rc < 0)
        return gitFail(rc, u"The attempt's branch could not be moved to the snapshot"_s, m_worktree.branch);
    return {};
}

/** HEAD on the attempt's branch, no half-done merge or rebase, no stale lock, and an index that equals the snapshot. */
Result<void> SnapshotWriter::leaveWorktreeClean()
{
    const QString admin = m_worktree.adminDir();
    QFile::remove(admin + "/index.lock"_L1);
    QFile::remove(admin + "/HEAD.lock"_L1);
    git_repository_state_cleanup(m_repository->handle());
    QFile index(privateIndexPath(m_worktree));
    if (!index.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, u"The snapshot's index cannot be read again."_s, index.fileName());
    return writeHead(m_worktree).and_then([&] { return writeWhole(admin + "/index"_L1, index.readAll()); });
}

Result<void> copyIndexToPrivate(const AttemptWorktree &worktree)
{
    QFile index(worktree.adminDir() + "/index"_L1);
    const QString target = privateIndexPath(worktree);
    if (!index.open(QIODevice::ReadOnly) || !QDir().mkpath(QFileInfo(target).path()))
        return fail(ErrorCode::Io, u"The worktree's index cannot be kept."_s, target);
    return writeWhole(target, index.readAll());
}

} // namespace docket::git
