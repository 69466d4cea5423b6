// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchreport.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace docket::bench {

namespace {

double rusageMs(int who)
{
    rusage used{};
    getrusage(who, &used);
    const auto ms = [](const timeval &time) { return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3; };
    return ms(used.ru_utime) + ms(used.ru_stime);
}

/** A "VmRSS:  1234 kB" line of /proc/self/status, in bytes. */
qint64 statusBytes(QByteArrayView key)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(key))
            return line.mid(key.size()).simplified().split(' ').value(0).toLongLong() * 1024;
    }
    return 0;
}

QJsonValue orNull(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

void print(FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

// The limit of a benchmark that never ends. A signal handler may use nothing but this.
constexpr int usualLimitSeconds = 600;
char lastStep[200] = "the start";

void giveUp(int)
{
    const auto say = [](const char *words) {
        [[maybe_unused]] const auto written = ::write(STDERR_FILENO, words, std::strlen(words));
    };
    say("not measured: nothing was reported for too long; the last step was: ");
    say(lastStep);
    say(" (DOCKET_BENCH_LIMIT_SECONDS sets the limit)\n");
    ::_exit(3);
}

/** From now on the next step has the whole limit again. */
void step(const QString &name)
{
    static const int seconds = [] {
        struct sigaction action = {};
        action.sa_handler = giveUp;
        ::sigaction(SIGALRM, &action, nullptr);
        const int asked = qEnvironmentVariableIntValue("DOCKET_BENCH_LIMIT_SECONDS");
        return asked > 0 ? asked : usualLimitSeconds;
    }();
    ::alarm(0); // the handler reads what is written here
    qstrncpy(lastStep, name.toUtf8().constData(), sizeof(lastStep));
    ::alarm(unsigned(seconds));
}

} // namespace

double processCpuMs()
{
    return rusageMs(RUSAGE_SELF);
}

double threadCpuMs()
{
    return rusageMs(RUSAGE_THREAD);
}

double childrenCpuMs()
{
    return rusageMs(RUSAGE_CHILDREN);
}

double wallMs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

qint64 residentBytes()
{
    return statusBytes("VmRSS:");
}

qint64 peakResidentBytes()
{
    return statusBytes("VmHWM:");
}

void resetPeak()
{
    QFile refs(u"/proc/self/clear_refs"_s);
    if (refs.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        refs.write("5"); // proc(5): resets the peak resident set size to what it is now
}

double percentile(QList<double> values, double part)
{
    if (values.isEmpty())
        return 0;
    std::ranges::sort(values);
    const auto rank = qsizetype(std::ceil(std::clamp(part, 0.0, 1.0) * double(values.size())));
    return values.at(std::max<qsizetype>(rank, 1) - 1);
}

double median(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::ranges::sort(values);
    const qsizetype middle = values.size() / 2;
    return values.size() % 2 == 1 ? values.at(middle) : (values.at(middle - 1) + values.at(middle)) / 2;
}

double medianCpuMs(int n, const std::function<void()> &work)
{
    work();
    QList<double> times;
    for (int i = 0; i < n; ++i) {
        const double before = processCpuMs();
        work();
        times.append(processCpuMs() - before);
    }
    return median(times);
}

QByteArray Figure::json() const
{
    const QJsonObject object{{u"name"_s, name}, {u"value"_s, value}, {u"unit"_s, unit},
                             {u"baseline"_s, orNull(baseline)}, {u"ratio"_s, orNull(ratio)}, {u"n"_s, n}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray Figure::text() const
{
    QString line = u"%1 %2 %3"_s.arg(name, -44).arg(value, 12, 'g', 5).arg(unit);
    if (baseline)
        line += u"  (baseline %1)"_s.arg(*baseline, 0, 'g', 5);
    if (ratio)
        line += u"  ratio %1"_s.arg(*ratio, 0, 'f', 2);
    return (line + u"  n=%1"_s.arg(n)).toUtf8();
}

Report::Report(int argc, char *const *argv)
{
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--json")
            m_json = true;
        else if (argument == "--filter" && i + 1 < argc)
            m_filters << QString::fromLocal8Bit(argv[++i]);
        else if (argument.startsWith("--filter="))
            m_filters << QString::fromLocal8Bit(argument.sliced(9));
        else if (argument == "--no-goals")
            m_goals = false;
    }
    step(u"the start"_s);
}

bool Report::wants(const QString &name) const
{
    const bool wanted = m_filters.isEmpty() || std::ranges::any_of(m_filters, [&](const QString &word) {
                            return name.contains(word, Qt::CaseInsensitive);
                        });
    if (wanted)
        step(name);
    return wanted;
}

void Report::report(const Figure &figure)
{
    if (wants(figure.name))
        print(stdout, m_json ? figure.json() : figure.text());
}

void Report::report(const QString &name, double value, const QString &unit, std::optional<double> baseline, int n)
{
    Figure figure{name, value, unit, baseline, {}, n};
    if (baseline && *baseline > 0)
        figure.ratio = value / *baseline;
    report(figure);
}

void Report::require(const QString &what, bool holds)
{
    print(stderr, (holds ? "holds: " : "DOES NOT HOLD: ") + what.toUtf8());
    m_failed |= m_goals && !holds;
}

void Report::atMost(const QString &name, double seen, double most)
{
    if (wants(name))
        require(u"%1: %2, at most %3"_s.arg(name).arg(seen, 0, 'g', 4).arg(most), seen <= most);
}

void Report::missing(const QString &name, const QString &why)
{
    print(stderr, "not measured: " + name.toUtf8() + ": " + why.toUtf8());
}

} // namespace docket::bench
