// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stalelocks.h"

#include "core/logging.h"
#include "process/processtree.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

bool liesIn(const QString &path, const QStringList &folders)
{
    return std::ranges::any_of(
        folders, [&](const QString &folder) { return path == folder || path.startsWith(folder + u'/'); });
}

bool holdsOneOf(const QString &process, const QStringList &files)
{
    const QDir open(process + "/fd"_L1);
    const QStringList numbers = open.entryList(QDir::Files | QDir::System | QDir::Hidden);
    return std::ranges::any_of(numbers, [&](const QString &number) {
        return files.contains(QFile::symLinkTarget(open.filePath(number)));
    });
}

bool somebodyIsAtWork(const QStringList &locks, const QStringList &folders)
{
    const QList<ProcessInfo> all = runningProcesses();
    return std::ranges::any_of(all, [&](const ProcessInfo &one) {
        const QString process = u"/proc/%1"_s.arg(one.pid);
        return one.isAlive()
            && ((one.name.startsWith("git") && liesIn(QFile::symLinkTarget(process + "/cwd"_L1), folders))
                || holdsOneOf(process, locks));
    });
}

} // namespace

QStringList removeStaleLocks(const QStringList &locks, const QStringList &folders, const QDateTime &since)
{
    QStringList ours;
    for (const QString &lock : locks) {
        const QFileInfo info(lock);
        if (info.exists() && info.lastModified() >= since)
            ours << info.canonicalFilePath();
    }
    QStringList real;
    for (const QString &folder : folders)
        real << QFileInfo(folder).canonicalFilePath();
    real.removeAll(QString());
    if (ours.isEmpty() || somebodyIsAtWork(ours, real))
        return {};
    ours.removeIf([](const QString &lock) { return !QFile::remove(lock); });
    for (const QString &lock : std::as_const(ours))
        qCInfo(logEngine) << "a merge that was cut off had left" << lock << "; it is removed";
    return ours;
}

} // namespace docket
