// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/event.h"

#include <concepts>
#include <type_traits>

namespace docket {

/**
 * The fields of every value in the event log, named once: a visitor is called with each key and a reference. The writer
 * passes const values and the reader mutable ones, so that the two cannot differ. Private to the codec.
 */
template<typename T, typename Value>
concept Like = std::same_as<std::remove_const_t<T>, Value>;

template<typename V> void fields(V &v, Like<Usage> auto &x)
{
    v("inputTokens", x.inputTokens), v("outputTokens", x.outputTokens), v("costUsd", x.costUsd), v("turns", x.turns);
    v("costIsEstimate", x.costIsEstimate);
}

template<typename V> void fields(V &v, Like<Budget> auto &x)
{
    v("costUsd", x.costUsd), v("tokens", x.tokens), v("minutes", x.minutes), v("turns", x.turns);
}

template<typename V> void fields(V &v, Like<PermissionRule> auto &x)
{
    v("kind", x.kind), v("pattern", x.pattern);
}

template<typename V> void fields(V &v, Like<ProcessIdentity> auto &x)
{
    v("pid", x.pid), v("startTicks", x.startTicks), v("marker", x.marker);
}

template<typename V> void fields(V &v, Like<Snapshot> auto &x)
{
    v("commit", x.commit), v("tree", x.tree), v("changedFiles", x.changedFiles), v("takenAt", x.takenAt);
}

template<typename V> void fields(V &v, Like<Evidence> auto &x)
{
    v("id", x.id), v("round", x.round), v("check", x.check), v("command", x.command), v("tree", x.tree),
        v("outcome", x.outcome);
    v("exitCode", x.exitCode), v("durationMs", x.durationMs), v("toolVersion", x.toolVersion), v("logPath", x.logPath);
    v("contained", x.contained), v("startedAt", x.startedAt);
}

template<typename V> void fields(V &v, Like<Round> auto &x)
{
    v("id", x.id), v("attempt", x.attempt), v("number", x.number), v("prompt", x.prompt), v("outcome", x.outcome);
    v("outcomeText", x.outcomeText), v("sessionId", x.sessionId), v("usage", x.usage), v("process", x.process);
    v("base", x.base), v("snapshot", x.snapshot), v("transcriptPath", x.transcriptPath), v("startedAt", x.startedAt),
        v("endedAt", x.endedAt);
}

template<typename V> void fields(V &v, Like<Attempt> auto &x)
{
    v("id", x.id), v("task", x.task), v("number", x.number), v("profile", x.profile), v("branch", x.branch);
    v("worktree", x.worktree), v("baseBranch", x.baseBranch), v("baseCommit", x.baseCommit),
        v("broughtIn", x.broughtIn);
    v("specRevision", x.specRevision);
    v("startedAt", x.startedAt), v("worktreeRemoved", x.worktreeRemoved);
}

template<typename V> void fields(V &v, Like<PermissionAsk::Option> auto &x)
{
    v("id", x.id), v("name", x.name), v("kind", x.kind);
}

template<typename V> void fields(V &v, Like<PermissionAsk> auto &x)
{
    v("requestId", x.requestId), v("title", x.title), v("detail", x.detail), v("options", x.options),
        v("askedAt", x.askedAt);
    v("why", x.why), v("where", x.where), v("needs", x.needs), v("silentSeconds", x.silentSeconds);
}

template<typename V> void fields(V &v, Like<VerdictRecord> auto &x)
{
    v("round", x.round), v("tree", x.tree), v("verdict", x.verdict), v("reviewer", x.reviewer), v("note", x.note);
    v("givenAt", x.givenAt);
}

template<typename V> void fields(V &v, Like<Task> auto &x)
{
    v("id", x.id), v("project", x.project), v("spec", x.spec), v("specRevision", x.specRevision), v("title", x.title);
    v("profile", x.profile), v("baseBranch", x.baseBranch), v("strategy", x.strategy), v("state", x.state),
        v("rank", x.rank);
    v("failureText", x.failureText), v("conflicts", x.conflicts), v("pendingPrompt", x.pendingPrompt);
    v("cancelRequested", x.cancelRequested), v("mergeBase", x.mergeBase), v("mergeNote", x.mergeNote);
    v("mergeCommit", x.mergeCommit);
    v("createdAt", x.createdAt), v("changedAt", x.changedAt), v("snoozedUntil", x.snoozedUntil);
    v("budget", x.budget), v("notice", x.notice);
}

template<typename V> void fields(V &v, Like<events::TaskCreated> auto &x) { v("task", x.task), v("digest", x.digest); }
template<typename V> void fields(V &v, Like<events::SpecRevised> auto &x)
{
    v("revision", x.revision), v("title", x.title), v("digest", x.digest);
}
template<typename V> void fields(V &, Like<events::TaskQueued> auto &) {}
template<typename V> void fields(V &, Like<events::TaskHeld> auto &) {}
template<typename V> void fields(V &v, Like<events::RankSet> auto &x) { v("rank", x.rank); }
template<typename V> void fields(V &v, Like<events::ProfileSet> auto &x) { v("profile", x.profile); }
template<typename V> void fields(V &v, Like<events::StrategySet> auto &x) { v("strategy", x.strategy); }
template<typename V> void fields(V &v, Like<events::BaseSet> auto &x) { v("branch", x.branch); }
template<typename V> void fields(V &v, Like<events::Snoozed> auto &x) { v("until", x.until); }
template<typename V>
void fields(V &v, Like<events::AttemptStarted> auto &x)
{
    v("attempt", x.attempt), v("prompt", x.prompt);
}
template<typename V> void fields(V &, Like<events::AttemptContinued> auto &) {}
template<typename V> void fields(V &v, Like<events::WorktreeReady> auto &x)
{
    v("base", x.base), v("start", x.start), v("marked", x.marked), v("unmarked", x.unmarked), v("prompt", x.prompt);
}
template<typename V> void fields(V &v, Like<events::PreparationFailed> auto &x) { v("text", x.text); }
template<typename V> void fields(V &v, Like<events::RoundStarted> auto &x) { v("round", x.round); }
template<typename V>
void fields(V &v, Like<events::AgentStarted> auto &x)
{
    v("process", x.process), v("sessionId", x.sessionId);
}
template<typename V> void fields(V &v, Like<events::PermissionAsked> auto &x) { v("ask", x.ask); }
template<typename V> void fields(V &v, Like<events::PermissionAnswered> auto &x)
{
    v("requestId", x.requestId), v("optionId", x.optionId), v("scope", x.scope);
}
template<typename V> void fields(V &v, Like<events::PermissionDecided> auto &x)
{
    v("title", x.title), v("optionName", x.optionName), v("allowed", x.allowed), v("text", x.text);
}
template<typename V> void fields(V &v, Like<events::GrantWithdrawn> auto &x) { v("rule", x.rule); }
template<typename V> void fields(V &v, Like<events::AgentTold> auto &x) { v("text", x.text); }
template<typename V> void fields(V &v, Like<events::BudgetNoted> auto &x) { v("text", x.text), v("usedUp", x.usedUp); }
template<typename V> void fields(V &v, Like<events::BudgetSet> auto &x) { v("budget", x.budget); }
template<typename V> void fields(V &, Like<events::InterruptRequested> auto &) {}
template<typename V> void fields(V &v, Like<events::AgentEnded> auto &x)
{
    v("outcome", x.outcome), v("text", x.text), v("sessionId", x.sessionId), v("usage", x.usage);
}
template<typename V> void fields(V &v, Like<events::SnapshotTaken> auto &x) { v("snapshot", x.snapshot); }
template<typename V> void fields(V &v, Like<events::SnapshotFailed> auto &x) { v("text", x.text); }
template<typename V> void fields(V &v, Like<events::CheckRecorded> auto &x) { v("evidence", x.evidence); }
template<typename V> void fields(V &, Like<events::ChecksFinished> auto &) {}
template<typename V>
void fields(V &v, Like<events::VerdictGiven> auto &x)
{
    v("verdict", x.verdict), v("nextPrompt", x.nextPrompt);
}
template<typename V> void fields(V &v, Like<events::MergeStarted> auto &x)
{
    v("strategy", x.strategy), v("expectedBase", x.expectedBase), v("note", x.note), v("missing", x.missing);
}
template<typename V> void fields(V &v, Like<events::MergeDone> auto &x) { v("commit", x.commit); }
template<typename V> void fields(V &v, Like<events::MergeConflicted> auto &x) { v("paths", x.paths); }
template<typename V> void fields(V &v, Like<events::MergeRefused> auto &x) { v("text", x.text); }
template<typename V> void fields(V &v, Like<events::TaskResumed> auto &x)
{
    v("prompt", x.prompt), v("conflicts", x.conflicts);
}
template<typename V> void fields(V &, Like<events::TaskRetried> auto &) {}
template<typename V> void fields(V &, Like<events::TaskCancelled> auto &) {}
template<typename V> void fields(V &v, Like<events::WorktreeRemoved> auto &x) { v("attempt", x.attempt); }

} // namespace docket
