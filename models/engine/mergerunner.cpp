// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mergerunner.h"

#include "core/logging.h"
#include "engine/projectfiles.h"
#include "engine/stalelocks.h"
#include "git/mergetarget.h"
#include "git/resolution.h"
#include "git/trailers.h"
#include "spec/prompts.h"

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
    TaskRecord record;
    MergeStrategy strategy = MergeStrategy::MergeCommit;
    QString note;             ///< why it is merged although evidence is missing
    QString signsAs;          ///< the reviewer whose verdicts are signed with the identity of the git configuration
    bool wasCutOff = false;   ///< an earlier life of Docket had begun to carry it out

    const Attempt &attempt() const { return *record.currentAttempt(); }
    const Snapshot &snapshot() const { return *record.currentSnapshot(); }
    const QString &baseBranch() const { return attempt().baseBranch; }
};

QStringList conflictPaths(const git::MergePlan &plan)
{
    QStringList paths;
    for (const git::MergeConflict &conflict : plan.conflicts)
        paths << git::displayPath(conflict.path);
    return paths;
}

QString nothingToMerge(const QString &baseBranch)
{
    return u"The base branch %1 already holds all of it; reject or cancel the task."_s.arg(baseBranch);
}

QString taskTrailer(const TaskRecord &record)
{
    return u"%1 attempt %2"_s.arg(record.task.id.value).arg(record.currentAttempt()->number);
}

Result<MergeJob> jobFor(EngineCore &core, TaskId task, MergeStrategy strategy, const QString &note)
{
    auto record = core.load(task);
    if (!record)
        return std::unexpected(record.error());
    const auto project = core.project(record->task.project);
    if (!project)
        return std::unexpected(project.error());
    if (!record->currentSnapshot())
        return fail(ErrorCode::Refused,
                    u"There is nothing to merge yet: the task has no snapshot. Let an agent work on it first."_s,
                    QString::number(task.value));
    const QString signsAs = core.options().signsWithGitIdentity ? core.options().person : QString();
    return MergeJob{project->path, std::move(*record), strategy, note.trimmed(), signsAs, false};
}

/** What the policy of the base commit says, and the message with the trailers that follow from it. */
struct Judgement
{
    PolicyDecision decision;
    QString message;
};

Result<Judgement> judge(const git::Repository &repository, const MergeJob &job)
{
    const auto config = configAt(repository, job.attempt().baseCommit);
    if (!config)
        return std::unexpected(config.error());
    QStringList required;
    for (const CheckConfig &check : config->checks) {
        if (check.required)
            required << check.name;
    }
    const MergeQuestion question{job.snapshot().tree, required, job.record.evidence, job.record.verdicts, job.note};
    Judgement judgement{decide(config->policy, question), {}};
    MergeSigning signing;
    if (!judgement.decision.missing.isEmpty() && !job.note.isEmpty())
        signing = {job.note, judgement.decision.missing, {}};
    const auto &verdicts = job.record.verdicts;
    if (!verdicts.isEmpty() && verdicts.constLast().reviewer == job.signsAs) {
        if (const auto identity = repository.configuredIdentity())
            signing.reviewer = u"%1 <%2>"_s.arg(identity->name, identity->email);
    }
    judgement.message = mergeMessage(job.record, signing);
    return judgement;
}

/** Empty where nothing of a conflict that was handed back is left. */
Result<QString> markersLeft(const git::Repository &repository, const MergeJob &job, const CancelToken &cancel)
{
    if (!baseWasBroughtIn(job.record))
        return QString();
    const auto marked = git::filesWithMarkers(repository, job.attempt().baseCommit, job.snapshot().commit, cancel);
    if (!marked)
        return std::unexpected(marked.error());
    QStringList paths;
    for (const QByteArray &path : *marked)
        paths << git::displayPath(path);
    if (paths.isEmpty())
        return QString();
    return u"Conflict markers still stand in %1; request changes, so that they are resolved first."_s.arg(
        paths.join(u", "_s));
}

Result<MergeOutlook> look(const MergeJob &job, const CancelToken &cancel)
{
    const auto repository = git::Repository::open(job.projectPath);
    if (!repository)
        return std::unexpected(repository.error());
    auto plan = git::planMerge(*repository, job.baseBranch(), job.snapshot().commit, gitStrategy(job.strategy), cancel);
    if (!plan)
        return std::unexpected(plan.error());
    const auto judgement = judge(*repository, job);
    const auto markers =
        judgement ? markersLeft(*repository, job, cancel) : Result<QString>(std::unexpected(judgement.error()));
    if (!markers)
        return std::unexpected(markers.error());
    MergeOutlook outlook;
    outlook.plan = std::move(*plan);
    outlook.message = judgement->message;
    outlook.missingEvidence = judgement->decision.missing;
    outlook.possible = {MergeStrategy::MergeCommit, MergeStrategy::Squash};
    if (repository->isAncestor(outlook.plan.baseTip, job.snapshot().commit).value_or(false))
        outlook.possible << MergeStrategy::FastForward;
    if (outlook.plan.refusal && outlook.plan.conflicts.isEmpty())
        outlook.refusal = outlook.plan.refusal->text();
    else if (outlook.plan.nothingToDo)
        outlook.refusal = nothingToMerge(job.baseBranch());
    else if (!markers->isEmpty())
        outlook.refusal = *markers;
    else if (judgement->decision.answer != PolicyAnswer::Allow) {
        outlook.refusal = judgement->decision.why;
        outlook.needsNote = judgement->decision.answer == PolicyAnswer::Ask && !outlook.missingEvidence.isEmpty();
    }
    return outlook;
}

/** The commit by which this very task came into the base branch, if a Docket that was killed had got that far. */
ObjectId mergedAlready(const git::Repository &repository, const MergeJob &job)
{
    const auto tip = repository.branchTip(job.baseBranch());
    if (!tip)
        return {};
    const auto state = git::mergedState(repository, job.baseBranch(), job.snapshot().commit);
    if (!state || *state == git::MergedState::No)
        return {};
    git::LogOptions options{.limit = 200, .hiding = job.attempt().baseCommit};
    const auto commits = repository.log(*tip, options);
    if (!commits)
        return {};
    for (const git::CommitInfo &commit : *commits) {
        const auto trailers = git::parseTrailers(commit.message);
        if (trailers.contains(git::Trailer{QString(git::trailer::task), taskTrailer(job.record)}))
            return commit.id;
    }
    return *state == git::MergedState::ByAncestry ? job.snapshot().commit : ObjectId{};
}

/** Git's locks that the life which was cut off may have held, as of the moment in which it died. */
void releaseOwnLocks(const git::Repository &repository, const MergeJob &job)
{
    const QString common = repository.commonDir();
    QStringList locks{u"%1/refs/heads/%2.lock"_s.arg(common, job.baseBranch()), common + "/packed-refs.lock"_L1};
    QStringList folders{common};
    if (const auto target = git::findCheckedOut(repository, job.baseBranch())) {
        locks << target->gitDir + "/index.lock"_L1 << target->gitDir + "/HEAD.lock"_L1;
        folders << target->gitDir << target->workdir;
    }
    removeStaleLocks(locks, folders, job.record.task.changedAt);
}

using MergeEnd = std::variant<events::MergeDone, events::MergeConflicted, events::MergeRefused>;

MergeEnd carryOut(const git::Repository &repository, const MergeJob &job, const git::MergePlan &plan)
{
    const auto judgement = judge(repository, job);
    if (!judgement)
        return events::MergeRefused{judgement.error().text()};
    if (judgement->decision.answer != PolicyAnswer::Allow)
        return events::MergeRefused{judgement->decision.why};
    git::MergeRequest request;
    request.message = judgement->message;
    const auto outcome = git::executeMerge(repository, plan, request);
    if (!outcome)
        return events::MergeRefused{outcome.error().text()};
    return events::MergeDone{outcome->commit};
}

Result<MergeEnd> merge(const MergeJob &job, const ObjectId &expectedBase, const CancelToken &cancel)
{
    const auto repository = git::Repository::open(job.projectPath);
    if (!repository)
        return MergeEnd{events::MergeRefused{repository.error().text()}};
    if (job.wasCutOff)
        releaseOwnLocks(*repository, job);
    if (const ObjectId done = mergedAlready(*repository, job); done.isValid())
        return MergeEnd{events::MergeDone{done}};
    const auto plan =
        git::planMerge(*repository, job.baseBranch(), job.snapshot().commit, gitStrategy(job.strategy), cancel);
    if (!plan && plan.error().code == ErrorCode::Cancelled)
        return std::unexpected(plan.error());
    if (!plan)
        return MergeEnd{events::MergeRefused{plan.error().text()}};
    if (!plan->conflicts.isEmpty())
        return MergeEnd{events::MergeConflicted{conflictPaths(*plan)}};
    if (expectedBase.isValid() && plan->baseTip != expectedBase) {
        const QString moved =
            u"The base branch %1 has moved since the merge was looked at; look again and merge then."_s;
        return MergeEnd{events::MergeRefused{moved.arg(job.baseBranch())}};
    }
    if (plan->refusal)
        return MergeEnd{events::MergeRefused{plan->refusal->text()}};
    if (plan->nothingToDo)
        return MergeEnd{events::MergeRefused{nothingToMerge(job.baseBranch())}};
    return carryOut(*repository, job, *plan);
}

} // namespace

QString mergeMessage(const TaskRecord &record, const MergeSigning &signing)
{
    using git::Trailer;
    QList<Trailer> trailers{{QString(git::trailer::task), taskTrailer(record)},
                            {QString(git::trailer::spec), u"revision %1"_s.arg(record.currentAttempt()->specRevision)}};
    const auto evidence = record.currentEvidence();
    for (const Evidence &check : evidence)
        trailers.append(
            {QString(git::trailer::evidence),
             u"%1 %2 (tree %3)"_s.arg(check.check, checkOutcomeWord(check.outcome), check.tree.shortened(12))});
    if (!signing.note.isEmpty())
        trailers.append(
            {QString(git::trailer::withoutEvidence), u"%1: %2"_s.arg(signing.missing.join(u", "_s), signing.note)});
    if (!record.verdicts.isEmpty() && record.verdicts.constLast().verdict == Verdict::Approve) {
        const QString known = record.verdicts.constLast().reviewer;
        trailers.append({QString(git::trailer::reviewedBy), signing.reviewer.isEmpty() ? known : signing.reviewer});
    }
    return git::withTrailers(record.task.title + u'\n', trailers);
}

MergeRunner::MergeRunner(EngineCore &core, QObject *parent)
    : QObject(parent), m_core(core), m_bornAt(core.now())
{
}

void MergeRunner::preview(TaskId task, MergeStrategy strategy, const QString &note, const Reply<MergeOutlook> &reply)
{
    const auto job = jobFor(m_core, task, strategy, note);
    if (!job)
        return reply(std::unexpected(job.error()));
    m_core.pool().run(this, [job = *job](const CancelToken &cancel) { return look(job, cancel); }, reply, 3);
}

void MergeRunner::begin(TaskId task, const MergeWish &wish, const QString &by, const Reply<TaskRecord> &reply)
{
    preview(task, wish.strategy, wish.note, [this, task, wish, by, reply](const Result<MergeOutlook> &outlook) {
        if (!outlook)
            return reply(std::unexpected(outlook.error()));
        if (!outlook->refusal.isEmpty())
            return reply(fail(ErrorCode::Refused, outlook->refusal, QString::number(task.value)));
        events::MergeStarted started{wish.strategy, outlook->plan.baseTip, {}, outlook->missingEvidence};
        if (!outlook->missingEvidence.isEmpty()) // where nothing is missing there is nothing to be accepted
            started.note = wish.note.trimmed();
        // A merge with conflicts is begun too: its end, MergeConflicted, is what names them in the record.
        reply(m_core.record(task, started, by));
    });
}

void MergeRunner::handBack(TaskId task, const QString &by, const Reply<TaskRecord> &reply)
{
    const auto record = m_core.load(task);
    if (!record)
        return reply(record);
    preview(task, MergeStrategy::MergeCommit, {}, [this, task, by, reply](const Result<MergeOutlook> &outlook) {
        if (!outlook)
            return reply(std::unexpected(outlook.error()));
        const QStringList paths = conflictPaths(outlook->plan);
        if (paths.isEmpty())
            return reply(fail(ErrorCode::Refused,
                              u"There are no conflicts with %1, so there is nothing to hand back; merge it."_s.arg(
                                  outlook->plan.baseBranch),
                              QString::number(task.value)));
        reply(m_core.record(task, events::TaskResumed{conflictPrompt(outlook->plan.baseBranch, paths), paths}, by));
    });
}

void MergeRunner::run(TaskId task, const effects::Merge &effect)
{
    const auto record = m_core.load(task);
    auto job = record ? jobFor(m_core, task, record->task.strategy, record->task.mergeNote)
                      : Result<MergeJob>(std::unexpected(record.error()));
    if (!job) {
        (void)m_core.record(task, events::MergeRefused{job.error().text()});
        return;
    }
    job->wasCutOff = job->record.task.changedAt < m_bornAt;
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
