-- SPDX-FileCopyrightText: The Docket authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Budgets, what rounds consumed besides tokens, and permissions that hold for longer than one question.

ALTER TABLE task ADD COLUMN budget TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN notice TEXT NOT NULL DEFAULT '';
ALTER TABLE round ADD COLUMN turns INTEGER;
ALTER TABLE round ADD COLUMN cost_is_estimate INTEGER NOT NULL DEFAULT 0;
CREATE INDEX round_by_start ON round (started_at);

CREATE TABLE permission_grant (
    task_id INTEGER NOT NULL REFERENCES task (id),
    position INTEGER NOT NULL,
    project_id INTEGER NOT NULL REFERENCES project (id),
    scope TEXT NOT NULL,
    kind TEXT NOT NULL,
    pattern TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_at INTEGER,
    PRIMARY KEY (task_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX grant_by_project ON permission_grant (project_id, scope);
