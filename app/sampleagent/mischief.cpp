// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mischief.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sample {

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

void sleepForEver()
{
    for (int fd = 0; fd < 3; ++fd)
        close(fd);
    execlp("sleep", "sleep", "100000", nullptr);
    _exit(1);
}

} // namespace

void writeAll(const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t put = ::write(STDOUT_FILENO, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            std::_Exit(1); // nobody listens any more
        done += put;
    }
}

void crash()
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
    std::abort();
}

void ignoreTermination()
{
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
}

void startDaemons()
{
    if (fork() == 0)
        sleepForEver();
    const pid_t between = fork();
    if (between == 0) {
        setsid();
        if (fork() == 0)
            sleepForEver();
        _exit(0);
    }
    waitpid(between, nullptr, 0);
}

void flood(int mebibytes, const QByteArray &line)
{
    QByteArray block;
    while (block.size() < mebibyte / 4)
        block += line;
    for (qint64 done = 0; done < mebibytes * mebibyte; done += block.size())
        writeAll(block);
}

void endlessLine(int mebibytes)
{
    const QByteArray block(mebibyte, 'x');
    for (int i = 0; i < mebibytes; ++i)
        writeAll(block);
}

void removeFolder(const QByteArray &path)
{
    const QDir::Filters all = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    QDir folder(QFile::decodeName(path));
    const QFileInfoList entries = folder.entryInfoList(all);
    for (const QFileInfo &entry : entries) {
        if (entry.isDir() && !entry.isSymLink())
            QDir(entry.filePath()).removeRecursively();
        else
            QFile::remove(entry.filePath());
    }
    QDir().rmdir(folder.path());
}

} // namespace sample
