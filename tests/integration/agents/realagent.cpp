// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/agents/realagent.h"

#include <QFileInfo>

namespace docket {

using namespace Qt::StringLiterals;

QString agentsFolder()
{
    return qEnvironmentVariable("DOCKET_AGENTS");
}

QList<RealAgent> realAgents()
{
    return {
        {.name = u"gemini"_s,
         .builtIn = u"gemini"_s,
         .program = u"gemini/node_modules/@google/gemini-cli/bundle/gemini.js"_s,
         .before = {u"node"_s},
         .environment = {{u"GEMINI_API_KEY"_s, u"test"_s}, {u"GOOGLE_GEMINI_BASE_URL"_s, u"{url}"_s}},
         .failsFast = {400, 401},
         .canResume = false},
    };
}

QString RealAgent::path() const
{
    return agentsFolder() + u'/' + program;
}

bool RealAgent::isInstalled() const
{
    return QFileInfo(path()).isFile();
}

AgentProfile RealAgent::profile(const ModelServer &server) const
{
    AgentProfile profile = findProfile(builtInProfiles(), builtIn).value_or(AgentProfile{});
    if (!profile.command.isEmpty())
        profile.command.removeFirst();
    profile.command = before + QStringList{path()} + profile.command;
    profile.model = name == u"gemini"_s ? u"gemini-2.5-pro"_s : QString();
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        QString value = it.value();
        profile.environment.insert(it.key(), value.replace(u"{url}"_s, server.url()).replace(u"{agents}"_s, agentsFolder()));
    }
    return profile;
}

ModelReply RealAgent::writes(const ModelRequest &request, const QString &path, const QString &content) const
{
    if (request.tools.contains(u"write_file"_s))
        return {.tool = u"write_file"_s, .arguments = {{u"file_path"_s, path}, {u"content"_s, content}}};
    return {.text = u"I have no tool for that: %1"_s.arg(request.tools.join(u' '))};
}

ModelReply RealAgent::runs(const ModelRequest &request, const QString &command) const
{
    if (request.tools.contains(u"run_shell_command"_s)) {
        return {.tool = u"run_shell_command"_s, .arguments = {{u"command"_s, command}, {u"description"_s, u"as the test wants"_s}}};
    }
    return {.text = u"I have no tool for that: %1"_s.arg(request.tools.join(u' '))};
}

} // namespace docket
