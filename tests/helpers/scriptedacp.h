// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helpers/fakeprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <functional>

namespace docket {

/** An agent of ACP as a test wants it, version 1 or 2; keeps what it was told. */
struct ScriptedAcp
{
    int version = 1;
    QJsonObject capabilities = {{QStringLiteral("loadSession"), true}};
    QJsonObject session = {}; ///< more of the answer to session/new and session/resume
    QJsonArray logins = {QJsonObject{{QStringLiteral("id"), QStringLiteral("o")},
                                     {QStringLiteral("name"), QStringLiteral("Log in with O")}}};
    QJsonObject newError = {};
    QJsonObject loadError = {};
    std::function<void(FakeProcess &, const QJsonValue &id)> onPrompt = {};
    std::function<void(FakeProcess &)> onCancel = {};
    std::function<QJsonObject(const QJsonObject &params)> onOption =
        {}; ///< gives the answer to set_mode and set_config_option
    QList<QJsonObject> heard = {};
    QJsonValue promptId = {};

    void operator()(FakeProcess &process, const QByteArray &bytes)
    {
        using namespace Qt::StringLiterals;
        const QJsonObject message = QJsonDocument::fromJson(bytes).object();
        heard.append(message);
        const QString method = message.value("method"_L1).toString();
        const QJsonValue id = message.value("id"_L1);
        const auto answer = [&](const QJsonObject &error, const QJsonObject &result) {
            process.say(line(error.isEmpty() ? QJsonObject{{u"id"_s, id}, {u"result"_s, result}}
                                             : QJsonObject{{u"id"_s, id}, {u"error"_s, error}}));
        };
        if (method == "initialize"_L1) {
            const int asked = message.value("params"_L1)["protocolVersion"_L1].toInt();
            const int agreed = std::min(asked, version);
            answer({}, {{u"protocolVersion"_s, agreed},
                        {agreed == 1 ? u"agentCapabilities"_s : u"capabilities"_s, capabilities},
                        {u"authMethods"_s, logins}});
        } else if (method == "session/new"_L1) {
            QJsonObject result = session;
            result.insert("sessionId"_L1, u"s1"_s);
            answer(newError, result);
        } else if (method == "session/load"_L1 || method == "session/resume"_L1) {
            process.say(update(u"old"_s,
                               {{u"sessionUpdate"_s, u"agent_message_chunk"_s}, {u"content"_s, text(u"replayed"_s)}}));
            answer(loadError, session);
        } else if (method == "session/set_mode"_L1 || method == "session/set_config_option"_L1) {
            answer({}, onOption ? onOption(message.value("params"_L1).toObject()) : QJsonObject());
        } else if (method == "session/prompt"_L1) {
            promptId = id;
            if (onPrompt)
                onPrompt(process, id);
        } else if (method == "session/cancel"_L1 && onCancel) {
            onCancel(process);
        }
    }

    static QByteArray line(const QJsonObject &object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    }
    static QJsonObject text(const QString &words)
    {
        return {{QStringLiteral("type"), QStringLiteral("text")}, {QStringLiteral("text"), words}};
    }
    static QByteArray update(const QString &session, const QJsonObject &what)
    {
        const QJsonObject params{{QStringLiteral("sessionId"), session}, {QStringLiteral("update"), what}};
        return line({{QStringLiteral("method"), QStringLiteral("session/update")}, {QStringLiteral("params"), params}});
    }
    static QByteArray chunk(const QString &words, const QString &session = QStringLiteral("s1"))
    {
        return update(session, {{QStringLiteral("sessionUpdate"), QStringLiteral("agent_message_chunk")},
                                {QStringLiteral("messageId"), QStringLiteral("m1")},
                                {QStringLiteral("content"), text(words)}});
    }
    static QByteArray stop(const QJsonValue &id, const QString &reason = QStringLiteral("end_turn"))
    {
        return line({{QStringLiteral("id"), id},
                     {QStringLiteral("result"), QJsonObject{{QStringLiteral("stopReason"), reason}}}});
    }
    /** Version 2: what it works on, and that it is idle again. */
    static QByteArray state(const QString &state, const QString &reason = {})
    {
        QJsonObject what{{QStringLiteral("sessionUpdate"), QStringLiteral("state_update")},
                         {QStringLiteral("state"), state}};
        if (!reason.isEmpty())
            what.insert(QStringLiteral("stopReason"), reason);
        return update(QStringLiteral("s1"), what);
    }
    QStringList methods() const
    {
        QStringList list;
        for (const QJsonObject &message : heard)
            list << message.value(QLatin1StringView("method")).toString();
        return list;
    }
};

} // namespace docket
