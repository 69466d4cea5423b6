// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduler.h"

#include "core/logging.h"
#include "engine/profiles.h"
#include "engine/projectfiles.h"
#include "engine/ratelimits.h"
#include "git/worktrees.h"
#include "spec/prompts.h"
#include "store/store.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

/** What the repository says before an attempt begins. */
struct StartGround
{
    ObjectId base;
    ProjectConfig config;
    QList<Guideline> guidelines;
};

namespace {

constexpr int defaultSlots = 4;
constexpr qint64 limitAgeSeconds = 5; // until a limit that holds tasks back is read again

Result<StartGround> lookAtBase(const QString &projectPath, const QString &branch)
{
    const auto repository = git::Repository::open(projectPath);
    if (!repository)
        return std::unexpected(repository.error());
    const auto tip = repository->branchTip(branch);
    if (!tip)
        return fail(tip.error().code, u"The base branch cannot be used: %1"_s.arg(tip.error().detail), branch);
    auto config = configAt(*repository, *tip);
    if (!config)
        return std::unexpected(config.error());
    StartGround ground{*tip, std::move(*config), {}};
    const QStringList usual{u"AGENTS.md"_s, u"CLAUDE.md"_s, u"GEMINI.md"_s, u"CONTRIBUTING.md"_s};
    const QStringList names = usual + ground.config.guidelines;
    for (const QString &name : names) {
        const auto bytes = repository->readFileAt(*tip, name);
        if (bytes && std::ranges::find(ground.guidelines, name, &Guideline::path) == ground.guidelines.end())
            ground.guidelines.append({name, QString::fromUtf8(*bytes)});
    }
    return ground;
}

/** A folder name that says which project it is, whatever the project is called. */
QString folderName(const Project &project)
{
    static const QRegularExpression odd(u"[^A-Za-z0-9._-]+"_s);
    QString name = project.name.left(40);
    name.replace(odd, u"-"_s);
    return u"%1-%2"_s.arg(name).arg(project.id.value);
}

} // namespace

QList<TaskId> tasksToStart(const QList<TaskCard> &queued, Slots slotsNow, const QDateTime &now)
{
    QList<TaskCard> waiting = queued;
    std::ranges::stable_sort(waiting, {}, &TaskCard::rank);
    int room = slotsNow.all;
    for (const int taken : std::as_const(slotsNow.taken))
        room -= taken;
    QList<TaskId> chosen;
    for (const TaskCard &card : std::as_const(waiting)) {
        if (room <= 0)
            break;
        const bool putOff = card.snoozedUntil.isValid() && card.snoozedUntil > now;
        const auto limit = slotsNow.ofProject.constFind(card.project);
        if (putOff || limit == slotsNow.ofProject.constEnd())
            continue;
        int &taken = slotsNow.taken[card.project];
        if (*limit > 0 && taken >= *limit)
            continue;
        chosen.append(card.id);
        ++taken;
        --room;
    }
    return chosen;
}

Scheduler::Scheduler(EngineCore &core, const RateLimits &limits, QObject *parent)
    : QObject(parent), m_core(core), m_rateLimits(limits)
{
    m_wake.setParent(this);
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &Scheduler::considerSoon);
    connect(&core, &EngineCore::recorded, this, &Scheduler::considerSoon);
    connect(&core.pool(), &JobPool::drained, this, &Scheduler::considerSoon);
}

void Scheduler::start()
{
    m_isOn = true;
    considerSoon();
}

int Scheduler::slotCount() const
{
    if (m_core.options().slots > 0)
        return m_core.options().slots;
    const int stored = m_core.store().reader().setting(u"slots"_s).value_or(QString()).toInt();
    return stored > 0 ? stored : defaultSlots;
}

void Scheduler::considerSoon()
{
    if (!m_isOn || m_considering)
        return;
    m_considering = true;
    QMetaObject::invokeMethod(this, &Scheduler::consider, Qt::QueuedConnection);
}

void Scheduler::consider()
{
    m_considering = false;
    if (!m_isOn || !m_core.isIssuing())
        return;
    Slots slotsNow{slotCount()};
    const auto queued = m_core.store().reader().cards(TaskState::Queued);
    if (!queued) {
        m_core.noteStoreError(queued.error());
        return;
    }
    if (!takeStock(slotsNow))
        return;
    QList<TaskCard> waiting = *queued;
    waiting.removeIf([this](const TaskCard &card) { return m_starting.contains(card.id); });
    const QDateTime now = m_core.now();
    learnLimits(waiting, slotsNow);
    const auto chosen = tasksToStart(waiting, slotsNow, now);
    for (const TaskId task : chosen)
        startTask(task);
    wakeFor(waiting, now);
    const bool waits = std::ranges::any_of(waiting, [&](const TaskCard &card) {
        return !card.snoozedUntil.isValid() || card.snoozedUntil <= now;
    });
    m_isSettled = slotsNow.taken.isEmpty() && !waits && m_core.pool().isIdle();
    if (isSettled())
        Q_EMIT settled();
}

bool Scheduler::takeStock(Slots &slotsNow) const
{
    for (const TaskState state : {TaskState::Preparing, TaskState::Working, TaskState::Asking, TaskState::Snapshotting,
                                  TaskState::Checking, TaskState::Merging}) {
        const auto cards = m_core.store().reader().cards(state);
        if (!cards) {
            m_core.noteStoreError(cards.error());
            return false;
        }
        for (const TaskCard &card : *cards)
            ++slotsNow.taken[card.project];
    }
    for (const ProjectId project : m_starting)
        ++slotsNow.taken[project];
    for (const auto &[project, limit] : m_limits.asKeyValueRange())
        slotsNow.ofProject.insert(project, limit.slotCount);
    return true;
}

void Scheduler::learnLimits(const QList<TaskCard> &queued, const Slots &slotsNow)
{
    for (const TaskCard &card : queued) {
        const auto known = m_limits.constFind(card.project);
        const bool blocked = known != m_limits.constEnd() && known->slotCount > 0
            && slotsNow.taken.value(card.project) >= known->slotCount;
        const bool isOld = known != m_limits.constEnd() && known->readAt.secsTo(m_core.now()) >= limitAgeSeconds;
        if (m_learning.contains(card.project) || (known != m_limits.constEnd() && !(blocked && isOld)))
            continue;
        const auto project = m_core.project(card.project);
        if (!project)
            continue;
        m_learning.insert(card.project);
        m_core.pool().run(
            this,
            [path = project->path, branch = project->baseBranch](const CancelToken &) {
                return lookAtBase(path, branch);
            },
            [this, id = card.project](const Result<StartGround> &ground) {
                m_learning.remove(id);
                // A base that cannot be read limits nothing: the start says what is wrong with it.
                learned(id, ground ? ground->config.slots : 0);
            });
    }
}

void Scheduler::learned(ProjectId project, int limit)
{
    m_limits.insert(project, {limit, m_core.now()});
    considerSoon();
}

void Scheduler::wakeFor(const QList<TaskCard> &queued, const QDateTime &now)
{
    constexpr qint64 atLeastHourly = 3'600'000;
    for (const TaskCard &card : queued) {
        const bool putOff = card.snoozedUntil.isValid() && card.snoozedUntil > now;
        if (putOff && (!m_wake.isActive() || m_wake.remainingTime() > now.msecsTo(card.snoozedUntil)))
            m_wake.start(int(std::min<qint64>(now.msecsTo(card.snoozedUntil) + 1, atLeastHourly)));
    }
}

void Scheduler::startTask(TaskId task)
{
    const auto record = m_core.load(task);
    const auto project =
        record ? m_core.project(record->task.project) : Result<Project>(std::unexpected(record.error()));
    if (!project)
        return;
    if (record->continuesAttempt()) {
        if (record->currentAttempt() && putOff(task, record->currentAttempt()->profile))
            return;
        if (const auto stored = m_core.record(task, events::AttemptContinued{}); !stored)
            qCWarning(logEngine) << "continuing an attempt:" << stored.error().text();
        return;
    }
    m_starting.insert(task, project->id);
    const QString branch = record->task.baseBranch.isEmpty() ? project->baseBranch : record->task.baseBranch;
    m_core.pool().run(
        this, [path = project->path, branch](const CancelToken &) { return lookAtBase(path, branch); },
        [this, task](const Result<StartGround> &ground) { started(task, ground); });
}

bool Scheduler::putOff(TaskId task, const QString &profile)
{
    const QDateTime until = m_rateLimits.pausedUntil(profile);
    return until.isValid() && m_core.record(task, events::Snoozed{until}, u"docket"_s).has_value();
}

void Scheduler::started(TaskId task, const Result<StartGround> &ground)
{
    m_starting.remove(task);
    considerSoon();
    const auto record = m_core.load(task);
    if (!record || record->task.state != TaskState::Queued || !m_core.isIssuing())
        return;
    const auto project = m_core.project(record->task.project);
    const auto spec = m_core.store().reader().specRevision(record->task.spec, record->task.specRevision);
    if (!project || !spec) {
        m_core.noteStoreError(project ? spec.error() : project.error());
        return;
    }
    if (ground && record->task.baseBranch == project->baseBranch)
        learned(project->id, ground->config.slots);
    Attempt attempt;
    attempt.number = int(record->attempts.size()) + 1;
    attempt.profile = record->task.profile;
    if (attempt.profile.isEmpty() && ground) { // the record says which agent it was, not that nobody chose one
        if (const auto chosen = chooseProfile({}, m_core.paths(), ground->config, m_core.options().environment))
            attempt.profile = chosen->id;
    }
    if (putOff(task, attempt.profile))
        return;
    attempt.baseBranch = record->task.baseBranch.isEmpty() ? project->baseBranch : record->task.baseBranch;
    attempt.branch = git::attemptBranch(task, attempt.number);
    attempt.worktree =
        u"%1/%2/task-%3-%4"_s.arg(m_core.paths().worktrees(), folderName(*project)).arg(task.value).arg(attempt.number);
    attempt.specRevision = spec->number;
    if (ground)
        attempt.baseCommit = ground->base;
    // The project's way of merging, unless a person chose one for this task already.
    if (ground && record->attempts.isEmpty() && record->task.strategy == MergeStrategy::MergeCommit
        && ground->config.strategy != record->task.strategy)
        (void)m_core.record(task, events::StrategySet{ground->config.strategy});
    QStringList readByAgent;
    if (ground) {
        if (const auto profile = findProfile(knownProfiles(m_core.paths(), ground->config), attempt.profile))
            readByAgent = profile->guidelines;
    }
    const QString prompt =
        promptFor(spec->markdown, ground ? handGuidelines(ground->guidelines, readByAgent) : QList<Guideline>());
    if (const auto stored = m_core.record(task, events::AttemptStarted{attempt, prompt}); !stored) {
        qCWarning(logEngine) << "starting an attempt:" << stored.error().text();
        if (m_core.isIssuing())
            (void)m_core.record(task, events::TaskHeld{}); // it would be chosen again and again
        return;
    }
    if (!ground)
        (void)m_core.record(task, events::PreparationFailed{ground.error().text()});
}

} // namespace docket
