// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/permission.h"

namespace docket {

/** What may be done without asking, and what never. Of a project (docket.yaml) or of an agent's profile. */
struct PermissionRules
{
    QList<PermissionRule> allow = {};
    QList<PermissionRule> deny = {};

    bool isEmpty() const { return allow.isEmpty() && deny.isEmpty(); }
    bool operator==(const PermissionRules &) const = default;
};

/**
 * Shell text as the simple commands that it runs, each as its words. Nothing where it does more than run programs one
 * after the other: redirections, substitutions, variables, background. Such text is allowed only word for word. Pure.
 */
std::optional<QList<QStringList>> simpleCommands(const QString &shellText);

/**
 * What a request touches, as rules that would allow exactly it: each simple command, or each path, or each host. A
 * request that names none of these needs its own title. `worktree` is taken off the front of paths.
 */
struct PermissionTarget
{
    QString title;
    QString command = {};
    QStringList paths = {};
    QStringList hosts = {};
};
QList<PermissionRule> needsOf(const PermissionTarget &target, const QString &worktree);

/** Does a rule that allows cover this need? Careful: what is not understood is not covered. */
bool covers(const PermissionRule &rule, const PermissionRule &need);
/**
 * Does a rule that denies touch this need? Generous: it also looks for the command inside of pipes and substitutions.
 * It is a person's reminder to an agent and no wall; the sandbox is.
 */
bool touches(const PermissionRule &rule, const PermissionRule &need);

/** A name or "*.name", with ":port" or for any port. */
bool hostMatches(const QString &pattern, const QString &host, int port);

/** "may run git status", "may change docs/a.md" ...: one English phrase for records and lists. */
QString ruleText(const PermissionRule &rule);

} // namespace docket
