// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"
#include "store/storereader.h"

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** The program with its window, told to end by the system: nobody is there to answer a question. */
class TestWindowEnd : public QObject
{
    Q_OBJECT

    static TaskState stateOf(const EngineRig &rig, TaskId task)
    {
        const auto reader = StoreReader::open(rig.paths.store());
        return reader ? (*reader)->record(task).value_or(TaskRecord{}).task.state : TaskState::Draft;
    }

private Q_SLOTS:
    void terminationEndsItWhileAgentsWork()
    {
        EngineRig rig;
        rig.sample(u"hangs"_s);
        QVERIFY(rig.start(EngineMode::Passive));
        const TaskId task = rig.add(u"sample-hangs"_s);
        QVERIFY(task.isValid());
        rig.rememberStore();
        QVERIFY(rig.stop());

        Program window(rig, {u"--no-tray"_s});
        QVERIFY(window.hasStarted());
        QVERIFY(QTest::qWaitFor([&] { return stateOf(rig, task) == TaskState::Working && rig.processesLeft() > 0; },
                                EngineRig::patience));
        window.terminate();
        QCOMPARE(window.ends(), 0);
        QVERIFY(rig.noProcessIsLeft());
        QCOMPARE(Program(rig, {u"run"_s, u"--until-idle"_s}).ends(),
                 8); // keeps what the agent left, and leaves the rest to a person
        QCOMPARE(stateOf(rig, task), TaskState::Interrupted);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestWindowEnd test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_windowend.moc"
