// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessionrun.h"
#include "process/qtprocess.h"

#include <QDirIterator>
#include <QProcess>

using namespace docket;
using namespace Qt::StringLiterals;

/** The sample agent as an outside program: every way of working ends in a clear state, contained or not. */
class TestSampleAgent : public QObject
{
    Q_OBJECT

    using Outcome = AgentRoundEnded::Outcome;
    using Kind = AgentPermissionRequest::OptionKind;

    QtProcessFactory m_factory;
    SandboxStatus m_sandbox;

    static AgentProfile profile(const QString &way = {}, int round = 1)
    {
        AgentProfile how{.id = u"sample"_s,
                         .name = u"Sample agent"_s,
                         .protocol = AgentProtocol::Acp,
                         .command = {qEnvironmentVariable("DOCKET_SAMPLE_AGENT"), u"--delay"_s, u"0"_s, u"--round"_s,
                                     QString::number(round)}};
        if (!way.isEmpty())
            how.command << u"--way"_s << way;
        return how;
    }
    std::unique_ptr<SessionRun> begin(const AgentProfile &how, const RoundRequest &request)
    {
        auto run = std::make_unique<SessionRun>(makeSession(how, m_factory));
        run->session->start(request);
        return run;
    }
    RoundRequest contained(const RoundFolder &folder, RoundRequest request) const
    {
        request.sandbox = SandboxProfile{.home = folder.path(), .hidden = {}};
        request.sandboxProgram = m_sandbox.program;
        return request;
    }
    static void copySampleProject(const QString &to)
    {
        const QString from = qEnvironmentVariable("DOCKET_SAMPLE_PROJECT");
        for (QDirIterator it(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();) {
            const QString path = it.next();
            const QString target = to + path.sliced(from.size());
            QDir().mkpath(QFileInfo(target).path());
            QVERIFY(QFile::copy(path, target));
        }
    }
    static int make(const QString &folder, const QString &target)
    {
        QProcess process;
        process.setWorkingDirectory(folder);
        process.start(u"make"_s, {u"-s"_s, target});
        process.waitForFinished(120000);
        if (process.exitCode() != 0)
            qWarning() << process.readAllStandardError();
        return process.exitCode();
    }
    static QString spec(const QString &name)
    {
        QFile file(qEnvironmentVariable("DOCKET_SAMPLE_PROJECT") + u"/specs/"_s + name);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        SandboxProbe probe(m_factory);
        bool over = false;
        connect(&probe, &SandboxProbe::finished, this, [&](const SandboxStatus &status) {
            m_sandbox = status;
            over = true;
        });
        probe.start(QProcessEnvironment::systemEnvironment());
        QTRY_VERIFY(over);
        qInfo() << m_sandbox.sentence;
    }

    void everyWayEndsInAClearState_data()
    {
        QTest::addColumn<QString>("way");
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<FailureKind>("failure");
        const auto row = [](const char *way, Outcome outcome, FailureKind failure) {
            QTest::newRow(way) << QString::fromLatin1(way) << outcome << failure;
        };
        row("nothing", Outcome::Finished, FailureKind::None);
        row("crashes", Outcome::Failed, FailureKind::Crashed);
        row("exits-at-once", Outcome::Failed, FailureKind::ExitedAtOnce);
        row("exits", Outcome::Failed, FailureKind::ExitCode);
        row("ends-without-word", Outcome::Unknown, FailureKind::NoPositiveEnd);
        row("floods", Outcome::Failed, FailureKind::Flooded);
        row("floods-a-little", Outcome::Finished, FailureKind::None);
        row("bad-utf8", Outcome::Finished, FailureKind::None);
        row("no-newline", Outcome::Finished, FailureKind::None);
        row("broken-json", Outcome::Finished, FailureKind::None);
        row("only-broken-json", Outcome::Failed, FailureKind::MalformedStream);
        row("daemons", Outcome::Finished, FailureKind::None);
        row("refuses", Outcome::Refused, FailureKind::None);
        row("runs-out", Outcome::Failed, FailureKind::NoPositiveEnd);
        row("rate-limited", Outcome::Failed, FailureKind::RateLimited);
        row("model-down", Outcome::Failed, FailureKind::ModelDown);
        row("unauthorised", Outcome::Failed, FailureKind::AuthNeeded);
        row("needs-login", Outcome::Failed, FailureKind::AuthNeeded);
        row("removes-worktree", Outcome::Failed, FailureKind::WorktreeGone);
    }
    void everyWayEndsInAClearState()
    {
        QFETCH(QString, way);
        RoundFolder folder;
        const RoundRequest request = folder.request(u"# Tea\n"_s);
        const auto run = begin(profile(way), request);
        QVERIFY(run->waitForEnd());
        QTEST(run->end.outcome, "outcome");
        QTEST(run->end.failure, "failure");
        QVERIFY(!run->end.sentence.isEmpty());
        QVERIFY(run->end.survivors.isEmpty());
        QVERIFY(leftOverTrees(request.marker.split('-').first()).isEmpty());
        QVERIFY(QFileInfo::exists(request.transcriptFile));
    }

    void everyWayEndsInAClearStateContained_data() { everyWayEndsInAClearState_data(); }
    void everyWayEndsInAClearStateContained()
    {
        if (!m_sandbox.available)
            QSKIP(qPrintable(m_sandbox.sentence));
        QFETCH(QString, way);
        QFETCH(Outcome, outcome);
        QFETCH(FailureKind, failure);
        RoundFolder folder;
        const auto run = begin(profile(way), contained(folder, folder.request(u"# Tea\n"_s)));
        QVERIFY(run->waitForEnd());
        if (failure == FailureKind::WorktreeGone) { // inside, it cannot be removed
            QVERIFY(QFileInfo::exists(folder.worktree() + u"/.git"_s));
        } else if (failure == FailureKind::Crashed) { // the launcher reports it as an exit code
            QVERIFY(!run->end.isPositive());
        } else {
            QCOMPARE(run->end.outcome, outcome);
            QCOMPARE(run->end.failure, failure);
        }
        QVERIFY(run->end.survivors.isEmpty());
    }

    void whatHangsOrIgnoresTerminationCanBeStopped_data()
    {
        QTest::addColumn<QString>("way");
        QTest::addColumn<bool>("isContained");
        for (const char *way : {"hangs", "ignores-term"}) {
            QTest::addRow("%s", way) << QString::fromLatin1(way) << false;
            QTest::addRow("%s contained", way) << QString::fromLatin1(way) << true;
        }
    }
    void whatHangsOrIgnoresTerminationCanBeStopped()
    {
        QFETCH(QString, way);
        QFETCH(bool, isContained);
        if (isContained && !m_sandbox.available)
            QSKIP(qPrintable(m_sandbox.sentence));
        RoundFolder folder;
        const RoundRequest request = folder.request(u"# Tea\n"_s);
        const auto run = begin(profile(way), isContained ? contained(folder, request) : request);
        QVERIFY(run->waitForText(u"I have begun."_s));
        run->session->stop();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Interrupted);
        QVERIFY(run->end.survivors.isEmpty());
        QCOMPARE(folder.read(u"docs/started.md"_s), "# Started\n\nThe work had begun.\n"); // what it left is kept
    }

    void aHangingTurnIsInterruptedPolitely()
    {
        RoundFolder folder;
        const auto run = begin(profile(u"hangs"_s), folder.request(u"# Tea\n"_s));
        QVERIFY(run->waitForText(u"I have begun."_s));
        run->session->interrupt();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Interrupted);
        QVERIFY(run->end.sessionId.startsWith(u"sample-"_s));
    }

    void permissionIsAskedAndObeyed_data()
    {
        QTest::addColumn<Kind>("answer");
        QTest::addColumn<bool>("isDone");
        QTest::newRow("allowed") << Kind::AllowOnce << true;
        QTest::newRow("refused") << Kind::RejectOnce << false;
    }
    void permissionIsAskedAndObeyed()
    {
        QFETCH(Kind, answer);
        RoundFolder folder;
        const auto run = begin(profile(u"asks"_s), folder.request(u"# Tea\n"_s));
        run->onPermission = [&](const AgentPermissionRequest &asked) {
            QCOMPARE(asked.toolCall.command, u"echo tea > docs/asked.txt"_s);
            QVERIFY(!asked.why.isEmpty());
            QVERIFY(run->session->answerPermission(asked.id, SessionRun::option(asked, answer), u"person"_s));
        };
        QVERIFY(run->waitForEnd());
        QVERIFY(run->end.isPositive());
        QTEST(folder.read(u"docs/asked.txt"_s) == "tea\n", "isDone");
    }

    void aSessionIsResumedInTheNextRound()
    {
        RoundFolder folder;
        const auto first = begin(profile(), folder.request(u"# Boil water\n- AC-1: it boils\n"_s));
        QVERIFY(first->waitForEnd());
        QVERIFY(folder.read(u"docs/boil-water.md"_s).contains("AC-1 it boils"));
        RoundRequest request = folder.request(u"everything"_s, 2);
        request.sessionToResume = first->end.sessionId;
        request.followUpPrompt = u"# Boil water\n- AC-1: it boils\nThe review asks for more."_s;
        const auto second = begin(profile({}, 2), request);
        QVERIFY(second->waitForEnd());
        QVERIFY(second->hasState(AgentState::Kind::Resumed));
        QVERIFY(folder.read(u"docs/boil-water.md"_s).contains("Round 2"));
        const auto forgotten = begin(profile(u"forgets"_s, 2), request);
        QVERIFY(forgotten->waitForEnd());
        QVERIFY(forgotten->hasState(AgentState::Kind::NotResumed));
    }

    void theSampleProjectIsWorkedOnSensibly_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("firstText");
        QTest::addColumn<QByteArray>("secondText");
        QTest::newRow("works") << u"01-durations.md"_s << u"src/tea.cpp"_s << QByteArray("\" min\"")
                               << QByteArray("no time");
        QTest::newRow("asks") << u"02-suggest.md"_s << u"tests/test_tea.cpp"_s << QByteArray("\"Green\"")
                              << QByteArray("suggestTea(\"\")");
        QTest::newRow("weakens a test") << u"03-cups.md"_s << u"tests/test_tea.cpp"_s << QByteArray("3) > 0")
                                        << QByteArray("3) == 190");
        QTest::newRow("copies code") << u"04-oolong.md"_s << u"src/tea.cpp"_s << QByteArray("findTeaOrNewTea")
                                     << QByteArray("\"Oolong\"");
    }
    void theSampleProjectIsWorkedOnSensibly()
    {
        QFETCH(QString, name);
        QFETCH(QString, file);
        QFETCH(QByteArray, firstText);
        QFETCH(QByteArray, secondText);
        RoundFolder folder;
        copySampleProject(folder.worktree());
        QCOMPARE(make(folder.worktree(), u"test"_s), 0);
        const QString text = spec(name);
        QVERIFY(!text.isEmpty());
        QString session;
        for (int round = 1; round <= 2; ++round) {
            RoundRequest request = folder.request(text, round);
            request.sessionToResume = session;
            const auto run = begin(profile({}, round), request);
            run->onPermission = [&](const AgentPermissionRequest &asked) {
                run->session->answerPermission(asked.id, SessionRun::option(asked, Kind::AllowOnce), u"person"_s);
            };
            QVERIFY(run->waitForEnd());
            QVERIFY(run->end.isPositive());
            session = run->end.sessionId;
            const auto calls = run->all<AgentToolCall>();
            QVERIFY(std::ranges::none_of(
                calls, [](const AgentToolCall &call) { return call.status == AgentToolCall::Status::Failed; }));
            QVERIFY(!run->all<AgentUsage>().isEmpty());
            const QByteArray expected = round == 1 ? firstText : secondText;
            QVERIFY2(folder.read(file).contains(expected), expected.constData());
            QCOMPARE(make(folder.worktree(), u"test"_s), 0);
            QCOMPARE(make(folder.worktree(), u"build"_s), 0);
            QCOMPARE(make(folder.worktree(), u"lint"_s), 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestSampleAgent)
#include "tst_sampleagent.moc"
