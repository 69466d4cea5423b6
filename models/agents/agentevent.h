// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/roundend.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>
#include <variant>

/** What agents say, as values: nothing above this room knows which protocol it came through. Pure. */
namespace docket {

/** A piece of text that the agent says, or that was said to it. Pieces that follow each other belong together. */
struct AgentMessage
{
    enum class From { Agent, Person, Docket };

    From from = From::Agent;
    QString text = {};
    bool operator==(const AgentMessage &) const = default;
};

struct AgentThought
{
    QString text = {};
    bool operator==(const AgentThought &) const = default;
};

/** The agent's plan; each one replaces the one before. */
struct AgentPlan
{
    enum class Status { Pending, InProgress, Completed };
    struct Entry
    {
        QString text = {};
        Status status = Status::Pending;
        bool operator==(const Entry &) const = default;
    };

    QList<Entry> entries = {};
    bool operator==(const AgentPlan &) const = default;
};

/**
 * One use of a tool. Later events with the same id tell more: an empty title, kind or output means "as before". `diffs`
 * show what the agent says it changed and may be fragments; the truth about files comes from git.
 */
struct AgentToolCall
{
    enum class Status { Unknown, Pending, Running, Completed, Failed, Declined };
    struct Location
    {
        QString path = {};
        int line = 0; ///< from 1; 0 when not given
        bool operator==(const Location &) const = default;
    };
    struct Diff
    {
        QString path = {};
        QString oldText = {};
        QString newText = {};
        QString patch = {}; ///< instead of the texts: a unified diff, or a word for what has none
        bool operator==(const Diff &) const = default;
    };

    QString id = {};
    QString title = {};
    QString kind = {}; ///< "read", "edit", "delete", "move", "search", "execute", "think", "fetch", "other"
    Status status = Status::Unknown;
    QString command = {}; ///< the command line, when the tool runs one
    QList<Location> locations = {};
    QList<Diff> diffs = {};
    QString output = {};
    QJsonObject raw = {}; ///< the tool's input, as the agent gave it
    bool operator==(const AgentToolCall &) const = default;
};

/**
 * The agent waits for leave. It is answered with AgentSession::answerPermission(); nothing ever answers it by itself.
 */
struct AgentPermissionRequest
{
    /** Choose: one of several answers to a question, which is no leave for anything. */
    enum class OptionKind { AllowOnce, AllowAlways, RejectOnce, RejectAlways, Choose };
    struct Option
    {
        QString id = {};
        QString name = {};
        OptionKind kind = OptionKind::RejectOnce;
        bool operator==(const Option &) const = default;
    };

    QString id = {}; ///< Docket's own, unique within the round
    QString title = {};
    QString why = {};
    AgentToolCall toolCall = {};
    QList<Option> options = {};
    /** Not one deed but more room for all that follow. Its places alone do not tell that: rules for them are no yes. */
    bool widensLimits = false;
    bool operator==(const AgentPermissionRequest &) const = default;
};

/** A permission request is settled; `by` says who decided ("person", "policy", "round ended"). */
struct AgentPermissionAnswer
{
    QString id = {};
    QString optionId = {}; ///< empty: cancelled
    QString optionName = {};
    bool allowed = false;
    QString by = {};
    bool operator==(const AgentPermissionAnswer &) const = default;
};

/** The agent stopped to ask a person something; the round has ended or waits. */
struct AgentQuestion
{
    QString text = {};
    bool operator==(const AgentQuestion &) const = default;
};

/** Usage so far in this round. What is missing is unknown, never 0. */
struct AgentUsage
{
    std::optional<qint64> inputTokens = {};
    std::optional<qint64> outputTokens = {};
    std::optional<double> cost = {};
    QString currency = {}; ///< ISO 4217; with `cost`
    std::optional<qint64> contextUsed = {};
    std::optional<qint64> contextSize = {};
    bool operator==(const AgentUsage &) const = default;
};

/**
 * Something a person may want to know about the run: "started", "ready", "resumed", "quiet", "retrying", "warning" ...
 */
struct AgentState
{
    enum class Kind { Started, Ready, Resumed, NotResumed, Quiet, Active, Retrying, Warning, Stopping };

    Kind kind = Kind::Started;
    QString text = {};
    bool operator==(const AgentState &) const = default;
};

using AgentEvent = std::variant<AgentMessage, AgentThought, AgentPlan, AgentToolCall, AgentPermissionRequest,
                                AgentPermissionAnswer, AgentQuestion, AgentUsage, AgentState, AgentRoundEnded>;

/** One JSON object, for a line of the transcript: {"t":"message", ...}. */
QJsonObject toJson(const AgentEvent &event);
QByteArray toLine(const AgentEvent &event);
/** Nothing if it is not an event; unknown members are ignored, so that an older Docket reads a newer transcript. */
std::optional<AgentEvent> eventFromJson(const QJsonObject &object);
std::optional<AgentEvent> eventFromLine(const QByteArray &line);

/** What is known of a call, with what was told of it later. Pure. */
AgentToolCall updated(AgentToolCall call, const AgentToolCall &more);
/** Joins what belongs together: text pieces in a row become one, updates of one tool call in a row become one. */
void appendEvent(QList<AgentEvent> &events, AgentEvent event);

} // namespace docket

Q_DECLARE_METATYPE(docket::AgentEvent)
