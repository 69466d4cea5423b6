// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Agents that print at full speed, through the real engine into the real window: what the window feels, whether
// anything is lost, what it takes, and how fast it is beside readers that do nothing else.

#include "bench/benchreport.h"
#include "bench/windowrig.h"

#include "git/library.h"
#include "helpers/testrepo.h"
#include "widgets/queue/tasksidebar.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <malloc.h>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int children = 32;

/** A program of that many children, read in a thread of its own by QProcess and nothing else; bytes a second. */
double bareReader(int seconds, bool parse)
{
    qint64 bytes = 0;
    double elapsed = 0;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        QEventLoop loop;
        std::vector<std::unique_ptr<QProcess>> programs;
        std::vector<QByteArray> rests(children);
        int open = children;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < children; ++i) {
            auto program = std::make_unique<QProcess>();
            QProcess *reader = program.get();
            QObject::connect(reader, &QProcess::readyReadStandardOutput, reader, [&, reader, i] {
                const QByteArray read = reader->readAllStandardOutput();
                bytes += read.size();
                if (!parse)
                    return;
                QByteArray &rest = rests[size_t(i)];
                rest += read;
                qsizetype from = 0;
                for (qsizetype end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
                    if (QJsonDocument::fromJson(QByteArray::fromRawData(rest.constData() + from, end - from)).isNull())
                        std::exit(2);
                    from = end + 1;
                }
                rest.remove(0, from);
            });
            QObject::connect(reader, &QProcess::finished, &loop, [&] {
                if (--open == 0)
                    loop.quit();
            });
            reader->start(QStringLiteral(DOCKET_FLOOD), {u"--bare"_s, u"--seconds"_s, QString::number(seconds)});
            programs.push_back(std::move(program));
        }
        loop.exec();
        elapsed = double(timer.nsecsElapsed()) / 1e9;
    }));
    thread->start();
    thread->wait();
    return double(bytes) / elapsed;
}

struct Flood
{
    int agents = 1;
    QStringList arguments;
    int seconds = 0; ///< how long they print; 0: until they are through
};

struct Felt
{
    double stall = -1;       ///< longest piece of work of the window's thread, ms of its CPU
    double late = 0;         ///< p99 of the lateness of a 16 ms timer of the window, ms
    double memory = 0;       ///< growth of the peak, bytes
    double bytesPerSecond = 0;
    qint64 bytes = 0;
    qint64 lost = 0;
    QString problem;
};

void writeProfile(const Paths &paths, const QStringList &arguments)
{
    QDir().mkpath(paths.config + u"/agents"_s);
    QFile file(paths.config + u"/agents/flood.json"_s);
    const QJsonObject profile{
        {u"id"_s, u"flood"_s},
        {u"name"_s, u"Flood"_s},
        {u"protocol"_s, u"claude-stream"_s},
        {u"command"_s, QJsonArray::fromStringList(QStringList{QStringLiteral(DOCKET_FLOOD)} + arguments)}};
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(profile).toJson()) < 0)
        std::exit(2);
}

/** What the agent says it printed before its last line, plus that line, less what is in the raw log. */
qint64 lostOf(const QString &rawFile, qint64 *size)
{
    QFile file(rawFile);
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    *size = file.size();
    file.seek(std::max<qint64>(0, file.size() - 4096));
    const QByteArray tail = file.readAll();
    const QByteArray last = tail.sliced(tail.lastIndexOf('\n', -2) + 1);
    const qint64 printed = QJsonDocument::fromJson(last).object().value("printed"_L1).toInteger(-1);
    return printed < 0 ? 1 : std::abs(printed + last.size() - *size);
}

Felt flood(ProbeApplication &app, const Flood &how)
{
    Felt felt;
    const auto failed = [&felt](const QString &problem) {
        felt.problem = problem;
        return felt;
    };
    QTemporaryDir home;
    test::TestRepo repo;
    repo.commit("Base", {{"a.txt", "one\n"}, {"docket.yaml", "agent: flood\nagent-output-mib: 65536\n"}});
    WindowRig rig(app, home.path());
    writeProfile(rig.paths(), how.arguments);
    if (!rig.start())
        return failed(u"the engine did not start"_s);
    rig.workbench().setSettings({how.agents, 60}, &rig.window(), {});
    const auto opened =
        rig.ask<ProjectOpened>([&](auto reply) { rig.workbench().openProject(repo.path(), &rig.window(), reply); });
    if (!opened || !*opened)
        return failed(u"the project could not be opened"_s);
    app.settle();
    malloc_trim(0);
    resetPeak();
    const double before = double(residentBytes());
    QList<double> lateness;
    QTimer beat;
    QElapsedTimer since;
    QObject::connect(&beat, &QTimer::timeout, &beat,
                     [&] { lateness << std::max(0.0, double(since.nsecsElapsed()) / 1e6 - 16), since.start(); });

    QList<TaskId> tasks;
    for (int i = 0; i < how.agents; ++i) {
        const auto made = rig.ask<TaskId>([&](auto reply) {
            rig.workbench().createTask({(**opened).project.id, u"# Talk %1\n"_s.arg(i), u"flood"_s, {}, true},
                                       &rig.window(), reply);
        });
        if (!made || !*made)
            return failed(u"a task could not be made"_s);
        tasks << **made;
    }
    rig.window().openTask(tasks.constFirst());
    rig.window().page().setTab(TaskPage::Tab::Transcript);
    const auto isAt = [&](TaskId task, TaskState state) { return rig.card(task) && rig.card(task)->state == state; };
    if (!app.waitFor([&] {
            return std::ranges::all_of(
                tasks, [&](TaskId t) { return isAt(t, TaskState::Working) || isAt(t, TaskState::Review); });
        }))
        return failed(u"not all agents started"_s);
    app.reset();
    since.start();
    beat.start(16);
    QElapsedTimer timer;
    timer.start();
    const bool over = app.waitFor(
        [&] {
            return std::ranges::none_of(
                tasks, [&](TaskId task) { return isAt(task, TaskState::Working) || isAt(task, TaskState::Preparing); });
        },
        600'000);
    const double elapsed = double(timer.nsecsElapsed()) / 1e9;
    beat.stop();
    felt.stall = app.longestMs();
    felt.late = percentile(lateness, 0.99);
    felt.memory = double(peakResidentBytes()) - before;
    if (!over)
        return failed(u"the agents did not end"_s);
    for (TaskId task : std::as_const(tasks)) {
        qint64 size = 0;
        felt.lost += lostOf(u"%1/logs/task-%2/attempt-1-round-1.raw"_s.arg(rig.paths().data).arg(task.value), &size);
        felt.bytes += size;
    }
    felt.bytesPerSecond = double(felt.bytes) / elapsed;
    return felt;
}

void measureMany(ProbeApplication &app, Report &report)
{
    const QString name = u"agents.flood"_s;
    const QStringList names{name + u".stall"_s,  name + u".late"_s,       name + u".lost"_s,
                            name + u".memory"_s, name + u".throughput"_s, name + u".throughput.unparsed"_s};
    if (std::ranges::none_of(names, [&](const QString &each) { return report.wants(each); }))
        return;
    const int asked = qEnvironmentVariableIntValue("DOCKET_BENCH_FLOOD_SECONDS");
    const int seconds = asked > 0 ? asked : 20;
    const double parsed = bareReader(std::max(2, seconds / 4), true);
    const double unparsed = bareReader(std::max(2, seconds / 4), false);
    const Felt felt = flood(app, {children, {u"--seconds"_s, QString::number(seconds)}, seconds});
    if (!felt.problem.isEmpty())
        return report.missing(name, felt.problem);
    constexpr double mega = 1e6;
    std::fprintf(stderr, "%s: %.0f MB in %d s\n", qPrintable(name), double(felt.bytes) / mega, seconds);
    report.report(names[0], felt.stall, u"ms"_s, {}, children);
    report.report(names[1], felt.late, u"ms"_s, {}, children);
    report.report(names[2], double(felt.lost), u"bytes"_s, {}, children);
    report.report(names[3], felt.memory / mega, u"MB"_s, {}, children);
    report.report(names[4], felt.bytesPerSecond / mega, u"MB/s"_s, parsed / mega, children);
    report.report(names[5], felt.bytesPerSecond / mega, u"MB/s"_s, unparsed / mega, children);
    report.require(u"agents.flood.stall: at most 16.7 ms"_s, felt.stall <= 16.7);
    report.require(u"agents.flood.lost: nothing"_s, felt.lost == 0);
    report.require(u"agents.flood.memory: at most 100 MB"_s, felt.memory <= 100 * mega);
    report.require(u"agents.flood.throughput: at least half of a reader that parses each line"_s,
                   felt.bytesPerSecond >= 0.5 * parsed);
}

void measureOne(ProbeApplication &app, Report &report)
{
    const QString name = u"agents.flood.one"_s;
    const QStringList names{name + u".stall"_s, name + u".late"_s, name + u".lost"_s};
    if (std::ranges::none_of(names, [&](const QString &each) { return report.wants(each); }))
        return;
    const Felt felt = flood(app, {1, {u"--bytes"_s, u"200000000"_s}, 0});
    if (!felt.problem.isEmpty())
        return report.missing(name, felt.problem);
    report.report(names[0], felt.stall, u"ms"_s);
    report.report(names[1], felt.late, u"ms"_s);
    report.report(names[2], double(felt.lost), u"bytes"_s);
    report.require(u"agents.flood.one.stall: under 50 ms for an agent that prints 200 MB"_s, felt.stall < 50);
}

} // namespace

int main(int argc, char **argv)
{
    const git::Library library({.hermetic = true, .ownerValidation = false});
    ProbeApplication app(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    Report report(argc, argv);
    measureOne(app, report);
    measureMany(app, report);
    return report.exitCode();
}
