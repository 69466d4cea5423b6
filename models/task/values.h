// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"
#include "task/budget.h"
#include "task/permission.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace docket {

/**
 * A git repository that Docket works on. `path` is the absolute path of its main work tree, or of the bare repository.
 */
struct Project
{
    ProjectId id;
    QString path;
    QString name;
    QString baseBranch; ///< where work is merged to, unless a task says otherwise
    QDateTime openedAt; ///< last time, for the recent list

    bool operator==(const Project &) const = default;
};

/** One saved revision of a spec; never changed, never deleted. */
struct SpecRevision
{
    SpecId spec;
    int number = 0; ///< from 1
    QString markdown;
    QString author;
    QDateTime savedAt;

    bool operator==(const SpecRevision &) const = default;
};

/** What somebody typed and did not save. */
struct DraftText
{
    QString text; ///< empty: there is none
    QDateTime savedAt;

    bool operator==(const DraftText &) const = default;
};

/** Where a task stands. The order is that of the way; stored by word (taskStateWord), so the numbers may change. */
enum class TaskState : quint8 {
    Draft,        ///< a spec without a place in the queue
    Queued,       ///< waits for a free slot
    Held,         ///< kept out of the slots by a person
    Preparing,    ///< its worktree is being made
    Working,      ///< the agent runs
    Asking,       ///< the agent waits for a person's answer
    Snapshotting, ///< what the round left becomes a commit
    Checking,     ///< the project's checks run on that commit
    Review,       ///< waits for a person's verdict
    Approved,     ///< approved, not yet merged
    Merging,      ///< the base branch is being moved
    Merged,       ///< done
    Rejected,     ///< done: a person said no
    Cancelled,    ///< done: called off
    Failed,       ///< needs a person: failureText says why
    Interrupted,  ///< needs a person: stopped in the middle, its work is kept in a snapshot
};

/** A state that the scheduler counts against the number of tasks that may run at once. */
bool occupiesSlot(TaskState state);
/** Nothing more will happen by itself or is expected from a person. */
bool isFinal(TaskState state);
/** A person is needed: these make the backlog and the tray's number. */
bool needsPerson(TaskState state);
/** The stable word ("in-review" ...) used in the store, in `--json` and in logs. */
QString taskStateWord(TaskState state);
std::optional<TaskState> taskStateFromWord(QStringView word);

enum class MergeStrategy : quint8 { MergeCommit, Squash, FastForward };
QString mergeStrategyWord(MergeStrategy strategy);
std::optional<MergeStrategy> mergeStrategyFromWord(QStringView word);

/** How a round of an agent ended. Only Finished is a positive end. */
enum class RoundOutcome : quint8 { Running, Finished, Refused, Failed, Interrupted, Unknown };
QString roundOutcomeWord(RoundOutcome outcome);
std::optional<RoundOutcome> roundOutcomeFromWord(QStringView word);

/** The process tree of a running agent, so that the next start of Docket can find and end it. */
struct ProcessIdentity
{
    qint64 pid = 0;
    qint64 startTicks = 0; ///< field 22 of /proc/PID/stat: a recycled pid does not match
    QString marker;        ///< value of DOCKET_ATTEMPT in the environment of the whole tree

    bool operator==(const ProcessIdentity &) const = default;
};

/** The commit that holds what a round left. */
struct Snapshot
{
    ObjectId commit;
    ObjectId tree;
    int changedFiles = 0; ///< against the attempt's base
    QDateTime takenAt;

    bool operator==(const Snapshot &) const = default;
};

enum class CheckOutcome : quint8 { Passed, Failed, TimedOut, NotStarted, Interrupted };
QString checkOutcomeWord(CheckOutcome outcome);
std::optional<CheckOutcome> checkOutcomeFromWord(QStringView word);

/** What a check printed and returned, bound to the exact tree that it ran on. */
struct Evidence
{
    EvidenceId id;
    RoundId round;
    QString check;       ///< its name in docket.yaml
    QString command;
    ObjectId tree;
    CheckOutcome outcome = CheckOutcome::NotStarted;
    int exitCode = -1;
    qint64 durationMs = 0;
    QString toolVersion; ///< first line that the version command printed; empty means not asked
    QString logPath;     ///< below the data folder, relative to it
    QString contained;   ///< "bubblewrap" or why it was not contained
    QDateTime startedAt;

    bool operator==(const Evidence &) const = default;
};

/** One hand-over: prompt in, snapshot out. */
struct Round
{
    RoundId id;
    AttemptId attempt;
    int number = 0; ///< from 1 within the attempt
    QString prompt;
    RoundOutcome outcome = RoundOutcome::Running;
    QString outcomeText; ///< a sentence where the end was not positive
    QString sessionId;   ///< the agent's own name of the session, for going on in it
    Usage usage;
    ProcessIdentity process;
    ObjectId base; ///< that its snapshot is compared with: the attempt's when it began
    std::optional<Snapshot> snapshot;
    QString transcriptPath; ///< below the data folder, relative to it
    QDateTime startedAt;
    QDateTime endedAt;

    bool operator==(const Round &) const = default;
};

/** One independent try at a task. */
struct Attempt
{
    AttemptId id;
    TaskId task;
    int number = 0; ///< from 1 within the task
    QString profile;
    QString branch;   ///< docket/<task>/<attempt>
    QString worktree; ///< absolute
    QString baseBranch;
    ObjectId baseCommit;  ///< newest commit of the base branch that it holds; moves when the base is brought in
    ObjectId broughtIn; ///< merge of the base into its branch that the next snapshot builds on; invalid: none since the
                        ///< last one
    int specRevision = 0; ///< the revision that its first prompt was made from
    QDateTime startedAt;
    bool worktreeRemoved = false;

    bool operator==(const Attempt &) const = default;
};

enum class Verdict : quint8 { Approve, RequestChanges, Reject };
QString verdictWord(Verdict verdict);
std::optional<Verdict> verdictFromWord(QStringView word);

/** A person's word on one tree. */
struct VerdictRecord
{
    RoundId round;
    ObjectId tree;
    Verdict verdict = Verdict::Approve;
    QString reviewer;
    QString note;
    QDateTime givenAt;

    bool operator==(const VerdictRecord &) const = default;
};

/** One spec revision in the queue. */
struct Task
{
    TaskId id;
    ProjectId project;
    SpecId spec;
    int specRevision = 0;
    QString title;
    QString profile;
    QString baseBranch;
    MergeStrategy strategy = MergeStrategy::MergeCommit;
    TaskState state = TaskState::Draft;
    double rank = 0;     ///< place in the queue: smaller is sooner; a move takes the mean of its neighbours
    QString failureText; ///< for Failed and Interrupted: what happened and what can be done
    QStringList conflicts; ///< paths that a merge found, until the next round or merge
    QString pendingPrompt; ///< what the next round will be told; with an attempt there, the next slot goes on in it
    bool cancelRequested = false; ///< becomes Cancelled as soon as what the agent left is kept
    ObjectId mergeBase;    ///< while merging: the commit that the base branch must still be at
    QString mergeNote;     ///< while merging and merged: why, although required evidence is missing; a person's words
    ObjectId mergeCommit;
    QDateTime createdAt;
    QDateTime changedAt;   ///< when it came into its state
    QDateTime snoozedUntil; ///< invalid when it is not snoozed
    Budget budget;         ///< for all its rounds together; a person's, beside what docket.yaml says
    QString notice;        ///< while an agent works: what a person should know (a budget nearly used up); else empty

    bool operator==(const Task &) const = default;
};

/** All that the state machine knows of one task. Attempts and rounds are in order of their numbers. */
struct TaskRecord
{
    Task task;
    QList<Attempt> attempts;
    QList<Round> rounds;
    QList<Evidence> evidence;
    QList<VerdictRecord> verdicts;
    QList<PermissionAsk> asks; ///< not answered yet
    QList<Grant> grants;       ///< given here, for this task or its whole project

    const Attempt *currentAttempt() const { return attempts.isEmpty() ? nullptr : &attempts.constLast(); }
    const Attempt *attempt(AttemptId id) const;
    const Round *round(RoundId id) const;
    /** The last round of the current attempt. */
    const Round *currentRound() const;
    /** The last snapshot of the current attempt, which a verdict and a merge are about. */
    const Snapshot *currentSnapshot() const;
    /**
     * What is known of the current snapshot's tree: for each check the newest evidence, in the order of their first
     * run.
     */
    QList<Evidence> currentEvidence() const;
    /** What its rounds consumed; one that runs counts with what is stored of it. */
    Spent spent() const;
    /**
     * The next slot goes on in the current attempt (AttemptContinued) and does not start another one (AttemptStarted).
     */
    bool continuesAttempt() const { return !attempts.isEmpty() && !task.pendingPrompt.isEmpty(); }

    bool operator==(const TaskRecord &) const = default;
};

} // namespace docket
