// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/failure.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

bool says(const QString &text, const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption).match(text).hasMatch();
}

QString whatToDo(FailureKind kind)
{
    switch (kind) {
    case FailureKind::AuthNeeded:
        return u"Log in with the agent's own program, or set its key, then retry."_s;
    case FailureKind::RateLimited:
        return u"The model's limit is reached. Retry later."_s;
    case FailureKind::ModelDown:
        return u"The model cannot be reached or fails. Check the network, then retry."_s;
    case FailureKind::BadRequest:
        return u"The request was refused. Check the profile's model."_s;
    case FailureKind::MalformedStream:
        return u"It does not speak its protocol. Check the profile's command and protocol."_s;
    case FailureKind::ExitedAtOnce:
        return u"It ended before it said anything. Start it once by hand to see why."_s;
    case FailureKind::Crashed:
        return u"It crashed. What it left is kept; retry the round."_s;
    case FailureKind::ExitCode:
        return u"It failed. What it left is kept; read the transcript, then retry."_s;
    case FailureKind::NoPositiveEnd:
        return u"It ended without saying that it is done. What it left is kept."_s;
    default:
        return u"What it left is kept; read the transcript, then retry."_s;
    }
}

} // namespace

FailureKind classifyFailure(int status, const QString &text)
{
    if (status == 429 || status == 529
        || says(text, u"rate.?limit|too many requests|overloaded|quota|\\b429\\b|\\b529\\b"_s))
        return FailureKind::RateLimited;
    if (status == 401 || status == 403 || status == -32000
        || says(text, u"unauthori[sz]ed|authenticat|api.?key|not logged in|log ?in|\\b401\\b|credential"_s))
        return FailureKind::AuthNeeded;
    if ((status >= 500 && status < 600)
        || says(text,
                u"ECONNREFUSED|ECONNRESET|ENOTFOUND|fetch failed|connection|(?:not|to) connect|failed to get response|"
                "timed? ?out|internal server error|unavailable|temporary errors?|stream disconnected|\\b50[0-9]\\b"_s))
        return FailureKind::ModelDown;
    if ((status >= 400 && status < 500)
        || says(text, u"invalid_request|bad request|\\b40[04]\\b|model.*not (found|exist)"_s))
        return FailureKind::BadRequest;
    return FailureKind::Protocol;
}

bool isModelFailure(FailureKind kind)
{
    return kind == FailureKind::RateLimited || kind == FailureKind::ModelDown || kind == FailureKind::AuthNeeded;
}

QString modelFailureIn(const QString &errorOutput)
{
    // Both halves in one line: that something went wrong, and a cause that is a model's. "Loaded credentials" is
    // neither.
    static const QRegularExpression wrong(u"retry|attempt|backoff|failed|error"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression cause(u"\\b(?:429|529|50[0-9])\\b|ECONN|ENOTFOUND|EAI_AGAIN|fetch failed|rate.?limit|"
                                          "overloaded|(?:unable to|cannot) connect|connection was closed"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    // What a line of key="value" pairs says is the value of its error.
    static const QRegularExpression value(u"\\berror[\\w.]*=\"((?:[^\"\\\\]|\\\\.)*)\""_s);
    const QStringList lines = errorOutput.split(u'\n');
    for (const QString &line : lines) {
        if (!line.contains(wrong) || !line.contains(cause))
            continue;
        const auto named = value.match(line);
        return named.captured(1).contains(cause) ? named.captured(1) : line.trimmed();
    }
    return {};
}

int retryAfterSeconds(const QString &text)
{
    static const QRegularExpression pattern(u"retry[- ]?(?:after|in)\\D{0,4}(\\d+(?:\\.\\d+)?)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const auto match = pattern.match(text);
    constexpr double longest = 7 * 24 * 3600; // what claims to be longer is not believed
    return match.hasMatch() ? static_cast<int>(std::min(longest, std::ceil(match.captured(1).toDouble()))) : 0;
}

AgentRoundEnded failedEnd(FailureKind kind, const QString &agent, const QString &detail)
{
    QString said = detail.simplified();
    if (said.size() > 400)
        said = said.left(400) + u"…"_s;
    AgentRoundEnded end{.outcome = AgentRoundEnded::Outcome::Failed, .failure = kind};
    end.sentence = agent + u": "_s + whatToDo(kind) + (said.isEmpty() ? QString() : u" It said: "_s + said);
    if (kind == FailureKind::RateLimited)
        end.retryAfterSeconds = retryAfterSeconds(detail);
    return end;
}

AgentRoundEnded endWithoutWord(const ProcessResult &result, const QString &agent, bool heardAnything,
                               const QString &lastErrors)
{
    if (result.outcome == ProcessResult::Outcome::Crashed)
        return failedEnd(FailureKind::Crashed, agent, u"signal %1. %2"_s.arg(result.signal).arg(lastErrors));
    if (!heardAnything)
        return failedEnd(FailureKind::ExitedAtOnce, agent, u"exit code %1"_s.arg(result.exitCode));
    if (result.exitCode != 0) {
        FailureKind kind = lastErrors.isEmpty() ? FailureKind::ExitCode : classifyFailure(0, lastErrors);
        if (kind == FailureKind::Protocol)
            kind = FailureKind::ExitCode;
        return failedEnd(kind, agent, u"exit code %1. %2"_s.arg(result.exitCode).arg(lastErrors));
    }
    AgentRoundEnded end = failedEnd(FailureKind::NoPositiveEnd, agent, lastErrors);
    end.outcome = AgentRoundEnded::Outcome::Unknown;
    return end;
}

} // namespace docket
