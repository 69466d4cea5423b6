// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/diffscene.h"

#include <QCoreApplication>

namespace docket {

/** Rows in words: what the surface writes by itself, and what a screen reader says. */
class RowText
{
    Q_DECLARE_TR_FUNCTIONS(docket::RowText)

public:
    static QString note(const diff::FileDiff &diff, const diff::Row &row);
    static QString fold(const diff::Row &row);
    static QString status(diff::FileStatus status);
    /** "added", "removed", "moved here" ...; empty for an unchanged line. */
    static QString lineClass(diff::LineClass lineClass);
    /** Bytes of a path or a line as text that cannot mislead. */
    static QString path(const QByteArray &path);
    /** "moved from lib/url.c:120, 2 lines edited" for any row of a moved block, empty otherwise. */
    static QString move(const DiffScene &scene, RowPlace place, diff::Side side);
    /** How many rows of its block stand above this one on that side; -1 if the row did not move. */
    static int rowOfMove(const DiffScene &scene, RowPlace place, diff::Side side);
    /** The place where that block came from or went to; not valid if the row did not move. */
    static TextPlace moveTarget(const DiffScene &scene, RowPlace place, diff::Side side);
    /** Whether the line was edited on the way of its block, and the line that it was (or became); that one is not valid
     * if there is none. */
    struct MoveEdit
    {
        bool isEdited = false;
        TextPlace other;
    };
    static MoveEdit moveEdit(const DiffScene &scene, RowPlace place, diff::Side side);
    static QString lineInWords(QByteArrayView line);
    /** The whole row in one line of words: kind, numbers, text of both sides, comments. */
    static QString row(const DiffScene &scene, RowPlace place);
};

} // namespace docket
