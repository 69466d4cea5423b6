// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/process.h"

#include <QTest>

namespace docket {

/** Everything one process said, in order, with a check of the state contract on the way. */
class ProcessRun : public QObject
{
public:
    explicit ProcessRun(std::unique_ptr<Process> process) : m_process(std::move(process))
    {
        connect(m_process.get(), &Process::started, this, [this](qint64 pid) {
            orderIsKept = orderIsKept && startedCount == 0 && doneCount == 0 && pid > 0;
            ++startedCount;
        });
        connect(m_process.get(), &Process::output, this, [this](const QByteArray &bytes, Channel channel) {
            orderIsKept = orderIsKept && startedCount == 1 && doneCount == 0 && bytes.size() <= 64 * 1024;
            (channel == Channel::Output ? out : err) += bytes;
        });
        connect(m_process.get(), &Process::done, this, [this](const ProcessResult &ended) {
            orderIsKept = orderIsKept && m_process->state() == Process::State::Done;
            ++doneCount;
            result = ended;
        });
    }

    Process *operator->() const { return m_process.get(); }
    bool waitForDone() const { return QTest::qWaitFor([this] { return doneCount > 0; }, 20000); }
    bool waitForOutput(const QByteArray &text) const
    {
        return QTest::qWaitFor([&] { return out.contains(text); }, 20000);
    }
    bool waitForStart() const { return QTest::qWaitFor([this] { return startedCount > 0; }, 20000); }

    QByteArray out;
    QByteArray err;
    ProcessResult result;
    int startedCount = 0;
    int doneCount = 0;
    bool orderIsKept = true;

private:
    std::unique_ptr<Process> m_process;
};

inline ProcessSetup testProgram(const QStringList &steps)
{
    ProcessSetup setup;
    setup.program = qEnvironmentVariable("DOCKET_TESTPROGRAM");
    setup.arguments = steps;
    setup.workingDirectory = QStringLiteral("/");
    setup.environment.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
    return setup;
}

} // namespace docket
