// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/enginerig.h"

#include <QProcess>

namespace docket::test {

/** `docket` itself, with the rig's folders, as a person starts it. */
class Program
{
public:
    Program(const EngineRig &rig, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DOCKET_HOME"), rig.home.path());
        environment.insert(QStringLiteral("DOCKET_REVIEWER"), QStringLiteral("Ada"));
        m_process.setProcessEnvironment(environment);
        m_process.setWorkingDirectory(rig.repo.path());
        m_process.start(qEnvironmentVariable("DOCKET_PROGRAM"), arguments);
    }

    bool hasStarted() { return m_process.waitForStarted(EngineRig::patience); }
    /** The exit code; -1 when it was killed or did not end. */
    int ends()
    {
        const bool ended = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(EngineRig::patience);
        return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    /** SIGTERM, as a system says it that goes down. */
    void terminate() { m_process.terminate(); }
    /** SIGKILL: nothing in it runs any more when this returns. */
    bool dies()
    {
        m_process.kill();
        return m_process.waitForFinished(EngineRig::patience) && m_process.exitStatus() == QProcess::CrashExit;
    }
    QByteArray output() { return m_process.readAllStandardOutput(); }
    QByteArray errors() { return m_process.readAllStandardError(); }

private:
    QProcess m_process;
};

} // namespace docket::test
