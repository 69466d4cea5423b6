// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/event.h"

using namespace Qt::StringLiterals;

namespace docket {

namespace {

/** One line, no control characters, not too long: what is described may come from an agent. */
QString oneLine(QString text)
{
    for (QChar &c : text) {
        // Cc, Cf (bidi controls, zero width) and line separators must not act on a terminal.
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph)
            c = u' ';
    }
    text = text.simplified();
    return text.size() > 200 ? text.left(199) + u'…' : text;
}

QString after(const QString &sentence, const QString &detail)
{
    return detail.isEmpty() ? sentence : sentence + u": "_s + detail;
}

QString usageText(const Usage &usage)
{
    const QString cost = usage.costUsd ? u"$%1"_s.arg(*usage.costUsd, 0, 'f', 4) : u"cost unknown"_s;
    if (!usage.inputTokens || !usage.outputTokens)
        return cost;
    return u"%1, %2 tokens in, %3 out"_s.arg(cost).arg(*usage.inputTokens).arg(*usage.outputTokens);
}

struct Describe
{
    QString operator()(const events::TaskCreated &e) const
    {
        return u"Created from spec revision %1: "_s.arg(e.task.specRevision) + e.task.title;
    }
    QString operator()(const events::SpecRevised &e) const
    {
        return u"Spec saved as revision %1: "_s.arg(e.revision) + e.title;
    }
    QString operator()(const events::TaskQueued &) const { return u"Put in the queue"_s; }
    QString operator()(const events::TaskHeld &) const { return u"Held"_s; }
    QString operator()(const events::RankSet &e) const { return u"Moved in the queue to %1"_s.arg(e.rank); }
    QString operator()(const events::ProfileSet &e) const { return u"Agent set to "_s + e.profile; }
    QString operator()(const events::StrategySet &e) const
    {
        return u"To be merged by "_s + mergeStrategyWord(e.strategy);
    }
    QString operator()(const events::BaseSet &e) const { return u"Base branch set to "_s + e.branch; }
    QString operator()(const events::Snoozed &e) const
    {
        return e.until.isValid() ? u"Put off until "_s + e.until.toUTC().toString(Qt::ISODate) : u"No longer put off"_s;
    }
    QString operator()(const events::AttemptStarted &e) const
    {
        return u"Attempt %1 started with %2 on %3, base %4"_s.arg(e.attempt.number)
            .arg(e.attempt.profile, e.attempt.branch, e.attempt.baseCommit.shortened());
    }
    QString operator()(const events::AttemptContinued &) const { return u"The attempt goes on"_s; }
    QString operator()(const events::WorktreeReady &e) const
    {
        if (!e.base.isValid())
            return u"Worktree ready"_s;
        return after(u"Worktree ready, base %1 brought in"_s.arg(e.base.shortened()),
                     (e.marked + e.unmarked).join(u", "_s));
    }
    QString operator()(const events::PreparationFailed &e) const
    {
        return after(u"The worktree could not be prepared"_s, e.text);
    }
    QString operator()(const events::RoundStarted &e) const { return u"Round %1 started"_s.arg(e.round.number); }
    QString operator()(const events::AgentStarted &e) const
    {
        return u"Agent started, process %1"_s.arg(e.process.pid);
    }
    QString operator()(const events::PermissionAsked &e) const { return after(u"The agent asks"_s, e.ask.title); }
    QString operator()(const events::PermissionAnswered &e) const
    {
        if (e.optionId.isEmpty())
            return u"Question withdrawn"_s;
        return e.scope == GrantScope::Once
            ? u"Answered: "_s + e.optionId
            : u"Answered for the whole %1: %2"_s.arg(grantScopeWord(e.scope), e.optionId);
    }
    QString operator()(const events::PermissionDecided &e) const
    {
        return u"%1 without asking: %2. %3"_s.arg(e.allowed ? u"Allowed"_s : u"Denied"_s, e.title, e.text);
    }
    QString operator()(const events::GrantWithdrawn &e) const
    {
        return u"No longer allowed: %1 %2"_s.arg(permissionKindWord(e.rule.kind), e.rule.pattern);
    }
    QString operator()(const events::AgentTold &e) const { return after(u"The agent was told"_s, e.text); }
    QString operator()(const events::BudgetNoted &e) const { return e.text; }
    QString operator()(const events::BudgetSet &e) const
    {
        return e.budget.isEmpty() ? u"No budget of its own"_s : u"Budget set to "_s + budgetText(e.budget);
    }
    QString operator()(const events::InterruptRequested &) const { return u"Interrupt asked for"_s; }
    QString operator()(const events::AgentEnded &e) const
    {
        return after(u"Agent ended, %1 (%2)"_s.arg(roundOutcomeWord(e.outcome), usageText(e.usage)), e.text);
    }
    QString operator()(const events::SnapshotTaken &e) const
    {
        return u"Snapshot %1, %2 changed files"_s.arg(e.snapshot.commit.shortened()).arg(e.snapshot.changedFiles);
    }
    QString operator()(const events::SnapshotFailed &e) const
    {
        return after(u"The snapshot could not be taken"_s, e.text);
    }
    QString operator()(const events::CheckRecorded &e) const
    {
        return u"Check %1: %2, exit code %3, %4 ms, tree %5"_s
            .arg(e.evidence.check, checkOutcomeWord(e.evidence.outcome))
            .arg(e.evidence.exitCode)
            .arg(e.evidence.durationMs)
            .arg(e.evidence.tree.shortened());
    }
    QString operator()(const events::ChecksFinished &) const { return u"Checks finished"_s; }
    QString operator()(const events::VerdictGiven &e) const
    {
        return after(u"Verdict %1 on tree %2"_s.arg(verdictWord(e.verdict.verdict), e.verdict.tree.shortened()),
                     e.verdict.note);
    }
    QString operator()(const events::MergeStarted &e) const
    {
        const QString start =
            u"Merge started by %1 onto %2"_s.arg(mergeStrategyWord(e.strategy), e.expectedBase.shortened());
        if (e.note.isEmpty())
            return start;
        return u"%1 without passed evidence of %2: %3"_s.arg(start, e.missing.join(u", "_s), e.note);
    }
    QString operator()(const events::MergeDone &e) const { return u"Merged as "_s + e.commit.shortened(); }
    QString operator()(const events::MergeConflicted &e) const
    {
        return u"Not merged, conflicts in "_s + e.paths.join(u", "_s);
    }
    QString operator()(const events::MergeRefused &e) const { return after(u"Not merged"_s, e.text); }
    QString operator()(const events::TaskResumed &e) const
    {
        if (e.conflicts.isEmpty())
            return u"Resumed in the same attempt"_s;
        return u"Handed back to the agent, conflicts in "_s + e.conflicts.join(u", "_s);
    }
    QString operator()(const events::TaskRetried &) const { return u"To be tried again in a new attempt"_s; }
    QString operator()(const events::TaskCancelled &) const { return u"Cancelled"_s; }
    QString operator()(const events::WorktreeRemoved &) const { return u"Worktree removed"_s; }
};

} // namespace

QString describeEvent(const EventBody &body)
{
    return oneLine(std::visit(Describe{}, body));
}

} // namespace docket
