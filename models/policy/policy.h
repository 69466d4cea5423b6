// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/rules.h"
#include "task/values.h"

#include <QStringList>

#include <variant>

namespace docket {

enum class PolicyAnswer : quint8 {
    Allow,
    Ask, ///< a person decides
    Deny,
};
QString policyAnswerWord(PolicyAnswer answer);
std::optional<PolicyAnswer> policyAnswerFromWord(QStringView word);

/** The rules of a project. The default is the safe one: a person decides. */
struct Policy
{
    PolicyAnswer permissions = PolicyAnswer::Ask;         ///< what an agent asks for and no rule knows
    PermissionRules rules;
    bool mergeNeedsEvidence = true;                       ///< every required check passed on the very tree
    PolicyAnswer agentsUncontained = PolicyAnswer::Allow; ///< where there is no sandbox, an agent may run all the same
    PolicyAnswer checksUncontained = PolicyAnswer::Allow;
    PolicyAnswer budgetUnmeasured =
        PolicyAnswer::Allow; ///< where a budget cannot be measured with an agent, it may run all the same

    bool operator==(const Policy &) const = default;
};

/** An agent wants to do something. */
struct PermissionQuestion
{
    QList<PermissionRule> needs; ///< what it touches, by needsOf()
    PermissionRules profile = {}; ///< of the agent's profile
    QList<Grant> grants = {};     ///< given by a person, for this task or its project
};

/** Somebody wants to merge. */
struct MergeQuestion
{
    ObjectId tree;
    QStringList requiredChecks;
    QList<Evidence> evidence;      ///< any; only that on the tree counts
    QList<VerdictRecord> verdicts; ///< any; only the last one on the tree counts
    QString note = {};             ///< why it is merged although evidence is missing; recorded
    bool byPerson = true;
};

/** A program is to be started. */
struct ContainmentQuestion
{
    enum class Who : quint8 { Agent, Check };
    Who who = Who::Agent;
    bool sandbox = false;      ///< one is there and works
    bool networkAsked = false; ///< the check's own setting
};

using PolicyQuestion = std::variant<PermissionQuestion, MergeQuestion, ContainmentQuestion>;

struct PolicyDecision
{
    PolicyAnswer answer = PolicyAnswer::Ask;
    QString why;              ///< one English sentence, for the record
    QStringList missing = {}; ///< merge: checks without a passed run on the tree
    bool network = false;     ///< containment: what the program may reach

    bool operator==(const PolicyDecision &) const = default;
};

/** The one place where it is decided what may happen without a person. Pure. */
PolicyDecision decide(const Policy &policy, const PolicyQuestion &question);

} // namespace docket
