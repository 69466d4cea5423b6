// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "policy/config.h"
#include "process/process.h"
#include "process/processtree.h"
#include "process/sandbox.h"
#include "task/values.h"

#include <QObject>

#include <memory>
#include <vector>

namespace docket {

class CheckJob;

/** One verification: which checks on which tree, and where. */
struct CheckPlan
{
    RoundId round;
    ObjectId tree;
    QString folder;    ///< a fresh checkout of exactly that tree; checks may write into it
    QString logFolder; ///< absolute; made if missing
    QString logPrefix; ///< what Evidence::logPath begins with: logFolder relative to the data folder
    QList<CheckConfig> checks;
    SandboxStatus sandbox;           ///< not available: checks run uncontained and the evidence says so
    QProcessEnvironment environment; ///< the person's; only what is harmless of it is passed on
    QStringList hidden;              ///< folders that a contained check must not see (Docket's data)
    QStringList readable;            ///< below hidden folders, shown all the same (tool chains below home)
    QStringList writable;            ///< shown and writable besides the checkout (package caches)
    QByteArray marker; ///< DOCKET_ATTEMPT of every process begins with it; "-c1" for the first check and so on
    int parallel = 1;
    qint64 logCapBytes = 16 << 20;
    int graceMs = 2000; ///< between TERM and KILL
};

/**
 * Runs the checks of a plan and yields their evidence. Each check has its time limit and its whole process tree is
 * ended with it; its output goes to a file with a cap. Nothing blocks. One use: start() once, finished() comes exactly
 * once. The evidence has no id yet. Destroying it early kills what runs.
 */
class CheckRunner : public QObject
{
    Q_OBJECT

public:
    CheckRunner(ProcessFactory &processes, const Clock &clock, QObject *parent = nullptr);
    ~CheckRunner() override;

    void start(const CheckPlan &plan);
    /** Ends what runs (Interrupted) and starts nothing more; those not started get no evidence. */
    void cancel();

Q_SIGNALS:
    void checkStarted(const QString &name);
    void checkFinished(const docket::Evidence &evidence);
    void finished();

private:
    void next();
    void onJobDone(CheckJob *job);

    ProcessFactory &m_processes;
    const Clock &m_clock;
    CheckPlan m_plan;
    qsizetype m_nextCheck = 0;
    bool m_cancelled = false;
    bool m_finished = false;
    std::vector<std::unique_ptr<CheckJob>> m_running;
};

} // namespace docket
