-- SPDX-FileCopyrightText: The Docket authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Conflicts that are handed back with the base brought in, merges without evidence, drafts, alerts that were told.

ALTER TABLE task ADD COLUMN merge_note TEXT NOT NULL DEFAULT '';
ALTER TABLE attempt ADD COLUMN brought_in TEXT;
ALTER TABLE round ADD COLUMN base TEXT;
UPDATE round SET base = (SELECT base_commit FROM attempt WHERE attempt.id = round.attempt_id);

-- What somebody typed and did not save yet: by the place where it is typed.
CREATE TABLE draft (
    place TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The need (by the time when it began) that a person was told of last.
CREATE TABLE told (
    task_id INTEGER PRIMARY KEY REFERENCES task (id),
    since INTEGER NOT NULL
) STRICT;
