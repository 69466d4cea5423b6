// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkseffect.h"

#include "core/logging.h"
#include "engine/agentrunner.h"
#include "engine/discard.h"
#include "engine/projectfiles.h"

using namespace Qt::StringLiterals;

namespace docket {

struct ChecksEffect::Running
{
    TaskId task;
    QString folder;
    CancelToken preparing;
    bool isReady = false; ///< the folder is made; before that only its maker may touch it
    std::unique_ptr<CheckRunner> runner;
    bool stopped = false; ///< by a person: the end is recorded; a quitting Docket records none
};

namespace {

/** A check that could not even begin, as evidence: what did not run must be seen, never passed over. */
Evidence notStarted(const Round &round, const QString &why, const QDateTime &at)
{
    Evidence evidence;
    evidence.round = round.id;
    evidence.check = u"checkout"_s;
    evidence.command = why;
    evidence.tree = round.snapshot->tree;
    evidence.outcome = CheckOutcome::NotStarted;
    evidence.startedAt = at;
    return evidence;
}

} // namespace

ChecksEffect::ChecksEffect(EngineCore &core, QObject *parent) : QObject(parent), m_core(core) {}
ChecksEffect::~ChecksEffect() = default;

void ChecksEffect::run(TaskId task, const effects::RunChecks &effect)
{
    const auto record = m_core.load(task);
    const Round *round = record ? record->round(effect.round) : nullptr;
    const Attempt *attempt = round ? record->attempt(round->attempt) : nullptr;
    const auto project =
        attempt ? m_core.project(record->task.project) : Result<Project>(fail(ErrorCode::NotFound, {}));
    if (!project || !round->snapshot || m_running.contains(round->id.value) || m_stopping)
        return;
    auto running = std::make_unique<Running>();
    running->task = task;
    running->folder =
        u"%1/checks/task-%2-%3-%4"_s.arg(m_core.paths().data).arg(task.value).arg(attempt->number).arg(round->number);
    running->preparing = m_core.pool().run(
        this,
        [path = project->path, base = attempt->baseCommit, commit = round->snapshot->commit,
         folder = running->folder](const CancelToken &cancel) -> Result<ProjectGround> {
            auto ground = groundAt(path, base);
            if (!ground || ground->config.checks.isEmpty())
                return ground;
            const auto made = freshCheckout(path, commit, folder, cancel);
            if (made && !cancel.isCancelled())
                return ground;
            (void)deleteTree(folder); // whoever cancelled does not wait until this thread lets go of it
            return std::unexpected(made ? Error{ErrorCode::Cancelled, {}, {}} : made.error());
        },
        [this, task, id = round->id, folder = running->folder](const Result<ProjectGround> &ground) {
            if (m_running.contains(id.value))
                begin(task, id, folder, ground);
            else
                discard(m_core, folder);
        });
    m_running.emplace(round->id.value, std::move(running));
}

void ChecksEffect::begin(TaskId task, RoundId id, const QString &folder, const Result<ProjectGround> &ground)
{
    const auto found = m_running.find(id.value);
    const auto record = m_core.load(task);
    const Round *round = record ? record->round(id) : nullptr;
    if (found == m_running.end())
        return;
    Running &running = *found->second;
    running.isReady = true;
    if (!round || m_stopping || !m_core.isIssuing())
        return end(task, id);
    if (!ground && !running.stopped)
        (void)m_core.record(task, events::CheckRecorded{notStarted(*round, ground.error().text(), m_core.now())});
    if (!ground || running.stopped || ground->config.checks.isEmpty())
        return finish(id);

    const Attempt &attempt = *record->attempt(round->attempt);
    CheckPlan plan;
    plan.round = id;
    plan.tree = round->snapshot->tree;
    plan.folder = folder;
    plan.logPrefix = u"logs/task-%1/checks-%2-%3"_s.arg(task.value).arg(attempt.number).arg(round->number);
    plan.logFolder = m_core.paths().data + u'/' + plan.logPrefix;
    const QList<Evidence> known = record->currentEvidence();
    for (const CheckConfig &check : ground->config.checks) {
        const bool done = std::ranges::any_of(known, [&](const Evidence &e) {
            return e.check == check.name && e.command == check.command && e.outcome != CheckOutcome::Interrupted;
        });
        if (!done)
            plan.checks.append(check);
    }
    plan.sandbox = m_core.sandbox();
    plan.environment = m_core.options().environment;
    plan.hidden = {m_core.paths().data, m_core.paths().config, m_core.paths().runtime};
    plan.marker = processMarker(m_core.storeId(), attempt.id, u"check%1"_s.arg(round->number));
    running.runner = std::make_unique<CheckRunner>(*m_core.options().processes, *m_core.options().clock);
    connect(running.runner.get(), &CheckRunner::checkFinished, this, [this, task](const Evidence &evidence) {
        if (m_stopping && evidence.outcome == CheckOutcome::Interrupted)
            return;
        if (const auto stored = m_core.record(task, events::CheckRecorded{evidence}); !stored)
            qCWarning(logEngine) << "storing evidence:" << stored.error().text();
    });
    connect(running.runner.get(), &CheckRunner::finished, this, [this, id] { finish(id); });
    running.runner->start(plan);
}

void ChecksEffect::finish(RoundId id)
{
    const auto found = m_running.find(id.value);
    if (found == m_running.end())
        return;
    const TaskId task = found->second->task;
    end(task, id);
    if (m_stopping || !m_core.isIssuing())
        return;
    if (const auto stored = m_core.record(task, events::ChecksFinished{}); !stored)
        qCWarning(logEngine) << "the end of the checks:" << stored.error().text();
}

void ChecksEffect::end(TaskId, RoundId id)
{
    const auto node = m_running.extract(id.value);
    if (node.empty())
        return;
    const std::unique_ptr<Running> running = std::move(node.mapped());
    if (running->runner) { // it is the sender of the signal that we are in
        running->runner->disconnect(this);
        running->runner.release()->deleteLater();
    }
    // The folder is Docket's own and holds nothing but a copy of the tree and what the checks built.
    if (running->isReady)
        discard(m_core, running->folder);
    if (m_running.empty())
        Q_EMIT idle();
}

void ChecksEffect::stop(TaskId task, const effects::StopChecks &effect)
{
    const auto found = m_running.find(effect.round.value);
    if (found == m_running.end()) {
        (void)m_core.record(task, events::ChecksFinished{});
        return;
    }
    found->second->stopped = true;
    if (found->second->runner)
        found->second->runner->cancel();
}

void ChecksEffect::stopAll()
{
    m_stopping = true;
    std::vector<qint64> preparing;
    for (const auto &[id, running] : m_running) {
        if (running->runner) {
            running->runner->cancel();
        } else {
            running->preparing.cancel();
            preparing.push_back(id);
        }
    }
    for (const qint64 id : preparing)
        end({}, RoundId{id});
    if (m_running.empty())
        QMetaObject::invokeMethod(this, &ChecksEffect::idle, Qt::QueuedConnection);
}

} // namespace docket
