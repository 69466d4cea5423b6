// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/qtprocess.h"

#include "process/hostsystem.h"
#include "process/processtree.h"

#include <QFileInfo>
#include <QTimer>

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 chunkBytes = 64 * 1024;
constexpr int pipeBytes = 512 * 1024;
const QString toolchainBwrap = u"/usr/bin/bwrap"_s; // part of every contained toolchain

// Runs in the child between fork and exec: only calls that are safe there.
void applyLimits(const ResourceLimits &limits)
{
    const auto limit = [](__rlimit_resource which, qint64 value) {
        if (value <= 0)
            return;
        struct rlimit bound = {static_cast<rlim_t>(value), static_cast<rlim_t>(value)};
        setrlimit(which, &bound);
    };
    limit(RLIMIT_FSIZE, limits.fileBytes);
    limit(RLIMIT_AS, limits.addressBytes);
    limit(RLIMIT_DATA, limits.dataBytes);
    limit(RLIMIT_CPU, limits.cpuSeconds);
    limit(RLIMIT_NOFILE, limits.openFiles);
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none); // a crash of an agent must not drop its memory into the worktree
    // A larger pipe means fewer wake-ups while a child prints at full speed; where it is refused, the usual size does.
    fcntl(STDOUT_FILENO, F_SETPIPE_SZ, pipeBytes);
}

} // namespace

QString findProgram(const QString &name, const QProcessEnvironment &environment)
{
    return HostSystem::fromEnvironment(environment).findProgram(name, environment);
}

QtProcess::QtProcess(QObject *parent) : Process(parent)
{
    connect(&m_process, &QProcess::started, this, &QtProcess::onStarted);
    connect(&m_process, &QProcess::readyReadStandardOutput, this,
            [this] { drain(QProcess::StandardOutput, Channel::Output); });
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { drain(QProcess::StandardError, Channel::Error); });
    connect(&m_process, &QProcess::finished, this, &QtProcess::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish({.outcome = ProcessResult::Outcome::FailedToStart, .errorText = m_process.errorString()});
    });
}

QtProcess::~QtProcess()
{
    m_process.disconnect(this);
    if (m_state == State::Running)
        signalGroup(SIGKILL);
}

void QtProcess::configure(const ProcessSetup &setup)
{
    using Flag = QProcess::UnixProcessFlag;
    QProcess::UnixProcessParameters parameters;
    parameters.flags = Flag::CreateNewSession | Flag::ResetSignalHandlers | Flag::CloseFileDescriptors;
    m_process.setUnixProcessParameters(parameters);
    m_process.setChildProcessModifier([limits = setup.limits] { applyLimits(limits); });
    m_process.setProcessEnvironment(setup.environment);
    m_process.setWorkingDirectory(setup.workingDirectory);
    m_process.setArguments(setup.arguments);
    if (setup.input == ProcessSetup::Input::Closed) {
        m_process.setStandardInputFile(QProcess::nullDevice());
        m_inputClosed = true;
    }
}

void QtProcess::start(const ProcessSetup &setup)
{
    Q_ASSERT(m_state == State::Idle);
    m_state = State::Starting;
    m_isLauncher = setup.isLauncher;
    const QString program = findProgram(setup.program, setup.environment);
    QString problem;
    if (program.isEmpty())
        problem = u"The program was not found. Install it, or name its full path in the settings."_s;
    else if (!QFileInfo(setup.workingDirectory).isDir())
        problem = u"The folder to work in does not exist."_s;
    if (!problem.isEmpty()) {
        QTimer::singleShot(0, this, [this, problem] {
            finish({.outcome = ProcessResult::Outcome::FailedToStart, .errorText = problem});
        });
        return;
    }
    ProcessSetup found = setup;
    found.program = program;
    const HostSystem host = HostSystem::fromEnvironment(setup.environment);
    if (host.isApart()) {
        found = host.started(found, toolchainBwrap);
        m_isLauncher = true;
    }
    configure(found);
    m_process.setProgram(found.program);
    // Started from the event loop, so that no signal is emitted inside start().
    QTimer::singleShot(0, this, [this] {
        if (m_stopAsked)
            finish({.outcome = ProcessResult::Outcome::Killed});
        else
            m_process.start(m_inputClosed && m_heldInput.isEmpty() ? QIODevice::ReadOnly : QIODevice::ReadWrite);
    });
}

void QtProcess::write(const QByteArray &bytes)
{
    if (m_inputClosed || m_state == State::Done || m_state == State::Idle)
        return;
    if (m_state == State::Running)
        m_process.write(bytes);
    else
        m_heldInput += bytes;
}

void QtProcess::closeInput()
{
    if (m_state == State::Idle || m_state == State::Done)
        return;
    if (!m_inputClosed && m_state == State::Running)
        m_process.closeWriteChannel();
    m_inputClosed = true;
}

void QtProcess::interrupt()
{
    signalGroup(SIGINT);
}

void QtProcess::terminate()
{
    signalGroup(SIGTERM);
}

void QtProcess::kill()
{
    signalGroup(SIGKILL);
}

qint64 QtProcess::bytesToWrite() const
{
    return m_heldInput.size() + m_process.bytesToWrite();
}

void QtProcess::signalGroup(int number)
{
    if (m_state != State::Starting && m_state != State::Running)
        return;
    if (number != SIGINT)
        m_stopAsked = true;
    if (m_state == State::Starting)
        return;
    if (m_isLauncher && number != SIGKILL)
        signalBelowLauncher(m_pid, number);
    else if (m_process.state() != QProcess::NotRunning)
        ::kill(static_cast<pid_t>(-m_pid), number);
}

void QtProcess::onStarted()
{
    m_pid = m_process.processId();
    m_state = State::Running;
    if (!m_heldInput.isEmpty())
        m_process.write(std::exchange(m_heldInput, {}));
    if (m_inputClosed)
        m_process.closeWriteChannel();
    Q_EMIT started(m_pid);
    if (m_stopAsked && m_state == State::Running)
        ::kill(static_cast<pid_t>(-m_pid), SIGKILL);
}

void QtProcess::drain(QProcess::ProcessChannel from, Channel to)
{
    m_process.setReadChannel(from);
    for (;;) {
        const QByteArray bytes = m_process.read(chunkBytes);
        if (bytes.isEmpty())
            return;
        Q_EMIT output(bytes, to);
        m_process.setReadChannel(from); // a receiver may have made us drain the other one
    }
}

void QtProcess::onFinished(int exitCode, QProcess::ExitStatus status)
{
    drain(QProcess::StandardOutput, Channel::Output);
    drain(QProcess::StandardError, Channel::Error);
    using Outcome = ProcessResult::Outcome;
    ProcessResult result{.outcome = Outcome::Finished, .exitCode = exitCode};
    if (status == QProcess::CrashExit) // QProcess then reports the signal as exit code
        result = {.outcome = m_stopAsked ? Outcome::Killed : Outcome::Crashed, .signal = exitCode};
    else if (m_stopAsked)
        result.outcome = Outcome::Killed;
    finish(result);
}

void QtProcess::finish(const ProcessResult &result)
{
    if (m_state == State::Done)
        return;
    m_state = State::Done;
    Q_EMIT done(result);
}

} // namespace docket
