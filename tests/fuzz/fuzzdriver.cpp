// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// fuzz_NAME [--seconds N | --runs N] [--seed N] [FILE...]: mutates the target's seeds, or runs the files once each.

#include "fuzzdriver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace docket::fuzz {

#ifndef DOCKET_LIBFUZZER // which brings inputs of its own, and keeps what fails
namespace {

QByteArray current;

void keepInput(int signal)
{
    // As little as possible: the input itself is what is needed to repeat it.
    if (FILE *file = std::fopen("fuzz-failure", "wb")) {
        std::fwrite(current.constData(), 1, size_t(current.size()), file);
        std::fclose(file);
    }
    std::fprintf(stderr, "the input is kept in ./fuzz-failure\n");
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

class Mutator
{
public:
    explicit Mutator(quint32 seed) : m_random(seed), m_corpus(seeds()), m_words(dictionary()) {}

    QByteArray next()
    {
        QByteArray input = pick(m_corpus);
        const int changes = 1 + int(m_random.bounded(8));
        for (int i = 0; i < changes; ++i)
            change(input);
        if (input.size() > 64 * 1024)
            input.truncate(64 * 1024);
        // Without coverage every mutation is as good as another one; some are kept, so that changes add up.
        if (m_random.bounded(200) == 0 && input.size() < 8192)
            m_corpus.append(input);
        if (m_corpus.size() > 500)
            m_corpus = seeds();
        return input;
    }

private:
    QByteArray pick(const QList<QByteArray> &list)
    {
        return list.isEmpty() ? QByteArray() : list.at(m_random.bounded(int(list.size())));
    }
    int within(qsizetype size) { return size == 0 ? 0 : int(m_random.bounded(int(size))); }

    void change(QByteArray &input)
    {
        const int place = within(input.size() + 1);
        const int length = 1 + within(32);
        switch (m_random.bounded(8)) {
        case 0:
            if (!input.isEmpty())
                input[within(input.size())] = char(m_random.bounded(256));
            break;
        case 1:
            if (!input.isEmpty()) {
                char &byte = input.data()[within(input.size())];
                byte = char(byte ^ (1 << m_random.bounded(8)));
            }
            break;
        case 2:
            input.insert(place, char(m_random.bounded(256)));
            break;
        case 3:
            input.remove(place, length);
            break;
        case 4:
            input.insert(place, input.mid(within(input.size()), length));
            break;
        case 5:
            input.insert(place, pick(m_words));
            break;
        case 6: {
            const QByteArray other = pick(m_corpus);
            input = input.left(place) + other.mid(within(other.size()));
            break;
        }
        case 7:
            input.insert(place, QByteArray(length * 8, input.isEmpty() ? 'x' : input.at(within(input.size()))));
            break;
        }
    }

    QRandomGenerator m_random;
    QList<QByteArray> m_corpus;
    QList<QByteArray> m_words;
};

void run(const QByteArray &input)
{
    current = input;
    one(current);
}

} // namespace
#endif

void promise(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

} // namespace docket::fuzz

#ifdef DOCKET_LIBFUZZER

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    docket::fuzz::one(QByteArrayView(data, qsizetype(size)));
    return 0;
}

#else

int main(int argc, char **argv)
{
    using namespace docket::fuzz;
    double seconds = 0;
    int runs = 20'000;
    quint32 seed = 1;
    QList<QByteArray> files;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--seconds") == 0 && i + 1 < argc)
            seconds = std::atof(argv[++i]);
        else if (std::strcmp(argv[i], "--runs") == 0 && i + 1 < argc)
            runs = std::atoi(argv[++i]);
        else if (std::strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
            seed = quint32(std::atoi(argv[++i]));
        else
            files.append(argv[i]);
    }
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL})
        std::signal(signal, keepInput);
    for (const QByteArray &name : std::as_const(files)) {
        QFile file(QFile::decodeName(name));
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s cannot be read\n", name.constData());
            return 2;
        }
        run(file.readAll());
    }
    if (!files.isEmpty())
        return 0;
    Mutator mutator(seed);
    for (const QByteArray &input : seeds())
        run(input);
    QElapsedTimer timer;
    timer.start();
    qint64 done = 0;
    while (seconds > 0 ? timer.elapsed() < seconds * 1000 : done < runs) {
        run(mutator.next());
        ++done;
    }
    std::printf("%lld inputs, seed %u, nothing broken\n", static_cast<long long>(done), seed);
    return 0;
}

#endif
