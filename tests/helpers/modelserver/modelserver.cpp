// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/modelserver/modelserver.h"

#include "helpers/modelserver/dialects.h"

#include <QJsonDocument>
#include <QTcpSocket>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

struct HttpRequest
{
    QByteArray path = {};
    QByteArray body = {};
    qsizetype size = 0; ///< bytes it took
};

// Undoes "Transfer-Encoding: chunked"; nothing while it is not whole.
std::optional<std::pair<QByteArray, qsizetype>> unchunk(QByteArrayView bytes)
{
    QByteArray body = {};
    qsizetype at = 0;
    for (;;) {
        const qsizetype end = bytes.sliced(at).indexOf("\r\n");
        if (end < 0)
            return std::nullopt;
        const qsizetype size = bytes.sliced(at, end).toByteArray().toLongLong(nullptr, 16);
        at += end + 2;
        if (bytes.size() < at + size + 2)
            return std::nullopt;
        body += bytes.sliced(at, size);
        at += size + 2;
        if (size == 0)
            return std::pair(body, at);
    }
}

std::optional<HttpRequest> takeRequest(const QByteArray &buffer)
{
    const qsizetype head = buffer.indexOf("\r\n\r\n");
    if (head < 0)
        return std::nullopt;
    HttpRequest request{.path = buffer.left(buffer.indexOf("\r\n")).split(' ').value(1)};
    qsizetype length = 0;
    bool isChunked = false;
    const QByteArrayList lines = buffer.left(head).split('\n');
    for (const QByteArray &line : lines) {
        const QByteArray header = line.trimmed().toLower();
        if (header.startsWith("content-length:"))
            length = header.mid(15).trimmed().toLongLong();
        isChunked = isChunked || (header.startsWith("transfer-encoding:") && header.contains("chunked"));
    }
    const qsizetype start = head + 4;
    if (isChunked) {
        const auto body = unchunk(QByteArrayView(buffer).sliced(start));
        if (!body)
            return std::nullopt;
        request.body = body->first;
        request.size = start + body->second;
        return request;
    }
    if (buffer.size() < start + length)
        return std::nullopt;
    request.body = buffer.mid(start, length);
    request.size = start + length;
    return request;
}

void sendWhole(QTcpSocket *socket, int status, const QByteArray &body, const QByteArray &headers = {})
{
    socket->write("HTTP/1.1 " + QByteArray::number(status) + " Answer\r\nContent-Type: application/json\r\n" + headers
                  + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

void sendChunk(QTcpSocket *socket, const QByteArray &bytes)
{
    socket->write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
}

} // namespace

ModelServer::ModelServer(QObject *parent) : QTcpServer(parent)
{
    connect(this, &QTcpServer::newConnection, this, &ModelServer::accept);
}

bool ModelServer::start()
{
    return listen(QHostAddress::LocalHost);
}

QString ModelServer::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(serverPort());
}

void ModelServer::accept()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_buffers.remove(socket);
            socket->deleteLater();
        });
    }
}

void ModelServer::read(QTcpSocket *socket)
{
    m_buffers[socket] += socket->readAll();
    while (const auto request = takeRequest(m_buffers[socket])) {
        m_buffers[socket].remove(0, request->size);
        handle(socket, request->path, request->body);
    }
}

void ModelServer::handle(QTcpSocket *socket, const QByteArray &path, const QByteArray &body)
{
    const auto dialect = dialectOf(path);
    if (!dialect) {
        unknownPaths << QString::fromUtf8(path);
        const bool counts = path.contains("ountTokens") || path.contains("count_tokens");
        sendWhole(socket, counts ? 200 : 404,
                  counts ? R"({"totalTokens":100,"input_tokens":100})" : R"({"error":{"message":"not here"}})");
        return;
    }
    const ModelRequest request = readRequest(*dialect, path, QJsonDocument::fromJson(body).object());
    requests.append(request);
    const int number = static_cast<int>(requests.size());
    const ModelReply reply = onRequest ? onRequest(request) : ModelReply{.text = u"Nothing to say."_s};
    if (reply.status != 200) {
        const QByteArray wait = reply.retryAfterSeconds > 0
            ? "Retry-After: " + QByteArray::number(reply.retryAfterSeconds) + "\r\n"
            : QByteArray();
        sendWhole(socket, reply.status, QJsonDocument(errorBody(*dialect, reply)).toJson(), wait);
        return;
    }
    if (!request.wantsStream
        && (reply.breaksStream || reply.isGarbled)) { // an agent may ask once more without a stream
        if (reply.isGarbled)
            sendWhole(socket, 200, "{\"this is\": no JSON,,");
        else
            socket->disconnectFromHost();
        return;
    }
    if (!request.wantsStream) {
        sendWhole(socket, 200, QJsonDocument(whole(*dialect, reply, number)).toJson());
        return;
    }
    socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nTransfer-Encoding: "
                  "chunked\r\n\r\n");
    QByteArrayList events = streamed(*dialect, reply, number);
    if (reply.isSilent) {
        if (*dialect == Dialect::OpenAiChat)
            events = events.first(1);
        else if (*dialect != Dialect::Gemini)
            events = events.first(std::min<qsizetype>(3, events.size()));
        for (const QByteArray &event : std::as_const(events))
            sendChunk(socket, event);
        return;
    }
    if (reply.isGarbled) {
        sendChunk(socket, "event: message\ndata: {\"this is\": no JSON,,\n\ndata: [1,2\n\n");
        sendChunk(socket, {});
        return;
    }
    if (reply.breaksStream) {
        sendChunk(socket, events.first());
        socket->disconnectFromHost();
        return;
    }
    for (const QByteArray &event : std::as_const(events))
        sendChunk(socket, event);
    sendChunk(socket, {});
}

} // namespace docket
