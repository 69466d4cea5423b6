// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// docket-inside [--processes N] [--proxy SOCKET PORT] -- PROGRAM [ARGUMENT ...]: starts a program from within a
// sandbox. Some limits can be set only there (the number of processes counts by the user of the sandbox's own
// namespace), and a network of its own has no way to the proxy but through a socket that lies in it. It has no
// libraries: those of the sandbox may be others.
#include "relay.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/resource.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    const char *socketPath = nullptr;
    int port = 0;
    int at = 1;
    for (; at < argc && strcmp(argv[at], "--") != 0; ++at) {
        if (strcmp(argv[at], "--processes") == 0 && at + 1 < argc) {
            const rlim_t most = strtoul(argv[++at], nullptr, 10);
            const struct rlimit limit = {most, most};
            if (most == 0 || setrlimit(RLIMIT_NPROC, &limit) != 0)
                return fprintf(stderr, "docket-inside: the number of processes could not be limited\n"), 125;
        } else if (strcmp(argv[at], "--proxy") == 0 && at + 2 < argc) {
            socketPath = argv[++at];
            port = atoi(argv[++at]);
        } else {
            return fprintf(stderr, "docket-inside: unknown argument %s\n", argv[at]), 125;
        }
    }
    if (++at >= argc)
        return fprintf(stderr, "docket-inside: no program was named\n"), 125;
    if (socketPath) {
        const int listener = inside::listenOnLoopback(port);
        if (listener < 0)
            return perror("docket-inside: the proxy's port"), 125;
        const pid_t child = fork();
        if (child < 0)
            return perror("docket-inside: fork"), 125;
        if (child == 0)
            inside::relay(listener, socketPath);
        close(listener);
    }
    execvp(argv[at], argv + at);
    perror("docket-inside");
    return 127;
}
