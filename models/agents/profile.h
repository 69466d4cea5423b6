// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "policy/limits.h"
#include "policy/rules.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace docket {

enum class AgentProtocol {
    Command,        ///< any program; exit code 0 is its positive end
    Acp,            ///< Agent Client Protocol over stdio
    ClaudeStream,   ///< Claude Code's stream-json with control messages
    CodexAppServer, ///< Codex's JSON-RPC; falls back to CodexExec where the program has none
    CodexExec,      ///< Codex's `exec --json`: asks nobody
};

enum class PromptMode { Stdin, File, Argument };

/** How an agent program is driven. Data: a new agent of a known protocol needs no code. */
struct AgentProfile
{
    QString id = {};    ///< "claude-code"; what docket.yaml names
    QString name = {};  ///< for people
    AgentProtocol protocol = AgentProtocol::Command;
    /**
     * Program and arguments. Placeholders: {prompt} {prompt_file} {worktree} {task} {round} {model}. An argument that
     * holds {model} while no model is set is left out, together with the option before it if that begins with "-".
     */
    QStringList command = {};
    PromptMode promptMode = PromptMode::Stdin; ///< Command only; Argument and File act where a placeholder stands
    QJsonArray reader = {}; ///< Command only: how its JSON lines are read, see FieldReader; empty: text
    QStringList resumeArguments = {};          ///< Command only: go on the end to resume; {session} is its id
    QStringList guidelines = {};               ///< guideline files that it reads by itself ("AGENTS.md")
    QString instructions = {}; ///< added to its system prompt; where its protocol knows none, before the prompt
    QString model = {};
    QStringList keepEnvironment = {}; ///< names, or prefixes ending in "*", taken from the person's environment
    QHash<QString, QString> environment = {};    ///< set on top; placeholders as above
    QStringList configFolders = {};              ///< below home, writable in the sandbox (".claude")
    QStringList readFolders = {};                ///< below home, readable in the sandbox (".nvm")
    bool needsNetwork = true;
    QString clientFiles = QStringLiteral("both"); ///< ACP: which file methods Docket offers: "none", "write", "both"
    bool clientTerminal = true;                  ///< ACP 1: Docket runs commands for the agent when it asks for that
    int acpVersion = 1;                          ///< ACP: the newest version that is asked for; 1 or 2 (a draft)
    QString errorPrefix = {};                    ///< ACP: begins the last words of a turn that failed
    QString sessionMode = {};                    ///< ACP: the mode to set after session/new; empty: leave
    QHash<QString, QString> sessionOptions = {}; ///< ACP: further options to set, by id or category
    QStringList versionArguments = {QStringLiteral("--version")};
    QString installHint = {};                    ///< one line for a person who does not have it
    /** Price per million tokens, in `currency`; missing means unknown. */
    std::optional<double> inputPrice = {};
    std::optional<double> outputPrice = {};
    QString currency = QStringLiteral("USD");
    /** What it may do without asking, what never, and the hosts that it needs itself ("allow": {"hosts": [...]}). */
    PermissionRules rules = {};
    /**
     * What it reports while it works, "cost", "tokens" and "turns", or at the end of a round, "cost-at-end" and
     * "tokens-at-end"; empty: what its protocol usually does.
     */
    QStringList reports = {};

    bool operator==(const AgentProfile &) const = default;
};

struct AgentUsage;
class PriceTable;

/**
 * What the tokens cost by the profile's own prices in US dollars, or else by the table's for its model; nothing where a
 * price or a figure is unknown. Pure.
 */
std::optional<double> estimatedCost(const AgentProfile &profile, const AgentUsage &usage, const PriceTable &prices);
/** Which budgets can be enforced with it. Pure. */
Measures measuresOf(const AgentProfile &profile, const PriceTable &prices);

QString protocolWord(AgentProtocol protocol);
Result<AgentProfile> profileFromJson(const QJsonObject &object);
QJsonObject toJson(const AgentProfile &profile);

/**
 * A profile that a project brings, cut down to what a stranger's repository may ask for: it sees nothing of the
 * person's environment and home, unless it runs the very command of a profile in `trusted` with the same id and asks
 * for no more than that one. Pure.
 */
AgentProfile narrowedForProject(AgentProfile profile, const QList<AgentProfile> &trusted);

/** The profiles that ship with Docket, in the order in which they are offered; the sample agent is the last. */
QList<AgentProfile> builtInProfiles();
/** Every *.json of a folder; a file that cannot be read is named in `problems` and left out. */
QList<AgentProfile> profilesIn(const QString &folder, QStringList *problems = nullptr);
std::optional<AgentProfile> findProfile(const QList<AgentProfile> &profiles, QStringView id);

} // namespace docket
