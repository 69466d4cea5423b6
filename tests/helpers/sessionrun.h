// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentsession.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

namespace docket {

/** One round of a session with everything it said; checks on the way that it keeps to AgentSession's promises. */
class SessionRun : public QObject
{
public:
    explicit SessionRun(std::unique_ptr<AgentSession> given) : session(std::move(given))
    {
        connect(session.get(), &AgentSession::treeStarted, this, [this](const TreeIdentity &started) {
            tree = started;
            ++treeCount;
        });
        connect(session.get(), &AgentSession::events, this, [this](const QList<AgentEvent> &batch) {
            promisesAreKept = promisesAreKept && endedCount == 0 && !batch.isEmpty();
            for (const AgentEvent &event : batch) {
                events.append(event);
                if (const auto *asked = std::get_if<AgentPermissionRequest>(&event); asked && onPermission)
                    onPermission(*asked);
            }
        });
        connect(session.get(), &AgentSession::ended, this, [this](const AgentRoundEnded &how) {
            end = how;
            promisesAreKept = promisesAreKept && ++endedCount == 1 && !events.isEmpty()
                && events.last() == AgentEvent(how) && !session->isRunning();
        });
    }

    bool waitForEnd(int milliseconds = 150000) const
    {
        return QTest::qWaitFor([this] { return endedCount > 0; }, milliseconds) && promisesAreKept;
    }
    bool waitForText(const QString &text, int milliseconds = 60000) const
    {
        return QTest::qWaitFor([&] { return said().contains(text); }, milliseconds);
    }

    template<typename T>
    QList<T> all() const
    {
        QList<T> list;
        for (const AgentEvent &event : events) {
            if (const auto *found = std::get_if<T>(&event))
                list.append(*found);
        }
        return list;
    }
    QString said() const
    {
        QString text;
        for (const auto &message : all<AgentMessage>()) {
            if (message.from == AgentMessage::From::Agent)
                text += message.text;
        }
        return text;
    }
    bool hasState(AgentState::Kind kind) const
    {
        const auto states = all<AgentState>();
        return std::ranges::any_of(states, [&](const AgentState &state) { return state.kind == kind; });
    }
    /** The option of that kind, or none. */
    static QString option(const AgentPermissionRequest &asked, AgentPermissionRequest::OptionKind kind)
    {
        const auto found = std::ranges::find(asked.options, kind, &AgentPermissionRequest::Option::kind);
        return found == asked.options.end() ? QString() : found->id;
    }

    std::unique_ptr<AgentSession> session;
    std::function<void(const AgentPermissionRequest &)> onPermission = {};
    QList<AgentEvent> events = {};
    AgentRoundEnded end = {};
    TreeIdentity tree = {};
    int treeCount = 0;
    int endedCount = 0;
    bool promisesAreKept = true;
};

/** A worktree-like folder with a `.git` file, a scratch folder and a request that points to them. */
class RoundFolder
{
public:
    RoundFolder()
    {
        QDir(m_folder.path()).mkpath(QStringLiteral("worktree"));
        QDir(m_folder.path()).mkpath(QStringLiteral("scratch"));
        QFile link(worktree() + QStringLiteral("/.git"));
        if (link.open(QIODevice::WriteOnly))
            link.write("gitdir: elsewhere\n");
    }
    QString path() const { return m_folder.path(); }
    QString worktree() const { return m_folder.filePath(QStringLiteral("worktree")); }
    QByteArray read(const QString &name) const
    {
        QFile file(worktree() + QLatin1Char('/') + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    RoundRequest request(const QString &prompt, int round = 1) const
    {
        RoundRequest request;
        request.prompt = prompt;
        request.worktree = worktree();
        request.scratchFolder = m_folder.filePath(QStringLiteral("scratch"));
        request.task = QStringLiteral("T-1");
        request.round = round;
        request.marker = "test" + QByteArray::number(qHash(m_folder.path())) + "-1-" + QByteArray::number(round);
        request.environment = QProcessEnvironment::systemEnvironment();
        request.transcriptFile = request.scratchFolder + QStringLiteral("/transcript.jsonl");
        request.rawFile = request.scratchFolder + QStringLiteral("/raw.log");
        request.limits.graceMs = 300;
        return request;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace docket
