// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/profilecheck.h"

#include "agents/acpoptions.h"
#include "agents/claudecodec.h"
#include "agents/failure.h"
#include "agents/fieldreader.h"
#include "agents/jsonrpc.h"
#include "agents/launch.h"

#include <QJsonDocument>
#include <QUuid>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype errorBytes = 4096;
constexpr int graceMs = 1000;

} // namespace

ProfileCheck::ProfileCheck(AgentProfile profile, ProcessFactory &processes, QProcessEnvironment environment,
                           QObject *parent)
    : QObject(parent), m_profile(std::move(profile)), m_processes(processes), m_environment(std::move(environment)),
      m_marker("check-" + QUuid::createUuid().toByteArray(QUuid::Id128))
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        end(false,
            u"%1 was started and did not answer. Check its command and protocol, or start it once by hand."_s.arg(
                m_profile.name));
    });
}

ProfileCheck::~ProfileCheck() = default;

QByteArray ProfileCheck::greeting() const
{
    const QJsonObject info{
        {u"name"_s, u"docket"_s}, {u"title"_s, u"Docket"_s}, {u"version"_s, QStringLiteral(DOCKET_VERSION)}};
    switch (m_profile.protocol) {
    case AgentProtocol::Acp:
        return rpc::call(0, u"initialize"_s,
                         {{u"protocolVersion"_s, m_profile.acpVersion},
                          {u"clientInfo"_s, info},
                          {u"info"_s, info},
                          {u"clientCapabilities"_s, QJsonObject()},
                          {u"capabilities"_s, QJsonObject()}});
    case AgentProtocol::CodexAppServer:
        return rpc::call(0, u"initialize"_s, {{u"clientInfo"_s, info}, {u"capabilities"_s, QJsonObject()}});
    case AgentProtocol::ClaudeStream:
        return QJsonDocument(claude::controlRequest(u"docket-check"_s, {{u"subtype"_s, u"initialize"_s}}))
            .toJson(QJsonDocument::Compact);
    case AgentProtocol::CodexExec:
    case AgentProtocol::Command:
        break;
    }
    return {};
}

void ProfileCheck::start(int limitMs)
{
    RoundRequest request;
    request.prompt = u"(none)"_s;
    request.worktree = m_folder.path();
    request.scratchFolder = m_folder.path();
    request.environment = m_environment;
    request.marker = m_marker;
    auto setup = launchSetup(m_profile, request);
    if (!setup) {
        QTimer::singleShot(0, this, [this, text = setup.error().detail] { end(false, text); });
        return;
    }
    const QByteArray hello = greeting();
    if (hello.isEmpty())
        setup->arguments = m_profile.versionArguments;
    else if (m_profile.protocol == AgentProtocol::ClaudeStream)
        setup->arguments << u"-p"_s << u"--input-format"_s << u"stream-json"_s << u"--output-format"_s
                         << u"stream-json"_s << u"--verbose"_s;
    setup->input = hello.isEmpty() ? ProcessSetup::Input::Closed : ProcessSetup::Input::Pipe;
    m_process = m_processes.create();
    connect(m_process.get(), &Process::started, this, [this, hello] {
        if (!hello.isEmpty())
            m_process->write(hello + '\n');
    });
    connect(m_process.get(), &Process::output, this, &ProfileCheck::onOutput);
    connect(m_process.get(), &Process::done, this, &ProfileCheck::onDone);
    m_limit.start(limitMs);
    m_process->start(*setup);
}

void ProfileCheck::onOutput(const QByteArray &bytes, Channel channel)
{
    if (channel == Channel::Error)
        m_errors = (m_errors + bytes).right(errorBytes);
    if (channel == Channel::Error || m_isOver)
        return;
    const auto lines = m_lines.feed(bytes);
    for (const LineFramer::Line &line : lines)
        onLine(line.bytes);
}

void ProfileCheck::onLine(const QByteArray &line)
{
    if (m_firstLine.isEmpty())
        m_firstLine = QString::fromUtf8(line).trimmed().left(80);
    if (m_isOver || greeting().isEmpty())
        return;
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (m_profile.protocol == AgentProtocol::ClaudeStream) {
        if (object.value("type"_L1).toString() == "control_response"_L1)
            end(true, u"%1 answers."_s.arg(m_profile.name));
        return;
    }
    const auto answer = rpc::parse(line);
    if (!answer || !answer->isAnswer())
        return;
    if (answer->isError()) {
        const QString text = rpc::errorText(answer->error);
        end(false,
            failedEnd(classifyFailure(answer->error.value("code"_L1).toInt(), text), m_profile.name, text).sentence);
        return;
    }
    const QJsonObject &result = answer->result;
    const QJsonValue info = result.contains("agentInfo"_L1) ? result.value("agentInfo"_L1) : result.value("info"_L1);
    QString text = u"%1 answers."_s.arg(m_profile.name);
    if (info.isObject())
        text += u" It is %1 %2."_s.arg(info["title"_L1].toString(info["name"_L1].toString()),
                                       info["version"_L1].toString());
    if (m_profile.protocol == AgentProtocol::Acp)
        text += u" It speaks version %1 of the protocol."_s.arg(result.value("protocolVersion"_L1).toInt());
    const QString logins = acp::loginWords(result, m_profile.command.value(0));
    if (!logins.isEmpty())
        text += u" Ways to log in, if it asks for that: %1."_s.arg(logins);
    end(true, text);
}

void ProfileCheck::onDone(const ProcessResult &result)
{
    if (const auto rest = m_lines.finish(); rest && !m_isOver)
        onLine(rest->bytes);
    if (m_isOver)
        return;
    if (greeting().isEmpty() && result.succeeded()) {
        end(true,
            m_firstLine.isEmpty() ? u"%1 starts."_s.arg(m_profile.name)
                                  : u"%1 starts: %2"_s.arg(m_profile.name, m_firstLine));
        return;
    }
    if (result.outcome == ProcessResult::Outcome::FailedToStart) {
        end(false, u"%1 could not be started: %2"_s.arg(m_profile.name, result.errorText));
        return;
    }
    const QString said = QString::fromUtf8(m_errors).simplified().right(300);
    end(false, endWithoutWord(result, m_profile.name, !m_firstLine.isEmpty() || !said.isEmpty(), said).sentence);
}

void ProfileCheck::end(bool isGood, const QString &text)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_isGood = isGood;
    m_text = text;
    m_limit.stop();
    const qint64 pid = m_process ? m_process->pid() : 0;
    if (pid <= 0) {
        Q_EMIT finished(m_isGood, m_text);
        return;
    }
    m_process->closeInput();
    m_killer = std::make_unique<TreeKiller>(TreeIdentity::of(pid, m_marker), graceMs);
    connect(m_killer.get(), &TreeKiller::finished, this, [this] {
        m_process->kill();
        Q_EMIT finished(m_isGood, m_text);
    });
    m_killer->start();
}

} // namespace docket
