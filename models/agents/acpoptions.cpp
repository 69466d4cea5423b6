// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/acpoptions.h"

#include <QJsonArray>

#include <algorithm>

namespace docket::acp {

using namespace Qt::StringLiterals;

namespace {

// Values may come in groups.
QStringList valuesOf(const QJsonValue &options)
{
    QStringList values;
    const QJsonArray array = options.toArray();
    for (const QJsonValue &option : array) {
        if (option["options"_L1].isArray())
            values += valuesOf(option["options"_L1]);
        else
            values << option["value"_L1].toString();
    }
    return values;
}

SessionOption optionOf(const QJsonValue &object)
{
    const QString id = object["configId"_L1].toString(object["id"_L1].toString()); // renamed in version 2
    const bool isSwitch = object["type"_L1].toString() == "boolean"_L1;
    return {.id = id,
            .category = object["category"_L1].toString(),
            .current = object["currentValue"_L1],
            .values = valuesOf(object["options"_L1]),
            .isSwitch = isSwitch};
}

std::optional<SessionOption> oldMode(const QJsonValue &modes)
{
    if (!modes["availableModes"_L1].isArray())
        return std::nullopt;
    SessionOption mode{.id = u"mode"_s, .category = u"mode"_s, .current = modes["currentModeId"_L1], .isOldMode = true};
    const QJsonArray available = modes["availableModes"_L1].toArray();
    for (const QJsonValue &one : available)
        mode.values << one["id"_L1].toString();
    return mode;
}

Result<std::optional<Setting>> settingFor(const SessionOption *option, const QString &what, const QString &wanted,
                                          int version)
{
    if (!option) {
        // A mode can be set without having been offered: agents before configuration options may not list theirs.
        if (what == "mode"_L1 && version == 1)
            return Setting{u"session/set_mode"_s, {{u"modeId"_s, wanted}}, what, wanted};
        return fail(ErrorCode::InvalidInput, u"it has no option \"%1\""_s.arg(what), what);
    }
    if (option->isSwitch) {
        const bool on = wanted == "true"_L1 || wanted == "on"_L1;
        if (option->current == QJsonValue(on))
            return std::nullopt;
        return Setting{u"session/set_config_option"_s,
                       {{u"configId"_s, option->id}, {u"type"_s, u"boolean"_s}, {u"value"_s, on}}, option->id, on};
    }
    if (!option->values.isEmpty() && !option->values.contains(wanted)) {
        return fail(ErrorCode::InvalidInput, u"it does not know the %1 \"%2\"; it offers %3"_s.arg(
                                                 what, wanted, option->values.mid(0, 20).join(u", "_s)), what);
    }
    if (option->current == QJsonValue(wanted))
        return std::nullopt;
    if (option->isOldMode)
        return Setting{u"session/set_mode"_s, {{u"modeId"_s, wanted}}, option->id, wanted};
    QJsonObject params{{u"configId"_s, option->id}, {u"value"_s, wanted}};
    if (version >= 2)
        params.insert("type"_L1, u"id"_s);
    return Setting{u"session/set_config_option"_s, params, option->id, wanted};
}

} // namespace

QList<SessionOption> optionsOf(const QJsonObject &object)
{
    QList<SessionOption> options;
    const QJsonArray array = object.value("configOptions"_L1).toArray();
    for (const QJsonValue &one : array) {
        SessionOption option = optionOf(one);
        if (!option.id.isEmpty())
            options.append(std::move(option));
    }
    const bool hasMode =
        std::ranges::any_of(options, [](const SessionOption &option) { return option.category == "mode"_L1; });
    if (const auto mode = oldMode(object.value("modes"_L1)); mode && !hasMode)
        options.append(*mode);
    return options;
}

const SessionOption *findOption(const QList<SessionOption> &options, const QString &idOrCategory)
{
    const auto byId = std::ranges::find(options, idOrCategory, &SessionOption::id);
    if (byId != options.end())
        return &*byId;
    const auto byCategory = std::ranges::find(options, idOrCategory, &SessionOption::category);
    return byCategory == options.end() ? nullptr : &*byCategory;
}

Result<QList<Setting>> settingsFor(const AgentProfile &profile, const QList<SessionOption> &offered, int version)
{
    QList<std::pair<QString, QString>> wanted;
    if (!profile.sessionMode.isEmpty())
        wanted.append({u"mode"_s, profile.sessionMode});
    // Where the command itself takes the model, the session has it already.
    const bool modelIsSaid =
        std::ranges::any_of(profile.command, [](const QString &word) { return word.contains("{model}"_L1); });
    if (!profile.model.isEmpty() && !modelIsSaid && findOption(offered, u"model"_s))
        wanted.append({u"model"_s, profile.model});
    QStringList names = profile.sessionOptions.keys();
    names.sort();
    for (const QString &name : std::as_const(names))
        wanted.append({name, profile.sessionOptions.value(name)});
    QList<Setting> settings;
    for (const auto &[what, value] : std::as_const(wanted)) {
        const auto setting = settingFor(findOption(offered, what), what, value, version);
        if (!setting)
            return std::unexpected(setting.error());
        if (*setting)
            settings.append(**setting);
    }
    return settings;
}

QString loginWords(const QJsonObject &initialized, const QString &program)
{
    QStringList ways;
    const QJsonArray methods = initialized.value("authMethods"_L1).toArray();
    for (const QJsonValue &method : methods) {
        const QString name = method["name"_L1].toString();
        QStringList command{program};
        const QJsonArray arguments = method["args"_L1].toArray();
        for (const QJsonValue &argument : arguments)
            command << argument.toString();
        if (method["type"_L1].toString() == "terminal"_L1)
            ways << u"%1 (run \"%2\" in a terminal)"_s.arg(name, command.join(u' '));
        else
            ways << (method["description"_L1].isString() ? u"%1 (%2)"_s.arg(name, method["description"_L1].toString())
                                                         : name);
    }
    return ways.join(u"; "_s).simplified();
}

} // namespace docket::acp
