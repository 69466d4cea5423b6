// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/document.h"

#include <QString>

#include <vector>

namespace docket::test {

struct Change
{
    std::vector<diff::FileEntry> entries;
    std::vector<diff::FileDiffPtr> files;
};

/** A change between two texts of one file. */
diff::FileDiffPtr fileChange(const QByteArray &path, const QByteArray &before, const QByteArray &after);
Change changeOf(std::vector<diff::FileDiffPtr> files);

/**
 * The change between two commits of a repository, read with the git program, at most `maxFiles` files. Waits; for
 * pictures and benchmarks. Empty when git or a commit is missing.
 */
Change changeFromGit(const QString &repository, const QString &from, const QString &to, int maxFiles = 100'000);

} // namespace docket::test
