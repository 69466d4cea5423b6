// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/confinedfiles.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    int get() const { return m_fd; }
    bool isValid() const { return m_fd >= 0; }

private:
    int m_fd;
};

Descriptor openBeneath(int folder, const QByteArray &path, quint64 flags, quint64 mode = 0)
{
    struct open_how how = {};
    how.flags = flags | O_CLOEXEC;
    how.mode = mode;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    return Descriptor(static_cast<int>(syscall(SYS_openat2, folder, path.constData(), &how, sizeof how)));
}

Error fileError(const QString &path)
{
    const int cause = errno;
    switch (cause) {
    case ENOENT:
        return {ErrorCode::NotFound, u"There is no such file."_s, path};
    case EXDEV:
    case ELOOP:
        return {ErrorCode::Refused, u"The path leads out of the worktree."_s, path};
    case ENOSPC:
    case EDQUOT:
        return {ErrorCode::DiskFull, u"The disk is full. Free some space."_s, path};
    default:
        return {ErrorCode::Io, QString::fromLocal8Bit(std::strerror(cause)), path};
    }
}

} // namespace

ConfinedFiles::ConfinedFiles(QString root) : m_root(QDir::cleanPath(root)) {}

Result<QString> ConfinedFiles::relative(const QString &path) const
{
    QString clean = QDir::cleanPath(path);
    const QString canonicalRoot = QDir(m_root).canonicalPath();
    for (const QString &root : {m_root, canonicalRoot}) {
        if (!root.isEmpty() && clean.startsWith(root + u'/')) {
            clean = clean.sliced(root.size() + 1);
            break;
        }
    }
    if (clean.isEmpty() || clean.startsWith(u'/') || clean == u".."_s || clean.startsWith(u"../"_s))
        return fail(ErrorCode::Refused, u"The path leads out of the worktree."_s, path);
    if (clean.section(u'/', 0, 0).compare(u".git"_s, Qt::CaseInsensitive) == 0)
        return fail(ErrorCode::Refused, u"Git's own files are out of an agent's reach."_s, path);
    return clean;
}

Result<QByteArray> ConfinedFiles::read(const QString &path, qint64 maxBytes) const
{
    const auto name = relative(path);
    if (!name)
        return std::unexpected(name.error());
    const Descriptor root(::open(QFile::encodeName(m_root).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    const Descriptor file = openBeneath(root.get(), QFile::encodeName(*name), O_RDONLY | O_NONBLOCK);
    if (!file.isValid())
        return std::unexpected(fileError(path));
    struct stat info = {};
    if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode))
        return fail(ErrorCode::Refused, u"This is not a regular file."_s, path);
    if (info.st_size > maxBytes)
        return fail(ErrorCode::Refused, u"The file is too large to be handed over."_s, path);
    QByteArray bytes(info.st_size, Qt::Uninitialized);
    qint64 done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + done, static_cast<size_t>(bytes.size() - done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return std::unexpected(fileError(path));
        if (got == 0)
            break;
        done += got;
    }
    bytes.truncate(done);
    return bytes;
}

Result<void> ConfinedFiles::write(const QString &path, const QByteArray &bytes) const
{
    const auto name = relative(path);
    if (!name)
        return std::unexpected(name.error());
    Descriptor folder(::open(QFile::encodeName(m_root).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    const Descriptor root(::open(QFile::encodeName(m_root).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    const QStringList parts = name->split(u'/');
    QByteArray made;
    for (const QString &part : parts.first(parts.size() - 1)) {
        made += (made.isEmpty() ? "" : "/") + QFile::encodeName(part);
        if (::mkdirat(folder.get(), QFile::encodeName(part).constData(), 0777) != 0 && errno != EEXIST)
            return std::unexpected(fileError(path));
        // From the root each time: a link inside the worktree may be followed, one that leads out may not.
        folder = openBeneath(root.get(), made, O_PATH | O_DIRECTORY);
        if (!folder.isValid())
            return std::unexpected(fileError(path));
    }
    const Descriptor file =
        openBeneath(root.get(), QFile::encodeName(*name), O_WRONLY | O_CREAT | O_NONBLOCK | O_NOCTTY, 0666);
    struct stat info = {};
    if (!file.isValid() || ::fstat(file.get(), &info) != 0)
        return std::unexpected(fileError(path));
    if (!S_ISREG(info.st_mode))
        return fail(ErrorCode::Refused, u"This is not a regular file."_s, path);
    if (info.st_nlink > 1)
        return fail(ErrorCode::Refused, u"The file has a second name somewhere else."_s, path);
    if (::ftruncate(file.get(), 0) != 0)
        return std::unexpected(fileError(path));
    for (qint64 done = 0; done < bytes.size();) {
        const ssize_t put = ::write(file.get(), bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return std::unexpected(fileError(path));
        done += put;
    }
    return {};
}

} // namespace docket
