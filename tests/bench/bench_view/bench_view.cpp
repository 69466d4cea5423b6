// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the reader of a change waits for: opening, scrolling, the longest stall through everything one can do, memory, colours, and
// the way from the start of a process to the first painted change.
#include "bench/benchreport.h"
#include "bench/probeapplication.h"
#include "livechange.h"
#include "loadedchange.h"

#include "git/library.h"
#include "highlight/engine.h"
#include "highlight/highlighter.h"
#include "widgets/review/diffview.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>

#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QWheelEvent>

#include <algorithm>
#include <cstdio>
#include <malloc.h>
#include <unistd.h>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize WindowSize(1800, 1000);

void wheel(DiffView &view, int delta)
{
    QWheelEvent event(QPointF(400, 400), view.viewport()->mapToGlobal(QPointF(400, 400)), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view.viewport(), &event);
}

bool allFresh(const DiffView &view)
{
    for (int file = 0; file < view.scene().fileCount(); ++file) {
        if (view.scene().isStale(file))
            return false;
    }
    return true;
}

double scrollThrough(ProbeApplication &app, DiffView &view)
{
    QList<double> steps;
    QScrollBar *bar = view.verticalScrollBar();
    for (int i = 0; i < 300; ++i) {
        const double before = threadCpuMs();
        wheel(view, i % 100 == 99 ? 120 : -120);
        app.settle();
        steps.append(threadCpuMs() - before);
    }
    for (int i = 0; i <= 60; ++i) { // end to end
        bar->setValue(int(qint64(bar->maximum()) * i / 60));
        app.settle();
        for (int k = 0; k < 4; ++k) {
            const double before = threadCpuMs();
            wheel(view, 120);
            app.settle();
            steps.append(threadCpuMs() - before);
        }
    }
    return percentile(steps, 0.99);
}

void useAll(ProbeApplication &app, DiffView &view, const std::vector<diff::FileDiffPtr> &files)
{
    const auto fresh = [&] { return allFresh(view); };
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
    for (int i = 0; i < 2; ++i) {
        QMetaObject::invokeMethod(&view, [&view] { view.toggleMode(); }, Qt::QueuedConnection);
        app.waitFor(fresh);
    }
    bool finished = false;
    QObject::connect(view.search(), &DiffSearch::finished, &view, [&finished] { finished = true; });
    QMetaObject::invokeMethod(&view, [&] { view.search()->start({u"re"_s}, files); }, Qt::QueuedConnection);
    app.waitFor([&finished] { return finished; });
    for (int i = 0; i < 20; ++i) {
        QMetaObject::invokeMethod(&view, [&view] { view.nextHit(1); }, Qt::QueuedConnection);
        app.settle();
    }
    for (int i = 0; i < 10; ++i) {
        QMetaObject::invokeMethod(&view, [&view] { view.nextChange(1); }, Qt::QueuedConnection);
        app.settle();
    }
    view.search()->stop();
    for (int i = 0; i < 6; ++i) {
        view.resize(WindowSize.width() - 90 * i, WindowSize.height() - 40 * i);
        app.settle();
    }
    view.resize(WindowSize);
    app.waitFor(fresh);
    QMetaObject::invokeMethod(&view, [&view] { view.setWrap(true); }, Qt::QueuedConnection);
    app.waitFor(fresh);
    QMetaObject::invokeMethod(&view, [&view] { view.setWrap(false); }, Qt::QueuedConnection);
    app.waitFor(fresh);
}

void measure(ProbeApplication &app, const Workload &work, Report &report)
{
    const QStringList names{u"diff.open."_s + work.name, u"diff.scroll."_s + work.name, u"diff.stall."_s + work.name, u"diff.memory."_s + work.name};
    if (std::ranges::none_of(names, [&](const QString &name) { return report.wants(name); }))
        return;
    const auto request = LiveChange::request(work);
    if (!request)
        return report.missing(names[0], u"its commits are not in the repository"_s);
    malloc_trim(0);
    const qint64 before = residentBytes();
    resetPeak();
    highlight::Highlighter highlighter;
    DiffView view;
    view.setHighlighter(&highlighter);
    view.setMode(DiffView::Mode::SideBySide);
    view.resize(WindowSize);
    view.show();
    highlighter.warmUp();
    app.waitFor([&] { return highlighter.styles() != highlight::StyleTables(); });
    app.settle();
    LiveChange live(view);

    QList<double> opens;
    for (int i = 0; i < 5; ++i) {
        live.open(*request);
        app.waitFor([&] { return live.paintedMs() >= 0 || live.isFinished(); });
        opens.append(live.paintedMs());
        live.cancel();
        view.begin({});
        app.settle();
    }
    if (!live.problem().isEmpty() || opens.contains(-1.0))
        return report.missing(names[0], live.problem().isEmpty() ? u"no file was painted"_s : live.problem());
    report.report(names[0], median(opens), u"ms"_s, {}, 5);

    app.reset();
    live.open(*request);
    app.waitFor([&] { return live.isFinished() && allFresh(view); });
    const double scroll = scrollThrough(app, view);
    useAll(app, view, live.files());
    report.report(names[1], scroll, u"ms"_s, {}, 540);
    report.report(names[2], app.longestMs(), u"ms"_s);
    if (report.wants(names[3]))
        report.report(names[3], double(peakResidentBytes() - before), u"bytes"_s, double(std::max<qint64>(1, live.bytes())));
}

// ---- colours

class BareWalk : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    void run(const QByteArray &text)
    {
        KSyntaxHighlighting::State state;
        for (qsizetype at = 0; at < text.size();) {
            qsizetype end = text.indexOf('\n', at);
            end = end < 0 ? text.size() : end;
            if (end - at <= highlight::MaxLineLength)
                state = highlightLine(QString::fromUtf8(QByteArrayView(text).sliced(at, end - at)), state);
            at = end + 1;
        }
    }

protected:
    void applyFormat(int, int, const KSyntaxHighlighting::Format &) override {}
};

void measureHighlight(const Workload &work, Report &report)
{
    const QString name = u"diff.highlight."_s + work.name;
    if (!report.wants(name))
        return;
    const auto change = loadChange(work, 400);
    if (!change) {
        report.missing(name, change.error().text());
        return;
    }
    highlight::Engine engine;
    KSyntaxHighlighting::Repository repository;
    const auto each = [&](const std::function<void(const QString &, const QByteArray &)> &run) {
        for (const diff::FileDiffPtr &file : change->files) {
            for (const auto side : {diff::Side::Left, diff::Side::Right}) {
                const QString path = QString::fromUtf8(file->entry().path());
                if (!engine.definitionName(path).isEmpty())
                    run(path, file->text(side).text());
            }
        }
    };
    const auto ours = [&] {
        each([&](const QString &path, const QByteArray &text) {
            highlight::TextWalk walk(engine, path, text, {.cpuMs = 600'000});
            for (int block = 0; block < walk.blockCount(); ++block)
                walk.block(block);
        });
    };
    const auto bare = [&] {
        each([&](const QString &path, const QByteArray &text) {
            BareWalk walk;
            walk.setDefinition(repository.definitionForName(engine.definitionName(path)));
            walk.run(text);
        });
    };
    const double baseline = medianCpuMs(3, bare);
    report.report(name, medianCpuMs(3, ours), u"ms"_s, baseline, 3);
}

// ---- from the start of a process

/** Opens the change as the review does, and ends when its first file is painted. */
int runChild(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    highlight::Highlighter highlighter;
    DiffView view;
    view.setHighlighter(&highlighter);
    view.setMode(DiffView::Mode::SideBySide);
    view.resize(WindowSize);
    LiveChange live(view);
    const auto request = LiveChange::request({{}, arguments.value(2), arguments.value(3), arguments.value(4)});
    if (!request)
        return 1;
    view.show();
    highlighter.warmUp();
    live.open(*request);
    while (live.paintedMs() < 0 && !live.isFinished())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    std::fflush(nullptr);
    _exit(live.paintedMs() < 0 || view.visibleText().isEmpty()); // how long it takes to end is another question
}

struct ChildCost
{
    double wall = 0;
    double cpu = 0;
    bool ok = false;
};

ChildCost childCost(const QString &program, const QStringList &arguments)
{
    QProcess process;
    const double cpu = childrenCpuMs();
    const double start = wallMs();
    process.start(program, arguments);
    process.waitForFinished(60'000);
    return {wallMs() - start, childrenCpuMs() - cpu, process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0};
}

void measureStart(const Workload &work, Report &report)
{
    const QString name = u"diff.firstpaint."_s + work.name;
    if (!report.wants(name))
        return;
    QList<double> emptyWall, emptyCpu, wall, cpu;
    for (int i = 0; i < 6; ++i) { // in turns, because the machine is not equally busy all the time
        const ChildCost empty = childCost(QStringLiteral(DOCKET_EMPTY_WINDOW), {u"--once"_s, u"1800"_s, u"1000"_s});
        const ChildCost first = childCost(QCoreApplication::applicationFilePath(), {u"--child-first"_s, work.repository, work.base, work.head});
        if (!empty.ok || !first.ok)
            return report.missing(name, u"the child process failed"_s);
        if (i == 0)
            continue;
        emptyWall << empty.wall;
        emptyCpu << empty.cpu;
        wall << first.wall;
        cpu << first.cpu;
    }
    report.report(name, median(wall), u"ms"_s, median(emptyWall), 5);
    report.report(u"diff.firstpaint.cpu."_s + work.name, median(cpu), u"ms"_s, median(emptyCpu), 5);
}

} // namespace

int main(int argc, char **argv)
{
    git::Library library({.hermetic = true, .ownerValidation = false});
    if (argc > 1 && QByteArrayView(argv[1]).startsWith("--child"))
        return runChild(argc, argv);
    ProbeApplication app(argc, argv);
    Report report(argc, argv);
    QTemporaryDir folder;
    const QStringList kinds{u"diff.firstpaint"_s, u"diff.open"_s, u"diff.scroll"_s, u"diff.stall"_s, u"diff.memory"_s, u"diff.highlight"_s};
    const QList<Workload> works = allWorkloads(folder.path(), kinds, report);
    for (const Workload &work : works) {
        measureStart(work, report);
        measure(app, work, report);
        measureHighlight(work, report);
    }
    return report.exitCode();
}
