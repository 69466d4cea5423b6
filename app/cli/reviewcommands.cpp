// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/tasktext.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

class VerdictCommand final : public Command
{
public:
    VerdictCommand(QString name, QString summary) : Command(std::move(name), std::move(summary)) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number."_s);
        parser.addOption(
            {u"note"_s, u"A word with it; for request-changes it is what the agent is told (- reads standard input)."_s,
             u"text"_s});
        parser.addOption(
            {u"tree"_s, u"The tree that was reviewed; refused when it is not the current one any more."_s, u"id"_s});
    }

    void start(CliContext &context) override
    {
        const auto task = context.taskArgument();
        if (!task)
            return context.finish(task.error());
        QString note = context.parser().value(u"note"_s);
        if (note == "-"_L1) {
            const auto text = context.readText(note);
            if (!text)
                return context.finish(text.error());
            note = *text;
        }
        const QJsonObject args{{u"task"_s, *task},
                               {u"verdict"_s, name()},
                               {u"note"_s, note},
                               {u"tree"_s, context.parser().value(u"tree"_s)}};
        context.request(u"verdict"_s, args, [&context](const QJsonObject &result) { printTask(context, result); });
    }
};

class CommentCommand final : public Command
{
public:
    CommentCommand() : Command(u"comment"_s, u"Leave a comment on a line, a file or the whole change."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number."_s);
        parser.addPositionalArgument(u"text"_s, u"What it says; - or nothing reads standard input."_s, u"[text]"_s);
        parser.addOption({u"file"_s, u"The file, as the new side names it."_s, u"path"_s});
        parser.addOption({u"line"_s, u"The line of the new side, from 1."_s, u"number"_s});
    }

    void start(CliContext &context) override
    {
        const auto task = context.taskArgument();
        if (!task)
            return context.finish(task.error());
        QString text = context.parser().positionalArguments().value(1);
        if (text.isEmpty() || text == "-"_L1) {
            const auto read = context.readText({});
            if (!read)
                return context.finish(read.error());
            text = *read;
        }
        const QJsonObject args{{u"task"_s, *task},
                               {u"text"_s, text},
                               {u"file"_s, context.parser().value(u"file"_s)},
                               {u"line"_s, context.parser().value(u"line"_s).toInt()}};
        context.request(u"comment"_s, args, [&context](const QJsonObject &result) {
            if (context.json())
                context.printJson(result);
            context.finish(ExitCode::Done);
        });
    }
};

class MergeCommand final : public Command
{
public:
    MergeCommand() : Command(u"merge"_s, u"Merge an approved task into its base branch."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number."_s);
        parser.addOption({u"strategy"_s, u"merge, squash or fast-forward; otherwise as the task says."_s, u"way"_s});
        parser.addOption({u"dry-run"_s, u"Only say what it would do."_s});
        parser.addOption({u"because"_s,
                          u"Merge it all the same where required checks have not passed, and record why."_s,
                          u"note"_s});
        parser.addOption({u"hand-back"_s, u"Give the conflicts that a merge found to the agent as its next round."_s});
    }

    void start(CliContext &context) override
    {
        const auto task = context.taskArgument();
        if (!task)
            return context.finish(task.error());
        const QString note = context.parser().value(u"because"_s);
        if (context.parser().isSet(u"because"_s) && note.trimmed().isEmpty())
            return context.usageError(u"--because takes the reason in words; it is recorded with the merge."_s);
        const QJsonObject args{
            {u"task"_s, *task}, {u"strategy"_s, context.parser().value(u"strategy"_s)}, {u"note"_s, note}};
        if (context.parser().isSet(u"hand-back"_s))
            return context.request(u"hand-back"_s, args,
                                   [&context](const QJsonObject &result) { printTask(context, result); });
        if (context.parser().isSet(u"dry-run"_s))
            return context.request(u"preview-merge"_s, args,
                                   [&context](const QJsonObject &result) { printPreview(context, result); });
        context.request(u"merge"_s, args, [&context](const QJsonObject &result) {
            if (context.json())
                context.printJson(result);
            else
                context.print(taskText(result));
            if (result.value("state"_L1) == "merged"_L1)
                return context.finish(ExitCode::Done);
            const QString why = result.value("line"_L1).toString();
            context.complain(why.isEmpty() ? u"It was not merged."_s : why);
            context.finish(ExitCode::Refused);
        });
    }

private:
    static void printPreview(CliContext &context, const QJsonObject &result)
    {
        if (context.json()) {
            context.printJson(result);
        } else {
            const QJsonArray conflicts = result.value("conflicts"_L1).toArray();
            for (const QJsonValue &path : conflicts)
                context.print(u"conflict: "_s + path.toString());
            if (result.contains("refusal"_L1))
                context.print(result.value("refusal"_L1).toString());
            if (result.value("needsNote"_L1).toBool())
                context.print(u"`docket merge --because NOTE` merges it all the same."_s);
            if (conflicts.isEmpty() && !result.contains("refusal"_L1))
                context.print(u"It merges into %1 with this message:\n\n%2"_s.arg(
                    result.value("baseBranch"_L1).toString(), result.value("message"_L1).toString()));
        }
        const bool merges = result.value("conflicts"_L1).toArray().isEmpty() && !result.contains("refusal"_L1);
        context.finish(merges ? ExitCode::Done : ExitCode::Refused);
    }
};

} // namespace

void addReviewCommands(CommandList &commands)
{
    commands.push_back(std::make_unique<VerdictCommand>(u"approve"_s, u"Approve what the agent left."_s));
    commands.push_back(std::make_unique<VerdictCommand>(
        u"request-changes"_s, u"Send it back: open comments and the note become the next round."_s));
    commands.push_back(std::make_unique<VerdictCommand>(u"reject"_s, u"Turn the work down for good."_s));
    commands.push_back(std::make_unique<CommentCommand>());
    commands.push_back(std::make_unique<MergeCommand>());
}

} // namespace docket::cli
