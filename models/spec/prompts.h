// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specdocument.h"

#include <QStringList>

namespace docket {

/**
 * What the first round of an attempt is told: the spec as it is, its criteria as a list to be met, and how to work
 * here. `guidelines` are paths of guideline files of the repository (AGENTS.md ...) that the agent should read; may be
 * empty.
 */
QString promptFor(QStringView markdown, const QStringList &guidelines = {});

/** What the agent is told when a merge found conflicts: bring the base in, keep both sides' meaning. */
QString conflictPrompt(const QString &baseBranch, const QStringList &paths);

/**
 * What is added when the base branch was merged into the worktree before the round: `marked` hold conflict markers,
 * `unmarked` were changed on both sides but can hold none (binary, deleted on one side). Both empty: it merged cleanly.
 */
QString broughtInPrompt(const QString &baseBranch, const QStringList &marked, const QStringList &unmarked);

/** What the agent is told when it was stopped in the middle and nobody wrote anything. */
QString resumePrompt();

/** Starting texts for a new spec, by name ("feature", "fix", "refactoring"). */
QStringList specTemplates();
QString specTemplate(const QString &name = QStringLiteral("feature"));

} // namespace docket
