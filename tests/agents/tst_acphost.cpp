// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/acphost.h"

#include "helpers/fakeprocess.h"
#include "helpers/sessionrun.h"
#include "process/qtprocess.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace docket;
using namespace Qt::StringLiterals;

/** Commands that an agent has Docket run: real programs, in the worktree and nowhere else. */
class TestAcpHost : public QObject
{
    Q_OBJECT

    RoundFolder m_folder;
    QtProcessFactory m_real;
    RoundRequest m_request;
    AgentProfile m_profile;
    QList<QJsonObject> m_answers;
    std::unique_ptr<AcpHost> m_host;
    QList<AgentToolCall> m_told;
    int m_id = 0;

    void make(ProcessFactory &factory)
    {
        m_host = std::make_unique<AcpHost>(
            factory, m_profile, m_request,
            [this](const QByteArray &line) { m_answers.append(QJsonDocument::fromJson(line).object()); }, nullptr);
        connect(m_host.get(), &AcpHost::toolChanged, this, [this](const AgentToolCall &call) { m_told.append(call); });
    }
    int ask(const QString &method, const QJsonObject &params)
    {
        rpc::Message message{.id = ++m_id, .method = method, .params = params};
        return m_host->take(message) ? m_id : 0;
    }
    QJsonObject answerTo(int id) const
    {
        for (const QJsonObject &answer : m_answers) {
            if (answer.value("id"_L1).toInt() == id)
                return answer;
        }
        return {};
    }
    QString start(const QStringList &command, QJsonObject more = {})
    {
        more.insert("command"_L1, command.first());
        more.insert("args"_L1, QJsonArray::fromStringList(command.mid(1)));
        return answerTo(ask(u"terminal/create"_s, more)).value("result"_L1)["terminalId"_L1].toString();
    }
    QJsonObject run(const QStringList &command, const QJsonObject &more = {})
    {
        const QString terminal = start(command, more);
        if (terminal.isEmpty())
            return m_answers.last();
        const int waiting = ask(u"terminal/wait_for_exit"_s, {{u"terminalId"_s, terminal}});
        if (!QTest::qWaitFor([&] { return !answerTo(waiting).isEmpty(); }, 30000))
            return {};
        return answerTo(ask(u"terminal/output"_s, {{u"terminalId"_s, terminal}})).value("result"_L1).toObject();
    }

private Q_SLOTS:
    void init()
    {
        m_profile = {.id = u"x"_s, .name = u"Xylo"_s, .configFolders = {u".xylo"_s}};
        m_request = m_folder.request(u"p"_s);
        m_answers.clear();
        m_told.clear();
        make(m_real);
    }

    void aCommandRunsInTheWorktreeAndIsAnswered()
    {
        const QJsonObject result = run({u"sh"_s, u"-c"_s, u"pwd; echo err >&2; exit 3"_s});
        QVERIFY(result.value("output"_L1).toString().contains(QDir(m_folder.worktree()).canonicalPath()));
        QVERIFY(result.value("output"_L1).toString().contains(u"err"_s));
        QCOMPARE(result.value("truncated"_L1).toBool(), false);
        QCOMPARE(result.value("exitStatus"_L1)["exitCode"_L1].toInt(), 3);
        QVERIFY(result.value("exitStatus"_L1)["signal"_L1].isNull());
        QCOMPARE(m_told.last().status, AgentToolCall::Status::Failed);
        QVERIFY(m_told.last().output.contains(u"exit code 3"_s));
    }

    void theOutputIsCutFromItsBeginningAtACharacter()
    {
        const QJsonObject result = run({u"printf"_s, u"aaaa\u20ac\u20ac"_s}, {{u"outputByteLimit"_s, 5}});
        QCOMPARE(result.value("output"_L1).toString(), u"\u20ac"_s);
        QCOMPARE(result.value("truncated"_L1).toBool(), true);
    }

    void aCommandIsKilledAndItsOutputStays()
    {
        const QString terminal = start({u"sh"_s, u"-c"_s, u"echo begun; sleep 1000"_s});
        const auto output = [&] {
            return answerTo(ask(u"terminal/output"_s, {{u"terminalId"_s, terminal}})).value("result"_L1).toObject();
        };
        QTRY_VERIFY(output().value("output"_L1).toString().contains(u"begun"_s));
        QVERIFY(!output().contains("exitStatus"_L1));
        const int waiting = ask(u"terminal/wait_for_exit"_s, {{u"terminalId"_s, terminal}});
        ask(u"terminal/kill"_s, {{u"terminalId"_s, terminal}});
        QTRY_VERIFY(!answerTo(waiting).isEmpty());
        QCOMPARE(answerTo(waiting).value("result"_L1)["signal"_L1].toString(), u"SIGKILL"_s);
        QVERIFY(answerTo(waiting).value("result"_L1)["exitCode"_L1].isNull());
        QVERIFY(output().value("output"_L1).toString().contains(u"begun"_s));
    }

    void aReleasedTerminalIsEndedAndForgotten()
    {
        const QString terminal = start({u"sleep"_s, u"1000"_s});
        const int waiting = ask(u"terminal/wait_for_exit"_s, {{u"terminalId"_s, terminal}});
        ask(u"terminal/release"_s, {{u"terminalId"_s, terminal}});
        QVERIFY(answerTo(waiting).contains("error"_L1));
        for (const QString &method :
             {u"terminal/output"_s, u"terminal/kill"_s, u"terminal/release"_s, u"terminal/wait_for_exit"_s})
            QCOMPARE(answerTo(ask(method, {{u"terminalId"_s, terminal}})).value("error"_L1)["code"_L1].toInt(), -32002);
        QVERIFY(start({u"true"_s}) != terminal);
    }

    void noCommandRunsOutsideOfTheWorktree()
    {
        QFile::link(u"/"_s, m_folder.worktree() + u"/out"_s);
        QDir(m_folder.worktree()).mkpath(u"sub"_s);
        for (const QString &folder : {u"/"_s, m_folder.path(), m_folder.worktree() + u"/out"_s,
                                      m_folder.worktree() + u"/../scratch"_s, m_folder.worktree() + u"/absent"_s}) {
            const int id = ask(u"terminal/create"_s, {{u"command"_s, u"true"_s}, {u"cwd"_s, folder}});
            QVERIFY2(answerTo(id).contains("error"_L1), qPrintable(folder));
        }
        QVERIFY(run({u"pwd"_s}, {{u"cwd"_s, m_folder.worktree() + u"/sub"_s}})
                    .value("output"_L1)
                    .toString()
                    .trimmed()
                    .endsWith(u"/sub"_s));
    }

    void variablesReachTheCommandAndNeverWhatLaunchesIt()
    {
        const QJsonArray variables{QJsonObject{{u"name"_s, u"TEA"_s}, {u"value"_s, u"green cup"_s}}};
        QCOMPARE(run({u"printenv"_s, u"TEA"_s}, {{u"env"_s, variables}}).value("output"_L1).toString().trimmed(),
                 u"green cup"_s);
        FakeProcessFactory fakes;
        m_request.sandbox = SandboxProfile{};
        m_request.sandboxProgram = u"/usr/bin/bwrap"_s;
        make(fakes);
        const QJsonArray evil{QJsonObject{{u"name"_s, u"LD_PRELOAD"_s}, {u"value"_s, u"/w/evil.so"_s}},
                              QJsonObject{{u"name"_s, u"DOCKET_ATTEMPT"_s}, {u"value"_s, u"none"_s}}};
        start({u"true"_s}, {{u"env"_s, evil}});
        const ProcessSetup setup = fakes.made.value(0)->setup;
        QVERIFY(!setup.environment.contains(u"LD_PRELOAD"_s));
        QCOMPARE(setup.environment.value(u"DOCKET_ATTEMPT"_s).toUtf8(), m_request.marker);
        QVERIFY(setup.arguments.indexOf(u"LD_PRELOAD=/w/evil.so"_s) > setup.arguments.indexOf(u"--"_s));
        QVERIFY(!setup.arguments.contains(u"DOCKET_ATTEMPT=none"_s));
    }

    void aSandboxOfACommandDoesNotShowTheAgentsKeys()
    {
        FakeProcessFactory fakes;
        m_request.sandbox = SandboxProfile{.home = u"/home/person"_s};
        m_request.sandboxProgram = u"/usr/bin/bwrap"_s;
        m_request.environment.insert(u"HOME"_s, u"/home/person"_s);
        m_request.environment.insert(u"XYLO_KEY"_s, u"secret"_s);
        m_profile.keepEnvironment = {u"XYLO_KEY"_s};
        make(fakes);
        start({u"true"_s});
        const ProcessSetup setup = fakes.made.value(0)->setup;
        QCOMPARE(setup.program, u"/usr/bin/bwrap"_s);
        QVERIFY(setup.arguments.filter(u".xylo"_s).isEmpty());
        QVERIFY(!setup.environment.contains(u"XYLO_KEY"_s));
    }

    void aCommandInTheSandboxCannotWriteOutside()
    {
        SandboxProbe probe(m_real);
        std::optional<SandboxStatus> status;
        connect(&probe, &SandboxProbe::finished, this, [&](const SandboxStatus &found) { status = found; });
        probe.start(QProcessEnvironment::systemEnvironment());
        QTRY_VERIFY(status.has_value());
        if (!status->available)
            QSKIP(qPrintable(status->sentence));
        m_request.sandbox = SandboxProfile{.home = qEnvironmentVariable("HOME")};
        m_request.sandboxProgram = status->program;
        make(m_real);
        const QString outside = m_folder.path() + u"/outside"_s;
        const QJsonObject result =
            run({u"sh"_s, u"-c"_s, u"echo in >inside; echo out >%1; echo x >.git; true"_s.arg(outside)});
        QCOMPARE(result.value("exitStatus"_L1)["exitCode"_L1].toInt(-1), 0);
        QCOMPARE(m_folder.read(u"inside"_s), "in\n");
        QVERIFY(!QFile::exists(outside));
        QCOMPARE(m_folder.read(u".git"_s), "gitdir: elsewhere\n");
    }

    void tooManyAtOnceAreRefused()
    {
        FakeProcessFactory fakes;
        make(fakes);
        for (int i = 0; i < ClientTerminals::mostAtOnce; ++i)
            QVERIFY(!start({u"true"_s}).isEmpty());
        QVERIFY(start({u"true"_s}).isEmpty());
        QTRY_COMPARE(fakes.made.value(0)->state(), Process::State::Running);
        fakes.made[0]->exit(0);
        QVERIFY(!start({u"true"_s}).isEmpty());
    }

    void outputIsToldUnderTheCallThatShowsTheTerminal()
    {
        FakeProcessFactory fakes;
        make(fakes);
        const QString terminal = start({u"true"_s});
        m_host->embed(terminal, u"call-1"_s);
        QTRY_COMPARE(fakes.made.value(0)->state(), Process::State::Running);
        fakes.made[0]->say("hello\n");
        fakes.made[0]->exit(0);
        QTRY_VERIFY(!m_told.isEmpty());
        QCOMPARE(m_told.last().id, u"call-1"_s);
        QVERIFY(m_told.last().output.contains(u"hello"_s));
        QVERIFY(m_told.last().title.isEmpty()); // the agent's own title stays
    }

    void whatWasNotOfferedDoesNotExist()
    {
        m_profile.clientTerminal = false;
        make(m_real);
        QCOMPARE(m_host->capabilities().value("terminal"_L1).toBool(), false);
        QCOMPARE(ask(u"terminal/create"_s, {{u"command"_s, u"true"_s}}), 0);
        QCOMPARE(ask(u"terminal/format_disk"_s, {}), 0);
    }

    void aProgramThatIsNotThereIsSaidAtOnce()
    {
        const int id = ask(u"terminal/create"_s, {{u"command"_s, u"no-such-program-of-docket"_s}});
        QCOMPARE(answerTo(id).value("error"_L1)["code"_L1].toInt(), -32002);
    }
};

QTEST_GUILESS_MAIN(TestAcpHost)
#include "tst_acphost.moc"
