-- SPDX-FileCopyrightText: The Docket authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- A store of form 1 as the Docket of that form wrote it.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE project (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    base_branch TEXT NOT NULL,
    opened_at INTEGER,
    forgotten INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO project VALUES(1,'/src/parser','parser','main',1700000033000,0);
CREATE TABLE spec (
    id INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES project (id)
) STRICT;
INSERT INTO spec VALUES(1,1);
INSERT INTO spec VALUES(2,1);
INSERT INTO spec VALUES(3,1);
CREATE TABLE spec_revision (
    spec_id INTEGER NOT NULL REFERENCES spec (id),
    number INTEGER NOT NULL CHECK (number > 0),
    markdown TEXT NOT NULL,
    digest TEXT NOT NULL,
    author TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (spec_id, number)
) STRICT;
INSERT INTO spec_revision VALUES(1,1,replace('# Add a parser\n','\n',char(10)),'131d12638be80a8f51ef95078db08b41c74d5f4dc0634104343bb3a2b89c8eb2','Ada',1700000003000);
INSERT INTO spec_revision VALUES(1,2,replace('# Add a parser\n\nfor dates\n','\n',char(10)),'e76bde79de746ef4b2e5f92e2caaf6a9e34ed33d503628737716615d26e7270e','Ada',1700000005000);
INSERT INTO spec_revision VALUES(2,1,replace('# Add a parser\n','\n',char(10)),'131d12638be80a8f51ef95078db08b41c74d5f4dc0634104343bb3a2b89c8eb2','Ada',1700000008000);
INSERT INTO spec_revision VALUES(3,1,replace('# Add a parser\n','\n',char(10)),'131d12638be80a8f51ef95078db08b41c74d5f4dc0634104343bb3a2b89c8eb2','Ada',1700000034000);
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
INSERT INTO task VALUES(1,1,'draft',1024.0,1700000004000,1700000004000,NULL,0,0,0,0,0,0,'Add a parser','sample','main','',1,2,'merge-commit',0,NULL,NULL,'[]','','');
INSERT INTO task VALUES(2,1,'in-review',2048.0,1700000009000,1700000031000,NULL,1,2,1,0,2,0,'Add a parser','sample','main','',2,1,'merge-commit',0,NULL,NULL,'[]','','');
INSERT INTO task VALUES(3,1,'merged',3072.0,1700000035000,1700000049000,NULL,1,1,1,0,2,0,'Add a parser','sample','main','',3,1,'squash',0,NULL,'000000000000000000000000000000000000004d','[]','','');
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
INSERT INTO attempt VALUES(1,2,1,'sample','docket/1/1','/w/1','main','0000000000000000000000000000000000000005',1,1700000011000,0);
INSERT INTO attempt VALUES(2,3,1,'sample','docket/1/1','/w/1','main','0000000000000000000000000000000000000005',1,1700000037000,1);
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
INSERT INTO round VALUES(1,2,1,1,'finished','','s1',100,NULL,0.125,42,7,'m-1-1','000000000000000000000000000000000000000b','0000000000000000000000000000000000000015',2,1700000018000,'logs/1.jsonl',1700000013000,1700000017000,'Do it');
INSERT INTO round VALUES(2,2,1,2,'finished','','s1',100,NULL,0.125,42,7,'m-1-1','000000000000000000000000000000000000000c','0000000000000000000000000000000000000016',2,1700000029000,'logs/2.jsonl',1700000024000,1700000028000,'Once more');
INSERT INTO round VALUES(3,3,2,1,'finished','','s1',100,NULL,0.125,42,7,'m-1-1','000000000000000000000000000000000000000b','0000000000000000000000000000000000000015',2,1700000044000,'logs/1.jsonl',1700000039000,1700000043000,'Do it');
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
INSERT INTO evidence VALUES(1,2,1,'tests','','0000000000000000000000000000000000000015','passed',0,1234,'','logs/check.log','',NULL);
INSERT INTO evidence VALUES(2,2,2,'tests','','0000000000000000000000000000000000000016','passed',0,1234,'','logs/check.log','',NULL);
INSERT INTO evidence VALUES(3,3,3,'tests','','0000000000000000000000000000000000000015','passed',0,1234,'','logs/check.log','',NULL);
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
INSERT INTO verdict VALUES(1,2,1,'0000000000000000000000000000000000000015','request-changes','Ada','note',1700000021000);
INSERT INTO verdict VALUES(2,3,3,'0000000000000000000000000000000000000015','approve','Ada','note',1700000047000);
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
INSERT INTO comment VALUES(1,2,NULL,NULL,X'7372632f7061727365722e637070',1,3,3,'0000000000000000000000000000000000000009','','','','should','Why not a table?',NULL,0,'Ada',1700000032000);
CREATE TABLE read_mark (
    task_id INTEGER NOT NULL REFERENCES task (id),
    mark BLOB NOT NULL,
    PRIMARY KEY (task_id, mark)
) STRICT, WITHOUT ROWID;
INSERT INTO read_mark VALUES(2,X'6b0079');
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('slots','3');
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    payload TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
INSERT INTO event VALUES(1,1,1700000004000,'Ada','{"digest":"131d12638be80a8f51ef95078db08b41c74d5f4dc0634104343bb3a2b89c8eb2","task":{"baseBranch":"main","cancelRequested":false,"changedAt":null,"conflicts":[],"createdAt":null,"failureText":"","id":1,"mergeBase":"","mergeCommit":"","pendingPrompt":"","profile":"sample","project":1,"rank":1024,"snoozedUntil":null,"spec":1,"specRevision":1,"state":"draft","strategy":"merge-commit","title":"Add a parser"},"type":"task-created"}','c7032be628cdf3660f8f118817451311019994a449b26035e3f428a062099c5f');
INSERT INTO event VALUES(2,1,1700000006000,'Ada','{"digest":"e76bde79de746ef4b2e5f92e2caaf6a9e34ed33d503628737716615d26e7270e","revision":2,"title":"Add a parser","type":"spec-revised"}','db1a7a462c3775446425365bd3875072f9cdca3b7e974a488baec38d7cb9da95');
INSERT INTO event VALUES(3,2,1700000009000,'Ada','{"digest":"131d12638be80a8f51ef95078db08b41c74d5f4dc0634104343bb3a2b89c8eb2","task":{"baseBranch":"main","cancelRequested":false,"changedAt":null,"conflicts":[],"createdAt":null,"failureText":"","id":2,"mergeBase":"","mergeCommit":"","pendingPrompt":"","profile":"sample","project":1,"rank":2048,"snoozedUntil":null,"spec":2,"specRevision":1,"state":"draft","strategy":"merge-commit","title":"Add a parser"},"type":"task-created"}','e8dccead2cff96ec91daf5436f9aa5cd0b1c3f020e9db28049001359d82fe71e');
INSERT INTO event VALUES(4,2,1700000010000,'Ada','{"type":"task-queued"}','9aadb94d7d86e5135fd7cf018608c04aa6f2d364d37ab37da6b0924e04ddda8c');
INSERT INTO event VALUES(5,2,1700000011000,'Ada','{"attempt":{"baseBranch":"","baseCommit":"0000000000000000000000000000000000000005","branch":"docket/1/1","id":1,"number":0,"profile":"","specRevision":0,"startedAt":null,"task":0,"worktree":"/w/1","worktreeRemoved":false},"prompt":"Do it","type":"attempt-started"}','112f3585b1946c95059d7f84018906b990a87abf4a387aa0733661a3f96df62b');
INSERT INTO event VALUES(6,2,1700000012000,'Ada','{"type":"worktree-ready"}','3e5cc45d1714be8237c352e3fa29ff86ac4ec2a069a95d3272d9b9ac92949bd0');
INSERT INTO event VALUES(7,2,1700000013000,'Ada','{"round":{"attempt":0,"endedAt":null,"id":1,"number":0,"outcome":"running","outcomeText":"","process":{"marker":"","pid":0,"startTicks":0},"prompt":"","sessionId":"","snapshot":null,"startedAt":null,"transcriptPath":"logs/1.jsonl","usage":{"costUsd":null,"inputTokens":null,"outputTokens":null}},"type":"round-started"}','201ee479c8d0a8fa7408b0b78178d6c93d27fb2ef33e717a4523844f51e681b5');
INSERT INTO event VALUES(8,2,1700000014000,'Ada','{"process":{"marker":"m-1-1","pid":42,"startTicks":7},"sessionId":"s1","type":"agent-started"}','3792ee81b29cf4195bff51a167aed9562d4fdbbb1beb197d6e47c3b94831909e');
INSERT INTO event VALUES(9,2,1700000015000,'Ada','{"ask":{"askedAt":null,"detail":"make -j2","options":[{"id":"yes","kind":"allow_once","name":"Yes"}],"requestId":"q1","title":"Run make?"},"type":"permission-asked"}','8c11d93deeb0f60fec6a210b5386fb834614d30de54596d85664ca4c5942d558');
INSERT INTO event VALUES(10,2,1700000016000,'Ada','{"optionId":"yes","requestId":"q1","type":"permission-answered"}','3743de5a779c3c083e8725e9576f5e63a497a0ded0dd2d72ea1b4a190ed8fdea');
INSERT INTO event VALUES(11,2,1700000017000,'Ada','{"outcome":"finished","sessionId":"s1","text":"","type":"agent-ended","usage":{"costUsd":0.125,"inputTokens":100,"outputTokens":null}}','45d1fab53d169dc5084cd014e815c0a537471f6e4385110db654183a62b6c73f');
INSERT INTO event VALUES(12,2,1700000018000,'Ada','{"snapshot":{"changedFiles":2,"commit":"000000000000000000000000000000000000000b","takenAt":null,"tree":"0000000000000000000000000000000000000015"},"type":"snapshot-taken"}','34916402145a310c77d0acfd13b90c6466fcc09988d2ad9367e5314ccf044520');
INSERT INTO event VALUES(13,2,1700000019000,'Ada','{"evidence":{"check":"tests","command":"","contained":"","durationMs":1234,"exitCode":0,"id":1,"logPath":"logs/check.log","outcome":"passed","round":1,"startedAt":null,"toolVersion":"","tree":"0000000000000000000000000000000000000015"},"type":"check-recorded"}','85153d4dee8635e29cc4e9e69d5362b55f93b186459be8a270276323de428a43');
INSERT INTO event VALUES(14,2,1700000020000,'Ada','{"type":"checks-finished"}','68dd49ed5f4a9c0eb333b2fa00c8b22171f9cea3a8c134b3d3ee3a994e9851e1');
INSERT INTO event VALUES(15,2,1700000021000,'Ada','{"nextPrompt":"Once more","type":"verdict-given","verdict":{"givenAt":null,"note":"note","reviewer":"","round":0,"tree":"0000000000000000000000000000000000000015","verdict":"request-changes"}}','d1a1389da70fcea2ec95fb3f273c58591ed014f8c5e2844f0acaec2aff200035');
INSERT INTO event VALUES(16,2,1700000022000,'Ada','{"type":"attempt-continued"}','029a2131d165e464a23dfff0644b3d40eab78772e1bd8db370273d7cc8802ac3');
INSERT INTO event VALUES(17,2,1700000023000,'Ada','{"type":"worktree-ready"}','ad11aab839fda21be70cdddde38ce9b5afe0f9dbeb08d4bfe72d208af506ca5e');
INSERT INTO event VALUES(18,2,1700000024000,'Ada','{"round":{"attempt":0,"endedAt":null,"id":2,"number":0,"outcome":"running","outcomeText":"","process":{"marker":"","pid":0,"startTicks":0},"prompt":"","sessionId":"","snapshot":null,"startedAt":null,"transcriptPath":"logs/2.jsonl","usage":{"costUsd":null,"inputTokens":null,"outputTokens":null}},"type":"round-started"}','f5dff97721c42f443a401577698b9a135e23e7c04e77c7258254b374168eab92');
INSERT INTO event VALUES(19,2,1700000025000,'Ada','{"process":{"marker":"m-1-1","pid":42,"startTicks":7},"sessionId":"s1","type":"agent-started"}','3633b848840852a352702228e3217645f7519430547e9045a05eb173f58fbfd4');
INSERT INTO event VALUES(20,2,1700000026000,'Ada','{"ask":{"askedAt":null,"detail":"make -j2","options":[{"id":"yes","kind":"allow_once","name":"Yes"}],"requestId":"q1","title":"Run make?"},"type":"permission-asked"}','57bdb8338b913d8682a26b0608f3bc998815437a3049b09b441a9219434db01a');
INSERT INTO event VALUES(21,2,1700000027000,'Ada','{"optionId":"yes","requestId":"q1","type":"permission-answered"}','480614f905d28dbecf5600517e70002bbb1fb22d5b715185b29f3bae8bde694f');
INSERT INTO event VALUES(22,2,1700000028000,'Ada','{"outcome":"finished","sessionId":"s1","text":"","type":"agent-ended","usage":{"costUsd":0.125,"inputTokens":100,"outputTokens":null}}','316922fe7eb383aee2e851bf53365129da29a08e8b5a7f297a1d48545b5d6e22');
INSERT INTO event VALUES(23,2,1700000029000,'Ada','{"snapshot":{"changedFiles":2,"commit":"000000000000000000000000000000000000000c","takenAt":null,"tree":"0000000000000000000000000000000000000016"},"type":"snapshot-taken"}','636c83aa795167a5a775f30fec54f88485b24e5db4d165e10726236abdfa4622');
INSERT INTO event VALUES(24,2,1700000030000,'Ada','{"evidence":{"check":"tests","command":"","contained":"","durationMs":1234,"exitCode":0,"id":2,"logPath":"logs/check.log","outcome":"passed","round":2,"startedAt":null,"toolVersion":"","tree":"0000000000000000000000000000000000000016"},"type":"check-recorded"}','8e205858fe8d2a64b7c8308e6f84c437d06fb4e895bdb5ac76554bb2962bb913');
INSERT INTO event VALUES(25,2,1700000031000,'Ada','{"type":"checks-finished"}','bbf95a104352b0bfa7616b92712aad17e008d6d6f005cb48a9df6f083163eb18');
INSERT INTO event VALUES(26,3,1700000035000,'Ada','{"digest":"131d12638be80a8f51ef95078db08b41c74d5f4dc0634104343bb3a2b89c8eb2","task":{"baseBranch":"main","cancelRequested":false,"changedAt":null,"conflicts":[],"createdAt":null,"failureText":"","id":3,"mergeBase":"","mergeCommit":"","pendingPrompt":"","profile":"sample","project":1,"rank":3072,"snoozedUntil":null,"spec":3,"specRevision":1,"state":"draft","strategy":"merge-commit","title":"Add a parser"},"type":"task-created"}','f6249c8fcefec1574a2e8857bfc49437d00248ce97427604c3551c375d4ffaec');
INSERT INTO event VALUES(27,3,1700000036000,'Ada','{"type":"task-queued"}','a2bff59f39d74ec7517243f35a8ab49a0fc659525bd5496dc06b29bb7c5b0ffe');
INSERT INTO event VALUES(28,3,1700000037000,'Ada','{"attempt":{"baseBranch":"","baseCommit":"0000000000000000000000000000000000000005","branch":"docket/1/1","id":2,"number":0,"profile":"","specRevision":0,"startedAt":null,"task":0,"worktree":"/w/1","worktreeRemoved":false},"prompt":"Do it","type":"attempt-started"}','3cc6facf0416d6d7db1db54772bc7203b06c2386c1760bf4d30bd25213ffea32');
INSERT INTO event VALUES(29,3,1700000038000,'Ada','{"type":"worktree-ready"}','1604f368f79ac6885381107b03890fd707c1b832af0da8f80a4b8dd0791a59ae');
INSERT INTO event VALUES(30,3,1700000039000,'Ada','{"round":{"attempt":0,"endedAt":null,"id":3,"number":0,"outcome":"running","outcomeText":"","process":{"marker":"","pid":0,"startTicks":0},"prompt":"","sessionId":"","snapshot":null,"startedAt":null,"transcriptPath":"logs/1.jsonl","usage":{"costUsd":null,"inputTokens":null,"outputTokens":null}},"type":"round-started"}','c8731ac0acc6930a917cc13f1eb9216967b89fc7b7762c161464b1516d598936');
INSERT INTO event VALUES(31,3,1700000040000,'Ada','{"process":{"marker":"m-1-1","pid":42,"startTicks":7},"sessionId":"s1","type":"agent-started"}','80d375a9834154e5ee16c2862d422b024b8de6f9757285c43882b35a7836513f');
INSERT INTO event VALUES(32,3,1700000041000,'Ada','{"ask":{"askedAt":null,"detail":"make -j2","options":[{"id":"yes","kind":"allow_once","name":"Yes"}],"requestId":"q1","title":"Run make?"},"type":"permission-asked"}','017372a4f510ca00df4d286c2ab291795196d7827369fd7ce4eb278fe7adea2c');
INSERT INTO event VALUES(33,3,1700000042000,'Ada','{"optionId":"yes","requestId":"q1","type":"permission-answered"}','d89f9983869c8377a87be66116a8261f3cd38adcc8b684bdb7c639e1436f4bb9');
INSERT INTO event VALUES(34,3,1700000043000,'Ada','{"outcome":"finished","sessionId":"s1","text":"","type":"agent-ended","usage":{"costUsd":0.125,"inputTokens":100,"outputTokens":null}}','406c23e1e552032a062d4515dbf9124b11fdeb55ced34ee107e6073ed2d645de');
INSERT INTO event VALUES(35,3,1700000044000,'Ada','{"snapshot":{"changedFiles":2,"commit":"000000000000000000000000000000000000000b","takenAt":null,"tree":"0000000000000000000000000000000000000015"},"type":"snapshot-taken"}','b9571719ba0570626ebcc8dc32fc24038d052c51bca3d8e739523cbbc64a7bf9');
INSERT INTO event VALUES(36,3,1700000045000,'Ada','{"evidence":{"check":"tests","command":"","contained":"","durationMs":1234,"exitCode":0,"id":3,"logPath":"logs/check.log","outcome":"passed","round":3,"startedAt":null,"toolVersion":"","tree":"0000000000000000000000000000000000000015"},"type":"check-recorded"}','8339c3655b654c7c319a03a7dd737a89102e1d7010f20c92eb52725c31b8e651');
INSERT INTO event VALUES(37,3,1700000046000,'Ada','{"type":"checks-finished"}','9686f3c51503d2b4801d8fc7874485ae30bcadec5beb36ed0eea6e4681dda335');
INSERT INTO event VALUES(38,3,1700000047000,'Ada','{"nextPrompt":"","type":"verdict-given","verdict":{"givenAt":null,"note":"note","reviewer":"","round":0,"tree":"0000000000000000000000000000000000000015","verdict":"approve"}}','2b501ca558606007462b0a0133e9f8540dc7f749cc965bd083dc208ac1b60e95');
INSERT INTO event VALUES(39,3,1700000048000,'Ada','{"expectedBase":"0000000000000000000000000000000000000005","strategy":"squash","type":"merge-started"}','c6609f021439708a62bf6dc6a85801a800a3615adb2bcb50e026bc8ece95d13f');
INSERT INTO event VALUES(40,3,1700000049000,'Ada','{"commit":"000000000000000000000000000000000000004d","type":"merge-done"}','8c22780badbeb0b2ca50520107a8233ac75592defa96662fa4055c62e4171d88');
INSERT INTO event VALUES(41,3,1700000050000,'Ada','{"attempt":2,"type":"worktree-removed"}','ae029297b86477545703c93d93509c0b080ffc1d692f04904c39353a732c799d');
CREATE INDEX task_by_state ON task (state, rank, id);
CREATE INDEX task_by_project ON task (project_id);
CREATE INDEX task_by_spec ON task (spec_id);
CREATE INDEX round_by_task ON round (task_id, id);
CREATE INDEX evidence_by_task ON evidence (task_id, id);
CREATE INDEX evidence_by_tree ON evidence (tree, check_name);
CREATE INDEX verdict_by_task ON verdict (task_id, id);
CREATE INDEX comment_by_task ON comment (task_id, id);
CREATE INDEX comment_by_thread ON comment (reply_to);
CREATE INDEX event_by_task ON event (task_id, id);
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
CREATE TRIGGER revision_is_never_changed BEFORE UPDATE ON spec_revision BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;
CREATE TRIGGER revision_is_never_removed BEFORE DELETE ON spec_revision BEGIN SELECT RAISE(ABORT, 'revisions are never removed'); END;
COMMIT;
PRAGMA user_version=1;
PRAGMA application_id=1146045259;
