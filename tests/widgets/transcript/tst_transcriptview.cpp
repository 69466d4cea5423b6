// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/fakeworkbench.h"
#include "widgets/transcript/askbar.h"
#include "widgets/transcript/transcriptpane.h"
#include "widgets/transcript/transcriptview.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;
using Kind = TranscriptEntry::Kind;

namespace {

TranscriptEntry message(const QString &text, Kind kind = Kind::Message)
{
    TranscriptEntry e;
    e.kind = kind;
    e.text = text;
    return e;
}

QList<TranscriptEntry> many(int count)
{
    QList<TranscriptEntry> entries;
    for (int i = 0; i < count; ++i)
        entries << message(
            u"Entry %1 says something that may well be longer than one line of a narrow window can hold. "_s.arg(i)
                .repeated(1 + i % 5));
    return entries;
}

} // namespace

class TranscriptViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<TranscriptModel>();
        m_view = std::make_unique<TranscriptView>(m_model.get());
        m_view->resize(600, 400);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup()
    {
        m_view.reset();
        m_model.reset();
    }

    void itFollowsTheEndUntilSomebodyScrollsUp()
    {
        m_model->append(many(200));
        QScrollBar *bar = m_view->verticalScrollBar();
        QTRY_COMPARE(bar->value(), bar->maximum());
        QVERIFY(m_view->followsEnd());
        bar->setValue(bar->maximum() / 2);
        QVERIFY(!m_view->followsEnd());
        const int at = bar->value();
        m_model->append(many(50));
        QTest::qWait(20);
        QVERIFY(std::abs(bar->value() - at) < 4);
        m_view->goToEnd();
        QTRY_COMPARE(bar->value(), bar->maximum());
    }

    void itemsLieBelowEachOtherWithoutGapsWhereverOneLooks()
    {
        m_model->append(many(300));
        QScrollBar *bar = m_view->verticalScrollBar();
        for (int part = 0; part <= 10; ++part) {
            bar->setValue(bar->maximum() * part / 10);
            m_view->viewport()->repaint();
            QCoreApplication::processEvents();
            const QModelIndex first = m_view->indexAt(QPoint(20, 200));
            QVERIFY(first.isValid());
            const QRect rect = m_view->visualRect(first);
            QVERIFY(rect.contains(QPoint(20, 200)));
            if (first.row() + 1 < m_model->rowCount())
                QCOMPARE(m_view->visualRect(m_model->index(first.row() + 1)).top(), rect.bottom() + 1);
        }
    }

    void aClickOnTheHeadUnfoldsAndSpaceFoldsAgain()
    {
        TranscriptEntry call = message(u"line 1\nline 2\nline 3"_s, Kind::ToolCall);
        call.title = u"Run make"_s;
        m_model->append({call, message(u"after"_s)});
        const int folded = m_view->visualRect(m_model->index(0)).height();
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(m_model->index(0)).topLeft()
                          + QPoint(60, 16));
        QVERIFY(!m_model->isFolded(0));
        QTRY_VERIFY(m_view->visualRect(m_model->index(0)).height() > folded);
        m_view->setCurrentIndex(m_model->index(0));
        QTest::keyClick(m_view.get(), Qt::Key_Space);
        QVERIFY(m_model->isFolded(0));
    }

    void theSearchUnfoldsAndShowsWhatItFinds()
    {
        m_model->append(many(100));
        m_model->append({message(u"the needle"_s, Kind::Thought)});
        m_model->append(many(100));
        m_view->verticalScrollBar()->setValue(0);
        m_view->setSearchText(u"needle"_s);
        QVERIFY(m_view->findNext(false));
        QCOMPARE(m_view->currentIndex().row(), 100);
        QVERIFY(!m_model->isFolded(100));
        QVERIFY(m_view->viewport()->rect().intersects(m_view->visualRect(m_view->currentIndex())));
        m_view->setSearchText(u"nowhere"_s);
        QVERIFY(!m_view->findNext(false));
    }

    void whatIsChosenIsCopiedInFull()
    {
        TranscriptEntry call = message(u"x"_s.repeated(50'000), Kind::ToolCall);
        call.title = u"Print"_s;
        m_model->append({message(u"first"_s), call});
        m_view->selectAll();
        m_view->copySelection();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.startsWith(u"first\n\nPrint\n"_s));
        QVERIFY(copied.size() > 50'000);
    }

    void onlyWhatIsSeenIsLaidOut()
    {
        // 20,000 long entries: were all of them laid out, this would take far longer than the test may.
        m_model->append(many(20'000));
        QVERIFY(m_view->verticalScrollBar()->maximum() > 400'000);
        m_view->resize(500, 400);
        m_view->verticalScrollBar()->setValue(100'000);
        QVERIFY(!m_view->grab().isNull());
        QVERIFY(m_view->indexAt(QPoint(20, 100)).isValid());
    }

    void aScreenReaderHearsWhoSaysWhat()
    {
        TranscriptEntry call = message(u"out"_s, Kind::ToolCall);
        call.title = u"Run make"_s;
        m_model->append({call, message(u"Done."_s)});
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(list);
        QCOMPARE(list->text(QAccessible::Name), u"Transcript"_s);
        m_view->setCurrentIndex(m_model->index(0));
        QCOMPARE(list->text(QAccessible::Description), u"Run make"_s);
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QCOMPARE(list->text(QAccessible::Description), u"Done."_s);
    }

    void whatGrowsWhileTheRoundIsLoadedIsNotLostAndNotDoubled()
    {
        FakeWorkbench workbench;
        const TaskId task = workbench.add(TaskState::Working, u"x"_s);
        TranscriptPane pane(workbench);
        pane.showTask(task);
        pane.setRecord(workbench.record(task));
        Q_EMIT workbench.transcriptGrew(task, {message(u"early"_s)});
        QTRY_COMPARE(pane.model().rowCount(), 2); // the prompt, then what came early
        workbench.say(task, {message(u"later"_s)});
        QCOMPARE(pane.model().rowCount(), 3);
    }

    void aQuestionShowsItsAnswersAndGoesWhenItIsAnswered()
    {
        FakeWorkbench workbench;
        const TaskId task = workbench.add(TaskState::Asking, u"x"_s);
        TranscriptPane pane(workbench);
        pane.resize(700, 500);
        pane.show();
        pane.showTask(task);
        pane.setRecord(workbench.record(task));
        QVERIFY(pane.askBar()->isVisible());
        // Once, for the task, for the project, or not: what the agent would keep by itself is not offered.
        QCOMPARE(pane.askBar()->findChildren<QAbstractButton *>().size(), 4);
        QVERIFY(!pane.findChild<QAbstractButton *>(u"answer_allow_always"_s));
        QVERIFY(pane.findChild<QLabel *>(u"askReason"_s)->text().contains(u"The tests need it."_s));
        QTest::mouseClick(pane.findChild<QAbstractButton *>(u"answer_reject_once"_s), Qt::LeftButton);
        QCOMPARE(workbench.calls.constLast(), u"answerPermission %1 no"_s.arg(task.value));
        pane.setRecord(workbench.record(task));
        QVERIFY(!pane.askBar()->isVisible());
    }

    void aYesCanHoldForTheTaskOrTheProject()
    {
        FakeWorkbench workbench;
        const TaskId task = workbench.add(TaskState::Asking, u"x"_s);
        TranscriptPane pane(workbench);
        pane.showTask(task);
        pane.setRecord(workbench.record(task));
        auto *forProject = pane.findChild<QAbstractButton *>(u"answer_allow_once_project"_s);
        QVERIFY(forProject);
        QVERIFY(!forProject->toolTip().isEmpty()); // what exactly would be allowed
        QVERIFY(pane.askBar()->answer(u"allow_once"_s, GrantScope::Task));
        QCOMPARE(workbench.calls.constLast(), u"answerPermission %1 once for the task"_s.arg(task.value));
        QVERIFY(!pane.askBar()->answer(u"wait"_s));
    }

    void theStepThatWroteAFileIsShown()
    {
        FakeWorkbench workbench;
        const TaskId task = workbench.add(TaskState::Working, u"x"_s);
        TranscriptEntry edit = message(u"--- /w/src/tea.c\n+ brew();"_s, Kind::ToolCall);
        edit.id = u"call-7"_s;
        edit.title = u"Edit tea"_s;
        edit.paths = {u"/w/src/tea.c"_s};
        workbench.say(task, many(60));
        workbench.say(task, {edit});
        workbench.say(task, many(60));
        TranscriptPane pane(workbench);
        pane.resize(700, 500);
        pane.show();
        pane.showTask(task);
        pane.setRecord(workbench.record(task));
        QTRY_VERIFY(pane.model().rowCount() > 120);
        QSignalSpy said(&pane, &TranscriptPane::said);
        pane.showStep(u"src/tea.c"_s, {u"    brew();"_s});
        QTRY_VERIFY(pane.view()->currentIndex().isValid());
        const int row = pane.view()->currentIndex().row();
        QCOMPARE(pane.model().entry(row).id, u"call-7"_s);
        QVERIFY(!pane.model().isFolded(row));
        QVERIFY(pane.view()->viewport()->rect().intersects(pane.view()->visualRect(pane.view()->currentIndex())));

        QSignalSpy asked(&pane, &TranscriptPane::fileRequested);
        pane.goToFile();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toStringList(), QStringList{u"/w/src/tea.c"_s});
        pane.view()->setCurrentIndex(pane.model().index(0));
        pane.goToFile();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(said.size(), 1); // says why not
        pane.showStep(u"src/none.c"_s, {u"x"_s});
        QTRY_COMPARE(said.size(), 2);
        QCOMPARE(pane.view()->currentIndex().row(), 0);
    }

private:
    std::unique_ptr<TranscriptModel> m_model;
    std::unique_ptr<TranscriptView> m_view;
};

QTEST_MAIN(TranscriptViewTest)
#include "tst_transcriptview.moc"
