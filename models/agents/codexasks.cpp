// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/codexasks.h"

#include "agents/codexcodec.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace docket::codex {

using namespace Qt::StringLiterals;

namespace {

using Kind = AgentPermissionRequest::OptionKind;
using Option = AgentPermissionRequest::Option;

constexpr QLatin1StringView commandMethod{"item/commandExecution/requestApproval"};
constexpr QLatin1StringView changeMethod{"item/fileChange/requestApproval"};
constexpr QLatin1StringView limitsMethod{"item/permissions/requestApproval"};
constexpr QLatin1StringView elicitMethod{"mcpServer/elicitation/request"};

bool allows(const Option *option)
{
    return option && (option->kind == Kind::AllowOnce || option->kind == Kind::AllowAlways);
}

QList<Option> decisions()
{
    return {{u"accept"_s, u"Allow once"_s, Kind::AllowOnce},
            {u"acceptForSession"_s, u"Allow for this session"_s, Kind::AllowAlways},
            {u"decline"_s, u"Refuse"_s, Kind::RejectOnce}};
}

AgentToolCall callOf(const QJsonObject &item, const QJsonObject &params)
{
    const auto event = eventOf(item);
    const auto *known = event ? std::get_if<AgentToolCall>(&*event) : nullptr;
    AgentToolCall call = known ? *known : AgentToolCall{};
    call.id = params.value("itemId"_L1).toString();
    call.status = AgentToolCall::Status::Pending;
    return call;
}

AgentPermissionRequest commandRequest(const QJsonObject &params, const QJsonObject &item)
{
    AgentPermissionRequest asked{.toolCall = callOf(item, params), .options = decisions()};
    AgentToolCall &call = asked.toolCall;
    call.kind = u"execute"_s;
    if (params.value("command"_L1).isString())
        call.command = params.value("command"_L1).toString();
    call.title = call.command;
    const QJsonValue network = params.value("networkApprovalContext"_L1);
    if (const QString host = network["host"_L1].toString(); !host.isEmpty()) {
        // The question is the host; the command runs already.
        const QString protocol = network["protocol"_L1].toString();
        call.kind = u"fetch"_s;
        call.command.clear();
        call.title = u"Reach %1 (%2)"_s.arg(host, protocol);
        if (protocol == "https"_L1)
            call.raw = {{u"url"_s, u"https://"_s + host}};
        else if (protocol == "http"_L1)
            call.raw = {{u"url"_s, u"http://"_s + host + (host.contains(u':') ? QString() : u":80"_s)}};
    }
    asked.title = call.title;
    return asked;
}

AgentPermissionRequest changeRequest(const QJsonObject &params, const QJsonObject &item)
{
    AgentPermissionRequest asked{.toolCall = callOf(item, params), .options = decisions()};
    if (asked.toolCall.title.isEmpty()) {
        asked.toolCall.kind = u"edit"_s;
        asked.toolCall.title = u"Edit files"_s;
    }
    asked.title = asked.toolCall.title;
    if (const QString root = params.value("grantRoot"_L1).toString(); !root.isEmpty()) {
        asked.title += u", and from then on all below %1"_s.arg(root);
        asked.toolCall.locations.append({root, 0});
        asked.widensLimits = true;
    }
    return asked;
}

struct Place
{
    QString words = {};
    QString path = {}; ///< empty where it is none that a rule could name
};

Place placeOf(const QJsonValue &path)
{
    const QString type = path["type"_L1].toString();
    if (type == "path"_L1)
        return {path["path"_L1].toString(), path["path"_L1].toString()};
    if (type == "glob_pattern"_L1)
        return {path["pattern"_L1].toString(), path["pattern"_L1].toString()};
    const QJsonValue special = path["value"_L1];
    const QString kind = special["kind"_L1].toString();
    const QString below = special["subpath"_L1].toString();
    const QString rest = below.isEmpty() ? QString() : u'/' + below;
    if (kind == "root"_L1)
        return {u"/ (everything)"_s, u"/"_s};
    if (kind == "slash_tmp"_L1)
        return {u"/tmp"_s, u"/tmp"_s};
    if (kind == "tmpdir"_L1)
        return {u"the temporary folder"_s, {}};
    if (kind == "project_roots"_L1)
        return {u"the project's folder"_s + rest, {}};
    if (kind == "minimal"_L1)
        return {u"the system's programs"_s, {}};
    if (kind == "unknown"_L1)
        return {special["path"_L1].toString() + rest, special["path"_L1].toString() + rest};
    return {QString::fromUtf8(QJsonDocument(path.toObject()).toJson(QJsonDocument::Compact)), {}};
}

void addPlace(AgentPermissionRequest &asked, QStringList &words, const QString &access, const Place &place)
{
    const QString told = (access == "deny"_L1 ? u"but not "_s : access + u' ') + place.words;
    if (words.contains(told))
        return;
    words << told;
    if (!place.path.isEmpty() && access != "deny"_L1)
        asked.toolCall.locations.append({place.path, 0});
}

AgentPermissionRequest limitsRequest(const QJsonObject &params)
{
    AgentPermissionRequest asked{.toolCall = callOf({}, params), .widensLimits = true};
    asked.toolCall.kind = u"other"_s;
    const QJsonValue wanted = params.value("permissions"_L1);
    QStringList words;
    const QJsonArray entries = wanted["fileSystem"_L1]["entries"_L1].toArray();
    for (const QJsonValue &entry : entries)
        addPlace(asked, words, entry["access"_L1].toString(), placeOf(entry["path"_L1]));
    for (const QString &access : {u"write"_s, u"read"_s}) { // as before there were entries
        const QJsonArray paths = wanted["fileSystem"_L1][access].toArray();
        for (const QJsonValue &path : paths)
            addPlace(asked, words, access, {path.toString(), path.toString()});
    }
    if (wanted["network"_L1]["enabled"_L1].toBool())
        words << u"reach the network"_s;
    const QString room = words.isEmpty() ? u"nothing is named"_s : words.join(u", "_s);
    asked.title = u"Widen the limits of its own sandbox: "_s + room;
    asked.toolCall.title = asked.title;
    asked.options = {{u"turn"_s, u"Allow once"_s, Kind::AllowOnce},
                     {u"session"_s, u"Allow for this session"_s, Kind::AllowAlways},
                     {u"decline"_s, u"Refuse"_s, Kind::RejectOnce}};
    return asked;
}

/** What limitsRequest() told of, and nothing beside. */
QJsonObject grantedLimits(const QJsonObject &params)
{
    const QJsonValue wanted = params.value("permissions"_L1);
    QJsonObject granted;
    QJsonObject files;
    for (const auto &key : {"entries"_L1, "read"_L1, "write"_L1, "globScanMaxDepth"_L1}) {
        if (const QJsonValue value = wanted["fileSystem"_L1][key]; !value.isUndefined() && !value.isNull())
            files.insert(key, value);
    }
    if (!files.isEmpty())
        granted.insert("fileSystem"_L1, files);
    if (wanted["network"_L1]["enabled"_L1].toBool())
        granted.insert("network"_L1, QJsonObject{{u"enabled"_s, true}});
    return granted;
}

// A form without fields wants a yes or no; of those that Codex marks, leave for a tool does, an offer to install not.
std::optional<AgentPermissionRequest> toolRequest(const QJsonObject &params)
{
    const QJsonObject meta = params.value("_meta"_L1).toObject();
    const QString kind = meta.value("codex_approval_kind"_L1).toString();
    const QJsonValue fields = params.value("requestedSchema"_L1)["properties"_L1];
    if (params.value("mode"_L1).toString() != "form"_L1 || !fields.isObject() || !fields.toObject().isEmpty()
        || (!kind.isEmpty() && kind != "mcp_tool_call"_L1))
        return std::nullopt;
    AgentPermissionRequest asked{.title = params.value("message"_L1).toString(),
                                 .why = meta.value("tool_description"_L1).toString()};
    asked.toolCall = {.title = asked.title,
                      .kind = u"other"_s,
                      .status = AgentToolCall::Status::Pending,
                      .raw = meta.value("tool_params"_L1).toObject()};
    asked.options = {{u"accept"_s, u"Allow once"_s, Kind::AllowOnce}};
    const QJsonValue persist = meta.value("persist"_L1);
    if (persist.toArray().contains(u"session"_s) || persist.toString() == "session"_L1)
        asked.options.append({u"session"_s, u"Allow for this session"_s, Kind::AllowAlways});
    asked.options.append({u"decline"_s, u"Refuse"_s, Kind::RejectOnce});
    return asked;
}

} // namespace

std::optional<AgentPermissionRequest> permissionOf(const QString &method, const QJsonObject &params,
                                                   const QJsonObject &item, const QString &id)
{
    std::optional<AgentPermissionRequest> asked;
    if (method == commandMethod)
        asked = commandRequest(params, item);
    else if (method == changeMethod)
        asked = changeRequest(params, item);
    else if (method == limitsMethod)
        asked = limitsRequest(params);
    else if (method == elicitMethod)
        asked = toolRequest(params);
    if (!asked)
        return std::nullopt;
    asked->id = id;
    if (const QString reason = params.value("reason"_L1).toString(); !reason.isEmpty())
        asked->why = reason;
    return asked;
}

QJsonObject answerTo(const QString &method, const QJsonObject &params, const AgentPermissionRequest::Option *option)
{
    if (method == limitsMethod) {
        if (!allows(option))
            return {{u"permissions"_s, QJsonObject()}}; // it is given nothing, and goes on
        return {{u"permissions"_s, grantedLimits(params)}, {u"scope"_s, option->id}};
    }
    if (method == elicitMethod) {
        if (!allows(option))
            return {{u"action"_s, option ? u"decline"_s : u"cancel"_s}};
        QJsonObject answer{{u"action"_s, u"accept"_s}, {u"content"_s, QJsonObject()}};
        if (option->kind == Kind::AllowAlways)
            answer.insert("_meta"_L1, QJsonObject{{u"persist"_s, u"session"_s}});
        return answer;
    }
    return {{u"decision"_s, option ? option->id : u"cancel"_s}};
}

} // namespace docket::codex
