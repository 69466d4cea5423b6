// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the reader of a change waits for: opening, scrolling, the longest stall through everything one can do, memory, colours, and
// the way from the start of a process to the first painted change.
#include "bench/benchreport.h"
#include "probe.h"

#include "git/library.h"
#include "highlight/engine.h"
#include "highlight/highlighter.h"
#include "widgets/review/diffview.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>

#include <QElapsedTimer>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QWheelEvent>

#include <algorithm>
#include <cstdio>
#include <malloc.h>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize WindowSize(1800, 1000);

/** Waits for work of other threads and timers that ends by itself. */
void settleUntil(ProbeApplication &app, const std::function<bool()> &done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done() && timer.elapsed() < 60'000) {
        app.processEvents(QEventLoop::WaitForMoreEvents, 5);
        app.settle();
    }
}

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

/** Gives the files as the source of diffs does: some at a time, from the event loop. */
void deliver(ProbeApplication &app, DiffView &view, const LoadedChange &change)
{
    constexpr int Portion = 16;
    const int count = int(change.files.size());
    for (int first = 0; first < count; first += Portion) {
        QMetaObject::invokeMethod(&view, [&view, &change, first, count] {
            for (int file = first; file < std::min(count, first + Portion); ++file)
                view.setFile(file, change.files[size_t(file)]);
        }, Qt::QueuedConnection);
        app.settle();
    }
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

void useAll(ProbeApplication &app, DiffView &view, const LoadedChange &change)
{
    const auto fresh = [&] { return allFresh(view); };
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
    for (int i = 0; i < 2; ++i) {
        QMetaObject::invokeMethod(&view, [&view] { view.toggleMode(); }, Qt::QueuedConnection);
        settleUntil(app, fresh);
    }
    bool finished = false;
    QObject::connect(view.search(), &DiffSearch::finished, &view, [&finished] { finished = true; });
    QMetaObject::invokeMethod(&view, [&] { view.search()->start({u"re"_s}, change.files); }, Qt::QueuedConnection);
    settleUntil(app, [&finished] { return finished; });
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
    settleUntil(app, fresh);
    QMetaObject::invokeMethod(&view, [&view] { view.setWrap(true); }, Qt::QueuedConnection);
    settleUntil(app, fresh);
    QMetaObject::invokeMethod(&view, [&view] { view.setWrap(false); }, Qt::QueuedConnection);
    settleUntil(app, fresh);
}

void measure(ProbeApplication &app, const Workload &work, Report &report)
{
    const QStringList names{u"diff.open."_s + work.name, u"diff.scroll."_s + work.name, u"diff.stall."_s + work.name, u"diff.memory."_s + work.name};
    if (std::ranges::none_of(names, [&](const QString &name) { return report.wants(name); }))
        return;
    highlight::Highlighter highlighter;
    DiffView view;
    view.setHighlighter(&highlighter);
    view.setMode(DiffView::Mode::SideBySide);
    view.resize(WindowSize);
    view.show();
    settleUntil(app, [&] { return highlighter.styles() != highlight::StyleTables(); });
    app.settle();
    malloc_trim(0);
    const qint64 before = residentBytes(); // of the running program with an empty window: what is added is the change's
    resetPeak();
    const auto change = loadChange(work);
    if (!change) {
        report.missing(names[0], change.error().text());
        return;
    }

    QList<double> opens;
    for (int i = 0; i < 5; ++i) {
        view.begin({});
        app.settle();
        const double start = wallMs();
        view.begin(change->entries);
        view.setFile(0, change->files[0]);
        view.viewport()->repaint();
        opens.append(wallMs() - start);
    }
    report.report(names[0], median(opens), u"ms"_s, {}, 5);

    app.reset();
    view.begin(change->entries);
    deliver(app, view, *change);
    settleUntil(app, [&] { return allFresh(view); });
    const double scroll = scrollThrough(app, view);
    useAll(app, view, *change);
    report.report(names[1], scroll, u"ms"_s, {}, 540);
    report.report(names[2], app.longestMs(), u"ms"_s);
    if (report.wants(names[3]))
        report.report(names[3], double(peakResidentBytes() - before), u"bytes"_s, double(std::max<qint64>(1, change->bytes)));
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

int runChild(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const auto quitWhenPainted = [&app](QWidget &window) {
        window.resize(WindowSize);
        window.show();
        QMetaObject::invokeMethod(&app, [&app] { QMetaObject::invokeMethod(&app, &QCoreApplication::quit, Qt::QueuedConnection); }, Qt::QueuedConnection);
        app.exec();
        window.repaint();
    };
    if (arguments.value(1) == "--child-empty"_L1) {
        QWidget window;
        quitWhenPainted(window);
        return 0;
    }
    const auto change = loadChange({{}, arguments.value(2), arguments.value(3), arguments.value(4)}, 1);
    if (!change)
        return 1;
    highlight::Highlighter highlighter;
    DiffView view;
    view.setHighlighter(&highlighter);
    view.begin(change->entries);
    view.setFile(0, change->files[0]);
    quitWhenPainted(view);
    return view.visibleText().isEmpty() ? 1 : 0;
}

double childMs(const QStringList &arguments, bool &ok)
{
    QList<double> times;
    ok = true;
    for (int i = 0; i < 6; ++i) {
        QProcess process;
        const double start = wallMs();
        process.start(QCoreApplication::applicationFilePath(), arguments);
        process.waitForFinished(60'000);
        ok = ok && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
        if (i > 0)
            times.append(wallMs() - start);
    }
    return median(times);
}

void measureStart(const Workload &work, Report &report)
{
    const QString name = u"diff.firstpaint."_s + work.name;
    if (!report.wants(name))
        return;
    bool emptyOk = false;
    bool ok = false;
    const double empty = childMs({u"--child-empty"_s}, emptyOk);
    const double first = childMs({u"--child-first"_s, work.repository, work.base, work.head}, ok);
    if (ok && emptyOk)
        report.report(name, first, u"ms"_s, empty, 5);
    else
        report.missing(name, u"the child process failed"_s);
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
    QList<Workload> works;
    for (Workload work : realWorkloads()) {
        const QString found = locate(work.repository);
        if (found.isEmpty()) {
            report.missing(u"diff.open."_s + work.name, u"no "_s + work.repository + u" below DOCKET_BENCH_REPOS"_s);
            continue;
        }
        work.repository = found;
        works.append(work);
    }
    const auto made = madeWorkloads(folder.path());
    if (made)
        works += *made;
    else
        report.missing(u"diff.open"_s, made.error().text());
    for (const Workload &work : works) {
        measureStart(work, report);
        measure(app, work, report);
        measureHighlight(work, report);
    }
    return report.exitCode();
}
