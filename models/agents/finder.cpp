// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/finder.h"

#include "agents/launch.h"
#include "process/environment.h"
#include "process/qtprocess.h"

#include <QTimer>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr int versionLimitMs = 10000;
constexpr qsizetype versionBytes = 4096;

} // namespace

AgentFinder::AgentFinder(ProcessFactory &processes, QProcessEnvironment environment, QObject *parent)
    : QObject(parent), m_processes(processes), m_environment(std::move(environment))
{
}

AgentFinder::~AgentFinder() = default;

void AgentFinder::search(const QList<AgentProfile> &profiles)
{
    m_process.reset();
    m_queue = profiles;
    QTimer::singleShot(0, this, &AgentFinder::next);
}

void AgentFinder::next()
{
    if (m_process)
        return;
    while (!m_queue.isEmpty()) {
        const AgentProfile profile = m_queue.takeFirst();
        const QString name = expandCommand(profile.command, {}).value(0);
        const QString program = findProgram(name, m_environment);
        if (!program.isEmpty() && !profile.versionArguments.isEmpty()) {
            ask(profile, program);
            return;
        }
        Q_EMIT found({profile.id, program, {}});
    }
    Q_EMIT finished();
}

void AgentFinder::ask(const AgentProfile &profile, const QString &program)
{
    m_output.clear();
    m_process = m_processes.create();
    Process *process = m_process.get();
    connect(process, &Process::output, this, [this](const QByteArray &bytes, Channel channel) {
        if (channel == Channel::Output && m_output.size() < versionBytes)
            m_output += bytes;
    });
    connect(process, &Process::done, this, [this, id = profile.id, program](const ProcessResult &result) {
        const QString line = QString::fromUtf8(m_output.left(versionBytes)).trimmed().section(u'\n', 0, 0).left(80);
        m_process.release()->deleteLater();
        Q_EMIT found({id, program, result.succeeded() ? line : QString()});
        next();
    });
    QTimer::singleShot(versionLimitMs, process, &Process::kill);
    ProcessSetup setup;
    setup.program = program;
    setup.arguments = profile.versionArguments;
    setup.workingDirectory = u"/"_s;
    setup.environment = cleanEnvironment(m_environment, profile.keepEnvironment);
    for (auto it = profile.environment.begin(); it != profile.environment.end(); ++it)
        setup.environment.insert(it.key(), it.value());
    process->start(setup);
}

} // namespace docket
