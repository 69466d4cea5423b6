// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/launch.h"

#include "process/environment.h"
#include "process/qtprocess.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

// Filled in one pass, so that a prompt which holds "{model}" stays as it is.
QString expand(const QString &text, const LaunchValues &values)
{
    const std::pair<QString, QString> names[] = {
        {u"{prompt}"_s, values.prompt},     {u"{prompt_file}"_s, values.promptFile},
        {u"{worktree}"_s, values.worktree}, {u"{task}"_s, values.task},
        {u"{model}"_s, values.model},       {u"{round}"_s, QString::number(values.round)},
        {u"{docket_bin}"_s, QCoreApplication::applicationDirPath()},
    };
    QString result;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype taken = 0;
        for (const auto &[name, value] : names) {
            if (QStringView(text).sliced(at).startsWith(name)) {
                result += value;
                taken = name.size();
                break;
            }
        }
        if (taken == 0)
            result += text.at(at++);
        at += taken;
    }
    return result;
}

// A command that is resumed knows the account already.
QString promptFor(const AgentProfile &profile, const RoundRequest &request)
{
    const bool resumed =
        !profile.resumeArguments.isEmpty() && !request.sessionToResume.isEmpty() && !request.followUpPrompt.isEmpty();
    return resumed ? request.followUpPrompt : request.prompt;
}

Result<QString> writePromptFile(const RoundRequest &request, const QString &prompt)
{
    const QString path = request.scratchFolder + u"/prompt-%1.md"_s.arg(request.round);
    QSaveFile file(path);
    const QByteArray bytes = prompt.toUtf8();
    if (request.scratchFolder.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()
        || !file.commit())
        return fail(ErrorCode::Io, u"The prompt file cannot be written: %1."_s.arg(file.errorString()), path);
    return path;
}

bool isBelow(const QString &path, const QString &folder)
{
    return !folder.isEmpty() && (path == folder || path.startsWith(folder + u'/'));
}

// The folders that a program needs to be readable: its own, its target's if it is a link, and the libraries beside
// them.
QStringList programFolders(const QString &program)
{
    QStringList folders;
    const QFileInfo file(program);
    for (const QString &path : {file.absoluteFilePath(), file.canonicalFilePath()}) {
        if (path.isEmpty())
            continue;
        const qsizetype modules = path.indexOf(u"/node_modules/"_s);
        const QString folder = modules > 0 ? path.left(modules) + u"/node_modules"_s : QFileInfo(path).path();
        folders << folder;
        if (QFileInfo(folder).fileName() == u"bin"_s) {
            const QString prefix = QFileInfo(folder).path();
            folders << prefix + u"/lib"_s << prefix + u"/libexec"_s << prefix + u"/plugins"_s;
        }
    }
    return folders;
}

} // namespace

QStringList expandCommand(const QStringList &command, const LaunchValues &values)
{
    QStringList result;
    for (const QString &argument : command) {
        if (values.model.isEmpty() && argument.contains(u"{model}"_s)) {
            if (result.size() > 1 && argument == u"{model}"_s && result.last().startsWith(u'-'))
                result.removeLast();
            continue;
        }
        result << expand(argument, values);
    }
    return result;
}

Result<ProcessSetup> launchSetup(const AgentProfile &profile, const RoundRequest &request)
{
    LaunchValues values{.prompt = promptFor(profile, request),
                        .worktree = request.worktree,
                        .task = request.task,
                        .model = profile.model,
                        .round = request.round};
    if (profile.command.filter(u"{prompt_file}"_s).size() > 0) {
        const auto file = writePromptFile(request, values.prompt);
        if (!file)
            return std::unexpected(file.error());
        values.promptFile = *file;
    }
    ProcessSetup setup;
    setup.environment = cleanEnvironment(request.environment, profile.keepEnvironment);
    for (auto it = profile.environment.begin(); it != profile.environment.end(); ++it)
        setup.environment.insert(it.key(), expand(it.value(), values));
    setup.environment.insert(QLatin1StringView(attemptMarkerVariable), QString::fromUtf8(request.marker));
    if (request.sandbox && !profile.environment.contains(u"TMPDIR"_s))
        setup.environment.insert(u"TMPDIR"_s, u"/tmp"_s); // each run has a /tmp of its own
    setup.workingDirectory = request.worktree;
    setup.arguments = expandCommand(profile.command, values);
    if (setup.arguments.isEmpty())
        return fail(ErrorCode::InvalidInput, u"The profile has no command. Give it one in the settings."_s, profile.id);
    const QString name = setup.arguments.takeFirst();
    setup.program = findProgram(name, setup.environment);
    if (setup.program.isEmpty()) {
        const QString hint =
            profile.installHint.isEmpty() ? u"Install it, or choose another agent."_s : profile.installHint;
        return fail(ErrorCode::NotFound, u"%1 is not installed. %2"_s.arg(profile.name, hint), name);
    }
    // A part of Docket needs the libraries that Docket runs with, not those of a system outside of a contained
    // toolchain.
    if (isBelow(setup.program, QCoreApplication::applicationDirPath())) {
        setup.environment.remove(u"DOCKET_HOST_USR"_s);
        setup.environment.remove(u"DOCKET_HOST_ETC"_s);
    }
    return setup;
}

QStringList foldersOf(const QString &belowHome, const QProcessEnvironment &person)
{
    static const std::pair<QString, QString> usual[] = {
        {u".config/"_s, u"XDG_CONFIG_HOME"_s},
        {u".local/share/"_s, u"XDG_DATA_HOME"_s},
        {u".local/state/"_s, u"XDG_STATE_HOME"_s},
        {u".cache/"_s, u"XDG_CACHE_HOME"_s},
    };
    QStringList folders{person.value(u"HOME"_s) + u'/' + belowHome};
    for (const auto &[folder, variable] : usual) {
        const QString moved = person.value(variable);
        if (!belowHome.startsWith(folder) || belowHome.size() == folder.size() || !QDir::isAbsolutePath(moved))
            continue;
        const QString path = QDir::cleanPath(moved + u'/' + belowHome.sliced(folder.size()));
        if (!folders.contains(path))
            folders << path;
    }
    return folders;
}

SandboxProfile sandboxFor(const AgentProfile &profile, const RoundRequest &request, const ProcessSetup &setup)
{
    SandboxProfile sandbox = request.sandbox.value_or(SandboxProfile{});
    sandbox.worktree = request.worktree;
    const QStringList hidden = QStringList{sandbox.home, u"/tmp"_s, u"/run"_s} + sandbox.hidden;
    const auto isHidden = [&](const QString &path) {
        return std::ranges::any_of(hidden, [&](const QString &folder) { return isBelow(path, folder); });
    };
    QStringList needed = programFolders(setup.program);
    const QStringList path = setup.environment.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
    for (const QString &folder : path) {
        if (isHidden(folder))
            needed << folder << QFileInfo(folder).path() + u"/lib"_s;
    }
    if (!request.scratchFolder.isEmpty())
        needed << request.scratchFolder;
    for (const QString &folder : profile.readFolders)
        needed << foldersOf(folder, request.environment);
    for (const QString &folder : std::as_const(needed)) {
        // Never a folder that holds what is to be hidden as a whole.
        if (isHidden(folder) && !hidden.contains(folder) && !sandbox.readable.contains(folder))
            sandbox.readable << folder;
    }
    for (const QString &folder : profile.configFolders)
        sandbox.writable << foldersOf(folder, request.environment);
    sandbox.network = sandbox.network && profile.needsNetwork;
    return sandbox;
}

} // namespace docket
