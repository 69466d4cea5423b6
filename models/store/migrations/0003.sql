-- SPDX-FileCopyrightText: The Docket authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Which snapshots a person had on screen, so that only what changed since can be shown.
CREATE TABLE look (
    task_id INTEGER NOT NULL REFERENCES task (id),
    reviewer TEXT NOT NULL,
    snapshot_commit TEXT NOT NULL,
    looked_at INTEGER NOT NULL,
    PRIMARY KEY (task_id, reviewer, snapshot_commit)
) STRICT, WITHOUT ROWID;

-- The one comment that a person is writing in a task, kept while it is written.
CREATE TABLE comment_draft (
    task_id INTEGER NOT NULL REFERENCES task (id),
    reviewer TEXT NOT NULL,
    comment TEXT NOT NULL,
    PRIMARY KEY (task_id, reviewer)
) STRICT, WITHOUT ROWID;
