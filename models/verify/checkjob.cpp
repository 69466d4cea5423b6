// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/checkjob.h"

#include "process/environment.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int versionLimitMs = 15'000;
constexpr qsizetype versionOutputCap = 4096;

/** The first line with something on it, without control characters. */
QString firstLine(const QByteArray &output)
{
    for (const QByteArray &line : output.split('\n')) {
        QString text = QString::fromUtf8(line).simplified();
        text.removeIf([](QChar c) { return !c.isPrint(); });
        if (!text.isEmpty())
            return text.left(200);
    }
    return {};
}

} // namespace

CheckJob::CheckJob(const CheckPlan &plan, const CheckConfig &check, ProcessFactory &processes, const Clock &clock)
    : m_plan(plan), m_check(check), m_processes(processes), m_clock(clock), m_log(plan.logCapBytes),
      m_marker(plan.marker + "-c" + QByteArray::number(plan.checks.indexOf(check) + 1))
{
    m_limit.setSingleShot(true);
    m_evidence.round = plan.round;
    m_evidence.tree = plan.tree;
    m_evidence.check = check.name;
    m_evidence.command = check.command;
    m_evidence.contained = plan.sandbox.available ? u"bubblewrap"_s : plan.sandbox.sentence;
}

CheckJob::~CheckJob() = default;

void CheckJob::start()
{
    m_evidence.startedAt = m_clock.now();
    m_evidence.logPath = m_plan.logPrefix.isEmpty() ? logName() : m_plan.logPrefix + u'/' + logName();
    if (!QDir().mkpath(m_plan.logFolder) || !m_log.open(m_plan.logFolder + u'/' + logName())) {
        // Evidence that nobody can read later is none.
        m_evidence.outcome = CheckOutcome::NotStarted;
        m_evidence.logPath.clear();
        QMetaObject::invokeMethod(this, &CheckJob::finish, Qt::QueuedConnection);
        return;
    }
    if (m_check.versionCommand.isEmpty())
        runCommand();
    else
        askVersion();
}

QString CheckJob::logName() const
{
    QString safe = m_check.name;
    for (QChar &c : safe) {
        if (!(c.isLetterOrNumber() || c == u'-' || c == u'_') || c.unicode() > 127)
            c = u'_';
    }
    const qsizetype index = m_plan.checks.indexOf(m_check);
    return u"%1-%2.log"_s.arg(index + 1, 2, 10, QLatin1Char('0')).arg(safe.left(60));
}

std::unique_ptr<Process> CheckJob::launch(const QString &command, bool network)
{
    ProcessSetup setup;
    setup.program = u"/bin/sh"_s;
    setup.arguments = {u"-c"_s, command};
    setup.workingDirectory = m_plan.folder;
    setup.environment = cleanEnvironment(m_plan.environment);
    setup.environment.insert(u"CI"_s, u"1"_s);
    setup.environment.insert(QString::fromLatin1(attemptMarkerVariable), QString::fromUtf8(m_marker));
    if (m_plan.sandbox.available) {
        SandboxProfile profile;
        profile.worktree = m_plan.folder;
        profile.home = m_plan.environment.value(u"HOME"_s);
        profile.hidden = m_plan.hidden;
        profile.readable = m_plan.readable;
        profile.writable = m_plan.writable;
        profile.network = network;
        setup = insideSandbox(setup, profile, m_plan.sandbox.program);
    }
    auto process = m_processes.create();
    process->start(setup);
    return process;
}

void CheckJob::askVersion()
{
    m_version = launch(m_check.versionCommand, false);
    connect(m_version.get(), &Process::output, this, [this](const QByteArray &bytes) {
        if (m_versionOutput.size() < versionOutputCap)
            m_versionOutput += bytes.left(versionOutputCap - m_versionOutput.size());
    });
    connect(m_version.get(), &Process::done, this, &CheckJob::onVersionDone);
    m_limit.callOnTimeout(this, [this] { m_version->kill(); });
    m_limit.start(versionLimitMs);
}

void CheckJob::onVersionDone()
{
    m_limit.stop();
    m_limit.disconnect(this);
    m_evidence.toolVersion = firstLine(m_versionOutput);
    if (m_stoppedBy) {
        m_evidence.outcome = *m_stoppedBy;
        finish();
        return;
    }
    runCommand();
}

void CheckJob::runCommand()
{
    m_startedMs = m_clock.monotonicMs();
    m_command = launch(m_check.command, m_check.network);
    connect(m_command.get(), &Process::started, this, [this](qint64 pid) { m_tree = TreeIdentity::of(pid, m_marker); });
    connect(m_command.get(), &Process::output, this, [this](const QByteArray &bytes) { m_log.append(bytes); });
    connect(m_command.get(), &Process::done, this, &CheckJob::onCommandDone);
    m_limit.callOnTimeout(this, [this] { stop(CheckOutcome::TimedOut); });
    m_limit.start(std::chrono::seconds(m_check.timeoutSeconds));
}

void CheckJob::cancel()
{
    if (m_version && m_version->state() != Process::State::Done && !m_command) {
        m_stoppedBy = CheckOutcome::Interrupted;
        m_version->kill();
        return;
    }
    stop(CheckOutcome::Interrupted);
}

void CheckJob::stop(CheckOutcome why)
{
    if (m_stoppedBy || !m_command || m_command->state() == Process::State::Done)
        return;
    m_stoppedBy = why;
    m_limit.stop();
    endTree();
}

void CheckJob::endTree()
{
    if (!m_tree) { // not running yet
        m_command->kill();
        return;
    }
    m_killer = std::make_unique<TreeKiller>(*m_tree, m_plan.graceMs);
    connect(m_killer.get(), &TreeKiller::finished, this, [this] {
        m_treeGone = true;
        finishWhenAllEnded();
    });
    m_killer->start();
}

void CheckJob::onCommandDone(const ProcessResult &result)
{
    m_limit.stop();
    m_evidence.durationMs = m_clock.monotonicMs() - m_startedMs;
    m_evidence.exitCode = result.exitCode;
    if (m_stoppedBy)
        m_evidence.outcome = *m_stoppedBy;
    else if (result.outcome == ProcessResult::Outcome::FailedToStart)
        m_evidence.outcome = CheckOutcome::NotStarted;
    else
        m_evidence.outcome = result.succeeded() ? CheckOutcome::Passed : CheckOutcome::Failed;
    if (!result.errorText.isEmpty())
        m_log.append(u"\n[Docket: %1]\n"_s.arg(result.errorText).toUtf8());
    m_commandDone = true;
    // What the command left in the background would work on in the checkout and keep it from being removed.
    if (!m_tree)
        m_treeGone = true;
    else if (!m_killer)
        endTree();
    finishWhenAllEnded();
}

void CheckJob::finishWhenAllEnded()
{
    if (m_commandDone && m_treeGone)
        finish();
}

void CheckJob::finish()
{
    if (m_stoppedBy == CheckOutcome::TimedOut)
        m_log.append(u"\n[Docket: ended after its limit of %1 s]\n"_s.arg(m_check.timeoutSeconds).toUtf8());
    else if (m_stoppedBy)
        m_log.append(QByteArrayLiteral("\n[Docket: interrupted]\n"));
    if (m_log.isOpen() && !m_log.close() && m_evidence.outcome == CheckOutcome::Passed) {
        // A pass whose log could not be kept (a full disk) proves nothing.
        m_evidence.outcome = CheckOutcome::Interrupted;
    }
    Q_EMIT done();
}

} // namespace docket
