// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/enginediffsource.h"
#include "app/engine/engineworkbench.h"
#include "engine/enginerig.h"

#include <QJsonDocument>
#include <QTimeZone>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** What windows see of an engine in its own thread. */
class TestWorkbench : public QObject
{
    Q_OBJECT

    template<typename T>
    static Result<T> wait(const std::function<void(Workbench::Reply<T>)> &call)
    {
        std::optional<Result<T>> answer;
        call([&](Result<T> result) { answer = std::move(result); });
        if (answer)
            return fail(ErrorCode::Internal, u"A reply came before the call returned."_s);
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, EngineRig::patience))
            return fail(ErrorCode::Timeout, u"No reply came."_s);
        return *answer;
    }

    static TaskState stateOf(const Workbench &workbench, TaskId task)
    {
        for (const TaskCard &card : workbench.tasks()) {
            if (card.id == task)
                return card.state;
        }
        return TaskState::Draft;
    }

private Q_SLOTS:
    void theWholeWayThroughTheWindowsInterface()
    {
        EngineRig rig("checks:\n  there: test -f docs/asked.md || test -f a.txt\nmerge: squash\n");
        rig.sample(u"asks"_s);
        EngineWorkbench workbench(rig.paths);
        QSignalSpy ready(&workbench, &Workbench::ready);
        QSignalSpy grew(&workbench, &Workbench::transcriptGrew);
        QSignalSpy alerts(&workbench, &Workbench::alertRaised);
        QList<TaskState> known; // what windows know of a task in the moment of its alert
        connect(&workbench, &Workbench::alertRaised, this,
                [&](const Alert &alert) { known << stateOf(workbench, alert.task); });
        workbench.start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, EngineRig::patience);
        QVERIFY(!workbench.profiles().isEmpty());

        const auto opened =
            wait<ProjectOpened>([&](auto reply) { workbench.openProject(rig.repo.path(), this, reply); });
        QVERIFY(opened);
        QVERIFY(opened->hasConfiguration);
        const auto made = wait<TaskId>([&](auto reply) {
            workbench.createTask({opened->project.id, u"# Ask me\n"_s, u"sample-asks"_s, {}, true}, this, reply);
        });
        QVERIFY(made);
        const TaskId task = *made;
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(workbench, task), TaskState::Asking, EngineRig::patience);
        QTRY_COMPARE(alerts.count(), 1);
        QCOMPARE(known, QList<TaskState>{TaskState::Asking});
        QCOMPARE(grew.count(), 0); // nobody looks yet
        QVERIFY(wait<TranscriptPage>([&](auto reply) { workbench.loadTranscript(task, 1, {}, this, reply); }));
        auto record = wait<TaskRecord>([&](auto reply) { workbench.loadTask(task, this, reply); });
        const PermissionAsk ask = record->asks.constFirst();
        QVERIFY(wait<void>([&](auto reply) {
            workbench.answerPermission(task, ask.requestId, ask.options.constFirst().id, GrantScope::Once, this, reply);
        }));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(workbench, task), TaskState::Review, EngineRig::patience);
        QTRY_VERIFY(grew.count() > 0);

        record = wait<TaskRecord>([&](auto reply) { workbench.loadTask(task, this, reply); });
        const auto transcript =
            wait<TranscriptPage>([&](auto reply) { workbench.loadTranscript(task, 1, {}, this, reply); });
        QVERIFY(transcript && transcript->entries.size() > 2 && transcript->from == 0 && transcript->isEnd);
        QVERIFY(wait<QString>(
            [&](auto reply) { workbench.loadCheckLog(record->evidence.constFirst().id, 1 << 16, this, reply); }));
        QVERIFY(wait<QStringList>([&](auto reply) { workbench.loadEvents(task, this, reply); })->size() > 8);

        EngineDiffSource diffs;
        QSignalSpy finished(&diffs, &DiffSource::finished);
        diffs.open({rig.repo.path(), rig.base, record->currentSnapshot()->commit, {}});
        QVERIFY(finished.wait(EngineRig::patience));

        // What a reviewer leaves is there for the next window: marks, looks, the comment in writing.
        review::Comment draft;
        draft.task = task;
        draft.anchor.path = "a.txt";
        draft.anchor.firstLine = draft.anchor.lastLine = 0;
        draft.body = u"Half a thought"_s;
        const ObjectId commit = record->currentSnapshot()->commit;
        QVERIFY(wait<void>([&](auto reply) { workbench.setReadMarks(task, {"one", "two"}, {}, this, reply); }));
        QVERIFY(wait<void>([&](auto reply) { workbench.noteLook(task, commit, this, reply); }));
        QVERIFY(wait<void>([&](auto reply) { workbench.keepDraft(task, draft, this, reply); }));
        QCOMPARE(wait<QList<QByteArray>>([&](auto reply) { workbench.loadReadMarks(task, this, reply); })->size(), 2);
        const auto memory =
            wait<review::ReviewMemory>([&](auto reply) { workbench.loadReviewMemory(task, this, reply); });
        QVERIFY(memory && memory->draft == draft);
        QCOMPARE(memory->looks.size(), 1);
        QCOMPARE(memory->looks.constFirst().snapshot, commit);
        QSignalSpy placed(&diffs, &DiffSource::placed);
        diffs.place({rig.repo.path(), rig.base, commit, {draft}, {}});
        QVERIFY(placed.wait(EngineRig::patience));
        QCOMPARE(placed.constFirst().at(1).value<std::vector<review::PortedComment>>().size(), size_t(1));

        QVERIFY(wait<void>([&](auto reply) {
            workbench.giveVerdict(task, record->currentSnapshot()->tree, Verdict::Approve, {}, this, reply);
        }));
        const auto preview =
            wait<MergePreview>([&](auto reply) { workbench.previewMerge(task, MergeStrategy::Squash, this, reply); });
        QVERIFY(preview && preview->conflicts.isEmpty() && preview->refusal.isEmpty());
        QVERIFY(wait<void>([&](auto reply) { workbench.merge(task, MergeStrategy::Squash, {}, this, reply); }));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(workbench, task), TaskState::Merged, EngineRig::patience);
        QVERIFY(rig.repo.tip("main") != rig.base);

        QSignalSpy stopped(&workbench, &EngineWorkbench::stopped);
        workbench.stop();
        QVERIFY(stopped.wait(EngineRig::patience));
    }

    void draftsAndWhatWasToldOutliveTheWindow()
    {
        EngineRig rig;
        const QDateTime since = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, QTimeZone::UTC);
        TaskId task;
        for (const bool first : {true, false}) {
            EngineWorkbench workbench(rig.paths);
            QSignalSpy ready(&workbench, &Workbench::ready);
            workbench.start();
            QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, EngineRig::patience);
            if (first) {
                const auto opened =
                    wait<ProjectOpened>([&](auto reply) { workbench.openProject(rig.repo.path(), this, reply); });
                task = *wait<TaskId>([&](auto reply) {
                    workbench.createTask({opened->project.id, u"# One\n"_s, {}, {}, false}, this, reply);
                });
                QVERIFY(workbench.told().isEmpty());
                workbench.setTold(task, since);
                QVERIFY(
                    wait<void>([&](auto reply) { workbench.saveDraft(u"spec/1"_s, u"# Half a thou"_s, this, reply); }));
                QVERIFY(wait<void>(
                    [&](auto reply) { workbench.saveDraft(u"spec/1"_s, u"# Half a thought"_s, this, reply); }));
            } else {
                QCOMPARE(workbench.told().value(task), since);
                const auto draft = wait<DraftText>([&](auto reply) { workbench.loadDraft(u"spec/1"_s, this, reply); });
                QCOMPARE(draft->text, u"# Half a thought"_s);
                QVERIFY(draft->savedAt.isValid());
                QVERIFY(wait<void>([&](auto reply) { workbench.saveDraft(u"spec/1"_s, {}, this, reply); }));
                QVERIFY(wait<DraftText>([&](auto reply) {
                            workbench.loadDraft(u"spec/1"_s, this, reply);
                        })->text.isEmpty());
            }
            QSignalSpy stopped(&workbench, &EngineWorkbench::stopped);
            workbench.stop();
            QVERIFY(stopped.wait(EngineRig::patience));
        }
    }

    void aReplyIsNotGivenToAWindowThatHasGone()
    {
        EngineRig rig;
        EngineWorkbench workbench(rig.paths);
        QSignalSpy ready(&workbench, &Workbench::ready);
        workbench.start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, EngineRig::patience);
        auto window = std::make_unique<QObject>();
        bool called = false;
        workbench.openProject(rig.repo.path(), window.get(), [&](const Result<ProjectOpened> &) { called = true; });
        window.reset();
        QVERIFY(wait<ProjectOpened>([&](auto reply) { workbench.openProject(rig.repo.path(), this, reply); }));
        QVERIFY(!called);
    }

    void aStoreThatSomebodyElseHasIsASentenceAndNotACrash()
    {
        EngineRig rig;
        QVERIFY(rig.start());
        EngineWorkbench workbench(rig.paths);
        QSignalSpy broken(&workbench, &Workbench::broken);
        workbench.start();
        QTRY_COMPARE_WITH_TIMEOUT(broken.count(), 1, EngineRig::patience);
        QCOMPARE(broken.constFirst().constFirst().value<Error>().code, ErrorCode::Busy);
        const auto refused = wait<TaskId>(
            [&](auto reply) { workbench.createTask({ProjectId{1}, u"# x"_s, {}, {}, false}, this, reply); });
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Busy);
        QSignalSpy stopped(&workbench, &EngineWorkbench::stopped);
        workbench.stop();
        QVERIFY(stopped.wait(EngineRig::patience));
    }

    void profilesAreTriedSavedAndRemoved()
    {
        EngineRig rig("");
        EngineWorkbench workbench(rig.paths);
        QSignalSpy ready(&workbench, &Workbench::ready);
        workbench.start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, EngineRig::patience);
        ProfileBook &book = *workbench.profileBook();
        const auto all = wait<QList<ProfileDraft>>([&](auto reply) { book.load(this, reply); });
        QVERIFY(all && !all->isEmpty());
        const auto shipped = std::ranges::find(*all, u"aider"_s, &ProfileDraft::name);
        QVERIFY(shipped != all->cend() && shipped->isShipped && !shipped->isOwn);

        ProfileDraft mine = *shipped;
        mine.basedOn = mine.name;
        mine.name = u"mine"_s;
        mine.title = u"Mine"_s;
        mine.command = {u"sh"_s, u"-c"_s, u"true"_s};
        mine.environment = {u"A=b=c"_s};
        QVERIFY(wait<void>([&](auto reply) { book.save(mine, this, reply); }));
        const QString file = rig.paths.config + u"/agents/mine.json"_s;
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QJsonObject object = QJsonDocument::fromJson(written.readAll()).object();
        QCOMPARE(object.value("environment"_L1)["A"_L1].toString(), u"b=c"_s);
        QCOMPARE(object.value("configFolders"_L1)[0].toString(), u".aider"_s); // what the editor does not show
        const auto isKnown = [&] {
            const auto profiles = workbench.profiles();
            return std::ranges::find(profiles, u"mine"_s, &ProfileInfo::name) != profiles.cend();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isKnown(), EngineRig::patience);

        mine.command = {u"no-such-agent-of-docket"_s};
        const auto health = wait<ProfileHealth>([&](auto reply) { book.check(mine, this, reply); });
        QVERIFY(health && !health->isGood);
        QVERIFY(health->text.contains(u"not installed"_s));
        mine.command = {};
        QVERIFY(!wait<void>([&](auto reply) { book.save(mine, this, reply); }));

        QVERIFY(wait<void>([&](auto reply) { book.remove(u"mine"_s, this, reply); }));
        QVERIFY(!QFile::exists(file));
        QVERIFY(!wait<void>([&](auto reply) { book.remove(u"aider"_s, this, reply); })); // a shipped one stays
        QTRY_VERIFY_WITH_TIMEOUT(!isKnown(), EngineRig::patience);
        QSignalSpy stopped(&workbench, &EngineWorkbench::stopped);
        workbench.stop();
        QVERIFY(stopped.wait(EngineRig::patience));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestWorkbench test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_workbench.moc"
