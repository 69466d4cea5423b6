// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace docket::review {

/** A line that looks like the definition of a name. */
struct Definition
{
    QByteArray path;
    int line = 0;       ///< from 0
    QByteArray text;    ///< the line
    bool inBase = false; ///< only the side before the change has it

    bool operator==(const Definition &) const = default;
};

/**
 * True if the line looks like the place where `name` is defined: by the keyword before it (class, def, fn, #define
 * ...), or by the shape of a function's head or of an assignment at the left edge. No parser, so it is a guess in any
 * language; calls and declarations that end in a semicolon are told apart.
 */
bool definesName(QByteArrayView line, QByteArrayView name);

/** Lines of `text` that define the name; stops at `limit`. */
QList<Definition> definitionsIn(const QByteArray &path, QByteArrayView text, QByteArrayView name, int limit);

/** Nearest first: the file itself, its folder, its kind of file, then by path. */
void sortByDistance(QList<Definition> &found, const QByteArray &fromPath);

} // namespace docket::review
