// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/alertcenter.h"
#include "app/gui/trayicon.h"
#include "helpers/fakeworkbench.h"

#include <QSignalSpy>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

class Recorder final : public Notifier
{
public:
    void show(const Notification &notification) override { shown << notification; }
    void withdraw(quint64 key) override { withdrawn << key; }
    QList<Notification> shown;
    QList<quint64> withdrawn;
};

class FixedClock final : public Clock
{
public:
    QDateTime now() const override { return time; }
    qint64 monotonicMs() const override { return 0; }
    QDateTime time = QDateTime(QDate(2026, 3, 4), QTime(12, 0));
};

} // namespace

class AlertCenterTest : public QObject
{
    Q_OBJECT

    static PermissionAsk question(const QString &id, const QString &command)
    {
        PermissionAsk ask;
        ask.requestId = id;
        ask.title = u"Run a command"_s;
        ask.detail = command;
        ask.why = u"The tests need it."_s;
        ask.options = {{u"once"_s, u"Yes"_s, u"allow_once"_s}, {u"no"_s, u"No"_s, u"reject_once"_s}};
        return ask;
    }
    void reachAsking(const PermissionAsk &ask)
    {
        m_workbench->setState(m_task, TaskState::Asking);
        m_workbench->raiseAsk(m_task, u"Cache it"_s, ask);
    }

private Q_SLOTS:
    void init()
    {
        m_workbench = new FakeWorkbench(this);
        m_workbench->fill();
        m_recorder = new Recorder;
        m_recorder->setParent(this);
        m_clock.time = QDateTime(QDate(2026, 3, 4), QTime(12, 0));
        m_center = new AlertCenter(*m_workbench, *m_recorder, m_clock, this);
        m_center->setBatchTime(0);
        m_task = m_workbench->add(TaskState::Working, u"Cache it"_s);
    }
    void cleanup()
    {
        delete m_center;
        delete m_recorder;
        delete m_workbench;
    }

    void aReviewIsToldOnceWithItsButtons()
    {
        reach(TaskState::Review);
        QTRY_COMPARE(m_recorder->shown.size(), 1);
        QCOMPARE(m_recorder->shown[0].key, quint64(m_task.value));
        QCOMPARE(m_recorder->shown[0].actions[1], (Notification::Action{u"open"_s, u"Open review"_s}));
        QCOMPARE(m_recorder->shown[0].actions[2].id, u"later"_s);
        m_workbench->raise(m_task, u"Cache it"_s, u"again"_s, TaskState::Review);
        QTest::qWait(20);
        QCOMPARE(m_recorder->shown.size(), 1);
    }

    void aQuestionIsUrgentAndSaysAnswer()
    {
        reach(TaskState::Asking);
        QTRY_COMPARE(m_recorder->shown.size(), 1);
        QVERIFY(m_recorder->shown[0].urgent);
        QCOMPARE(m_recorder->shown[0].actions[0].label, u"Answer"_s);
    }

    void aQuestionIsAnsweredFromItsNotificationAndNoOtherOne()
    {
        const PermissionAsk ask = question(u"req-a"_s, u"make check"_s);
        reachAsking(ask);
        QTRY_COMPARE(m_recorder->shown.size(), 1);
        const Notification shown = m_recorder->shown.constFirst();
        QVERIFY2(shown.text.contains(u"make check"_s) && shown.text.contains(u"The tests need it."_s),
                 qPrintable(shown.text));
        const auto allow = std::ranges::find(shown.actions, u"Allow once"_s, &Notification::Action::label);
        QVERIFY(allow != shown.actions.cend());
        // A second question comes before the person clicks on the first one's notification.
        m_workbench->raiseAsk(m_task, u"Cache it"_s, question(u"req-b"_s, u"rm -rf build"_s));
        QTRY_COMPARE(m_recorder->shown.size(), 2);
        const qsizetype calls = m_workbench->calls.size();
        Q_EMIT m_recorder->activated(shown.key, allow->id, {});
        QCOMPARE(m_workbench->calls.size(), calls); // it opens the window instead
        const auto second = std::ranges::find(m_recorder->shown[1].actions, u"Refuse"_s, &Notification::Action::label);
        Q_EMIT m_recorder->activated(shown.key, second->id, {});
        QCOMPARE(m_workbench->calls.constLast(), u"answerPermission %1 no"_s.arg(m_task.value));
    }

    void whatANotificationCannotShowIsNotAllowedFromIt()
    {
        reachAsking(question(u"req-a"_s, QString(500, u'x')));
        QTRY_COMPARE(m_recorder->shown.size(), 1);
        const auto &actions = m_recorder->shown[0].actions;
        QVERIFY(std::ranges::find(actions, u"Allow once"_s, &Notification::Action::label) == actions.cend());
        QVERIFY(std::ranges::find(actions, u"Refuse"_s, &Notification::Action::label) != actions.cend());
    }

    void anAlertAboutAStateThatIsOverNeedsNobody()
    {
        m_workbench->raise(m_task, u"Cache it"_s, u"late"_s, TaskState::Review); // it still works
        QTest::qWait(20);
        QVERIFY(m_recorder->shown.isEmpty());
    }

    void severalAtATimeAreOneNotification()
    {
        m_center->setBatchTime(30);
        const TaskId other = m_workbench->add(TaskState::Working, u"Another"_s);
        reach(TaskState::Review);
        m_workbench->setState(other, TaskState::Failed);
        m_workbench->raise(other, u"Another"_s, u"crashed"_s, TaskState::Failed);
        QTRY_COMPARE(m_recorder->shown.size(), 1);
        QVERIFY(m_recorder->shown[0].text.contains(u"Another"_s));
        QVERIFY(m_recorder->shown[0].text.contains(u"Cache it"_s));
        QSignalSpy opened(m_center, &AlertCenter::openRequested);
        Q_EMIT m_recorder->activated(m_recorder->shown[0].key, u"open"_s, {});
        QCOMPARE(opened.size(), 1);
        QVERIFY(!opened[0][0].value<TaskId>().isValid());
    }

    void whatWasAnsweredElsewhereIsWithdrawnAndANewNeedIsToldAgain()
    {
        reach(TaskState::Review);
        QTRY_COMPARE(m_recorder->shown.size(), 1);
        m_workbench->setState(m_task, TaskState::Working);
        QCOMPARE(m_recorder->withdrawn, (QList<quint64>{quint64(m_task.value)}));
        QTest::qWait(2);
        reach(TaskState::Review);
        QTRY_COMPARE(m_recorder->shown.size(), 2);
    }

    void quietHoursAreQuietAlsoOverMidnight()
    {
        Preferences p;
        p.quietHours = true;
        m_center->setPreferences(p);
        m_clock.time.setTime(QTime(23, 30));
        reach(TaskState::Review);
        QTest::qWait(20);
        QVERIFY(m_recorder->shown.isEmpty());
        QVERIFY(p.isQuietAt(QTime(6, 59)));
        QVERIFY(!p.isQuietAt(QTime(7, 0)));
        QVERIFY(!p.isQuietAt(QTime(21, 59)));
    }

    void whatNobodyWasToldOfIsToldAtTheNextStartAndOnlyOnce()
    {
        reach(TaskState::Review);
        m_workbench->setState(m_task, TaskState::Working);
        m_workbench->setState(m_task, TaskState::Review); // its alert never came: Docket was killed before
        for (int start = 0; start < 3; ++start) {
            delete m_center;
            m_recorder->shown.clear();
            m_center = new AlertCenter(*m_workbench, *m_recorder, m_clock, this);
            m_center->setBatchTime(0);
            m_workbench->announceReady();
            QTest::qWait(20);
            QCOMPARE(m_recorder->shown.size(), start == 0 ? 1 : 0);
        }
        m_workbench->setState(m_task, TaskState::Working);
        QTest::qWait(2); // another moment
        reach(TaskState::Review);
        QTRY_COMPARE(m_recorder->shown.size(), 1); // another need
    }

    void anAlertThatIsQuickerThanTheFirstLoadIsNotLost()
    {
        FakeWorkbench empty;
        AlertCenter center(empty, *m_recorder, m_clock);
        center.setBatchTime(0);
        empty.raise(TaskId{1}, u"Cache it"_s, u"crashed"_s, TaskState::Interrupted);
        QTest::qWait(20);
        QVERIFY(m_recorder->shown.isEmpty());
        const TaskId task = empty.add(TaskState::Interrupted, u"Cache it"_s);
        QCOMPARE(task, TaskId{1});
        empty.announceReady();
        QTRY_COMPARE(m_recorder->shown.size(), 1);
    }

    void theTaskThatIsLookedAtIsNotAnnounced()
    {
        m_center->setWatched(m_task);
        reach(TaskState::Review);
        QTest::qWait(20);
        QVERIFY(m_recorder->shown.isEmpty());
    }

    void laterOpensNothingAndOpenOpensTheTask()
    {
        reach(TaskState::Review);
        QTRY_COMPARE(m_recorder->shown.size(), 1);
        QSignalSpy opened(m_center, &AlertCenter::openRequested);
        Q_EMIT m_recorder->activated(quint64(m_task.value), u"later"_s, {});
        QCOMPARE(opened.size(), 0);
        Q_EMIT m_recorder->activated(quint64(m_task.value), u"default"_s, u"token-1"_s);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<TaskId>(), m_task);
        QCOMPARE(opened[0][1].toString(), u"token-1"_s);
    }

    void theTraysPictureShowsThatSomethingWaits()
    {
        const QImage none = docketPixmap(64, 0).toImage(), two = docketPixmap(64, 2).toImage(), many = docketPixmap(64,
            12).toImage();
        QVERIFY(none != two);
        QVERIFY(two != many);
        QCOMPARE(docketPixmap(64, 12).toImage(), docketPixmap(64, 30).toImage());
    }

private:
    void reach(TaskState state)
    {
        m_workbench->setState(m_task, state);
        m_workbench->raise(m_task, u"Cache it"_s, u"Two checks passed"_s, state);
    }

    FakeWorkbench *m_workbench = nullptr;
    Recorder *m_recorder = nullptr;
    AlertCenter *m_center = nullptr;
    FixedClock m_clock;
    TaskId m_task;
};

QTEST_MAIN(AlertCenterTest)
#include "tst_alertcenter.moc"
