// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace docket::arch {

/**
 * Path below the source folder -> content. Rules are functions of this value, so they are tested on small made-up
 * trees.
 */
using SourceTree = QMap<QString, QString>;

/** C++ without comments, and with the insides of string and character literals blanked; line breaks stay. */
QString withoutCommentsAndStrings(const QString &code);
/** The same, with the literals as they are. */
QString withoutComments(const QString &code);

/** What a file includes, as written: "core/error.h" and <QFile> without their marks, comments ignored. */
struct Include
{
    QString path;
    bool quoted = false;
    int line = 0;
};
QList<Include> includesOf(const QString &code);

/** CMake without comments. */
QString cmakeWithoutComments(const QString &text);
/** First words of every call of `function`: the names of the targets that a CMake file makes with it. */
QStringList cmakeTargets(const QString &text, const QString &function);
/** What is linked: every docket::x (as "docket::x") and every imported target (Qt6::Gui, KF6::..., PkgConfig::...). */
QStringList cmakeLinks(const QString &text);

/** The tree below `folder`: sources, CMake files, README files, packaging's desktop files; without build folders. */
SourceTree readSourceTree(const QString &folder);

} // namespace docket::arch
