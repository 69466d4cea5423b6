// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workloads.h"

#include "diff/document.h"

#include <vector>

namespace docket::bench {

struct LoadedChange
{
    std::vector<diff::FileEntry> entries;
    std::vector<diff::FileDiffPtr> files;
    qint64 bytes = 0;
};

/** At most `maxFiles` diffs are computed; the entries are all there. */
Result<LoadedChange> loadChange(const Workload &work, int maxFiles = 1'000'000);

} // namespace docket::bench
