// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginerig.h"

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** The way from spec to merge on a real repository with real processes. */
class TestEngineWay : public QObject
{
    Q_OBJECT

    static constexpr auto checked = "checks:\n  there: test -f new.txt\n  sum: grep -q hello new.txt\n";

private Q_SLOTS:
    void aSpecBecomesAMergedCommit_data()
    {
        QTest::addColumn<int>("strategy");
        QTest::addColumn<int>("parents");
        QTest::newRow("merge commit") << int(MergeStrategy::MergeCommit) << 2;
        QTest::newRow("squash") << int(MergeStrategy::Squash) << 1;
        QTest::newRow("fast-forward") << int(MergeStrategy::FastForward) << 1;
    }

    void aSpecBecomesAMergedCommit()
    {
        QFETCH(int, strategy);
        QFETCH(int, parents);
        EngineRig rig(checked);
        rig.agent(u"writer"_s, u"cat > prompt.txt; echo hello > new.txt"_s);
        QVERIFY(rig.start());
        QSignalSpy alerts(rig.engine.get(), &Engine::alertRaised);
        const TaskId task = rig.add(u"writer"_s);
        QVERIFY(rig.reaches(task, TaskState::Review));
        QTRY_COMPARE(alerts.count(), 1);

        const TaskRecord record = rig.record(task);
        QCOMPARE(record.currentEvidence().size(), 2);
        for (const Evidence &evidence : record.currentEvidence()) {
            QCOMPARE(evidence.outcome, CheckOutcome::Passed);
            QCOMPARE(evidence.tree, record.currentSnapshot()->tree);
        }
        QVERIFY(rig.atSnapshot(task, "prompt.txt").contains("AC-1"));
        QCOMPARE(rig.repo.head(), rig.base); // nobody has touched the person's branch yet

        QVERIFY(!rig.merge(task, MergeStrategy(strategy))); // not before it was approved
        QVERIFY(rig.verdict(task, Verdict::Approve));
        QVERIFY(rig.merge(task, MergeStrategy(strategy)));
        QVERIFY(rig.reaches(task, TaskState::Merged));
        const ObjectId merged = rig.record(task).task.mergeCommit;
        QCOMPARE(rig.repo.tip("main"), merged);
        QCOMPARE(rig.repo.contentAt(merged, "new.txt"), QByteArray("hello\n"));
        QCOMPARE(rig.repo.fileContent(u"new.txt"_s), QByteArray("hello\n")); // the clean work tree went along
        QVERIFY(rig.repo.status().isEmpty());
        const QByteArray raw = rig.repo.git({u"cat-file"_s, u"-p"_s, QString::fromLatin1(merged.hex)});
        QCOMPARE(raw.count("\nparent ") + raw.startsWith("parent "), parents);
        if (MergeStrategy(strategy) != MergeStrategy::FastForward) {
            QVERIFY(raw.contains("Docket-Task: " + QByteArray::number(task.value) + " attempt 1"));
            QVERIFY(raw.contains("Docket-Spec: revision 1"));
            QVERIFY(raw.contains("Docket-Evidence: there passed"));
            QVERIFY(raw.contains("Reviewed-by: Ada"));
        }
        // The worktree and its branch go away; the snapshot stays.
        QTRY_VERIFY_WITH_TIMEOUT(rig.record(task).attempts.constFirst().worktreeRemoved, EngineRig::patience);
        QVERIFY(!QDir(record.attempts.constFirst().worktree).exists());
        QVERIFY(rig.repo.git({u"for-each-ref"_s, u"refs/docket/"_s}).contains(record.currentSnapshot()->commit.hex));
        QCOMPARE(rig.repo.git({u"branch"_s, u"--list"_s, u"docket/*"_s}), QByteArray());
        QVERIFY(rig.repo.fsck());
        QVERIFY(rig.chainHolds());
    }

    void theSnapshotHoldsWhatWasLeft()
    {
        EngineRig rig;
        rig.agent(
            u"writer"_s,
            u"echo new > untracked.txt; echo four >> a.txt; rm keep.txt; mkdir ignored; echo x > ignored/y; chmod +x a.txt"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QCOMPARE(rig.atSnapshot(task, "untracked.txt"), QByteArray("new\n"));
        QCOMPARE(rig.atSnapshot(task, "a.txt"), QByteArray("one\ntwo\nthree\nfour\n"));
        QVERIFY(rig.atSnapshot(task, "keep.txt").isNull());
        QVERIFY(rig.atSnapshot(task, "ignored/y").isNull());
        QCOMPARE(rig.record(task).currentSnapshot()->changedFiles, 3);
        QVERIFY(rig.record(task).currentEvidence().isEmpty()); // no docket.yaml, no checks
    }

    void requestedChangesGoOnInTheSameAttempt()
    {
        EngineRig rig;
        rig.agent(u"writer"_s, u"cat > prompt-$(ls | grep -c prompt).txt; echo hello >> new.txt"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QVERIFY(!rig.verdict(task, Verdict::RequestChanges)); // nothing was said
        review::Comment comment;
        comment.task = task;
        comment.anchor.path = "new.txt";
        comment.anchor.firstLine = comment.anchor.lastLine = 0;
        comment.body = u"Say it twice"_s;
        QVERIFY(rig.engine->reviews().saveComment(comment, u"Ada"_s));
        QVERIFY(rig.verdict(task, Verdict::RequestChanges, u"Nearly."_s));
        QTRY_VERIFY_WITH_TIMEOUT(rig.record(task).rounds.size() == 2, EngineRig::patience);
        QVERIFY(rig.reaches(task, TaskState::Review));
        const TaskRecord record = rig.record(task);
        QCOMPARE(record.attempts.size(), 1);
        QCOMPARE(record.rounds.size(), 2);
        QCOMPARE(rig.atSnapshot(task, "new.txt"), QByteArray("hello\nhello\n"));
        const QByteArray prompt = rig.atSnapshot(task, "prompt-1.txt");
        QVERIFY(prompt.contains("Nearly."));
        QVERIFY(prompt.contains("Say it twice"));
        QVERIFY(prompt.contains("AC-1")); // a program without a memory hears the spec again
        // A verdict on the first round's tree comes too late.
        QVERIFY(!rig.engine->reviews().giveVerdict(task, record.rounds.constFirst().snapshot->tree, Verdict::Approve,
                                                   {}, u"Ada"_s));
    }

    void aFailedCheckIsShownAndStopsTheMerge()
    {
        EngineRig rig(checked);
        rig.agent(u"writer"_s, u"echo bye > new.txt"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QCOMPARE(rig.record(task).currentEvidence().at(1).outcome, CheckOutcome::Failed);
        QVERIFY(rig.verdict(task, Verdict::Approve));
        const auto merged = rig.merge(task, MergeStrategy::Squash);
        QVERIFY(!merged);
        QCOMPARE(merged.error().code, ErrorCode::Refused);
        QVERIFY2(merged.error().detail.contains(u"sum"_s), qPrintable(merged.error().detail));
        QCOMPARE(rig.repo.tip("main"), rig.base);
    }

    void checksOfTheBaseBranchCountAndNotThoseOfTheAgent()
    {
        EngineRig rig("checks:\n  strict: test -f never.txt\n");
        rig.agent(u"writer"_s, u"printf 'checks:\\n  strict: \"true\"\\n' > docket.yaml"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QCOMPARE(rig.record(task).currentEvidence().size(), 1);
        QCOMPARE(rig.record(task).currentEvidence().constFirst().outcome, CheckOutcome::Failed);
    }

    void aPermissionWaitsForAPerson_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("allowed") << u"allow_once"_s;
        QTest::newRow("refused") << u"reject_once"_s;
    }

    void aPermissionWaitsForAPerson()
    {
        QFETCH(QString, kind);
        EngineRig rig;
        rig.sample(u"asks"_s);
        QVERIFY(rig.start());
        QSignalSpy alerts(rig.engine.get(), &Engine::alertRaised);
        const TaskId task = rig.add(u"sample-asks"_s);
        QVERIFY(rig.reaches(task, TaskState::Asking));
        QTRY_COMPARE(alerts.count(), 1);
        const PermissionAsk ask = rig.record(task).asks.constFirst();
        QVERIFY(!ask.title.isEmpty());
        const auto option = std::ranges::find(ask.options, kind, &PermissionAsk::Option::kind);
        QVERIFY(option != ask.options.end());
        QVERIFY(!rig.engine->tasks().answer(task, ask.requestId, u"no such option"_s, GrantScope::Once, u"Ada"_s));
        QCOMPARE(rig.state(task), TaskState::Asking); // a wrong answer is no answer
        QVERIFY(rig.engine->tasks().answer(task, ask.requestId, option->id, GrantScope::Once, u"Ada"_s));
        QTRY_VERIFY_WITH_TIMEOUT(rig.state(task) != TaskState::Asking && rig.state(task) != TaskState::Working,
                                 EngineRig::patience);
        QVERIFY(rig.reaches(task, TaskState::Review) || kind == u"reject_once"_s);
        QFile transcript(rig.paths.data + u'/' + rig.record(task).rounds.constFirst().transcriptPath);
        QVERIFY(transcript.open(QIODevice::ReadOnly));
        QVERIFY(transcript.readAll().contains("Ada")); // who decided is recorded
    }

    void conflictsAreNamedBeforeAnythingIsWrittenAndHandedBack()
    {
        EngineRig rig("checks:\n  clean: grep -c '^<<<<<<<' a.txt | grep -qx 0\n");
        // First it changes the line; handed back, it finds both sides in the file and writes what serves both.
        rig.agent(u"writer"_s,
                  u"cat > prompt.txt; if grep -q '^<<<<<<< this attempt$' a.txt; then sed 's/^/| /' a.txt > seen.txt;"
                  " printf 'one\\nzwei et deux\\nthree\\n' > a.txt; else sed -i 's/two/zwei/' a.txt; fi"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QVERIFY(rig.verdict(task, Verdict::Approve));
        const auto early = rig.handBack(task);
        QVERIFY(!early);
        QCOMPARE(early.error().code, ErrorCode::Refused); // nothing is in conflict yet
        const ObjectId moved =
            rig.repo.commit("Meanwhile", {{"a.txt", "one\ndeux\nthree\n"}, {"other.txt", "theirs\n"}});
        const auto tried = rig.merge(task, MergeStrategy::MergeCommit);
        QVERIFY2(tried, tried ? "" : qPrintable(tried.error().text()));
        QTRY_VERIFY_WITH_TIMEOUT(rig.state(task) == TaskState::Approved && !rig.record(task).task.conflicts.isEmpty(),
                                 EngineRig::patience);
        QCOMPARE(rig.record(task).task.conflicts, QStringList{u"a.txt"_s});
        QCOMPARE(rig.repo.tip("main"), moved);
        QVERIFY(rig.repo.status().isEmpty());

        QVERIFY(rig.handBack(task));
        QTRY_VERIFY_WITH_TIMEOUT(rig.record(task).rounds.size() == 2, EngineRig::patience);
        QVERIFY(rig.reaches(task, TaskState::Review));
        const QByteArray prompt = rig.atSnapshot(task, "prompt.txt");
        QVERIFY(prompt.contains("- a.txt"));
        QVERIFY(prompt.contains("merged into your worktree"));
        QVERIFY(prompt.contains("AC-1"));
        QVERIFY(rig.atSnapshot(task, "seen.txt")
                    .contains("\n| zwei\n| ||||||| before\n| two\n| =======\n| deux\n| >>>>>>> main\n"));
        QCOMPARE(rig.atSnapshot(task, "other.txt"), QByteArray("theirs\n"));
        const TaskRecord record = rig.record(task);
        QCOMPARE(record.attempts.size(), 1);
        QCOMPARE(record.currentAttempt()->baseCommit, moved); // what a reviewer sees is the agent's change alone
        QCOMPARE(record.rounds.at(0).base, rig.base);
        QCOMPARE(record.rounds.at(1).base, moved);
        QCOMPARE(record.currentSnapshot()->changedFiles, 3);
        QVERIFY(record.task.conflicts.isEmpty());

        QVERIFY(rig.verdict(task, Verdict::Approve));
        QVERIFY(rig.merge(task, MergeStrategy::MergeCommit));
        QVERIFY(rig.reaches(task, TaskState::Merged));
        QCOMPARE(rig.repo.tip("main"), rig.record(task).task.mergeCommit);
        QCOMPARE(rig.repo.fileContent(u"a.txt"_s), QByteArray("one\nzwei et deux\nthree\n"));
        QCOMPARE(rig.repo.fileContent(u"other.txt"_s), QByteArray("theirs\n"));
        QVERIFY(rig.repo.fsck());
        QVERIFY(rig.chainHolds());
    }

    void markersThatTheAgentLeftStopTheMerge()
    {
        EngineRig rig;
        rig.agent(u"careless"_s, u"grep -q zwei a.txt || sed -i 's/two/zwei/' a.txt; cat > prompt.txt"_s);
        const TaskId task = rig.startAndBring(u"careless"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QVERIFY(rig.verdict(task, Verdict::Approve));
        rig.repo.commit("Meanwhile", {{"a.txt", "one\ndeux\nthree\n"}});
        QVERIFY(rig.handBack(task)); // without a merge that was tried: the look at it is enough
        QTRY_VERIFY_WITH_TIMEOUT(rig.record(task).rounds.size() == 2, EngineRig::patience);
        QVERIFY(rig.reaches(task, TaskState::Review));
        QVERIFY(rig.atSnapshot(task, "a.txt").contains("<<<<<<< this attempt"));
        QFile transcript(rig.paths.data + u'/' + rig.record(task).rounds.constLast().transcriptPath);
        QVERIFY(transcript.open(QIODevice::ReadOnly));
        QVERIFY(transcript.readAll().contains("Conflict markers still stand in a.txt")); // a remark that stays
        QVERIFY(rig.verdict(task, Verdict::Approve));
        const ObjectId before = rig.repo.tip("main");
        const auto merged = rig.merge(task, MergeStrategy::Squash);
        QVERIFY(!merged);
        QVERIFY2(merged.error().detail.contains(u"a.txt"_s), qPrintable(merged.error().detail));
        QCOMPARE(rig.repo.tip("main"), before);
    }

    void conflictsAreBroughtInOnceHoweverOftenItIsPrepared()
    {
        EngineRig rig;
        rig.agent(u"writer"_s, u"sed -i 's/two/zwei/' a.txt"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QVERIFY(rig.verdict(task, Verdict::Approve));
        const ObjectId moved = rig.repo.commit("Meanwhile", {{"a.txt", "one\ndeux\nthree\n"}});
        QVERIFY(rig.stop());
        // As a kill leaves it: the slot was given, the worktree perhaps half prepared, nothing else stored.
        QVERIFY(rig.start(EngineMode::Passive));
        QVERIFY(rig.handBack(task));
        QVERIFY(rig.engine->core().record(task, events::AttemptContinued{}));
        QVERIFY(rig.stop());
        rig.agent(u"writer"_s, u"cat > prompt.txt; printf 'one\\nboth\\nthree\\n' > a.txt"_s);
        QVERIFY(rig.start());
        QVERIFY(rig.reaches(task, TaskState::Review));
        QCOMPARE(rig.record(task).rounds.size(), 2);
        QCOMPARE(rig.record(task).currentAttempt()->baseCommit, moved);
        QCOMPARE(rig.atSnapshot(task, "prompt.txt").count("merged into your worktree"), 1);
        QVERIFY(rig.verdict(task, Verdict::Approve));
        QVERIFY(rig.merge(task, MergeStrategy::Squash));
        QVERIFY(rig.reaches(task, TaskState::Merged));
        QCOMPARE(rig.repo.fileContent(u"a.txt"_s), QByteArray("one\nboth\nthree\n"));
        QVERIFY(rig.chainHolds());
    }

    void aPersonMergesWithoutEvidenceAndSaysWhy()
    {
        EngineRig rig(checked);
        rig.agent(u"writer"_s, u"echo bye > new.txt"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        const QString why = u"The sum is wrong in the check,\nsee AC-1"_s;
        QVERIFY(!rig.merge(task, MergeStrategy::Squash, why)); // a reason is no approval
        QVERIFY(rig.verdict(task, Verdict::Approve));
        QVERIFY(!rig.merge(task, MergeStrategy::Squash));
        QVERIFY(!rig.merge(task, MergeStrategy::Squash, u"  "_s));
        QCOMPARE(rig.repo.tip("main"), rig.base);
        QVERIFY(rig.merge(task, MergeStrategy::Squash, why));
        QVERIFY(rig.reaches(task, TaskState::Merged));
        const QByteArray message = rig.repo.git({u"log"_s, u"-1"_s, u"--format=%B"_s, u"main"_s});
        QVERIFY2(message.contains("\nDocket-Without-Evidence: sum: The sum is wrong in the check, see AC-1\n"),
                 message.constData());
        QVERIFY(message.contains("\nDocket-Evidence: sum failed"));
        const auto events = rig.engine->core().store().reader().events(task);
        const auto started = std::ranges::find_if(
            *events, [](const StoredEvent &e) { return std::holds_alternative<events::MergeStarted>(e.event.body); });
        QVERIFY(started != events->cend());
        QCOMPARE(std::get<events::MergeStarted>(started->event.body).note, why);
        QCOMPARE(std::get<events::MergeStarted>(started->event.body).missing, QStringList{u"sum"_s});
        QCOMPARE(started->event.by, u"Ada"_s);
        QVERIFY(rig.chainHolds());
    }

    void aReasonThatNobodyNeededIsNotRecorded()
    {
        EngineRig rig;
        rig.agent(u"writer"_s, u"echo four >> a.txt"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QVERIFY(rig.verdict(task, Verdict::Approve));
        QVERIFY(rig.merge(task, MergeStrategy::Squash, u"I am in a hurry"_s));
        QVERIFY(rig.reaches(task, TaskState::Merged));
        QVERIFY(!rig.repo.git({u"log"_s, u"-1"_s, u"--format=%B"_s, u"main"_s}).contains("hurry"));
    }

    void theReviewerSignsAsTheGitConfigurationNamesThem()
    {
        EngineRig rig;
        rig.signsWithGitIdentity = true;
        rig.repo.config("user.name", "Ada Lovelace").config("user.email", "ada@example.org");
        rig.agent(u"writer"_s, u"echo four >> a.txt"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QVERIFY(rig.verdict(task, Verdict::Approve));
        QVERIFY(rig.merge(task, MergeStrategy::Squash));
        QVERIFY(rig.reaches(task, TaskState::Merged));
        const QByteArray message = rig.repo.git({u"log"_s, u"-1"_s, u"--format=%B"_s, u"main"_s});
        QVERIFY2(message.contains("\nReviewed-by: Ada Lovelace <ada@example.org>\n"), message.constData());
    }

    void branchesOfEarlierAttemptsGoWithTheMergeAndStayWhereItWasTurnedDown()
    {
        EngineRig rig;
        rig.agent(u"writer"_s, u"echo four >> a.txt"_s);
        QVERIFY(rig.start());
        const TaskId merged = rig.add(u"writer"_s);
        const TaskId rejected = rig.add(u"writer"_s);
        QVERIFY(rig.reaches(merged, TaskState::Review));
        QVERIFY(rig.reaches(rejected, TaskState::Review));
        QVERIFY(rig.order(merged, TaskOrder::Retry));
        QTRY_VERIFY_WITH_TIMEOUT(rig.record(merged).attempts.size() == 2, EngineRig::patience);
        QVERIFY(rig.reaches(merged, TaskState::Review));
        QVERIFY(rig.verdict(merged, Verdict::Approve));
        QVERIFY(rig.merge(merged, MergeStrategy::Squash));
        QVERIFY(rig.reaches(merged, TaskState::Merged));
        QVERIFY(rig.verdict(rejected, Verdict::Reject));
        const auto allRemoved = [&](TaskId task) {
            return std::ranges::all_of(rig.record(task).attempts, &Attempt::worktreeRemoved);
        };
        QTRY_VERIFY_WITH_TIMEOUT(allRemoved(merged) && allRemoved(rejected), EngineRig::patience);
        QCOMPARE(rig.repo.git({u"branch"_s, u"--list"_s, u"--format=%(refname:short)"_s, u"docket/*"_s}).trimmed(),
                 rig.record(rejected).attempts.constFirst().branch.toUtf8());
    }

    void aDirtyWorkTreeIsNeverTouched()
    {
        EngineRig rig;
        rig.agent(u"writer"_s, u"echo four >> a.txt"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QVERIFY(rig.verdict(task, Verdict::Approve));
        rig.repo.putFile(u"a.txt"_s, "my own edit\n");
        const QByteArray before = rig.repo.status();
        const auto merged = rig.merge(task, MergeStrategy::Squash);
        QVERIFY(!merged);
        QVERIFY2(merged.error().text().contains(u"a.txt"_s), qPrintable(merged.error().text()));
        QCOMPARE(rig.repo.fileContent(u"a.txt"_s), QByteArray("my own edit\n"));
        QCOMPARE(rig.repo.status(), before);
        QCOMPARE(rig.repo.tip("main"), rig.base);
        QCOMPARE(rig.state(task), TaskState::Approved); // it can be merged once the work tree is clean
    }

    void theProjectsWayOfMergingIsTheTasks()
    {
        EngineRig rig("merge: squash\n");
        rig.agent(u"writer"_s, u"echo four >> a.txt"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QCOMPARE(rig.record(task).task.strategy, MergeStrategy::Squash);
    }

    void onlySoManyRunAtOnceAndInTheirOrder()
    {
        EngineRig rig;
        rig.agent(u"slow"_s, u"sleep 600"_s);
        QVERIFY(rig.start(EngineMode::Active, 2));
        QList<TaskId> tasks;
        for (int i = 0; i < 4; ++i)
            tasks << rig.add(u"slow"_s, u"# Task %1"_s.arg(i), false);
        for (const TaskId task : std::as_const(tasks))
            QVERIFY(rig.order(task, TaskOrder::Queue));
        QVERIFY(rig.engine->tasks().move(tasks.at(3), tasks.at(2), u"Ada"_s));
        QVERIFY(rig.reaches(tasks.at(0), TaskState::Working));
        QVERIFY(rig.reaches(tasks.at(1), TaskState::Working));
        QCOMPARE(rig.state(tasks.at(2)), TaskState::Queued);
        QCOMPARE(rig.state(tasks.at(3)), TaskState::Queued);
        QVERIFY(rig.order(tasks.at(0), TaskOrder::Cancel));
        QVERIFY(rig.reaches(tasks.at(3), TaskState::Working));
        QCOMPARE(rig.state(tasks.at(2)), TaskState::Queued);
    }

    void aProjectRunsAsManyAsItsConfigurationSays()
    {
        EngineRig rig("slots: 1\n");
        rig.agent(u"slow"_s, u"sleep 600"_s);
        QVERIFY(rig.start(EngineMode::Active, 4));
        const TaskId first = rig.add(u"slow"_s, u"# One"_s);
        const TaskId second = rig.add(u"slow"_s, u"# Two"_s);
        QVERIFY(rig.reaches(first, TaskState::Working));
        QVERIFY(rig.order(first, TaskOrder::Cancel));
        QVERIFY(rig.reaches(second, TaskState::Working));
        QCOMPARE(rig.state(first), TaskState::Cancelled);
        // The log tells that the second one waited, though three slots were free.
        const auto firsts = rig.engine->core().store().reader().events(first);
        const auto seconds = rig.engine->core().store().reader().events(second);
        const auto started = std::ranges::find_if(*seconds, [](const StoredEvent &e) {
            return std::holds_alternative<events::AttemptStarted>(e.event.body);
        });
        const auto kept = std::ranges::find_if(
            *firsts, [](const StoredEvent &e) { return std::holds_alternative<events::SnapshotTaken>(e.event.body); });
        QVERIFY(started != seconds->cend() && kept != firsts->cend());
        QVERIFY(started->event.id.value > kept->event.id.value);
    }

    void cancellingKeepsWhatTheAgentLeft()
    {
        EngineRig rig;
        rig.agent(u"slow"_s, u"echo half > half.txt; sleep 600"_s);
        QVERIFY(rig.start());
        rig.rememberStore();
        const TaskId task = rig.add(u"slow"_s);
        QVERIFY(rig.reaches(task, TaskState::Working));
        const QString worktree = rig.record(task).attempts.constFirst().worktree;
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(worktree + u"/half.txt"_s), EngineRig::patience);
        QVERIFY(rig.order(task, TaskOrder::Cancel));
        QVERIFY(rig.reaches(task, TaskState::Cancelled));
        QCOMPARE(rig.atSnapshot(task, "half.txt"), QByteArray("half\n"));
        QVERIFY(rig.noProcessIsLeft());
        QTRY_VERIFY_WITH_TIMEOUT(!QDir(worktree).exists(), EngineRig::patience);
    }

    void anInterruptedTaskGoesOnInItsAttempt()
    {
        EngineRig rig;
        rig.agent(u"slow"_s,
                  u"if [ -e half.txt ]; then echo whole > whole.txt; else echo half > half.txt; sleep 600; fi"_s);
        QVERIFY(rig.start());
        rig.rememberStore();
        const TaskId task = rig.add(u"slow"_s);
        QVERIFY(rig.reaches(task, TaskState::Working));
        const QString worktree = rig.record(task).attempts.constFirst().worktree;
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(worktree + u"/half.txt"_s), EngineRig::patience);
        QVERIFY(rig.order(task, TaskOrder::Interrupt));
        QVERIFY(rig.reaches(task, TaskState::Interrupted));
        QVERIFY(rig.noProcessIsLeft());
        QCOMPARE(rig.atSnapshot(task, "half.txt"), QByteArray("half\n"));
        QVERIFY(rig.order(task, TaskOrder::Resume));
        QVERIFY(rig.reaches(task, TaskState::Review));
        QCOMPARE(rig.record(task).attempts.size(), 1);
        QCOMPARE(rig.atSnapshot(task, "whole.txt"), QByteArray("whole\n"));
    }

    void aMissingAgentAndAMissingBranchAreSentences()
    {
        EngineRig rig;
        const TaskId nobody = rig.startAndBring(u"nobody"_s, TaskState::Failed);
        QVERIFY(nobody.isValid());
        QVERIFY(rig.record(nobody).task.failureText.contains(u"nobody"_s));
        const auto lost =
            rig.engine->tasks().create({rig.project().id, u"# Lost"_s, {}, u"no-such-branch"_s, true}, u"Ada"_s);
        QVERIFY(lost);
        QVERIFY(rig.reaches(lost->task.id, TaskState::Failed));
        QVERIFY(rig.record(lost->task.id).task.failureText.contains(u"no-such-branch"_s));
    }

    void aPassiveEngineMergesAndLeavesAgentsAlone()
    {
        EngineRig rig;
        rig.agent(u"writer"_s, u"echo four >> a.txt"_s);
        const TaskId task = rig.startAndBring(u"writer"_s, TaskState::Review);
        QVERIFY(task.isValid());
        QVERIFY(rig.stop());
        QVERIFY(rig.start(EngineMode::Passive));
        const TaskId waiting = rig.add(u"writer"_s);
        QVERIFY(rig.verdict(task, Verdict::Approve));
        QVERIFY(rig.merge(task, MergeStrategy::Squash));
        QVERIFY(rig.reaches(task, TaskState::Merged));
        QCOMPARE(rig.state(waiting), TaskState::Queued);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestEngineWay test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_engineway.moc"
