// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/taskcard.h"

namespace docket {

/** The parts of the task list, in the order in which they are shown. */
enum class TaskSection : quint8 { NeedsYou, Running, Queued, Snoozed, Drafts, Done };
inline constexpr int taskSectionCount = 6;

/** Pure. A snooze counts only for tasks that wait for a person or in the queue, and only until its time. */
TaskSection sectionOf(const TaskCard &card, const QDateTime &now);

/**
 * The order within a section. Needs you: questions first (an agent stands still), then reviews and merges, then
 * failures,
 * oldest first. Queued: by rank. Drafts and Done: newest first. A strict weak order; ties are broken by id.
 */
bool sectionLess(TaskSection section, const TaskCard &a, const TaskCard &b);

} // namespace docket
