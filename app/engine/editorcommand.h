// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QStringList>

namespace docket {

/** A program and its arguments, ready to start without a shell. */
struct EditorCommand
{
    QString program;
    QStringList arguments;
    bool operator==(const EditorCommand &) const = default;
};

/**
 * Puts file and line (from 0; -1: none) into a command such as "kate --line {line} {file}". Words are cut before the
 * file is put in, so no name can become an option or a second word. Without {file} the file comes last; without a line,
 * {line} is 1. Editors that need a terminal (vi, nano ...) are given one. Errors: InvalidInput for an empty command or
 * quotes without end. Pure.
 */
Result<EditorCommand> editorCommand(const QString &command, const QString &file, int line);

/** The chosen command, or $VISUAL, or nothing. */
QString chosenEditor(const QString &setting);

} // namespace docket
