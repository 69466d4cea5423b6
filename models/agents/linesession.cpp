// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/linesession.h"

#include "agents/failure.h"
#include "agents/launch.h"
#include "process/qtprocess.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr int lingerMs = 2000; // how long a program may take to end after its turn is over
constexpr qsizetype errorTailBytes = 4096;
constexpr int brokenLineLimit = 10000;
constexpr qsizetype modelSaidLength = 1000;

} // namespace

LineSession::LineSession(AgentProfile profile, ProcessFactory &processes)
    : m_profile(std::move(profile)), m_processes(processes)
{
    for (QTimer *timer : {&m_quietTimer, &m_wallTimer, &m_endTimer, &m_failingTimer})
        timer->setSingleShot(true);
    connect(&m_log, &RoundLog::batch, this, &LineSession::events);
    connect(&m_endTimer, &QTimer::timeout, this, &LineSession::endTree);
    connect(&m_failingTimer, &QTimer::timeout, this, [this] {
        AgentRoundEnded end = failedEnd(classifyFailure(0, m_modelSaid), m_profile.name, m_modelSaid);
        end.sessionId = m_sessionId;
        stopPolitely(std::move(end));
    });
    connect(&m_quietTimer, &QTimer::timeout, this, [this] {
        m_isQuiet = true;
        emitState(AgentState::Kind::Quiet, u"Nothing was heard for %1 s."_s.arg(m_request.limits.quietSeconds));
    });
    connect(&m_wallTimer, &QTimer::timeout, this, [this] {
        QString why = u"The round reached its limit of %1 s and was stopped; what it left is kept. Give it another round, or "
                      "more time."_s.arg(m_request.limits.wallSeconds);
        if (m_failingTimer.isActive())
            why += u" The last that was heard is that its model fails: "_s + m_modelSaid;
        stopPolitely({.outcome = AgentRoundEnded::Outcome::Failed, .failure = FailureKind::TimedOut, .sentence = why});
    });
}

LineSession::~LineSession() = default;

QString LineSession::prompt(bool resumed) const
{
    return resumed && !m_request.followUpPrompt.isEmpty() ? m_request.followUpPrompt : m_request.prompt;
}

QString LineSession::lastErrors() const
{
    QString text = QString::fromUtf8(m_errorTail).trimmed();
    text = text.section(u'\n', -3).simplified();
    return text.size() > 300 ? u"…"_s + text.right(300) : text;
}

void LineSession::start(const RoundRequest &request)
{
    Q_ASSERT(m_phase == Phase::Idle);
    m_phase = Phase::Running;
    m_request = request;
    if (!m_profile.instructions.isEmpty() && !placesInstructions())
        m_request.prompt = m_profile.instructions + u"\n\n"_s + m_request.prompt;
    m_treeIsGone = true; // until something runs
    if (const auto opened = m_log.open(request.rawFile, request.transcriptFile, request.limits.outputBytes); !opened) {
        failRound(FailureKind::Protocol, opened.error().text());
        return;
    }
    if (m_request.limits.quietSeconds > 0)
        m_quietTimer.start(m_request.limits.quietSeconds * 1000);
    if (m_request.limits.wallSeconds > 0)
        m_wallTimer.start(m_request.limits.wallSeconds * 1000);
    launch();
}

void LineSession::launch()
{
    const auto setup = makeSetup();
    if (!setup)
        return;
    m_process = m_processes.create();
    connect(m_process.get(), &Process::started, this, [this](qint64 pid) {
        m_tree = TreeIdentity::of(pid, m_request.marker);
        m_treeIsGone = false;
        Q_EMIT treeStarted(m_tree);
        emitState(AgentState::Kind::Started, m_profile.name);
        if (m_phase == Phase::Running)
            onReady();
        else if (m_phase == Phase::Ending) // stopped in the moment of its start
            killTree();
    });
    connect(m_process.get(), &Process::output, this, &LineSession::onOutput);
    connect(m_process.get(), &Process::done, this, &LineSession::onDone);
    m_process->start(*setup);
}

std::optional<ProcessSetup> LineSession::makeSetup()
{
    if (!QFileInfo(m_request.worktree).isDir()) {
        failRound(FailureKind::WorktreeGone, u"The worktree is gone. Retry the task to get a new one."_s);
        return std::nullopt;
    }
    auto setup = launchSetup(m_profile, m_request);
    if (!setup) {
        failRound(FailureKind::NotInstalled, setup.error().text());
        return std::nullopt;
    }
    setup->limits = m_request.resources;
    prepare(*setup);
    if (!m_request.sandbox) {
        emitState(AgentState::Kind::Warning, u"This run is not contained: there is no sandbox here."_s);
        return *setup;
    }
    return insideSandbox(*setup, sandboxFor(m_profile, m_request, *setup), m_request.sandboxProgram);
}

void LineSession::onOutput(const QByteArray &bytes, Channel channel)
{
    m_log.keepRaw(bytes);
    if (m_phase == Phase::Ending)
        return;
    if (m_request.limits.outputBytes > 0 && m_log.rawBytes() > m_request.limits.outputBytes) {
        if (m_phase == Phase::Running)
            failRound(FailureKind::Flooded,
                      u"The agent printed more than %1 MiB and was stopped; what it left is kept."_s.arg(
                          m_request.limits.outputBytes >> 20));
        endTree();
        return;
    }
    if (m_request.limits.quietSeconds > 0)
        m_quietTimer.start();
    if (std::exchange(m_isQuiet, false))
        emitState(AgentState::Kind::Active);
    if (channel == Channel::Error) {
        m_errorTail = (m_errorTail + bytes).right(errorTailBytes);
        noteModelFailure(modelFailureIn(QString::fromUtf8(bytes)));
    }
    const auto lines = (channel == Channel::Output ? m_outLines : m_errorLines).feed(bytes);
    for (const LineFramer::Line &line : lines) {
        if (!line.bytes.isEmpty())
            onLine(line.bytes, channel);
    }
}

void LineSession::onDone(const ProcessResult &result)
{
    m_exitCode = result.exitCode;
    for (auto [framer, channel] : {std::pair(&m_outLines, Channel::Output), std::pair(&m_errorLines, Channel::Error)}) {
        if (const auto rest = framer->finish(); rest && m_phase != Phase::Ending)
            onLine(rest->bytes, channel);
    }
    if (m_phase == Phase::Running && !m_isStopping) {
        if (const auto told = startAgain(result)) {
            emitEvent(*told);
            m_errorTail.clear();
            m_process.release()->deleteLater(); // it is the sender
            launch();
            return;
        }
    }
    if (result.outcome == ProcessResult::Outcome::FailedToStart) {
        failRound(FailureKind::NotInstalled, u"%1 could not be started: %2"_s.arg(m_profile.name, result.errorText));
    } else if (m_phase == Phase::Running) {
        m_phase = Phase::Concluding;
        m_end = onExit(result);
    }
    if (m_phase == Phase::Ending)
        finishIfOver();
    else
        endTree();
}

void LineSession::conclude(AgentRoundEnded end)
{
    if (m_phase != Phase::Running)
        return;
    m_phase = Phase::Concluding;
    m_end = std::move(end);
    m_wallTimer.stop();
    m_quietTimer.stop();
    m_failingTimer.stop();
    settleOpenRequests();
    if (!m_process || m_process->state() == Process::State::Done) {
        m_endTimer.start(0);
        return;
    }
    m_process->closeInput();
    m_endTimer.start(lingerMs);
}

void LineSession::failRound(FailureKind kind, const QString &sentence)
{
    conclude({.outcome = AgentRoundEnded::Outcome::Failed, .failure = kind, .sentence = sentence});
}

void LineSession::stopPolitely(AgentRoundEnded end)
{
    if (m_phase != Phase::Running)
        return;
    const bool asked = askToStop();
    conclude(std::move(end));
    if (!asked)
        endTree();
    else
        m_endTimer.start(m_request.limits.politeMs);
}

void LineSession::interrupt()
{
    if (m_phase != Phase::Running || m_isStopping)
        return;
    m_isStopping = true;
    emitState(AgentState::Kind::Stopping);
    settleOpenRequests();
    if (!askToStop() && m_process)
        m_process->interrupt();
    QTimer::singleShot(m_request.limits.politeMs, this, &LineSession::stop);
}

void LineSession::stop()
{
    if (m_phase == Phase::Idle || m_phase == Phase::Ending || m_phase == Phase::Ended)
        return;
    m_isStopping = true;
    conclude({.outcome = AgentRoundEnded::Outcome::Interrupted,
              .sentence = u"The round was stopped; what it left is kept."_s,
              .sessionId = m_sessionId});
    endTree();
}

void LineSession::note(const QString &text)
{
    if (m_phase == Phase::Running || m_phase == Phase::Concluding)
        emitState(AgentState::Kind::Warning, text);
}

void LineSession::endTree()
{
    if (m_phase == Phase::Ending || m_phase == Phase::Ended)
        return;
    m_phase = Phase::Ending;
    m_endTimer.stop();
    m_wallTimer.stop();
    m_quietTimer.stop();
    settleOpenRequests();
    if (m_treeIsGone) {
        if (m_process)
            m_process->kill(); // it may be just starting
        QTimer::singleShot(0, this, &LineSession::finishIfOver);
        return;
    }
    killTree();
}

void LineSession::killTree()
{
    m_killer = std::make_unique<TreeKiller>(m_tree, m_request.limits.graceMs);
    connect(m_killer.get(), &TreeKiller::finished, this, &LineSession::onTreeGone);
    m_killer->start();
}

void LineSession::onTreeGone(const TreeKiller::Report &report)
{
    m_treeIsGone = true;
    if (m_end)
        m_end->survivors = report.survivors;
    if (m_process && m_process->state() != Process::State::Done)
        m_process->kill();
    finishIfOver();
}

void LineSession::finishIfOver()
{
    const bool processIsOver = !m_process || m_process->state() == Process::State::Done;
    if (m_phase != Phase::Ending || !m_treeIsGone || (!processIsOver && m_end && m_end->survivors.isEmpty()))
        return;
    m_phase = Phase::Ended;
    AgentRoundEnded end = m_end.value_or(AgentRoundEnded{});
    // An agent may keep what it says of a failing model until it ends.
    const QString failed = end.failure == FailureKind::TimedOut && !m_hasWorked
        ? modelFailureIn(QString::fromUtf8(m_errorTail))
        : QString();
    if (!failed.isEmpty())
        end = failedEnd(classifyFailure(0, failed), m_profile.name, failed);
    if (!QFileInfo(m_request.worktree).isDir()) {
        end.outcome = AgentRoundEnded::Outcome::Failed;
        end.failure = FailureKind::WorktreeGone;
        end.sentence =
            u"The agent removed its own worktree. Earlier snapshots are kept; retry the task to get a new one."_s;
    }
    if (end.sessionId.isEmpty() && end.failure != FailureKind::WorktreeGone)
        end.sessionId = m_sessionId;
    end.exitCode = m_exitCode;
    end.brokenLines = m_brokenLines;
    end.rawBytes = m_log.rawBytes();
    emitEvent(end);
    m_log.close();
    Q_EMIT ended(end);
}

void LineSession::send(const QByteArray &line)
{
    if (m_process)
        m_process->write(line + '\n');
}

void LineSession::closeInput()
{
    if (m_process)
        m_process->closeInput();
}

void LineSession::countBrokenLine()
{
    if (++m_brokenLines > brokenLineLimit)
        failRound(FailureKind::MalformedStream,
                  u"The agent does not speak its protocol (%1 unreadable lines). Check the profile's "
                  u"command and protocol."_s.arg(m_brokenLines));
}

// Some agents try again without end, and in silence: that is noticed, so that the round ends with its cause.
void LineSession::noteModelFailure(const QString &said)
{
    // While a tool runs, or a person is asked, the silence has another cause.
    if (m_phase != Phase::Running || m_request.limits.modelFailureSeconds <= 0 || m_isToolRunning
        || !m_openRequests.isEmpty() || !isModelFailure(classifyFailure(0, said)))
        return;
    m_modelSaid = said.trimmed().right(modelSaidLength);
    if (!m_failingTimer.isActive())
        m_failingTimer.start(m_request.limits.modelFailureSeconds * 1000);
}

void LineSession::noteProgress(const AgentEvent &event)
{
    using Status = AgentToolCall::Status;
    const auto *call = std::get_if<AgentToolCall>(&event);
    m_isToolRunning = call
        && (call->status == Status::Running || call->status == Status::Pending
            || (call->status == Status::Unknown && m_isToolRunning));
    const auto *message = std::get_if<AgentMessage>(&event);
    m_hasWorked = m_hasWorked
        || (!std::holds_alternative<AgentRoundEnded>(event)
            && (!message || message->from == AgentMessage::From::Agent));
    m_failingTimer.stop();
}

void LineSession::emitEvent(AgentEvent event)
{
    const auto *state = std::get_if<AgentState>(&event);
    if (state && state->kind == AgentState::Kind::Retrying)
        noteModelFailure(state->text);
    else if (!state && !std::holds_alternative<AgentUsage>(event))
        noteProgress(event);
    if (const auto *asked = std::get_if<AgentPermissionRequest>(&event)) {
        m_openRequests.append(*asked);
        if (m_wallTimer.isActive()) { // a person may be asleep
            m_wallLeftMs = std::max(1, m_wallTimer.remainingTime());
            m_wallTimer.stop();
        }
        m_quietTimer.stop();
    }
    m_log.add(std::move(event));
}

std::optional<AgentState> LineSession::startAgain(const ProcessResult &)
{
    return std::nullopt;
}

void LineSession::sendAnswer(const QString &, const AgentPermissionRequest::Option *) {}

} // namespace docket
