// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/streamsocket.h"

#include <QFile>
#include <QPointer>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace docket {

namespace {

constexpr qsizetype pieceBytes = 64 << 10;
/** One turn of the event loop reads so many pieces, so that one who says much does not keep the others waiting. */
constexpr int piecesATurn = 16;
constexpr int backlog = 64;
/** A server that has not taken its last connections yet refuses for a moment. */
constexpr int connectTries = 100;
constexpr int betweenTriesMs = 10;
constexpr int pauseMs = 500;

std::optional<sockaddr_un> addressOf(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (name.isEmpty() || size_t(name.size()) >= sizeof(address.sun_path) || name.contains('\0'))
        return std::nullopt;
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    return address;
}

int unixSocket()
{
    return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

/** The system's way to pass an address of any kind. */
const sockaddr *plain(const void *address)
{
    return static_cast<const sockaddr *>(address);
}

} // namespace

StreamSocket::StreamSocket(QObject *parent) : QObject(parent) {}

StreamSocket::~StreamSocket()
{
    release();
}

void StreamSocket::watch(int descriptor)
{
    m_descriptor = descriptor;
    m_reader = new QSocketNotifier(descriptor, QSocketNotifier::Read, this);
    m_writer = new QSocketNotifier(descriptor, QSocketNotifier::Write, this);
    m_reader->setEnabled(m_state == State::Connected);
    m_writer->setEnabled(m_state == State::Connecting);
    connect(m_reader, &QSocketNotifier::activated, this, &StreamSocket::onReadable);
    connect(m_writer, &QSocketNotifier::activated, this, &StreamSocket::onWritable);
}

void StreamSocket::adopt(int descriptor)
{
    abort();
    m_state = State::Connected;
    watch(descriptor);
}

void StreamSocket::connectToPath(const QString &path)
{
    abort();
    m_state = State::Connecting;
    tryPath(path, connectTries);
}

void StreamSocket::tryPath(const QString &path, int triesLeft)
{
    const auto address = addressOf(path);
    const int descriptor = address ? unixSocket() : -1;
    if (descriptor < 0)
        return failLater(address ? errno : ENAMETOOLONG);
    if (::connect(descriptor, plain(&*address), sizeof(*address)) == 0) {
        watch(descriptor); // can be written at once: that says that it stands
        return;
    }
    const int error = errno;
    ::close(descriptor);
    if (error != EAGAIN || triesLeft == 0)
        return failLater(error);
    QTimer::singleShot(betweenTriesMs, this, [this, path, triesLeft] {
        if (m_state == State::Connecting && m_descriptor < 0)
            tryPath(path, triesLeft - 1);
    });
}

void StreamSocket::connectToHost(const HostAddress &address)
{
    abort();
    m_state = State::Connecting;
    const int descriptor = ::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return failLater(errno);
    if (::connect(descriptor, address.data(), address.size()) != 0 && errno != EINPROGRESS) {
        const int error = errno;
        ::close(descriptor);
        return failLater(error);
    }
    watch(descriptor);
}

void StreamSocket::failLater(int error)
{
    release();
    QMetaObject::invokeMethod(this, [this, why = qt_error_string(error)] { Q_EMIT failed(why); }, Qt::QueuedConnection);
}

QByteArray StreamSocket::read(qint64 most)
{
    const QByteArray bytes = m_in.first(std::min<qsizetype>(most, m_in.size()));
    m_in.remove(0, bytes.size());
    if (m_state == State::Connected && !bytes.isEmpty())
        m_reader->setEnabled(true);
    return bytes;
}

void StreamSocket::onReadable()
{
    bool isOver = false;
    const qsizetype before = m_in.size();
    std::array<char, pieceBytes> piece;
    for (int turn = 0; turn < piecesATurn && !isOver; ++turn) {
        const qsizetype room =
            m_readLimit > 0 ? std::min<qsizetype>(pieceBytes, m_readLimit - m_in.size()) : pieceBytes;
        if (room <= 0) {
            m_reader->setEnabled(false); // read() goes on
            break;
        }
        const ssize_t got = ::recv(m_descriptor, piece.data(), size_t(room), 0);
        const int error = errno;
        if (got > 0)
            m_in.append(piece.data(), got);
        if (got > 0 || (got < 0 && error == EINTR))
            continue;
        if (got < 0 && (error == EAGAIN || error == EWOULDBLOCK))
            break;
        isOver = true;
    }
    const QPointer<StreamSocket> guard(this);
    if (m_in.size() > before)
        Q_EMIT readyRead();
    if (guard && isOver)
        end();
}

void StreamSocket::write(const QByteArray &bytes)
{
    if (m_state != State::Connected && m_state != State::Connecting)
        return;
    m_out += bytes;
    if (m_state == State::Connected)
        push();
}

void StreamSocket::push()
{
    while (!m_out.isEmpty()) {
        const ssize_t sent = ::send(m_descriptor, m_out.constData(), size_t(m_out.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            m_out.remove(0, sent);
            continue;
        }
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        // Nobody listens there any more. What they said before is still to be read, and the end of that is the end.
        m_out.clear();
        if (m_state == State::Closing)
            m_writer->setEnabled(true); // onWritable() ends it
        return;
    }
    m_writer->setEnabled(!m_out.isEmpty() || m_state == State::Closing);
}

void StreamSocket::onWritable()
{
    if (m_state == State::Connecting) {
        int error = 0;
        socklen_t size = sizeof(error);
        if (::getsockopt(m_descriptor, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
            error = errno;
        if (error != 0)
            return failLater(error);
        m_state = State::Connected;
        m_reader->setEnabled(true);
        push();
        Q_EMIT connected();
        return;
    }
    const qsizetype before = m_out.size();
    push();
    const QPointer<StreamSocket> guard(this);
    if (m_out.size() < before)
        Q_EMIT bytesWritten();
    if (guard && m_state == State::Closing && m_out.isEmpty())
        end();
}

void StreamSocket::close()
{
    if (m_state == State::Connecting)
        return abort();
    if (m_state != State::Connected)
        return;
    m_state = State::Closing;
    m_reader->setEnabled(false);
    m_writer->setEnabled(true); // also where nothing waits: the end never comes within this call
}

void StreamSocket::abort()
{
    const bool stood = m_state == State::Connected || m_state == State::Closing;
    release();
    if (stood)
        Q_EMIT disconnected();
}

void StreamSocket::end()
{
    if (m_state == State::Connected || m_state == State::Closing)
        abort();
}

void StreamSocket::release()
{
    m_state = State::Unconnected;
    m_out.clear();
    // Later: one of them may be telling of something just now.
    for (QSocketNotifier *notifier : {std::exchange(m_reader, nullptr), std::exchange(m_writer, nullptr)}) {
        if (!notifier)
            continue;
        notifier->setEnabled(false);
        notifier->deleteLater();
    }
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

StreamServer::StreamServer(QObject *parent) : QObject(parent) {}

StreamServer::~StreamServer()
{
    close();
}

bool StreamServer::listen(const QString &path)
{
    close();
    const auto address = addressOf(path);
    const int descriptor = address ? unixSocket() : -1;
    // The mode of the socket is that of the file which bind() makes: nobody else gets in between.
    if (descriptor < 0 || ::fchmod(descriptor, S_IRUSR | S_IWUSR) != 0
        || ::bind(descriptor, plain(&*address), sizeof(*address)) != 0 || ::listen(descriptor, backlog) != 0) {
        m_error = qt_error_string(address ? errno : ENAMETOOLONG);
        if (descriptor >= 0)
            ::close(descriptor);
        return false;
    }
    m_descriptor = descriptor;
    m_path = path;
    m_notifier = new QSocketNotifier(descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &StreamServer::newConnection);
    return true;
}

void StreamServer::close()
{
    if (m_descriptor < 0)
        return;
    QSocketNotifier *notifier = std::exchange(m_notifier, nullptr);
    notifier->setEnabled(false);
    notifier->deleteLater();
    ::close(std::exchange(m_descriptor, -1));
    QFile::remove(std::exchange(m_path, {}));
}

StreamSocket *StreamServer::nextConnection()
{
    while (m_descriptor >= 0) {
        const int descriptor = ::accept4(m_descriptor, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (descriptor >= 0) {
            auto *socket = new StreamSocket(this);
            socket->adopt(descriptor);
            return socket;
        }
        if (errno == EINTR || errno == ECONNABORTED)
            continue;
        if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS)
            pause(); // it stays in the queue, and would be told of without end
        break;
    }
    return nullptr;
}

void StreamServer::pause()
{
    m_notifier->setEnabled(false);
    QTimer::singleShot(pauseMs, m_notifier, [notifier = m_notifier] { notifier->setEnabled(true); });
}

} // namespace docket
