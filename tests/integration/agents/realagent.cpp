// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/agents/realagent.h"

#include "agents/launch.h"

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

// One model of our own and no other, nothing looked up elsewhere.
const QString openCodeConfig = uR"({
    "model": "test/m", "small_model": "test/m", "enabled_providers": ["test"], "share": "disabled",
    "provider": {"test": {
        "npm": "@ai-sdk/openai-compatible", "name": "Test", "options": {"baseURL": "{url}/v1", "apiKey": "test"},
        "models": {"m": {"name": "m", "tool_call": true, "limit": {"context": 200000, "output": 8000}}}}}
})"_s;

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
         .needs = {u"claude"_s},
         .builtIn = u"claude-acp"_s,
         .program = u"claude-acp/node_modules/@agentclientprotocol/claude-agent-acp/dist/index.js"_s,
         .before = {u"node"_s},
         .environment = claudeEnvironment},
        {.name = u"codex-acp"_s,
         .needs = {u"codex"_s},
         .builtIn = u"codex-acp"_s,
         .program = u"codex-acp/node_modules/@agentclientprotocol/codex-acp/dist/index.js"_s,
         .before = {u"node"_s},
         .environment = codexEnvironment,
         .configFile = u".codex/config.toml"_s,
         .configText = codexConfig},
        {.name = u"zed-codex-acp"_s,
         .builtIn = u"codex-acp"_s,
         .program = u"zed-codex-acp/node_modules/@zed-industries/codex-acp-linux-x64/bin/codex-acp"_s,
         .environment = codexEnvironment,
         .configFile = u".codex/config.toml"_s,
         .configText = codexConfig},
        {.name = u"copilot"_s,
         .builtIn = u"copilot"_s,
         .program = u"copilot/node_modules/@github/copilot-linux-x64/copilot"_s,
         .environment = {{u"COPILOT_OFFLINE"_s, u"true"_s},
                         {u"COPILOT_PROVIDER_BASE_URL"_s, u"{url}/v1"_s},
                         {u"COPILOT_PROVIDER_API_KEY"_s, u"test"_s},
                         {u"COPILOT_MODEL"_s, u"test-model"_s}}},
        {.name = u"opencode"_s,
         .builtIn = u"opencode"_s,
         .program = u"opencode/node_modules/opencode-linux-x64/bin/opencode"_s,
         .environment = {{u"OPENCODE_CONFIG_CONTENT"_s, openCodeConfig},
                         {u"OPENCODE_DISABLE_MODELS_FETCH"_s, u"1"_s},
                         {u"OPENCODE_DISABLE_DEFAULT_PLUGINS"_s, u"1"_s},
                         {u"OPENCODE_DISABLE_LSP_DOWNLOAD"_s, u"1"_s}}},
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

QList<RealAgent> agentsToTest()
{
    QList<RealAgent> agents = realAgents();
    const QStringList names = qEnvironmentVariable("DOCKET_TEST_AGENTS").split(u' ', Qt::SkipEmptyParts);
    if (!names.isEmpty())
        agents.removeIf([&](const RealAgent &agent) { return !names.contains(agent.name); });
    return agents;
}

int fetchAgents(const QList<RealAgent> &agents, QByteArray *said)
{
    if (std::ranges::all_of(agents, &RealAgent::isInstalled))
        return 0;
    QStringList packages;
    for (const RealAgent &agent : agents)
        packages << QStringList{agent.package.isEmpty() ? agent.name : agent.package} + agent.needs;
    packages.removeDuplicates();
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(qEnvironmentVariable("DOCKET_FETCH_AGENTS"), packages);
    if (!process.waitForStarted())
        return -1;
    process.waitForFinished(1200000);
    *said = process.readAll().trimmed();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

QStringList agentsLeftOut()
{
    QProcess process;
    process.start(qEnvironmentVariable("DOCKET_FETCH_AGENTS"), {u"--left-out"_s});
    process.waitForFinished(10000);
    return QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
}

QString RealAgent::path() const
{
    return agentsFolder() + u'/' + program;
}

bool RealAgent::isInstalled() const
{
    const auto isThere = [](const QString &other) { return QFileInfo::exists(agentsFolder() + u'/' + other); };
    return QFileInfo(path()).isFile() && std::ranges::all_of(needs, isThere);
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
            for (const QString &path : foldersOf(folder, QProcessEnvironment::systemEnvironment()))
                QDir().mkpath(path);
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
    if (request.tools.contains(u"create"_s))
        return {.tool = u"create"_s, .arguments = {{u"path"_s, path}, {u"file_text"_s, content}}};
    if (request.tools.contains(u"write"_s))
        return {.tool = u"write"_s, .arguments = {{u"filePath"_s, path}, {u"content"_s, content}}};
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
    if (request.tools.contains(u"bash"_s))
        return {.tool = u"bash"_s, .arguments = {{u"command"_s, command}, {u"description"_s, why}}};
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
