// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/profile.h"

#include "agents/agentevent.h"
#include "agents/fieldreader.h"
#include "agents/prices.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, 5> protocolWords{"command"_L1, "acp"_L1, "claude-stream"_L1,
                                                         "codex-app-server"_L1, "codex-exec"_L1};
constexpr std::array<QLatin1StringView, 3> promptWords{"stdin"_L1, "file"_L1, "argument"_L1};

template<typename Enum, size_t N>
bool readWord(const std::array<QLatin1StringView, N> &words, const QJsonValue &value, Enum &into)
{
    if (value.isUndefined())
        return true;
    const QString word = value.toString();
    const auto found = std::ranges::find_if(words, [&](QLatin1StringView known) { return known == word; });
    if (found == words.end())
        return false;
    into = static_cast<Enum>(found - words.begin());
    return true;
}

QStringList readList(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        list << item.toString();
    return list;
}

QJsonArray toArray(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

QHash<QString, QString> readMap(const QJsonValue &value)
{
    QHash<QString, QString> map;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(it.key(), it.value().toString());
    return map;
}

QJsonObject toObject(const QHash<QString, QString> &map)
{
    QJsonObject object;
    for (auto it = map.begin(); it != map.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

bool staysBelowHome(const QStringList &folders)
{
    return std::ranges::none_of(folders, [](const QString &folder) {
        const QString clean = QDir::cleanPath(folder);
        return clean.isEmpty() || clean == u"."_s || clean.startsWith(u'/') || clean.startsWith(u".."_s);
    });
}

std::optional<double> readPrice(const QJsonValue &value)
{
    return value.isDouble() && value.toDouble() >= 0 ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<ModelPrice> priceOf(const AgentProfile &profile, const PriceTable &prices)
{
    if (profile.inputPrice && profile.outputPrice)
        return profile.currency == "USD"_L1 ? std::optional(ModelPrice{*profile.inputPrice, *profile.outputPrice})
                                            : std::nullopt;
    return prices.priceOf(profile.model);
}

void readRules(const QJsonValue &value, QList<PermissionRule> &into)
{
    const QJsonObject object = value.toObject();
    const std::pair<QString, PermissionRule::Kind> parts[] = {{u"commands"_s, PermissionRule::Kind::Command},
                                                              {u"paths"_s, PermissionRule::Kind::Path},
                                                              {u"hosts"_s, PermissionRule::Kind::Host}};
    for (const auto &[key, kind] : parts) {
        for (const QString &pattern : readList(object.value(key)))
            into.append({kind, pattern});
    }
}

QJsonObject rulesToJson(const QList<PermissionRule> &rules)
{
    QJsonObject object;
    for (const PermissionRule &rule : rules) {
        const QString key = permissionKindWord(rule.kind) + u's';
        QJsonArray list = object.value(key).toArray();
        list.append(rule.pattern);
        object.insert(key, list);
    }
    return object;
}

} // namespace

std::optional<double> estimatedCost(const AgentProfile &profile, const AgentUsage &usage, const PriceTable &prices)
{
    if (!usage.inputTokens || !usage.outputTokens)
        return std::nullopt;
    const auto price = priceOf(profile, prices);
    if (!price)
        return std::nullopt;
    constexpr double million = 1e6;
    return (static_cast<double>(*usage.inputTokens) * price->input
            + static_cast<double>(*usage.outputTokens) * price->output)
        / million;
}

Measures measuresOf(const AgentProfile &profile, const PriceTable &prices)
{
    QStringList reports = profile.reports;
    if (reports.isEmpty()) {
        switch (profile.protocol) {
        case AgentProtocol::Command:
            break;
        case AgentProtocol::Acp: // tokens are optional there; a profile whose agent gives them says so
            reports = {u"turns"_s};
            break;
        case AgentProtocol::ClaudeStream:
            reports = {u"cost-at-end"_s, u"tokens-at-end"_s, u"turns"_s};
            break;
        case AgentProtocol::CodexAppServer:
        case AgentProtocol::CodexExec:
            reports = {u"tokens"_s, u"turns"_s};
            break;
        }
    }
    Measures measures;
    measures.tokensAreLate = reports.contains(u"tokens-at-end"_s);
    measures.tokens = measures.tokensAreLate || reports.contains(u"tokens"_s);
    measures.turns = reports.contains(u"turns"_s);
    const bool isComputed = measures.tokens && priceOf(profile, prices);
    measures.cost = isComputed || reports.contains(u"cost"_s) || reports.contains(u"cost-at-end"_s);
    measures.costIsLate = !reports.contains(u"cost"_s) && (!isComputed || measures.tokensAreLate) && measures.cost;
    return measures;
}

QString protocolWord(AgentProtocol protocol)
{
    return protocolWords.at(static_cast<size_t>(protocol));
}

Result<AgentProfile> profileFromJson(const QJsonObject &object)
{
    AgentProfile profile;
    profile.id = object.value("id"_L1).toString();
    static const QRegularExpression idPattern(u"^[a-z0-9][a-z0-9-]{0,63}$"_s);
    if (!idPattern.match(profile.id).hasMatch())
        return fail(ErrorCode::InvalidInput, u"A profile needs an \"id\" of lower-case letters, digits and \"-\"."_s,
                    profile.id);
    profile.name = object.value("name"_L1).toString(profile.id);
    if (!readWord(protocolWords, object.value("protocol"_L1), profile.protocol))
        return fail(ErrorCode::InvalidInput,
                    u"\"protocol\" is one of command, acp, claude-stream, codex-app-server, codex-exec."_s, profile.id);
    if (!readWord(promptWords, object.value("promptMode"_L1), profile.promptMode))
        return fail(ErrorCode::InvalidInput, u"\"promptMode\" is one of stdin, file, argument."_s, profile.id);
    profile.command = readList(object.value("command"_L1));
    if (profile.command.isEmpty() || profile.command.first().isEmpty())
        return fail(ErrorCode::InvalidInput,
                    u"A profile needs a \"command\": a list of the program and its arguments."_s, profile.id);
    profile.reader = object.value("reader"_L1).toArray();
    if (const auto reader = FieldReader::fromJson(profile.reader); !reader)
        return fail(ErrorCode::InvalidInput, reader.error().detail, profile.id);
    profile.resumeArguments = readList(object.value("resumeArguments"_L1));
    profile.guidelines = readList(object.value("guidelines"_L1));
    profile.instructions = object.value("instructions"_L1).toString().trimmed();
    profile.model = object.value("model"_L1).toString();
    profile.keepEnvironment = readList(object.value("keepEnvironment"_L1));
    profile.environment = readMap(object.value("environment"_L1));
    profile.configFolders = readList(object.value("configFolders"_L1));
    profile.readFolders = readList(object.value("readFolders"_L1));
    if (!staysBelowHome(profile.configFolders) || !staysBelowHome(profile.readFolders))
        return fail(ErrorCode::InvalidInput, u"Folders of a profile are relative to home and stay below it."_s,
                    profile.id);
    profile.needsNetwork = object.value("network"_L1).toBool(true);
    profile.clientFiles = object.value("clientFiles"_L1).toString(profile.clientFiles);
    if (!QStringList{u"none"_s, u"write"_s, u"both"_s}.contains(profile.clientFiles))
        return fail(ErrorCode::InvalidInput, u"\"clientFiles\" is one of none, write, both."_s, profile.id);
    profile.clientTerminal = object.value("clientTerminal"_L1).toBool(true);
    profile.acpVersion = object.value("acpVersion"_L1).toInt(1);
    if (profile.acpVersion != 1 && profile.acpVersion != 2)
        return fail(ErrorCode::InvalidInput, u"\"acpVersion\" is 1 or 2."_s, profile.id);
    profile.errorPrefix = object.value("errorPrefix"_L1).toString();
    profile.sessionMode = object.value("sessionMode"_L1).toString();
    profile.sessionOptions = readMap(object.value("sessionOptions"_L1));
    if (object.contains("versionArguments"_L1))
        profile.versionArguments = readList(object.value("versionArguments"_L1));
    profile.installHint = object.value("installHint"_L1).toString();
    profile.inputPrice = readPrice(object.value("inputPrice"_L1));
    profile.outputPrice = readPrice(object.value("outputPrice"_L1));
    profile.currency = object.value("currency"_L1).toString(profile.currency);
    readRules(object.value("allow"_L1), profile.rules.allow);
    readRules(object.value("deny"_L1), profile.rules.deny);
    profile.reports = readList(object.value("reports"_L1));
    return profile;
}

QJsonObject toJson(const AgentProfile &profile)
{
    QJsonObject object{
        {u"id"_s, profile.id},
        {u"name"_s, profile.name},
        {u"protocol"_s, protocolWord(profile.protocol)},
        {u"command"_s, toArray(profile.command)},
        {u"promptMode"_s, QString(promptWords.at(static_cast<size_t>(profile.promptMode)))},
        {u"reader"_s, profile.reader},
        {u"resumeArguments"_s, toArray(profile.resumeArguments)},
        {u"guidelines"_s, toArray(profile.guidelines)},
        {u"instructions"_s, profile.instructions},
        {u"model"_s, profile.model},
        {u"keepEnvironment"_s, toArray(profile.keepEnvironment)},
        {u"environment"_s, toObject(profile.environment)},
        {u"configFolders"_s, toArray(profile.configFolders)},
        {u"readFolders"_s, toArray(profile.readFolders)},
        {u"network"_s, profile.needsNetwork},
        {u"clientFiles"_s, profile.clientFiles},
        {u"clientTerminal"_s, profile.clientTerminal},
        {u"acpVersion"_s, profile.acpVersion},
        {u"errorPrefix"_s, profile.errorPrefix},
        {u"sessionMode"_s, profile.sessionMode},
        {u"sessionOptions"_s, toObject(profile.sessionOptions)},
        {u"versionArguments"_s, toArray(profile.versionArguments)},
        {u"installHint"_s, profile.installHint},
        {u"currency"_s, profile.currency},
        {u"allow"_s, rulesToJson(profile.rules.allow)},
        {u"deny"_s, rulesToJson(profile.rules.deny)},
        {u"reports"_s, toArray(profile.reports)},
    };
    if (profile.inputPrice)
        object.insert("inputPrice"_L1, *profile.inputPrice);
    if (profile.outputPrice)
        object.insert("outputPrice"_L1, *profile.outputPrice);
    return object;
}

AgentProfile narrowedForProject(AgentProfile profile, const QList<AgentProfile> &trusted)
{
    const auto known = findProfile(trusted, profile.id);
    const bool isSame = known && known->command == profile.command;
    const auto keepOnly = [&](QStringList &list, const QStringList &allowed) {
        list.removeIf([&](const QString &item) { return !isSame || !allowed.contains(item); });
    };
    keepOnly(profile.keepEnvironment, known ? known->keepEnvironment : QStringList());
    keepOnly(profile.configFolders, known ? known->configFolders : QStringList());
    keepOnly(profile.readFolders, known ? known->readFolders : QStringList());
    // What a project allows stands in its policy, where it is seen; a profile of its own adds nothing to that.
    profile.rules.allow.removeIf(
        [&](const PermissionRule &rule) { return !isSame || !known->rules.allow.contains(rule); });
    if (!isSame || known->environment != profile.environment)
        profile.environment = known && isSame ? known->environment : QHash<QString, QString>();
    return profile;
}

QList<AgentProfile> profilesIn(const QString &folder, QStringList *problems)
{
    QList<AgentProfile> profiles;
    const QStringList names = QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder + u'/' + name);
        QJsonParseError error;
        const QJsonDocument document =
            file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll(), &error) : QJsonDocument();
        const auto profile = profileFromJson(document.object());
        if (profile)
            profiles.append(*profile);
        else if (problems)
            problems->append(name + u": "_s + (document.isObject() ? profile.error().text() : u"This is not JSON."_s));
    }
    return profiles;
}

QList<AgentProfile> builtInProfiles()
{
    return profilesIn(u":/docket/agents"_s);
}

std::optional<AgentProfile> findProfile(const QList<AgentProfile> &profiles, QStringView id)
{
    const auto found = std::ranges::find_if(profiles, [&](const AgentProfile &profile) { return profile.id == id; });
    return found == profiles.end() ? std::nullopt : std::optional(*found);
}

} // namespace docket
