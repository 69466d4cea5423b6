// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agentrunner.h"

#include "core/logging.h"
#include "engine/profiles.h"
#include "engine/projectfiles.h"
#include "policy/config.h"
#include "store/store.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace docket {

struct AgentRunner::Running
{
    TaskId task;
    RoundId round;
    int number = 0;
    Policy policy;
    Usage usage;
    std::unique_ptr<AgentSession> session;
    QHash<QString, QString> answeredBy; ///< request -> who decided
};

namespace {

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

QString optionKindWord(AgentPermissionRequest::OptionKind kind)
{
    switch (kind) {
    case AgentPermissionRequest::OptionKind::AllowOnce: return u"allow_once"_s;
    case AgentPermissionRequest::OptionKind::AllowAlways: return u"allow_always"_s;
    case AgentPermissionRequest::OptionKind::RejectOnce: return u"reject_once"_s;
    case AgentPermissionRequest::OptionKind::RejectAlways: return u"reject_always"_s;
    }
    return {};
}

PermissionAsk askOf(const AgentPermissionRequest &request)
{
    constexpr qsizetype enough = 16 << 10;
    PermissionAsk ask;
    ask.requestId = request.id;
    ask.title = request.title.left(2000);
    QStringList detail;
    for (const QString &part : {request.why, request.toolCall.command})
        if (!part.isEmpty())
            detail << part;
    for (const auto &location : request.toolCall.locations)
        detail << location.path;
    for (const auto &diff : request.toolCall.diffs)
        detail << u"%1\n- %2\n+ %3"_s.arg(diff.path, diff.oldText.left(2000), diff.newText.left(2000));
    ask.detail = detail.join(u'\n').left(enough);
    for (const auto &option : request.options)
        ask.options.append({option.id, option.name, optionKindWord(option.kind)});
    return ask;
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
        return u"%1\n\n---\n\nThis work was begun already: the working folder holds what earlier rounds left. Go on from there. "
               "What is asked for now:\n\n%2"_s.arg(round.prompt, prompt);
    }
    return prompt;
}

} // namespace

QByteArray processMarker(const QString &storeId, AttemptId attempt, const QString &word)
{
    return u"%1-%2-%3"_s.arg(storeId).arg(attempt.value).arg(word).toUtf8();
}

AgentRunner::AgentRunner(EngineCore &core, QObject *parent) : QObject(parent), m_core(core) {}
AgentRunner::~AgentRunner() = default;

AgentRunner::Running *AgentRunner::find(RoundId round)
{
    const auto found = m_running.find(round.value);
    return found == m_running.end() ? nullptr : found->second.get();
}

void AgentRunner::startRound(TaskId task, const effects::StartRound &effect)
{
    const auto record = m_core.load(task);
    const Attempt *attempt = record ? record->attempt(effect.attempt) : nullptr;
    const auto project = attempt ? m_core.project(record->task.project) : Result<Project>(fail(ErrorCode::NotFound, {}));
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
    const auto profile = ground ? chooseProfile(attempt->profile, m_core.paths(), ground->config, m_core.options().environment)
                                : Result<AgentProfile>(std::unexpected(ground.error()));
    const auto decision = decide(ground ? ground->config.policy : Policy{},
                                 ContainmentQuestion{ContainmentQuestion::Who::Agent, m_core.sandbox().available, true});
    if (!profile || decision.answer == PolicyAnswer::Deny) {
        (void)m_core.record(task, events::PreparationFailed{profile ? decision.why : profile.error().text()});
        return;
    }
    const Round *last = record->currentRound();
    Round round;
    round.attempt = attempt->id;
    round.number = last ? last->number + 1 : 1;
    round.prompt = effect.prompt;
    round.transcriptPath = u"logs/task-%1/attempt-%2-round-%3.jsonl"_s.arg(task.value).arg(attempt->number).arg(round.number);
    record = m_core.record(task, events::RoundStarted{round});
    if (!record) {
        qCWarning(logEngine) << "starting a round:" << record.error().text();
        return;
    }
    auto running = std::make_unique<Running>();
    running->task = task;
    running->round = record->currentRound()->id;
    running->number = round.number;
    running->policy = ground->config.policy;
    running->session = m_core.options().sessions->create(*profile);
    const RoundRequest request = requestFor(*record, effect, *profile, *ground);
    Running &entry = *running;
    m_running.emplace(entry.round.value, std::move(running));
    if (!entry.session) {
        AgentRoundEnded ended;
        ended.outcome = AgentRoundEnded::Outcome::Failed;
        ended.sentence = u"The protocol of this profile (%1) cannot be spoken yet; choose another agent for the task."_s.arg(protocolWord(profile->protocol));
        return end(entry.round, ended);
    }
    connectSession(entry);
    entry.session->start(request);
}

RoundRequest AgentRunner::requestFor(const TaskRecord &record, const effects::StartRound &effect, const AgentProfile &profile,
                                     const ProjectGround &ground) const
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
    request.scratchFolder = u"%1/scratch/task-%2-%3"_s.arg(paths.data).arg(record.task.id.value).arg(attempt.number);
    request.transcriptFile = paths.data + u'/' + round.transcriptPath;
    request.rawFile = request.transcriptFile.chopped(6) + ".raw"_L1;
    QDir().mkpath(request.scratchFolder);
    QDir().mkpath(QFileInfo(request.transcriptFile).path());
    const int stored = m_core.store().reader().setting(u"agent-timeout-minutes"_s).value_or(QString()).toInt();
    const int minutes = ground.config.agentTimeoutMinutes > 0 ? ground.config.agentTimeoutMinutes : (stored > 0 ? stored : 60);
    request.limits.wallSeconds = minutes * 60;
    if (ground.config.agentOutputMib > 0)
        request.limits.outputBytes = qint64(ground.config.agentOutputMib) << 20;
    if (m_core.sandbox().available) {
        SandboxProfile sandbox;
        sandbox.worktree = attempt.worktree;
        sandbox.gitFolder = ground.commonDir;
        sandbox.home = m_core.options().environment.value(u"HOME"_s);
        sandbox.hidden = {paths.data, paths.config, paths.runtime};
        sandbox.network = profile.needsNetwork;
        request.sandbox = sandbox;
        request.sandboxProgram = m_core.sandbox().program;
    }
    return request;
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
    connect(running.session.get(), &AgentSession::ended, this, [this, round](const AgentRoundEnded &ended) { end(round, ended); });
}

void AgentRunner::takeEvents(RoundId round, const QList<AgentEvent> &batch)
{
    Running *running = find(round);
    if (!running)
        return;
    Q_EMIT said(running->task, running->number, batch);
    for (const AgentEvent &event : batch) {
        if (const auto *request = std::get_if<AgentPermissionRequest>(&event)) {
            ask(*running, *request);
        } else if (const auto *usage = std::get_if<AgentUsage>(&event)) {
            running->usage.inputTokens = usage->inputTokens ? usage->inputTokens : running->usage.inputTokens;
            running->usage.outputTokens = usage->outputTokens ? usage->outputTokens : running->usage.outputTokens;
            if (usage->cost && (usage->currency.isEmpty() || usage->currency == "USD"_L1))
                running->usage.costUsd = usage->cost;
        }
    }
}

void AgentRunner::ask(Running &running, const AgentPermissionRequest &request)
{
    const PermissionAsk ask = askOf(request);
    const PolicyDecision decision = decide(running.policy, PermissionQuestion{ask});
    const bool allow = decision.answer == PolicyAnswer::Allow;
    const auto option = std::ranges::find(ask.options, allow ? u"allow_once"_s : u"reject_once"_s, &PermissionAsk::Option::kind);
    if (decision.answer != PolicyAnswer::Ask && option != ask.options.cend()) {
        running.session->answerPermission(ask.requestId, option->id, u"policy"_s);
        return;
    }
    if (const auto stored = m_core.record(running.task, events::PermissionAsked{ask}); !stored)
        qCWarning(logEngine) << "storing a question:" << stored.error().text();
}

void AgentRunner::answer(const effects::AnswerAgent &effect)
{
    if (Running *running = find(effect.round)) {
        const QString by = m_core.options().person.isEmpty() ? u"person"_s : m_core.options().person;
        if (!running->session->answerPermission(effect.requestId, effect.optionId, by))
            qCWarning(logEngine) << "the agent did not wait for this answer any more" << effect.requestId;
    }
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

bool AgentRunner::steer(RoundId round, const QString &text)
{
    Running *running = find(round);
    return running && running->session->steer(text);
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
    if (running->session) { // it is the sender of the signal that we are in
        running->session->disconnect(this);
        running->session.release()->deleteLater();
    }
    events::AgentEnded event;
    event.outcome = outcomeOf(ended.outcome);
    event.text = m_stopping ? u"Docket was quit while the agent worked; what it left is kept. Resume it to go on."_s : ended.sentence;
    if (!ended.survivors.isEmpty())
        event.text += u" %1 of its processes could not be ended; look at them before you go on."_s.arg(ended.survivors.size());
    event.sessionId = ended.sessionId;
    event.usage = running->usage;
    if (const auto stored = m_core.record(running->task, event); !stored)
        qCWarning(logEngine) << "storing an agent's end:" << stored.error().text();
    if (m_running.empty())
        Q_EMIT idle();
}

} // namespace docket
