// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connection.h"
#include "task/taskcard.h"

namespace docket {

/** Values and their rows. Private to the store; used inside a transaction or a ReadScope. */
namespace rows {

Result<TaskRecord> readRecord(Connection &connection, TaskId task);
/** Writes what differs. `before` is what the tables hold; an empty record where the task is new. */
Result<void> writeRecord(Connection &connection, const TaskRecord &before, const TaskRecord &after);

/** The columns of a card; follow them with the rest of a SELECT. */
#define DOCKET_CARD_COLUMNS                                                                                            \
    "SELECT id, project_id, state, rank, created_at, changed_at, snoozed_until, attempt_number, round_number, "        \
    "checks_passed,"                                                                                                   \
    " checks_failed, changed_files, open_asks, title, profile, base_branch, line FROM task "

/** Reads many cards: words and names that stand in the row before, too, are shared and not made anew. */
class CardReader
{
public:
    /** False when the row cannot be read. */
    bool read(const Statement &row, TaskCard &card);

private:
    struct Seen
    {
        QByteArray utf8;
        QString text;
        const QString &textOf(QByteArrayView bytes);
    };
    QByteArray m_stateWord;
    TaskState m_state = TaskState::Draft;
    Seen m_profile;
    Seen m_branch;
    Seen m_line;
};

/** One piece of evidence by the columns of EVIDENCE_COLUMNS. */
#define DOCKET_EVIDENCE_COLUMNS                                                                                        \
    "SELECT id, round_id, check_name, command, tree, outcome, exit_code, duration_ms, tool_version, log_path, "        \
    "contained,"                                                                                                       \
    " started_at FROM evidence "
Result<Evidence> evidenceFrom(const Statement &row);

/** By kind, pattern, scope, given_by, given_at. */
Result<Grant> grantFrom(const Statement &row);

Error unreadable(const QString &what);

} // namespace rows

} // namespace docket
