// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mergerunner.h"

#include "core/logging.h"
#include "engine/projectfiles.h"
#include "git/trailers.h"

using namespace Qt::StringLiterals;

namespace docket {

namespace {

git::MergeStrategy gitStrategy(MergeStrategy strategy)
{
    switch (strategy) {
    case MergeStrategy::MergeCommit: return git::MergeStrategy::MergeCommit;
    case MergeStrategy::Squash: return git::MergeStrategy::Squash;
    case MergeStrategy::FastForward: return git::MergeStrategy::FastForward;
    }
    return git::MergeStrategy::MergeCommit;
}

/** All that the pool needs of a task, as values. */
struct MergeJob
{
    QString projectPath;
    QString taskTrailer;
    QString baseBranch;
    ObjectId base;     ///< that the attempt began from
    ObjectId snapshot;
    ObjectId tree;
    MergeStrategy strategy = MergeStrategy::MergeCommit;
    QString message;
    QList<Evidence> evidence;
    QList<VerdictRecord> verdicts;
};

QString taskTrailer(const TaskRecord &record)
{
    return u"%1 attempt %2"_s.arg(record.task.id.value).arg(record.currentAttempt()->number);
}

Result<MergeJob> jobFor(EngineCore &core, TaskId task, MergeStrategy strategy)
{
    const auto record = core.load(task);
    if (!record)
        return std::unexpected(record.error());
    const auto project = core.project(record->task.project);
    if (!project)
        return std::unexpected(project.error());
    const Snapshot *snapshot = record->currentSnapshot();
    if (!snapshot)
        return fail(ErrorCode::Refused, u"There is nothing to merge yet: the task has no snapshot. Let an agent work on it first."_s, QString::number(task.value));
    const Attempt &attempt = *record->currentAttempt();
    return MergeJob{project->path, taskTrailer(*record), attempt.baseBranch, attempt.baseCommit, snapshot->commit, snapshot->tree,
                    strategy, mergeMessage(*record), record->evidence, record->verdicts};
}

Result<MergeOutlook> look(const MergeJob &job, const CancelToken &cancel)
{
    const auto repository = git::Repository::open(job.projectPath);
    if (!repository)
        return std::unexpected(repository.error());
    MergeOutlook outlook;
    outlook.message = job.message;
    auto plan = git::planMerge(*repository, job.baseBranch, job.snapshot, gitStrategy(job.strategy), cancel);
    if (!plan)
        return std::unexpected(plan.error());
    outlook.plan = std::move(*plan);
    outlook.possible = {MergeStrategy::MergeCommit, MergeStrategy::Squash};
    if (repository->isAncestor(outlook.plan.baseTip, job.snapshot).value_or(false))
        outlook.possible << MergeStrategy::FastForward;
    if (outlook.plan.refusal && outlook.plan.conflicts.isEmpty())
        outlook.refusal = outlook.plan.refusal->text();
    else if (outlook.plan.nothingToDo)
        outlook.refusal = u"The base branch %1 already holds all of it; reject or cancel the task."_s.arg(job.baseBranch);
    const auto config = configAt(*repository, job.base);
    if (!config)
        return std::unexpected(config.error());
    QStringList required;
    for (const CheckConfig &check : config->checks) {
        if (check.required)
            required << check.name;
    }
    MergeQuestion question{job.tree, required, job.evidence, job.verdicts};
    const PolicyDecision decision = decide(config->policy, question);
    if (decision.answer != PolicyAnswer::Allow && outlook.refusal.isEmpty()) {
        outlook.refusal = decision.missing.isEmpty() ? decision.why
            : u"These required checks have not passed on this very tree: %1. Request changes; or, for a project that merges without evidence, say so in docket.yaml (merge-needs-evidence)."_s.arg(decision.missing.join(u", "_s));
    }
    return outlook;
}

/** The commit by which this very task came into the base branch, if a Docket that was killed had got that far. */
ObjectId mergedAlready(const git::Repository &repository, const MergeJob &job)
{
    const auto tip = repository.branchTip(job.baseBranch);
    if (!tip)
        return {};
    const auto state = git::mergedState(repository, job.baseBranch, job.snapshot);
    if (!state || *state == git::MergedState::No)
        return {};
    git::LogOptions options{.limit = 200, .hiding = job.base};
    const auto commits = repository.log(*tip, options);
    if (!commits)
        return {};
    for (const git::CommitInfo &commit : *commits) {
        const auto trailers = git::parseTrailers(commit.message);
        if (trailers.contains(git::Trailer{QString(git::trailer::task), job.taskTrailer}))
            return commit.id;
    }
    return *state == git::MergedState::ByAncestry ? job.snapshot : ObjectId{};
}

using MergeEnd = std::variant<events::MergeDone, events::MergeConflicted, events::MergeRefused>;

Result<MergeEnd> merge(const MergeJob &job, const ObjectId &expectedBase, const CancelToken &cancel)
{
    const auto repository = git::Repository::open(job.projectPath);
    if (!repository)
        return MergeEnd{events::MergeRefused{repository.error().text()}};
    if (const ObjectId done = mergedAlready(*repository, job); done.isValid())
        return MergeEnd{events::MergeDone{done}};
    const auto plan = git::planMerge(*repository, job.baseBranch, job.snapshot, gitStrategy(job.strategy), cancel);
    if (!plan && plan.error().code == ErrorCode::Cancelled)
        return std::unexpected(plan.error());
    if (!plan)
        return MergeEnd{events::MergeRefused{plan.error().text()}};
    if (!plan->conflicts.isEmpty()) {
        QStringList paths;
        for (const git::MergeConflict &conflict : plan->conflicts)
            paths << git::displayPath(conflict.path);
        return MergeEnd{events::MergeConflicted{paths}};
    }
    if (expectedBase.isValid() && plan->baseTip != expectedBase)
        return MergeEnd{events::MergeRefused{u"The base branch %1 has moved since the merge was looked at; look again and merge then."_s.arg(job.baseBranch)}};
    if (plan->refusal)
        return MergeEnd{events::MergeRefused{plan->refusal->text()}};
    if (plan->nothingToDo)
        return MergeEnd{events::MergeRefused{u"The base branch %1 already holds all of it; reject or cancel the task."_s.arg(job.baseBranch)}};
    git::MergeRequest request;
    request.message = job.message;
    const auto outcome = git::executeMerge(*repository, *plan, request);
    if (!outcome)
        return MergeEnd{events::MergeRefused{outcome.error().text()}};
    return MergeEnd{events::MergeDone{outcome->commit}};
}

} // namespace

QString mergeMessage(const TaskRecord &record)
{
    using git::Trailer;
    QList<Trailer> trailers{{QString(git::trailer::task), taskTrailer(record)},
                            {QString(git::trailer::spec), u"revision %1"_s.arg(record.currentAttempt()->specRevision)}};
    const auto evidence = record.currentEvidence();
    for (const Evidence &check : evidence)
        trailers.append({QString(git::trailer::evidence), u"%1 %2 (tree %3)"_s.arg(check.check, checkOutcomeWord(check.outcome), check.tree.shortened(12))});
    if (!record.verdicts.isEmpty() && record.verdicts.constLast().verdict == Verdict::Approve)
        trailers.append({QString(git::trailer::reviewedBy), record.verdicts.constLast().reviewer});
    return git::withTrailers(record.task.title + u'\n', trailers);
}

MergeRunner::MergeRunner(EngineCore &core, QObject *parent) : QObject(parent), m_core(core) {}

void MergeRunner::preview(TaskId task, MergeStrategy strategy, const Reply<MergeOutlook> &reply)
{
    const auto job = jobFor(m_core, task, strategy);
    if (!job)
        return reply(std::unexpected(job.error()));
    m_core.pool().run(this, [job = *job](const CancelToken &cancel) { return look(job, cancel); }, reply, 3);
}

void MergeRunner::begin(TaskId task, MergeStrategy strategy, const QString &by, const Reply<TaskRecord> &reply)
{
    preview(task, strategy, [this, task, strategy, by, reply](const Result<MergeOutlook> &outlook) {
        if (!outlook)
            return reply(std::unexpected(outlook.error()));
        if (!outlook->refusal.isEmpty())
            return reply(fail(ErrorCode::Refused, outlook->refusal, QString::number(task.value)));
        // A merge with conflicts is begun too: its end, MergeConflicted, is what names them in the record.
        reply(m_core.record(task, events::MergeStarted{strategy, outlook->plan.baseTip}, by));
    });
}

void MergeRunner::run(TaskId task, const effects::Merge &effect)
{
    const auto record = m_core.load(task);
    const auto job = record ? jobFor(m_core, task, record->task.strategy) : Result<MergeJob>(std::unexpected(record.error()));
    if (!job) {
        (void)m_core.record(task, events::MergeRefused{job.error().text()});
        return;
    }
    ++m_running;
    m_core.pool().run(
        this, [job = *job, base = effect.expectedBase](const CancelToken &cancel) { return merge(job, base, cancel); },
        [this, task](const Result<MergeEnd> &end) {
            --m_running;
            if (!end)
                return; // the engine stops; the next start finds out how far it got
            const auto stored = std::visit([&](const auto &event) { return m_core.record(task, event); }, *end);
            if (!stored)
                qCWarning(logEngine) << "storing a merge:" << stored.error().text();
        },
        3);
}

} // namespace docket
