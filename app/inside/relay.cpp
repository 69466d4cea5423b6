// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay.h"

#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <initializer_list>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace inside {

namespace {

constexpr int maxPairs = 128;
constexpr int bufferBytes = 32 * 1024;

/** One direction of a connection. */
struct Flow
{
    int from = -1;
    int to = -1;
    char bytes[bufferBytes];
    int begin = 0;
    int end = 0;
    bool atEnd = false; ///< `from` says no more

    bool isOver() const { return atEnd && begin == end; }
    bool wantsRead() const { return !atEnd && begin == end; }
    bool wantsWrite() const { return begin < end; }

    /** False when the connection is broken. */
    bool step()
    {
        if (wantsRead()) {
            const ssize_t got = recv(from, bytes, sizeof bytes, MSG_DONTWAIT);
            if (got > 0) {
                begin = 0;
                end = static_cast<int>(got);
            } else if (got == 0) {
                atEnd = true;
                shutdown(to, SHUT_WR);
            } else if (errno != EAGAIN && errno != EINTR) {
                return false;
            }
        }
        if (wantsWrite()) {
            const ssize_t put = send(to, bytes + begin, static_cast<size_t>(end - begin), MSG_DONTWAIT | MSG_NOSIGNAL);
            if (put > 0)
                begin += static_cast<int>(put);
            else if (put < 0 && errno != EAGAIN && errno != EINTR)
                return false;
        }
        return true;
    }
};

struct Pair
{
    Flow there;
    Flow back;
    bool isUsed = false;

    void open(int client, int server)
    {
        there.from = back.to = client;
        there.to = back.from = server;
        for (Flow *flow : {&there, &back}) {
            flow->begin = flow->end = 0;
            flow->atEnd = false;
        }
        isUsed = true;
    }
    void close()
    {
        ::close(there.from);
        ::close(there.to);
        isUsed = false;
    }
    int polledAt = 0; ///< its first place among what is polled
    short events(const Flow &in, const Flow &out) const
    {
        return static_cast<short>((in.wantsRead() ? POLLIN : 0) | (out.wantsWrite() ? POLLOUT : 0));
    }
};

Pair pairs[maxPairs];

int connectTo(const char *path)
{
    const int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    if (server >= 0 && connect(server, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0)
        return server;
    if (server >= 0)
        ::close(server);
    return -1;
}

void accept(int listener, const char *path)
{
    const int client = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0)
        return;
    for (Pair &pair : pairs) {
        if (pair.isUsed)
            continue;
        if (const int server = connectTo(path); server >= 0) {
            pair.open(client, server);
            return;
        }
        break;
    }
    ::close(client);
}

} // namespace

int listenOnLoopback(int port)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    if (listener < 0)
        return -1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0 && listen(listener, 64) == 0)
        return listener;
    ::close(listener);
    return -1;
}

void relay(int listener, const char *path)
{
    // A polite signal is for the program; this ends with its process namespace.
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
        signal(number, SIG_IGN);
    const int nothing = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; ++fd)
        dup2(nothing, fd);
    for (;;) {
        pollfd polled[1 + 2 * maxPairs];
        int count = 0;
        polled[count++] = {listener, POLLIN, 0};
        for (Pair &pair : pairs) {
            if (!pair.isUsed)
                continue;
            pair.polledAt = count;
            polled[count++] = {pair.there.from, pair.events(pair.there, pair.back), 0};
            polled[count++] = {pair.there.to, pair.events(pair.back, pair.there), 0};
        }
        if (poll(polled, static_cast<nfds_t>(count), -1) < 0 && errno != EINTR)
            _exit(1);
        for (Pair &pair : pairs) {
            if (!pair.isUsed)
                continue;
            // With nothing more to come from the proxy nobody waits for the rest.
            const bool isBroken = (polled[pair.polledAt].revents & (POLLERR | POLLHUP)) != 0;
            if (!pair.there.step() || !pair.back.step() || pair.back.isOver() || isBroken)
                pair.close();
        }
        if (polled[0].revents != 0)
            accept(listener, path);
    }
}

} // namespace inside
