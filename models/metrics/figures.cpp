// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/figures.h"

#include "task/reducer.h"

using namespace Qt::StringLiterals;

namespace docket {

namespace {

/** Adds a figure that may be unknown: what is known counts, and nothing known stays unknown. */
template<typename T>
void addKnown(std::optional<T> &sum, const std::optional<T> &figure)
{
    if (figure)
        sum = sum.value_or(T{}) + *figure;
}

qint64 *timeIn(TaskFigures &figures, TaskState state)
{
    switch (state) {
    case TaskState::Queued:
        return &figures.waitingMs;
    case TaskState::Working:
        return &figures.workingMs;
    case TaskState::Asking:
        return &figures.askingMs;
    case TaskState::Checking:
        return &figures.checkingMs;
    case TaskState::Review:
        return &figures.reviewMs;
    default:
        return nullptr;
    }
}

void count(TaskFigures &figures, const EventBody &body)
{
    if (std::holds_alternative<events::AttemptStarted>(body))
        ++figures.attempts;
    else if (std::holds_alternative<events::RoundStarted>(body))
        ++figures.rounds;
    else if (std::holds_alternative<events::PermissionAsked>(body))
        ++figures.asks;
    else if (std::holds_alternative<events::VerdictGiven>(body))
        ++figures.verdicts;
    else if (const auto *check = std::get_if<events::CheckRecorded>(&body)) {
        ++figures.checksRun;
        figures.checksFailed += check->evidence.outcome == CheckOutcome::Passed ? 0 : 1;
    } else if (const auto *ended = std::get_if<events::AgentEnded>(&body)) {
        addKnown(figures.inputTokens, ended->usage.inputTokens);
        addKnown(figures.outputTokens, ended->usage.outputTokens);
        addKnown(figures.costUsd, ended->usage.costUsd);
        figures.roundsWithoutCost += ended->usage.costUsd ? 0 : 1;
    }
}

} // namespace

TaskFigures figuresOf(const QList<Event> &events, const QDateTime &now)
{
    TaskFigures figures;
    TaskRecord record;
    QDateTime since;
    const auto spend = [&](const QDateTime &until) {
        qint64 *time = timeIn(figures, record.task.state);
        if (time && since.isValid())
            *time += qMax<qint64>(0, since.msecsTo(until)); // a clock that was set back costs nothing
        since = until;
    };
    for (const Event &event : events) {
        auto reduced = reduce(record, event);
        if (!reduced)
            continue; // a log that does not replay is verifyChain()'s to report
        spend(event.at);
        count(figures, event.body);
        record = std::move(reduced->record);
        if (record.task.state == TaskState::Merged && !figures.deliveryMs)
            figures.deliveryMs = qMax<qint64>(0, record.task.createdAt.msecsTo(event.at));
    }
    spend(now);
    return figures;
}

QJsonObject figuresToJson(const TaskFigures &figures)
{
    const auto orNull = [](const auto &figure) { return figure ? QJsonValue(*figure) : QJsonValue(QJsonValue::Null); };
    return {{u"attempts"_s, figures.attempts},
            {u"rounds"_s, figures.rounds},
            {u"asks"_s, figures.asks},
            {u"verdicts"_s, figures.verdicts},
            {u"checksRun"_s, figures.checksRun},
            {u"checksFailed"_s, figures.checksFailed},
            {u"waitingMs"_s, figures.waitingMs},
            {u"workingMs"_s, figures.workingMs},
            {u"askingMs"_s, figures.askingMs},
            {u"checkingMs"_s, figures.checkingMs},
            {u"reviewMs"_s, figures.reviewMs},
            {u"deliveryMs"_s, orNull(figures.deliveryMs)},
            {u"inputTokens"_s, orNull(figures.inputTokens)},
            {u"outputTokens"_s, orNull(figures.outputTokens)},
            {u"costUsd"_s, orNull(figures.costUsd)},
            {u"roundsWithoutCost"_s, figures.roundsWithoutCost}};
}

} // namespace docket
