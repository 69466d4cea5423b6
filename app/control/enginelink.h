// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlclient.h"
#include "core/paths.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>

namespace docket::control {

class EngineHost;

/**
 * A command's way to the engine: over the control socket where one runs; otherwise through a passive engine that this
 * process makes and that takes the store's lock meanwhile. Two commands at the same moment wait for each other,
 * briefly.
 */
class EngineLink : public QObject
{
    Q_OBJECT

public:
    explicit EngineLink(const Paths &paths, QObject *parent = nullptr);
    ~EngineLink() override;

    void request(const QString &command, const QJsonObject &args, ControlClient::Answer answer,
                 ControlClient::Progress progress = {});
    /** Lets what was begun end, frees the store, then calls back in `context`'s thread. */
    void close(QObject *context, std::function<void()> closed);

private:
    struct Waiting
    {
        QString command;
        QJsonObject args;
        ControlClient::Answer answer;
        ControlClient::Progress progress;
    };

    void connectOrOpen();
    void openHere();
    void sendWaiting();
    void send(const Waiting &waiting);
    void failAll(const Error &error);

    Paths m_paths;
    std::unique_ptr<ControlClient> m_client;
    std::unique_ptr<EngineHost> m_host;
    QList<Waiting> m_waiting;
    QTimer m_retry;
    QElapsedTimer m_since;
    bool m_isConnecting = false;
    bool m_isReady = false;
};

} // namespace docket::control
