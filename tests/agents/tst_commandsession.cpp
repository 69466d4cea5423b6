// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessionrun.h"
#include "process/qtprocess.h"
#include "process/spool.h"

using namespace docket;
using namespace Qt::StringLiterals;

class TestCommandSession : public QObject
{
    Q_OBJECT

    using Outcome = AgentRoundEnded::Outcome;

    QtProcessFactory m_factory;

    static AgentProfile profile(const QStringList &steps, PromptMode mode = PromptMode::Stdin)
    {
        return {.id = u"any"_s,
                .name = u"Any"_s,
                .command = QStringList{qEnvironmentVariable("DOCKET_TESTPROGRAM")} + steps,
                .promptMode = mode};
    }
    std::unique_ptr<SessionRun> begin(const AgentProfile &how, const RoundRequest &request)
    {
        auto run = std::make_unique<SessionRun>(makeSession(how, m_factory));
        run->session->start(request);
        return run;
    }

private Q_SLOTS:
    void thePromptComesOnTheInput()
    {
        RoundFolder folder;
        const auto run = begin(profile({u"cat"_s}), folder.request(u"make tea\nplease"_s));
        QVERIFY(run->waitForEnd());
        QVERIFY(run->end.isPositive());
        QCOMPARE(run->said(), u"make tea\nplease\n"_s);
    }

    void thePromptComesAsAnArgument()
    {
        RoundFolder folder;
        const auto run =
            begin(profile({u"out:{prompt} in {worktree} for {task} round {round}"_s, u"cat"_s}, PromptMode::Argument),
                  folder.request(u"make `tea` $NOW"_s, 2));
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->said(), u"make `tea` $NOW in %1 for T-1 round 2\n"_s.arg(folder.worktree()));
    }

    void thePromptComesInAFile()
    {
        RoundFolder folder;
        AgentProfile how{.id = u"any"_s,
                         .name = u"Any"_s,
                         .command = {u"cat"_s, u"{prompt_file}"_s},
                         .promptMode = PromptMode::File};
        const auto run = begin(how, folder.request(u"make tea"_s));
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->said(), u"make tea\n"_s);
    }

    void onlyExitCodeZeroIsDone()
    {
        RoundFolder folder;
        const auto failed = begin(profile({u"err:cannot boil"_s, u"exit:4"_s}), folder.request(u"x"_s));
        QVERIFY(failed->waitForEnd());
        QCOMPARE(failed->end.outcome, Outcome::Failed);
        QCOMPARE(failed->end.failure, FailureKind::ExitCode);
        QCOMPARE(failed->end.exitCode, 4);
        QVERIFY(failed->end.sentence.contains(u"cannot boil"_s));
        const auto crashed = begin(profile({u"out:x"_s, u"crash"_s}), folder.request(u"x"_s));
        QVERIFY(crashed->waitForEnd());
        QCOMPARE(crashed->end.failure, FailureKind::Crashed);
    }

    void itsOutputIsKeptRaw()
    {
        RoundFolder folder;
        const RoundRequest request = folder.request(u"x"_s);
        const auto run = begin(profile({u"raw:636166e90a"_s, u"long:100"_s}), request);
        QVERIFY(run->waitForEnd());
        QFile raw(request.rawFile);
        QVERIFY(raw.open(QIODevice::ReadOnly));
        QCOMPARE(raw.readAll(), "caf\xe9\n" + QByteArray(100, 'x'));
        QVERIFY(run->said().startsWith(u"caf\ufffd\n"_s));
    }

    void stopEndsWhatIgnoresTerminationAndItsChildren()
    {
        RoundFolder folder;
        const auto run = begin(profile({u"ignore:term"_s, u"daemon"_s, u"child"_s, u"out:ready"_s, u"hang"_s}),
                               folder.request(u"x"_s));
        QVERIFY(run->waitForText(u"ready"_s));
        const QStringList printed = run->said().split(u'\n');
        run->session->stop();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Interrupted);
        QVERIFY(run->end.survivors.isEmpty());
        const auto processes = runningProcesses();
        for (const QString &pid : printed.first(2)) {
            QVERIFY(std::ranges::none_of(processes, [&](const ProcessInfo &process) {
                return process.pid == pid.toLongLong() && process.isAlive();
            }));
        }
    }

    void whatItLeavesBehindIsEndedToo()
    {
        RoundFolder folder;
        const auto run = begin(profile({u"daemon"_s, u"exit:0"_s}), folder.request(u"x"_s));
        QVERIFY(run->waitForEnd());
        QVERIFY(run->end.isPositive());
        QVERIFY(leftOverTrees(folder.request({}).marker.split('-').first()).isEmpty());
    }

    void interruptIsSigint()
    {
        RoundFolder folder;
        const auto run = begin(profile({u"tell:int"_s, u"out:ready"_s, u"hang"_s}), folder.request(u"x"_s));
        QVERIFY(run->waitForText(u"ready"_s));
        run->session->interrupt();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Interrupted);
        QVERIFY(run->said().contains(u"told"_s));
    }

    void aFloodEndsWithoutFillingTheMemory()
    {
        RoundFolder folder;
        RoundRequest request = folder.request(u"x"_s);
        const auto run = begin(profile({u"flood:200"_s}), request);
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::Flooded);
        QVERIFY(QFileInfo(request.rawFile).size() <= Spool::defaultCap + 200);
        QVERIFY(QFileInfo(request.transcriptFile).size() <= Spool::defaultCap + 200);
    }

    void aWorktreeThatTheAgentRemovedIsNamed()
    {
        RoundFolder folder;
        const auto run = begin(profile({u"removecwd"_s}), folder.request(u"x"_s));
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::WorktreeGone);
    }
};

QTEST_GUILESS_MAIN(TestCommandSession)
#include "tst_commandsession.moc"
