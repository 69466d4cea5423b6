// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/mergetarget.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

/** Mode and content id of a path in the work tree as git would store it. */
struct FileState
{
    FileMode mode = FileMode::None;
    ObjectId id;

    bool operator==(const FileState &) const = default;
};

FileState stateInTree(const git_tree *tree, const QByteArray &path)
{
    TreeEntryHandle entry;
    if (git_tree_entry_bypath(entry.out(), tree, path.constData()) < 0
        || git_tree_entry_type(entry.get()) == GIT_OBJECT_TREE)
        return {};
    return {static_cast<FileMode>(git_tree_entry_filemode(entry.get())), toId(git_tree_entry_id(entry.get()))};
}

/** None also where a parent folder is missing; Tree for a folder. */
FileState stateOnDisk(git_repository *repository, const QByteArray &path)
{
    const QByteArray full = QByteArray(git_repository_workdir(repository)) + path;
    struct stat info = {};
    if (::lstat(full.constData(), &info) != 0)
        return {};
    git_oid oid;
    if (S_ISDIR(info.st_mode))
        return {FileMode::Tree, {}};
    if (S_ISLNK(info.st_mode)) {
        QByteArray raw(4096, Qt::Uninitialized);
        const ssize_t length = ::readlink(full.constData(), raw.data(), size_t(raw.size()));
        if (length < 0 || git_odb_hash(&oid, raw.constData(), size_t(length), GIT_OBJECT_BLOB) < 0)
            return {FileMode::SymbolicLink, {}};
        return {FileMode::SymbolicLink, toId(&oid)};
    }
    const FileMode mode = info.st_mode & S_IXUSR ? FileMode::Executable : FileMode::Regular;
    if (!S_ISREG(info.st_mode)
        || git_repository_hashfile(&oid, repository, path.constData(), GIT_OBJECT_BLOB, nullptr) < 0)
        return {mode, {}};
    return {mode, toId(&oid)};
}

/** The topmost parent of `path` that is there and is no folder: it would have to be replaced. */
std::optional<QByteArray> blockingParent(git_repository *repository, const QByteArray &path)
{
    const QByteArray root = git_repository_workdir(repository);
    for (qsizetype slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        const QByteArray parent = path.left(slash);
        struct stat info = {};
        if (::lstat((root + parent).constData(), &info) == 0 && !S_ISDIR(info.st_mode))
            return parent;
    }
    return std::nullopt;
}

bool isTracked(const git_tree *tree, const QByteArray &path)
{
    return stateInTree(tree, path).mode != FileMode::None;
}

std::optional<Error> refuseWorkTree(const Repository &worktree)
{
    git_repository *repository = worktree.handle();
    const QString where = worktree.workdir();
    if (git_repository_state(repository) != GIT_REPOSITORY_STATE_NONE)
        return Error{
            ErrorCode::Refused,
            u"A merge, rebase or similar is half done in this work tree. Finish or abort it, then merge again."_s,
            where};
    ConfigHandle config;
    int sparse = 0;
    if (git_repository_config_snapshot(config.out(), repository) == 0
        && git_config_get_bool(&sparse, config.get(), "core.sparseCheckout") == 0 && sparse)
        return Error{
            ErrorCode::Refused,
            u"The branch is checked out sparsely here. Switch this work tree to another branch, merge, and switch "
            u"back."_s,
            where};
    if (QFileInfo::exists(worktree.gitDir() + "/index.lock"_L1))
        return Error{ErrorCode::Busy,
                     u"Git is at work in this work tree. Wait until it is done; if no git is running, delete "
                     u".git/index.lock there."_s,
                     where};
    return std::nullopt;
}

/** Files behind an external filter can only be written by git itself. */
std::optional<Error> refuseFilters(git_repository *repository, const QList<QByteArray> &paths)
{
    for (const QByteArray &path : paths) {
        const char *value = nullptr;
        if (git_attr_get(&value, repository, GIT_ATTR_CHECK_FILE_THEN_INDEX, path.constData(), "filter") == 0
            && git_attr_value(value) == GIT_ATTR_VALUE_STRING)
            return Error{ErrorCode::Refused,
                         u"The change has files behind the filter %1, which Docket does not run. Switch the work tree "
                         u"to another branch, merge, and switch back."_s.arg(QString::fromUtf8(value)),
                         displayPath(path)};
    }
    return std::nullopt;
}

Result<QSet<QByteArray>> dirtyPaths(git_repository *repository)
{
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags = GIT_STATUS_OPT_EXCLUDE_SUBMODULES | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
    StatusHandle list;
    if (const int rc = git_status_list_new(list.out(), repository, &options); rc < 0)
        return gitFail(rc, u"The state of the work tree cannot be read"_s,
                       QString::fromUtf8(git_repository_workdir(repository)));
    QSet<QByteArray> paths;
    for (size_t i = 0; i < git_status_list_entrycount(list.get()); ++i) {
        const git_status_entry *entry = git_status_byindex(list.get(), i);
        const git_diff_delta *delta = entry->index_to_workdir ? entry->index_to_workdir : entry->head_to_index;
        if (entry->status != GIT_STATUS_CURRENT && delta)
            paths.insert(delta->new_file.path ? delta->new_file.path : delta->old_file.path);
    }
    return paths;
}

} // namespace

std::optional<CheckedOut> findCheckedOut(const Repository &repository, const QString &branch)
{
    const QString commonDir = repository.commonDir();
    if (headBranchIn(commonDir) == branch) {
        // As opened, since a git directory that is kept apart does not know its work tree; else as its own
        // configuration says.
        if (repository.gitDir() == commonDir && !repository.isBare())
            return CheckedOut{commonDir, repository.workdir()};
        if (const auto main = Repository::open(commonDir); main && !main->isBare())
            return CheckedOut{commonDir, main->workdir()};
    }
    const QDir folder(commonDir + "/worktrees"_L1);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name)) {
        const QString admin = folder.filePath(name);
        QFile link(admin + "/gitdir"_L1);
        if (headBranchIn(admin) != branch || !link.open(QIODevice::ReadOnly))
            continue;
        const QString workdir =
            QFileInfo(QDir(admin).absoluteFilePath(QFile::decodeName(link.readAll().trimmed()))).path();
        if (QFileInfo(workdir).isDir())
            return CheckedOut{admin, workdir};
    }
    return std::nullopt;
}

Result<Obstacles> findObstacles(const Repository &worktree, const ObjectId &from, const ObjectId &to,
                                const QList<QByteArray> &changedPaths)
{
    git_repository *repository = worktree.handle();
    Obstacles obstacles;
    obstacles.refusal = refuseWorkTree(worktree);
    if (!obstacles.refusal)
        obstacles.refusal = refuseFilters(repository, changedPaths);
    if (obstacles.refusal)
        return obstacles;
    const auto oldTree = lookupTree(repository, from);
    const auto newTree = lookupTree(repository, to);
    auto dirty = dirtyPaths(repository);
    if (!oldTree || !newTree)
        return std::unexpected(!oldTree ? oldTree.error() : newTree.error());
    if (!dirty)
        return std::unexpected(dirty.error());

    for (const QByteArray &path : changedPaths) {
        const FileState wanted = stateInTree(newTree->get(), path);
        const bool added = !isTracked(oldTree->get(), path);
        if (!added && !dirty->contains(path))
            continue;
        FileState present = stateOnDisk(repository, path);
        // A folder where a file was: its files are listed by themselves.
        if (wanted.mode == FileMode::None && present.mode == FileMode::Tree)
            present = {};
        if (present == wanted) {
            obstacles.alreadyDone.insert(path);
            dirty->remove(path);
        } else if (added && present.mode != FileMode::None
                   && !(wanted.mode == FileMode::Submodule && present.mode == FileMode::Tree)) {
            // A tracked folder whose files the merge removes may become a file.
            const bool vanishes =
                present.mode == FileMode::Tree && std::ranges::any_of(changedPaths, [&](const QByteArray &other) {
                    return other.startsWith(path + '/') && isTracked(oldTree->get(), other);
                });
            if (!vanishes)
                dirty->insert(path);
        } else if (added) {
            const auto parent = blockingParent(repository, path);
            if (parent && !isTracked(oldTree->get(), *parent))
                dirty->insert(*parent);
        }
    }
    for (const QByteArray &path : std::as_const(*dirty))
        obstacles.paths.append(displayPath(path));
    obstacles.paths.sort();
    return obstacles;
}

} // namespace docket::git
