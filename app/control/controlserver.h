// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/protocol.h"
#include "process/streamsocket.h"

#include <QHash>
#include <QPointer>

#include <functional>

namespace docket::control {

/** Says something to the client that asked; `final` false for progress. Does nothing once the client has gone. */
using Respond = std::function<void(Result<QJsonObject> result, bool final)>;
/** Carries out one request. `context` dies with the connection: whoever waits for something hangs it there. */
using Handler = std::function<void(const Request &request, QObject *context, const Respond &respond)>;

/**
 * The control socket of a running engine, for this user alone. Lives in the engine's thread. Start it only while
 * holding the store's lock: what lies at the path from a killed engine is then known to be dead and is replaced.
 */
class ControlServer : public QObject
{
    Q_OBJECT

public:
    explicit ControlServer(Handler handler, QObject *parent = nullptr);
    ~ControlServer() override;

    Result<void> listen(const QString &path);
    void close();

private:
    void accept();
    void read(StreamSocket *socket);
    void handle(StreamSocket *socket, const QByteArray &line);

    Handler m_handler;
    StreamServer m_server;
    QHash<StreamSocket *, QByteArray> m_pending; ///< bytes of a line that has not ended
};

} // namespace docket::control
