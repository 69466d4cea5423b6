// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/document.h"

#include <QJsonArray>
#include <QJsonObject>

namespace docket::diff {

struct JsonDetail
{
    bool rows = false;  ///< every row of the default layout
    bool marks = false; ///< intra-line marks of pairs, in bytes
    int contextLines = 3;
};

/** What the engine found about one file: paths, modes, blobs, status, notes, hunks, edits, pairs. Line numbers count
 * from 1. */
QJsonObject toJson(const FileDiff &file, const JsonDetail &detail = {}, const MoveMap *moves = nullptr, int index = 0);
QJsonObject toJson(const FileEntry &entry);
/** Moved and copied blocks, with the paths of their files. */
QJsonArray toJson(const MoveMap &moves, const std::vector<FileEntry> &entries);
QJsonObject toJson(const DiffTotals &totals);

/** The stable words of the output: "renamed", "binary", "line-ends-changed", "moved-from" ... */
QString statusWord(FileStatus status);
QString kindWord(FileKind kind);
QString noteWord(NoteKind kind);
QString searchWord(MoveSearch search);

} // namespace docket::diff
