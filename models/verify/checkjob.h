// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/spool.h"
#include "verify/checkrunner.h"

#include <QTimer>

#include <optional>

namespace docket {

/**
 * One check of a plan: asks the tool for its version, runs the command with its limit, ends its process tree, closes
 * its log. Private to the runner.
 */
class CheckJob : public QObject
{
    Q_OBJECT

public:
    CheckJob(const CheckPlan &plan, const CheckConfig &check, ProcessFactory &processes, const Clock &clock);
    ~CheckJob() override;

    void start();
    void cancel();
    const Evidence &evidence() const { return m_evidence; }

Q_SIGNALS:
    void done();

private:
    void askVersion();
    void onVersionDone();
    void runCommand();
    void onCommandDone(const ProcessResult &result);
    void stop(CheckOutcome why);
    void endTree();
    void finishWhenAllEnded();
    void finish();
    std::unique_ptr<Process> launch(const QString &command, bool network);
    QString logName() const;

    const CheckPlan &m_plan;
    const CheckConfig m_check;
    ProcessFactory &m_processes;
    const Clock &m_clock;
    Evidence m_evidence;
    Spool m_log;
    const QByteArray m_marker; ///< a check's own, so that ending one tree leaves the other checks alone
    QByteArray m_versionOutput;
    std::unique_ptr<Process> m_version;
    std::unique_ptr<Process> m_command;
    std::unique_ptr<TreeKiller> m_killer;
    std::optional<TreeIdentity> m_tree;
    std::optional<CheckOutcome> m_stoppedBy;
    QTimer m_limit;
    qint64 m_startedMs = 0;
    bool m_commandDone = false;
    bool m_treeGone = false;
};

} // namespace docket
