// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "policy/rules.h"
#include "process/streamsocket.h"

#include <QSet>

namespace docket {

/** Where a request of a proxy's client wants to go; nothing where it is none that is understood. Pure. */
struct ProxyTarget
{
    QString host;
    int port = 0;
    bool isTunnel = false;     ///< CONNECT
    QByteArray forward = {};   ///< what the server is sent first: the head as it goes on, for plain HTTP

    bool operator==(const ProxyTarget &) const = default;
};
std::optional<ProxyTarget> readProxyHead(const QByteArray &head);

/**
 * An HTTP proxy for one run, on a unix socket: CONNECT and plain HTTP, to hosts that a rule allows and none denies. A
 * name that leads back to this machine is refused unless the rule names "localhost" or the very address. It sees names,
 * not what is said; whoever owns an allowed host can pass on to others. Engine thread; nothing blocks.
 */
class HostProxy : public QObject
{
    Q_OBJECT

public:
    explicit HostProxy(PermissionRules rules, QObject *parent = nullptr);
    ~HostProxy() override;

    /** The path must be free, in a folder of the user's own, and short enough for a socket (about 100 bytes). */
    Result<void> listen(const QString &path);
    QString path() const { return m_server.path(); }
    bool allows(const QString &host, int port) const;

Q_SIGNALS:
    /** Once for each host and port. */
    void refused(const QString &host, int port);
    void reached(const QString &host, int port);

private:
    friend class ProxyConnection;

    void note(const QString &host, int port, bool allowed);

    PermissionRules m_rules;
    StreamServer m_server;
    QSet<QString> m_noted;
};

} // namespace docket
