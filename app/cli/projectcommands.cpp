// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

class OpenCommand final : public Command
{
public:
    OpenCommand() : Command(u"open"_s, u"Open a repository as a project; a running window comes to the front with it."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"path"_s, u"The repository, or a folder in it; otherwise the current folder."_s, u"[path]"_s);
    }

    void start(CliContext &context) override
    {
        const QString path = context.parser().positionalArguments().value(0);
        const QString absolute = path.isEmpty() ? context.projectPath() : QDir::cleanPath(QDir::current().absoluteFilePath(path));
        context.request(u"open"_s, {{u"path"_s, absolute}, {u"raise"_s, true}}, [&context](const QJsonObject &result) {
            if (context.json()) {
                context.printJson(result);
            } else {
                context.print(u"Project %1: %2"_s.arg(result.value("name"_L1).toString(), result.value("path"_L1).toString()));
                const QJsonArray notes = result.value("notes"_L1).toArray();
                for (const QJsonValue &note : notes)
                    context.print(u"  "_s + note.toString());
            }
            context.finish(ExitCode::Done);
        });
    }
};

class ProjectsCommand final : public Command
{
public:
    ProjectsCommand() : Command(u"projects"_s, u"List the projects, the last opened first."_s) {}

    void describe(QCommandLineParser &) const override {}

    void start(CliContext &context) override
    {
        context.request(u"projects"_s, {}, [&context](const QJsonObject &result) {
            const QJsonArray projects = result.value("projects"_L1).toArray();
            for (const QJsonValue &value : projects) {
                const QJsonObject project = value.toObject();
                if (context.json())
                    context.printJson(project);
                else
                    context.print(u"%1  %2  %3"_s.arg(project.value("name"_L1).toString(), -20).arg(project.value("baseBranch"_L1).toString(), -10).arg(project.value("path"_L1).toString()));
            }
            context.finish(ExitCode::Done);
        });
    }
};

class AgentsCommand final : public Command
{
public:
    AgentsCommand() : Command(u"agents"_s, u"List the agents' profiles and whether their programs are installed."_s) {}

    void describe(QCommandLineParser &) const override {}

    void start(CliContext &context) override
    {
        context.request(u"agents"_s, {}, [&context](const QJsonObject &result) {
            const QJsonArray profiles = result.value("profiles"_L1).toArray();
            for (const QJsonValue &value : profiles) {
                const QJsonObject profile = value.toObject();
                if (context.json()) {
                    context.printJson(profile);
                    continue;
                }
                const QString problem = profile.value("problem"_L1).toString();
                context.print(u"%1  %2"_s.arg(profile.value("name"_L1).toString(), -16).arg(problem.isEmpty() ? profile.value("program"_L1).toString() : problem));
            }
            context.finish(ExitCode::Done);
        });
    }
};

} // namespace

void addProjectCommands(CommandList &commands)
{
    commands.push_back(std::make_unique<OpenCommand>());
    commands.push_back(std::make_unique<ProjectsCommand>());
    commands.push_back(std::make_unique<AgentsCommand>());
}

} // namespace docket::cli
