// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/tasksection.h"

namespace docket {

namespace {

int urgency(TaskState state)
{
    switch (state) {
    case TaskState::Asking: return 0;
    case TaskState::Review:
    case TaskState::Approved: return 1;
    default: return 2;
    }
}

template<typename T>
int compare(const T &a, const T &b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

} // namespace

TaskSection sectionOf(const TaskCard &card, const QDateTime &now)
{
    if (isFinal(card.state))
        return TaskSection::Done;
    const bool waits = needsPerson(card.state) || card.state == TaskState::Queued || card.state == TaskState::Held
        || card.state == TaskState::Draft;
    if (waits && card.snoozedUntil.isValid() && card.snoozedUntil > now)
        return TaskSection::Snoozed;
    if (needsPerson(card.state) || card.state == TaskState::Approved)
        return TaskSection::NeedsYou;
    if (card.state == TaskState::Draft)
        return TaskSection::Drafts;
    if (card.state == TaskState::Queued || card.state == TaskState::Held)
        return TaskSection::Queued;
    return TaskSection::Running;
}

bool sectionLess(TaskSection section, const TaskCard &a, const TaskCard &b)
{
    int order = 0;
    switch (section) {
    case TaskSection::NeedsYou:
        order = compare(urgency(a.state), urgency(b.state));
        if (order == 0)
            order = compare(a.since, b.since);
        break;
    case TaskSection::Running: order = compare(a.since, b.since); break;
    case TaskSection::Queued: order = compare(a.rank, b.rank); break;
    case TaskSection::Snoozed: order = compare(a.snoozedUntil, b.snoozedUntil); break;
    case TaskSection::Drafts: order = compare(b.createdAt, a.createdAt); break;
    case TaskSection::Done: order = compare(b.since, a.since); break;
    }
    return order != 0 ? order < 0 : a.id < b.id;
}

} // namespace docket
