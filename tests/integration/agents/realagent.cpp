// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/agents/realagent.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <algorithm>

namespace docket {

using namespace Qt::StringLiterals;

QString agentsFolder()
{
    return qEnvironmentVariable("DOCKET_AGENTS");
}

namespace {

const QString claudeProgram = u"claude/node_modules/@anthropic-ai/claude-code-linux-x64/claude"_s;
const QString codexProgram = u"codex/node_modules/codex-bin/vendor/x86_64-unknown-linux-musl/bin/codex"_s;

const QHash<QString, QString> claudeEnvironment{
    {u"ANTHROPIC_BASE_URL"_s, u"{url}"_s},
    {u"ANTHROPIC_API_KEY"_s, u"test"_s},
    {u"CLAUDE_CODE_MAX_RETRIES"_s, u"1"_s},
    {u"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"_s, u"1"_s},
    {u"CLAUDE_CODE_EXECUTABLE"_s, u"{agents}/"_s + claudeProgram},
};

// Its home must not lie below its temporary folder, or it makes no helpers.
const QHash<QString, QString> codexEnvironment{
    {u"OPENAI_API_KEY"_s, u"test"_s},
    {u"TMPDIR"_s, u"/var/tmp"_s},
    {u"CODEX_PATH"_s, u"{agents}/"_s + codexProgram},
};

const QString codexConfig = uR"(model = "gpt-5.5"
model_provider = "test"
check_for_update_on_startup = false

[model_providers.test]
name = "test"
base_url = "{url}/v1"
wire_api = "responses"
env_key = "OPENAI_API_KEY"
request_max_retries = 1
stream_max_retries = 1

[features]
plugins = false
unbounded_connection_retries = false
)"_s;

QString filled(QString text, const ModelServer &server)
{
    return text.replace(u"{url}"_s, server.url()).replace(u"{agents}"_s, agentsFolder());
}

QList<RealAgent> programs()
{
    return {
        {.name = u"gemini"_s,
         .builtIn = u"gemini"_s,
         .program = u"gemini/node_modules/@google/gemini-cli/bundle/gemini.js"_s,
         .before = {u"node"_s},
         .environment = {{u"GEMINI_API_KEY"_s, u"test"_s}, {u"GOOGLE_GEMINI_BASE_URL"_s, u"{url}"_s}},
         .model = u"gemini-2.5-pro"_s,
         .configFile = u".gemini/settings.json"_s, // it would try ten times, for minutes
         .configText = uR"({"general": {"maxAttempts": 2}})"_s,
         .canResume = false,
         .whyNoResume =
             u"what it keeps can be lost when it is loaded within the minute of its making (seen with 0.61)."_s},
        {.name = u"claude"_s, .builtIn = u"claude-code"_s, .program = claudeProgram, .environment = claudeEnvironment},
        {.name = u"codex"_s,
         .builtIn = u"codex"_s,
         .program = codexProgram,
         .environment = codexEnvironment,
         .configFile = u".codex/config.toml"_s,
         .configText = codexConfig},
        {.name = u"codex-exec"_s,
         .package = u"codex"_s,
         .builtIn = u"codex"_s,
         .program = codexProgram,
         .environment = codexEnvironment,
         .configFile = u".codex/config.toml"_s,
         .configText = codexConfig,
         .protocol = AgentProtocol::CodexExec,
         .asks = false},
        {.name = u"claude-acp"_s,
         .needs = {claudeProgram},
         .builtIn = u"claude-acp"_s,
         .program = u"claude-acp/node_modules/@agentclientprotocol/claude-agent-acp/dist/index.js"_s,
         .before = {u"node"_s},
         .environment = claudeEnvironment},
        {.name = u"codex-acp"_s,
         .needs = {codexProgram},
         .builtIn = u"codex-acp"_s,
         .program = u"codex-acp/node_modules/@agentclientprotocol/codex-acp/dist/index.js"_s,
         .before = {u"node"_s},
         .environment = codexEnvironment,
         .configFile = u".codex/config.toml"_s,
         .configText = codexConfig},
    };
}

} // namespace

QList<RealAgent> realAgents()
{
    QList<RealAgent> agents = programs();
    // The same adapters once more in the newest version of their protocol.
    for (const QString &name : {u"claude-acp"_s, u"codex-acp"_s}) {
        RealAgent newest = *std::ranges::find(agents, name, &RealAgent::name);
        newest.package = newest.name;
        newest.name += u"-2"_s;
        newest.acpVersion = 2;
        agents.append(newest);
    }
    return agents;
}

int fetchAgents(bool all, QByteArray *said)
{
    const QList<RealAgent> agents = realAgents();
    const bool isThere = all ? std::ranges::all_of(agents, &RealAgent::isInstalled) : agents.first().isInstalled();
    if (isThere)
        return 0;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(qEnvironmentVariable("DOCKET_FETCH_AGENTS"), {all ? u"--all"_s : agents.first().name});
    if (!process.waitForStarted())
        return -1;
    process.waitForFinished(1200000);
    *said = process.readAll().trimmed();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

QString RealAgent::path() const
{
    return agentsFolder() + u'/' + program;
}

bool RealAgent::isInstalled() const
{
    const auto isThere = [](const QString &file) { return QFileInfo(agentsFolder() + u'/' + file).isFile(); };
    return isThere(program) && std::ranges::all_of(needs, isThere);
}

AgentProfile RealAgent::profile(const ModelServer &server) const
{
    AgentProfile profile = findProfile(builtInProfiles(), builtIn).value_or(AgentProfile{});
    if (!profile.command.isEmpty())
        profile.command.removeFirst();
    profile.command = before + QStringList{path()} + profile.command + more;
    profile.model = model;
    profile.instructions = instructions;
    if (protocol != AgentProtocol::Command)
        profile.protocol = protocol;
    if (acpVersion > 0)
        profile.acpVersion = acpVersion;
    for (auto it = environment.begin(); it != environment.end(); ++it)
        profile.environment.insert(it.key(), filled(it.value(), server));
    return profile;
}

void RealAgent::prepareHome(const ModelServer &server) const
{
    const QString home = qEnvironmentVariable("HOME");
    for (const QString &folder : profile(server).configFolders) {
        if (!folder.endsWith(u".json"_s)) {
            QDir().mkpath(home + u'/' + folder);
            continue;
        }
        QFile settings(home + u'/' + folder);
        if (!settings.exists() && settings.open(QIODevice::WriteOnly))
            settings.write("{}\n");
    }
    QFile file(home + u'/' + configFile);
    if (!configFile.isEmpty() && file.open(QIODevice::WriteOnly))
        file.write(filled(configText, server).toUtf8());
}

ModelReply RealAgent::writes(const ModelRequest &request, const QString &path, const QString &content) const
{
    if (request.tools.contains(u"write_file"_s))
        return {.tool = u"write_file"_s, .arguments = {{u"file_path"_s, path}, {u"content"_s, content}}};
    if (request.tools.contains(u"Write"_s))
        return {.tool = u"Write"_s, .arguments = {{u"file_path"_s, path}, {u"content"_s, content}}};
    if (request.tools.contains(u"apply_patch"_s)) {
        QString lines = content;
        lines.chop(1);
        return {.tool = u"apply_patch"_s,
                .freeInput = u"*** Begin Patch\n*** Add File: %1\n+%2\n*** End Patch\n"_s.arg(
                    path, lines.replace(u'\n', u"\n+"_s))};
    }
    return {.text = u"I have no tool for that: %1"_s.arg(request.tools.join(u' '))};
}

ModelReply RealAgent::edits(const ModelRequest &request, const QString &path, const QString &oldText,
                            const QString &newText) const
{
    if (request.tools.contains(u"replace"_s)) {
        return {.tool = u"replace"_s,
                .arguments = {{u"file_path"_s, path},
                              {u"old_string"_s, oldText},
                              {u"new_string"_s, newText},
                              {u"instruction"_s, u"As the spec says."_s}}};
    }
    return {.text = u"I have no tool for that: %1"_s.arg(request.tools.join(u' '))};
}

ModelReply RealAgent::runs(const ModelRequest &request, const QString &command) const
{
    const QString why = u"as the test wants"_s;
    if (request.tools.contains(u"run_shell_command"_s))
        return {.tool = u"run_shell_command"_s, .arguments = {{u"command"_s, command}, {u"description"_s, why}}};
    if (request.tools.contains(u"Bash"_s))
        return {.tool = u"Bash"_s, .arguments = {{u"command"_s, command}, {u"description"_s, why}}};
    if (request.tools.contains(u"exec_command"_s) && !asks)
        return {.tool = u"exec_command"_s, .arguments = {{u"cmd"_s, command}}};
    if (request.tools.contains(u"exec_command"_s))
        return {.tool = u"exec_command"_s, // out of its own sandbox, which is asked for in some of its modes only
                .arguments = {{u"cmd"_s, command},
                              {u"sandbox_permissions"_s, u"require_escalated"_s},
                              {u"justification"_s, why}}};
    if (request.tools.contains(u"shell_command"_s))
        return {.tool = u"shell_command"_s, .arguments = {{u"command"_s, command}}};
    if (request.tools.contains(u"shell"_s))
        return {.tool = u"shell"_s, .arguments = {{u"command"_s, QJsonArray{u"sh"_s, u"-c"_s, command}}}};
    return {.text = u"I have no tool for that: %1"_s.arg(request.tools.join(u' '))};
}

} // namespace docket
