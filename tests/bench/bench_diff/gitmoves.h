// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workloads.h"
#include "diff/moves.h"

#include <QSet>

#include <utility>

namespace docket::bench {

/** Lines (path, line from 0) that left their place and that arrived at another one. */
struct MovedLines
{
    QSet<std::pair<QByteArray, int>> from;
    QSet<std::pair<QByteArray, int>> to;

    qsizetype count() const { return from.size() + to.size(); }
    qsizetype countIn(const MovedLines &other) const;
};

/** What `git diff -M --color-moved=blocks` paints as moved; empty where git fails. Blocks. */
MovedLines movedByGit(const Workload &work);
/** The same of a search of ours: lines that arrived as they were, or changed their indentation alone; copies count
 * where they arrived. */
MovedLines movedExactly(const diff::MoveMap &moves, const std::vector<diff::FileDiffPtr> &files);

} // namespace docket::bench
