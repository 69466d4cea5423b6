// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QObject>
#include <QStringList>

#include <functional>

namespace docket {

/** An agent's profile as the editor shows it. What it does not show stays as it is when the profile is saved. */
struct ProfileDraft
{
    QString name = {};        ///< key, as in docket.yaml; lower-case letters, digits and "-"
    QString title = {};
    QString protocol = {};    ///< "acp", "claude-stream", "codex-app-server", "codex-exec", "command"
    QStringList command = {}; ///< program and arguments
    QString promptMode = {};  ///< "stdin", "file", "argument"; for "command"
    QString model = {};
    QStringList environment = {};     ///< "NAME=value"
    QStringList keepEnvironment = {}; ///< names of the person's variables that it may see
    bool network = true;
    QString basedOn = {};     ///< the profile that it was duplicated from; empty: none
    bool isOwn = false;  ///< of the person's configuration, so that it can be removed
    bool isShipped = false; ///< there is one of this name that came with Docket
    QString program = {};     ///< absolute path where it was found, else empty
    QString version = {};     ///< as it said itself; empty: not asked yet, or it does not say
    QString problem = {};     ///< a sentence where it cannot be used

    bool operator==(const ProfileDraft &) const = default;
};

struct ProfileHealth
{
    bool isGood = false;
    QString text = {}; ///< what was found, or what is wrong and what to do
};

/**
 * The agents' profiles, to be looked at, changed and tried. GUI thread; replies come later, once, while `context`
 * lives.
 */
class ProfileBook : public QObject
{
    Q_OBJECT

public:
    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    using QObject::QObject;

    virtual void load(QObject *context, Reply<QList<ProfileDraft>> reply) = 0;
    /** Keeps it in the person's configuration, over a shipped one of the same name. */
    virtual void save(const ProfileDraft &draft, QObject *context, Reply<void> reply) = 0;
    /** Removes the person's own; a shipped one of the same name counts again. */
    virtual void remove(const QString &name, QObject *context, Reply<void> reply) = 0;
    /** Starts its program and speaks its protocol as far as its first answer. Sends no prompt and costs nothing. */
    virtual void check(const ProfileDraft &draft, QObject *context, Reply<ProfileHealth> reply) = 0;

Q_SIGNALS:
    /** What is known of the agents changed: saved, removed, or found in the background. */
    void changed();
};

} // namespace docket
