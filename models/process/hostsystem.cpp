// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/hostsystem.h"

#include <QDir>
#include <QFileInfo>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxLinks = 16; // as many as a chain of alternatives needs, and an end to a circle

bool isBelow(const QString &path, QLatin1StringView folder)
{
    return path == folder || (path.startsWith(folder) && path.at(folder.size()) == u'/');
}

} // namespace

HostSystem HostSystem::fromEnvironment(const QProcessEnvironment &environment)
{
    HostSystem host;
    const QString usr = environment.value(u"DOCKET_HOST_USR"_s);
    if (QFileInfo(usr + "/bin"_L1).isDir()) {
        host.usr = usr;
        const QString etc = environment.value(u"DOCKET_HOST_ETC"_s);
        if (QFileInfo(etc).isDir())
            host.etc = etc;
    }
    return host;
}

QString HostSystem::seenFromHere(const QString &path) const
{
    if (!isApart())
        return path;
    QString place = QDir::cleanPath(path);
    for (int link = 0; link < maxLinks; ++link) {
        // Systems with one /usr, the only ones that a toolchain can take the place of: /bin is a link to /usr/bin.
        for (const QLatin1StringView folder : {"/bin"_L1, "/sbin"_L1, "/lib"_L1, "/lib64"_L1}) {
            if (isBelow(place, folder))
                place.prepend("/usr"_L1);
        }
        QString here = place;
        if (isBelow(place, "/usr"_L1))
            here = usr + place.mid(4);
        else if (isBelow(place, "/etc"_L1) && !etc.isEmpty())
            here = etc + place.mid(4);
        const QFileInfo file(here);
        if (!file.isSymLink())
            return here;
        const QString target = file.readSymLink();
        place = QDir::cleanPath(QDir::isAbsolutePath(target) ? target : QFileInfo(place).path() + u'/' + target);
    }
    return {};
}

QString HostSystem::findProgram(const QString &name, const QProcessEnvironment &environment) const
{
    const auto isProgram = [this](const QString &path) {
        const QFileInfo file(seenFromHere(path));
        return file.isFile() && file.isExecutable();
    };
    if (name.isEmpty())
        return {};
    if (name.contains(u'/')) {
        const QString path = QDir::cleanPath(QFileInfo(name).absoluteFilePath());
        return isProgram(path) ? path : QString();
    }
    const QStringList folders = environment.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
    for (const QString &folder : folders) {
        const QString path = QDir::cleanPath(folder + u'/' + name);
        if (QDir::isAbsolutePath(folder) && isProgram(path))
            return path;
    }
    return {};
}

ProcessSetup HostSystem::started(const ProcessSetup &setup, const QString &bwrap) const
{
    if (!isApart())
        return setup;
    ProcessSetup outside = setup;
    outside.program = bwrap;
    outside.arguments = {u"--dev-bind"_s, u"/"_s, u"/"_s, u"--bind"_s, usr, u"/usr"_s, u"--die-with-parent"_s};
    if (!etc.isEmpty()) {
        for (const QString &path : {u"/ld.so.cache"_s, u"/alternatives"_s})
            outside.arguments << u"--ro-bind-try"_s << etc + path << u"/etc"_s + path;
    }
    outside.arguments << u"--chdir"_s << setup.workingDirectory << u"--"_s << setup.program << setup.arguments;
    outside.environment.remove(u"DOCKET_HOST_USR"_s);
    outside.environment.remove(u"DOCKET_HOST_ETC"_s);
    outside.environment.remove(u"FONTCONFIG_FILE"_s); // the toolchain's, means nothing there
    outside.isLauncher = true;
    return outside;
}

} // namespace docket
