// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/checkrunner.h"
#include "verify/checkjob.h"

#include <algorithm>

namespace docket {

CheckRunner::CheckRunner(ProcessFactory &processes, const Clock &clock, QObject *parent)
    : QObject(parent), m_processes(processes), m_clock(clock)
{}

CheckRunner::~CheckRunner() = default;

void CheckRunner::start(const CheckPlan &plan)
{
    m_plan = plan;
    QMetaObject::invokeMethod(this, &CheckRunner::next, Qt::QueuedConnection);
}

void CheckRunner::cancel()
{
    m_cancelled = true;
    for (const auto &job : m_running)
        job->cancel();
    QMetaObject::invokeMethod(this, &CheckRunner::next, Qt::QueuedConnection);
}

void CheckRunner::next()
{
    while (!m_cancelled && m_nextCheck < m_plan.checks.size() && std::ssize(m_running) < std::max(1, m_plan.parallel)) {
        const CheckConfig &check = m_plan.checks.at(m_nextCheck++);
        m_running.push_back(std::make_unique<CheckJob>(m_plan, check, m_processes, m_clock));
        CheckJob *job = m_running.back().get();
        connect(
            job, &CheckJob::done, this, [this, job] { onJobDone(job); }, Qt::QueuedConnection);
        Q_EMIT checkStarted(check.name);
        job->start();
    }
    if (m_running.empty() && !m_finished) {
        m_finished = true;
        Q_EMIT finished();
    }
}

void CheckRunner::onJobDone(CheckJob *job)
{
    const Evidence evidence = job->evidence();
    std::erase_if(m_running, [job](const auto &running) { return running.get() == job; });
    Q_EMIT checkFinished(evidence);
    next();
}

} // namespace docket
