// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hostproxy.h"

#include <QFile>
#include <QTimer>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr qsizetype headLimit = 32 << 10;
constexpr qint64 bufferBytes = 256 << 10;
constexpr int connectMs = 30000;
constexpr int maxConnections = 200;

/** Lines of a head without those that are for a proxy alone; one connection carries one request. */
QByteArray forwardedHead(const QByteArray &method, const QUrl &url, const QList<QByteArray> &lines)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray head = method + ' ' + target + " HTTP/1.1\r\n";
    for (const QByteArray &line : lines) {
        const QByteArray name = line.left(line.indexOf(':')).trimmed().toLower();
        if (!line.isEmpty() && name != "proxy-connection" && name != "connection" && name != "proxy-authorization"
            && name != "keep-alive")
            head += line + "\r\n";
    }
    return head + "Connection: close\r\n\r\n";
}

} // namespace

std::optional<ProxyTarget> readProxyHead(const QByteArray &head)
{
    QList<QByteArray> lines = QByteArray(head).replace("\r\n", "\n").split('\n');
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    if (words.size() != 3 || !words.at(2).startsWith("HTTP/1."))
        return std::nullopt;
    ProxyTarget target;
    if (words.at(0) == "CONNECT") {
        const qsizetype colon = words.at(1).lastIndexOf(':');
        bool isNumber = false;
        target.host = QString::fromLatin1(words.at(1).left(colon)).toLower();
        target.port = words.at(1).sliced(colon + 1).toInt(&isNumber);
        target.isTunnel = true;
        if (colon <= 0 || !isNumber)
            return std::nullopt;
    } else {
        const QUrl url = QUrl::fromEncoded(words.at(1), QUrl::StrictMode);
        if (!url.isValid() || url.scheme() != "http"_L1)
            return std::nullopt;
        target.host = url.host(QUrl::FullyEncoded).toLower();
        target.port = url.port(80);
        target.forward = forwardedHead(words.at(0), url, lines);
    }
    const bool fine = !target.host.isEmpty() && target.port > 0 && target.port < 65536
        && std::ranges::all_of(target.host, [](QChar c) { return c.isLetterOrNumber() || u"-._:[]"_s.contains(c); });
    return fine ? std::optional(target) : std::nullopt;
}

/** One client: reads its head, decides, and then carries bytes both ways with bounded memory. */
class ProxyConnection : public QObject
{
    Q_OBJECT

public:
    ProxyConnection(HostProxy &proxy, StreamSocket *client) : QObject(&proxy), m_proxy(proxy), m_client(client)
    {
        m_client->setParent(this);
        m_client->setReadLimit(bufferBytes);
        m_server.setReadLimit(bufferBytes);
        connect(m_client, &StreamSocket::readyRead, this, &ProxyConnection::onClientBytes);
        connect(m_client, &StreamSocket::disconnected, this, &ProxyConnection::close);
        connect(m_client, &StreamSocket::bytesWritten, this, &ProxyConnection::carry);
        connect(&m_server, &StreamSocket::readyRead, this, &ProxyConnection::carry);
        connect(&m_server, &StreamSocket::bytesWritten, this, &ProxyConnection::carry);
        connect(&m_server, &StreamSocket::connected, this, &ProxyConnection::onConnected);
        connect(&m_server, &StreamSocket::disconnected, this, &ProxyConnection::carry);
        connect(&m_server, &StreamSocket::failed, this, &ProxyConnection::tryNext);
        m_patience.setSingleShot(true);
        connect(&m_patience, &QTimer::timeout, this,
                [this] { answer("504 Gateway Timeout", u"%1 did not answer."_s.arg(m_target.host)); });
        m_patience.start(connectMs);
    }

private:
    void onClientBytes()
    {
        if (m_isCarrying)
            return carry();
        if (!m_target.host.isEmpty())
            return; // is being connected; the rest waits in the socket
        m_head += m_client->readAll();
        const qsizetype end = m_head.indexOf("\r\n\r\n");
        if (end < 0 && m_head.size() <= headLimit)
            return;
        const auto target = end < 0 ? std::nullopt : readProxyHead(m_head.first(end));
        if (!target)
            return answer("400 Bad Request", u"Docket's proxy knows CONNECT and http:// only."_s);
        m_target = *target;
        m_rest = m_target.forward + m_head.sliced(end + 4);
        const bool allowed = m_proxy.allows(m_target.host, m_target.port);
        m_proxy.note(m_target.host, m_target.port, allowed);
        if (!allowed)
            return answer("403 Forbidden",
                          u"Docket: %1:%2 is not on the list of hosts that this run may reach."_s.arg(m_target.host)
                              .arg(m_target.port));
        lookUpHost(m_target.host, quint16(m_target.port), this,
                   [this](const QList<HostAddress> &addresses) { onResolved(addresses); });
    }

    void onResolved(const QList<HostAddress> &addresses)
    {
        // A name that leads to this machine would let a stranger's name server choose among its services.
        const bool isNamed = m_target.host == "localhost"_L1 || HostAddress::fromText(m_target.host, 0).isValid();
        m_addresses = addresses;
        m_addresses.removeIf([isNamed](const HostAddress &address) { return !isNamed && address.leadsHome(); });
        tryNext({});
    }

    /** A host may have several addresses, and not all of them answer. */
    void tryNext(const QString &why)
    {
        if (m_client->state() != StreamSocket::State::Connected)
            return;
        if (!m_addresses.isEmpty())
            return m_server.connectToHost(m_addresses.takeFirst());
        answer("502 Bad Gateway", why.isEmpty() ? u"Docket found no address for %1."_s.arg(m_target.host)
                                                : u"Docket could not reach %1: %2"_s.arg(m_target.host, why));
    }

    void onConnected()
    {
        m_patience.stop();
        m_isCarrying = true;
        if (m_target.isTunnel)
            m_client->write("HTTP/1.1 200 Connection established\r\n\r\n");
        if (!m_rest.isEmpty())
            m_server.write(std::exchange(m_rest, {}));
        carry();
    }

    void carry()
    {
        if (!m_isCarrying)
            return;
        while (m_client->bytesAvailable() > 0 && m_server.bytesToWrite() < bufferBytes
               && m_server.state() == StreamSocket::State::Connected)
            m_server.write(m_client->read(bufferBytes));
        while (m_server.bytesAvailable() > 0 && m_client->bytesToWrite() < bufferBytes
               && m_client->state() == StreamSocket::State::Connected)
            m_client->write(m_server.read(bufferBytes));
        if (m_server.state() == StreamSocket::State::Unconnected && m_server.bytesAvailable() == 0)
            m_client->close(); // after what is still to be written
    }

    void answer(const char *status, const QString &sentence)
    {
        m_patience.stop();
        const QByteArray body = sentence.toUtf8() + '\n';
        m_client->write("HTTP/1.1 " + QByteArray(status)
                        + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                        + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        m_client->close();
    }

    void close()
    {
        m_server.abort();
        deleteLater();
    }

    HostProxy &m_proxy;
    StreamSocket *m_client;
    StreamSocket m_server;
    QTimer m_patience;
    QByteArray m_head;
    QByteArray m_rest;
    ProxyTarget m_target;
    QList<HostAddress> m_addresses; ///< still to be tried
    bool m_isCarrying = false;
};

HostProxy::HostProxy(PermissionRules rules, QObject *parent) : QObject(parent), m_rules(std::move(rules))
{
    connect(&m_server, &StreamServer::newConnection, this, [this] {
        while (StreamSocket *client = m_server.nextConnection()) {
            if (findChildren<ProxyConnection *>(Qt::FindDirectChildrenOnly).size() >= maxConnections)
                client->deleteLater();
            else
                new ProxyConnection(*this, client);
        }
    });
}

HostProxy::~HostProxy()
{
    m_server.close();
}

Result<void> HostProxy::listen(const QString &path)
{
    QFile::remove(path);
    if (!m_server.listen(path))
        return fail(
            ErrorCode::Io,
            u"The proxy for the allowed hosts cannot listen (%1); check the folder, or set \"network\" to on or off."_s
                .arg(m_server.errorString()),
            path);
    return {};
}

bool HostProxy::allows(const QString &host, int port) const
{
    const auto matches = [&](const PermissionRule &rule) {
        return rule.kind == PermissionRule::Kind::Host && hostMatches(rule.pattern, host, port);
    };
    return std::ranges::any_of(m_rules.allow, matches) && std::ranges::none_of(m_rules.deny, matches);
}

void HostProxy::note(const QString &host, int port, bool allowed)
{
    constexpr qsizetype enough = 500;
    const QString key = u"%1:%2"_s.arg(host).arg(port);
    if (m_noted.contains(key) || m_noted.size() >= enough)
        return;
    m_noted.insert(key);
    if (allowed)
        Q_EMIT reached(host, port);
    else
        Q_EMIT refused(host, port);
}

} // namespace docket

#include "hostproxy.moc"
