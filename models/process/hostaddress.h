// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <functional>

#include <sys/socket.h>

class QObject;

namespace docket {

/** An IPv4 or IPv6 address with a port, as the system has it. A value. */
class HostAddress
{
public:
    HostAddress() = default;
    /** Nothing valid where it is neither of the two. */
    HostAddress(const sockaddr *address, socklen_t size);
    /** Reads "127.0.0.1" or "::1"; nothing valid where it is a name. */
    static HostAddress fromText(const QString &text, quint16 port);

    bool isValid() const { return m_size > 0; }
    /** This machine, a neighbour on the link, everybody or nobody: where no name of a stranger should lead. */
    bool leadsHome() const;
    QString text() const;

    int family() const { return m_address.ss_family; }
    const sockaddr *data() const { return reinterpret_cast<const sockaddr *>(&m_address); }
    socklen_t size() const { return m_size; }

private:
    sockaddr_storage m_address = {};
    socklen_t m_size = 0;
};

/**
 * Asks the system for the addresses of a host, in a thread of its own: name servers may take half a minute. `reply` is
 * called in the thread of `context`, once, with nothing where there is no such host; not at all where `context` is
 * gone.
 */
void lookUpHost(const QString &host, quint16 port, QObject *context,
                std::function<void(const QList<HostAddress> &)> reply);

} // namespace docket
