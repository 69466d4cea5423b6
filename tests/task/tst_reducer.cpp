// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskcard.h"
#include "way.h"

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

class TestReducer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWholeWayLeadsFromASpecToAMerge()
    {
        Way way;
        QVERIFY(way.toPreparing());
        QVERIFY(way.effect<effects::PrepareWorktree>());
        QVERIFY(way.go(events::WorktreeReady{}));
        QCOMPARE(way.effect<effects::StartRound>()->prompt, u"Do it"_s);
        QVERIFY(way.startRound());
        QCOMPARE(way.record.task.state, TaskState::Working);
        QVERIFY(way.record.task.pendingPrompt.isEmpty());
        QVERIFY(way.go(events::AgentEnded{RoundOutcome::Finished, {}, u"s1"_s, {}}));
        QVERIFY(way.effect<effects::TakeSnapshot>());
        QVERIFY(way.snapshot(1));
        QVERIFY(way.effect<effects::RunChecks>());
        QVERIFY(way.check(u"tests"_s, CheckOutcome::Passed));
        QVERIFY(way.go(events::ChecksFinished{}));
        QCOMPARE(way.effect<effects::AlertPerson>()->why, TaskState::Review);
        QVERIFY(way.give(Verdict::Approve));
        QVERIFY(way.go(events::MergeStarted{MergeStrategy::Squash, object(9)}));
        QCOMPARE(way.effect<effects::Merge>()->expectedBase, object(9));
        QVERIFY(way.go(events::MergeDone{object(99)}));
        QCOMPARE(way.record.task.state, TaskState::Merged);
        QCOMPARE(way.record.task.mergeCommit, object(99));
    }

    void requestedChangesWaitForASlotAndGoOnInTheSameAttemptAndSession()
    {
        Way way;
        QVERIFY(way.toReview());
        QVERIFY(way.give(Verdict::RequestChanges, u"Rename it"_s));
        QCOMPARE(way.record.task.state, TaskState::Queued);
        QVERIFY(way.record.continuesAttempt());
        QCOMPARE(way.attempt(events::AttemptStarted{{}, u"again"_s}).error().code, ErrorCode::Conflict);
        QVERIFY(way.go(events::TaskHeld{}));
        QVERIFY(way.go(events::TaskQueued{}));
        QVERIFY(way.go(events::AttemptContinued{}));
        QVERIFY(way.go(events::WorktreeReady{}));
        QCOMPARE(way.effect<effects::StartRound>()->prompt, u"Rename it"_s);
        QCOMPARE(way.effect<effects::StartRound>()->resumeSession, u"s1"_s);
        QVERIFY(way.startRound());
        QCOMPARE(way.record.rounds.size(), 2);
        QCOMPARE(way.record.currentRound()->number, 2);
        QCOMPARE(way.record.currentRound()->prompt, u"Rename it"_s);
        QCOMPARE(way.record.currentSnapshot()->commit, object(1)); // until this round has its own
    }

    void aVerdictOnAnOlderTreeIsAConflict()
    {
        Way way;
        QVERIFY(way.toReview());
        VerdictRecord verdict;
        verdict.tree = object(4321);
        QCOMPARE(way.attempt(events::VerdictGiven{verdict}).error().code, ErrorCode::Conflict);
    }

    void requestedChangesNeedWords()
    {
        Way way;
        QVERIFY(way.toReview());
        VerdictRecord verdict;
        verdict.tree = way.record.currentSnapshot()->tree;
        verdict.verdict = Verdict::RequestChanges;
        QCOMPARE(way.attempt(events::VerdictGiven{verdict, u"  "_s}).error().code, ErrorCode::InvalidInput);
    }

    void onlyAPositiveEndIsChecked_data()
    {
        QTest::addColumn<RoundOutcome>("outcome");
        QTest::addColumn<TaskState>("state");
        QTest::addColumn<bool>("alerts");
        QTest::newRow("finished") << RoundOutcome::Finished << TaskState::Checking << false;
        QTest::newRow("refused") << RoundOutcome::Refused << TaskState::Failed << true;
        QTest::newRow("failed") << RoundOutcome::Failed << TaskState::Failed << true;
        QTest::newRow("interrupted by a person") << RoundOutcome::Interrupted << TaskState::Interrupted << false;
        QTest::newRow("unknown") << RoundOutcome::Unknown << TaskState::Interrupted << true;
        QTest::newRow("nothing said") << RoundOutcome::Running << TaskState::Interrupted << true;
    }

    void onlyAPositiveEndIsChecked()
    {
        QFETCH(RoundOutcome, outcome);
        QFETCH(TaskState, state);
        QFETCH(bool, alerts);
        Way way;
        QVERIFY(way.toSnapshotting(outcome));
        QVERIFY(way.snapshot(1));
        QCOMPARE(way.record.task.state, state);
        QCOMPARE(way.effect<effects::AlertPerson>() != nullptr, alerts);
        QVERIFY(way.record.currentSnapshot()); // the work is kept in any case
        QCOMPARE(way.record.task.failureText.isEmpty(), state == TaskState::Checking);
        VerdictRecord approve;
        approve.tree = way.record.currentSnapshot()->tree;
        QVERIFY(!way.attempt(events::VerdictGiven{approve}));
    }

    void cancellingARunningAgentKeepsItsWorkFirst()
    {
        Way way;
        QVERIFY(way.toAsking());
        QVERIFY(way.go(events::TaskCancelled{}));
        QCOMPARE(way.effect<effects::StopAgent>()->round, way.record.currentRound()->id);
        QCOMPARE(way.record.task.state, TaskState::Asking);
        QVERIFY(way.go(events::AgentEnded{RoundOutcome::Interrupted, {}, {}, {}}));
        QCOMPARE(way.record.task.state, TaskState::Snapshotting);
        QVERIFY(way.record.asks.isEmpty());
        QVERIFY(way.snapshot(5));
        QCOMPARE(way.record.task.state, TaskState::Cancelled);
        QCOMPARE(way.record.currentSnapshot()->commit, object(5));
        QVERIFY(!way.record.task.cancelRequested);
    }

    void whatEndsAfterACancellationIsTakenWithoutHarm()
    {
        Way preparing;
        QVERIFY(preparing.toPreparing());
        QVERIFY(preparing.go(events::TaskCancelled{}));
        QVERIFY(preparing.go(events::WorktreeReady{}));
        QVERIFY(preparing.effects.empty());
        QCOMPARE(preparing.record.task.state, TaskState::Cancelled);

        Way checking;
        QVERIFY(checking.toChecking());
        QVERIFY(checking.go(events::TaskCancelled{}));
        QVERIFY(checking.effect<effects::StopChecks>());
        QVERIFY(checking.check(u"tests"_s, CheckOutcome::Interrupted));
        QVERIFY(checking.go(events::ChecksFinished{}));
        QCOMPARE(checking.record.task.state, TaskState::Cancelled);
        QCOMPARE(checking.record.evidence.size(), 1);
    }

    void conflictsAreNamedAndCanBeHandedBack()
    {
        Way way;
        QVERIFY(way.toMerging());
        QVERIFY(way.go(events::MergeConflicted{{u"a.c"_s}}));
        QCOMPARE(way.record.task.state, TaskState::Approved);
        QCOMPARE(way.record.task.conflicts, QStringList{u"a.c"_s});
        QVERIFY(cardOf(way.record).line.contains(u"a.c"_s));
        QVERIFY(way.effect<effects::AlertPerson>());
        QVERIFY(way.go(events::TaskResumed{u"Bring it up to date"_s}));
        QVERIFY(way.go(events::AttemptContinued{}));
        QVERIFY(way.go(events::WorktreeReady{}));
        QVERIFY(way.startRound());
        QVERIFY(way.record.task.conflicts.isEmpty());
    }

    void theBaseThatWasBroughtInIsWhereTheNextRoundBegins()
    {
        Way way;
        QVERIFY(way.toApproved());
        QVERIFY(way.go(events::TaskResumed{u"Resolve"_s, {u"a.c"_s}}));
        QCOMPARE(way.record.task.conflicts, QStringList{u"a.c"_s});
        QVERIFY(way.go(events::AttemptContinued{}));
        QVERIFY(way.go(events::WorktreeReady{object(20), object(21), {u"a.c"_s}, {}, u"Resolve the markers"_s}));
        QCOMPARE(way.record.currentAttempt()->baseCommit, object(20));
        QCOMPARE(way.record.currentAttempt()->broughtIn, object(21));
        QVERIFY(way.record.task.conflicts.isEmpty());
        QCOMPARE(way.effect<effects::StartRound>()->prompt, u"Resolve the markers"_s);
        // Killed before the round began: the worktree is asked for again, the base stays.
        QVERIFY(way.go(events::WorktreeReady{}));
        QCOMPARE(way.effect<effects::StartRound>()->prompt, u"Resolve the markers"_s);
        QVERIFY(way.startRound());
        QCOMPARE(way.record.rounds.constFirst().base, object(7));
        QCOMPARE(way.record.rounds.constLast().base, object(20));
        QVERIFY(way.go(events::AgentEnded{RoundOutcome::Finished, {}, {}, {}}));
        QCOMPARE(way.record.currentAttempt()->broughtIn, object(21)); // what the snapshot builds on
        QVERIFY(way.snapshot(30));
        QVERIFY(!way.record.currentAttempt()->broughtIn.isValid());
        QCOMPARE(way.record.currentAttempt()->baseCommit, object(20));
    }

    void aReasonForAMergeLastsAsLongAsThatMerge()
    {
        Way way;
        QVERIFY(way.toApproved());
        QVERIFY(way.go(events::MergeStarted{MergeStrategy::Squash, object(9), u"The check is flaky"_s, {u"tests"_s}}));
        QCOMPARE(way.record.task.mergeNote, u"The check is flaky"_s);
        QVERIFY(way.go(events::MergeRefused{u"The work tree has changes."_s}));
        QVERIFY(way.record.task.mergeNote.isEmpty());
        QVERIFY(way.go(events::MergeStarted{MergeStrategy::Squash, object(9), u"The check is flaky"_s, {u"tests"_s}}));
        QVERIFY(way.go(events::MergeDone{object(10)}));
        QCOMPARE(way.record.task.mergeNote, u"The check is flaky"_s);
    }

    void theBaseBranchCanBeChangedUntilItIsMerged()
    {
        Way way;
        QVERIFY(way.toReview());
        QVERIFY(way.go(events::BaseSet{u"release"_s}));
        QCOMPARE(way.record.task.baseBranch, u"release"_s);
        QCOMPARE(way.record.currentAttempt()->baseBranch, u"main"_s); // what it began from is no other for that
        QVERIFY(!reduce(way.record, {{}, {}, {}, {}, events::BaseSet{u" "_s}}));
        Way merging;
        QVERIFY(merging.toMerging());
        QVERIFY(!reduce(merging.record, {{}, {}, {}, {}, events::BaseSet{u"release"_s}}));
    }

    void aRefusedMergeSaysWhyAndCanBeTriedAgain()
    {
        Way way;
        QVERIFY(way.toMerging());
        QVERIFY(way.go(events::MergeRefused{u"The work tree has changes."_s}));
        QCOMPARE(way.record.task.failureText, u"The work tree has changes."_s);
        QVERIFY(way.go(events::MergeStarted{MergeStrategy::Squash, object(10)}));
        QVERIFY(way.record.task.failureText.isEmpty());
    }

    void resumingWithoutWordsTakesThePromptThatWasThere()
    {
        Way failedBefore;
        QVERIFY(failedBefore.toPreparing());
        QVERIFY(failedBefore.go(events::PreparationFailed{u"disk full"_s}));
        QVERIFY(failedBefore.go(events::TaskResumed{}));
        QCOMPARE(failedBefore.record.task.pendingPrompt, u"Do it"_s);
        QVERIFY(failedBefore.go(events::AttemptContinued{}));

        Way interrupted;
        QVERIFY(interrupted.to(TaskState::Interrupted));
        QVERIFY(interrupted.go(events::TaskResumed{}));
        QCOMPARE(interrupted.record.task.pendingPrompt, u"Do it"_s);
    }

    void aRetryStartsANewAttemptAndKeepsTheOldOne()
    {
        Way way;
        QVERIFY(way.to(TaskState::Failed));
        QVERIFY(way.go(events::TaskRetried{}));
        QVERIFY(!way.record.continuesAttempt());
        QVERIFY(way.startAttempt());
        QCOMPARE(way.record.attempts.size(), 2);
        QCOMPARE(way.record.currentAttempt()->number, 2);
        QVERIFY(!way.record.currentSnapshot()); // the first attempt's is not this one's
        QVERIFY(way.record.rounds.constFirst().snapshot);
    }

    void severalQuestionsAreAnsweredOneByOne()
    {
        Way way;
        QVERIFY(way.toAsking());
        QVERIFY(way.effect<effects::AlertPerson>());
        QVERIFY(way.ask(u"q2"_s));
        QVERIFY(!way.effect<effects::AlertPerson>()); // once is enough
        QCOMPARE(way.attempt(events::PermissionAnswered{u"q1"_s, u"maybe"_s}).error().code, ErrorCode::InvalidInput);
        QVERIFY(way.go(events::PermissionAnswered{u"q1"_s, u"yes"_s}));
        QCOMPARE(way.effect<effects::AnswerAgent>()->optionId, u"yes"_s);
        QVERIFY(way.effect<effects::AlertPerson>()); // the next one waits now
        QCOMPARE(way.record.task.state, TaskState::Asking);
        QVERIFY(way.go(events::PermissionAnswered{u"q2"_s, u"no"_s}));
        QCOMPARE(way.record.task.state, TaskState::Working);
        QCOMPARE(way.attempt(events::PermissionAnswered{u"q2"_s, u"no"_s}).error().code, ErrorCode::Conflict);
    }

    void aYesForLongerIsKeptWithWhoGaveItAndANoNever()
    {
        Way way;
        QVERIFY(way.toAsking());
        QCOMPARE(way.attempt(events::PermissionAnswered{u"q1"_s, u"no"_s, GrantScope::Task}).error().code,
                 ErrorCode::InvalidInput);
        QCOMPARE(way.attempt(events::PermissionAnswered{u"q1"_s, {}, GrantScope::Project}).error().code,
                 ErrorCode::InvalidInput);
        QVERIFY(way.go(events::PermissionAnswered{u"q1"_s, u"yes"_s, GrantScope::Task}));
        const PermissionRule rule{PermissionRule::Kind::Command, u"make"_s};
        QCOMPARE(way.record.grants.size(), 1);
        QVERIFY(way.record.grants.constFirst().rule == rule);
        QCOMPARE(way.record.grants.constFirst().by, u"Ada"_s);
        QVERIFY(way.go(events::GrantWithdrawn{rule}));
        QVERIFY(way.record.grants.isEmpty());
        QCOMPARE(way.attempt(events::GrantWithdrawn{rule}).error().code, ErrorCode::NotFound);
    }

    void aBudgetThatIsUsedUpStopsTheAgentAndTellsAPerson()
    {
        Way way;
        QVERIFY(way.toWorking());
        QVERIFY(way.go(events::BudgetNoted{u"85 % is used."_s, false}));
        QVERIFY(!way.effect<effects::InterruptAgent>());
        QCOMPARE(cardOf(way.record).line, u"85 % is used."_s);
        QVERIFY(way.go(events::BudgetNoted{u"It is used up."_s, true}));
        QVERIFY(way.effect<effects::InterruptAgent>());
        QVERIFY(way.go(events::AgentEnded{RoundOutcome::Interrupted, u"It is used up. Raise it."_s, {}, {}}));
        QVERIFY(way.snapshot(1));
        QCOMPARE(way.record.task.state, TaskState::Interrupted);
        QCOMPARE(way.record.task.failureText, u"It is used up. Raise it."_s);
        QVERIFY(way.effect<effects::AlertPerson>());
        QVERIFY(way.record.task.notice.isEmpty());
    }

    void evidenceCountsOnlyOnTheTreeThatItWasTakenOn()
    {
        Way way;
        QVERIFY(way.toReview());
        QVERIFY(way.check(u"tests"_s, CheckOutcome::Failed)); // run again
        QCOMPARE(way.record.currentEvidence().size(), 1);
        QCOMPARE(cardOf(way.record).checksFailed, 1);
        Evidence foreign;
        foreign.round = way.record.currentRound()->id;
        foreign.tree = object(5);
        QCOMPARE(way.attempt(events::CheckRecorded{foreign}).error().code, ErrorCode::Conflict);
    }

    void aWorktreeInUseIsNotForgotten()
    {
        Way way;
        QVERIFY(way.toWorking());
        QVERIFY(!way.attempt(events::WorktreeRemoved{way.record.currentAttempt()->id}));
        Way done;
        QVERIFY(done.to(TaskState::Merged));
        QVERIFY(done.go(events::WorktreeRemoved{done.record.currentAttempt()->id}));
        QVERIFY(done.record.currentAttempt()->worktreeRemoved);
    }

    void aSnoozeEndsWithTheStateThatWasPutOff()
    {
        Way way;
        QVERIFY(way.toReview());
        QVERIFY(way.go(events::Snoozed{at(9999)}));
        QVERIFY(way.record.task.snoozedUntil.isValid());
        QVERIFY(way.give(Verdict::RequestChanges, u"more"_s));
        QVERIFY(!way.record.task.snoozedUntil.isValid());
    }

    void afterAStartWhatHasNoOutcomeIsIssuedAgain()
    {
        for (const TaskState state : allStates) {
            Way way;
            QVERIFY(way.to(state));
            const std::vector<Effect> again = effectsToIssue(way.record);
            switch (state) {
            case TaskState::Preparing:
                QVERIFY(std::holds_alternative<effects::PrepareWorktree>(again.at(0)));
                break;
            case TaskState::Snapshotting:
                QVERIFY(std::holds_alternative<effects::TakeSnapshot>(again.at(0)));
                break;
            case TaskState::Checking:
                QVERIFY(std::holds_alternative<effects::RunChecks>(again.at(0)));
                break;
            case TaskState::Merging:
                QVERIFY(std::holds_alternative<effects::Merge>(again.at(0)));
                break;
            default:
                QVERIFY2(again.empty(), qPrintable(taskStateWord(state)));
            }
        }
    }

    void everyEventInEveryStateIsHandledOrRefusedInWords()
    {
        // What is allowed is written down here once more, apart from the reducer: rows are states, letters are events.
        const QHash<TaskState, QStringList> allowed{
            {TaskState::Draft, {u"task-queued"_s, u"task-cancelled"_s}},
            {TaskState::Queued, {u"task-held"_s, u"attempt-started"_s, u"task-cancelled"_s}},
            {TaskState::Held, {u"task-queued"_s, u"task-cancelled"_s}},
            {TaskState::Preparing,
             {u"worktree-ready"_s, u"preparation-failed"_s, u"round-started"_s, u"task-cancelled"_s}},
            {TaskState::Working,
             {u"agent-started"_s, u"permission-asked"_s, u"interrupt-requested"_s, u"agent-ended"_s,
              u"task-cancelled"_s, u"permission-decided"_s, u"agent-told"_s, u"budget-noted"_s}},
            {TaskState::Asking,
             {u"agent-started"_s, u"permission-asked"_s, u"permission-answered"_s, u"interrupt-requested"_s,
              u"agent-ended"_s, u"task-cancelled"_s, u"permission-decided"_s, u"agent-told"_s, u"budget-noted"_s}},
            {TaskState::Snapshotting, {u"snapshot-taken"_s, u"snapshot-failed"_s, u"task-cancelled"_s}},
            {TaskState::Checking,
             {u"check-recorded"_s, u"checks-finished"_s, u"interrupt-requested"_s, u"task-cancelled"_s}},
            {TaskState::Review,
             {u"check-recorded"_s, u"verdict-given"_s, u"task-retried"_s, u"task-cancelled"_s, u"worktree-removed"_s}},
            {TaskState::Approved,
             {u"check-recorded"_s, u"verdict-given"_s, u"merge-started"_s, u"task-resumed"_s, u"task-retried"_s,
              u"task-cancelled"_s, u"worktree-removed"_s}},
            {TaskState::Merging, {u"check-recorded"_s, u"merge-done"_s, u"merge-conflicted"_s, u"merge-refused"_s}},
            {TaskState::Merged, {u"check-recorded"_s, u"worktree-removed"_s}},
            {TaskState::Rejected, {u"check-recorded"_s, u"task-retried"_s, u"worktree-removed"_s}},
            {TaskState::Cancelled,
             {u"check-recorded"_s, u"worktree-ready"_s, u"preparation-failed"_s, u"checks-finished"_s,
              u"task-retried"_s, u"worktree-removed"_s}},
            {TaskState::Failed,
             {u"check-recorded"_s, u"verdict-given"_s, u"task-resumed"_s, u"task-retried"_s, u"task-cancelled"_s,
              u"worktree-removed"_s}},
            {TaskState::Interrupted,
             {u"check-recorded"_s, u"verdict-given"_s, u"task-resumed"_s, u"task-retried"_s, u"task-cancelled"_s,
              u"worktree-removed"_s}},
        };
        const QStringList settings{u"spec-revised"_s, u"rank-set"_s, u"profile-set"_s, u"strategy-set"_s,
                                   u"snoozed"_s,      u"base-set"_s, u"budget-set"_s};
        for (const TaskState state : allStates) {
            Way way;
            QVERIFY2(way.to(state), qPrintable(taskStateWord(state)));
            QCOMPARE(way.record.task.state, state);
            for (const EventBody &body : oneOfEach(way.record)) {
                const QString word = eventWord(body);
                const bool isSetting = settings.contains(word) && !isFinal(state)
                    && !(state == TaskState::Merging && (word == "strategy-set"_L1 || word == "base-set"_L1));
                const bool expected = isSetting || allowed.value(state).contains(word);
                const auto reduced = way.attempt(body);
                const QByteArray pair = (word + " in "_L1 + taskStateWord(state)).toUtf8();
                QVERIFY2(reduced.has_value() == expected, pair.constData());
                if (reduced)
                    continue;
                const QString sentence = reduced.error().detail;
                QVERIFY2(sentence.size() > 30 && sentence.endsWith(u'.') && sentence.at(0).isUpper(),
                         (pair + ": " + sentence.toUtf8()).constData());
            }
        }
    }

    void anEventForAnotherTaskOrForNoneIsNotTaken()
    {
        Event event;
        event.body = events::TaskQueued{};
        QCOMPARE(reduce({}, event).error().code, ErrorCode::NotFound);
        Way way;
        QVERIFY(way.toQueued());
        event.task = {77};
        QCOMPARE(reduce(way.record, event).error().code, ErrorCode::Internal);
    }
};

QTEST_GUILESS_MAIN(TestReducer)
#include "tst_reducer.moc"
