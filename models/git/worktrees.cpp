// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/worktrees.h"

#include "git/handles.h"
#include "git/snapshotwriter.h"
#include "git/treecheckout.h"
#include "git/worktreeadmin.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

QString branchRef(const QString &branch)
{
    return u"refs/heads/"_s + branch;
}

/** Makes the branch at the base; one that is there must be the attempt's own, which its mark proves. */
Result<void> ensureBranch(const Repository &repository, const AttemptWorktree &worktree, bool mine)
{
    if (repository.branchTip(worktree.branch)) {
        if (mine)
            return {};
        return fail(ErrorCode::AlreadyExists,
                    u"A branch of this name exists already. Rename or delete it, then try again."_s, worktree.branch);
    }
    const auto base = lookupCommit(repository.handle(), worktree.base);
    if (!base)
        return std::unexpected(base.error());
    dropStaleLock(worktree.commonDir, branchRef(worktree.branch));
    RefHandle created;
    if (const int rc =
            git_reference_create(created.out(), repository.handle(), branchRef(worktree.branch).toUtf8().constData(),
                                 git_commit_id(base->get()), 0, "docket: start of attempt");
        rc < 0)
        return gitFail(rc, u"The attempt's branch could not be made"_s, worktree.branch);
    return {};
}

bool isEmptyFolder(const QString &path)
{
    return QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

/** Writes the files and both indexes of a worktree whose admin folder stands. */
Result<void> fill(const AttemptWorktree &worktree, const ObjectId &commit, const CancelToken &cancel)
{
    const auto repository = openWorktree(worktree);
    if (!repository)
        return std::unexpected(repository.error());
    QFile::remove(worktree.adminDir() + "/index.lock"_L1);
    if (auto written = checkOutAll(repository->handle(), commit, cancel); !written)
        return written;
    return copyIndexToPrivate(worktree);
}

void undoAdd(const Repository &repository, const AttemptWorktree &worktree, bool folderWasThere)
{
    if (folderWasThere) {
        for (const QFileInfo &info :
             QDir(worktree.path).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)) {
            if (info.isDir() && !info.isSymLink())
                removeFolder(info.filePath());
            else
                QFile::remove(info.filePath());
        }
    } else {
        removeFolder(worktree.path);
    }
    RefHandle branch;
    if (git_reference_lookup(branch.out(), repository.handle(), branchRef(worktree.branch).toUtf8().constData()) == 0
        && toId(git_reference_target(branch.get())) == worktree.base)
        git_reference_delete(branch.get());
    QFile::remove(privateIndexPath(worktree));
    removeFolder(worktree.adminDir());
}

std::unexpected<Error> notOurs(const AttemptWorktree &worktree)
{
    return fail(
        ErrorCode::Refused,
        u"This worktree does not carry Docket's mark for this attempt, so Docket leaves it alone. Use `git "
        u"worktree` for it."_s,
        worktree.path);
}

} // namespace

QString attemptBranch(TaskId task, int attemptNumber)
{
    return u"docket/%1/%2"_s.arg(task.value).arg(attemptNumber);
}

QString WorktreeHealth::sentence() const
{
    if (!folderExists)
        return u"The worktree's folder is gone. The last snapshot is kept: restore it, or start another attempt."_s;
    switch (link) {
    case GitLink::Intact:
        break;
    case GitLink::Missing:
        return u"The worktree's .git file was deleted. Docket does not need it; repairing puts it back."_s;
    case GitLink::Rewritten:
    case GitLink::SymbolicLink:
        return u"The worktree's .git file was changed to point elsewhere. Docket did not follow it; repairing puts "
               u"it back."_s;
    case GitLink::Directory:
        return u"A git repository was made in place of the worktree's .git file. Docket did not use it; repairing "
               u"moves it aside."_s;
    }
    if (!onOwnBranch)
        return headBranch.isEmpty()
            ? u"HEAD is on no branch there. The next snapshot goes onto the attempt's branch."_s
            : u"Branch %1 was checked out there. The next snapshot goes onto the attempt's branch."_s.arg(headBranch);
    return {};
}

Result<Repository> openWorktree(const AttemptWorktree &worktree)
{
    if (!isRealFolder(worktree.path))
        return fail(
            ErrorCode::NotFound,
            u"The worktree's folder is gone. The last snapshot is kept: restore it, or start another attempt."_s,
            worktree.path);
    if (auto secured = secureAdmin(worktree); !secured)
        return std::unexpected(secured.error());
    auto repository = Repository::openGitDir(worktree.adminDir(), worktree.path);
    if (!repository)
        return repository;
    // A snapshot must not fail over line endings that core.safecrlf objects to.
    const QString overrides = worktree.commonDir + "/docket/config"_L1;
    if (!QFileInfo::exists(overrides)) {
        QDir().mkpath(QFileInfo(overrides).path());
        if (auto written = writeWhole(overrides, "[core]\n\tsafecrlf = false\n", worktree.name); !written)
            return std::unexpected(written.error());
    }
    ConfigHandle config;
    int rc = git_repository_config(config.out(), repository->handle());
    if (rc == 0)
        rc = git_config_add_file_ondisk(config.get(), QFile::encodeName(overrides).constData(), GIT_CONFIG_LEVEL_APP,
                                        repository->handle(), 1);
    if (rc < 0)
        return gitFail(rc, u"The repository's configuration cannot be read"_s, worktree.commonDir);
    return repository;
}

Worktrees::Worktrees(const QString &commonDir) : m_commonDir(QDir::cleanPath(commonDir)) {}

Result<Repository> Worktrees::openMain() const
{
    return Repository::openGitDir(m_commonDir, {});
}

Result<AttemptWorktree> Worktrees::add(const WorktreeSpec &spec, const CancelToken &cancel) const
{
    const auto repository = openMain();
    if (!repository)
        return std::unexpected(repository.error());
    AttemptWorktree worktree{
        m_commonDir, adminName(spec), QDir::cleanPath(spec.path), spec.branch, spec.base, spec.storeId, spec.attempt,
        true};
    const auto mark = readMark(m_commonDir, worktree.name);
    if (mark
        && (mark->worktree.path != worktree.path || mark->worktree.branch != worktree.branch
            || mark->worktree.storeId != worktree.storeId || mark->worktree.base != worktree.base))
        return fail(ErrorCode::AlreadyExists, u"This attempt has another worktree already. Remove that one first."_s,
                    mark->worktree.path);
    if (!mark && QFileInfo::exists(worktree.adminDir() + "/gitdir"_L1))
        return fail(ErrorCode::AlreadyExists,
                    u"Git has another worktree of this name. Remove it with `git worktree remove`."_s,
                    worktree.adminDir());
    if (mark && mark->stage == WorktreeStage::Ready && isRealFolder(worktree.path))
        return worktree;
    if (QFileInfo(worktree.path).isSymLink())
        return fail(ErrorCode::AlreadyExists,
                    u"There is a link in place of the worktree's folder. Remove it, then try again."_s, worktree.path);

    const bool folderWasThere = QFileInfo::exists(worktree.path);
    if (!mark && folderWasThere && (!QFileInfo(worktree.path).isDir() || !isEmptyFolder(worktree.path)))
        return fail(ErrorCode::AlreadyExists,
                    u"The folder for the worktree exists and is not empty. Move it away, then try again."_s,
                    worktree.path);
    if (!mark && repository->branchTip(worktree.branch))
        return ensureBranch(*repository, worktree, false).transform([&] { return worktree; });

    auto made = writeMark(worktree, WorktreeStage::Creating)
                    .and_then([&] { return ensureBranch(*repository, worktree, true); })
                    .and_then([&]() -> Result<void> {
                        if (!QDir().mkpath(worktree.path))
                            return fail(ErrorCode::Io, u"The worktree's folder cannot be made."_s, worktree.path);
                        return {};
                    })
                    .and_then([&] { return writeAdminFiles(worktree); })
                    .and_then([&] { return writeLink(worktree); })
                    .and_then([&] { return repository->branchTip(worktree.branch); })
                    .and_then([&](const ObjectId &tip) { return fill(worktree, tip, cancel); })
                    .and_then([&] { return writeMark(worktree, WorktreeStage::Ready); });
    if (!made) {
        undoAdd(*repository, worktree, folderWasThere);
        return std::unexpected(made.error());
    }
    return worktree;
}

Result<QList<AttemptWorktree>> Worktrees::list() const
{
    QList<AttemptWorktree> found;
    const QDir folder(m_commonDir + "/worktrees"_L1);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name)) {
        if (const auto mark = readMark(m_commonDir, name))
            found.append(mark->worktree);
    }
    return found;
}

Result<AttemptWorktree> Worktrees::find(const QString &storeId, AttemptId attempt) const
{
    const auto mark = readMark(m_commonDir, adminName({{}, {}, {}, storeId, attempt}));
    if (!mark || mark->worktree.storeId != storeId || mark->worktree.attempt != attempt)
        return fail(ErrorCode::NotFound, u"This attempt has no worktree. Start it again to make one."_s,
                    QString::number(attempt.value));
    return mark->worktree;
}

Result<WorktreeHealth> Worktrees::health(const AttemptWorktree &worktree) const
{
    if (!readMark(m_commonDir, worktree.name))
        return fail(ErrorCode::NotFound,
                    u"Git does not know this worktree any more. Repair it, or start another attempt."_s, worktree.path);
    WorktreeHealth health;
    health.folderExists = isRealFolder(worktree.path);
    health.link = health.folderExists ? linkState(worktree) : GitLink::Missing;
    health.headBranch = headBranchIn(worktree.adminDir());
    health.onOwnBranch = health.headBranch == worktree.branch;
    health.indexLocked = QFileInfo::exists(worktree.adminDir() + "/index.lock"_L1);
    QFile locked(worktree.adminDir() + "/locked"_L1);
    if (locked.open(QIODevice::ReadOnly))
        health.lockReason = QString::fromUtf8(locked.read(4096)).trimmed();
    return health;
}

Result<void> Worktrees::repair(const AttemptWorktree &worktree) const
{
    const QString admin = worktree.adminDir();
    if (QFileInfo::exists(admin) && !readMark(m_commonDir, worktree.name))
        return notOurs(worktree);
    if (!isRealFolder(worktree.path))
        return fail(ErrorCode::NotFound, u"The worktree's folder is gone. Restore it from its last snapshot."_s,
                    worktree.path);
    QFile::remove(admin + "/index.lock"_L1);
    QFile::remove(admin + "/HEAD.lock"_L1);
    auto repaired = secureAdmin(worktree).and_then([&] { return writeHead(worktree); }).and_then([&] {
        return writeLink(worktree);
    });
    QFile known(privateIndexPath(worktree));
    if (repaired && !QFileInfo::exists(admin + "/index"_L1) && known.open(QIODevice::ReadOnly))
        return writeWhole(admin + "/index"_L1, known.readAll());
    return repaired;
}

Result<void> Worktrees::restore(const AttemptWorktree &worktree, const ObjectId &commit,
                                const CancelToken &cancel) const
{
    if (QFileInfo::exists(worktree.adminDir()) && !readMark(m_commonDir, worktree.name))
        return notOurs(worktree);
    if (!QDir().mkpath(worktree.path))
        return fail(ErrorCode::Io, u"The worktree's folder cannot be made."_s, worktree.path);
    return repair(worktree).and_then([&] { return fill(worktree, commit, cancel); });
}

Result<void> Worktrees::lock(const AttemptWorktree &worktree, const QString &reason) const
{
    if (!readMark(m_commonDir, worktree.name))
        return notOurs(worktree);
    return writeWhole(worktree.adminDir() + "/locked"_L1, reason.toUtf8());
}

Result<void> Worktrees::unlock(const AttemptWorktree &worktree) const
{
    if (!readMark(m_commonDir, worktree.name))
        return notOurs(worktree);
    const QString path = worktree.adminDir() + "/locked"_L1;
    if (QFileInfo::exists(path) && !QFile::remove(path))
        return fail(ErrorCode::Io, u"The worktree cannot be unlocked."_s, path);
    return {};
}

Result<RemovedWorktree> Worktrees::remove(const AttemptWorktree &worktree, const RemoveOptions &options) const
{
    const auto mark = readMark(m_commonDir, worktree.name);
    if (!mark || mark->worktree.path != worktree.path || mark->worktree.storeId != worktree.storeId
        || mark->worktree.attempt != worktree.attempt)
        return notOurs(worktree);
    const QString folder = QFileInfo(worktree.path).canonicalFilePath();
    const QString common = QFileInfo(m_commonDir).canonicalFilePath();
    if (!folder.isEmpty()
        && (common == folder || common.startsWith(folder + u'/') || QFileInfo(common).path() == folder))
        return fail(ErrorCode::Refused, u"This folder holds the repository itself. Docket does not remove it."_s,
                    worktree.path);

    RemovedWorktree removed;
    const auto repository = openMain();
    if (!repository)
        return std::unexpected(repository.error());
    if (mark->stage == WorktreeStage::Ready && !folder.isEmpty()) {
        SnapshotRequest request;
        request.parent = repository->branchTip(worktree.branch).value_or(worktree.base);
        request.message = u"Left in the worktree when it was removed"_s;
        auto snapshot = SnapshotWriter(worktree, request, u"removed"_s, {}).take();
        if (!snapshot)
            return std::unexpected(snapshot.error());
        const auto nested =
            std::ranges::find(snapshot->problems, SnapshotProblemKind::NestedRepository, &SnapshotProblem::kind);
        if (nested != snapshot->problems.cend() && !options.loseNestedRepositories)
            return fail(
                ErrorCode::Refused,
                u"The worktree holds a repository of its own, which no snapshot keeps. Move it away, or remove "
                u"anyway."_s,
                displayPath(nested->path));
        removed = {snapshot->commit, snapshot->ref};
    }
    auto gone = writeMark(worktree, WorktreeStage::Removing).and_then([&] { return removeFolder(worktree.path); });
    if (gone) {
        QFile::remove(privateIndexPath(worktree));
        gone = removeFolder(worktree.adminDir());
    }
    if (!gone)
        return std::unexpected(gone.error());
    return removed;
}

Result<bool> Worktrees::dropBranch(const QString &branch, const QList<ObjectId> &known) const
{
    const auto repository = openMain();
    if (!repository)
        return std::unexpected(repository.error());
    secureRef(m_commonDir, branchRef(branch));
    dropStaleLock(m_commonDir, branchRef(branch));
    RefHandle found;
    const int rc = git_reference_lookup(found.out(), repository->handle(), branchRef(branch).toUtf8().constData());
    if (rc == GIT_ENOTFOUND)
        return true;
    if (rc < 0)
        return gitFail(rc, u"The attempt's branch cannot be read"_s, branch);
    const git_oid *tip = git_reference_target(found.get());
    if (!tip || !known.contains(toId(tip)) || git_branch_is_checked_out(found.get()) != 0)
        return false;
    if (const int deleted = git_branch_delete(found.get()); deleted < 0)
        return gitFail(deleted, u"The attempt's branch cannot be deleted"_s, branch);
    return true;
}

} // namespace docket::git
