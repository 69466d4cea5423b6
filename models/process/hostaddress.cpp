// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/hostaddress.h"

#include <QFuture>
#include <QPromise>
#include <QUrl>

#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

namespace docket {

namespace {

bool leadsHome4(quint32 address)
{
    const quint32 first = address >> 24;
    return first == 0 || first == 127 || first >= 224 /* many at once */ || (address >> 16) == 0xa9fe;
}

QList<HostAddress> resolve(const QByteArray &host, quint16 port)
{
    addrinfo hints = {};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV | AI_ADDRCONFIG;
    addrinfo *found = nullptr;
    const QByteArray service = QByteArray::number(port);
    int rc = ::getaddrinfo(host.constData(), service.constData(), &hints, &found);
    if (rc == EAI_BADFLAGS || rc == EAI_NONAME || rc == EAI_NODATA) {
        // A machine without a network still knows itself.
        hints.ai_flags = AI_NUMERICSERV;
        rc = ::getaddrinfo(host.constData(), service.constData(), &hints, &found);
    }
    QList<HostAddress> addresses;
    for (const addrinfo *entry = rc == 0 ? found : nullptr; entry; entry = entry->ai_next) {
        if (const HostAddress address(entry->ai_addr, entry->ai_addrlen); address.isValid())
            addresses.append(address);
    }
    if (rc == 0)
        ::freeaddrinfo(found);
    return addresses;
}

} // namespace

HostAddress::HostAddress(const sockaddr *address, socklen_t size)
{
    const bool known = (address->sa_family == AF_INET && size == sizeof(sockaddr_in))
        || (address->sa_family == AF_INET6 && size == sizeof(sockaddr_in6));
    if (!known)
        return;
    std::memcpy(&m_address, address, size);
    m_size = size;
}

HostAddress HostAddress::fromText(const QString &text, quint16 port)
{
    const QByteArray words = text.toLatin1();
    sockaddr_in four = {};
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
    if (::inet_pton(AF_INET, words.constData(), &four.sin_addr) == 1)
        return {reinterpret_cast<const sockaddr *>(&four), sizeof(four)};
    sockaddr_in6 six = {};
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(port);
    if (::inet_pton(AF_INET6, words.constData(), &six.sin6_addr) == 1)
        return {reinterpret_cast<const sockaddr *>(&six), sizeof(six)};
    return {};
}

bool HostAddress::leadsHome() const
{
    if (family() == AF_INET) {
        sockaddr_in four;
        std::memcpy(&four, &m_address, sizeof(four));
        return leadsHome4(ntohl(four.sin_addr.s_addr));
    }
    if (family() != AF_INET6)
        return true;
    sockaddr_in6 six;
    std::memcpy(&six, &m_address, sizeof(six));
    const quint8 *bytes = six.sin6_addr.s6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr) || IN6_IS_ADDR_V4COMPAT(&six.sin6_addr)) {
        const bool isItself = IN6_IS_ADDR_LOOPBACK(&six.sin6_addr) || IN6_IS_ADDR_UNSPECIFIED(&six.sin6_addr);
        return isItself
            || leadsHome4(quint32(bytes[12]) << 24 | quint32(bytes[13]) << 16 | quint32(bytes[14]) << 8 | bytes[15]);
    }
    return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr) || IN6_IS_ADDR_UNSPECIFIED(&six.sin6_addr)
        || IN6_IS_ADDR_LINKLOCAL(&six.sin6_addr) || IN6_IS_ADDR_MULTICAST(&six.sin6_addr);
}

QString HostAddress::text() const
{
    char words[INET6_ADDRSTRLEN] = {};
    if (family() == AF_INET) {
        sockaddr_in four;
        std::memcpy(&four, &m_address, sizeof(four));
        ::inet_ntop(AF_INET, &four.sin_addr, words, sizeof(words));
    } else if (family() == AF_INET6) {
        sockaddr_in6 six;
        std::memcpy(&six, &m_address, sizeof(six));
        ::inet_ntop(AF_INET6, &six.sin6_addr, words, sizeof(words));
    }
    return QString::fromLatin1(words);
}

void lookUpHost(const QString &host, quint16 port, QObject *context,
                std::function<void(const QList<HostAddress> &)> reply)
{
    QPromise<QList<HostAddress>> promise;
    promise.future().then(context, [reply](const QList<HostAddress> &addresses) { reply(addresses); });
    // Nothing can stop the system's resolver, and nobody may have to wait for it when the program ends.
    try {
        std::thread([promise = std::move(promise), literal = HostAddress::fromText(host, port),
                     name = QUrl::toAce(host), port]() mutable {
            promise.start();
            if (literal.isValid())
                promise.addResult(QList<HostAddress>{literal});
            else
                promise.addResult(name.isEmpty() ? QList<HostAddress>() : resolve(name, port));
            promise.finish();
        }).detach();
    } catch (const std::system_error &) {
        QMetaObject::invokeMethod(context, [reply] { reply({}); }, Qt::QueuedConnection); // no thread is to be had
    }
}

} // namespace docket
