// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/filediff.h"

#include <QByteArray>
#include <QSet>

#include <vector>

namespace docket::review {

/** Identity of a file's change by content: both blobs, both paths, both modes. Equal keys need no second look. */
QByteArray fileKey(const diff::FileEntry &entry);

/**
 * Identity of each change inside the file, in the order of edits(): path, removed and added text with blanks at line ends left out, and
 * the how-manyeth it is of equal ones. Line numbers do not count, so a change that only slid stays read.
 */
std::vector<QByteArray> changeKeys(const diff::FileDiff &file);

/** What a person has read. Keys only: whether a file is read is decided when it is looked at, so nothing has to notice a new round. */
struct ReadMarks
{
    QSet<QByteArray> files;
    QSet<QByteArray> changes;

    bool operator==(const ReadMarks &) const = default;
};

enum class ReadState : quint8 { Unread, Partly, Read };

struct FileReadState
{
    ReadState state = ReadState::Unread;
    int changes = 0;               ///< edits in the file
    std::vector<int> unread;       ///< indices of edits() that were not read

    bool operator==(const FileReadState &) const = default;
};

FileReadState readState(const ReadMarks &marks, const diff::FileDiff &file);

/** Marks the file and each change in it, so that a new round reopens only what is new. */
void markFile(ReadMarks &marks, const diff::FileDiff &file, bool read);
void markChange(ReadMarks &marks, const diff::FileDiff &file, int edit, bool read);

} // namespace docket::review
