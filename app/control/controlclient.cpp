// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlclient.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace docket::control {

ControlClient::ControlClient(QObject *parent) : QObject(parent), m_socket(this)
{
    connect(&m_socket, &StreamSocket::connected, this, &ControlClient::connected);
    connect(&m_socket, &StreamSocket::readyRead, this, &ControlClient::read);
    connect(&m_socket, &StreamSocket::disconnected, this, &ControlClient::lost);
    connect(&m_socket, &StreamSocket::failed, this, &ControlClient::unreachable);
}

ControlClient::~ControlClient()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void ControlClient::connectTo(const QString &path)
{
    // Queued, so that the answer never comes before the caller has connected its slots.
    QMetaObject::invokeMethod(this, [this, path] { m_socket.connectToPath(path); }, Qt::QueuedConnection);
}

void ControlClient::request(const QString &command, const QJsonObject &args, Answer answer, Progress progress)
{
    const qint64 id = ++m_lastId;
    m_open.insert(id, {std::move(answer), std::move(progress)});
    m_socket.write(encode(Request{id, command, args}));
}

void ControlClient::read()
{
    m_pending += m_socket.readAll();
    qsizetype from = 0;
    QList<Response> responses;
    for (qsizetype end = m_pending.indexOf('\n'); end >= 0; end = m_pending.indexOf('\n', from)) {
        if (auto response = decodeResponse(m_pending.sliced(from, end - from)))
            responses.append(std::move(*response));
        else
            responses.append(Response{m_lastId, false, std::unexpected(response.error())});
        from = end + 1;
    }
    m_pending.remove(0, from);
    for (const Response &response : std::as_const(responses)) {
        if (response.progress) {
            const auto open = m_open.constFind(response.id);
            if (open != m_open.constEnd() && open->progress && response.result)
                open->progress(*response.result);
            continue;
        }
        // The server could not read a request well enough to name it: then it is the last one.
        const Open open = m_open.take(response.id == 0 ? m_lastId : response.id);
        if (open.answer)
            open.answer(response.result);
    }
}

void ControlClient::lost()
{
    read();
    const auto open = std::exchange(m_open, {});
    for (const Open &request : open) {
        if (request.answer)
            request.answer(
                fail(ErrorCode::Io, u"The engine ended before it answered; look at the task and ask again."_s));
    }
}

} // namespace docket::control
