// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/worktreeadmin.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <filesystem>

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace docket::git {

namespace {

constexpr QLatin1StringView markFile{"/docket-owner"};

QString stageWord(WorktreeStage stage)
{
    switch (stage) {
    case WorktreeStage::Creating:
        return u"creating"_s;
    case WorktreeStage::Ready:
        return u"ready"_s;
    case WorktreeStage::Removing:
        return u"removing"_s;
    }
    return {};
}

QByteArray linkLine(const AttemptWorktree &worktree)
{
    return "gitdir: " + QFile::encodeName(worktree.adminDir()) + '\n';
}

fs::path nativePath(const QString &path)
{
    return fs::path(QFile::encodeName(path).toStdString());
}

void dropLink(const QString &path)
{
    std::error_code ignored;
    if (fs::is_symlink(fs::symlink_status(nativePath(path), ignored)))
        fs::remove(nativePath(path), ignored);
}

QByteArray gitdirLine(const AttemptWorktree &worktree)
{
    return QFile::encodeName(worktree.path) + "/.git\n";
}

Result<void> ensureContent(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!QFileInfo(path).isSymLink() && file.open(QIODevice::ReadOnly) && file.read(64 * 1024) == content)
        return {};
    return writeWhole(path, content);
}

} // namespace

QString adminName(const WorktreeSpec &spec)
{
    QString store;
    for (const QChar c : spec.storeId) {
        if (store.size() < 12 && c.unicode() < 128 && c.isLetterOrNumber())
            store += c;
    }
    return u"docket-%1-%2"_s.arg(spec.attempt.value).arg(store);
}

std::optional<WorktreeMark> readMark(const QString &commonDir, const QString &name)
{
    QFile file(commonDir + "/worktrees/"_L1 + name + markFile);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(file.read(64 * 1024)).object();
    if (json.value("version"_L1).toInt() != 1)
        return std::nullopt;
    WorktreeMark mark;
    mark.worktree.commonDir = commonDir;
    mark.worktree.name = name;
    mark.worktree.path = json.value("path"_L1).toString();
    mark.worktree.branch = json.value("branch"_L1).toString();
    mark.worktree.base = {json.value("base"_L1).toString().toLatin1()};
    mark.worktree.storeId = json.value("store"_L1).toString();
    mark.worktree.attempt = {json.value("attempt"_L1).toInteger()};
    const QString stage = json.value("stage"_L1).toString();
    mark.stage = stage == "ready"_L1 ? WorktreeStage::Ready
        : stage == "removing"_L1     ? WorktreeStage::Removing
                                     : WorktreeStage::Creating;
    mark.worktree.complete = mark.stage == WorktreeStage::Ready;
    return mark;
}

Result<void> writeMark(const AttemptWorktree &worktree, WorktreeStage stage)
{
    if (!QDir().mkpath(worktree.adminDir()))
        return fail(ErrorCode::ReadOnly, u"The repository's git directory cannot be written. Check its permissions."_s,
                    worktree.commonDir);
    const QJsonObject json{{u"version"_s, 1},
                           {u"store"_s, worktree.storeId},
                           {u"attempt"_s, worktree.attempt.value},
                           {u"path"_s, worktree.path},
                           {u"branch"_s, worktree.branch},
                           {u"base"_s, QString::fromLatin1(worktree.base.hex)},
                           {u"stage"_s, stageWord(stage)}};
    return writeWhole(worktree.adminDir() + markFile, QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

Result<void> writeAdminFiles(const AttemptWorktree &worktree)
{
    const QString admin = worktree.adminDir();
    return writeWhole(admin + "/gitdir"_L1, gitdirLine(worktree))
        .and_then([&] { return writeWhole(admin + "/commondir"_L1, "../..\n"); })
        .and_then([&] { return writeHead(worktree); });
}

Result<void> secureAdmin(const AttemptWorktree &worktree)
{
    const QString admin = worktree.adminDir();
    dropLink(admin);
    for (const QLatin1StringView name : {"/HEAD"_L1, "/index"_L1, "/logs"_L1, "/logs/HEAD"_L1})
        dropLink(admin + name);
    const auto mark = readMark(worktree.commonDir, worktree.name);
    const bool marked = mark && mark->worktree.path == worktree.path && mark->worktree.branch == worktree.branch;
    return (marked ? Result<void>() : writeMark(worktree, WorktreeStage::Ready))
        .and_then([&] { return ensureContent(admin + "/gitdir"_L1, gitdirLine(worktree)); })
        .and_then([&] { return ensureContent(admin + "/commondir"_L1, "../..\n"); })
        .and_then([&] { return QFileInfo(admin + "/HEAD"_L1).isFile() ? Result<void>() : writeHead(worktree); });
}

void secureRef(const QString &commonDir, const QString &ref)
{
    for (const QString &root : {commonDir + u'/', commonDir + "/logs/"_L1}) {
        for (qsizetype slash = ref.indexOf(u'/'); slash > 0; slash = ref.indexOf(u'/', slash + 1))
            dropLink(root + ref.left(slash));
        dropLink(root + ref);
    }
}

void dropStaleLock(const QString &commonDir, const QString &ref)
{
    QFile::remove(commonDir + u'/' + ref + ".lock"_L1);
}

Result<void> writeHead(const AttemptWorktree &worktree)
{
    return writeWhole(worktree.adminDir() + "/HEAD"_L1, "ref: refs/heads/" + worktree.branch.toUtf8() + '\n');
}

GitLink linkState(const AttemptWorktree &worktree)
{
    const QFileInfo info(worktree.path + "/.git"_L1);
    if (info.isSymLink())
        return GitLink::SymbolicLink;
    if (!info.exists())
        return GitLink::Missing;
    if (info.isDir())
        return GitLink::Directory;
    QFile file(info.filePath());
    if (!info.isFile() || info.size() > 16 * 1024 || !file.open(QIODevice::ReadOnly))
        return GitLink::Rewritten;
    return file.readAll().trimmed() == linkLine(worktree).trimmed() ? GitLink::Intact : GitLink::Rewritten;
}

Result<void> writeLink(const AttemptWorktree &worktree)
{
    if (!isRealFolder(worktree.path))
        return fail(ErrorCode::Refused,
                    u"There is a link in place of the worktree's folder. Remove it, then restore the worktree."_s,
                    worktree.path);
    const QString path = worktree.path + "/.git"_L1;
    switch (linkState(worktree)) {
    case GitLink::Intact:
        return {};
    case GitLink::Missing:
        break;
    case GitLink::Directory: {
        QString aside = worktree.path + ".git-aside"_L1;
        for (int n = 2; QFileInfo::exists(aside); ++n)
            aside = worktree.path + u".git-aside-%1"_s.arg(n);
        if (!QDir().rename(path, aside))
            return fail(ErrorCode::Io,
                        u"The agent put a folder in place of the worktree's .git file, and it cannot be moved aside."_s,
                        path);
        break;
    }
    case GitLink::Rewritten:
    case GitLink::SymbolicLink: {
        std::error_code error;
        fs::remove(nativePath(path), error);
        if (error)
            return fail(ErrorCode::Io, u"The worktree's .git file cannot be replaced."_s, path);
        break;
    }
    }
    return writeWhole(path, linkLine(worktree));
}

QString privateIndexPath(const AttemptWorktree &worktree)
{
    return worktree.commonDir + "/docket/index/"_L1 + worktree.name;
}

bool isRealFolder(const QString &path)
{
    const QFileInfo info(path);
    return info.isDir() && !info.isSymLink();
}

Result<void> writeWhole(const QString &path, const QByteArray &content, const QString &writer)
{
    // Renaming replaces a link instead of writing to where it leads. Not synced to disk: right behind the checkout of a
    // large worktree that takes minutes, and a kill cannot lose what the kernel has.
    const QString temporary = path + ".docket-new"_L1 + writer;
    std::error_code error;
    fs::remove(nativePath(temporary), error); // what a killed writer left
    QFile file(temporary);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(content) != content.size()
        || !file.flush()) {
        const bool full = file.error() == QFileDevice::ResourceError;
        const QString reason = file.errorString();
        file.remove();
        return fail(full ? ErrorCode::DiskFull : ErrorCode::Io,
                    u"A file of the worktree could not be written: %1."_s.arg(reason), path);
    }
    file.close();
    fs::rename(nativePath(temporary), nativePath(path), error);
    if (error)
        return fail(ErrorCode::Io,
                    u"A file of the worktree could not be written: %1."_s.arg(QString::fromStdString(error.message())),
                    path);
    return {};
}

Result<void> removeFolder(const QString &path)
{
    std::error_code error;
    const fs::path root = nativePath(path);
    if (fs::is_symlink(fs::symlink_status(root, error)))
        return fail(ErrorCode::Refused, u"This is a link, not a folder that Docket made. Remove it yourself."_s, path);
    fs::remove_all(root, error);
    if (!error)
        return {};
    error.clear();
    fs::permissions(root, fs::perms::owner_all, fs::perm_options::add, error);
    for (auto it = fs::recursive_directory_iterator(root, fs::directory_options::none, error);
         !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
        std::error_code ignored;
        // Opened before the iterator goes down into it.
        if (fs::is_directory(it->symlink_status(ignored)))
            fs::permissions(it->path(), fs::perms::owner_all, fs::perm_options::add, ignored);
    }
    error.clear();
    fs::remove_all(root, error);
    if (error)
        return fail(ErrorCode::Io,
                    u"The folder could not be removed wholly: %1."_s.arg(QString::fromStdString(error.message())),
                    path);
    return {};
}

} // namespace docket::git
