// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"
#include "agents/profile.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

/** `codex exec --json`: one turn without questions, its events one a line. Pure. */
namespace docket::codex {

/**
 * The arguments of exec from those of a profile for app-server: options before the subcommand stay. The prompt comes on
 * standard input. Nobody is asked, so that a sandbox must hold it: Docket's own (`isContained`), or else Codex's.
 */
QStringList execArguments(const QStringList &profileArguments, const QString &sessionToResume,
                          const AgentProfile &profile, bool isContained);

/** Reads the lines of one run. */
class ExecReader
{
public:
    /** `isResumed`: what it says of tokens counts earlier rounds too, so that this one's are not known. */
    explicit ExecReader(QString agent = {}, bool isResumed = false) : m_agent(std::move(agent)), m_isResumed(isResumed)
    {}

    QList<AgentEvent> read(const QJsonObject &line);
    const QString &thread() const { return m_thread; }
    /** How the turn ended, once it said so. */
    const std::optional<AgentRoundEnded> &end() const { return m_end; }

private:
    QString m_agent;
    QString m_thread;
    QString m_lastError;
    std::optional<AgentRoundEnded> m_end;
    bool m_isResumed = false;
};

} // namespace docket::codex
