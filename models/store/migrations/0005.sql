-- SPDX-FileCopyrightText: The Docket authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- One table for what is typed and not saved: the comment that somebody writes in a task has a place like any other draft.
-- The old table knew no time; the task's last change is the nearest that is known.

INSERT INTO draft (place, text, saved_at)
    SELECT 'comment/' || task_id || '/' || reviewer, comment,
           coalesce((SELECT changed_at FROM task WHERE task.id = task_id), 0)
    FROM comment_draft;
DROP TABLE comment_draft;
