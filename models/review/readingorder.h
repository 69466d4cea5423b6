// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/document.h"

#include <vector>

namespace docket::review {

/** What a file is in the project, as far as its path tells. */
enum class FileRole : quint8 { Pipeline, Configuration, Source, Test, Documentation, Other };

FileRole fileRole(QByteArrayView path);

/** Why a file stands where it stands; the window turns these into words. */
enum class ReadingReason : quint8 {
    RunsInPipeline,   ///< continuous integration, hooks, build scripts: runs before anybody reads it
    Configures,       ///< settings of tests, lint, coverage, dependencies
    Executable,       ///< became executable
    Test,
    Source,
    Deleted,
    Documentation,
    MovedOnly,        ///< renamed without a change
    Generated,        ///< generated, vendored or lock file
    MarkedByBranch,   ///< says it is generated, but only since this change
};

struct ReadingScore
{
    int points = 0; ///< more is read earlier
    std::vector<ReadingReason> reasons;

    bool operator==(const ReadingScore &) const = default;
};

ReadingScore readingScore(const diff::FileEntry &entry);

/**
 * Indices of `entries` in the order to read them: by points, then folder by folder and by name, so that what belongs
 * together stays together. Pipeline and configuration first, then tests, then source, documents, generated files last.
 */
std::vector<int> readingOrder(const std::vector<diff::FileEntry> &entries);

} // namespace docket::review
