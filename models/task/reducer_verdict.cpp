// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/reducerstep.h"

using namespace Qt::StringLiterals;

namespace docket {

Result<void> ReducerStep::operator()(const events::VerdictGiven &event)
{
    VerdictRecord verdict = event.verdict;
    // An unfinished round can be sent back or turned down; only what ended well and was checked can be approved.
    const bool unfinished = is(TaskState::Failed, TaskState::Interrupted) && m_record.currentSnapshot();
    const bool allowed =
        is(TaskState::Review) || ((is(TaskState::Approved) || unfinished) && verdict.verdict != Verdict::Approve);
    if (!allowed)
        return refuse(u"it cannot be given the verdict %1"_s.arg(verdictWord(verdict.verdict)));
    const Snapshot *snapshot = m_record.currentSnapshot();
    if (!snapshot || snapshot->tree != verdict.tree) {
        return fail(
            ErrorCode::Conflict,
            u"The verdict is about a version that is no longer the current one; look at the new one and decide again."_s,
            QString::fromLatin1(verdict.tree.hex));
    }
    if (verdict.verdict == Verdict::RequestChanges && event.nextPrompt.trimmed().isEmpty())
        return fail(ErrorCode::InvalidInput, u"The agent needs to know what to change; write a comment or a note."_s);
    if (!verdict.round.isValid())
        verdict.round = m_record.currentRound()->id;
    if (!verdict.givenAt.isValid())
        verdict.givenAt = m_event.at;
    if (verdict.reviewer.isEmpty())
        verdict.reviewer = m_event.by;
    m_record.verdicts.append(verdict);
    switch (verdict.verdict) {
    case Verdict::Approve:
        enter(TaskState::Approved);
        break;
    case Verdict::RequestChanges:
        waitForSlot(event.nextPrompt);
        break;
    case Verdict::Reject:
        enter(TaskState::Rejected);
        break;
    }
    return {};
}

Result<void> ReducerStep::operator()(const events::MergeStarted &event)
{
    if (!is(TaskState::Approved))
        return refuse(u"it cannot be merged"_s);
    task().strategy = event.strategy;
    task().mergeBase = event.expectedBase;
    task().mergeNote = event.note;
    task().conflicts.clear();
    enter(TaskState::Merging);
    issue(effects::Merge{m_record.attempts.constLast().id, event.expectedBase});
    return {};
}

Result<void> ReducerStep::operator()(const events::MergeDone &event)
{
    if (!is(TaskState::Merging))
        return refuse(u"no merge was asked for"_s);
    if (!event.commit.isValid())
        return fail(ErrorCode::InvalidInput,
                    u"A merge without a commit proves nothing; look at the base branch and merge again."_s);
    task().mergeCommit = event.commit;
    task().mergeBase = {};
    enter(TaskState::Merged);
    return {};
}

Result<void> ReducerStep::operator()(const events::MergeConflicted &event)
{
    if (!is(TaskState::Merging))
        return refuse(u"no merge was asked for"_s);
    task().conflicts = event.paths;
    task().mergeBase = {};
    task().mergeNote.clear(); // what was accepted was accepted for that merge
    failWith(TaskState::Approved, {});
    alert();
    return {};
}

Result<void> ReducerStep::operator()(const events::MergeRefused &event)
{
    if (!is(TaskState::Merging))
        return refuse(u"no merge was asked for"_s);
    task().mergeBase = {};
    task().mergeNote.clear();
    failWith(TaskState::Approved, event.text);
    alert();
    return {};
}

Result<void> ReducerStep::operator()(const events::WorktreeRemoved &event)
{
    if (!m_record.attempt(event.attempt))
        return fail(ErrorCode::NotFound, u"This task has no such attempt; look at the task again."_s,
                    QString::number(event.attempt.value));
    if (event.attempt == m_record.attempts.constLast().id && (occupiesSlot(state()) || is(TaskState::Merging)))
        return refuse(u"its worktree is needed"_s);
    for (Attempt &attempt : m_record.attempts) {
        if (attempt.id == event.attempt)
            attempt.worktreeRemoved = true;
    }
    return {};
}

} // namespace docket
