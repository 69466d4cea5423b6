// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specdocument.h"

#include <QList>
#include <QStringList>

namespace docket {

/** A file of the repository that says how work is done there (AGENTS.md ...). */
struct Guideline
{
    QString path = {};
    QString text =
        {}; ///< handed to the agent with the prompt; empty: it is told to read the file, or reads it by itself
    bool operator==(const Guideline &) const = default;
};

/** What `handGuidelines` hands over at most, in characters: of one file, and of all. */
inline constexpr qsizetype longestGuideline = 24'000;
inline constexpr qsizetype allGuidelines = 48'000;

/**
 * Which guidelines an agent gets as text: those that it does not read by itself (`readByAgent` are file names), as long
 * as they are not too large, and each text once. The others keep their path only.
 */
QList<Guideline> handGuidelines(QList<Guideline> found, const QStringList &readByAgent);

/**
 * What the first round of an attempt is told: the spec as it is, its criteria as a list to be met, how to work here,
 * and the guidelines of the repository, as text or by name.
 */
QString promptFor(QStringView markdown, const QList<Guideline> &guidelines = {});

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
