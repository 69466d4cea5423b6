// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzzdriver.h"

#include "metrics/figures.h"
#include "task/eventcodec.h"
#include "task/reducer.h"
#include "task/taskcard.h"

#include <QJsonDocument>

using namespace docket;
using namespace Qt::StringLiterals;

namespace docket::fuzz {

QList<QByteArray> seeds()
{
    QList<QByteArray> lines;
    PermissionAsk ask;
    ask.requestId = u"q1"_s;
    ask.options = {{u"yes"_s, u"Yes"_s, u"allow_once"_s}};
    Round round;
    round.id = {1};
    round.snapshot = Snapshot{{"aa"}, {"bb"}, 3, QDateTime::fromMSecsSinceEpoch(1'700'000'000'000)};
    Task task;
    task.id = {1};
    Evidence evidence;
    evidence.round = {1};
    evidence.tree = {"bb"};
    VerdictRecord verdict;
    verdict.tree = {"bb"};
    QByteArray way;
    for (const EventBody &body : std::initializer_list<EventBody>{
             events::TaskCreated{task}, events::TaskQueued{}, events::AttemptStarted{{}, u"go"_s},
             events::WorktreeReady{}, events::RoundStarted{round}, events::AgentStarted{{1, 2, u"m"_s}, u"s"_s},
             events::PermissionAsked{ask}, events::PermissionAnswered{u"q1"_s, u"yes"_s},
             events::AgentEnded{RoundOutcome::Finished, {}, {}, {1, 2, 0.5}}, events::SnapshotTaken{*round.snapshot},
             events::CheckRecorded{evidence}, events::ChecksFinished{}, events::VerdictGiven{verdict},
             events::MergeStarted{}, events::MergeConflicted{{u"a"_s}}, events::TaskResumed{u"x"_s}}) {
        lines.append(QJsonDocument(eventToJson(body)).toJson(QJsonDocument::Compact));
        way += lines.constLast() + '\n';
    }
    lines.append(way);
    return lines;
}

QList<QByteArray> dictionary()
{
    return {"\"type\"",    "null", "true", "-1",          "1e308", "9223372036854775807",          "\"running\"",
            "\"approve\"", "{}",   "[]",   "\"\\ud800\"", "\n",    "\"2026-01-01T00:00:00.000Z\"", "\"\""};
}

/** Takes each line as an event: what can be read comes back the same, and the state machine answers every event. */
void one(QByteArrayView input)
{
    TaskRecord record;
    QList<Event> log;
    for (const QByteArray &line : input.toByteArray().split('\n')) {
        const auto body = eventBodyFromJson(QJsonDocument::fromJson(line).object());
        if (!body) {
            promise(body.error().code == ErrorCode::Damaged, "what cannot be read is damaged");
            continue;
        }
        const QByteArray written = QJsonDocument(eventToJson(*body)).toJson(QJsonDocument::Compact);
        const auto again = eventBodyFromJson(QJsonDocument::fromJson(written).object());
        promise(again && QJsonDocument(eventToJson(*again)).toJson(QJsonDocument::Compact) == written,
                "an event comes back as it was");
        const QString described = describeEvent(*body);
        promise(!described.isEmpty() && !described.contains(u'\n') && described.size() <= 200,
                "an event is described in one line");
        Event event;
        event.at = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + 1000 * log.size());
        event.body = boundedEvent(*again);
        const auto reduced = reduce(record, event);
        if (!reduced) {
            promise(!reduced.error().detail.isEmpty(), "a refusal has words");
            continue;
        }
        promise(reduced->record.attempts.size() >= record.attempts.size()
                    && reduced->record.rounds.size() >= record.rounds.size(),
                "nothing is lost");
        record = reduced->record;
        (void)cardOf(record);
        (void)effectsToIssue(record);
        log.append(event);
    }
    const TaskFigures figures = figuresOf(log, QDateTime::fromMSecsSinceEpoch(1'800'000'000'000));
    promise(figures.waitingMs >= 0 && figures.workingMs >= 0 && figures.reviewMs >= 0, "times are not negative");
}

} // namespace docket::fuzz
