// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chain.h"
#include "store/schema.h"
#include "store/store.h"
#include "review/memory.h"
#include "storesteps.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** The form of the file, and what somebody changed in it behind Docket's back. */
class TestStoreMigration : public QObject
{
    Q_OBJECT

    SteppingClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    TaskId m_task;

    QString file() const { return m_folder->filePath(u"docket.sqlite"_s); }
    Result<std::unique_ptr<Store>> open() { return Store::open(file(), m_clock, u"test"_s); }
    std::shared_ptr<Connection> raw()
    {
        return Connection::open(file(), Connection::Mode::ReadWrite).value_or(nullptr);
    }
    QByteArray content() const
    {
        QFile f(file());
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    /** Changes the file as somebody would who gets around the triggers. */
    bool tamper(const QByteArray &sql)
    {
        return raw()
            ->execute("DROP TRIGGER IF EXISTS event_is_never_changed; DROP TRIGGER IF EXISTS event_is_never_removed;"
                      "DROP TRIGGER IF EXISTS revision_is_never_changed; "
                      + sql)
            .has_value();
    }

    /** Written by the Docket of that form, as SQL: a draft of two revisions, a review in its second round, a merge. */
    void takeFirstForm()
    {
        QFile dump(QFINDTESTDATA("forms/1.sql"));
        QVERIFY2(dump.open(QIODevice::ReadOnly), qPrintable(dump.errorString()));
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(raw()->execute(dump.readAll()));
        QCOMPARE(*raw()->number("PRAGMA user_version"), 1);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto store = open();
        QVERIFY(store);
        StoreWay way(**store);
        QVERIFY(way.toReview());
        m_task = way.id;
    }

    void aMigrationBacksUpFirstAndKeepsThreeCopies()
    {
        QList<QByteArray> steps = schema::knownSteps();
        QVERIFY(!steps.isEmpty());
        for (int n = 0; n < 5; ++n) {
            steps.append("CREATE TABLE extra_" + QByteArray::number(n) + " (id INTEGER PRIMARY KEY) STRICT;");
            QVERIFY(schema::migrate(*raw(), u"20260101-00000%1"_s.arg(n), steps));
        }
        QCOMPARE(*raw()->number("PRAGMA user_version"), steps.size());
        const QDir backups(m_folder->filePath(u"backups"_s));
        const QStringList copies = backups.entryList(QDir::Files, QDir::Name);
        QCOMPARE(copies.size(), 3);
        QVERIFY(copies.constLast().startsWith(u"docket-v%1-"_s.arg(steps.size() - 1, 4, 10, QLatin1Char('0'))));
        auto copy = Connection::open(backups.filePath(copies.constLast()), Connection::Mode::ReadOnly);
        QVERIFY(copy);
        QCOMPARE(*(*copy)->number("SELECT count(*) FROM task"), 1);
        QCOMPARE(*(*copy)->number("PRAGMA user_version"), steps.size() - 1);
    }

    void aStoreOfTheFirstFormIsTakenOverWhole()
    {
        takeFirstForm();
        if (QTest::currentTestFailed())
            return;
        const QList<QByteArray> counts{"project", "task",  "spec_revision", "attempt",   "round",  "evidence",
                                       "verdict", "event", "comment",       "read_mark", "setting"};
        QList<qint64> before;
        for (const QByteArray &table : counts)
            before << *raw()->number(("SELECT count(*) FROM " + table).constData());
        QVERIFY(!before.contains(0));

        auto store = open();
        QVERIFY2(store, store ? "" : qPrintable(store.error().text()));
        QCOMPARE(*raw()->number("PRAGMA user_version"), schema::knownSteps().size());
        for (qsizetype i = 0; i < counts.size(); ++i)
            QCOMPARE(*raw()->number(("SELECT count(*) FROM " + counts[i]).constData()), before[i]);
        QVERIFY(schema::checkAll(*raw()));
        const QStringList copies = QDir(m_folder->filePath(u"backups"_s)).entryList({u"docket-v0001-*"_s}, QDir::Files);
        QCOMPARE(copies.size(), 1);

        StoreReader &reader = (*store)->reader();
        QVERIFY(reader.verifyChain()); // the log says the same in the words of today
        QCOMPARE(reader.record({1})->task.state, TaskState::Draft);
        QCOMPARE(reader.specHistory(reader.record({1})->task.spec)->size(), 2);
        const auto review = reader.record({2});
        QVERIFY(review);
        QCOMPARE(review->task.state, TaskState::Review);
        QCOMPARE(review->currentRound()->number, 2);
        QCOMPARE(review->currentRound()->base, review->currentAttempt()->baseCommit); // what a form later wants to know
        QCOMPARE(reader.comments({2})->constFirst().body, u"Why not a table?"_s);
        QCOMPARE(*reader.readMarks({2}), QList<QByteArray>{QByteArray("k\0y", 3)});
        QCOMPARE(reader.record({3})->task.state, TaskState::Merged);
        QCOMPARE(*reader.setting(u"slots"_s), u"3"_s);
    }

    void aStoreOfTheFirstFormGoesOn()
    {
        takeFirstForm();
        if (QTest::currentTestFailed())
            return;
        auto store = open();
        QVERIFY(store);
        const auto next = [&store](EventBody body) {
            Event event;
            event.task = {2};
            event.by = u"Bo"_s;
            event.body = std::move(body);
            return (*store)->append(event);
        };
        VerdictRecord verdict;
        verdict.tree = (*store)->reader().record({2})->currentSnapshot()->tree;
        verdict.verdict = Verdict::Approve;
        QVERIFY(next(events::BudgetSet{{.costUsd = 2.5, .tokens = {}, .minutes = {}, .turns = {}}}));
        const auto given = next(events::VerdictGiven{verdict, {}});
        QVERIFY2(given, given ? "" : qPrintable(given.error().text()));
        QCOMPARE(given->record.task.state, TaskState::Approved);
        QVERIFY((*store)->saveDraft(u"spec/1"_s, u"# Half"_s));
        QVERIFY((*store)->reader().verifyChain());
    }

    void aCommentThatWasBeingWrittenIsKeptWhenDraftsBecomeOneTable()
    {
        takeFirstForm();
        if (QTest::currentTestFailed())
            return;
        constexpr int formWithTwoTables = 4;
        QVERIFY(schema::migrate(*raw(), u"20260101-000000"_s, schema::knownSteps().first(formWithTwoTables)));
        review::Comment comment;
        comment.task = {2};
        comment.anchor.path = "src/parser.cpp";
        comment.body = u"Half a thought, with \u201cquotes\u201d"_s;
        const auto connection = raw(); // outlives its statement
        auto insert =
            connection->prepare("INSERT INTO comment_draft (task_id, reviewer, comment) VALUES (2, 'Ada/Bo <a@b>', ?)");
        QVERIFY(insert->bindAll(QString::fromUtf8(review::commentToJson(comment))).run());
        QVERIFY(raw()->execute("INSERT INTO draft VALUES ('spec/1', '# Half', 1700000000000)"));

        auto store = open();
        QVERIFY2(store, store ? "" : qPrintable(store.error().text()));
        QCOMPARE((*store)->reader().reviewMemory({2}, u"Ada/Bo <a@b>"_s)->draft, comment);
        QVERIFY(!(*store)->reader().reviewMemory({2}, u"Ada"_s)->draft);
        QCOMPARE((*store)->reader().draft(u"spec/1"_s)->text, u"# Half"_s);
        QCOMPARE(*raw()->number("SELECT count(*) FROM sqlite_schema WHERE name = 'comment_draft'"), 0);
        QVERIFY((*store)->keepDraft({2}, u"Ada/Bo <a@b>"_s, std::nullopt));
        QVERIFY(!(*store)->reader().reviewMemory({2}, u"Ada/Bo <a@b>"_s)->draft);
    }

    void aMigrationThatFailsLeavesTheOldForm()
    {
        QList<QByteArray> steps = schema::knownSteps();
        steps.append("CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);");
        QVERIFY(!schema::migrate(*raw(), u"20260101-000000"_s, steps));
        QCOMPARE(*raw()->number("PRAGMA user_version"), steps.size() - 1);
        QCOMPARE(*raw()->number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
        QVERIFY(open());
    }

    void aStoreOfANewerDocketIsRefusedAndNotTouched()
    {
        QVERIFY(raw()->execute("PRAGMA user_version=4711"));
        const QByteArray before = content();
        const auto store = open();
        QVERIFY(!store);
        QCOMPARE(store.error().code, ErrorCode::NewerVersion);
        QVERIFY(store.error().detail.contains(u"4711"_s));
        QCOMPARE(StoreReader::open(file()).error().code, ErrorCode::NewerVersion);
        QCOMPARE(content(), before);
    }

    void theLogCannotBeRewrittenByAccident()
    {
        QVERIFY(!raw()->execute("UPDATE event SET by = 'Eve'"));
        QVERIFY(!raw()->execute("DELETE FROM event"));
        QVERIFY(!raw()->execute("UPDATE spec_revision SET markdown = ''"));
    }

    void theAuditFindsWhatWasChanged_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("who did it") << QByteArray("UPDATE event SET by = 'Eve' WHERE id = 3");
        QTest::newRow("when") << QByteArray("UPDATE event SET at = at + 1 WHERE id = 3");
        QTest::newRow("what") << QByteArray(
            "UPDATE event SET payload = replace(payload, 'passed', 'failed') WHERE payload LIKE '%passed%'");
        QTest::newRow("an event less") << QByteArray("DELETE FROM event WHERE id = 4");
        QTest::newRow("the last event less") << QByteArray("DELETE FROM event WHERE id = (SELECT max(id) FROM event)");
        QTest::newRow("the text of a spec") << QByteArray("UPDATE spec_revision SET markdown = 'other'");
        QTest::newRow("evidence") << QByteArray("UPDATE evidence SET tree = '00'");
        QTest::newRow("a state") << QByteArray("UPDATE task SET state = 'approved'");
        QTest::newRow("a verdict more") << QByteArray("INSERT INTO verdict (task_id, tree, verdict, reviewer, note) "
                                                      "SELECT id, '00', 'approve', 'Eve', '' FROM task");
    }

    void theAuditFindsWhatWasChanged()
    {
        QFETCH(QByteArray, sql);
        QVERIFY(tamper(sql));
        auto store = open();
        QVERIFY(store);
        const auto report = (*store)->reader().verifyChain();
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::Damaged);
        QVERIFY(!report.error().context.isEmpty());
    }

    void aRewrittenChainStillDiffersFromTheTablesOrTheKnownHead()
    {
        const QByteArray head = (*StoreReader::open(file()))->verifyChain()->head;
        // Somebody who computes all hashes anew gets a chain that holds together, but another head.
        auto connection = raw();
        QVERIFY(tamper("UPDATE event SET by = 'Eve' WHERE id = 1"));
        QList<QPair<Event, QByteArray>> rows;
        {
            auto select = connection->prepare("SELECT id, task_id, at, by, payload FROM event ORDER BY id");
            while (*select->step()) {
                Event event;
                event.id = select->id<EventId>(0);
                event.task = select->id<TaskId>(1);
                event.at = select->time(2);
                event.by = select->text(3);
                rows.append({event, select->bytes(4)});
            }
        }
        QByteArray last = chain::origin;
        for (const auto &[event, payload] : std::as_const(rows)) {
            last = chain::hash(last, event, payload);
            auto update = connection->prepare("UPDATE event SET hash = ? WHERE id = ?");
            QVERIFY(update->bindAll(QString::fromLatin1(last), event.id).run());
        }
        const auto report = (*StoreReader::open(file()))->verifyChain();
        QVERIFY(report);
        QVERIFY(report->head != head);
    }
};

QTEST_GUILESS_MAIN(TestStoreMigration)
#include "tst_storemigration.moc"
