// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/reorder.h"
#include "items/taskmodel.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 3, 4), QTime(12, 0), QTimeZone::UTC);

TaskCard card(qint64 id, TaskState state, int minutesAgo = 0, double rank = 0, qint64 project = 1)
{
    TaskCard c;
    c.id = TaskId{id};
    c.project = ProjectId{project};
    c.title = u"Task %1"_s.arg(id);
    c.state = state;
    c.rank = rank;
    c.createdAt = c.since = noon.addSecs(-60 * minutesAgo);
    return c;
}

QList<Project> projects()
{
    return {{ProjectId{1}, u"/src/alpha"_s, u"alpha"_s, u"main"_s, noon}, {ProjectId{2}, u"/src/beta"_s, u"beta"_s,
                                                                           u"main"_s, noon}};
}

/** "Section: ids; Section: ids", which is what a person sees. */
QString dump(const TaskModel &model)
{
    static const char *const names[] = {"needs", "running", "queued", "snoozed", "drafts", "done"};
    QStringList sections;
    for (int s = 0; s < model.rowCount(); ++s) {
        const QModelIndex section = model.index(s, 0);
        QStringList ids;
        for (int row = 0; row < model.rowCount(section); ++row)
            ids << QString::number(model.taskAt(model.index(row, 0, section)).value);
        sections << u"%1: %2"_s.arg(QString::fromLatin1(names[section.data(TaskModel::SectionRole).toInt()]),
                                    ids.join(u' '));
    }
    return sections.join(u"; "_s);
}

} // namespace

class TaskModelTest : public QObject
{
    Q_OBJECT

private:
    TaskModel *make(const QList<TaskCard> &cards)
    {
        auto *model = new TaskModel(this);
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::Fatal, model);
        model->setAll(projects(), cards, noon);
        return model;
    }

private Q_SLOTS:
    void sectionsComeInTheOrderOfUrgencyAndOnlyWhereTheyHoldSomething()
    {
        auto *model = make({card(1, TaskState::Draft), card(2, TaskState::Working), card(3, TaskState::Review),
                            card(4, TaskState::Queued),
                            card(5, TaskState::Merged)});
        QCOMPARE(dump(*model), u"needs: 3; running: 2; queued: 4; drafts: 1; done: 5"_s);
    }

    void anAgentThatStandsStillComesBeforeReviewsAndReviewsComeOldestFirst()
    {
        auto *model = make({card(1, TaskState::Review, 5), card(2, TaskState::Failed, 90), card(3, TaskState::Review,
            60),
                            card(4, TaskState::Asking, 1), card(5, TaskState::Approved, 30)});
        QCOMPARE(dump(*model), u"needs: 4 3 5 1 2"_s);
        QCOMPARE(model->waitingForPerson(), 5);
    }

    void theQueueIsInOrderOfRank()
    {
        auto *model = make({card(1, TaskState::Queued, 0, 3), card(2, TaskState::Held, 0, 1),
                            card(3, TaskState::Queued, 0, 2)});
        QCOMPARE(dump(*model), u"queued: 2 3 1"_s);
    }

    void aSnoozedTaskComesBackWhenItsTimeIsOver()
    {
        TaskCard snoozed = card(1, TaskState::Review);
        snoozed.snoozedUntil = noon.addSecs(600);
        auto *model = make({snoozed});
        QCOMPARE(dump(*model), u"snoozed: 1"_s);
        model->setNow(noon.addSecs(601));
        QCOMPARE(dump(*model), u"needs: 1"_s);
    }

    void aChangedTitleIsOneDataChangeAndNothingElse()
    {
        auto *model = make({card(1, TaskState::Draft), card(2, TaskState::Draft)});
        QSignalSpy changed(model, &QAbstractItemModel::dataChanged), inserted(model, &QAbstractItemModel::rowsInserted),
            removed(model, &QAbstractItemModel::rowsRemoved), reset(model, &QAbstractItemModel::modelReset);
        TaskCard renamed = card(2, TaskState::Draft);
        renamed.title = u"Another"_s;
        model->apply({{}, {renamed}, {}}, noon);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex(), model->indexOf(TaskId{2}));
        QCOMPARE(inserted.size() + removed.size() + reset.size(), 0);
    }

    void anUnchangedCardIsNoChange()
    {
        auto *model = make({card(1, TaskState::Draft)});
        QSignalSpy changed(model, &QAbstractItemModel::dataChanged);
        model->apply({{}, {card(1, TaskState::Draft)}, {}}, noon);
        QCOMPARE(changed.size(), 0);
    }

    void aTaskThatMovesOnLeavesOneSectionAndEntersAnother()
    {
        auto *model = make({card(1, TaskState::Working), card(2, TaskState::Working)});
        QSignalSpy removed(model, &QAbstractItemModel::rowsRemoved), inserted(model, &QAbstractItemModel::rowsInserted);
        model->apply({{}, {card(1, TaskState::Review)}, {}}, noon);
        QCOMPARE(dump(*model), u"needs: 1; running: 2"_s);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(inserted.size(), 2); // the section, then the task
    }

    void aNewRankIsOneMove()
    {
        auto *model = make({card(1, TaskState::Queued, 0, 1), card(2, TaskState::Queued, 0, 2),
                            card(3, TaskState::Queued, 0, 3)});
        QSignalSpy moved(model, &QAbstractItemModel::rowsMoved), removed(model, &QAbstractItemModel::rowsRemoved);
        model->apply({{}, {card(1, TaskState::Queued, 0, 4)}, {}}, noon);
        QCOMPARE(dump(*model), u"queued: 2 3 1"_s);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(removed.size(), 0);
    }

    void aRemovedLastTaskTakesItsSectionAlong()
    {
        auto *model = make({card(1, TaskState::Draft), card(2, TaskState::Queued)});
        model->apply({{}, {}, {TaskId{1}}}, noon);
        QCOMPARE(dump(*model), u"queued: 2"_s);
        QVERIFY(!model->indexOf(TaskId{1}).isValid());
    }

    void searchAndProjectNarrowTheListAndComeBack()
    {
        auto *model = make({card(1, TaskState::Draft), card(12, TaskState::Draft), card(3, TaskState::Review, 0, 0,
                2)});
        model->setSearch(u"task 12"_s);
        QCOMPARE(dump(*model), u"drafts: 12"_s);
        model->setSearch(u"BETA"_s);
        QCOMPARE(dump(*model), u"needs: 3"_s);
        model->setSearch(u"#1"_s);
        QCOMPARE(dump(*model), u"drafts: 1"_s);
        model->setSearch({});
        model->setProject(ProjectId{1});
        QCOMPARE(dump(*model), u"drafts: 1 12"_s);
        model->setProject({});
        QCOMPARE(dump(*model), u"needs: 3; drafts: 1 12"_s);
    }

    void aDropInTheQueueAsksForTheMove()
    {
        auto *model = make({card(1, TaskState::Queued, 0, 1), card(2, TaskState::Queued, 0, 2),
                            card(3, TaskState::Queued, 0, 3),
                            card(4, TaskState::Draft)});
        QSignalSpy asked(model, &TaskModel::moveRequested);
        const QModelIndex queue = model->indexOf(TaskSection::Queued);
        const std::unique_ptr<QMimeData> data(model->mimeData({model->indexOf(TaskId{3})}));
        QVERIFY(!model->dropMimeData(data.get(), Qt::MoveAction, 0, 0, queue));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<TaskId>(), TaskId{3});
        QCOMPARE(asked[0][1].value<TaskId>(), TaskId{1});
        QVERIFY(!model->canDropMimeData(data.get(), Qt::MoveAction, 0, 0, model->indexOf(TaskSection::Drafts)));
        QVERIFY(!(model->flags(model->indexOf(TaskId{4})) & Qt::ItemIsDragEnabled));
    }

    void theCaseOfLettersDoesNotCountInAnyLanguage()
    {
        const qint64 far = 4'000'000'000; // ids need not be close to each other
        TaskCard eins = card(1, TaskState::Draft), zwei = card(2, TaskState::Draft), drei = card(far, TaskState::Draft);
        eins.title = u"\u00c9crire l\u2019ANALYSEUR"_s;
        zwei.title = u"Die STRASSE neu pflastern"_s;
        drei.title = u"\u041f\u0430\u0440\u0441\u0435\u0440 \U00010400"_s;
        auto *model = make({eins, zwei, drei});
        for (const auto &[words, id] : {std::pair(u"\u00e9CRIRE analyseur"_s, qint64(1)), {u"strasse"_s, 2},
                                        {u"\u041f\u0410\u0420\u0421\u0415\u0420"_s, far}, {u"\U00010428"_s, far}}) {
            model->setSearch(words);
            QCOMPARE(dump(*model), u"drafts: %1"_s.arg(id));
        }
    }

    void anyWayFromOneListToAnotherEndsInTheSameListAsAFreshStart_data()
    {
        QTest::addColumn<QString>("search");
        QTest::newRow("all tasks") << QString();
        QTest::newRow("a search that most tasks fit") << u"TASK"_s;
        QTest::newRow("a search that few tasks fit") << u"task 3"_s;
        QTest::newRow("a search for one of the projects") << u"alph"_s;
    }

    void anyWayFromOneListToAnotherEndsInTheSameListAsAFreshStart()
    {
        QFETCH(QString, search);
        QRandomGenerator random(7);
        QList<TaskCard> cards;
        for (int i = 1; i <= 40; ++i)
            cards << card(i, TaskState(random.bounded(16)), random.bounded(500), random.bounded(100), i % 2 + 1);
        auto *model = make(cards);
        model->setSearch(search);
        for (int step = 0; step < 60; ++step) {
            ChangeSet changes;
            for (int i = 0; i < 6; ++i) {
                const qint64 id = random.bounded(1, 60);
                if (random.bounded(4) == 0)
                    changes.removedTasks << TaskId{id};
                else
                    changes.tasks << card(id, TaskState(random.bounded(16)), random.bounded(500), random.bounded(100),
                                          id % 2 + 1);
            }
            for (const TaskCard &c : std::as_const(changes.tasks)) {
                cards.removeIf([&](const TaskCard &old) { return old.id == c.id; });
                cards << c;
            }
            cards.removeIf([&](const TaskCard &c) { return changes.removedTasks.contains(c.id); });
            model->apply(changes, noon);
            TaskModel fresh;
            fresh.setSearch(search);
            fresh.setAll(projects(), cards, noon);
            QCOMPARE(dump(*model), dump(fresh));
        }
    }

    void reorderingTakesAsFewMovesAsThereAreRowsOutsideTheLongestRun()
    {
        QCOMPARE(movesFor({0, 1, 2}).size(), 0u);
        QCOMPARE(movesFor({1, 2, 3, 0}).size(), 1u);
        QCOMPARE(movesFor({3, 0, 1, 2}).size(), 1u);
        QRandomGenerator random(3);
        for (int round = 0; round < 200; ++round) {
            std::vector<int> order(size_t(random.bounded(12)));
            std::iota(order.begin(), order.end(), 0);
            std::shuffle(order.begin(), order.end(), random);
            std::vector<int> rows(order.size());
            std::iota(rows.begin(), rows.end(), 0);
            for (const RowMove move : movesFor(order)) {
                const int value = rows[size_t(move.from)];
                rows.erase(rows.begin() + move.from);
                rows.insert(rows.begin() + move.to, value);
            }
            QCOMPARE(rows, order);
        }
    }
};

QTEST_GUILESS_MAIN(TaskModelTest)
#include "tst_taskmodel.moc"
