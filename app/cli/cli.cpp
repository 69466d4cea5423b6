// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

CommandList allCommands()
{
    CommandList commands;
    addProjectCommands(commands);
    addTaskCommands(commands);
    addAgentCommands(commands);
    addRunCommands(commands);
    addDiffCommand(commands);
    addReviewCommands(commands);
    addDoctorCommand(commands);
    return commands;
}

Command *find(const CommandList &commands, const QString &name)
{
    const auto found = std::ranges::find_if(commands, [&](const auto &command) { return command->name() == name; });
    return found == commands.end() ? nullptr : found->get();
}

/** The options before the command's name that every call may have. */
constexpr auto exitCodes = R"(Exit codes
  0  done
  1  it could not be done
  2  the command line or the input cannot be used
  3  the task, project, file or revision does not exist
  4  the task's state, a conflict or a rule forbids it
  5  somebody else holds the store
  6  the store or the disk: full, read-only, damaged, from a newer Docket
  7  the limit of time was reached
  8  it ended in a state in which a person has to decide
)";

} // namespace

QString helpText()
{
    QString text =
        u"Usage: docket [COMMAND] [options]\n\nWithout a command, the window opens (docket [PATH] opens it on a project).\n\nCommands\n"_s;
    const CommandList commands = allCommands();
    for (const auto &command : commands)
        text += u"  %1  %2\n"_s.arg(command->name(), -16).arg(command->summary());
    text += u"\nOptions of every command\n"
            "  --json             print one JSON object a line\n"
            "  --home FOLDER      keep everything below this folder instead of the user's own\n"
            "  --project PATH     the repository that is meant; otherwise the one around the current folder\n"
            "  --help             explain the command\n\n"
            "Options without a command\n"
            "  --version          print the version\n"
            "  --self-test        open a store and the window off screen, and say whether that worked\n\n"_s;
    return text + QString::fromLatin1(exitCodes);
}

bool isCliCall(const QStringList &arguments)
{
    if (arguments.isEmpty())
        return false;
    static const QStringList words{u"--help"_s, u"-h"_s, u"help"_s, u"--version"_s};
    const CommandList commands = allCommands();
    return words.contains(arguments.constFirst()) || find(commands, arguments.constFirst());
}

Cli::Cli(const Paths &paths, Streams streams, QObject *parent)
    : QObject(parent), m_commands(allCommands()), m_context(paths, streams)
{
    connect(&m_context, &CliContext::finished, this, &Cli::finished);
}

Cli::~Cli() = default;

void Cli::start(const QStringList &arguments)
{
    const QString name = arguments.value(0);
    if (name == "--version"_L1) {
        m_context.print(u"docket %1"_s.arg(QStringLiteral(DOCKET_VERSION)));
        return m_context.finish(ExitCode::Done);
    }
    if (name == "--help"_L1 || name == "-h"_L1 || name == "help"_L1) {
        m_context.print(helpText());
        return m_context.finish(ExitCode::Done);
    }
    m_command = find(m_commands, name);
    if (!m_command)
        return m_context.usageError(u"There is no command %1; `docket --help` lists them."_s.arg(name));
    QCommandLineParser &parser = m_context.parser();
    m_command->describe(parser);
    QStringList words = arguments;
    words[0] = u"docket "_s + name; // what the parser takes for the program's name
    if (const auto parsed = m_context.parse(words); !parsed)
        return m_context.usageError(u"%1 `docket %2 --help` explains it."_s.arg(parsed.error().detail, name));
    if (parser.isSet(u"help"_s)) {
        static const QRegularExpression program(
            u"^Usage: \\S+"_s); // the parser knows only the program, not the command
        m_context.print(m_command->summary() + u"\n\n"_s
                        + parser.helpText().replace(program, u"Usage: docket "_s + name));
        return m_context.finish(ExitCode::Done);
    }
    if (const QString home = parser.value(u"home"_s); !home.isEmpty())
        m_context.setPaths(Paths::below(QDir::cleanPath(QDir::current().absoluteFilePath(home))));
    m_command->start(m_context);
}

void Cli::interrupt()
{
    m_context.interrupt();
}

} // namespace docket::cli
