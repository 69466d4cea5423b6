// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/profile.h"
#include "helpers/modelserver/modelserver.h"

#include <QList>
#include <QString>

namespace docket {

/** A real agent as the tests know it: how to install it, point it to the test's model, and which tools it offers. */
struct RealAgent
{
    QString name = {};    ///< for the output
    QString package = {}; ///< of packaging/fetch-agents; empty: as `name`
    QStringList needs = {}; ///< other agents of fetch-agents that it uses
    QString builtIn = {}; ///< id of the shipped profile that it checks
    QString program = {}; ///< below the agents' folder
    QStringList before = {}; ///< goes before the program (an interpreter)
    QHash<QString, QString> environment = {}; ///< {url}: the model server's; {agents}: the agents' folder
    QStringList more = {};    ///< further arguments
    QString model = {};
    QString instructions = {}; ///< of the profile
    QString configFile = {};  ///< below home, written before each run
    QString configText = {};  ///< placeholders as above
    AgentProtocol protocol = AgentProtocol::Command; ///< instead of the profile's, where it is not Command
    int acpVersion = 0;       ///< instead of the profile's
    bool canResume = true;
    QString whyNoResume = {}; ///< for the output
    bool asks = true;         ///< for permission

    /** Where it is, once it is installed. */
    QString path() const;
    bool isInstalled() const;
    /** The shipped profile, with this installation's program and the test's model. */
    AgentProfile profile(const ModelServer &server) const;
    /** Writes its configuration, makes the folders it keeps sessions in. */
    void prepareHome(const ModelServer &server) const;
    /** What the model must say so that it writes a file, or runs a command. Empty tool: not offered in this request. */
    ModelReply writes(const ModelRequest &request, const QString &path, const QString &content) const;
    /** The same for one place in a file that is there. */
    ModelReply edits(const ModelRequest &request, const QString &path, const QString &oldText,
                     const QString &newText) const;
    ModelReply runs(const ModelRequest &request, const QString &command) const;
};

QList<RealAgent> realAgents();
/** Those that DOCKET_TEST_AGENTS names, by spaces; all where it is not set. */
QList<RealAgent> agentsToTest();
/** Fetches those that are missing. `said` explains a code other than 0: 75 no network, 69 no npm. */
int fetchAgents(const QList<RealAgent> &agents, QByteArray *said);
/** "name: why", for each agent with a shipped profile that cannot be fetched. */
QStringList agentsLeftOut();
QString agentsFolder();

} // namespace docket
