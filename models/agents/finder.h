// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/profile.h"
#include "process/process.h"

#include <QObject>
#include <QProcessEnvironment>

#include <memory>
#include <vector>

namespace docket {

/** What is known about an agent on this machine. */
struct FoundAgent
{
    QString id = {};
    QString program = {};  ///< absolute; empty: not installed
    QString version = {};  ///< first line it printed; empty: it did not say
    bool isInstalled() const { return !program.isEmpty(); }
    bool operator==(const FoundAgent &) const = default;
};

/** Looks for agents on the PATH and asks each for its version, one after the other, never blocking. */
class AgentFinder : public QObject
{
    Q_OBJECT

public:
    AgentFinder(ProcessFactory &processes, QProcessEnvironment environment, QObject *parent = nullptr);
    ~AgentFinder() override;

    /** Starts over with these; answers of an earlier search are dropped. */
    void search(const QList<AgentProfile> &profiles);

Q_SIGNALS:
    void found(const docket::FoundAgent &agent);
    void finished();

private:
    void next();
    void ask(const AgentProfile &profile, const QString &program);

    ProcessFactory &m_processes;
    QProcessEnvironment m_environment;
    QList<AgentProfile> m_queue;
    std::unique_ptr<Process> m_process;
    QByteArray m_output;
};

} // namespace docket
