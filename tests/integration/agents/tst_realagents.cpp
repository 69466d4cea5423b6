// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessionrun.h"
#include "integration/agents/realagent.h"
#include "process/qtprocess.h"

#include <QJsonDocument>

#include <algorithm>
#include <csignal>

using namespace docket;
using namespace Qt::StringLiterals;

/**
 * One list of scenarios for every real agent, against a model server on loopback. DOCKET_TEST_AGENTS names some, so
 * that several tests of this program can run at a time. They are installed where they are missing; one that is not
 * here is named as skipped.
 */
class TestRealAgents : public QObject
{
    Q_OBJECT

    using Outcome = AgentRoundEnded::Outcome;
    using Kind = AgentPermissionRequest::OptionKind;

    QtProcessFactory m_factory;
    SandboxStatus m_sandbox;
    QList<RealAgent> m_agents;
    QString m_fetchSaid;

    void everyAgent() const
    {
        QTest::addColumn<RealAgent>("agent");
        for (const RealAgent &agent : m_agents)
            QTest::newRow(qPrintable(agent.name)) << agent;
    }

    std::unique_ptr<SessionRun> begin(const RealAgent &agent, const ModelServer &server, RoundRequest request)
    {
        agent.prepareHome(server);
        if (qEnvironmentVariableIsSet("DOCKET_RECORD")) { // to make fixtures for the parsers
            request.rawFile = qEnvironmentVariable("DOCKET_RECORD") + u'/' + agent.name + u'-'
                + QString::fromLatin1(QTest::currentTestFunction()) + u"-%1.log"_s.arg(request.round);
        }
        if (m_sandbox.available) {
            request.sandbox = SandboxProfile{.home = qEnvironmentVariable("HOME")};
            request.sandboxProgram = m_sandbox.program;
        }
        request.limits.wallSeconds = 60;
        auto run = std::make_unique<SessionRun>(makeSession(agent.profile(server), m_factory));
        run->session->start(request);
        return run;
    }

    static void answerWith(SessionRun &run, Kind kind)
    {
        run.onPermission = [&run, kind](const AgentPermissionRequest &asked) {
            QVERIFY(run.session->answerPermission(asked.id, SessionRun::option(asked, kind), u"test"_s));
        };
    }

    void explain(const SessionRun &run, const ModelServer &server) const
    {
        if (!QTest::currentTestFailed())
            return;
        for (const AgentEvent &event : run.events)
            qWarning().noquote() << toLine(event).left(600).trimmed();
        if (!server.requests.isEmpty())
            qWarning() << "tools" << server.requests.last().tools;
        qWarning() << "requests" << server.requests.size() << "not understood" << server.unknownPaths;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray said;
        const QList<RealAgent> wanted = agentsToTest();
        const int code = fetchAgents(wanted, &said);
        for (const RealAgent &agent : wanted) {
            if (agent.isInstalled())
                m_agents.append(agent);
        }
        if (m_agents.isEmpty() && (code == 75 || code == 69))
            QSKIP(qPrintable(u"no real agent can be had here: "_s + QString::fromUtf8(said)));
        QVERIFY2(!m_agents.isEmpty(), said.constData());
        m_fetchSaid = QString::fromUtf8(said).section(u'\n', -1);
        SandboxProbe probe(m_factory);
        bool over = false;
        connect(&probe, &SandboxProbe::finished, this, [&](const SandboxStatus &status) {
            m_sandbox = status;
            over = true;
        });
        probe.start(QProcessEnvironment::systemEnvironment());
        QTRY_VERIFY(over);
        qInfo().noquote() << m_sandbox.sentence;
    }

    void everyAgentIsHere_data()
    {
        QTest::addColumn<RealAgent>("agent");
        const QList<RealAgent> wanted = agentsToTest();
        for (const RealAgent &agent : wanted)
            QTest::newRow(qPrintable(agent.name)) << agent;
    }
    void everyAgentIsHere()
    {
        QFETCH(RealAgent, agent);
        if (!agent.isInstalled())
            QSKIP(qPrintable(u"%1 is not installed and was not tested: %2"_s.arg(agent.name, m_fetchSaid)));
        ModelServer server;
        QVERIFY(server.start());
        const AgentProfile profile = agent.profile(server);
        QVERIFY2(!profile.id.isEmpty() && profile.command.size() > agent.before.size(), "the shipped profile is gone");
    }

    void itEditsAFile_data() { everyAgent(); }
    void itEditsAFile()
    {
        QFETCH(RealAgent, agent);
        RoundFolder folder;
        ModelServer server;
        QVERIFY(server.start());
        server.onRequest = [&](const ModelRequest &request) {
            return request.toolResults.isEmpty()
                ? agent.writes(request, folder.worktree() + u"/tea.txt"_s, u"green\n"_s)
                : ModelReply{.text = u"The tea is written down."_s};
        };
        const auto run = begin(agent, server, folder.request(u"Write down the tea."_s));
        answerWith(*run, Kind::AllowOnce);
        const bool ended = run->waitForEnd(120000);
        [&] {
            QVERIFY(ended);
            QVERIFY2(run->end.isPositive(), qPrintable(run->end.sentence));
            QCOMPARE(folder.read(u"tea.txt"_s).trimmed(), "green");
            QVERIFY(run->said().contains(u"The tea is written down."_s));
            QVERIFY(!run->all<AgentToolCall>().isEmpty());
            QVERIFY(!run->end.sessionId.isEmpty());
            QVERIFY(run->end.survivors.isEmpty());
        }();
        explain(*run, server);
    }

    void itObeysARefusal_data() { everyAgent(); }
    void itObeysARefusal()
    {
        QFETCH(RealAgent, agent);
        if (!agent.asks)
            QSKIP(qPrintable(
                agent.name
                + u" asks for no permission in this mode, which is its maker's choice; the sandbox holds it, and Docket says so when it begins"_s));
        RoundFolder folder;
        ModelServer server;
        QVERIFY(server.start());
        server.onRequest = [&](const ModelRequest &request) {
            return request.toolResults.isEmpty()
                ? agent.runs(request, u"touch %1/made-by-command"_s.arg(folder.worktree()))
                : ModelReply{.text = u"Then I leave it."_s};
        };
        const auto run = begin(agent, server, folder.request(u"Run it."_s));
        answerWith(*run, Kind::RejectOnce);
        const bool ended = run->waitForEnd(120000);
        [&] {
            QVERIFY(ended);
            QCOMPARE(run->all<AgentPermissionRequest>().size(), 1);
            QVERIFY(run->all<AgentPermissionRequest>()[0].toolCall.title.contains(u"touch"_s)
                    || run->all<AgentPermissionRequest>()[0].toolCall.command.contains(u"touch"_s));
            QVERIFY(!QFile::exists(folder.worktree() + u"/made-by-command"_s));
            QVERIFY(run->end.outcome == Outcome::Finished || run->end.outcome == Outcome::Interrupted);
        }();
        explain(*run, server);
    }

    void itRunsACommandThatWasAllowed_data() { everyAgent(); }
    void itRunsACommandThatWasAllowed()
    {
        QFETCH(RealAgent, agent);
        RoundFolder folder;
        ModelServer server;
        QVERIFY(server.start());
        server.onRequest = [&](const ModelRequest &request) {
            return request.toolResults.isEmpty()
                ? agent.runs(request, u"touch %1/made-by-command"_s.arg(folder.worktree()))
                : ModelReply{.text = u"Done."_s};
        };
        const auto run = begin(agent, server, folder.request(u"Run it."_s));
        answerWith(*run, Kind::AllowOnce);
        const bool ended = run->waitForEnd(120000);
        [&] {
            QVERIFY(ended);
            QVERIFY2(run->end.isPositive(), qPrintable(run->end.sentence));
            QVERIFY(QFile::exists(folder.worktree() + u"/made-by-command"_s));
        }();
        explain(*run, server);
    }

    void itWorksForASecondRound_data() { everyAgent(); }
    void itWorksForASecondRound()
    {
        QFETCH(RealAgent, agent);
        RoundFolder folder;
        ModelServer server;
        QVERIFY(server.start());
        server.onRequest = [&](const ModelRequest &request) {
            const QString text = request.userTexts.isEmpty() ? QString() : request.userTexts.last();
            const bool isSecond = text.contains(u"REVIEW"_s);
            if (request.toolResults.isEmpty())
                return agent.writes(request, folder.worktree() + (isSecond ? u"/second.txt"_s : u"/first.txt"_s),
                                    u"x\n"_s);
            return ModelReply{.text = isSecond ? u"Round two is done."_s : u"Round one is done."_s};
        };
        const auto first = begin(agent, server, folder.request(u"The SPEC."_s));
        answerWith(*first, Kind::AllowOnce);
        QVERIFY(first->waitForEnd(120000));
        QVERIFY2(first->end.isPositive(), qPrintable(first->end.sentence));
        RoundRequest request = folder.request(u"The SPEC, what was done, and the REVIEW."_s, 2);
        request.followUpPrompt = u"The REVIEW."_s;
        request.sessionToResume = first->end.sessionId;
        const auto second = begin(agent, server, request);
        answerWith(*second, Kind::AllowOnce);
        const bool ended = second->waitForEnd(120000);
        [&] {
            QVERIFY(ended);
            QVERIFY2(second->end.isPositive(), qPrintable(second->end.sentence));
            QVERIFY(folder.read(u"second.txt"_s).startsWith("x"));
            if (agent.canResume)
                QVERIFY(second->hasState(AgentState::Kind::Resumed));
            else
                qInfo().noquote() << agent.name << "cannot resume its session:" << agent.whyNoResume
                                  << "It was given a full account instead.";
            const QString last = server.requests.last().userTexts.join(u'\n');
            QVERIFY(last.contains(u"SPEC"_s) && last.contains(u"REVIEW"_s));
        }();
        explain(*second, server);
    }

    void itKeepsTheProfilesInstructions_data() { everyAgent(); }
    void itKeepsTheProfilesInstructions()
    {
        QFETCH(RealAgent, agent);
        RoundFolder folder;
        ModelServer server;
        QVERIFY(server.start());
        const auto wereTold = [&server](const QString &text) {
            return std::ranges::any_of(server.requests, [&](const ModelRequest &request) {
                return QString::fromUtf8(QJsonDocument(request.body).toJson()).contains(text);
            });
        };
        server.onRequest = [](const ModelRequest &) { return ModelReply{.text = u"Yes."_s}; };
        RealAgent instructed = agent;
        instructed.instructions = u"Never drink CORIANDER tea."_s;
        const auto first = begin(instructed, server, folder.request(u"The SPEC."_s));
        QVERIFY(first->waitForEnd(120000));
        QVERIFY2(first->end.isPositive(), qPrintable(first->end.sentence));
        QVERIFY(wereTold(u"CORIANDER"_s));
        server.requests.clear();
        RoundRequest request = folder.request(u"The SPEC, and the REVIEW."_s, 2);
        request.followUpPrompt = u"The REVIEW."_s;
        request.sessionToResume = first->end.sessionId;
        const auto second = begin(instructed, server, request);
        QVERIFY(second->waitForEnd(120000));
        QVERIFY2(second->end.isPositive(), qPrintable(second->end.sentence));
        QVERIFY(wereTold(u"CORIANDER"_s));
    }

    void itIsInterrupted_data() { everyAgent(); }
    void itIsInterrupted()
    {
        QFETCH(RealAgent, agent);
        RoundFolder folder;
        ModelServer server;
        QVERIFY(server.start());
        bool asked = false;
        server.onRequest = [&](const ModelRequest &request) {
            asked = asked || !request.tools.isEmpty();
            return ModelReply{.text = u"I think about it."_s, .isSilent = true};
        };
        const auto run = begin(agent, server, folder.request(u"Think for ever."_s));
        QVERIFY(QTest::qWaitFor([&] { return asked; }, 60000));
        run->session->interrupt();
        const bool ended = run->waitForEnd(60000);
        [&] {
            QVERIFY(ended);
            QCOMPARE(run->end.outcome, Outcome::Interrupted);
            QVERIFY(!run->end.sessionId.isEmpty());
            QVERIFY(run->end.survivors.isEmpty());
        }();
        explain(*run, server);
    }

    void anInterruptedRoundIsTakenUpAfterARestart_data() { everyAgent(); }
    void anInterruptedRoundIsTakenUpAfterARestart()
    {
        QFETCH(RealAgent, agent);
        RoundFolder folder;
        ModelServer server;
        QVERIFY(server.start());
        bool asked = false;
        server.onRequest = [&](const ModelRequest &request) {
            const bool isSecond = request.userTexts.join(u'\n').contains(u"GO ON"_s);
            asked = asked || !request.tools.isEmpty();
            return isSecond ? ModelReply{.text = u"It is done now."_s}
                            : ModelReply{.text = u"I think about it."_s, .isSilent = true};
        };
        const auto first = begin(agent, server, folder.request(u"The SPEC."_s));
        QVERIFY(QTest::qWaitFor([&] { return asked; }, 60000));
        first->session->interrupt();
        QVERIFY(first->waitForEnd(60000));
        // All that a Docket that starts again has: the id that was stored.
        RoundRequest request = folder.request(u"The SPEC, and GO ON."_s, 2);
        request.followUpPrompt = u"GO ON."_s;
        request.sessionToResume = first->end.sessionId;
        const auto second = begin(agent, server, request);
        const bool ended = second->waitForEnd(120000);
        [&] {
            QVERIFY(ended);
            QVERIFY2(second->end.isPositive(), qPrintable(second->end.sentence));
            QVERIFY(second->said().contains(u"It is done now."_s));
            // Agents ask other things beside, such as for a title: one of the requests carries both rounds.
            QVERIFY(std::ranges::any_of(server.requests, [](const ModelRequest &sent) {
                const QString words = sent.userTexts.join(u'\n');
                return words.contains(u"SPEC"_s) && words.contains(u"GO ON"_s);
            }));
        }();
        explain(*second, server);
    }

    void itsDeathIsNotSuccess_data() { everyAgent(); }
    void itsDeathIsNotSuccess()
    {
        QFETCH(RealAgent, agent);
        RoundFolder folder;
        ModelServer server;
        QVERIFY(server.start());
        bool asked = false;
        server.onRequest = [&](const ModelRequest &request) {
            asked = asked || !request.tools.isEmpty();
            return ModelReply{.text = u"I think about it."_s, .isSilent = true};
        };
        const auto run = begin(agent, server, folder.request(u"Think for ever."_s));
        QVERIFY(QTest::qWaitFor([&] { return asked; }, 60000));
        QCOMPARE(::kill(static_cast<pid_t>(run->tree.leader), SIGKILL), 0);
        QVERIFY(run->waitForEnd(60000));
        QVERIFY(!run->end.isPositive());
        QVERIFY(run->end.survivors.isEmpty());
        QVERIFY(leftOverTrees(folder.request({}).marker.split('-').first()).isEmpty());
    }

    void aFailureOfTheModelIsNamed_data()
    {
        QTest::addColumn<RealAgent>("agent");
        QTest::addColumn<ModelReply>("reply");
        QTest::addColumn<bool>("isDown");
        QTest::addColumn<QList<FailureKind>>("kinds");
        using Why = FailureKind;
        const QList<Why> down{Why::ModelDown}, limited{Why::RateLimited};
        // What an agent makes of a stream that is no stream is its own business, as long as it is no success.
        const QList<Why> broken{Why::ModelDown, Why::MalformedStream, Why::BadRequest,
                                Why::Protocol,  Why::NoPositiveEnd,   Why::TimedOut};
        for (const RealAgent &agent : m_agents) {
            const auto row = [&](const char *name, const ModelReply &reply, const QList<Why> &kinds,
                                 bool isDown = false) {
                QTest::addRow("%s %s", qPrintable(agent.name), name) << agent << reply << isDown << kinds;
            };
            row("400", {.status = 400}, {Why::BadRequest});
            row("401", {.status = 401}, {Why::AuthNeeded});
            row("429", {.status = 429, .retryAfterSeconds = 7}, limited);
            row("529", {.status = 529}, limited);
            row("500", {.status = 500}, down);
            row("down", {}, down, true);
            row("dropped", {.text = u"I beg"_s, .breaksStream = true}, broken);
            row("garbled", {.isGarbled = true}, broken);
        }
    }
    void aFailureOfTheModelIsNamed()
    {
        QFETCH(RealAgent, agent);
        QFETCH(ModelReply, reply);
        QFETCH(bool, isDown);
        QFETCH(QList<FailureKind>, kinds);
        RoundFolder folder;
        ModelServer server;
        QVERIFY(server.start());
        server.onRequest = [&](const ModelRequest &) { return reply; };
        RoundRequest request = folder.request(u"Try."_s);
        request.limits.modelFailureSeconds = 20; // some never stop trying
        const auto run = begin(agent, server, request);
        if (isDown)
            server.close();
        const bool ended = run->waitForEnd(120000);
        [&] {
            QVERIFY(ended);
            QVERIFY2(run->end.outcome == Outcome::Failed || run->end.outcome == Outcome::Unknown,
                     qPrintable(run->end.sentence));
            QVERIFY2(kinds.contains(run->end.failure),
                     qPrintable(failureWord(run->end.failure) + u": "_s + run->end.sentence));
            QVERIFY(run->end.sentence.contains(u". "_s)); // who, and what to do
            QVERIFY(run->end.survivors.isEmpty());
        }();
        qInfo().noquote() << failureWord(run->end.failure) << run->end.retryAfterSeconds << run->end.sentence.left(300);
        explain(*run, server);
    }
};

QTEST_GUILESS_MAIN(TestRealAgents)
#include "tst_realagents.moc"
