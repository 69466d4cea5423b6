// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/protocol.h"
#include "process/streamsocket.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace docket::control {

/**
 * One connection to the control socket of a running engine. Either connected() or unreachable() comes first, once.
 * Every request is answered once; those that are open when the engine ends are answered with ErrorCode::Io.
 */
class ControlClient : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(Result<QJsonObject>)>;
    using Progress = std::function<void(QJsonObject)>;

    explicit ControlClient(QObject *parent = nullptr);
    ~ControlClient() override;

    void connectTo(const QString &path);
    void request(const QString &command, const QJsonObject &args, Answer answer, Progress progress = {});

Q_SIGNALS:
    void connected();
    void unreachable(); ///< nobody listens there

private:
    struct Open
    {
        Answer answer;
        Progress progress;
    };

    void read();
    void lost();

    StreamSocket m_socket;
    QByteArray m_pending;
    QHash<qint64, Open> m_open;
    qint64 m_lastId = 0;
};

} // namespace docket::control
