// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/fileentry.h"

namespace docket::diff {

char statusLetter(FileStatus status)
{
    switch (status) {
    case FileStatus::Added: return 'A';
    case FileStatus::Deleted: return 'D';
    case FileStatus::Modified: return 'M';
    case FileStatus::Renamed: return 'R';
    case FileStatus::Copied: return 'C';
    case FileStatus::TypeChanged: return 'T';
    }
    return 'M';
}

FileEntry makeEntry(FileVersion before, FileVersion after)
{
    FileEntry entry{.before = std::move(before), .after = std::move(after)};
    const FileVersion &l = entry.before;
    const FileVersion &r = entry.after;
    if (!l.exists())
        entry.status = FileStatus::Added;
    else if (!r.exists())
        entry.status = FileStatus::Deleted;
    else if ((l.mode & 0170000) != (r.mode & 0170000))
        entry.status = FileStatus::TypeChanged;
    else if (l.path != r.path)
        entry.status = FileStatus::Renamed;
    if (l.isSubmodule() || r.isSubmodule())
        entry.kind = FileKind::Submodule;
    else if ((!l.exists() || l.isSymlink()) && (!r.exists() || r.isSymlink()))
        entry.kind = FileKind::Symlink;
    return entry;
}

} // namespace docket::diff
