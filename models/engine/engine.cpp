// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "core/logging.h"
#include "engine/profiles.h"
#include "engine/projectfiles.h"
#include "store/store.h"

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int stopLimitMs = 8000; // for agents, checks and git work to end by themselves when Docket ends
constexpr int lastMomentMs = 3000; // for what was then cancelled; the next start reconciles the rest

template<typename... Fs>
struct Overloaded : Fs...
{
    using Fs::operator()...;
};

} // namespace

Engine::Engine(const EngineOptions &options, QObject *parent)
    : QObject(parent), m_core(options), m_worktrees(m_core), m_agents(m_core), m_checks(m_core), m_merges(m_core),
      m_limits(m_core), m_scheduler(m_core, m_limits), m_reconciler(m_core), m_projects(m_core), m_tasks(m_core),
      m_reviews(m_core), m_probe(*options.processes)
{
    // One parent, so that moving the engine to its thread takes all of its parts along.
    for (QObject *part :
         std::initializer_list<QObject *>{&m_core, &m_worktrees, &m_agents, &m_checks, &m_merges, &m_limits,
                                          &m_scheduler, &m_reconciler, &m_projects, &m_reviews, &m_probe, &m_stopLimit})
        part->setParent(this);
    m_stopLimit.setSingleShot(true);
    connect(&m_core, &EngineCore::effectIssued, this, &Engine::runEffect);
    connect(&m_core, &EngineCore::recorded, this, &Engine::onRecorded);
    connect(&m_core, &EngineCore::changed, this, &Engine::changed);
    connect(&m_core, &EngineCore::broke, this, [this](const Error &error) {
        m_agents.stopAll();
        m_checks.stopAll();
        Q_EMIT broken(error);
    });
    connect(&m_agents, &AgentRunner::said, this, &Engine::said);
    connect(&m_agents, &AgentRunner::roundEnded, &m_limits, &RateLimits::roundEnded);
    connect(&m_worktrees, &WorktreeRunner::snapshotRemarks, this,
            [this](TaskId task, int round, const QStringList &sentences) {
                QList<AgentEvent> batch;
                for (const QString &sentence : sentences)
                    batch.append(AgentState{AgentState::Kind::Warning, sentence});
                Q_EMIT said(task, round, batch);
            });
    connect(&m_probe, &SandboxProbe::finished, this, [this](const SandboxStatus &status) {
        qCInfo(logEngine).noquote() << status.sentence;
        m_core.setSandbox(status);
        m_isProbing = false;
        if (m_stopping)
            stopStep();
        else
            m_reconciler.start();
    });
    connect(&m_reconciler, &Reconciler::finished, this, &Engine::beginWork);
    connect(&m_scheduler, &Scheduler::settled, this, &Engine::settled);
    connect(&m_core.pool(), &JobPool::drained, this, [this] {
        if (!isActive() && isSettled())
            Q_EMIT settled();
    });
}

Engine::~Engine() = default;

void Engine::start()
{
    m_isProbing = isActive();
    if (m_isProbing)
        m_probe.start(m_core.options().environment);
    else
        QMetaObject::invokeMethod(this, &Engine::started, Qt::QueuedConnection);
}

void Engine::beginWork()
{
    if (m_stopping)
        return;
    // What ended before the last stop may have left its worktree.
    const auto over = m_core.store().reader().finishedWithWorktrees();
    for (const TaskId task : over.value_or(QList<TaskId>())) {
        if (const auto record = m_core.load(task))
            m_worktrees.removeFinished(*record);
    }
    m_limits.restore();
    m_scheduler.start();
    Q_EMIT started();
}

bool Engine::isSettled() const
{
    if (isActive())
        return m_scheduler.isSettled();
    return const_cast<EngineCore &>(m_core).pool().isIdle();
}

void Engine::runEffect(TaskId task, const Effect &effect)
{
    // A passive engine carries out what needs no agent; the rest is issued again by the next active one.
    if (!isActive() && !std::holds_alternative<effects::Merge>(effect))
        return;
    std::visit(Overloaded{
                   [&](const effects::PrepareWorktree &e) { m_worktrees.prepare(task, e); },
                   [&](const effects::StartRound &e) { m_agents.startRound(task, e); },
                   [&](const effects::InterruptAgent &e) { m_agents.interrupt(e); },
                   [&](const effects::StopAgent &e) { m_agents.stop(e); },
                   [&](const effects::AnswerAgent &e) { m_agents.answer(e); },
                   [&](const effects::TakeSnapshot &e) { m_worktrees.snapshot(task, e); },
                   [&](const effects::RunChecks &e) { m_checks.run(task, e); },
                   [&](const effects::StopChecks &e) { m_checks.stop(task, e); },
                   [&](const effects::Merge &e) { m_merges.run(task, e); },
                   [&](const effects::AlertPerson &e) { alert(task, e); },
               },
               effect);
}

void Engine::alert(TaskId task, const effects::AlertPerson &effect)
{
    const auto card = m_core.store().reader().card(task);
    if (!card)
        return;
    m_core.tellChanges(); // who hears the alert knows the state that it is about
    EngineAlert alert{task, card->title, card->line, effect.why};
    if (const auto record = m_core.load(task); record && effect.why == TaskState::Asking && !record->asks.isEmpty())
        alert.ask = record->asks.constFirst();
    Q_EMIT alertRaised(alert);
}

void Engine::onRecorded(const TaskRecord &record)
{
    m_worktrees.removeFinished(record);
    Q_EMIT recordChanged(record.task.id);
}

Result<void> Engine::setSetting(const QString &key, const QString &value)
{
    if (m_core.brokenBy())
        return std::unexpected(*m_core.brokenBy());
    const auto stored = m_core.store().setSetting(key, value);
    if (!stored)
        return std::unexpected(m_core.noteStoreError(stored.error()));
    m_scheduler.considerSoon();
    return {};
}

void Engine::checkBudgets(TaskId task, const Reply<QStringList> &reply)
{
    const auto record = m_core.load(task);
    const auto project =
        record ? m_core.project(record->task.project) : Result<Project>(std::unexpected(record.error()));
    if (!project)
        return reply(std::unexpected(project.error()));
    const QString branch = record->task.baseBranch.isEmpty() ? project->baseBranch : record->task.baseBranch;
    m_core.pool().run(
        this, [path = project->path, branch](const CancelToken &) { return configOfBranch(path, branch); },
        [this, task, reply](const Result<ProjectConfig> &config) {
            const auto now = m_core.load(task);
            const auto profile = config && now
                ? chooseProfile(now->task.profile, m_core.paths(), *config, m_core.options().environment)
                : Result<AgentProfile>(std::unexpected(config ? now.error() : config.error()));
            if (!profile)
                return reply(std::unexpected(profile.error()));
            const auto states = budgetStates(m_core.store().reader(), *now, config->budgets, m_core.now(), {});
            const Measures measures = measuresOf(*profile, PriceTable::load(m_core.paths().config + "/prices.json"_L1));
            reply(unmeasuredBudgets(states, measures) + lateBudgets(states, measures));
        });
}

void Engine::stop()
{
    if (m_stopping)
        return;
    m_stopping = true;
    m_scheduler.stop();
    m_core.stopIssuing();
    connect(&m_agents, &AgentRunner::idle, this, &Engine::stopStep);
    connect(&m_checks, &ChecksEffect::idle, this, &Engine::stopStep);
    connect(&m_core.pool(), &JobPool::drained, this, &Engine::stopStep);
    connect(&m_stopLimit, &QTimer::timeout, this, [this] {
        if (std::exchange(m_isLastMoment, true))
            return finishStop();
        m_core.pool().shutDown();
        m_stopLimit.start(lastMomentMs);
    });
    m_stopLimit.start(stopLimitMs);
    m_agents.stopAll();
    m_checks.stopAll();
}

void Engine::stopStep()
{
    if (!m_isProbing && m_agents.isIdle() && m_checks.isIdle() && m_core.pool().isIdle())
        finishStop();
}

void Engine::finishStop()
{
    m_stopLimit.stop();
    if (!std::exchange(m_isStopped, true))
        Q_EMIT stopped();
}

} // namespace docket
