// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/fakeprocess.h"
#include "process/qtprocess.h"
#include "process/processrun.h"

#include <QTemporaryDir>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

// Plays the test program's steps that the contract needs.
void playTestProgram(FakeProcess &process)
{
    auto ignored = std::make_shared<QByteArrayList>();
    auto told = std::make_shared<QByteArrayList>();
    process.onStarted = [ignored, told](FakeProcess &self) {
        for (const QString &step : std::as_const(self.setup.arguments)) {
            const QByteArray value = step.section(u':', 1).toUtf8();
            if (step.startsWith(u"out:"_s))
                self.say(value + '\n');
            else if (step.startsWith(u"err:"_s))
                self.say(value + '\n', Channel::Error);
            else if (step.startsWith(u"env:"_s))
                self.say(self.setup.environment.value(QString::fromUtf8(value), u"(unset)"_s).toUtf8() + '\n');
            else if (step.startsWith(u"ignore:"_s))
                ignored->append(value);
            else if (step.startsWith(u"tell:"_s))
                told->append(value);
            else if (step.startsWith(u"exit:"_s))
                return self.exit(value.toInt());
            else if (step == u"crash"_s)
                return self.crash(SIGSEGV);
            else if (step == u"hang"_s || step == u"cat"_s)
                return;
        }
        self.exit(0);
    };
    process.onLine = [](FakeProcess &self, const QByteArray &line) {
        if (self.setup.arguments.contains(u"cat"_s))
            self.say(line + '\n');
    };
    process.onInputClosed = [](FakeProcess &self) {
        if (self.setup.arguments.contains(u"cat"_s))
            self.exit(0);
    };
    process.onSignal = [ignored, told](FakeProcess &self, const QByteArray &signal) {
        if (ignored->contains(signal))
            return true;
        if (!told->contains(signal))
            return false;
        self.say("told\n");
        self.exit(7);
        return true;
    };
}

std::unique_ptr<Process> makeFake()
{
    auto fake = std::make_unique<FakeProcess>();
    playTestProgram(*fake);
    return fake;
}

} // namespace

class TestProcessContract : public QObject
{
    Q_OBJECT

    using Maker = std::unique_ptr<Process> (*)();
    using Outcome = ProcessResult::Outcome;

    static void bothKinds()
    {
        QTest::addColumn<bool>("isReal");
        QTest::newRow("fake") << false;
        QTest::newRow("real") << true;
    }
    static std::unique_ptr<Process> make()
    {
        QFETCH(bool, isReal);
        return isReal ? std::make_unique<QtProcess>() : makeFake();
    }

private Q_SLOTS:
    void anExitCodeIsNotACrash_data() { bothKinds(); }
    void anExitCodeIsNotACrash()
    {
        ProcessRun run(make());
        run->start(testProgram({u"out:hello"_s, u"err:trouble"_s, u"exit:3"_s}));
        QVERIFY(run.waitForDone());
        QCOMPARE(run.result.outcome, Outcome::Finished);
        QCOMPARE(run.result.exitCode, 3);
        QVERIFY(!run.result.succeeded());
        QCOMPARE(run.out, "hello\n");
        QCOMPARE(run.err, "trouble\n");
        QVERIFY(run.orderIsKept);
    }

    void exitCodeZeroIsTheOnlySuccess_data() { bothKinds(); }
    void exitCodeZeroIsTheOnlySuccess()
    {
        ProcessRun run(make());
        run->start(testProgram({u"out:done"_s}));
        QVERIFY(run.waitForDone());
        QVERIFY(run.result.succeeded());
        QCOMPARE(run->state(), Process::State::Done);
        QVERIFY(run->pid() > 0);
    }

    void nothingIsSaidInsideStart_data() { bothKinds(); }
    void nothingIsSaidInsideStart()
    {
        ProcessRun run(make());
        QCOMPARE(run->state(), Process::State::Idle);
        run->start(testProgram({}));
        QCOMPARE(run.startedCount + run.doneCount, 0);
        QCOMPARE(run->state(), Process::State::Starting);
        QVERIFY(run.waitForDone());
        QCOMPARE(run.startedCount, 1);
        QCOMPARE(run.doneCount, 1);
    }

    void aCrashNamesItsSignal_data() { bothKinds(); }
    void aCrashNamesItsSignal()
    {
        ProcessRun run(make());
        run->start(testProgram({u"out:so far"_s, u"crash"_s}));
        QVERIFY(run.waitForDone());
        QCOMPARE(run.result.outcome, Outcome::Crashed);
        QCOMPARE(run.result.signal, SIGSEGV);
        QCOMPARE(run.out, "so far\n");
    }

    void whatIsWrittenEarlyArrives_data() { bothKinds(); }
    void whatIsWrittenEarlyArrives()
    {
        ProcessRun run(make());
        ProcessSetup setup = testProgram({u"cat"_s});
        setup.input = ProcessSetup::Input::Pipe;
        run->start(setup);
        run->write("one\n");
        run->write("two\n");
        run->closeInput();
        run->write("too late\n");
        QVERIFY(run.waitForDone());
        QCOMPARE(run.out, "one\ntwo\n");
        QVERIFY(run.result.succeeded());
    }

    void aTalkGoesBackAndForth_data() { bothKinds(); }
    void aTalkGoesBackAndForth()
    {
        ProcessRun run(make());
        ProcessSetup setup = testProgram({u"cat"_s});
        setup.input = ProcessSetup::Input::Pipe;
        run->start(setup);
        QVERIFY(run.waitForStart());
        if (QTest::currentDataTag() == QByteArray("fake")) {
            run->write("ping\n"); // a stream copy buffers until the end in the real program
            QVERIFY(run.waitForOutput("ping\n"));
        }
        run->closeInput();
        QVERIFY(run.waitForDone());
    }

    void closedInputIsAtItsEnd_data() { bothKinds(); }
    void closedInputIsAtItsEnd()
    {
        ProcessRun run(make());
        run->start(testProgram({u"cat"_s}));
        run->write("nobody reads this\n");
        QVERIFY(run.waitForDone());
        QCOMPARE(run.out, "");
        QVERIFY(run.result.succeeded());
    }

    void onlyTheGivenEnvironmentIsThere_data() { bothKinds(); }
    void onlyTheGivenEnvironmentIsThere()
    {
        qputenv("DOCKET_SECRET_OF_THE_PARENT", "secret");
        ProcessRun run(make());
        ProcessSetup setup = testProgram({u"env:GIVEN"_s, u"env:DOCKET_SECRET_OF_THE_PARENT"_s});
        setup.environment.insert(u"GIVEN"_s, u"yes"_s);
        run->start(setup);
        QVERIFY(run.waitForDone());
        QCOMPARE(run.out, "yes\n(unset)\n");
    }

    void terminateLetsItSayGoodbye_data() { bothKinds(); }
    void terminateLetsItSayGoodbye()
    {
        ProcessRun run(make());
        run->start(testProgram({u"tell:term"_s, u"out:ready"_s, u"hang"_s}));
        QVERIFY(run.waitForOutput("ready"));
        run->terminate();
        QVERIFY(run.waitForDone());
        QCOMPARE(run.out, "ready\ntold\n");
        QCOMPARE(run.result.outcome, Outcome::Killed);
    }

    void interruptIsNotAKill_data() { bothKinds(); }
    void interruptIsNotAKill()
    {
        ProcessRun run(make());
        run->start(testProgram({u"tell:int"_s, u"out:ready"_s, u"hang"_s}));
        QVERIFY(run.waitForOutput("ready"));
        run->interrupt();
        QVERIFY(run.waitForDone());
        QCOMPARE(run.result.outcome, Outcome::Finished);
        QCOMPARE(run.result.exitCode, 7);
    }

    void killEndsWhatIgnoresTerminate_data() { bothKinds(); }
    void killEndsWhatIgnoresTerminate()
    {
        ProcessRun run(make());
        run->start(testProgram({u"ignore:term"_s, u"out:ready"_s, u"hang"_s}));
        QVERIFY(run.waitForOutput("ready"));
        run->terminate();
        run->kill();
        QVERIFY(run.waitForDone());
        QCOMPARE(run.result.outcome, Outcome::Killed);
        QCOMPARE(run.result.signal, SIGKILL);
    }

    void killBeforeItRunsStillEndsIt_data() { bothKinds(); }
    void killBeforeItRunsStillEndsIt()
    {
        ProcessRun run(make());
        run->start(testProgram({u"hang"_s}));
        run->kill();
        QVERIFY(run.waitForDone());
        QCOMPARE(run.result.outcome, Outcome::Killed);
        QCOMPARE(run.doneCount, 1);
    }

    void ordersAfterTheEndDoNothing_data() { bothKinds(); }
    void ordersAfterTheEndDoNothing()
    {
        ProcessRun run(make());
        run->start(testProgram({}));
        QVERIFY(run.waitForDone());
        run->write("x");
        run->closeInput();
        run->interrupt();
        run->terminate();
        run->kill();
        QTest::qWait(0);
        QCOMPARE(run.doneCount, 1);
    }

    void aProgramThatIsNotThereFailsToStart()
    {
        ProcessRun run(std::make_unique<QtProcess>());
        ProcessSetup setup = testProgram({});
        setup.program = u"no-such-program-of-docket"_s;
        run->start(setup);
        QVERIFY(run.waitForDone());
        QCOMPARE(run.result.outcome, Outcome::FailedToStart);
        QVERIFY(!run.result.errorText.isEmpty());
        QCOMPARE(run.startedCount, 0);
    }

    void aFolderThatIsNotThereFailsToStart()
    {
        ProcessRun run(std::make_unique<QtProcess>());
        ProcessSetup setup = testProgram({});
        setup.workingDirectory = u"/no/such/folder"_s;
        run->start(setup);
        QVERIFY(run.waitForDone());
        QCOMPARE(run.result.outcome, Outcome::FailedToStart);
        QVERIFY(run.result.errorText.contains(u"folder"_s));
    }

    void theChildLeadsItsOwnSession()
    {
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(testProgram({u"ids"_s}));
        QVERIFY(run.waitForDone());
        const QByteArrayList ids = run.out.trimmed().split(' ');
        QCOMPARE(ids.size(), 3);
        QCOMPARE(ids[0], QByteArray::number(run->pid()));
        QCOMPARE(ids[1], ids[0]);
        QCOMPARE(ids[2], ids[0]);
    }

    void noDescriptorIsInherited()
    {
        const int leak = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC
        QVERIFY(leak > 2);
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(testProgram({u"descriptors"_s}));
        QVERIFY(run.waitForDone());
        ::close(leak);
        QCOMPARE(run.out, "0\n");
    }

    void argumentsAreNeverReadByAShell()
    {
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(testProgram({u"out:$HOME `id` \"quoted\" ; rm -rf *"_s}));
        QVERIFY(run.waitForDone());
        QCOMPARE(run.out, "$HOME `id` \"quoted\" ; rm -rf *\n");
    }

    void aFloodArrivesWholeInSmallPieces()
    {
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(testProgram({u"flood:20"_s, u"out:end"_s}));
        QVERIFY(run.waitForDone());
        QCOMPARE(run.out.size(), 20 * 1024 * 1024 + 4);
        QVERIFY(run.out.endsWith("end\n"));
        QVERIFY(run.orderIsKept);
    }

    void aGrandchildThatHoldsThePipeDoesNotHoldTheEnd()
    {
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(testProgram({u"child"_s, u"exit:0"_s}));
        QVERIFY(run.waitForDone());
        const auto child = run.out.trimmed().toLongLong();
        QVERIFY(child > 0);
        QCOMPARE(::kill(static_cast<pid_t>(child), SIGKILL), 0);
    }

    void aFileLimitHolds()
    {
        QTemporaryDir folder;
        ProcessRun run(std::make_unique<QtProcess>());
        ProcessSetup setup = testProgram({u"write:"_s + folder.filePath(u"file"_s)});
        setup.limits.fileBytes = 4;
        run->start(setup);
        QVERIFY(run.waitForDone());
        QCOMPARE(run.result.outcome, Outcome::Crashed);
        QCOMPARE(run.result.signal, SIGXFSZ);
    }

    void destroyingItEndsIt()
    {
        qint64 pid = 0;
        {
            ProcessRun run(std::make_unique<QtProcess>());
            run->start(testProgram({u"ignore:term"_s, u"out:ready"_s, u"hang"_s}));
            QVERIFY(run.waitForOutput("ready"));
            pid = run->pid();
        }
        QTRY_COMPARE(::kill(static_cast<pid_t>(pid), 0), -1);
    }

    void programsAreFoundOnTheGivenPathOnly()
    {
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, u"/nowhere"_s);
        QCOMPARE(findProgram(u"sh"_s, environment), QString());
        environment.insert(u"PATH"_s, u"/nowhere:/bin"_s);
        QCOMPARE(findProgram(u"sh"_s, environment), u"/bin/sh"_s);
        QCOMPARE(findProgram(u"/bin/sh"_s, {}), u"/bin/sh"_s);
        QCOMPARE(findProgram(u"/etc/passwd"_s, {}), QString());
        QCOMPARE(findProgram({}, environment), QString());
    }
};

QTEST_GUILESS_MAIN(TestProcessContract)
#include "tst_processcontract.moc"
