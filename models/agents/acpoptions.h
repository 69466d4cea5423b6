// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/profile.h"

#include <QJsonObject>
#include <QJsonValue>

#include <optional>

/**
 * Modes and configuration options of a session of the Agent Client Protocol, and which of them a profile sets. Pure.
 */
namespace docket::acp {

struct SessionOption
{
    QString id = {};
    QString category = {};  ///< "mode", "model", "thought_level" ...; may be empty
    QJsonValue current = {};
    QStringList values = {}; ///< of a select; empty for a switch
    bool isSwitch = false;
    bool isOldMode = false;  ///< from `modes` of version 1: set with session/set_mode
};

/**
 * From the result of session/new, session/resume or session/set_config_option, or from a config_option_update. `modes`
 * counts only where no option is of the category "mode", as the protocol wants it.
 */
QList<SessionOption> optionsOf(const QJsonObject &object);

/** One call that sets an option. */
struct Setting
{
    QString method = {};
    QJsonObject params = {}; ///< without sessionId
    QString id = {};
    QJsonValue value = {};
};

/**
 * What is to be set so that the session is as the profile wants it; nothing for what is so already. BadRequest's
 * sentence, as an error, where the agent does not offer it: a run in another mode or with another model than the
 * profile's does not start.
 */
Result<QList<Setting>> settingsFor(const AgentProfile &profile, const QList<SessionOption> &offered, int version);

/** The option of that id or, where there is none, of that category; null if there is none. */
const SessionOption *findOption(const QList<SessionOption> &options, const QString &idOrCategory);

/**
 * How to log in, in words, from `authMethods` of initialize; empty if it offers none. `program` is the agent's command.
 */
QString loginWords(const QJsonObject &initialized, const QString &program);

} // namespace docket::acp
