// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/budgetoptions.h"
#include "app/cli/tasktext.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

class AddCommand final : public Command
{
public:
    AddCommand() : Command(u"add"_s, u"Make a task from a spec (Markdown; its first heading is the title)."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"file"_s, u"The spec; - or nothing reads standard input."_s, u"[file]"_s);
        parser.addOption({u"queue"_s, u"Put it in the queue at once."_s});
        parser.addOption({u"agent"_s, u"The profile of the agent; otherwise the project's default."_s, u"profile"_s});
        parser.addOption({u"base"_s, u"The branch to start from and to merge into."_s, u"branch"_s});
        addBudgetOptions(parser);
    }

    void start(CliContext &context) override
    {
        const auto text = context.readText(context.parser().positionalArguments().value(0));
        if (!text)
            return context.finish(text.error());
        const auto budget = budgetFromOptions(context.parser());
        if (!budget)
            return context.usageError(budget.error().detail);
        QJsonObject args{{u"path"_s, context.projectPath()},
                               {u"markdown"_s, *text},
                               {u"profile"_s, context.parser().value(u"agent"_s)},
                               {u"base"_s, context.parser().value(u"base"_s)},
                               {u"queue"_s, context.parser().isSet(u"queue"_s)}};
        if (!budget->isEmpty())
            args.insert(u"budget"_s, *budget);
        context.request(u"add"_s, args, [&context](const QJsonObject &task) {
            if (context.json())
                context.printJson(task);
            else
                context.print(u"Task %1 is %2: %3"_s.arg(task.value("id"_L1).toInteger())
                                  .arg(task.value("state"_L1).toString(), task.value("title"_L1).toString()));
            context.finish(ExitCode::Done);
        });
    }
};

class ListCommand final : public Command
{
public:
    ListCommand() : Command(u"list"_s, u"List the tasks in the order of the queue."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({u"all"_s, u"Also those that are done."_s});
        parser.addOption({u"waiting"_s, u"Only those that wait for a person."_s});
    }

    void start(CliContext &context) override
    {
        QJsonObject args{{u"all"_s, context.parser().isSet(u"all"_s)},
                         {u"waiting"_s, context.parser().isSet(u"waiting"_s)}};
        if (context.projectIsGiven())
            args.insert(u"path"_s, context.projectPath());
        context.request(u"list"_s, args, [&context](const QJsonObject &result) {
            const QJsonArray tasks = result.value("tasks"_L1).toArray();
            if (!context.json() && tasks.isEmpty())
                context.print(u"No tasks. `docket add SPEC.md --queue` makes one."_s);
            for (const QJsonValue &task : tasks) {
                if (context.json())
                    context.printJson(task.toObject());
                else
                    context.print(taskLine(task.toObject()));
            }
            context.finish(ExitCode::Done);
        });
    }
};

class ShowCommand final : public Command
{
public:
    ShowCommand() : Command(u"show"_s, u"Show one task: its state, attempts, rounds, evidence and open questions."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number."_s);
        parser.addOption({u"spec"_s, u"Print the spec instead."_s});
        parser.addOption({u"revision"_s, u"With --spec: which revision; otherwise the newest."_s, u"number"_s});
    }

    void start(CliContext &context) override
    {
        const auto task = context.taskArgument();
        if (!task)
            return context.finish(task.error());
        const bool spec = context.parser().isSet(u"spec"_s);
        const QJsonObject args{{u"task"_s, *task}, {u"revision"_s, context.parser().value(u"revision"_s).toInt()}};
        context.request(spec ? u"spec"_s : u"show"_s, args, [&context, spec](const QJsonObject &result) {
            if (context.json())
                context.printJson(result);
            else
                context.print(spec ? result.value("markdown"_L1).toString() : taskText(result));
            context.finish(ExitCode::Done);
        });
    }
};

class LogCommand final : public Command
{
public:
    LogCommand() : Command(u"log"_s, u"Print everything that happened to a task, oldest first."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number."_s);
    }

    void start(CliContext &context) override
    {
        const auto task = context.taskArgument();
        if (!task)
            return context.finish(task.error());
        context.request(u"log"_s, {{u"task"_s, *task}}, [&context](const QJsonObject &result) {
            const QJsonArray events = result.value("events"_L1).toArray();
            for (const QJsonValue &event : events) {
                if (context.json())
                    context.printJson(event.toObject());
                else
                    context.print(eventLine(event.toObject()));
            }
            context.finish(ExitCode::Done);
        });
    }
};

/** A command that names a task and changes where it stands. */
class StateCommand final : public Command
{
public:
    StateCommand(QString name, QString summary, bool takesNote = false)
        : Command(std::move(name), std::move(summary)), m_takesNote(takesNote)
    {
    }

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number."_s);
        if (m_takesNote)
            parser.addOption({u"note"_s, u"What the agent is told; otherwise the same as before."_s, u"text"_s});
    }

    void start(CliContext &context) override
    {
        const auto task = context.taskArgument();
        if (!task)
            return context.finish(task.error());
        QJsonObject args{{u"task"_s, *task}, {u"command"_s, name()}};
        if (m_takesNote)
            args.insert(u"note"_s, context.parser().value(u"note"_s));
        context.request(u"command"_s, args, [&context](const QJsonObject &result) { printTask(context, result); });
    }

private:
    bool m_takesNote;
};

class AnswerCommand final : public Command
{
public:
    AnswerCommand()
        : Command(u"answer"_s, u"Answer an agent's question; without an option, list what can be answered."_s)
    {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number."_s);
        parser.addPositionalArgument(
            u"option"_s, u"The option's id or name; allow and refuse are the plain yes and no."_s, u"[option]"_s);
        parser.addOption(
            {u"for"_s, u"How long a yes holds: once (the default), task or project."_s, u"scope"_s, u"once"_s});
        parser.addOption({u"request"_s, u"Which question, where several are open."_s, u"id"_s});
    }

    void start(CliContext &context) override
    {
        const auto task = context.taskArgument();
        if (!task)
            return context.finish(task.error());
        const QString option = context.parser().positionalArguments().value(1);
        if (option.isEmpty()) {
            context.request(u"show"_s, {{u"task"_s, *task}}, [&context](const QJsonObject &result) {
                if (context.json())
                    context.printJson({{u"asks"_s, result.value("asks"_L1)}});
                else
                    context.print(asksText(result));
                context.finish(ExitCode::Done);
            });
            return;
        }
        const QJsonObject args{{u"task"_s, *task},
                               {u"option"_s, option},
                               {u"request"_s, context.parser().value(u"request"_s)},
                               {u"scope"_s, context.parser().value(u"for"_s)}};
        context.request(u"answer"_s, args, [&context](const QJsonObject &result) { printTask(context, result); });
    }
};

/** What a person may still decide of a task that is there. */
class SetCommand final : public Command
{
public:
    SetCommand() : Command(u"set"_s, u"Change a task's base branch, agent or way of merging."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number."_s);
        parser.addOption(
            {u"base"_s,
             u"The branch that its next attempt starts from and is merged into; one that runs keeps its own."_s,
             u"branch"_s});
        parser.addOption({u"agent"_s, u"The profile of the agent of its next attempt."_s, u"profile"_s});
        parser.addOption({u"strategy"_s, u"merge, squash or fast-forward."_s, u"way"_s});
    }

    void start(CliContext &context) override
    {
        const auto task = context.taskArgument();
        if (!task)
            return context.finish(task.error());
        QJsonObject args{{u"task"_s, *task}};
        for (const QString &option : {u"base"_s, u"agent"_s, u"strategy"_s}) {
            if (context.parser().isSet(option))
                args.insert(option, context.parser().value(option));
        }
        if (args.size() == 1)
            return context.usageError(u"Say what to change: --base, --agent or --strategy."_s);
        context.request(u"set"_s, args, [&context](const QJsonObject &result) { printTask(context, result); });
    }
};

} // namespace

void addTaskCommands(CommandList &commands)
{
    commands.push_back(std::make_unique<AddCommand>());
    commands.push_back(std::make_unique<ListCommand>());
    commands.push_back(std::make_unique<ShowCommand>());
    commands.push_back(std::make_unique<StateCommand>(u"queue"_s, u"Put a draft or a held task in the queue."_s));
    commands.push_back(std::make_unique<StateCommand>(u"hold"_s, u"Keep a queued task out of the slots."_s));
    commands.push_back(std::make_unique<StateCommand>(u"start"_s, u"Put a task at the head of the queue."_s));
    commands.push_back(std::make_unique<StateCommand>(u"interrupt"_s, u"Ask the agent to stop; its work is kept."_s));
    commands.push_back(std::make_unique<StateCommand>(u"resume"_s, u"Go on in the same attempt."_s, true));
    commands.push_back(std::make_unique<StateCommand>(u"retry"_s, u"Start again in a new attempt."_s));
    commands.push_back(
        std::make_unique<StateCommand>(u"cancel"_s, u"Call a task off; what the agent left is kept in a snapshot."_s));
    commands.push_back(std::make_unique<SetCommand>());
    commands.push_back(std::make_unique<AnswerCommand>());
    commands.push_back(std::make_unique<LogCommand>());
}

} // namespace docket::cli
