// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/blobreader.h"
#include "diff/filediff.h"

namespace docket::diff {

struct PatchOptions
{
    int contextLines = 3;
    /** When given, binary files go in as git's binary literals; otherwise they are named with full ids, which `git
     * apply` takes in the same repository. */
    BlobReader reader = {};
};

/**
 * One file as a unified patch that `git apply` takes: byte for byte, whatever the options of the diff hid. Encodings
 * are those of the file. Added, deleted, renamed, copied files, modes, symlinks, submodules and missing final newlines
 * are said as git says them.
 */
QByteArray filePatch(const FileDiff &file, const PatchOptions &options = {});

/** A path as git writes it in patches: with prefix, in quotes when it holds unusual bytes. */
QByteArray quotedPath(const QByteArray &path, const char *prefix = "");

} // namespace docket::diff
