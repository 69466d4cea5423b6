// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/configrules.h"

namespace docket::yaml {

namespace {

PolicyAnswer readAnswer(const YAML::Node &node, const QString &what)
{
    const QString text = textOf(node, what);
    const auto answer = policyAnswerFromWord(text);
    if (!answer)
        mistake(node, u"%1 must be allow, ask or deny, not \"%2\"."_s.arg(what, text));
    return *answer;
}

/** "500", "500k", "2M", "4G": whole numbers; k, M and G are the given base's powers. */
qint64 amountOf(const YAML::Node &node, const QString &what, qint64 base)
{
    QString text = textOf(node, what).trimmed();
    qint64 unit = 1;
    if (const qsizetype power = u"kMG"_s.indexOf(text.isEmpty() ? QChar(u'-') : text.back()); power >= 0) {
        unit = power == 0 ? base : power == 1 ? base * base : base * base * base;
        text.chop(1);
    }
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber || number < 1 || number > (qint64(1) << 50) / unit)
        mistake(node, u"%1 must be a number such as 500, 500k, 2M or 4G."_s.arg(what));
    return number * unit;
}

void readPatterns(const YAML::Node &node, const QString &what, PermissionRule::Kind kind, QList<PermissionRule> &into)
{
    if (!node.IsSequence())
        mistake(node, u"%1 must be a list: [one, another]."_s.arg(what));
    for (const YAML::Node &item : node) {
        const QString pattern = filledTextOf(item, u"An entry of "_s + what);
        if (pattern == u"*"_s || pattern == u"**"_s)
            mistake(item, u"This would allow or deny everything; set \"permissions\" to allow or deny instead."_s);
        into.append({kind, pattern});
    }
}

QList<PermissionRule> readRules(const YAML::Node &node, const QString &where)
{
    QList<PermissionRule> rules;
    forEachKey(node, where, [&](const QString &word, const YAML::Node &key, const YAML::Node &value) {
        const QString what = u'"' + word + u'"';
        if (word == "commands"_L1)
            readPatterns(value, what, PermissionRule::Kind::Command, rules);
        else if (word == "paths"_L1)
            readPatterns(value, what, PermissionRule::Kind::Path, rules);
        else if (word == "hosts"_L1)
            readPatterns(value, what, PermissionRule::Kind::Host, rules);
        else
            unknownKey(key, u"in "_s + where, u"commands, paths, hosts"_s);
    });
    return rules;
}

Budget readBudget(const YAML::Node &node, const QString &where)
{
    Budget budget;
    forEachKey(node, where, [&](const QString &word, const YAML::Node &key, const YAML::Node &value) {
        const QString what = u'"' + word + u'"';
        if (word == "cost"_L1) {
            bool isNumber = false;
            const double cost = textOf(value, what).toDouble(&isNumber);
            if (!isNumber || !(cost > 0) || cost > 1e6)
                mistake(value, u"\"cost\" must be an amount in US dollars, such as 2.50."_s);
            budget.costUsd = cost;
        } else if (word == "tokens"_L1) {
            budget.tokens = amountOf(value, what, 1000);
        } else if (word == "time"_L1) {
            budget.minutes = qMax(1, secondsOf(value, what) / 60);
        } else if (word == "turns"_L1) {
            budget.turns = wholeNumber(value, what, 1, 1'000'000);
        } else {
            unknownKey(key, u"in "_s + where, u"cost, tokens, time, turns"_s);
        }
    });
    return budget;
}

} // namespace

void readPolicy(const YAML::Node &node, Policy &policy)
{
    if (node.IsNull())
        return;
    forEachKey(node, u"\"policy\""_s, [&](const QString &word, const YAML::Node &key, const YAML::Node &value) {
        const QString what = u'"' + word + u'"';
        if (word == "permissions"_L1)
            policy.permissions = readAnswer(value, what);
        else if (word == "allow"_L1)
            policy.rules.allow = readRules(value, what);
        else if (word == "deny"_L1)
            policy.rules.deny = readRules(value, what);
        else if (word == "merge-needs-evidence"_L1)
            policy.mergeNeedsEvidence = yesOrNo(value, what);
        else if (word == "agents-uncontained"_L1)
            policy.agentsUncontained = readAnswer(value, what);
        else if (word == "checks-uncontained"_L1)
            policy.checksUncontained = readAnswer(value, what);
        else
            unknownKey(key, u"in \"policy\""_s,
                       u"permissions, allow, deny, merge-needs-evidence, agents-uncontained, checks-uncontained"_s);
    });
}

void readSandbox(const YAML::Node &node, NetworkMode &network, RunLimits &limits)
{
    forEachKey(node, u"\"sandbox\""_s, [&](const QString &word, const YAML::Node &key, const YAML::Node &value) {
        const QString what = u'"' + word + u'"';
        if (word == "network"_L1) {
            const auto mode = networkModeFromWord(textOf(value, what));
            if (!mode)
                mistake(value, u"\"network\" must be on, off or listed."_s);
            network = *mode;
        } else if (word == "memory"_L1) {
            limits.memoryBytes = amountOf(value, what, 1024);
        } else if (word == "file-size"_L1) {
            limits.fileBytes = amountOf(value, what, 1024);
        } else if (word == "disk"_L1) {
            limits.diskBytes = amountOf(value, what, 1024);
        } else if (word == "processes"_L1) {
            limits.processes = wholeNumber(value, what, 16, 1'000'000);
        } else if (word == "cpu"_L1) {
            limits.cpuSeconds = secondsOf(value, what);
        } else {
            unknownKey(key, u"in \"sandbox\""_s, u"network, memory, processes, file-size, disk, cpu"_s);
        }
    });
}

void readLimits(const YAML::Node &node, RunLimits &limits)
{
    forEachKey(node, u"\"limits\""_s, [&](const QString &word, const YAML::Node &key, const YAML::Node &value) {
        const QString what = u'"' + word + u'"';
        if (word == "time"_L1)
            limits.wallSeconds = secondsOf(value, what);
        else if (word == "idle"_L1)
            limits.idleSeconds = secondsOf(value, what);
        else if (word == "ask-after"_L1)
            limits.quietSeconds = secondsOf(value, what);
        else
            unknownKey(key, u"in \"limits\""_s, u"time, idle, ask-after"_s);
    });
}

Budgets readBudgets(const YAML::Node &node, PolicyAnswer &unmeasured)
{
    Budgets budgets;
    forEachKey(node, u"\"budget\""_s, [&](const QString &word, const YAML::Node &key, const YAML::Node &value) {
        const QString what = u'"' + word + u'"';
        if (word == "run"_L1)
            budgets.run = readBudget(value, what);
        else if (word == "task"_L1)
            budgets.task = readBudget(value, what);
        else if (word == "day"_L1)
            budgets.day = readBudget(value, what);
        else if (word == "project"_L1)
            budgets.project = readBudget(value, what);
        else if (word == "unmeasured"_L1)
            unmeasured = readAnswer(value, what);
        else
            unknownKey(key, u"in \"budget\""_s, u"run, task, day, project, unmeasured"_s);
    });
    return budgets;
}

} // namespace docket::yaml
