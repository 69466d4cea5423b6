// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A transcript of 800 MB, opened in the window over the real engine: until it is painted, and what a step of scrolling
// costs. It is made in a scratch folder; DOCKET_BENCH_TRANSCRIPT_MB makes it smaller.

#include "bench/benchreport.h"
#include "bench/storemaker.h"
#include "bench/windowrig.h"

#include "agents/agentevent.h"
#include "git/library.h"
#include "widgets/transcript/transcriptpane.h"
#include "widgets/transcript/transcriptview.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QWheelEvent>

#include <cstdio>
#include <malloc.h>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

/** What an agent says and does over and over: thoughts, messages, calls with their output. */
bool makeTranscript(const QString &path, qint64 bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QByteArray lines;
    const auto add = [&lines](const AgentEvent &event) {
        lines += toLine(event);
        if (!lines.endsWith('\n'))
            lines += '\n';
    };
    for (int n = 0; file.size() < bytes; ++n) {
        add(AgentThought{u"Step %1: the parser reads every token twice, so the second reading has to go."_s.arg(n)});
        add(AgentMessage{AgentMessage::From::Agent, u"I change the reader of part %1 and run its tests.\n"_s.arg(n)});
        AgentToolCall call;
        call.id = u"call-%1"_s.arg(n);
        call.title = u"ctest --test-dir build -R part%1"_s.arg(n);
        call.status = AgentToolCall::Status::Running;
        add(call);
        call.status = AgentToolCall::Status::Completed;
        call.output =
            u"Test project build\n"_s + u"    part ............   Passed    0.03 sec\n"_s.repeated(20 + n % 60);
        add(call);
        if (lines.size() > 4 << 20) {
            if (file.write(lines) != lines.size())
                return false;
            lines.clear();
        }
    }
    return file.write(lines) == lines.size();
}

void wheel(TranscriptView &view, int delta)
{
    QWheelEvent event(QPointF(200, 200), view.viewport()->mapToGlobal(QPointF(200, 200)), {}, {0, delta}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view.viewport(), &event);
}

void measureScroll(WindowRig &rig, TranscriptView &view, Report &report)
{
    rig.app().waitFor([] { return false; }, 3000); // what is read ahead is there
    QList<double> steps;
    rig.app().reset();
    for (int i = 0; i < 600; ++i) {
        const double before = threadCpuMs();
        wheel(view, i % 100 == 99 ? -120 : 120);
        rig.app().settle();
        steps << threadCpuMs() - before;
    }
    QScrollBar *bar = view.verticalScrollBar();
    for (int i = 60; i >= 0; --i) { // towards what was said first; more comes as the beginning is near
        bar->setValue(int(qint64(bar->maximum()) * i / 60));
        rig.app().settle();
        for (int k = 0; k < 4; ++k) {
            const double before = threadCpuMs();
            wheel(view, 120);
            rig.app().settle();
            steps << threadCpuMs() - before;
        }
    }
    report.report(u"transcript.scroll"_s, percentile(steps, 0.99), u"ms"_s, {}, int(steps.size()));
    report.report(u"transcript.stall"_s, rig.app().longestMs(), u"ms"_s, {}, int(steps.size()));
    report.require(u"transcript.scroll: at most 4 ms of CPU a step"_s, percentile(steps, 0.99) <= 4);
    report.require(u"transcript.stall: at most 16.7 ms"_s, rig.app().longestMs() <= 16.7);
}

} // namespace

int main(int argc, char **argv)
{
    const git::Library library({.hermetic = true, .ownerValidation = false});
    ProbeApplication app(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    Report report(argc, argv);
    if (!report.wants(u"transcript.open"_s) && !report.wants(u"transcript.scroll"_s)
        && !report.wants(u"transcript.memory"_s) && !report.wants(u"transcript.stall"_s))
        return report.exitCode();
    const int megabytes = qEnvironmentVariableIntValue("DOCKET_BENCH_TRANSCRIPT_MB") > 0
        ? qEnvironmentVariableIntValue("DOCKET_BENCH_TRANSCRIPT_MB")
        : 800;
    QTemporaryDir home;
    const Paths paths = Paths::below(home.path());
    if (const auto made = makeStore(paths.store(), {.tasks = 10, .reviews = 2}); !made) {
        report.missing(u"transcript.open"_s, made.error().text());
        return 1;
    }
    WindowRig rig(app, home.path());
    if (!rig.start()) {
        report.missing(u"transcript.open"_s, u"the engine did not start"_s);
        return 1;
    }
    TaskId task;
    for (const TaskCard &card : rig.workbench().tasks())
        task = card.round > 0 ? card.id : task;
    const double start = wallMs();
    if (!makeTranscript(u"%1/logs/task-%2/attempt-1-round-1.jsonl"_s.arg(paths.data).arg(task.value),
                        qint64(megabytes) * 1'000'000)) {
        report.missing(u"transcript.open"_s, u"there is no room for the transcript"_s);
        return 1;
    }
    std::fprintf(stderr, "transcript: %d MB took %.1f s\n", megabytes, (wallMs() - start) / 1000);

    rig.window().page().setTab(TaskPage::Tab::Transcript);
    TranscriptPane *pane = rig.window().findChild<TranscriptPane *>();
    TranscriptView *view = pane->view();
    QList<double> opens;
    malloc_trim(0);
    resetPeak();
    const double before = double(residentBytes());
    for (int i = 0; i < 5; ++i) {
        rig.window().page().showTask({});
        pane->showTask(TaskId{task.value + 1'000'000});
        app.settle();
        QElapsedTimer timer;
        timer.start();
        rig.window().page().showTask(task);
        rig.window().page().setTab(TaskPage::Tab::Transcript);
        if (!app.waitFor([&] { return pane->model().rowCount() > 0; }, 60'000))
            break;
        view->viewport()->repaint();
        opens << double(timer.nsecsElapsed()) / 1e6;
    }
    if (opens.size() < 5) {
        report.missing(u"transcript.open"_s, u"nothing was shown"_s);
        return 1;
    }
    report.report(u"transcript.open"_s, median(opens), u"ms"_s, {}, int(opens.size()));
    report.require(u"transcript.open: at most 150 ms"_s, median(opens) <= 150);
    measureScroll(rig, *view, report);
    report.report(u"transcript.memory"_s, (double(peakResidentBytes()) - before) / 1e6, u"MB"_s, double(megabytes), 1);
    return report.exitCode();
}
