// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/config.h"
#include "policy/configrules.h"

#include <QJsonArray>


#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

using namespace yaml;

namespace {

CheckConfig readCheck(const QString &name, const YAML::Node &node)
{
    CheckConfig check;
    check.name = name;
    if (node.IsScalar()) {
        check.command = filledTextOf(node, u"The command of check \"%1\""_s.arg(name));
        return check;
    }
    forEachKey(node, u"A check"_s, [&](const QString &word, const YAML::Node &key, const YAML::Node &value) {
        if (word == "name"_L1)
            check.name = filledTextOf(value, u"The name of a check"_s);
        else if (word == "run"_L1)
            check.command = filledTextOf(value, u"\"run\""_s);
        else if (word == "timeout"_L1)
            check.timeoutSeconds = secondsOf(value, u"\"timeout\""_s);
        else if (word == "network"_L1)
            check.network = yesOrNo(value, u"\"network\""_s);
        else if (word == "required"_L1)
            check.required = yesOrNo(value, u"\"required\""_s);
        else if (word == "version"_L1)
            check.versionCommand = filledTextOf(value, u"\"version\""_s);
        else
            unknownKey(key, u"in a check"_s, u"name, run, timeout, network, required, version"_s);
    });
    if (check.name.isEmpty())
        mistake(node, u"This check has no name; add \"name: ...\"."_s);
    if (check.command.isEmpty())
        mistake(node, u"The check \"%1\" has no command; add \"run: ...\"."_s.arg(check.name));
    return check;
}

QList<CheckConfig> readChecks(const YAML::Node &node)
{
    QList<CheckConfig> checks;
    const auto add = [&checks](const CheckConfig &check, const YAML::Node &at) {
        if (check.name.trimmed().isEmpty() || check.name.size() > 60 || check.name.contains(u'\n'))
            mistake(at, u"The name of a check must be one line of 1 to 60 characters."_s);
        if (std::ranges::find(checks, check.name, &CheckConfig::name) != checks.cend())
            mistake(at, u"Two checks are called \"%1\"; evidence could not tell them apart."_s.arg(check.name));
        checks.append(check);
    };
    if (node.IsNull())
        return checks;
    if (node.IsSequence()) {
        for (const YAML::Node &item : node)
            add(readCheck({}, item), item);
        return checks;
    }
    if (!node.IsMap())
        mistake(node, u"\"checks\" must be lines of \"name: command\", or a list."_s);
    forEachKey(node, u"\"checks\""_s, [&](const QString &word, const YAML::Node &key, const YAML::Node &value) {
        add(readCheck(word, value), key);
    });
    return checks;
}

constexpr int deepest = 16;

/** Bounded, because aliases let a small file stand for an endless tree. */
QJsonValue toJson(const YAML::Node &node, int depth, int &budget)
{
    if (depth > deepest || --budget < 0)
        mistake(node, u"This is nested too deeply or too long."_s);
    if (node.IsSequence()) {
        QJsonArray array;
        for (const YAML::Node &item : node)
            array.append(toJson(item, depth + 1, budget));
        return array;
    }
    if (node.IsMap()) {
        QJsonObject object;
        forEachKey(node, u"This"_s, [&](const QString &word, const YAML::Node &, const YAML::Node &value) {
            object.insert(word, toJson(value, depth + 1, budget));
        });
        return object;
    }
    if (!node.IsScalar())
        return QJsonValue(QJsonValue::Null);
    const QString text = QString::fromStdString(node.Scalar());
    if (node.Tag() == "!") // quoted
        return text;
    if (text == "true"_L1 || text == "false"_L1)
        return text == "true"_L1;
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber ? QJsonValue(number) : QJsonValue(text);
}

QList<QJsonObject> readAgents(const YAML::Node &node)
{
    QList<QJsonObject> agents;
    if (node.IsNull())
        return agents;
    int budget = 2000;
    forEachKey(node, u"\"agents\""_s, [&](const QString &word, const YAML::Node &key, const YAML::Node &value) {
        if (!value.IsMap())
            mistake(key, u"The agent \"%1\" must say at least \"command: [program, argument]\"."_s.arg(word));
        QJsonObject agent = toJson(value, 0, budget).toObject();
        agent.insert("id"_L1, word);
        agents.append(agent);
    });
    return agents;
}

QStringList readPaths(const YAML::Node &node, const QString &what)
{
    if (!node.IsSequence())
        mistake(node, what + u" must be a list of paths in the repository, such as [docs/STYLE.md]."_s);
    QStringList paths;
    for (const YAML::Node &path : node)
        paths << filledTextOf(path, u"a path in "_s + what);
    return paths;
}

MergeStrategy readStrategy(const YAML::Node &node)
{
    const QString text = textOf(node, u"\"merge\""_s);
    const auto strategy = mergeStrategyFromWord(text);
    if (!strategy)
        mistake(node, u"\"merge\" must be merge-commit, squash or fast-forward, not \"%1\"."_s.arg(text));
    return *strategy;
}

ProjectConfig readConfig(const YAML::Node &root)
{
    ProjectConfig config;
    if (!root.IsDefined() || root.IsNull())
        return config;
    forEachKey(root, u"docket.yaml"_s, [&](const QString &word, const YAML::Node &key, const YAML::Node &value) {
        if (word == "base"_L1)
            config.baseBranch = filledTextOf(value, u"\"base\""_s);
        else if (word == "checks"_L1)
            config.checks = readChecks(value);
        else if (word == "agent"_L1)
            config.defaultAgent = filledTextOf(value, u"\"agent\""_s);
        else if (word == "agents"_L1)
            config.agents = readAgents(value);
        else if (word == "agent-timeout"_L1)
            config.agentTimeoutMinutes = qMax(1, secondsOf(value, u"\"agent-timeout\""_s) / 60);
        else if (word == "guidelines"_L1)
            config.guidelines = readPaths(value, u"\"guidelines\""_s);
        else if (word == "agent-output-mib"_L1)
            config.agentOutputMib = wholeNumber(value, u"\"agent-output-mib\""_s, 1, 1 << 20);
        else if (word == "merge"_L1)
            config.strategy = readStrategy(value);
        else if (word == "slots"_L1)
            config.slots = wholeNumber(value, u"\"slots\""_s, 1, 64);
        else if (word == "policy"_L1)
            readPolicy(value, config.policy);
        else if (word == "sandbox"_L1)
            readSandbox(value, config.network, config.limits);
        else if (word == "limits"_L1)
            readLimits(value, config.limits);
        else if (word == "budget"_L1)
            config.budgets = readBudgets(value, config.policy.budgetUnmeasured);
        else
            unknownKey(
                key, u"in docket.yaml"_s,
                u"base, checks, agent, agents, agent-timeout, agent-output-mib, guidelines, merge, slots, policy, sandbox, limits, budget"_s);
    });
    return config;
}

QString place(int line)
{
    return line < 0 ? QString::fromLatin1(configFileName)
                    : u"%1:%2"_s.arg(QLatin1StringView(configFileName)).arg(line + 1);
}

} // namespace

Result<ProjectConfig> parseConfig(const QByteArray &yaml)
{
    if (yaml.size() > maxConfigBytes)
        return fail(ErrorCode::InvalidInput,
                    u"docket.yaml is larger than 256 KiB; keep only what Docket reads in it."_s, place(-1));
    // yaml-cpp reports by throwing; nothing of that leaves this function.
    try {
        return readConfig(YAML::Load(yaml.toStdString()));
    } catch (const Mistake &found) {
        return fail(ErrorCode::InvalidInput, found.sentence, place(found.line));
    } catch (const YAML::Exception &error) {
        return fail(ErrorCode::InvalidInput, u"This is not YAML: %1."_s.arg(QString::fromStdString(error.msg)),
                    place(error.mark.line));
    } catch (const std::exception &error) {
        return fail(ErrorCode::InvalidInput,
                    u"docket.yaml cannot be read: %1."_s.arg(QString::fromLocal8Bit(error.what())), place(-1));
    }
}

} // namespace docket
