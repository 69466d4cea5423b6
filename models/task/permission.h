// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace docket {

/** One thing that an agent may or may not do: a pattern of commands, of paths, or of network hosts. */
struct PermissionRule
{
    enum class Kind : quint8 {
        Command, ///< words; the last one may be "*" for whatever follows, others may hold * and ?
        Path,    ///< relative to the worktree, or absolute; ** crosses folders
        Host,    ///< a name, or "*.example.org"; ":443" at the end names a port
        Request, ///< a question that names none of these: its very title
    };

    Kind kind = Kind::Command;
    QString pattern;

    bool operator==(const PermissionRule &) const = default;
};
QString permissionKindWord(PermissionRule::Kind kind);
std::optional<PermissionRule::Kind> permissionKindFromWord(QStringView word);

/** How long a person's yes holds. */
enum class GrantScope : quint8 { Once, Task, Project };
QString grantScopeWord(GrantScope scope);
std::optional<GrantScope> grantScopeFromWord(QStringView word);

/** A yes that holds for longer than one question, with who gave it. */
struct Grant
{
    PermissionRule rule;
    GrantScope scope = GrantScope::Task;
    QString by;
    QDateTime at;

    bool operator==(const Grant &) const = default;
};

/** A question of a running agent, or of Docket about it, that only a person may answer. */
struct PermissionAsk
{
    struct Option
    {
        QString id;
        QString name;
        QString kind; ///< allow_once, allow_always, reject_once, reject_always, choose; Docket's: wait, interrupt, stop
        bool operator==(const Option &) const = default;
    };

    QString requestId;
    QString title;
    QString detail; ///< command and diff, as plain text
    QList<Option> options;
    QDateTime askedAt;
    QString why = {};          ///< the agent's own reason; may be empty
    QStringList where = {};    ///< paths, relative to the worktree where they are below it, and hosts
    QList<PermissionRule> needs = {}; ///< what a yes for longer would allow; empty: only once
    int silentSeconds = 0; ///< Docket's own question about a silent agent: for how long nothing was heard

    bool operator==(const PermissionAsk &) const = default;
};

/** Questions of Docket itself begin with this; an agent's never do. */
inline constexpr QLatin1StringView ownAskPrefix{"docket:"};
inline bool isOwnAsk(QStringView requestId) { return requestId.startsWith(ownAskPrefix); }

} // namespace docket
