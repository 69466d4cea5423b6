// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/hostaddress.h"

#include <QByteArray>
#include <QObject>
#include <QString>


class QSocketNotifier;

namespace docket {

/**
 * One connection over a unix or TCP socket. Lives in one thread with an event loop; nothing blocks. What Qt's network
 * library brings with it (proxies, certificates, name services) costs every start of the program more than its window
 * does, and a stream of bytes needs none of it.
 *
 * connected() or failed() comes once after connectTo...(); never within the call. disconnected() comes once when either
 * side has ended a connection that stood; what had arrived can still be read then.
 */
class StreamSocket final : public QObject
{
    Q_OBJECT

public:
    enum class State { Unconnected, Connecting, Connected, Closing };

    explicit StreamSocket(QObject *parent = nullptr);
    /** Drops what was not written. */
    ~StreamSocket() override;

    /** Takes over a connected socket of the system. */
    void adopt(int descriptor);
    void connectToPath(const QString &path);
    void connectToHost(const HostAddress &address);

    State state() const { return m_state; }
    qint64 bytesAvailable() const { return m_in.size(); }
    qint64 bytesToWrite() const { return m_out.size(); }
    /** No more than about so much is read ahead of who reads; 0: no limit. */
    void setReadLimit(qint64 bytes) { m_readLimit = bytes; }

    QByteArray read(qint64 most);
    QByteArray readAll() { return read(m_in.size()); }
    /** Kept until the system takes it; dropped where there is no connection, and none is being made. */
    void write(const QByteArray &bytes);
    /** Ends the connection when everything is written. */
    void close();
    /** Ends it now. */
    void abort();

Q_SIGNALS:
    void connected();
    void failed(const QString &why);
    void readyRead();
    void bytesWritten();
    void disconnected();

private:
    void watch(int descriptor);
    void tryPath(const QString &path, int triesLeft);
    void onReadable();
    void onWritable();
    void push();
    void failLater(int error);
    void release();
    void end();

    int m_descriptor = -1;
    State m_state = State::Unconnected;
    QSocketNotifier *m_reader = nullptr;
    QSocketNotifier *m_writer = nullptr;
    QByteArray m_in;
    QByteArray m_out;
    qint64 m_readLimit = 0;
};

/** Listens on a path, for this user alone. Same thread as its connections. */
class StreamServer final : public QObject
{
    Q_OBJECT

public:
    explicit StreamServer(QObject *parent = nullptr);
    /** As close(). */
    ~StreamServer() override;

    /** The path must be free and at most about 100 bytes long. False: errorString() says why. */
    bool listen(const QString &path);
    QString errorString() const { return m_error; }
    QString path() const { return m_path; }
    /** No new connections; the path is free again. */
    void close();

    /** The next one that waits, a child of this server; null when there is none. */
    StreamSocket *nextConnection();

Q_SIGNALS:
    void newConnection();

private:
    void pause();

    int m_descriptor = -1;
    QString m_path;
    QString m_error;
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace docket
