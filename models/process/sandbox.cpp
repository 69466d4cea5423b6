// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/sandbox.h"

#include "process/qtprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QTimer>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 memoryFolderBytes = qint64(1) << 30; // the empty folders live in memory; a run must not fill it

// Where the sandbox has them: below its own empty /run.
const QString helperInside = u"/run/docket-inside"_s;
const QString socketInside = u"/run/docket-proxy"_s;
const QString proxyPort = u"3128"_s;

QStringList helperMounts(const SandboxProfile &profile)
{
    QStringList arguments;
    if (profile.usesHelper())
        arguments << u"--ro-bind"_s << profile.helper << helperInside;
    if (profile.usesHelper() && !profile.proxySocket.isEmpty())
        arguments << u"--bind"_s << profile.proxySocket << socketInside;
    return arguments;
}

QStringList helperCommand(const SandboxProfile &profile)
{
    if (!profile.usesHelper())
        return {};
    QStringList command{helperInside};
    if (profile.processes > 0)
        command << u"--processes"_s << QString::number(profile.processes);
    if (!profile.proxySocket.isEmpty())
        command << u"--proxy"_s << socketInside << proxyPort;
    return command << u"--"_s;
}

void pointToProxy(QProcessEnvironment &environment)
{
    const QString proxy = u"http://127.0.0.1:"_s + proxyPort;
    for (const auto &name :
         {u"HTTP_PROXY"_s, u"HTTPS_PROXY"_s, u"ALL_PROXY"_s, u"http_proxy"_s, u"https_proxy"_s, u"all_proxy"_s})
        environment.insert(name, proxy);
    for (const auto &name : {u"NO_PROXY"_s, u"no_proxy"_s})
        environment.insert(
            name, u"127.0.0.1,::1"_s); // "localhost" is the proxy's to judge: the machine's own services are behind it
    environment.insert(u"NODE_USE_ENV_PROXY"_s, u"1"_s);
}

} // namespace

QStringList sandboxArguments(const SandboxProfile &profile, const QString &workingDirectory)
{
    QStringList arguments{u"--unshare-all"_s, u"--die-with-parent"_s, u"--cap-drop"_s, u"ALL"_s};
    if (profile.network)
        arguments << u"--share-net"_s;
    arguments << u"--ro-bind"_s << u"/"_s << u"/"_s << u"--dev"_s << u"/dev"_s << u"--proc"_s << u"/proc"_s;
    QStringList hidden{u"/tmp"_s, u"/var/tmp"_s, u"/run"_s, u"/dev/shm"_s};
    if (!profile.home.isEmpty() && QDir::cleanPath(profile.home) != u"/"_s)
        hidden << profile.home;
    hidden << profile.hidden;
    for (const QString &folder : std::as_const(hidden))
        arguments << u"--size"_s << QString::number(memoryFolderBytes) << u"--tmpfs"_s << folder;
    // Names are resolved through here on many systems; /etc/resolv.conf points to it.
    if (profile.network)
        arguments << u"--ro-bind-try"_s << u"/run/systemd/resolve"_s << u"/run/systemd/resolve"_s;
    for (const QString &path : profile.readable)
        arguments << u"--ro-bind-try"_s << path << path;
    for (const QString &path : profile.writable)
        arguments << u"--bind-try"_s << path << path;
    if (!profile.gitFolder.isEmpty())
        arguments << u"--ro-bind"_s << profile.gitFolder << profile.gitFolder;
    if (!profile.worktree.isEmpty()) {
        const QString link = profile.worktree + u"/.git"_s;
        arguments << u"--bind"_s << profile.worktree << profile.worktree;
        arguments << u"--ro-bind-try"_s << link << link;
    }
    arguments << helperMounts(profile);
    return arguments << u"--chdir"_s << workingDirectory << u"--"_s << helperCommand(profile);
}

ProcessSetup insideSandbox(const ProcessSetup &setup, const SandboxProfile &profile, const QString &bwrap)
{
    ProcessSetup wrapped = setup;
    const QString program = findProgram(setup.program, setup.environment);
    // What does not exist needs no hiding, and could not be mounted over.
    SandboxProfile there = profile;
    const auto isMissing = [](const QString &path) { return !QFileInfo(path).isDir(); };
    there.hidden.removeIf(isMissing);
    if (isMissing(there.home))
        there.home.clear();
    wrapped.program = bwrap;
    wrapped.arguments = sandboxArguments(there, setup.workingDirectory);
    wrapped.arguments << (program.isEmpty() ? setup.program : program) << setup.arguments;
    wrapped.isLauncher = true;
    if (there.usesHelper() && !there.proxySocket.isEmpty())
        pointToProxy(wrapped.environment);
    return wrapped;
}

SandboxProbe::SandboxProbe(ProcessFactory &processes, QObject *parent) : QObject(parent), m_processes(processes) {}

void SandboxProbe::start(const QProcessEnvironment &environment)
{
    const QString bwrap = findProgram(u"bwrap"_s, environment);
    if (bwrap.isEmpty()) {
        QTimer::singleShot(0, this, [this] {
            Q_EMIT finished({false, {}, u"Runs are not contained: bubblewrap is not installed."_s});
        });
        return;
    }
    m_process = m_processes.create();
    connect(m_process.get(), &Process::output, this, [this](const QByteArray &bytes) { m_errors += bytes.left(2000); });
    connect(m_process.get(), &Process::done, this, [this, bwrap](const ProcessResult &result) {
        const QString why = QString::fromUtf8(m_errors).simplified();
        const QString sentence = result.succeeded()
            ? u"Runs are contained by bubblewrap."_s
            : u"Runs are not contained: bubblewrap is installed but does not work here (%1)."_s.arg(
                  why.isEmpty() ? result.errorText : why);
        Q_EMIT finished({result.succeeded(), bwrap, sentence});
    });
    ProcessSetup setup{.program = u"true"_s, .arguments = {}, .workingDirectory = u"/"_s, .environment = environment};
    m_process->start(insideSandbox(setup, {}, bwrap));
}

} // namespace docket
