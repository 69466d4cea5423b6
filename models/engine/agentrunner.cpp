// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agentrun.h"

#include "core/clock.h"
#include "core/logging.h"
#include "engine/hostproxy.h"
#include "engine/profiles.h"
#include "engine/projectfiles.h"
#include "engine/worktreerunner.h"
#include "store/store.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int watchMs = 1000;

RoundOutcome outcomeOf(AgentRoundEnded::Outcome outcome)
{
    switch (outcome) {
    case AgentRoundEnded::Outcome::Finished: return RoundOutcome::Finished;
    case AgentRoundEnded::Outcome::Refused: return RoundOutcome::Refused;
    case AgentRoundEnded::Outcome::Failed: return RoundOutcome::Failed;
    case AgentRoundEnded::Outcome::Interrupted: return RoundOutcome::Interrupted;
    case AgentRoundEnded::Outcome::Unknown: return RoundOutcome::Unknown;
    }
    return RoundOutcome::Unknown;
}

QString accountFor(const TaskRecord &record, const QString &prompt)
{
    const Round *current = record.currentRound();
    const Attempt *attempt = record.currentAttempt();
    for (const Round &round : record.rounds) {
        if (round.attempt != attempt->id || (current && round.id == current->id))
            continue;
        if (round.prompt == prompt)
            return prompt;
        // The first round's prompt holds the spec: a session that knows nothing needs it again.
        return u"%1\n\n---\n\nThis work was begun already: the working folder holds what earlier rounds left. Go on "
               u"from there. "
               "What is asked for now:\n\n%2"_s.arg(round.prompt, prompt);
    }
    return prompt;
}

} // namespace

QByteArray processMarker(const QString &storeId, AttemptId attempt, const QString &word)
{
    return u"%1-%2-%3"_s.arg(storeId).arg(attempt.value).arg(word).toUtf8();
}

AgentRunner::AgentRunner(EngineCore &core, QObject *parent) : QObject(parent), m_core(core)
{
    QString problem;
    m_prices = PriceTable::load(core.paths().config + "/prices.json"_L1, &problem);
    if (!problem.isEmpty())
        qCWarning(logEngine) << "prices:" << problem;
    m_watch.setParent(this);
    m_watch.setInterval(watchMs);
    connect(&m_watch, &QTimer::timeout, this, &AgentRunner::watch);
}

AgentRunner::~AgentRunner() = default;

AgentRunner::Running *AgentRunner::find(RoundId round) const
{
    const auto found = m_running.find(round.value);
    return found == m_running.end() ? nullptr : found->second.get();
}

void AgentRunner::startRound(TaskId task, const effects::StartRound &effect)
{
    const auto record = m_core.load(task);
    const Attempt *attempt = record ? record->attempt(effect.attempt) : nullptr;
    const auto project =
        attempt ? m_core.project(record->task.project) : Result<Project>(fail(ErrorCode::NotFound, {}));
    if (!project)
        return;
    m_core.pool().run(
        this, [path = project->path, base = attempt->baseCommit](const CancelToken &) { return groundAt(path, base); },
        [this, task, effect](const Result<ProjectGround> &ground) { begin(task, effect, ground); }, 1);
}

void AgentRunner::begin(TaskId task, const effects::StartRound &effect, const Result<ProjectGround> &ground)
{
    if (!m_core.isIssuing() || m_stopping)
        return;
    auto record = m_core.load(task);
    const Attempt *attempt = record ? record->attempt(effect.attempt) : nullptr;
    if (!attempt || record->task.state != TaskState::Preparing)
        return;
    const auto profile = ground
        ? chooseProfile(attempt->profile, m_core.paths(), ground->config, m_core.options().environment)
        : Result<AgentProfile>(std::unexpected(ground.error()));
    const auto decision =
        decide(ground ? ground->config.policy : Policy{},
               ContainmentQuestion{ContainmentQuestion::Who::Agent, m_core.sandbox().available, true});
    QStringList remarks;
    QString refusal = profile ? QString() : profile.error().text();
    if (refusal.isEmpty() && decision.answer != PolicyAnswer::Allow)
        refusal = decision.answer == PolicyAnswer::Deny
            ? decision.why
            : decision.why + u" Install bubblewrap, or let the policy allow it (agents-uncontained)."_s;
    if (refusal.isEmpty())
        refusal = obstacle(*record, *profile, ground->config, remarks);
    if (!refusal.isEmpty()) {
        (void)m_core.record(task, events::PreparationFailed{refusal});
        return;
    }
    const Round *last = record->currentRound();
    Round round;
    round.attempt = attempt->id;
    round.number = last ? last->number + 1 : 1;
    round.prompt = effect.prompt;
    round.transcriptPath =
        u"logs/task-%1/attempt-%2-round-%3.jsonl"_s.arg(task.value).arg(attempt->number).arg(round.number);
    record = m_core.record(task, events::RoundStarted{round});
    if (!record) {
        qCWarning(logEngine) << "starting a round:" << record.error().text();
        return;
    }
    auto running = std::make_unique<Running>();
    running->task = task;
    running->round = record->currentRound()->id;
    running->project = record->task.project;
    running->number = round.number;
    running->config = ground->config;
    running->profile = *profile;
    running->worktree = record->currentAttempt()->worktree;
    running->startedAt = running->heardAt = m_core.now();
    running->session = m_core.options().sessions->create(*profile);
    RoundRequest request = requestFor(*record, effect, *profile, *ground);
    Running &entry = *running;
    m_running.emplace(entry.round.value, std::move(running));
    const auto limited = limitNetwork(entry, request);
    if (!entry.session || !limited) {
        AgentRoundEnded ended;
        ended.outcome = AgentRoundEnded::Outcome::Failed;
        ended.sentence = !limited
            ? limited.error().text()
            : u"The protocol of this profile (%1) cannot be spoken yet; choose another agent for the task."_s.arg(
                  protocolWord(profile->protocol));
        return end(entry.round, ended);
    }
    connectSession(entry);
    for (const QString &remark : std::as_const(remarks))
        this->record(entry, events::BudgetNoted{remark});
    entry.session->start(request);
    for (const QString &remark : std::as_const(remarks))
        entry.session->note(remark);
    m_watch.start();
}

QString AgentRunner::obstacle(const TaskRecord &record, const AgentProfile &profile, const ProjectConfig &config,
                              QStringList &remarks) const
{
    Running notYet;
    notYet.project = record.task.project;
    const auto states = budgetStates(m_core.store().reader(), record, config.budgets, m_core.now(), spentNow(notYet));
    const BudgetFinding finding = judgeBudgets(states);
    if (finding.level == BudgetLevel::UsedUp)
        return finding.sentence + u" Raise it, then resume the task; nothing was started."_s;
    remarks = unmeasuredBudgets(states, measuresOf(profile, m_prices));
    if (!remarks.isEmpty() && config.policy.budgetUnmeasured != PolicyAnswer::Allow)
        return remarks.join(u' ') + u" The project's policy forbids that; choose another agent or another budget."_s;
    remarks += lateBudgets(states, measuresOf(profile, m_prices));
    if (config.network == NetworkMode::Listed && !m_core.sandbox().available)
        return u"The project lists the hosts that an agent may reach, which takes a sandbox. %1 Install bubblewrap, or set \"network\" to on."_s
            .arg(m_core.sandbox().sentence);
    return {};
}

RoundRequest AgentRunner::requestFor(const TaskRecord &record, const effects::StartRound &effect,
                                     const AgentProfile &profile, const ProjectGround &ground) const
{
    const Round &round = *record.currentRound();
    const Attempt &attempt = *record.currentAttempt();
    const Paths &paths = m_core.paths();
    RoundRequest request;
    request.prompt = accountFor(record, effect.prompt);
    request.followUpPrompt = effect.prompt;
    request.sessionToResume = effect.resumeSession;
    request.worktree = attempt.worktree;
    request.task = QString::number(record.task.id.value);
    request.round = round.number;
    request.marker = processMarker(m_core.storeId(), attempt.id, QString::number(round.number));
    request.environment = m_core.options().environment;
    request.scratchFolder = scratchFolder(paths, record.task.id, attempt.number);
    request.transcriptFile = paths.data + u'/' + round.transcriptPath;
    request.rawFile = request.transcriptFile.chopped(6) + ".raw"_L1;
    QDir().mkpath(request.scratchFolder);
    QDir().mkpath(QFileInfo(request.transcriptFile).path());
    const int stored = m_core.store().reader().setting(u"agent-timeout-minutes"_s).value_or(QString()).toInt();
    const int minutes =
        ground.config.agentTimeoutMinutes > 0 ? ground.config.agentTimeoutMinutes : (stored > 0 ? stored : 60);
    const RunLimits &limits = ground.config.limits;
    request.limits.wallSeconds = limits.wallSeconds > 0 ? limits.wallSeconds : minutes * 60;
    request.limits.quietSeconds = 0; // watched from here, where a person can be asked
    request.resources.fileBytes = limits.fileBytes;
    request.resources.dataBytes = limits.memoryBytes;
    request.resources.cpuSeconds = limits.cpuSeconds;
    if (ground.config.agentOutputMib > 0)
        request.limits.outputBytes = qint64(ground.config.agentOutputMib) << 20;
    if (m_core.sandbox().available) {
        SandboxProfile sandbox;
        sandbox.worktree = attempt.worktree;
        sandbox.gitFolder = ground.commonDir;
        sandbox.home = m_core.options().environment.value(u"HOME"_s);
        sandbox.hidden = {paths.data, paths.config, paths.runtime};
        sandbox.network = profile.needsNetwork && ground.config.network == NetworkMode::On;
        const QString helper = m_core.options().helperProgram;
        sandbox.helper = helper.isEmpty() ? QCoreApplication::applicationDirPath() + "/docket-inside"_L1 : helper;
        if (!QFileInfo(sandbox.helper).isExecutable())
            sandbox.helper.clear();
        sandbox.processes = limits.processes;
        request.sandbox = sandbox;
        request.sandboxProgram = m_core.sandbox().program;
    }
    return request;
}

Result<void> AgentRunner::limitNetwork(Running &running, RoundRequest &request) const
{
    if (running.config.network != NetworkMode::Listed || !request.sandbox || !running.profile.needsNetwork)
        return {};
    if (request.sandbox->helper.isEmpty())
        return fail(
            ErrorCode::NotFound,
            u"docket-inside is missing, without which a run cannot reach the allowed hosts; install Docket again."_s);
    PermissionRules rules{running.config.policy.rules.allow + running.profile.rules.allow,
                          running.config.policy.rules.deny + running.profile.rules.deny};
    const auto record = m_core.load(running.task);
    for (const Grant &grant : record ? grantsFor(*record) : QList<Grant>())
        rules.allow.append(grant.rule);
    running.proxy = std::make_unique<HostProxy>(rules);
    connect(
        running.proxy.get(), &HostProxy::refused, this,
        [session = running.session.get()](const QString &host, int port) {
            session->note(
                u"%1:%2 was refused: it is not on the list of hosts that this run may reach. Add it under \"policy: allow: hosts\" in docket.yaml, if it should be."_s
                    .arg(host)
                    .arg(port));
        });
    request.sandbox->proxySocket = u"%1/proxy-%2"_s.arg(m_core.paths().runtime).arg(running.round.value);
    return running.proxy->listen(request.sandbox->proxySocket);
}

void AgentRunner::connectSession(Running &running)
{
    const TaskId task = running.task;
    const RoundId round = running.round;
    connect(running.session.get(), &AgentSession::treeStarted, this, [this, task](const TreeIdentity &tree) {
        events::AgentStarted started;
        started.process = {tree.leader, qint64(tree.startTime), QString::fromUtf8(tree.marker)};
        if (const auto stored = m_core.record(task, started); !stored)
            qCWarning(logEngine) << "storing the agent's process:" << stored.error().text();
    });
    connect(running.session.get(), &AgentSession::events, this,
            [this, round](const QList<AgentEvent> &batch) { takeEvents(round, batch); });
    connect(running.session.get(), &AgentSession::ended, this,
            [this, round](const AgentRoundEnded &ended) { end(round, ended); });
}

void AgentRunner::interrupt(const effects::InterruptAgent &effect)
{
    if (Running *running = find(effect.round))
        running->session->interrupt();
}

void AgentRunner::stop(const effects::StopAgent &effect)
{
    if (Running *running = find(effect.round))
        running->session->stop();
}

Result<TaskRecord> AgentRunner::tell(TaskId task, const QString &text, const QString &by)
{
    const auto before = m_core.load(task);
    if (!before)
        return before;
    const Round *round = before->currentRound();
    Running *running = round ? find(round->id) : nullptr;
    if (!running || text.trimmed().isEmpty())
        return m_core.record(task, events::AgentTold{text}, by); // the state machine says why not
    if (!running->session->steer(text))
        return fail(ErrorCode::Refused,
                    u"This agent does not listen while it works; interrupt it and go on with what it should know."_s,
                    running->profile.name);
    return m_core.record(task, events::AgentTold{text}, by);
}

void AgentRunner::stopAll()
{
    m_stopping = true;
    for (const auto &[id, running] : m_running)
        running->session->stop();
    if (m_running.empty())
        QMetaObject::invokeMethod(this, &AgentRunner::idle, Qt::QueuedConnection);
}

void AgentRunner::end(RoundId round, const AgentRoundEnded &ended)
{
    const auto found = m_running.find(round.value);
    if (found == m_running.end())
        return;
    const std::unique_ptr<Running> running = std::move(found->second);
    m_running.erase(found);
    if (m_running.empty())
        m_watch.stop();
    if (running->session) { // it is the sender of the signal that we are in
        running->session->disconnect(this);
        running->session.release()->deleteLater();
    }
    if (const auto record = m_core.load(running->task); record && record->currentAttempt() && !m_stopping)
        Q_EMIT roundEnded(running->task, record->currentAttempt()->profile, ended);
    events::AgentEnded event;
    event.outcome = outcomeOf(ended.outcome);
    event.text = m_stopping ? u"Docket was quit while the agent worked; what it left is kept. Resume it to go on."_s
                            : ended.sentence;
    if (!running->stopText.isEmpty() && !m_stopping && event.outcome == RoundOutcome::Interrupted)
        event.text = running->stopText;
    if (!ended.survivors.isEmpty())
        event.text +=
            u" %1 of its processes could not be ended; look at them before you go on."_s.arg(ended.survivors.size());
    event.sessionId = ended.sessionId;
    event.usage = running->usage;
    if (const auto stored = m_core.record(running->task, event); !stored)
        qCWarning(logEngine) << "storing an agent's end:" << stored.error().text();
    if (m_running.empty())
        Q_EMIT idle();
}

} // namespace docket
