// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/askclerk.h"

#include "diff/linediff.h"
#include "policy/rules.h"

#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr qsizetype enoughDetail = 48 << 10;
constexpr qsizetype enoughToCompare = 512 << 10;
constexpr int contextLines = 2;

QString optionKindWord(AgentPermissionRequest::OptionKind kind)
{
    switch (kind) {
    case AgentPermissionRequest::OptionKind::AllowOnce: return u"allow_once"_s;
    case AgentPermissionRequest::OptionKind::AllowAlways: return u"allow_always"_s;
    case AgentPermissionRequest::OptionKind::RejectOnce: return u"reject_once"_s;
    case AgentPermissionRequest::OptionKind::RejectAlways: return u"reject_always"_s;
    case AgentPermissionRequest::OptionKind::Choose: return u"choose"_s;
    }
    return {};
}

/** Changed lines with a little of what is around them, as a person reads a patch. */
QString diffText(const AgentToolCall::Diff &diff)
{
    if (!diff.patch.isEmpty())
        return diff.patch;
    const QByteArray oldBytes = diff.oldText.toUtf8();
    const QByteArray newBytes = diff.newText.toUtf8();
    if (oldBytes.size() + newBytes.size() > enoughToCompare)
        return u"(%1 bytes become %2; too much to show here)\n"_s.arg(oldBytes.size()).arg(newBytes.size());
    const auto left = diff::TextSide::fromBytes(oldBytes, true);
    const auto right = diff::TextSide::fromBytes(newBytes, true);
    const diff::LineDiff lines = diff::diffLines(*left, *right);
    const QStringList before = diff.oldText.split(u'\n');
    const QStringList after = diff.newText.split(u'\n');
    QString text;
    qsizetype shown = 0; // lines of `before` that are dealt with
    const auto context = [&](qsizetype from, qsizetype to) {
        if (from > shown && shown > 0)
            text += u"  ...\n"_s;
        for (qsizetype i = std::max(from, shown); i < std::min(to, before.size()); ++i)
            text += u"  "_s + before.at(i) + u'\n';
        shown = std::max(shown, to);
    };
    for (const diff::Edit &edit : lines.edits) {
        context(std::max<qsizetype>(0, edit.leftStart - contextLines), edit.leftStart);
        for (qsizetype i = edit.leftStart; i < edit.leftEnd() && i < before.size(); ++i)
            text += u"- "_s + before.at(i) + u'\n';
        for (qsizetype i = edit.rightStart; i < edit.rightEnd() && i < after.size(); ++i)
            text += u"+ "_s + after.at(i) + u'\n';
        shown = std::max<qsizetype>(shown, edit.leftEnd());
        context(edit.leftEnd(), std::min<qsizetype>(edit.leftEnd() + contextLines, before.size()));
    }
    return text;
}

QString placeText(const QString &path, const QString &worktree)
{
    return path.startsWith(worktree + u'/') ? path.sliced(worktree.size() + 1) : path;
}

QStringList hostsOf(const AgentToolCall &call)
{
    QStringList hosts;
    for (const auto &key : {"url"_L1, "uri"_L1}) {
        const QUrl url(call.raw.value(key).toString());
        if (url.isValid() && !url.host().isEmpty())
            hosts << (url.port() > 0 ? u"%1:%2"_s.arg(url.host()).arg(url.port()) : url.host());
    }
    return hosts;
}

} // namespace

PermissionAsk askFrom(const AgentPermissionRequest &request, const QString &worktree)
{
    const AgentToolCall &call = request.toolCall;
    PermissionAsk ask;
    ask.requestId = request.id;
    ask.title = request.title.left(2000);
    ask.why = request.why.left(4000);
    PermissionTarget target{.title = request.title, .command = call.command, .hosts = hostsOf(call)};
    const auto addPlace = [&](const QString &path) {
        if (path.isEmpty() || target.paths.contains(path))
            return;
        target.paths << path;
        ask.where << placeText(path, worktree);
    };
    for (const auto &location : call.locations)
        addPlace(location.path);
    for (const auto &diff : call.diffs)
        addPlace(diff.path);
    ask.where << target.hosts;
    QStringList detail;
    if (!call.command.isEmpty())
        detail << call.command;
    for (const auto &diff : call.diffs)
        detail << placeText(diff.path, worktree) + u'\n' + diffText(diff).trimmed();
    // Of a tool that is no command, what it is given says what it will do.
    if (detail.isEmpty() && ask.where.isEmpty() && !call.raw.isEmpty())
        detail << QString::fromUtf8(QJsonDocument(call.raw).toJson()).trimmed();
    ask.detail = detail.join(u"\n\n"_s).left(enoughDetail);
    for (const auto &option : request.options)
        ask.options.append({option.id, option.name, optionKindWord(option.kind)});
    ask.needs = needsOf(target, worktree);
    const auto isChoice = [](const auto &option) { return option.kind == AgentPermissionRequest::OptionKind::Choose; };
    if (std::ranges::any_of(request.options, isChoice))
        ask.needs.clear(); // an answer allows nothing
    if (request.widensLimits)
        ask.needs.append({PermissionRule::Kind::Request, request.title.simplified()});
    return ask;
}

PermissionAsk quietAsk(int seconds)
{
    PermissionAsk ask;
    ask.requestId = quietAskId;
    ask.silentSeconds = seconds;
    ask.title = seconds < 120
        ? u"Nothing was heard from the agent for %1 seconds. What shall be done?"_s.arg(seconds)
        : u"Nothing was heard from the agent for %1 minutes. What shall be done?"_s.arg(seconds / 60);
    ask.options = {{u"wait"_s, u"Wait"_s, u"wait"_s},
                   {u"interrupt"_s, u"Interrupt"_s, u"interrupt"_s},
                   {u"stop"_s, u"Kill"_s, u"stop"_s}};
    return ask;
}

} // namespace docket
