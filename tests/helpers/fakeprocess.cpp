// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/fakeprocess.h"

#include <QTimer>

#include <csignal>

namespace docket {

namespace {

// No process has such a number (the kernel's largest is 2^22), so a tree of it is always gone.
qint64 nextPid = qint64(1) << 40;

} // namespace

void FakeProcess::start(const ProcessSetup &given)
{
    Q_ASSERT(m_state == State::Idle);
    setup = given;
    m_state = State::Starting;
    inputIsClosed = given.input == ProcessSetup::Input::Closed;
    QTimer::singleShot(0, this, [this] {
        if (m_stopAsked) {
            finish({.outcome = ProcessResult::Outcome::Killed});
            return;
        }
        if (!startError.isEmpty()) {
            finish({.outcome = ProcessResult::Outcome::FailedToStart, .errorText = startError});
            return;
        }
        m_state = State::Running;
        m_pid = nextPid++;
        Q_EMIT started(m_pid);
        if (onStarted)
            onStarted(*this);
        if (!m_held.isEmpty())
            take(std::exchange(m_held, {}));
        if (inputIsClosed && onInputClosed)
            onInputClosed(*this);
    });
}

void FakeProcess::write(const QByteArray &bytes)
{
    if (inputIsClosed || m_state == State::Idle || m_state == State::Done)
        return;
    if (m_state == State::Running)
        QTimer::singleShot(0, this, [this, bytes] { take(bytes); });
    else
        m_held += bytes;
}

void FakeProcess::take(const QByteArray &bytes)
{
    if (m_state != State::Running)
        return;
    written += bytes;
    m_partial += bytes;
    for (qsizetype end = m_partial.indexOf('\n'); end >= 0; end = m_partial.indexOf('\n')) {
        const QByteArray line = m_partial.first(end);
        m_partial.remove(0, end + 1);
        if (onLine)
            onLine(*this, line);
    }
}

void FakeProcess::closeInput()
{
    if (m_state == State::Idle || m_state == State::Done || inputIsClosed)
        return;
    inputIsClosed = true;
    if (m_state != State::Running)
        return;
    QTimer::singleShot(0, this, [this] {
        if (m_state == State::Running && onInputClosed)
            onInputClosed(*this);
    });
}

void FakeProcess::receive(const QByteArray &signal, int number)
{
    if (m_state != State::Starting && m_state != State::Running)
        return;
    if (number != SIGINT)
        m_stopAsked = true;
    if (m_state == State::Starting)
        return;
    QTimer::singleShot(0, this, [this, signal, number] {
        if (m_state != State::Running || (number != SIGKILL && onSignal && onSignal(*this, signal)))
            return;
        finish({.outcome = m_stopAsked ? ProcessResult::Outcome::Killed : ProcessResult::Outcome::Crashed,
                .signal = number});
    });
}

void FakeProcess::interrupt()
{
    receive("int", SIGINT);
}

void FakeProcess::terminate()
{
    receive("term", SIGTERM);
}

void FakeProcess::kill()
{
    receive("kill", SIGKILL);
}

void FakeProcess::say(const QByteArray &bytes, Channel channel)
{
    if (m_state == State::Running)
        Q_EMIT output(bytes, channel);
}

void FakeProcess::exit(int code)
{
    if (m_state == State::Running) {
        finish({.outcome = m_stopAsked ? ProcessResult::Outcome::Killed : ProcessResult::Outcome::Finished,
                .exitCode = code});
    }
}

void FakeProcess::crash(int signal)
{
    if (m_state == State::Running)
        finish({.outcome = ProcessResult::Outcome::Crashed, .signal = signal});
}

void FakeProcess::finish(const ProcessResult &result)
{
    if (m_state == State::Done)
        return;
    m_state = State::Done;
    Q_EMIT done(result);
}

std::unique_ptr<Process> FakeProcessFactory::create()
{
    auto process = std::make_unique<FakeProcess>();
    made.append(process.get());
    if (prepare)
        prepare(*process);
    return process;
}

} // namespace docket
