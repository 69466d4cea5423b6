// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/clientterminals.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <utility>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

Error unknownTerminal(const QString &id)
{
    return {ErrorCode::NotFound, u"There is no such terminal."_s, id};
}

// A cut may fall into the middle of a character; its rest is no text.
qsizetype firstWholeCharacter(const QByteArray &bytes)
{
    qsizetype at = 0;
    while (at < bytes.size() && at < 4 && (static_cast<uchar>(bytes.at(at)) & 0xC0) == 0x80)
        ++at;
    return at;
}

QString signalName(int number)
{
    const char *name = number > 0 ? ::sigabbrev_np(number) : nullptr;
    return name ? u"SIG"_s + QString::fromLatin1(name) : u"SIGKILL"_s;
}

} // namespace

struct ClientTerminals::Terminal
{
    std::unique_ptr<Process> process;
    QByteArray output;
    qint64 limit = defaultOutputBytes;
    bool isTruncated = false;
    std::optional<TerminalExit> exit;
    QList<OnExit> waiting;

    void keep(const QByteArray &bytes)
    {
        output += bytes;
        // Twice the limit is let in, so that cutting costs little for each byte.
        if (output.size() > 2 * limit)
            cut();
    }
    void cut()
    {
        if (output.size() <= limit)
            return;
        output = output.last(limit);
        output.remove(0, firstWholeCharacter(output));
        isTruncated = true;
    }
};

ClientTerminals::ClientTerminals(ProcessFactory &processes, Prepare prepare, QObject *parent)
    : QObject(parent), m_processes(processes), m_prepare(std::move(prepare))
{
}

ClientTerminals::~ClientTerminals()
{
    for (const auto &terminal : std::as_const(m_terminals))
        terminal->process->disconnect(this);
}

ClientTerminals::Terminal *ClientTerminals::find(const QString &id) const
{
    return m_terminals.value(id).get();
}

Result<QString> ClientTerminals::create(const TerminalCommand &command)
{
    const auto running = std::ranges::count_if(m_terminals, [](const auto &terminal) { return !terminal->exit; });
    if (running >= mostAtOnce)
        return fail(ErrorCode::Refused, u"Too many commands run at once. Wait for one, or end it."_s, command.program);
    const auto setup = m_prepare(command);
    if (!setup)
        return std::unexpected(setup.error());
    const QString id = u"terminal-%1"_s.arg(++m_count);
    const auto terminal = std::make_shared<Terminal>();
    terminal->process = m_processes.create();
    if (command.outputBytes > 0)
        terminal->limit = std::min(command.outputBytes, mostOutputBytes);
    m_terminals.insert(id, terminal);
    connect(terminal->process.get(), &Process::output, this, [this, id](const QByteArray &bytes) {
        if (Terminal *found = find(id))
            found->keep(bytes);
    });
    connect(terminal->process.get(), &Process::done, this,
            [this, id](const ProcessResult &result) { onDone(id, result); });
    terminal->process->start(*setup);
    return id;
}

void ClientTerminals::onDone(const QString &id, const ProcessResult &result)
{
    const auto terminal = m_terminals.value(id);
    if (!terminal)
        return;
    TerminalExit exit;
    if (result.outcome == ProcessResult::Outcome::Finished) {
        exit.code = result.exitCode;
    } else if (result.outcome == ProcessResult::Outcome::FailedToStart) {
        exit.code = 127; // as a shell says it
        terminal->keep(result.errorText.toUtf8());
    } else {
        exit.signal = signalName(result.signal);
    }
    terminal->exit = exit;
    const auto waiting = std::exchange(terminal->waiting, {});
    for (const OnExit &told : waiting)
        told(exit);
    Q_EMIT exited(id);
}

Result<TerminalOutput> ClientTerminals::output(const QString &id) const
{
    Terminal *terminal = find(id);
    if (!terminal)
        return std::unexpected(unknownTerminal(id));
    terminal->cut();
    return TerminalOutput{QString::fromUtf8(terminal->output), terminal->isTruncated, terminal->exit};
}

void ClientTerminals::waitForExit(const QString &id, OnExit onExit)
{
    Terminal *terminal = find(id);
    if (!terminal)
        onExit(std::unexpected(unknownTerminal(id)));
    else if (terminal->exit)
        onExit(*terminal->exit);
    else
        terminal->waiting.append(std::move(onExit));
}

Result<void> ClientTerminals::kill(const QString &id)
{
    Terminal *terminal = find(id);
    if (!terminal)
        return std::unexpected(unknownTerminal(id));
    terminal->process->kill();
    return {};
}

Result<void> ClientTerminals::release(const QString &id)
{
    const auto terminal = m_terminals.take(id);
    if (!terminal)
        return std::unexpected(unknownTerminal(id));
    for (const OnExit &told : std::as_const(terminal->waiting))
        told(std::unexpected(Error{ErrorCode::Cancelled, u"The terminal was released."_s, id}));
    Process *process = terminal->process.release();
    process->disconnect(this);
    process->setParent(this); // until it is over: a Process that still runs is never waited for
    if (process->state() == Process::State::Done) {
        process->deleteLater();
    } else {
        connect(process, &Process::done, process, &QObject::deleteLater);
        process->kill();
    }
    return {};
}

} // namespace docket
