// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/rpcsession.h"

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr int methodNotFound = -32601;

} // namespace

void RpcSession::call(const QString &method, const QJsonObject &params, Handler handler)
{
    const qint64 id = m_nextId++;
    m_waiting.insert(id, std::move(handler));
    send(rpc::call(id, method, params));
}

void RpcSession::refuseMethod(const rpc::Message &rpc)
{
    send(rpc::errorAnswer(rpc.id, methodNotFound, u"Method not found: %1"_s.arg(rpc.method)));
}

void RpcSession::answerThatNobodyDid(const rpc::Message &rpc, const QString &question, const QJsonObject &nothing)
{
    emitEvent(AgentQuestion{question.trimmed()});
    emitState(AgentState::Kind::Warning,
              u"The agent asked this in a form, and was told that nobody answered. Answer in the next round."_s);
    send(rpc::answer(rpc.id, nothing));
}

void RpcSession::onLine(const QByteArray &line, Channel channel)
{
    if (channel == Channel::Error)
        return; // kept in the raw log, and for sentences
    const QList<rpc::Message> messages = rpc::parseLine(line);
    if (messages.isEmpty())
        countBrokenLine();
    for (const rpc::Message &message : messages) {
        if (isConcluded())
            return;
        if (message.isCall())
            onCall(message);
        else if (message.isNotification())
            onNotification(message);
        else if (const auto handler = m_waiting.take(message.id.toInteger(-1)))
            handler(message);
    }
}

} // namespace docket
