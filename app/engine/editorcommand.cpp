// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/editorcommand.h"

#include <QFileInfo>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

bool wantsTerminal(const QString &program)
{
    static const QStringList known{u"vi"_s,    u"vim"_s, u"nvim"_s,  u"view"_s, u"nano"_s, u"pico"_s,
                                   u"micro"_s, u"hx"_s,  u"helix"_s, u"joe"_s,  u"ne"_s,   u"mg"_s};
    return known.contains(QFileInfo(program).fileName());
}

/** Terminal editors agree on this; others are told by {line}. */
bool takesPlusLine(const QString &program)
{
    return wantsTerminal(program) && !program.endsWith("hx"_L1) && !program.endsWith("helix"_L1);
}

} // namespace

QString chosenEditor(const QString &setting)
{
    return setting.trimmed().isEmpty() ? qEnvironmentVariable("VISUAL").trimmed() : setting.trimmed();
}

Result<EditorCommand> editorCommand(const QString &command, const QString &file, int line)
{
    QStringList words = QProcess::splitCommand(command);
    if (words.isEmpty() || command.count(u'"') % 2 != 0) {
        return fail(
            ErrorCode::InvalidInput,
            u"No editor is chosen; name one in the settings, such as \"kate --line {line} {file}\", or set VISUAL."_s,
            command);
    }
    const bool namesFile = command.contains("{file}"_L1);
    const bool namesLine = command.contains("{line}"_L1);
    for (qsizetype i = 1; i < words.size(); ++i) {
        words[i].replace("{line}"_L1, QString::number(std::max(0, line) + 1));
        words[i].replace("{file}"_L1, file); // last: a file's name may hold "{line}"
    }
    const QString program = words.takeFirst();
    if (!namesLine && line >= 0 && !namesFile && takesPlusLine(program))
        words.append(u'+' + QString::number(line + 1));
    if (!namesFile)
        words.append(file);
    if (wantsTerminal(program))
        return EditorCommand{u"x-terminal-emulator"_s, QStringList{u"-e"_s, program} + words};
    return EditorCommand{program, words};
}

} // namespace docket
