// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the start of the program to its first painted frame, and to the frame that shows the tasks, on a real store, in
// ratio to an empty Qt window of the same size. Both programs run as they are, one after the other in turns, with a
// probe preloaded that looks on.

#include "bench/benchreport.h"
#include "bench/storemaker.h"
#include "core/paths.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>
#include <optional>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 11;

struct Moment
{
    double cpu = 0;  ///< of the whole process, ms
    double wall = 0; ///< since its start, ms
};

struct Seen
{
    Moment frame;
    std::optional<Moment> list;
};

std::optional<Seen> run(const QString &program, const QStringList &arguments, const QString &folder, bool untilList)
{
    const QString out = folder + u"/frames"_s;
    QFile::remove(out);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_PRELOAD"_s, QStringLiteral(DOCKET_FIRST_FRAME));
    environment.insert(u"DOCKET_FIRST_FRAME"_s, out);
    environment.insert(u"DOCKET_FIRST_FRAME_UNTIL"_s, untilList ? u"list"_s : u"frame"_s);
    process.setProcessEnvironment(environment);
    process.setStandardErrorFile(folder + u"/errors"_s);
    const double start = wallMs();
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0) {
        process.kill();
        process.waitForFinished(5000);
        return std::nullopt;
    }
    QFile file(out);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    Seen seen;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() != 3)
            continue;
        const Moment moment{words[1].toDouble(), words[2].toDouble() - start};
        if (words[0] == "frame")
            seen.frame = moment;
        else
            seen.list = moment;
    }
    return seen;
}

struct Bar
{
    int tasks = 0;
    int reviews = 0;
    QString suffix;
    double most = 0; ///< ratio of the first frame's CPU
};

void measure(Report &report, const Bar &bar)
{
    const QString frame = u"start.firstframe"_s + bar.suffix, list = u"start.firstlist"_s + bar.suffix;
    if (!report.wants(frame) && !report.wants(list))
        return;
    const QTemporaryDir folder;
    const double before = wallMs();
    const QString home = folder.filePath(u"home"_s);
    if (const auto made = makeStore(Paths::below(home).store(), {.tasks = bar.tasks, .reviews = bar.reviews}); !made)
        return report.missing(frame, made.error().text());
    std::fprintf(stderr, "%s: the store of %d tasks took %.1f s\n", qPrintable(frame), bar.tasks,
                 (wallMs() - before) / 1000);
    QList<double> emptyCpu, emptyWall, frameCpu, frameWall, listCpu, listWall;
    for (int i = 0; i <= runs; ++i) {
        const auto empty = run(QStringLiteral(DOCKET_EMPTY_WINDOW), {}, folder.path(), false);
        const auto docket = run(QStringLiteral(DOCKET_PROGRAM), {u"--home"_s, home}, folder.path(), true);
        if (!empty || !docket || !docket->list) {
            QFile errors(folder.filePath(u"errors"_s));
            const QString said =
                errors.open(QIODevice::ReadOnly) ? QString::fromUtf8(errors.readAll()).simplified() : QString();
            return report.missing(frame, u"a window could not be shown: "_s + said);
        }
        if (i == 0)
            continue; // reads libraries and fonts for the others
        emptyCpu << empty->frame.cpu;
        emptyWall << empty->frame.wall;
        frameCpu << docket->frame.cpu;
        frameWall << docket->frame.wall;
        listCpu << docket->list->cpu;
        listWall << docket->list->wall;
    }
    report.report(frame, median(frameCpu), u"ms"_s, median(emptyCpu), runs);
    report.report(frame + u".wall"_s, median(frameWall), u"ms"_s, median(emptyWall), runs);
    report.report(list, median(listCpu), u"ms"_s, median(emptyCpu), runs);
    report.report(list + u".wall"_s, median(listWall), u"ms"_s, median(emptyWall), runs);
    report.require(u"%1: at most %2 times an empty window"_s.arg(frame).arg(bar.most),
                   median(frameCpu) <= bar.most * median(emptyCpu));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Report report(argc, argv);
    measure(report, {1000, 200, {}, 2.0});
    measure(report, {100'000, 2000, u".100000"_s, 2.4});
    return report.exitCode();
}
