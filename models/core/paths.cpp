// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paths.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

QString xdg(const char *variable, const QString &fallbackBelowHome)
{
    const QString value = qEnvironmentVariable(variable);
    return QDir::isAbsolutePath(value) ? value : QDir::homePath() + u'/' + fallbackBelowHome;
}

} // namespace

Paths Paths::fromEnvironment()
{
    const QString home = qEnvironmentVariable("DOCKET_HOME");
    if (!home.isEmpty())
        return below(QDir::cleanPath(QDir::current().absoluteFilePath(home)));

    Paths paths;
    paths.data = xdg("XDG_DATA_HOME", u".local/share"_s) + "/docket"_L1;
    paths.cache = xdg("XDG_CACHE_HOME", u".cache"_s) + "/docket"_L1;
    paths.config = xdg("XDG_CONFIG_HOME", u".config"_s) + "/docket"_L1;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    paths.runtime = runtime.isEmpty() ? paths.data + "/run"_L1 : runtime + "/docket"_L1;
    return paths;
}

Paths Paths::below(const QString &folder)
{
    return {folder + "/data"_L1, folder + "/cache"_L1, folder + "/config"_L1, folder + "/run"_L1};
}

QString Paths::controlSocket() const
{
    // One socket a store: two stores of one user must not answer for each other. A socket's path is limited to
    // about 107 bytes, so a deep runtime folder falls back to the temporary folder (user-only by its mode).
    const QByteArray digest = QCryptographicHash::hash(data.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    const QString name = "/control-"_L1 + QString::fromLatin1(digest);
    const QString path = runtime + name;
    return QFile::encodeName(path).size() < 100 ? path : QDir::tempPath() + "/docket"_L1 + name.mid(1);
}

Result<void> Paths::create() const
{
    constexpr auto userOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    for (const QString &folder : {data, cache, config, runtime, logs(), worktrees()}) {
        if (QDir(folder).exists())
            continue;
        if (!QDir().mkpath(folder))
            return fail(
                ErrorCode::Io,
                u"This folder cannot be made; check that its parent can be written and that the disk has room."_s,
                folder);
        QFile::setPermissions(folder, userOnly);
    }
    return {};
}

} // namespace docket
