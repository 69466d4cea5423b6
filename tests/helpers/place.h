// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QString>

#include <cerrno>
#include <cstring>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <grp.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace docket::test {

/**
 * While it lives, this process has no more rights than an ordinary user, so that what a superuser may do anyway can be
 * tested. The folder is given to that user first. All threads change with it; children do too.
 */
class OrdinaryUser
{
public:
    explicit OrdinaryUser(const QString &folder)
    {
        if (::geteuid() != 0) {
            m_holds = true; // it is one already
            return;
        }
        openTheWayTo(folder);
        give(folder);
        for (QDirIterator it(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
             it.hasNext();)
            give(it.next());
        m_groups.resize(size_t(std::max(0, ::getgroups(0, nullptr))));
        (void)::getgroups(int(m_groups.size()), m_groups.data());
        m_changed =
            ::setgroups(0, nullptr) == 0 && ::setresgid(nobody, nobody, 0) == 0 && ::setresuid(nobody, nobody, 0) == 0;
        m_holds = m_changed;
    }
    ~OrdinaryUser()
    {
        if (m_changed
            && (::setresuid(0, 0, 0) != 0 || ::setresgid(0, 0, 0) != 0
                || ::setgroups(m_groups.size(), m_groups.data()) != 0))
            qFatal("the rights of the superuser cannot be taken back");
        for (const auto &[path, mode] : m_opened)
            (void)!::chmod(path.constData(), mode);
    }
    OrdinaryUser(const OrdinaryUser &) = delete;
    OrdinaryUser &operator=(const OrdinaryUser &) = delete;

    /** False where the system has no other user, such as in a user namespace of one. */
    bool holds() const { return m_holds; }

private:
    static constexpr uid_t nobody = 65534;
    /** Private folders of the test on the way to the place may be passed through meanwhile. */
    void openTheWayTo(const QString &folder)
    {
        for (QString path = QFileInfo(folder).path(); path != QDir::tempPath() && path.startsWith(QDir::tempPath());
             path = QFileInfo(path).path()) {
            struct stat found = {};
            const QByteArray name = QFile::encodeName(path);
            if (::stat(name.constData(), &found) != 0 || (found.st_mode & S_IXOTH))
                continue;
            if (::chmod(name.constData(), (found.st_mode & 07777) | S_IXOTH) == 0)
                m_opened.push_back({name, found.st_mode & 07777});
        }
    }
    static void give(const QString &path) { (void)!::lchown(QFile::encodeName(path).constData(), nobody, nobody); }

    std::vector<std::pair<QByteArray, mode_t>> m_opened;
    std::vector<gid_t> m_groups;
    bool m_changed = false;
    bool m_holds = false;
};

/**
 * A file system of so many bytes at `folder`, seen by this process and its children alone. Call it before any thread is
 * started. Where it cannot be had, the reason is returned; else nothing.
 */
inline QString mountSmallDisk(const QString &folder, qint64 bytes)
{
    const auto reason = [](const char *what) {
        return QString::fromLatin1("%1: %2").arg(QLatin1String(what), QString::fromLocal8Bit(std::strerror(errno)));
    };
    const auto write = [](const char *file, const QByteArray &text) {
        QFile f(QString::fromLatin1(file));
        return f.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && f.write(text) == text.size();
    };
    const QByteArray user = QByteArray::number(::geteuid());
    const QByteArray group = QByteArray::number(::getegid());
    if (::geteuid() != 0 || ::unshare(CLONE_NEWNS) != 0) {
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return reason("no name space of its own can be made");
        if (!write("/proc/self/setgroups", "deny") || !write("/proc/self/uid_map", user + ' ' + user + " 1")
            || !write("/proc/self/gid_map", group + ' ' + group + " 1"))
            return reason("the user cannot be mapped");
    }
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return reason("mounts cannot be made private");
    const QByteArray options = "mode=0755,size=" + QByteArray::number(bytes);
    if (::mount("tmpfs", QFile::encodeName(folder).constData(), "tmpfs", 0, options.constData()) != 0)
        return reason("a file system in memory cannot be mounted");
    return {};
}

/** Fills the file system that `file` is to lie on, all but about so many bytes. False when it did not become full. */
inline bool fillDisk(const QString &file, qint64 leave = 0)
{
    QFile filler(file);
    if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return false;
    const QByteArray block(4096, 'x');
    qint64 written = 0;
    while (filler.write(block) == block.size())
        written += block.size();
    return filler.resize(std::max<qint64>(0, written - leave)) && written > 0;
}

} // namespace docket::test
