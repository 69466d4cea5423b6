// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/codexexec.h"
#include "helpers/fakeprocess.h"
#include "helpers/sessionrun.h"

#include <QJsonDocument>

using namespace docket;
using namespace Qt::StringLiterals;

/** Codex without its app-server. */
class TestCodexExec : public QObject
{
    Q_OBJECT

    using Outcome = AgentRoundEnded::Outcome;

    RoundFolder m_folder;
    FakeProcessFactory m_factory;
    AgentProfile m_profile;
    QByteArray m_printed;
    int m_code = 0;

    std::unique_ptr<SessionRun> begin(const RoundRequest &request)
    {
        auto run = std::make_unique<SessionRun>(makeSession(m_profile, m_factory));
        run->session->start(request);
        return run;
    }

private Q_SLOTS:
    void init()
    {
        m_profile = {.id = u"codex"_s, .name = u"Codex"_s, .protocol = AgentProtocol::CodexExec, .command = {u"sh"_s}};
        m_factory.made.clear();
        m_code = 0;
        m_printed = R"({"type":"thread.started","thread_id":"t1"}
{"type":"turn.started"}
{"type":"item.started","item":{"id":"i1","type":"command_execution","command":"make","status":"in_progress"}}
{"type":"item.completed","item":{"id":"i1","type":"command_execution","command":"make","aggregated_output":"ok","exit_code":2,"status":"failed"}}
{"type":"item.completed","item":{"id":"i2","type":"file_change","changes":[{"path":"/w/a","kind":"add"}],"status":"completed"}}
{"type":"item.completed","item":{"id":"i3","type":"agent_message","text":"Done."}}
{"type":"turn.completed","usage":{"input_tokens":10,"cached_input_tokens":4,"output_tokens":2}}
)";
        m_factory.prepare = [this](FakeProcess &process) {
            process.onLine = [this](FakeProcess &self, const QByteArray &) {
                self.say(m_printed);
                self.exit(m_code);
            };
        };
    }

    void aTurnIsReadFromItsEvents()
    {
        const auto run = begin(m_folder.request(u"do it"_s));
        QVERIFY(run->waitForEnd());
        QVERIFY2(run->end.isPositive(), qPrintable(run->end.sentence));
        QCOMPARE(run->end.sessionId, u"t1"_s);
        QCOMPARE(run->said(), u"Done."_s);
        const auto calls = run->all<AgentToolCall>();
        QVERIFY(calls[0].output.contains(u"exit code 2"_s));
        QCOMPARE(calls.last().locations.value(0).path, u"/w/a"_s);
        QCOMPARE(run->all<AgentUsage>().value(0).inputTokens, 10);
        QCOMPARE(m_factory.made[0]->written.trimmed(), "do it");
        QCOMPARE(
            m_factory.made[0]->setup.arguments,
            (QStringList{u"exec"_s, u"--json"_s, u"--skip-git-repo-check"_s, u"-s"_s, u"workspace-write"_s, u"-"_s}));
        QVERIFY(
            codex::execArguments({}, {}, {}, true).contains(u"danger-full-access"_s)); // within Docket's own sandbox
        const AgentProfile told{.instructions = u"Say \"tea\"."_s};
        const QString option = u"developer_instructions=\"Say \\\"tea\\\".\""_s;
        QVERIFY(codex::execArguments({}, {}, told, true).contains(option));
    }

    void aThreadIsResumedAndItsTokensAreNotGuessed()
    {
        RoundRequest request = m_folder.request(u"everything"_s);
        request.followUpPrompt = u"the review"_s;
        request.sessionToResume = u"t1"_s;
        const auto run = begin(request);
        QVERIFY(run->waitForEnd());
        QVERIFY(m_factory.made[0]->setup.arguments.join(u' ').endsWith(u"resume t1 -"_s));
        QCOMPARE(m_factory.made[0]->written.trimmed(), "the review");
        QVERIFY(run->hasState(AgentState::Kind::Resumed));
        QVERIFY(run->all<AgentUsage>().isEmpty());
    }

    void whatTheRealOnePrintedIsRead()
    {
        QFile recorded(QFINDTESTDATA("fixtures/codexexec.jsonl"));
        QVERIFY(recorded.open(QIODevice::ReadOnly));
        codex::ExecReader reader(u"Codex"_s);
        QList<AgentEvent> events;
        while (!recorded.atEnd())
            events += reader.read(QJsonDocument::fromJson(recorded.readLine()).object());
        QVERIFY(!reader.thread().isEmpty());
        QVERIFY(reader.end() && reader.end()->isPositive());
        QStringList told;
        for (const AgentEvent &event : std::as_const(events)) {
            const auto *call = std::get_if<AgentToolCall>(&event);
            if (call && call->status == AgentToolCall::Status::Completed)
                told << call->kind + u' ' + (call->command.isEmpty() ? call->locations.value(0).path : call->command);
        }
        QCOMPARE(told,
                 (QStringList{u"edit /work/worktree/tea.txt"_s,
                              u"execute /bin/bash -lc 'touch /work/worktree/made-by-command'"_s,
                              u"edit /work/worktree/second.txt"_s}));
    }

    void aTurnThatFailedIsNamed()
    {
        m_printed = R"({"type":"thread.started","thread_id":"t1"}
{"type":"error","message":"Reconnecting... 1/5"}
{"type":"turn.failed","error":{"message":"exceeded retry limit, last status: 429 Too Many Requests"}}
)";
        m_code = 1;
        const auto run = begin(m_folder.request(u"do it"_s));
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::RateLimited);
        QVERIFY(run->hasState(AgentState::Kind::Retrying));
    }

    void exitCodeZeroWithoutTheTurnsEndIsNoSuccess()
    {
        m_printed = "{\"type\":\"thread.started\",\"thread_id\":\"t1\"}\n";
        const auto run = begin(m_folder.request(u"do it"_s));
        QVERIFY(run->waitForEnd());
        QCOMPARE(run->end.failure, FailureKind::NoPositiveEnd);
        QCOMPARE(run->end.sessionId, u"t1"_s);
    }

    void itStepsInWhereTheAppServerIsMissing()
    {
        m_profile.protocol = AgentProtocol::CodexAppServer;
        m_profile.command = {u"sh"_s, u"--disable"_s, u"plugins"_s, u"app-server"_s};
        const auto exec = m_factory.prepare;
        int started = 0;
        m_factory.prepare = [&started, exec](FakeProcess &process) {
            if (++started == 1) {
                process.onStarted = [](FakeProcess &self) {
                    self.say("error: unrecognized subcommand 'app-server'\n", Channel::Error);
                    self.exit(2);
                };
            } else {
                exec(process);
            }
        };
        const auto run = begin(m_folder.request(u"do it"_s));
        QVERIFY(run->waitForEnd());
        QVERIFY2(run->end.isPositive(), qPrintable(run->end.sentence));
        QCOMPARE(m_factory.made.size(), 2);
        QCOMPARE(m_factory.made[1]->setup.arguments.first(3), (QStringList{u"--disable"_s, u"plugins"_s, u"exec"_s}));
        const auto states = run->all<AgentState>();
        QVERIFY(std::ranges::any_of(
            states, [](const AgentState &state) { return state.text.contains(u"asks for no permission"_s); }));
    }

    void anAppServerThatFailsLaterIsNotReplaced()
    {
        m_profile.protocol = AgentProtocol::CodexAppServer;
        m_factory.prepare = [](FakeProcess &process) {
            process.onLine = [](FakeProcess &self, const QByteArray &) {
                self.say("{\"id\":0,\"result\":{}}\n");
                self.say("stdin is not a terminal\n", Channel::Error);
                self.exit(1);
            };
        };
        const auto run = begin(m_folder.request(u"do it"_s));
        QVERIFY(run->waitForEnd());
        QVERIFY(!run->end.isPositive());
        QCOMPARE(m_factory.made.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestCodexExec)
#include "tst_codexexec.moc"
