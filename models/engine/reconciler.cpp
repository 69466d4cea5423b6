// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/reconciler.h"

#include "core/logging.h"
#include "engine/agentrunner.h"
#include "engine/discard.h"
#include "git/worktrees.h"
#include "store/store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int graceMs = 1500;

QDateTime bootTime()
{
    QFile file(u"/proc/stat"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("btime "))
            return QDateTime::fromSecsSinceEpoch(line.sliced(6).trimmed().toLongLong(), QTimeZone::UTC);
    }
    return {};
}

} // namespace

Reconciler::Reconciler(EngineCore &core, QObject *parent) : QObject(parent), m_core(core) {}

void Reconciler::start()
{
    // Sockets of proxies whose Docket was killed; this one has the store's lock, so nobody uses them.
    QDir runtime(m_core.paths().runtime);
    const QStringList stale = runtime.entryList({u"proxy-*"_s}, QDir::System | QDir::Files);
    for (const QString &name : stale)
        runtime.remove(name);
    QHash<QByteArray, TreeIdentity> trees;
    const auto leftOver = leftOverTrees(m_core.storeId().toUtf8());
    for (auto [marker, processes] : leftOver.asKeyValueRange())
        trees.insert(marker, TreeIdentity{-1, 0, {}, marker});
    // An agent may have thrown its marker away; its leader is known by pid and start time, within the same boot only.
    const QDateTime boot = bootTime();
    const QByteArray bootId = TreeIdentity::of(QCoreApplication::applicationPid(), {}).bootId;
    for (const TaskState state : {TaskState::Working, TaskState::Asking}) {
        const auto cards = m_core.store().reader().cards(state);
        for (const TaskCard &card : cards.value_or(QList<TaskCard>())) {
            const auto record = m_core.load(card.id);
            const Round *round = record ? record->currentRound() : nullptr;
            if (!round || round->process.pid <= 0 || !boot.isValid() || round->startedAt < boot)
                continue;
            const QByteArray marker = round->process.marker.toUtf8();
            trees.insert(marker, TreeIdentity{round->process.pid, quint64(round->process.startTicks), bootId, marker});
        }
    }
    m_open = 1;
    for (const TreeIdentity &tree : std::as_const(trees))
        endTree(tree);
    if (--m_open == 0)
        QMetaObject::invokeMethod(this, &Reconciler::settleTasks, Qt::QueuedConnection);
}

void Reconciler::endTree(const TreeIdentity &tree)
{
    ++m_open;
    auto *killer = new TreeKiller(tree, graceMs, this);
    connect(killer, &TreeKiller::finished, this,
            [this, killer, marker = tree.marker](const TreeKiller::Report &report) {
                killer->deleteLater();
                if (report.found > 0)
                    qCInfo(logEngine) << "ended" << report.found << "processes that were left over of" << marker;
                if (!report.survivors.isEmpty())
                    m_survivors.insert(marker, report.survivors.size());
                if (--m_open == 0)
                    settleTasks();
            });
    killer->start();
}

void Reconciler::settleTasks()
{
    // Nothing runs any more that uses a check's folder; checks that go on make theirs anew.
    clearDiscarded(m_core);
    discard(m_core, m_core.paths().data + "/checks"_L1);
    const auto cards = m_core.store().reader().openCards();
    if (!cards) {
        m_core.noteStoreError(cards.error());
        Q_EMIT finished();
        return;
    }
    for (const TaskCard &card : *cards) {
        if (!occupiesSlot(card.state) && card.state != TaskState::Merging) // nothing of these was under way
            continue;
        const auto record = m_core.load(card.id);
        if (!record)
            continue;
        if (card.state == TaskState::Working || card.state == TaskState::Asking) {
            events::AgentEnded ended;
            ended.outcome = RoundOutcome::Unknown;
            ended.text =
                u"Docket was stopped while the agent worked; what it left is kept. Look at it, then resume or retry the task."_s;
            const Round *round = record->currentRound();
            ended.sessionId = round ? round->sessionId : QString();
            if (const qsizetype left = round ? m_survivors.value(round->process.marker.toUtf8()) : 0; left > 0)
                ended.text += u" %1 of its processes could not be ended; look at them first."_s.arg(left);
            if (const auto stored = m_core.record(card.id, ended); !stored)
                qCWarning(logEngine) << "ending a lost round:" << stored.error().text();
            continue;
        }
        for (const Effect &effect : effectsToIssue(*record))
            m_core.issue(card.id, effect);
    }
    nameStrays();
    Q_EMIT finished();
}

void Reconciler::nameStrays()
{
    const auto projects = m_core.store().reader().projects();
    for (const Project &project : projects.value_or(QList<Project>())) {
        m_core.pool().run(
            this,
            [path = project.path](const CancelToken &) -> Result<QList<git::AttemptWorktree>> {
                const auto repository = git::Repository::open(path);
                if (!repository)
                    return std::unexpected(repository.error());
                return git::Worktrees(repository->commonDir()).list();
            },
            [this](const Result<QList<git::AttemptWorktree>> &worktrees) {
                for (const git::AttemptWorktree &worktree : worktrees.value_or(QList<git::AttemptWorktree>())) {
                    const bool ours = worktree.storeId == m_core.storeId();
                    if (ours && !m_core.store().reader().taskOf(worktree.attempt))
                        qCWarning(logEngine)
                            << "this worktree belongs to no attempt that the store knows, and is left alone:"
                            << worktree.path;
                }
            },
            -1);
    }
}

} // namespace docket
