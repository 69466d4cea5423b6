// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A child for tests. Each argument is one step, done in order:
//   out:TEXT err:TEXT      print it, with a newline
//   raw:HEX                print these bytes
//   cat                    copy the input to the output until its end
//   line                   wait for one line and print it
//   env:NAME               print the variable, or "(unset)"
//   ids                    print pid, process group and session
//   descriptors            print how many descriptors above 2 are open
//   cwd                    print the working directory
//   ignore:NAME            ignore the signal (term, int)
//   tell:NAME              print a word when the signal comes, and exit with 7
//   child                  start a sleeping child, print its pid
//   daemon                 start a sleeping process in a session of its own whose parent is gone, print its pid
//   lostdaemon             the same with an empty environment
//   flood:MIB              print that much, in lines
//   long:BYTES             print that many bytes without a newline
//   removecwd              remove the working directory and all in it
//   write:PATH read:PATH   try it, print "ok" or "refused"
//   kill:PID               send SIGTERM to it, print "ok" or "refused"
//   trace:PID              attach to it as a debugger does, print "ok" or "refused"
//   connect:PATH           connect to a unix socket, print "ok" or "refused"
//   forks:N                start N sleeping children, print how many there are
//   eat:MIB                take and use that much memory, print "ok" or "refused"
//   grow:MIB               write a file "grown" of that size, print how many MiB it got
//   hang                   wait for ever
//   crash                  die by SIGSEGV
//   exit:N                 exit with that code
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace {

void print(std::string_view text)
{
    std::cout << text << std::endl;
}

void sleepForEver()
{
    for (;;)
        pause();
}

void startChild()
{
    const pid_t child = fork();
    if (child == 0)
        sleepForEver();
    print(std::to_string(child));
}

void startDaemon(bool keepEnvironment)
{
    int ends[2];
    if (pipe(ends) != 0)
        std::exit(9);
    const pid_t first = fork();
    if (first == 0) {
        setsid();
        const pid_t second = fork();
        if (second == 0) {
            const pid_t self = getpid();
            if (write(ends[1], &self, sizeof self) != sizeof self)
                _exit(9);
            // Exec, so that /proc shows the environment it really has.
            char program[] = "/bin/sleep";
            char time[] = "100000";
            char *arguments[] = {program, time, nullptr};
            char *nothing[] = {nullptr};
            for (int fd = 0; fd < 10; ++fd)
                close(fd);
            execve(program, arguments, keepEnvironment ? environ : nothing);
            _exit(9);
        }
        _exit(0);
    }
    waitpid(first, nullptr, 0);
    pid_t self = 0;
    if (read(ends[0], &self, sizeof self) != sizeof self)
        std::exit(9);
    print(std::to_string(self));
}

void flood(long mib)
{
    const std::string line(1023, 'x');
    for (long i = 0; i < mib * 1024; ++i)
        std::cout << line << '\n';
    std::cout.flush();
}

void printBytes(std::string_view hex)
{
    for (size_t i = 0; i + 1 < hex.size(); i += 2)
        std::cout << static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    std::cout.flush();
}

int countDescriptors()
{
    int open = 0;
    for (int fd = 3; fd < 1024; ++fd)
        open += fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    return open;
}

void handleSignals(std::string_view step, std::string_view value)
{
    const int number = value == "int" ? SIGINT : SIGTERM;
    if (step == "ignore")
        signal(number, SIG_IGN);
    else
        signal(number, [](int) {
            const char word[] = "told\n";
            _exit(write(1, word, sizeof word - 1) > 0 ? 7 : 8);
        });
}

bool canTrace(pid_t pid)
{
    if (ptrace(PTRACE_SEIZE, pid, nullptr, nullptr) != 0)
        return false;
    ptrace(PTRACE_DETACH, pid, nullptr, nullptr);
    return true;
}

bool canConnect(const std::string &path)
{
    const int end = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    const bool done = connect(end, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    close(end);
    return done;
}

int forkSleepers(int wanted)
{
    int made = 0;
    for (; made < wanted; ++made) {
        const pid_t child = fork();
        if (child < 0)
            break;
        if (child == 0)
            sleepForEver();
    }
    return made;
}

bool canEat(long mib)
{
    for (long i = 0; i < mib; ++i) {
        auto *block = static_cast<volatile char *>(malloc(1 << 20));
        if (!block)
            return false;
        for (long at = 0; at < (1 << 20); at += 4096)
            block[at] = 1;
    }
    return true;
}

long growFile(long mib)
{
    signal(SIGXFSZ, SIG_IGN);
    const int file = open("grown", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const std::string block(1 << 20, 'g');
    long done = 0;
    while (done < mib && write(file, block.data(), block.size()) == static_cast<ssize_t>(block.size()))
        ++done;
    close(file);
    return done;
}

void tryFile(std::string_view step, const std::string &path)
{
    const bool writes = step == "write";
    FILE *file = std::fopen(path.c_str(), writes ? "a" : "r");
    const bool ok = file && (!writes || std::fputs("escaped\n", file) >= 0);
    if (file)
        std::fclose(file);
    print(ok ? "ok" : "refused");
}

void crash()
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
}

void run(std::string_view step, const std::string &value)
{
    if (step == "out")
        print(value);
    else if (step == "err")
        std::cerr << value << std::endl;
    else if (step == "raw")
        printBytes(value);
    else if (step == "cat")
        std::cout << std::cin.rdbuf() << std::flush;
    else if (step == "line") {
        std::string line;
        std::getline(std::cin, line);
        print(line);
    } else if (step == "env")
        print(getenv(value.c_str()) ? getenv(value.c_str()) : "(unset)");
    else if (step == "ids")
        print(std::to_string(getpid()) + " " + std::to_string(getpgrp()) + " " + std::to_string(getsid(0)));
    else if (step == "descriptors")
        print(std::to_string(countDescriptors()));
    else if (step == "cwd")
        print(std::filesystem::current_path().string());
    else if (step == "ignore" || step == "tell")
        handleSignals(step, value);
    else if (step == "child")
        startChild();
    else if (step == "daemon" || step == "lostdaemon")
        startDaemon(step == "daemon");
    else if (step == "flood")
        flood(std::stol(value));
    else if (step == "long")
        std::cout << std::string(std::stoul(value), 'x') << std::flush;
    else if (step == "removecwd")
        std::filesystem::remove_all(std::filesystem::current_path());
    else if (step == "write" || step == "read")
        tryFile(step, value);
    else if (step == "kill")
        print(kill(static_cast<pid_t>(std::stol(value)), SIGTERM) == 0 ? "ok" : "refused");
    else if (step == "trace")
        print(canTrace(static_cast<pid_t>(std::stol(value))) ? "ok" : "refused");
    else if (step == "connect")
        print(canConnect(value) ? "ok" : "refused");
    else if (step == "forks")
        print(std::to_string(forkSleepers(std::stoi(value))));
    else if (step == "eat")
        print(canEat(std::stol(value)) ? "ok" : "refused");
    else if (step == "grow")
        print(std::to_string(growFile(std::stol(value))));
    else if (step == "hang")
        sleepForEver();
    else if (step == "crash")
        crash();
    else if (step == "exit")
        std::exit(std::stoi(value));
}

} // namespace

int main(int count, char **arguments)
{
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        const size_t colon = argument.find(':');
        run(std::string_view(argument).substr(0, colon), colon == std::string::npos ? "" : argument.substr(colon + 1));
    }
    return 0;
}
