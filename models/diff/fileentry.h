// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"

#include <QByteArray>

#include <vector>

namespace docket::diff {

enum class FileStatus : quint8 { Added, Deleted, Modified, Renamed, Copied, TypeChanged };
enum class FileKind : quint8 { Text, Binary, Symlink, Submodule, LfsPointer };

/** What a file is for the reader. Decided by review/fileflags.h; the git room leaves it empty. */
enum FileFlag : quint8 {
    GeneratedFile = 1,
    VendoredFile = 2,
    LockFile = 4,
    MarkedByBranch = 8, ///< the branch under review added the marker itself: named, never collapsed
    SaidByAttributes = 16, ///< .gitattributes decided whether it is generated: no marker is looked for
    NotForReading = 32,    ///< .gitattributes says -diff or binary
    TextByAttributes = 64, ///< .gitattributes says that it is text, whatever its bytes look like
};

/** One side of one changed file. A side that does not exist has an empty path and an empty blob. */
struct FileVersion
{
    QByteArray path;   ///< as git stores it: bytes, '/' between folders
    ObjectId blob;     ///< for a submodule its commit
    quint32 mode = 0;  ///< git's: 0100644, 0100755, 0120000 symlink, 0160000 submodule; 0 = absent
    qint64 size = -1;  ///< bytes; -1 unknown

    bool exists() const { return mode != 0; }
    /** True if it is known to hold nothing: by size, or by the name that git gives to nothing. */
    bool isEmpty() const { return size == 0 || blob.hex == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"; }
    bool isSymlink() const { return (mode & 0170000) == 0120000; }
    bool isSubmodule() const { return (mode & 0170000) == 0160000; }
    bool isExecutable() const { return (mode & 0170111) == 0100111; }
    bool operator==(const FileVersion &) const = default;
};

/** One changed file: what git knows about it, before any text is read. */
struct FileEntry
{
    FileVersion before;
    FileVersion after;
    FileStatus status = FileStatus::Modified;
    FileKind kind = FileKind::Text;
    quint8 similarity = 0; ///< per cent, for renames and copies
    quint8 flags = 0;      ///< FileFlag

    /** The path to show: the new one, or the old one of a deleted file. */
    const QByteArray &path() const { return after.exists() ? after.path : before.path; }
    bool operator==(const FileEntry &) const = default;
};

/** The letter git prints: A D M R C T. */
char statusLetter(FileStatus status);

/** Makes the entry for a pair of versions with status and kind as far as modes tell (no text is read). */
FileEntry makeEntry(FileVersion before, FileVersion after);

} // namespace docket::diff
