// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/policy.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

QString policyAnswerWord(PolicyAnswer answer)
{
    switch (answer) {
    case PolicyAnswer::Allow:
        return u"allow"_s;
    case PolicyAnswer::Ask:
        return u"ask"_s;
    case PolicyAnswer::Deny:
        return u"deny"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<PolicyAnswer> policyAnswerFromWord(QStringView word)
{
    for (const PolicyAnswer answer : {PolicyAnswer::Allow, PolicyAnswer::Ask, PolicyAnswer::Deny}) {
        if (policyAnswerWord(answer) == word)
            return answer;
    }
    return std::nullopt;
}

namespace {

QString containmentReason(PolicyAnswer answer, const QString &who)
{
    switch (answer) {
    case PolicyAnswer::Allow:
        return u"There is no sandbox on this system; the project's policy lets %1 run without one."_s.arg(who);
    case PolicyAnswer::Ask:
        return u"There is no sandbox on this system; a person decides whether %1 may run without one."_s.arg(who);
    case PolicyAnswer::Deny:
        return u"There is no sandbox on this system and the project's policy forbids that %1 run without one; install bubblewrap."_s
            .arg(who);
    }
    Q_UNREACHABLE_RETURN({});
}

struct Judge
{
    const Policy &policy;

    PolicyDecision operator()(const PermissionQuestion &question) const
    {
        for (const PermissionRule &need : question.needs) {
            for (const PermissionRule &rule : policy.rules.deny + question.profile.deny) {
                if (touches(rule, need))
                    return {PolicyAnswer::Deny, u"A rule denies it: %1."_s.arg(ruleText(rule))};
            }
        }
        if (const QString by = whoAllowed(question); !by.isEmpty())
            return {PolicyAnswer::Allow, by};
        switch (policy.permissions) {
        case PolicyAnswer::Allow:
            return {PolicyAnswer::Allow, u"The project's policy allows what its agents ask for."_s};
        case PolicyAnswer::Deny:
            return {PolicyAnswer::Deny, u"The project's policy denies what no rule allows."_s};
        case PolicyAnswer::Ask:
            break;
        }
        return {PolicyAnswer::Ask, u"A person decides what an agent may do."_s};
    }

    /** A sentence when every need is covered by a rule or a person's word; the least general one is named. */
    QString whoAllowed(const PermissionQuestion &question) const
    {
        QString sentence;
        for (const PermissionRule &need : question.needs) {
            const auto allows = [&](const PermissionRule &rule) { return covers(rule, need); };
            // A person said yes to exactly this; what looks like a pattern in it is none.
            const auto granted = std::ranges::find(question.grants, need, &Grant::rule);
            if (granted != question.grants.cend())
                sentence = u"%1 allowed it for the whole %2: %3."_s.arg(granted->by, grantScopeWord(granted->scope),
                                                                        ruleText(granted->rule));
            else if (const auto rule = std::ranges::find_if(policy.rules.allow, allows);
                     rule != policy.rules.allow.cend())
                sentence = u"A rule of docket.yaml allows it: %1."_s.arg(ruleText(*rule));
            else if (const auto own = std::ranges::find_if(question.profile.allow, allows);
                     own != question.profile.allow.cend())
                sentence = u"A rule of the agent's profile allows it: %1."_s.arg(ruleText(*own));
            else
                return {};
        }
        return sentence;
    }

    PolicyDecision operator()(const MergeQuestion &question) const
    {
        const auto lastVerdict = std::find_if(question.verdicts.crbegin(), question.verdicts.crend(),
                                              [&](const VerdictRecord &v) { return v.tree == question.tree; });
        if (!question.tree.isValid() || lastVerdict == question.verdicts.crend()
            || lastVerdict->verdict != Verdict::Approve)
            return {PolicyAnswer::Deny, u"This version was not approved; review it and approve it first."_s};

        const QStringList missing = policy.mergeNeedsEvidence ? withoutEvidence(question) : QStringList();
        if (missing.isEmpty()) {
            if (!question.byPerson)
                return {PolicyAnswer::Ask,
                        u"It is approved and its checks passed; a person decides when it is merged."_s};
            return {PolicyAnswer::Allow, u"It is approved, and the required checks passed on this very tree."_s};
        }
        const QString names = missing.join(u", "_s);
        if (question.byPerson && !question.note.trimmed().isEmpty()) {
            return {PolicyAnswer::Allow,
                    u"A person merges it without passed evidence of %1: %2"_s.arg(names, question.note.trimmed()),
                    missing};
        }
        return {
            PolicyAnswer::Ask,
            u"These required checks have not passed on this very tree: %1. Request changes, or write why it is merged all the same."_s
                .arg(names),
            missing};
    }

    PolicyDecision operator()(const ContainmentQuestion &question) const
    {
        const bool agent = question.who == ContainmentQuestion::Who::Agent;
        PolicyDecision decision;
        decision.network = question.networkAsked;
        if (question.sandbox) {
            decision.answer = PolicyAnswer::Allow;
            decision.why = question.networkAsked ? u"It runs in a sandbox, with the network."_s
                                                 : u"It runs in a sandbox, without the network."_s;
            return decision;
        }
        decision.answer = agent ? policy.agentsUncontained : policy.checksUncontained;
        decision.network = true; // nothing keeps it from there
        decision.why = containmentReason(decision.answer, agent ? u"agents"_s : u"checks"_s);
        return decision;
    }

    static QStringList withoutEvidence(const MergeQuestion &question)
    {
        QStringList missing;
        for (const QString &check : question.requiredChecks) {
            const auto newest =
                std::find_if(question.evidence.crbegin(), question.evidence.crend(),
                             [&](const Evidence &e) { return e.tree == question.tree && e.check == check; });
            if (newest == question.evidence.crend() || newest->outcome != CheckOutcome::Passed)
                missing.append(check);
        }
        return missing;
    }
};

} // namespace

PolicyDecision decide(const Policy &policy, const PolicyQuestion &question)
{
    return std::visit(Judge{policy}, question);
}

} // namespace docket
