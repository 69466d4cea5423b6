// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/process.h"

#include <QProcess>

namespace docket {

/**
 * A Process over QProcess: a session of its own (so that the group can be signalled as a whole), default signal
 * handlers, no inherited descriptors, the given environment only.
 */
class QtProcess final : public Process
{
    Q_OBJECT

public:
    explicit QtProcess(QObject *parent = nullptr);
    ~QtProcess() override;

    void start(const ProcessSetup &setup) override;
    void write(const QByteArray &bytes) override;
    void closeInput() override;
    void interrupt() override;
    void terminate() override;
    void kill() override;
    State state() const override { return m_state; }
    qint64 pid() const override { return m_pid; }
    qint64 bytesToWrite() const override;

private:
    void configure(const ProcessSetup &setup);
    void onStarted();
    void onFinished(int exitCode, QProcess::ExitStatus status);
    void drain(QProcess::ProcessChannel from, Channel to);
    void signalGroup(int number);
    void finish(const ProcessResult &result);

    QProcess m_process;
    State m_state = State::Idle;
    qint64 m_pid = 0;
    bool m_isLauncher = false;
    bool m_stopAsked = false;
    bool m_inputClosed = false;
    QByteArray m_heldInput;
};

class QtProcessFactory final : public ProcessFactory
{
public:
    std::unique_ptr<Process> create() override { return std::make_unique<QtProcess>(); }
};

/**
 * The absolute path of a program on the PATH of `environment`, in the person's own system (HostSystem). Empty if there
 * is none.
 */
QString findProgram(const QString &name, const QProcessEnvironment &environment);

} // namespace docket
