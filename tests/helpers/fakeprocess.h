// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/process.h"

#include <QList>
#include <QPointer>

#include <functional>

namespace docket {

/** A Process that a test plays: it keeps what it was told and says what the test lets it say. */
class FakeProcess final : public Process
{
    Q_OBJECT

public:
    using Process::Process;

    void start(const ProcessSetup &setup) override;
    void write(const QByteArray &bytes) override;
    void closeInput() override;
    void interrupt() override;
    void terminate() override;
    void kill() override;
    State state() const override { return m_state; }
    qint64 pid() const override { return m_pid; }
    qint64 bytesToWrite() const override { return m_state == State::Running ? 0 : m_held.size(); }

    /** The test's side. say() and exit() do nothing unless the process runs. */
    void say(const QByteArray &bytes, Channel channel = Channel::Output);
    void exit(int code);
    void crash(int signal);

    ProcessSetup setup = {};
    QByteArray written = {};
    bool inputIsClosed = false;
    QString startError = {}; ///< set before start(): it fails with this

    /** Called when it runs, for each whole line it is given, at the end of its input, and for "int" and "term". */
    std::function<void(FakeProcess &)> onStarted = {};
    std::function<void(FakeProcess &, const QByteArray &line)> onLine = {};
    std::function<void(FakeProcess &)> onInputClosed = {};
    std::function<bool(FakeProcess &, const QByteArray &signal)> onSignal = {}; ///< true: handled; else it dies of it

private:
    void take(const QByteArray &bytes);
    void receive(const QByteArray &signal, int number);
    void finish(const ProcessResult &result);

    State m_state = State::Idle;
    qint64 m_pid = 0;
    QByteArray m_held;
    QByteArray m_partial;
    bool m_stopAsked = false;
};

/** Makes fakes; `prepare` gives each its script. */
class FakeProcessFactory final : public ProcessFactory
{
public:
    std::unique_ptr<Process> create() override;

    std::function<void(FakeProcess &)> prepare = {};
    QList<QPointer<FakeProcess>> made = {};
};

} // namespace docket
