// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/budgetoptions.h"
#include "app/cli/tasktext.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

class TellCommand final : public Command
{
public:
    TellCommand() : Command(u"tell"_s, u"Say something to an agent while it works."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number."_s);
        parser.addPositionalArgument(u"text"_s, u"What it should know; - or nothing reads standard input."_s,
                                     u"[text]"_s);
    }

    void start(CliContext &context) override
    {
        const auto task = context.taskArgument();
        if (!task)
            return context.finish(task.error());
        QString text = context.parser().positionalArguments().mid(1).join(u' ');
        if (text.isEmpty() || text == "-"_L1) {
            const auto read = context.readText({});
            if (!read)
                return context.finish(read.error());
            text = *read;
        }
        context.request(u"tell"_s, {{u"task"_s, *task}, {u"text"_s, text}},
                        [&context](const QJsonObject &result) { printTask(context, result); });
    }
};

class BudgetCommand final : public Command
{
public:
    BudgetCommand() : Command(u"budget"_s, u"Show or set a task's budget; without a task, yours for a day."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number; nothing means all of today."_s, u"[task]"_s);
        addBudgetOptions(parser);
        parser.addOption({u"none"_s, u"Take the budget away."_s});
    }

    void start(CliContext &context) override
    {
        QJsonObject args;
        if (!context.parser().positionalArguments().isEmpty()) {
            const auto task = context.taskArgument();
            if (!task)
                return context.finish(task.error());
            args.insert(u"task"_s, *task);
        }
        const auto budget = budgetFromOptions(context.parser());
        if (!budget)
            return context.usageError(budget.error().detail);
        if (!budget->isEmpty() || context.parser().isSet(u"none"_s))
            args.insert(u"budget"_s, *budget);
        context.request(u"budget"_s, args, [&context](const QJsonObject &result) {
            if (context.json())
                context.printJson(result);
            else
                context.print(budgetReport(result));
            context.finish(ExitCode::Done);
        });
    }
};

class PermissionsCommand final : public Command
{
public:
    PermissionsCommand()
        : Command(u"permissions"_s, u"List what was allowed for a task and its project, or take it back."_s)
    {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number."_s);
        parser.addOption({u"withdraw"_s, u"Take this permission back, as it is listed."_s, u"pattern"_s});
        parser.addOption(
            {u"kind"_s, u"With --withdraw: command (the default), path, host or request."_s, u"word"_s, u"command"_s});
    }

    void start(CliContext &context) override
    {
        const auto task = context.taskArgument();
        if (!task)
            return context.finish(task.error());
        QJsonObject args{{u"task"_s, *task}};
        if (context.parser().isSet(u"withdraw"_s)) {
            args.insert(u"withdraw"_s, context.parser().value(u"withdraw"_s));
            args.insert(u"kind"_s, context.parser().value(u"kind"_s));
        }
        context.request(u"permissions"_s, args, [&context](const QJsonObject &result) {
            const QJsonArray list = result.value("permissions"_L1).toArray();
            if (!context.json() && list.isEmpty())
                context.print(u"Nothing was allowed for longer than once."_s);
            for (const QJsonValue &grant : list) {
                if (context.json())
                    context.printJson(grant.toObject());
                else
                    context.print(grantLine(grant.toObject()));
            }
            context.finish(ExitCode::Done);
        });
    }
};

} // namespace

void addAgentCommands(CommandList &commands)
{
    commands.push_back(std::make_unique<TellCommand>());
    commands.push_back(std::make_unique<BudgetCommand>());
    commands.push_back(std::make_unique<PermissionsCommand>());
}

} // namespace docket::cli
