// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentsession.h"
#include "process/lineframer.h"

#include <QObject>
#include <QTemporaryDir>
#include <QTimer>

namespace docket {

/**
 * Tries a profile without sending a prompt: its program is found, started in an empty folder, and spoken to in its
 * protocol until it answers once. A program of the protocol "command" is asked for its version only. Whatever it
 * started is ended. One use; lives in a thread with an event loop; never blocks.
 */
class ProfileCheck : public QObject
{
    Q_OBJECT

public:
    ProfileCheck(AgentProfile profile, ProcessFactory &processes, QProcessEnvironment environment,
                 QObject *parent = nullptr);
    ~ProfileCheck() override;

    void start(int limitMs = 30000);

Q_SIGNALS:
    /** Once. `text` is for people: what answered, or what is wrong and what to do. */
    void finished(bool isGood, const QString &text);

private:
    void onOutput(const QByteArray &bytes, Channel channel);
    void onLine(const QByteArray &line);
    void onDone(const ProcessResult &result);
    void end(bool isGood, const QString &text);
    QByteArray greeting() const;

    AgentProfile m_profile;
    ProcessFactory &m_processes;
    QProcessEnvironment m_environment;
    QTemporaryDir m_folder;
    std::unique_ptr<Process> m_process;
    std::unique_ptr<TreeKiller> m_killer;
    LineFramer m_lines;
    QTimer m_limit;
    QByteArray m_marker;
    QByteArray m_errors;
    QString m_firstLine;
    QString m_text;
    bool m_isGood = false;
    bool m_isOver = false;
};

} // namespace docket
