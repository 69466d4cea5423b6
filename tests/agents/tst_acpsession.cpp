// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/fakeprocess.h"
#include "helpers/scriptedacp.h"
#include "helpers/sessionrun.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <csignal>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

QByteArray line(const QJsonObject &object)
{
    return ScriptedAcp::line(object);
}

} // namespace

class TestAcpSession : public QObject
{
    Q_OBJECT

    using Outcome = AgentRoundEnded::Outcome;

    RoundFolder m_folder;
    FakeProcessFactory m_factory;
    ScriptedAcp m_agent;
    AgentProfile m_profile;

    std::unique_ptr<SessionRun> begin(const RoundRequest &request)
    {
        auto run = std::make_unique<SessionRun>(makeSession(m_profile, m_factory));
        run->session->start(request);
        return run;
    }
    std::unique_ptr<SessionRun> begin() { return begin(m_folder.request(u"do it"_s)); }

private Q_SLOTS:
    void init()
    {
        m_agent = {};
        m_factory.made.clear();
        m_profile = {.id = u"x"_s, .name = u"Xylo"_s, .protocol = AgentProtocol::Acp, .command = {u"sh"_s}};
        m_factory.prepare = [this](FakeProcess &process) {
            process.onLine = [this](FakeProcess &self, const QByteArray &bytes) { m_agent(self, bytes); };
            process.onInputClosed = [](FakeProcess &self) { self.exit(0); };
        };
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &id) {
            process.say(ScriptedAcp::chunk(u"Hel"_s) + ScriptedAcp::chunk(u"lo"_s));
            process.say(ScriptedAcp::stop(id));
        };
    }

    void aTurnGoesFromInitializeToEndTurn()
    {
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(m_agent.methods(), (QStringList{u"initialize"_s, u"session/new"_s, u"session/prompt"_s}));
        QCOMPARE(run->end.outcome, Outcome::Finished);
        QCOMPARE(run->end.sessionId, u"s1"_s);
        QCOMPARE(run->said(), u"Hello"_s);
        QCOMPARE(run->treeCount, 1);
        QCOMPARE(m_agent.heard[1].value("params"_L1)["cwd"_L1].toString(), m_folder.worktree());
        QCOMPARE(m_agent.heard[2].value("params"_L1)["prompt"_L1][0]["text"_L1].toString(), u"do it"_s);
    }

    void theTranscriptHoldsEveryEvent()
    {
        const RoundRequest request = m_folder.request(u"do it"_s);
        QFile::remove(request.transcriptFile);
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QFile file(request.transcriptFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QList<AgentEvent> read;
        while (!file.atEnd()) {
            const auto event = eventFromLine(file.readLine());
            QVERIFY(event);
            read.append(*event);
        }
        QVERIFY(read == run->events);
    }

    void anIdOfTheAgentsMayBeThatOfOurs()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &id) {
            process.say(line(
                {{u"id"_s, id},
                 {u"method"_s, u"session/request_permission"_s},
                 {u"params"_s,
                  QJsonObject{{u"toolCall"_s, QJsonObject{{u"toolCallId"_s, u"t"_s}, {u"title"_s, u"rm"_s}}},
                              {u"options"_s,
                               QJsonArray{QJsonObject{{u"optionId"_s, u"y"_s}, {u"kind"_s, u"allow_once"_s}}}}}}}));
        };
        const auto run = begin();
        run->onPermission = [&](const AgentPermissionRequest &asked) {
            QCOMPARE(asked.title, u"rm"_s);
            QVERIFY(!run->session->answerPermission(asked.id, u"nonsense"_s, u"person"_s));
            QVERIFY(!run->session->answerPermission(u"p99"_s, u"y"_s, u"person"_s));
            QVERIFY(run->session->answerPermission(asked.id, u"y"_s, u"person"_s));
            QVERIFY(!run->session->answerPermission(asked.id, u"y"_s, u"person"_s));
        };
        QTRY_COMPARE(m_agent.heard.size(), 4);
        QCOMPARE(m_agent.heard[3].value("id"_L1), m_agent.promptId);
        QCOMPARE(m_agent.heard[3].value("result"_L1)["outcome"_L1]["optionId"_L1].toString(), u"y"_s);
        QVERIFY(run->session->isRunning());
        m_factory.made[0]->say(ScriptedAcp::stop(m_agent.promptId));
        QVERIFY(run->waitForEnd());
        const auto answers = run->all<AgentPermissionAnswer>();
        QCOMPARE(answers.size(), 1);
        QVERIFY(answers[0].allowed);
        QCOMPARE(answers[0].by, u"person"_s);
    }

    void anUnansweredRequestWaitsAndIsCancelledAtTheEnd()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            process.say(line(
                {{u"id"_s, u"uuid-7"_s},
                 {u"method"_s, u"session/request_permission"_s},
                 {u"params"_s,
                  QJsonObject{{u"options"_s,
                               QJsonArray{QJsonObject{{u"optionId"_s, u"y"_s}, {u"kind"_s, u"allow_once"_s}}}}}}}));
        };
        const auto run = begin();
        QTRY_COMPARE(run->all<AgentPermissionRequest>().size(), 1);
        QVERIFY(run->all<AgentPermissionAnswer>().isEmpty());
        run->session->stop();
        QVERIFY(run->waitForEnd());
        const auto answers = run->all<AgentPermissionAnswer>();
        QCOMPARE(answers.size(), 1);
        QVERIFY(!answers[0].allowed);
        QCOMPARE(run->end.outcome, Outcome::Interrupted);
    }

    void interruptEndsTheTurnAndKeepsTheSession()
    {
        m_agent.onPrompt = {};
        m_agent.onCancel = [this](FakeProcess &process) {
            process.say(ScriptedAcp::stop(m_agent.promptId, u"cancelled"_s));
        };
        const auto run = begin();
        QTRY_VERIFY(m_agent.methods().contains(u"session/prompt"_s));
        run->session->interrupt();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Interrupted);
        QCOMPARE(run->end.sessionId, u"s1"_s);
        QVERIFY(m_agent.methods().contains(u"session/cancel"_s));
    }

    void anAgentThatIgnoresCancelIsStopped()
    {
        m_agent.onPrompt = {};
        RoundRequest request = m_folder.request(u"do it"_s);
        request.limits.politeMs = 50;
        const auto run = begin(request);
        QTRY_VERIFY(m_agent.methods().contains(u"session/prompt"_s));
        run->session->interrupt();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Interrupted);
    }

    void aSessionIsLoadedAndGetsTheFollowUp()
    {
        RoundRequest request = m_folder.request(u"everything"_s);
        request.followUpPrompt = u"only the review"_s;
        request.sessionToResume = u"old"_s;
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &id) { process.say(ScriptedAcp::stop(id)); };
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QCOMPARE(m_agent.methods(), (QStringList{u"initialize"_s, u"session/load"_s, u"session/prompt"_s}));
        QCOMPARE(m_agent.heard[2].value("params"_L1)["prompt"_L1][0]["text"_L1].toString(), u"only the review"_s);
        QCOMPARE(run->said(), QString()); // the replay is not said again
        QVERIFY(run->hasState(AgentState::Kind::Resumed));
        QCOMPARE(run->end.sessionId, u"old"_s);
    }

    void aSessionThatCannotBeLoadedGetsTheFullAccount()
    {
        RoundRequest request = m_folder.request(u"everything"_s);
        request.followUpPrompt = u"only the review"_s;
        request.sessionToResume = u"old"_s;
        m_agent.loadError = {{u"code"_s, -32602}, {u"message"_s, u"unknown session"_s}};
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QCOMPARE(m_agent.heard.last().value("params"_L1)["prompt"_L1][0]["text"_L1].toString(), u"everything"_s);
        QVERIFY(run->hasState(AgentState::Kind::NotResumed));
        QCOMPARE(run->end.sessionId, u"s1"_s);
        QVERIFY(run->end.isPositive());
    }

    void anAgentThatCannotLoadGetsTheFullAccount()
    {
        RoundRequest request = m_folder.request(u"everything"_s);
        request.followUpPrompt = u"only the review"_s;
        request.sessionToResume = u"old"_s;
        m_agent.capabilities = {};
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QCOMPARE(m_agent.methods(), (QStringList{u"initialize"_s, u"session/new"_s, u"session/prompt"_s}));
        QVERIFY(run->hasState(AgentState::Kind::NotResumed));
    }

    void loginIsAskedForByName()
    {
        m_agent.newError = {{u"code"_s, -32000}, {u"message"_s, u"Authentication required"_s}};
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::AuthNeeded);
        QVERIFY(run->end.sentence.contains(u"Log in with O"_s));
    }

    void failuresOfTheModelHaveTheirOwnState_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("message");
        QTest::addColumn<FailureKind>("kind");
        QTest::newRow("401") << 401 << u"no"_s << FailureKind::AuthNeeded;
        QTest::newRow("429") << 429 << u"slow down, retry in 7s"_s << FailureKind::RateLimited;
        QTest::newRow("500") << 500 << u"oops"_s << FailureKind::ModelDown;
        QTest::newRow("400") << 400 << u"what?"_s << FailureKind::BadRequest;
    }
    void failuresOfTheModelHaveTheirOwnState()
    {
        QFETCH(int, code);
        QFETCH(QString, message);
        m_agent.onPrompt = [&](FakeProcess &process, const QJsonValue &id) {
            process.say(line({{u"id"_s, id}, {u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}}}}));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Failed);
        QTEST(run->end.failure, "kind");
        QCOMPARE(run->end.sessionId, u"s1"_s);
        QCOMPARE(run->end.retryAfterSeconds, code == 429 ? 7 : 0);
    }

    void anEndWhereTheModelUsedNothingIsNoSuccess()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &id) {
            process.say(ScriptedAcp::chunk(u"exceeded retry limit, last status: 429 Too Many Requests"_s));
            process.say(
                line({{u"id"_s, id},
                      {u"result"_s, QJsonObject{{u"stopReason"_s, u"end_turn"_s}, {u"usage"_s, QJsonValue::Null}}}}));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Failed);
        QCOMPARE(run->end.failure, FailureKind::RateLimited);
    }

    void exitZeroInTheMiddleIsNotSuccess()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            process.say(ScriptedAcp::chunk(u"I am done, honestly."_s));
            process.exit(0);
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.outcome, Outcome::Unknown);
        QCOMPARE(run->end.failure, FailureKind::NoPositiveEnd);
    }

    void aCrashIsACrash()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) { process.crash(SIGSEGV); };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::Crashed);
    }

    void brokenLinesAreCountedAndPassedOver()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &id) {
            process.say("{\"jsonrpc\":\"2.0\",\nhello\n\n\xff\xfe\n");
            process.say(ScriptedAcp::chunk(u"fine"_s));
            process.say("debug: something\n", Channel::Error);
            process.say(ScriptedAcp::stop(id));
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QVERIFY(run->end.isPositive());
        QCOMPARE(run->end.brokenLines, 3);
        QCOMPARE(run->said(), u"fine"_s);
    }

    void aProgramThatSpeaksSomethingElseIsNamed()
    {
        m_factory.prepare = [](FakeProcess &process) {
            process.onStarted = [](FakeProcess &self) {
                self.say("Welcome to Xylo!\n> \n");
                self.exit(0);
            };
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::MalformedStream);
    }

    void aProgramThatEndsAtOnceIsNamed()
    {
        m_factory.prepare = [](FakeProcess &process) { process.onStarted = [](FakeProcess &self) { self.exit(3); }; };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::ExitedAtOnce);
    }

    void aProgramThatCannotBeStartedIsNamed()
    {
        m_factory.prepare = [](FakeProcess &process) { process.startError = u"exec format error"_s; };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::NotInstalled);
        QVERIFY(run->end.sentence.contains(u"exec format error"_s));
        QCOMPARE(run->treeCount, 0);
    }

    void anotherVersionOfTheProtocolIsRefused()
    {
        m_factory.prepare = [](FakeProcess &process) {
            process.onLine = [](FakeProcess &self, const QByteArray &) {
                self.say(line({{u"id"_s, 0}, {u"result"_s, QJsonObject{{u"protocolVersion"_s, 2}}}}));
            };
        };
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::Protocol);
    }

    void unknownMethodsAreAnsweredAsSuch()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            process.say(line({{u"id"_s, u"q"_s}, {u"method"_s, u"_vendor/sing"_s}}));
        };
        const auto run = begin();
        QTRY_COMPARE(m_agent.heard.size(), 4);
        QCOMPARE(m_agent.heard[3].value("error"_L1)["code"_L1].toInt(), -32601);
        QCOMPARE(m_agent.heard[3].value("id"_L1).toString(), u"q"_s);
        run->session->stop();
        QVERIFY(run->waitForEnd());
    }

    void aFormIsShownAndAnsweredThatNobodyChose()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            const QJsonObject form{{u"sessionId"_s, u"s1"_s}, {u"mode"_s, u"form"_s}, {u"message"_s, u"Which port?"_s}};
            process.say(line({{u"id"_s, u"q"_s}, {u"method"_s, u"elicitation/create"_s}, {u"params"_s, form}}));
        };
        const auto run = begin();
        QTRY_COMPARE(m_agent.heard.size(), 4);
        QCOMPARE(m_agent.heard[3].value("id"_L1).toString(), u"q"_s);
        QCOMPARE(m_agent.heard[3].value("result"_L1)["action"_L1].toString(), u"cancel"_s);
        run->session->stop();
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->all<AgentQuestion>().value(0).text, u"Which port?"_s);
    }

    void filesAreReadAndWrittenInsideTheWorktreeOnly()
    {
        const QString inside = m_folder.worktree() + u"/sub/new"_s;
        m_agent.onPrompt = [&](FakeProcess &process, const QJsonValue &) {
            const auto ask = [&](int id, const QString &method, const QString &path) {
                process.say(line(
                    {{u"id"_s, id},
                     {u"method"_s, method},
                     {u"params"_s,
                      QJsonObject{{u"path"_s, path}, {u"content"_s, u"a\nb\nc"_s}, {u"line"_s, 2}, {u"limit"_s, 1}}}}));
            };
            ask(100, u"fs/write_text_file"_s, inside);
            ask(101, u"fs/read_text_file"_s, inside);
            ask(102, u"fs/write_text_file"_s, m_folder.path() + u"/outside"_s);
            ask(103, u"fs/read_text_file"_s, u"/etc/passwd"_s);
            ask(104, u"fs/read_text_file"_s, m_folder.worktree() + u"/absent"_s);
        };
        const auto run = begin();
        QTRY_COMPARE(m_agent.heard.size(), 8);
        QVERIFY(m_agent.heard[3].contains("result"_L1));
        QCOMPARE(m_folder.read(u"sub/new"_s), "a\nb\nc");
        QCOMPARE(m_agent.heard[4].value("result"_L1)["content"_L1].toString(), u"b"_s);
        QVERIFY(m_agent.heard[5].contains("error"_L1));
        QVERIFY(!QFile::exists(m_folder.path() + u"/outside"_s));
        QVERIFY(m_agent.heard[6].contains("error"_L1));
        QCOMPARE(m_agent.heard[7].value("error"_L1)["code"_L1].toInt(), -32002);
        run->session->stop();
        QVERIFY(run->waitForEnd());
    }

    void fileMethodsThatWereNotOfferedDoNotExist()
    {
        m_profile.clientFiles = u"write"_s;
        m_agent.onPrompt = [&](FakeProcess &process, const QJsonValue &) {
            process.say(line({{u"id"_s, 1},
                              {u"method"_s, u"fs/read_text_file"_s},
                              {u"params"_s, QJsonObject{{u"path"_s, u"x"_s}}}}));
        };
        const auto run = begin();
        QTRY_COMPARE(m_agent.heard.size(), 4);
        QCOMPARE(m_agent.heard[3].value("error"_L1)["code"_L1].toInt(), -32601);
        QCOMPARE(m_agent.heard[0].value("params"_L1)["clientCapabilities"_L1]["fs"_L1]["readTextFile"_L1].toBool(),
                 false);
        run->session->stop();
        QVERIFY(run->waitForEnd());
    }

    void instructionsStandBeforeThePromptWhereTheSessionTakesNone()
    {
        m_profile.instructions = u"Be brief."_s;
        const auto run = begin();
        QTRY_VERIFY(m_agent.heard.size() >= 3);
        QVERIFY(m_agent.heard[1].value("params"_L1)["systemPrompt"_L1].isUndefined());
        QVERIFY(
            m_agent.heard[2].value("params"_L1)["prompt"_L1][0]["text"_L1].toString().startsWith(u"Be brief.\n\n"_s));
        run->session->stop();
        QVERIFY(run->waitForEnd());
    }

    void theModeOfTheProfileIsSetBeforeThePrompt()
    {
        m_profile.sessionMode = u"read-only"_s;
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QCOMPARE(m_agent.methods(),
                 (QStringList{u"initialize"_s, u"session/new"_s, u"session/set_mode"_s, u"session/prompt"_s}));
    }

    void silenceIsReportedAndNotPunished()
    {
        m_agent.onPrompt = {};
        RoundRequest request = m_folder.request(u"do it"_s);
        request.limits.quietSeconds = 1;
        const auto run = begin(request);
        QTRY_VERIFY_WITH_TIMEOUT(run->hasState(AgentState::Kind::Quiet), 20000);
        QVERIFY(run->session->isRunning());
        m_factory.made[0]->say(ScriptedAcp::chunk(u"back"_s));
        m_factory.made[0]->say(ScriptedAcp::stop(m_agent.promptId));
        QVERIFY(run->waitForEnd());
        QVERIFY(run->hasState(AgentState::Kind::Active));
        QVERIFY(run->end.isPositive());
    }

    void anAgentThatOnlyTellsOfTheModelsFailureEndsWithIt()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            process.say("Attempt 1 failed with status 429. Retry after 30s\n", Channel::Error);
        };
        RoundRequest request = m_folder.request(u"do it"_s);
        request.limits.modelFailureSeconds = 1;
        request.limits.politeMs = 50;
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::RateLimited);
        QCOMPARE(run->end.retryAfterSeconds, 30);
        QCOMPARE(run->end.sessionId, u"s1"_s);
    }

    void aCauseThatIsToldOnlyAtTheEndIsStillTheCause()
    {
        m_agent.onPrompt = {};
        m_factory.prepare = [this](FakeProcess &process) {
            process.onLine = [this](FakeProcess &self, const QByteArray &bytes) { m_agent(self, bytes); };
            process.onInputClosed = [](FakeProcess &self) {
                self.say("Attempt 4 failed with status 529. Retrying with backoff\n", Channel::Error);
                self.exit(0);
            };
        };
        RoundRequest request = m_folder.request(u"do it"_s);
        request.limits.wallSeconds = 1;
        request.limits.politeMs = 5000;
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::RateLimited);
        QCOMPARE(run->end.sessionId, u"s1"_s);
    }

    void anAgentThatRecoversGoesOn()
    {
        m_agent.onPrompt = [this](FakeProcess &process, const QJsonValue &) {
            process.say("Attempt 1 failed with status 500. Retrying\n", Channel::Error);
            process.say(ScriptedAcp::chunk(u"There I am."_s));
            QTimer::singleShot(1500, &process, [this, &process] { process.say(ScriptedAcp::stop(m_agent.promptId)); });
        };
        RoundRequest request = m_folder.request(u"do it"_s);
        request.limits.modelFailureSeconds = 1;
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QVERIFY2(run->end.isPositive(), qPrintable(run->end.sentence));
    }

    void theLimitOfTimeEndsTheRound()
    {
        m_agent.onPrompt = {};
        RoundRequest request = m_folder.request(u"do it"_s);
        request.limits.wallSeconds = 1;
        request.limits.politeMs = 50;
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::TimedOut);
    }

    void theLimitOfOutputEndsTheRound()
    {
        m_agent.onPrompt = [](FakeProcess &process, const QJsonValue &) {
            for (int i = 0; i < 40; ++i)
                process.say(ScriptedAcp::chunk(QString(60000, u'x')));
        };
        RoundRequest request = m_folder.request(u"do it"_s);
        request.limits.outputBytes = 1 << 20;
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::Flooded);
    }

    void aWorktreeThatIsNotThereIsSaidAtOnce()
    {
        RoundRequest request = m_folder.request(u"do it"_s);
        request.worktree += u"-gone"_s;
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::WorktreeGone);
        QVERIFY(m_factory.made.isEmpty());
    }

    void aRunWithoutSandboxSaysSo()
    {
        const auto run = begin();
        QVERIFY(run->waitForEnd());
        QVERIFY(run->hasState(AgentState::Kind::Warning));
        RoundRequest request = m_folder.request(u"do it"_s);
        request.sandbox = SandboxProfile{};
        request.sandboxProgram = u"/usr/bin/bwrap"_s;
        const auto contained = begin(request);
        QVERIFY(contained->waitForEnd());
        QVERIFY(!contained->hasState(AgentState::Kind::Warning));
    }
};

QTEST_GUILESS_MAIN(TestAcpSession)
#include "tst_acpsession.moc"
