// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/words.h"

#include "items/plaintext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace docket {

StateLook Words::state(TaskState state)
{
    switch (state) {
    case TaskState::Draft: return {tr("Draft"), u"draft"_s, Tone::Neutral};
    case TaskState::Queued: return {tr("Queued"), u"queue"_s, Tone::Neutral};
    case TaskState::Held: return {tr("Held"), u"pause"_s, Tone::Neutral};
    case TaskState::Preparing: return {tr("Preparing"), u"folder"_s, Tone::Accent};
    case TaskState::Working: return {tr("Working"), u"activity"_s, Tone::Accent};
    case TaskState::Asking: return {tr("Asks you"), u"question"_s, Tone::Warning};
    case TaskState::Snapshotting: return {tr("Saving"), u"snapshot"_s, Tone::Accent};
    case TaskState::Checking: return {tr("Checking"), u"flask"_s, Tone::Accent};
    case TaskState::Review: return {tr("Review"), u"review"_s, Tone::Warning};
    case TaskState::Approved: return {tr("Approved"), u"check"_s, Tone::Success};
    case TaskState::Merging: return {tr("Merging"), u"merge"_s, Tone::Accent};
    case TaskState::Merged: return {tr("Merged"), u"merge"_s, Tone::Success};
    case TaskState::Rejected: return {tr("Rejected"), u"ban"_s, Tone::Neutral};
    case TaskState::Cancelled: return {tr("Cancelled"), u"cross"_s, Tone::Neutral};
    case TaskState::Failed: return {tr("Failed"), u"warning"_s, Tone::Danger};
    case TaskState::Interrupted: return {tr("Interrupted"), u"stop"_s, Tone::Danger};
    }
    return {};
}

StateLook Words::check(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Passed: return {tr("Passed"), u"check"_s, Tone::Success};
    case CheckOutcome::Failed: return {tr("Failed"), u"cross"_s, Tone::Danger};
    case CheckOutcome::TimedOut: return {tr("Timed out"), u"clock"_s, Tone::Danger};
    case CheckOutcome::NotStarted: return {tr("Not started"), u"ban"_s, Tone::Warning};
    case CheckOutcome::Interrupted: return {tr("Interrupted"), u"stop"_s, Tone::Warning};
    }
    return {};
}

QString Words::section(TaskSection section)
{
    switch (section) {
    case TaskSection::NeedsYou: return tr("Needs you");
    case TaskSection::Running: return tr("Running");
    case TaskSection::Queued: return tr("In the queue");
    case TaskSection::Snoozed: return tr("Snoozed");
    case TaskSection::Drafts: return tr("Drafts");
    case TaskSection::Done: return tr("Done");
    }
    return {};
}

QString Words::strategy(MergeStrategy strategy)
{
    switch (strategy) {
    case MergeStrategy::MergeCommit: return tr("Merge commit");
    case MergeStrategy::Squash: return tr("Squash into one commit");
    case MergeStrategy::FastForward: return tr("Fast-forward");
    }
    return {};
}

QString Words::verdict(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Approve: return tr("Approved");
    case Verdict::RequestChanges: return tr("Changes requested");
    case Verdict::Reject: return tr("Rejected");
    }
    return {};
}

QString Words::age(const QDateTime &since, const QDateTime &now)
{
    if (!since.isValid())
        return {};
    const qint64 seconds = since.secsTo(now);
    if (seconds < 60)
        return tr("now");
    if (seconds < 3600)
        return tr("%1 min", "age in a list").arg(seconds / 60);
    if (seconds < 86'400)
        return tr("%1 h", "age in a list").arg(seconds / 3600);
    if (seconds < 7 * 86'400)
        return tr("%1 d", "age in a list").arg(seconds / 86'400);
    return QLocale().toString(since.toLocalTime().date(), QLocale::ShortFormat);
}

QString Words::duration(qint64 milliseconds)
{
    if (milliseconds < 1000)
        return tr("%1 ms").arg(milliseconds);
    if (milliseconds < 60'000)
        return tr("%1 s").arg(QLocale().toString(double(milliseconds) / 1000.0, 'f', 1));
    return tr("%1 min %2 s").arg(milliseconds / 60'000).arg(milliseconds / 1000 % 60);
}

QString Words::describe(const TaskCard &card, const QString &project, const QDateTime &now)
{
    QStringList parts{tr("Task %1: %2").arg(card.id.value).arg(card.title), state(card.state).word};
    if (!project.isEmpty())
        parts << tr("project %1").arg(project);
    if (card.round > 0)
        parts << tr("round %1").arg(card.round);
    if (card.checksPassed + card.checksFailed > 0)
        parts << tr("%1 checks passed, %2 failed").arg(card.checksPassed).arg(card.checksFailed);
    if (card.since.isValid())
        parts << tr("since %1").arg(age(card.since, now));
    if (!card.line.isEmpty())
        parts << card.line;
    return parts.join(u", "_s);
}

QString Words::spent(const Spent &spent)
{
    const QLocale locale;
    const auto known = [&](const QString &figure, int without) {
        if (without == 0)
            return figure;
        return without >= spent.rounds ? tr("unknown") : tr("at least %1").arg(figure);
    };
    return QStringList{tr("cost: %1").arg(known(u"$"_s + locale.toString(spent.costUsd, 'f', 2), spent.withoutCost)),
                       tr("tokens: %1").arg(known(locale.toString(spent.tokens), spent.withoutTokens)),
                       tr("time: %1").arg(duration(spent.milliseconds)),
                       tr("turns: %1").arg(known(locale.toString(spent.turns), spent.withoutTurns))}
        .join(u", "_s);
}

QString Words::budget(const Budget &budget)
{
    const QLocale locale;
    QStringList parts;
    if (budget.costUsd)
        parts << tr("%1 USD").arg(locale.toString(*budget.costUsd, 'f', 2));
    if (budget.tokens)
        parts << tr("%1 tokens").arg(locale.toString(*budget.tokens));
    if (budget.minutes)
        parts << tr("%1 minutes").arg(locale.toString(*budget.minutes));
    if (budget.turns)
        parts << tr("%1 turns").arg(locale.toString(*budget.turns));
    return parts.join(u", "_s);
}

QString Words::grantScope(GrantScope scope)
{
    switch (scope) {
    case GrantScope::Once: return tr("once", "for how long something is allowed");
    case GrantScope::Task: return tr("task", "for how long something is allowed");
    case GrantScope::Project: return tr("project", "for how long something is allowed");
    }
    return {};
}

QString Words::question(const PermissionAsk &ask)
{
    if (isOwnAsk(ask.requestId) && ask.silentSeconds <= 0) // asked by an older Docket
        return tr("Nothing was heard from the agent for a while. What shall be done?");
    if (isOwnAsk(ask.requestId)) {
        const QString length = ask.silentSeconds < 120
            ? tr("%1 s").arg(QLocale().toString(ask.silentSeconds))
            : tr("%1 min", "age in a list").arg(ask.silentSeconds / 60);
        return tr("Nothing was heard from the agent for %1. What shall be done?").arg(length);
    }
    return visibleText(ask.title).simplified();
}

QString Words::error(const Error &error)
{
    return error.context.isEmpty() ? error.detail
        : tr("%1\n%2", "sentence, then the path or name it is about").arg(error.detail, error.context);
}

} // namespace docket
