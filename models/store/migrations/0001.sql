-- SPDX-FileCopyrightText: The Docket authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Times are milliseconds since 1970 in UTC; states and outcomes are the stable words of the task room.

CREATE TABLE project (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    base_branch TEXT NOT NULL,
    opened_at INTEGER,
    forgotten INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE spec (
    id INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES project (id)
) STRICT;

CREATE TABLE spec_revision (
    spec_id INTEGER NOT NULL REFERENCES spec (id),
    number INTEGER NOT NULL CHECK (number > 0),
    markdown TEXT NOT NULL,
    digest TEXT NOT NULL,
    author TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (spec_id, number)
) STRICT;

-- The card's columns come first, and texts without a limit last: a list of all tasks reads no overflow pages.
CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES project (id),
    state TEXT NOT NULL,
    rank REAL NOT NULL,
    created_at INTEGER,
    changed_at INTEGER,
    snoozed_until INTEGER,
    attempt_number INTEGER NOT NULL,
    round_number INTEGER NOT NULL,
    checks_passed INTEGER NOT NULL,
    checks_failed INTEGER NOT NULL,
    changed_files INTEGER NOT NULL,
    open_asks INTEGER NOT NULL,
    title TEXT NOT NULL,
    profile TEXT NOT NULL,
    base_branch TEXT NOT NULL,
    line TEXT NOT NULL,
    spec_id INTEGER REFERENCES spec (id),
    spec_revision INTEGER NOT NULL,
    strategy TEXT NOT NULL,
    cancel_requested INTEGER NOT NULL,
    merge_base TEXT,
    merge_commit TEXT,
    conflicts TEXT NOT NULL,
    failure_text TEXT NOT NULL,
    pending_prompt TEXT NOT NULL
) STRICT;
CREATE INDEX task_by_state ON task (state, rank, id);
CREATE INDEX task_by_project ON task (project_id);
CREATE INDEX task_by_spec ON task (spec_id);

CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL REFERENCES task (id),
    number INTEGER NOT NULL,
    profile TEXT NOT NULL,
    branch TEXT NOT NULL,
    worktree TEXT NOT NULL,
    base_branch TEXT NOT NULL,
    base_commit TEXT,
    spec_revision INTEGER NOT NULL,
    started_at INTEGER,
    worktree_removed INTEGER NOT NULL,
    UNIQUE (task_id, number)
) STRICT;

CREATE TABLE round (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL REFERENCES task (id),
    attempt_id INTEGER NOT NULL REFERENCES attempt (id),
    number INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    outcome_text TEXT NOT NULL,
    session_id TEXT NOT NULL,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cost_usd REAL,
    pid INTEGER NOT NULL,
    start_ticks INTEGER NOT NULL,
    marker TEXT NOT NULL,
    snapshot_commit TEXT,
    snapshot_tree TEXT,
    changed_files INTEGER,
    taken_at INTEGER,
    transcript_path TEXT NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    prompt TEXT NOT NULL,
    UNIQUE (attempt_id, number)
) STRICT;
CREATE INDEX round_by_task ON round (task_id, id);

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL REFERENCES task (id),
    round_id INTEGER NOT NULL REFERENCES round (id),
    check_name TEXT NOT NULL,
    command TEXT NOT NULL,
    tree TEXT,
    outcome TEXT NOT NULL,
    exit_code INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    tool_version TEXT NOT NULL,
    log_path TEXT NOT NULL,
    contained TEXT NOT NULL,
    started_at INTEGER
) STRICT;
CREATE INDEX evidence_by_task ON evidence (task_id, id);
CREATE INDEX evidence_by_tree ON evidence (tree, check_name);

CREATE TABLE verdict (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL REFERENCES task (id),
    round_id INTEGER REFERENCES round (id),
    tree TEXT,
    verdict TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    note TEXT NOT NULL,
    given_at INTEGER
) STRICT;
CREATE INDEX verdict_by_task ON verdict (task_id, id);

CREATE TABLE ask (
    task_id INTEGER NOT NULL REFERENCES task (id),
    position INTEGER NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (task_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE comment (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL REFERENCES task (id),
    attempt_id INTEGER REFERENCES attempt (id),
    round_id INTEGER REFERENCES round (id),
    path BLOB NOT NULL,
    side INTEGER NOT NULL,
    first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL,
    blob TEXT,
    snippet TEXT NOT NULL,
    text_before TEXT NOT NULL,
    text_after TEXT NOT NULL,
    severity TEXT NOT NULL,
    body TEXT NOT NULL,
    reply_to INTEGER REFERENCES comment (id) ON DELETE CASCADE,
    resolved INTEGER NOT NULL,
    author TEXT NOT NULL,
    created_at INTEGER
) STRICT;
CREATE INDEX comment_by_task ON comment (task_id, id);
CREATE INDEX comment_by_thread ON comment (reply_to);

CREATE TABLE read_mark (
    task_id INTEGER NOT NULL REFERENCES task (id),
    mark BLOB NOT NULL,
    PRIMARY KEY (task_id, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    payload TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_task ON event (task_id, id);

-- The past is only ever added to.
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
CREATE TRIGGER revision_is_never_changed BEFORE UPDATE ON spec_revision BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;
CREATE TRIGGER revision_is_never_removed BEFORE DELETE ON spec_revision BEGIN SELECT RAISE(ABORT, 'revisions are never removed'); END;
