// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/jsonrpc.h"
#include "agents/linesession.h"

#include <QHash>

#include <functional>

namespace docket {

/** A round over JSON-RPC, one message a line: both sides call, and count their ids on their own. */
class RpcSession : public LineSession
{
    Q_OBJECT

public:
    using LineSession::LineSession;

protected:
    using Handler = std::function<void(const rpc::Message &)>;

    /** Calls the agent; the handler gets its answer, which may be an error. */
    void call(const QString &method, const QJsonObject &params, Handler handler);
    /** The agent calls us; every call must be answered once. */
    virtual void onCall(const rpc::Message &rpc) = 0;
    virtual void onNotification(const rpc::Message &rpc) = 0;
    void refuseMethod(const rpc::Message &rpc);
    /**
     * A question in a form, which no window of Docket shows: the person sees it in the transcript, and the agent hears
     * that nobody answered, and not that nobody understood, so that it goes on.
     */
    void answerThatNobodyDid(const rpc::Message &rpc, const QString &question, const QJsonObject &nothing);

    void onLine(const QByteArray &line, Channel channel) override;

private:
    QHash<qint64, Handler> m_waiting;
    qint64 m_nextId = 0;
};

} // namespace docket
