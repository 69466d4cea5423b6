// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An agent that speaks stream-json and prints as fast as it is read: docket-flood --seconds N | --bytes N
// The last line says how many bytes stood before it ("printed"), so that a reader can tell whether any were lost.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unistd.h>

namespace {

bool print(const std::string &bytes)
{
    for (size_t at = 0; at < bytes.size();) {
        const ssize_t written = write(STDOUT_FILENO, bytes.data() + at, bytes.size() - at);
        if (written <= 0)
            return false;
        at += size_t(written);
    }
    return true;
}

/** 64 KiB of lines of 300 bytes, as an agent prints them that thinks aloud. */
std::string block()
{
    std::string lines;
    while (lines.size() < 64 * 1024) {
        std::string line =
            R"({"type":"assistant","message":{"role":"assistant","content":[{"type":"text","text":"Line )"
            + std::to_string(lines.size());
        const std::string end = R"( "}]},"session_id":"flood","uuid":"0"})" "\n";
        while (line.size() + end.size() + 24 < 300)
            line += " of what it has to say";
        line.append(300 - line.size() - end.size(), '.');
        lines += line + end;
    }
    return lines;
}

} // namespace

int main(int argc, char **argv)
{
    double seconds = 0, bytes = 0;
    bool bare = false; // do not wait for a prompt
    for (int i = 1; i < argc; ++i) {
        if (i + 1 < argc && std::strcmp(argv[i], "--seconds") == 0)
            seconds = std::atof(argv[i + 1]);
        else if (i + 1 < argc && std::strcmp(argv[i], "--bytes") == 0)
            bytes = std::atof(argv[i + 1]);
        else if (std::strcmp(argv[i], "--bare") == 0)
            bare = true;
    }
    if (char c = 0; !bare) {
        while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n') { }
    }
    const std::string start = R"({"type":"system","subtype":"init","session_id":"flood"})" "\n";
    const std::string lines = block();
    unsigned long long printed = start.size();
    if (!print(start))
        return 1;
    const auto now = [] { return std::chrono::steady_clock::now(); };
    const auto end = now() + std::chrono::duration<double>(seconds);
    while (seconds > 0 ? now() < end : double(printed) < bytes) {
        if (!print(lines))
            return 1;
        printed += lines.size();
    }
    return print(
               R"({"type":"result","subtype":"success","is_error":false,"session_id":"flood","result":"done","printed":)"
               + std::to_string(printed) + "}\n")
        ? 0
        : 1;
}
