// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlserver.h"

#include "core/logging.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace docket::control {

ControlServer::ControlServer(Handler handler, QObject *parent)
    : QObject(parent), m_handler(std::move(handler)), m_server(this)
{
    connect(&m_server, &StreamServer::newConnection, this, &ControlServer::accept);
}

ControlServer::~ControlServer()
{
    close();
}

Result<void> ControlServer::listen(const QString &path)
{
    QFile::remove(path);
    if (!m_server.listen(path))
        return fail(ErrorCode::Io, u"The control socket cannot be made; the command line will not reach this engine."_s,
                    u"%1: %2"_s.arg(path, m_server.errorString()));
    return {};
}

void ControlServer::close()
{
    m_server.close();
    const auto sockets = m_pending.keys();
    m_pending.clear();
    for (StreamSocket *socket : sockets) {
        socket->disconnect(this);
        delete socket;
    }
}

void ControlServer::accept()
{
    while (StreamSocket *socket = m_server.nextConnection()) {
        m_pending.insert(socket, {});
        connect(socket, &StreamSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &StreamSocket::disconnected, this, [this, socket] {
            m_pending.remove(socket);
            socket->deleteLater();
        });
        read(socket);
    }
}

void ControlServer::read(StreamSocket *socket)
{
    auto pending = m_pending.find(socket);
    if (pending == m_pending.end())
        return;
    pending.value() += socket->readAll();
    QList<QByteArray> lines;
    for (qsizetype end = pending->indexOf('\n'); end >= 0; end = pending->indexOf('\n')) {
        lines.append(pending->left(end));
        pending->remove(0, end + 1);
    }
    if (pending->size() > maxRequestBytes) {
        socket->write(encode(Response{0, false, fail(ErrorCode::InvalidInput, u"The message is too long."_s)}));
        socket->close();
        return;
    }
    const QPointer<StreamSocket> guard(socket);
    for (const QByteArray &line : std::as_const(lines)) {
        if (guard && !line.trimmed().isEmpty())
            handle(socket, line);
    }
}

void ControlServer::handle(StreamSocket *socket, const QByteArray &line)
{
    const auto request = decodeRequest(line);
    if (!request) {
        socket->write(encode(Response{0, false, std::unexpected(request.error())}));
        return;
    }
    const QPointer<StreamSocket> guard(socket);
    m_handler(*request, socket, [guard, id = request->id](const Result<QJsonObject> &result, bool final) {
        if (guard && guard->state() == StreamSocket::State::Connected)
            guard->write(encode(Response{id, !final, result}));
    });
}

} // namespace docket::control
