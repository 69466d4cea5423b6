// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "helpers/fakeworkbench.h"
#include "widgets/common/chip.h"
#include "widgets/common/primarybutton.h"
#include "widgets/queue/taskheader.h"
#include "widgets/queue/tasksidebar.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace docket;
using namespace Qt::StringLiterals;

class TaskSidebarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_workbench = std::make_unique<FakeWorkbench>();
        m_workbench->fill();
        m_sidebar = std::make_unique<TaskSidebar>(*m_workbench, m_clock);
        m_sidebar->resize(340, 700);
        m_sidebar->show();
    }
    void cleanup()
    {
        m_sidebar.reset();
        m_workbench.reset();
    }

    void theChosenTaskStaysChosenWhileItMovesThroughTheSections()
    {
        const TaskId task = m_sidebar->model().tasksIn(TaskSection::Running).constFirst();
        QSignalSpy selected(m_sidebar.get(), &TaskSidebar::taskSelected);
        m_sidebar->select(task);
        QCOMPARE(selected.size(), 1);
        m_workbench->setState(task, TaskState::Review);
        QCOMPARE(m_sidebar->current(), task);
        QCOMPARE(m_sidebar->model().taskAt(m_sidebar->view()->currentIndex()), task);
        QCOMPARE(selected.size(), 1); // nobody chose anything
    }

    void doneStartsClosedAndASearchOpensIt()
    {
        const QModelIndex done = m_sidebar->model().indexOf(TaskSection::Done);
        QVERIFY(!m_sidebar->view()->isExpanded(done));
        auto *search = m_sidebar->findChild<QLineEdit *>(u"taskSearch"_s);
        QTest::keyClicks(search, u"keyring"_s);
        QVERIFY(m_sidebar->view()->isExpanded(m_sidebar->model().indexOf(TaskSection::Done)));
        QCOMPARE(m_sidebar->model().rowCount(), 1);
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(search->text().isEmpty());
        QVERIFY(!m_sidebar->view()->isExpanded(m_sidebar->model().indexOf(TaskSection::Done)));
    }

    void enterInTheSearchGoesToTheFirstFind()
    {
        auto *search = m_sidebar->findChild<QLineEdit *>(u"taskSearch"_s);
        QTest::keyClicks(search, u"undo moving"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(m_sidebar->model().card(m_sidebar->current())->title, u"Undo for moving several entries at once"_s);
    }

    void aDropAsksTheWorkbenchAndTheListFollows()
    {
        const QList<TaskId> queue = m_sidebar->model().tasksIn(TaskSection::Queued);
        Q_EMIT m_sidebar->model().moveRequested(queue[2], queue[0]);
        QCOMPARE(m_sidebar->model().tasksIn(TaskSection::Queued).constFirst(), queue[2]);
    }

    void aScreenReaderHearsStateAndProject()
    {
        m_sidebar->select(m_sidebar->model().tasksIn(TaskSection::NeedsYou).constFirst());
        const QString said = m_sidebar->view()->currentIndex().data(Qt::AccessibleTextRole).toString();
        QVERIFY2(said.contains(u"Asks you"_s) && said.contains(u"lantern"_s), qPrintable(said));
    }

    void aListOfAThousandTasksPaintsOnlyWhatIsSeen()
    {
        m_workbench->fill(1000);
        m_workbench->announceReady();
        QVERIFY(!m_sidebar->grab().isNull());
        QVERIFY(m_sidebar->model().tasksIn(TaskSection::NeedsYou).size() > 200);
    }

    void theHeadShowsTheStateAsAWordAndTheNextStepAsAButton()
    {
        TaskHeader header;
        QAction review(u"&Review"_s), other(u"Interrupt"_s);
        for (const TaskCard &card : m_workbench->tasks()) {
            if (card.state == TaskState::Failed)
                header.setTask(card, u"lantern"_s, {});
        }
        QCOMPARE(header.findChild<Chip *>()->look().word, u"Failed"_s);
        QVERIFY(header.findChild<QLabel *>(u"taskLine"_s)->text().contains(u"529"_s));
        header.setSteps({&review, &other});
        QCOMPARE(header.primaryButton()->text(), u"Review"_s);
        QSignalSpy triggered(&review, &QAction::triggered);
        header.primaryButton()->click();
        QCOMPARE(triggered.size(), 1);
        header.setSteps({});
        QVERIFY(!header.primaryButton());
    }

private:
    SystemClock m_clock;
    std::unique_ptr<FakeWorkbench> m_workbench;
    std::unique_ptr<TaskSidebar> m_sidebar;
};

QTEST_MAIN(TaskSidebarTest)
#include "tst_tasksidebar.moc"
