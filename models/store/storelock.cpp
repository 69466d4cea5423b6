// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storelock.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

QString lockFile(const QString &storeFile) { return storeFile + ".lock"_L1; }

std::optional<LockHolder> readHolder(int descriptor)
{
    char buffer[1024];
    const ssize_t size = ::pread(descriptor, buffer, sizeof buffer, 0);
    if (size <= 0)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(QByteArray(buffer, size)).object();
    if (object.isEmpty())
        return std::nullopt;
    return LockHolder{object.value("pid"_L1).toInteger(), object.value("host"_L1).toString(),
                      object.value("what"_L1).toString(),
                      QDateTime::fromString(object.value("since"_L1).toString(), Qt::ISODate)};
}

/** Of the open file, not of the process: closing another descriptor of the same file does not give it back. */
struct flock wholeFile()
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

void writeHolder(int descriptor, const QString &what)
{
    const QByteArray text =
        QJsonDocument(QJsonObject{{u"pid"_s, qint64(::getpid())},
                                  {u"host"_s, QSysInfo::machineHostName()},
                                  {u"what"_s, what.left(200)},
                                  {u"since"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}})
            .toJson(QJsonDocument::Compact);
    // Only for the sentence that others read: the lock itself is the kernel's, so a full disk does not matter here.
    if (::ftruncate(descriptor, 0) != 0
        || ::pwrite(descriptor, text.constData(), size_t(text.size()), 0) != text.size())
        return;
}

} // namespace

QString LockHolder::text() const
{
    return u"%1, process %2 on %3, since %4"_s.arg(what.isEmpty() ? u"Docket"_s : what)
        .arg(pid)
        .arg(host, since.toString(Qt::ISODate));
}

StoreLock::StoreLock(StoreLock &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

StoreLock &StoreLock::operator=(StoreLock &&other) noexcept
{
    if (this != &other) {
        release();
        m_descriptor = std::exchange(other.m_descriptor, -1);
    }
    return *this;
}

StoreLock::~StoreLock() { release(); }

Result<StoreLock> StoreLock::take(const QString &storeFile, const QString &what)
{
    const QString path = lockFile(storeFile);
    StoreLock lock;
    lock.m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock.m_descriptor < 0) {
        const int error = errno;
        if (error == EROFS || error == EACCES || error == EPERM)
            return fail(
                ErrorCode::ReadOnly,
                u"The place of the store cannot be written; give yourself the right to write there, or choose another with DOCKET_HOME."_s,
                path);
        if (error == ENOSPC)
            return fail(ErrorCode::DiskFull, u"The disk is full; make room and start again."_s, path);
        return fail(ErrorCode::Io,
                    u"The lock of the store cannot be opened: %1."_s.arg(QString::fromLocal8Bit(std::strerror(error))),
                    path);
    }
    struct flock wanted = wholeFile();
    if (::fcntl(lock.m_descriptor, F_OFD_SETLK, &wanted) != 0) {
        const int error = errno;
        const auto other = readHolder(lock.m_descriptor);
        // Not ours: nothing to unlock, and the file is the holder's.
        ::close(std::exchange(lock.m_descriptor, -1));
        if (error != EAGAIN && error != EACCES)
            return fail(ErrorCode::Io,
                        u"The store cannot be locked here: %1; put it on a local file system."_s.arg(
                            QString::fromLocal8Bit(std::strerror(error))),
                        path);
        return fail(ErrorCode::Busy,
                    u"Another Docket writes to this store: %1. Use that one, or end it first."_s.arg(
                        other ? other->text() : u"it has not said who it is"_s),
                    storeFile);
    }
    writeHolder(lock.m_descriptor, what);
    return lock;
}

std::optional<LockHolder> StoreLock::holder(const QString &storeFile)
{
    const int descriptor =
        ::open(QFile::encodeName(lockFile(storeFile)).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return std::nullopt;
    std::optional<LockHolder> holder;
    struct flock wanted = wholeFile();
    if (::fcntl(descriptor, F_OFD_GETLK, &wanted) == 0 && wanted.l_type != F_UNLCK) // asks, takes nothing
        holder = readHolder(descriptor).value_or(LockHolder{});
    ::close(descriptor);
    return holder;
}

void StoreLock::release()
{
    if (m_descriptor < 0)
        return;
    // The name in it is no longer true; the file stays, because removing it would let two processes lock two files.
    if (::ftruncate(m_descriptor, 0) != 0)
        errno = 0;
    ::close(std::exchange(m_descriptor, -1));
}

} // namespace docket
