// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"
#include "storesteps.h"

#include "review/memory.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

class TestStore : public QObject
{
    Q_OBJECT

    SteppingClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;

    QString file() const { return m_folder->filePath(u"data/docket.sqlite"_s); }
    bool reopen()
    {
        m_store.reset();
        auto store = Store::open(file(), m_clock, u"test"_s);
        if (!store) {
            qWarning().noquote() << store.error().text();
            return false;
        }
        m_store = std::move(*store);
        return true;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(reopen());
    }

    void cleanup() { m_store.reset(); }

    void aNewStoreIsEmptyAndForTheUserAlone()
    {
        QVERIFY(m_store->reader().cards()->isEmpty());
        QVERIFY(m_store->reader().projects()->isEmpty());
        QCOMPARE(m_store->reader().verifyChain()->events, 0);
        const auto others =
            QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
        QCOMPARE(QFileInfo(file()).permissions() & others, QFileDevice::Permissions());
    }

    void theTablesHoldWhatTheReducerSaidAlsoAfterAReopening()
    {
        StoreWay way(*m_store);
        QVERIFY(way.toReview());
        QVERIFY(way.give(Verdict::RequestChanges, u"Rename it"_s));
        QVERIFY(way.go(events::AttemptContinued{}) && way.go(events::WorktreeReady{}) && way.round(2));
        QVERIFY(way.give(Verdict::Approve));
        QVERIFY(way.go(events::MergeStarted{MergeStrategy::Squash, object(5)}));
        QVERIFY(way.go(events::MergeConflicted{{u"a b.c"_s, u"ü"_s}}));
        const TaskRecord record = way.last->record;
        QVERIFY(*m_store->reader().record(way.id) == record);
        QVERIFY(reopen());
        QVERIFY(*m_store->reader().record(way.id) == record);
        QVERIFY(m_store->reader().card(way.id).value() == cardOf(record));
        QCOMPARE(m_store->reader().cards()->size(), 1);
        QCOMPARE(m_store->reader().cards(TaskState::Approved)->size(), 1);
        QVERIFY(m_store->reader().cards(TaskState::Review)->isEmpty());
        QVERIFY(m_store->reader().verifyChain());
        QCOMPARE(*m_store->reader().taskOf(record.rounds.constLast().id), way.id);
        QCOMPARE(*m_store->reader().taskOf(record.attempts.constLast().id), way.id);
        QVERIFY(m_store->reader().evidence(record.evidence.constFirst().id).value() == record.evidence.constFirst());
    }

    void anAppendSaysWhatChangedAndWhatToDo()
    {
        StoreWay way(*m_store);
        QVERIFY(way.go(events::TaskQueued{}));
        Attempt attempt;
        QVERIFY(way.go(events::AttemptStarted{attempt, u"Do it"_s}));
        QVERIFY(way.last->record.currentAttempt()->id.isValid());
        const auto &started = std::get<events::AttemptStarted>(way.last->event.body);
        QCOMPARE(started.attempt.id, way.last->record.currentAttempt()->id); // the log names the id
        QCOMPARE(way.last->effects.size(), size_t(1));
        QCOMPARE(way.last->changes.tasks.size(), 1);
        QCOMPARE(way.last->changes.tasks.constFirst().state, TaskState::Preparing);
    }

    void aRefusedEventLeavesNothingBehind()
    {
        StoreWay way(*m_store);
        const auto before = m_store->reader().verifyChain();
        Event event;
        event.task = way.id;
        event.body = events::MergeDone{object(1)};
        const auto refused = m_store->append(event);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
        QCOMPARE(m_store->reader().verifyChain()->head, before->head);
        QVERIFY(way.go(events::TaskQueued{})); // and the chain goes on
        QVERIFY(m_store->reader().verifyChain());
    }

    void anUnknownTaskIsNotFoundAndATakenIdIsRefused()
    {
        Event event;
        event.task = {77};
        event.body = events::TaskQueued{};
        QCOMPARE(m_store->append(event).error().code, ErrorCode::NotFound);
        StoreWay way(*m_store);
        Task task = way.last->record.task;
        event.task = {};
        event.body = events::TaskCreated{task};
        QCOMPARE(m_store->append(event).error().code, ErrorCode::AlreadyExists);
        task.project = {99};
        QCOMPARE(m_store->createTask(task, u"#"_s, u"Ada"_s).error().code, ErrorCode::NotFound);
    }

    void anEventThatIsTooLargeIsRefusedAndATextFromOutsideIsCut()
    {
        StoreWay way(*m_store);
        QVERIFY(way.go(events::TaskQueued{}));
        Event event;
        event.task = way.id;
        event.body = events::AttemptStarted{{}, QString(5 << 20, u'x')};
        QCOMPARE(m_store->append(event).error().code, ErrorCode::InvalidInput);
        QVERIFY(way.go(events::AttemptStarted{{}, u"Do it"_s}));
        QVERIFY(way.go(events::PreparationFailed{QString(5 << 20, u'x')}));
        QVERIFY(way.last->record.task.failureText.size() < 100'000);
        QVERIFY(m_store->reader().verifyChain());
    }

    void specRevisionsAreKeptForEver()
    {
        StoreWay way(*m_store);
        const SpecId spec = way.last->record.task.spec;
        QCOMPARE(m_store->saveSpec(way.id, u"# Two\n"_s, u"Two"_s, u"Ada"_s)->record.task.specRevision, 2);
        QVERIFY(m_store->saveSpec(way.id, u"# Two\n"_s, u"Two"_s, u"Ada"_s)->changes.isEmpty()); // the same text
        QCOMPARE(m_store->saveSpec(way.id, u"# Three\n"_s, u"Three"_s, u"Bob"_s)->record.task.title, u"Three"_s);
        QCOMPARE(m_store->reader().specRevision(spec)->number, 3);
        QCOMPARE(m_store->reader().specRevision(spec, 1)->markdown, u"# Add a parser\n"_s);
        QCOMPARE(m_store->reader().specHistory(spec)->size(), 3);
        QCOMPARE(m_store->reader().specRevision(spec, 4).error().code, ErrorCode::NotFound);
        QVERIFY(m_store->reader().verifyChain());
    }

    void aRevisionIsNotKeptWhenTheTaskRefusesIt()
    {
        StoreWay way(*m_store);
        QVERIFY(way.go(events::TaskCancelled{}));
        QCOMPARE(m_store->saveSpec(way.id, u"# Late\n"_s, u"Late"_s, u"Ada"_s).error().code, ErrorCode::Refused);
        QCOMPARE(m_store->reader().specHistory(way.last->record.task.spec)->size(), 1);
    }

    void cardsComeInTheOrderOfTheQueue()
    {
        StoreWay first(*m_store);
        StoreWay second(*m_store);
        StoreWay third(*m_store);
        QVERIFY(third.go(events::RankSet{first.last->record.task.rank / 2}));
        QList<TaskId> order;
        const auto cards = m_store->reader().cards();
        for (const TaskCard &card : *cards)
            order.append(card.id);
        QCOMPARE(order, (QList<TaskId>{third.id, first.id, second.id}));
    }

    void projectsAreFoundByPathAndNewestFirst()
    {
        const ProjectId a = m_store->openProject(sampleProject(u"/a"_s))->id;
        const ProjectId b = m_store->openProject(sampleProject(u"/b"_s))->id;
        QCOMPARE(m_store->reader().projects()->constFirst().id, b);
        QCOMPARE(m_store->openProject(sampleProject(u"/a"_s))->id, a);
        QCOMPARE(m_store->reader().projects()->constFirst().id, a);
        QVERIFY(m_store->forgetProject(a));
        QCOMPARE(m_store->reader().projects()->size(), 1);
        QCOMPARE(m_store->reader().project(a)->path, u"/a"_s);
        QVERIFY(m_store->openProject(sampleProject(u"/a"_s)));
        QCOMPARE(m_store->reader().projects()->size(), 2);
        QCOMPARE(m_store->reader().projectAt(u"/c"_s).error().code, ErrorCode::NotFound);
    }

    void commentsMarksAndSettingsComeBackAsTheyWere()
    {
        StoreWay way(*m_store);
        QVERIFY(way.toReview());
        review::Comment comment;
        comment.task = way.id;
        comment.attempt = way.last->record.currentAttempt()->id;
        comment.round = way.last->record.currentRound()->id;
        comment.anchor.path = QByteArray("src/\xff.c");
        comment.anchor.side = diff::Side::Left;
        comment.anchor.firstLine = 3;
        comment.anchor.lastLine = 4;
        comment.anchor.blob = object(1);
        comment.anchor.snippet = u"int x;\nint y;"_s;
        comment.severity = review::Severity::Must;
        comment.body = u"Why? \u202e"_s;
        comment.author = u"Ada"_s;
        auto saved = m_store->saveComment(comment);
        QVERIFY(saved);
        QVERIFY(saved->id.isValid());
        QVERIFY(m_store->reader().comments(way.id)->constFirst() == *saved);
        review::Comment reply = *saved;
        reply.id = {};
        reply.replyTo = saved->id;
        QVERIFY(m_store->saveComment(reply));
        saved->resolved = true;
        saved->body = u"Because"_s;
        QVERIFY(m_store->saveComment(*saved));
        QCOMPARE(m_store->reader().comments(way.id)->size(), 2);
        QVERIFY(m_store->reader().comments(way.id)->constFirst().resolved);
        QVERIFY(m_store->deleteComment(saved->id));
        QVERIFY(m_store->reader().comments(way.id)->isEmpty()); // its reply goes with it

        QVERIFY(m_store->setReadMarks(way.id, {"k\0y"_ba, "z"_ba}, {})
                && m_store->setReadMarks(way.id, {"k\0y"_ba}, {}));
        QCOMPARE(*m_store->reader().readMarks(way.id), (QList<QByteArray>{"k\0y"_ba, "z"_ba}));
        QVERIFY(m_store->setReadMarks(way.id, {"new"_ba}, {"k\0y"_ba, "z"_ba}));
        QCOMPARE(*m_store->reader().readMarks(way.id), QList<QByteArray>{"new"_ba});
        QVERIFY(!m_store->setReadMarks({99'999}, {"of no task"_ba}, {}));

        const ObjectId one{QByteArray(40, '1')};
        const ObjectId two{QByteArray(40, '2')};
        QVERIFY(m_store->noteLook(way.id, u"Ada"_s, one) && m_store->noteLook(way.id, u"Ada"_s, two)
                && m_store->noteLook(way.id, u"Bo"_s, two));
        QVERIFY(m_store->noteLook(way.id, u"Ada"_s, two)); // once more: still one look
        QCOMPARE(m_store->reader().reviewMemory(way.id, u"Ada"_s)->looks.size(), 2);
        QCOMPARE(m_store->reader().reviewMemory(way.id, u"Bo"_s)->looks.size(), 1);
        QCOMPARE(m_store->reader().reviewMemory(way.id, u"Bo"_s)->looks.constFirst().snapshot, two);
        QVERIFY(m_store->reader().reviewMemory(way.id, u"Bo"_s)->looks.constFirst().at.isValid());

        review::Comment draft = comment;
        draft.body = u"Half a thou"_s;
        QVERIFY(m_store->keepDraft(way.id, u"Ada"_s, draft));
        draft.body = u"Half a thought"_s;
        QVERIFY(m_store->keepDraft(way.id, u"Ada"_s, draft));
        QVERIFY(m_store->reader().reviewMemory(way.id, u"Ada"_s)->draft == draft);
        QVERIFY(!m_store->reader().reviewMemory(way.id, u"Bo"_s)->draft);
        QVERIFY(m_store->keepDraft(way.id, u"Ada"_s, std::nullopt));
        QVERIFY(!m_store->reader().reviewMemory(way.id, u"Ada"_s)->draft);

        QCOMPARE(*m_store->reader().setting(u"slots"_s, u"4"_s), u"4"_s);
        QVERIFY(m_store->setSetting(u"slots"_s, u"2"_s) && m_store->setSetting(u"slots"_s, u"3"_s));
        QCOMPARE(*m_store->reader().setting(u"slots"_s), u"3"_s);
    }

    void aReaderSeesWhatTheWriterCommittedAndThatItChanged()
    {
        StoreWay way(*m_store);
        auto reader = StoreReader::open(file());
        QVERIFY(reader);
        QVERIFY(!(*reader)->changedElsewhere());
        QCOMPARE((*reader)->card(way.id)->state, TaskState::Draft);
        QVERIFY(way.go(events::TaskQueued{}));
        QVERIFY((*reader)->changedElsewhere());
        QVERIFY(!(*reader)->changedElsewhere());
        QCOMPARE((*reader)->card(way.id)->state, TaskState::Queued);
        QCOMPARE((*reader)->events(way.id)->size(), 2);
        QCOMPARE((*reader)->eventsAfter({1}, 10)->size(), 1);
    }

    void aReaderOfNoStoreSaysSoAndMakesNone()
    {
        const QString none = m_folder->filePath(u"none.sqlite"_s);
        QCOMPARE(StoreReader::open(none).error().code, ErrorCode::NotFound);
        QVERIFY(!QFileInfo::exists(none));
    }

    void theSecondWriterIsToldWhoTheFirstIs()
    {
        const auto second = Store::open(file(), m_clock, u"second"_s);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Busy);
        QVERIFY(second.error().detail.contains(u"test, process %1 on "_s.arg(QCoreApplication::applicationPid())));
        QCOMPARE(StoreLock::holder(file())->what, u"test"_s);
        m_store.reset();
        QVERIFY(!StoreLock::holder(file()));
        QVERIFY(reopen());
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
