// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/acphost.h"

#include "agents/confinedfiles.h"
#include "agents/launch.h"
#include "process/environment.h"
#include "process/processtree.h"
#include "process/qtprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr int invalidParams = -32602;
constexpr int resourceNotFound = -32002;
constexpr int newsMs = 2000;              // how often the output of a running command is told
constexpr qsizetype shownOutput = 64 << 10;

QJsonObject toJson(const TerminalExit &exit)
{
    return {{u"exitCode"_s, exit.code ? QJsonValue(*exit.code) : QJsonValue()},
            {u"signal"_s, exit.signal.isEmpty() ? QJsonValue() : QJsonValue(exit.signal)}};
}

QString terminalOf(const rpc::Message &rpc)
{
    return rpc.params.value("terminalId"_L1).toString();
}

TerminalCommand commandOf(const QJsonObject &params)
{
    TerminalCommand command{.program = params.value("command"_L1).toString(),
                            .folder = params.value("cwd"_L1).toString(),
                            .outputBytes = params.value("outputByteLimit"_L1).toInteger()};
    const QJsonArray arguments = params.value("args"_L1).toArray();
    for (const QJsonValue &argument : arguments)
        command.arguments << argument.toString();
    const QJsonArray variables = params.value("env"_L1).toArray();
    for (const QJsonValue &variable : variables)
        command.environment.append({variable["name"_L1].toString(), variable["value"_L1].toString()});
    return command;
}

} // namespace

AcpHost::AcpHost(ProcessFactory &processes, const AgentProfile &profile, const RoundRequest &request, Send send,
                 QObject *parent)
    : QObject(parent), m_profile(profile), m_request(request), m_send(std::move(send)),
      m_terminals(processes, [this](const TerminalCommand &command) { return prepare(command); })
{
    m_news.setInterval(newsMs);
    connect(&m_news, &QTimer::timeout, this, [this] {
        const QStringList running = m_commands.keys();
        for (const QString &id : running)
            tell(id);
    });
    connect(&m_terminals, &ClientTerminals::exited, this, [this](const QString &id) {
        tell(id);
        m_commands.remove(id);
        if (m_commands.isEmpty())
            m_news.stop();
    });
}

QJsonObject AcpHost::capabilities() const
{
    const bool both = m_profile.clientFiles == "both"_L1;
    const QJsonObject files{{u"readTextFile"_s, both},
                            {u"writeTextFile"_s, both || m_profile.clientFiles == "write"_L1}};
    return {{u"fs"_s, files}, {u"terminal"_s, m_profile.clientTerminal}};
}

bool AcpHost::take(const rpc::Message &rpc)
{
    static const QHash<QString, Method> terminals{
        {u"terminal/create"_s, &AcpHost::createTerminal},        {u"terminal/output"_s, &AcpHost::terminalOutput},
        {u"terminal/wait_for_exit"_s, &AcpHost::waitForTerminal}, {u"terminal/kill"_s, &AcpHost::killTerminal},
        {u"terminal/release"_s, &AcpHost::releaseTerminal},
    };
    if (rpc.method == "fs/read_text_file"_L1 && m_profile.clientFiles == "both"_L1)
        readFile(rpc);
    else if (rpc.method == "fs/write_text_file"_L1 && m_profile.clientFiles != "none"_L1)
        writeFile(rpc);
    else if (const Method method = m_profile.clientTerminal ? terminals.value(rpc.method) : nullptr)
        (this->*method)(rpc);
    else
        return false;
    return true;
}

void AcpHost::refuse(const rpc::Message &rpc, const Error &error)
{
    m_send(
        rpc::errorAnswer(rpc.id, error.code == ErrorCode::NotFound ? resourceNotFound : invalidParams, error.text()));
}

void AcpHost::readFile(const rpc::Message &rpc)
{
    const auto bytes = ConfinedFiles(m_request.worktree).read(rpc.params.value("path"_L1).toString());
    if (!bytes) {
        refuse(rpc, bytes.error());
        return;
    }
    QString text = QString::fromUtf8(*bytes);
    const int from = rpc.params.value("line"_L1).toInt(1);
    const int limit = rpc.params.value("limit"_L1).toInt(-1);
    if (from > 1 || limit >= 0) {
        const QStringList lines = text.split(u'\n');
        text = lines.mid(std::max(0, from - 1), limit).join(u'\n');
    }
    m_send(rpc::answer(rpc.id, {{u"content"_s, text}}));
}

void AcpHost::writeFile(const rpc::Message &rpc)
{
    const QByteArray content = rpc.params.value("content"_L1).toString().toUtf8();
    const auto written = ConfinedFiles(m_request.worktree).write(rpc.params.value("path"_L1).toString(), content);
    if (written)
        m_send(rpc::answer(rpc.id, {}));
    else
        refuse(rpc, written.error());
}

Result<ProcessSetup> AcpHost::prepare(const TerminalCommand &command) const
{
    const QString root = QDir(m_request.worktree).canonicalPath();
    const QString folder = command.folder.isEmpty() ? root : QDir(command.folder).canonicalPath();
    if (folder.isEmpty() || (folder != root && !folder.startsWith(root + u'/')))
        return fail(ErrorCode::Refused, u"Commands run inside the worktree only."_s, command.folder);
    if (command.program.isEmpty() || command.program.contains(u'='))
        return fail(ErrorCode::InvalidInput, u"This is no command that can be run."_s, command.program);
    ProcessSetup setup{.workingDirectory = folder, .environment = cleanEnvironment(m_request.environment)};
    setup.environment.insert(QLatin1StringView(attemptMarkerVariable), QString::fromUtf8(m_request.marker));
    if (m_request.sandbox)
        setup.environment.insert(u"TMPDIR"_s, u"/tmp"_s);
    const bool isPath = command.program.contains(u'/');
    const QString program = isPath ? QDir::cleanPath(QDir(folder).absoluteFilePath(command.program))
                                   : findProgram(command.program, setup.environment);
    if (program.isEmpty())
        return fail(ErrorCode::NotFound, u"There is no such program."_s, command.program);
    // Variables that the agent chose reach the command through `env`, inside the sandbox: given to the launcher itself
    // they could make it load a library of the agent's (LD_PRELOAD) outside of it.
    setup.program = program;
    setup.limits = m_request.resources;
    AgentProfile bare{.readFolders = m_profile.readFolders, .needsNetwork = m_profile.needsNetwork};
    const SandboxProfile sandbox = sandboxFor(bare, m_request, setup);
    if (!command.environment.isEmpty()) {
        setup.program = findProgram(u"env"_s, setup.environment);
        for (const auto &[name, value] : command.environment) {
            if (!name.isEmpty() && !name.contains(u'=') && !name.startsWith(u'-')
                && name != QLatin1StringView(attemptMarkerVariable))
                setup.arguments << name + u'=' + value;
        }
        setup.arguments << program;
    }
    setup.arguments << command.arguments;
    return m_request.sandbox ? insideSandbox(setup, sandbox, m_request.sandboxProgram) : setup;
}

void AcpHost::createTerminal(const rpc::Message &rpc)
{
    const TerminalCommand command = commandOf(rpc.params);
    const auto id = m_terminals.create(command);
    if (!id) {
        refuse(rpc, id.error());
        return;
    }
    m_commands.insert(*id, QStringList(QStringList{command.program} + command.arguments).join(u' '));
    m_news.start();
    m_send(rpc::answer(rpc.id, {{u"terminalId"_s, *id}}));
}

void AcpHost::embed(const QString &terminalId, const QString &toolCallId)
{
    m_embedded.insert(terminalId, toolCallId);
}

void AcpHost::tell(const QString &terminalId)
{
    const auto output = m_terminals.output(terminalId);
    if (!output)
        return;
    using Status = AgentToolCall::Status;
    AgentToolCall call{.id = m_embedded.value(terminalId, terminalId), .output = output->text.right(shownOutput)};
    if (!m_embedded.contains(terminalId)) { // the agent says nothing of it itself
        const QString command = m_commands.value(terminalId);
        call.title = command;
        call.kind = u"execute"_s;
        call.command = command;
        const bool isGood = output->exit && output->exit->code == 0;
        call.status = !output->exit ? Status::Running : isGood ? Status::Completed : Status::Failed;
    }
    if (output->exit && output->exit->code != 0) {
        call.output += output->exit->code ? u"\n(exit code %1)"_s.arg(*output->exit->code)
                                          : u"\n(ended by %1)"_s.arg(output->exit->signal);
    }
    Q_EMIT toolChanged(call);
}

void AcpHost::terminalOutput(const rpc::Message &rpc)
{
    const auto output = m_terminals.output(terminalOf(rpc));
    if (!output) {
        refuse(rpc, output.error());
        return;
    }
    QJsonObject result{{u"output"_s, output->text}, {u"truncated"_s, output->isTruncated}};
    if (output->exit)
        result.insert("exitStatus"_L1, toJson(*output->exit));
    m_send(rpc::answer(rpc.id, result));
}

void AcpHost::waitForTerminal(const rpc::Message &rpc)
{
    m_terminals.waitForExit(terminalOf(rpc), [this, rpc](const Result<TerminalExit> &exit) {
        if (exit)
            m_send(rpc::answer(rpc.id, toJson(*exit)));
        else
            refuse(rpc, exit.error());
    });
}

void AcpHost::killTerminal(const rpc::Message &rpc)
{
    if (const auto killed = m_terminals.kill(terminalOf(rpc)); !killed)
        refuse(rpc, killed.error());
    else
        m_send(rpc::answer(rpc.id, {}));
}

void AcpHost::releaseTerminal(const rpc::Message &rpc)
{
    const QString id = terminalOf(rpc);
    if (m_commands.contains(id))
        tell(id);
    m_commands.remove(id);
    if (const auto released = m_terminals.release(id); !released)
        refuse(rpc, released.error());
    else
        m_send(rpc::answer(rpc.id, {}));
}

} // namespace docket
