// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

/** What became of the window, in the words of `--json` and in a sentence. */
struct WindowOutcome
{
    QString word;
    QString sentence;
};

class OpenCommand final : public Command
{
public:
    OpenCommand() : Command(u"open"_s, u"Open a repository as a project, in the window that runs or in a new one."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"path"_s, u"The repository, or a folder in it; otherwise the current folder."_s,
                                     u"[path]"_s);
        parser.addOption({u"no-window"_s, u"Only put it on the list of projects."_s});
    }

    void start(CliContext &context) override
    {
        const QString path = context.parser().positionalArguments().value(0);
        const QString absolute =
            path.isEmpty() ? context.projectPath() : QDir::cleanPath(QDir::current().absoluteFilePath(path));
        const bool wanted = !context.parser().isSet(u"no-window"_s);
        context.request(
            u"open"_s, {{u"path"_s, absolute}, {u"raise"_s, wanted}}, [&context, wanted](const QJsonObject &result) {
                if (!wanted)
                    return print(context, result, {u"not-asked"_s, {}});
                if (result.value("window"_L1).toBool())
                    return print(context, result, {u"raised"_s, u"The window that runs shows it."_s});
                if (result.value("engine"_L1).toBool())
                    return print(
                        context, result,
                        {u"none"_s,
                         u"The engine runs without a window (docket run), and only one program can have the store; end it to open the window."_s});
                // The store must be free before the window wants it.
                context.release([&context, result] {
                    print(context, result, openWindow(context, result.value("path"_L1).toString()));
                });
            });
    }

private:
    static WindowOutcome openWindow(CliContext &context, const QString &path)
    {
        const auto opened = context.openWindow(path);
        if (opened)
            return {u"opened"_s, u"A window opens on it."_s};
        return {u"none"_s, opened.error().detail};
    }

    static void print(CliContext &context, QJsonObject result, const WindowOutcome &window)
    {
        if (context.json()) {
            result.insert(u"window"_s, window.word);
            if (!window.sentence.isEmpty())
                result.insert(u"windowText"_s, window.sentence);
            context.printJson(result);
        } else {
            context.print(
                u"Project %1: %2"_s.arg(result.value("name"_L1).toString(), result.value("path"_L1).toString()));
            const QJsonArray notes = result.value("notes"_L1).toArray();
            for (const QJsonValue &note : notes)
                context.print(u"  "_s + note.toString());
            if (!window.sentence.isEmpty())
                context.print(window.sentence);
        }
        context.finish(ExitCode::Done);
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
                    context.print(u"%1  %2  %3"_s.arg(project.value("name"_L1).toString(), -20)
                                      .arg(project.value("baseBranch"_L1).toString(), -10)
                                      .arg(project.value("path"_L1).toString()));
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
                context.print(u"%1  %2"_s.arg(profile.value("name"_L1).toString(), -16)
                                  .arg(problem.isEmpty() ? profile.value("program"_L1).toString() : problem));
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
