// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the reader of a change waits for: opening, scrolling, the longest stall through everything one can do, memory,
// colours, and the way from the start of a process to the first painted change.
#include "bench/benchreport.h"
#include "bench/probeapplication.h"
#include "livechange.h"
#include "loadedchange.h"

#include "core/freedmemory.h"
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
#include <QWindow>

#include <algorithm>
#include <cstdio>
#include <malloc.h>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize WindowSize(1800, 1000);

void wheel(DiffView &view, int delta)
{
    QWheelEvent event(QPointF(400, 400), view.viewport()->mapToGlobal(QPointF(400, 400)), {}, {0, delta}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
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

/** Waits for work of other threads; one that does not come is said by name, and the run fails. */
class Patience
{
public:
    Patience(ProbeApplication &app, Report &report, QString workload)
        : m_app(app), m_report(report), m_workload(std::move(workload))
    {}

    bool operator()(const QString &what, const std::function<bool()> &done)
    {
        constexpr int limitMs = 60'000;
        m_app.during(what.toUtf8());
        if (m_app.waitFor(done, limitMs))
            return true;
        m_report.require(u"%1: waited %2 s for %3"_s.arg(m_workload).arg(limitMs / 1000).arg(what), false);
        return false;
    }

private:
    ProbeApplication &m_app;
    Report &m_report;
    const QString m_workload;
};

/** What starts closed is opened by the reader: the files that hurt most are often those that nobody wrote. */
void openClosed(ProbeApplication &app, DiffView &view)
{
    constexpr int most = 20;
    app.during("opening what is closed");
    int opened = 0;
    for (int file = 0; file < view.scene().fileCount() && opened < most; ++file) {
        if (!view.scene().isCollapsed(file))
            continue;
        app.act([&] { view.goToFile(file); });
        app.act([&] { view.toggleFold(); });
        ++opened;
    }
    app.act([&] { view.goToFile(0); });
}

double scrollThrough(ProbeApplication &app, DiffView &view)
{
    QList<double> steps;
    QScrollBar *bar = view.verticalScrollBar();
    app.during("scrolling by the wheel");
    for (int i = 0; i < 300; ++i)
        steps.append(app.act([&] { wheel(view, i % 100 == 99 ? 120 : -120); }));
    app.during("scrolling from end to end");
    for (int i = 0; i <= 60; ++i) {
        app.act([&] {
            bar->setValue(int(qint64(bar->maximum()) * i / 60));
            view.viewport()->repaint(); // so that the jump pays for it and not the step of the wheel behind it
        });
        for (int k = 0; k < 4; ++k)
            steps.append(app.act([&] { wheel(view, 120); }));
    }
    return percentile(steps, 0.99);
}

void useAll(ProbeApplication &app, Patience &wait, DiffView &view, const std::vector<diff::FileDiffPtr> &files)
{
    const auto fresh = [&] { return allFresh(view); };
    const auto times = [&](int count, const char *what, const std::function<void()> &step) {
        app.during(what);
        for (int i = 0; i < count; ++i)
            app.act(step);
    };
    times(1, "scrolling to the middle",
          [&] { view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2); });
    for (int i = 0; i < 2; ++i) {
        times(1, "switching the mode", [&] { view.toggleMode(); });
        wait(u"the other mode"_s, fresh);
    }
    bool finished = false;
    QObject::connect(view.search(), &DiffSearch::finished, &view, [&finished] { finished = true; });
    times(1, "finding", [&] { view.search()->start({u"re"_s}, files); });
    wait(u"the search"_s, [&finished] { return finished; });
    times(20, "going to hits", [&] { view.nextHit(1); });
    times(10, "going to changes", [&] { view.nextChange(1); });
    times(1, "ending the search", [&] { view.search()->stop(); });
    for (int i = 0; i < 6; ++i)
        times(1, "resizing", [&] { view.resize(WindowSize.width() - 90 * i, WindowSize.height() - 40 * i); });
    times(1, "resizing", [&] { view.resize(WindowSize); });
    wait(u"the rows after resizing"_s, fresh);
    times(1, "wrapping", [&] { view.setWrap(true); });
    wait(u"the wrapped rows"_s, fresh);
    times(1, "ending to wrap", [&] { view.setWrap(false); });
    wait(u"the rows that are not wrapped"_s, fresh);
}

void measure(ProbeApplication &app, const Workload &work, Report &report)
{
    const QStringList names{u"diff.open."_s + work.name, u"diff.scroll."_s + work.name, u"diff.stall."_s + work.name,
                            u"diff.memory."_s + work.name};
    if (std::ranges::none_of(names, [&](const QString &name) { return report.wants(name); }))
        return;
    const auto request = LiveChange::request(work);
    if (!request)
        return report.missing(names[0], u"its commits are not in the repository"_s);
    Patience wait(app, report, work.name);
    highlight::Highlighter highlighter;
    DiffView view;
    view.setHighlighter(&highlighter);
    view.setMode(DiffView::Mode::SideBySide);
    view.resize(WindowSize);
    view.show();
    highlighter.warmUp();
    wait(u"the colours of the themes"_s, [&] { return highlighter.styles() != highlight::StyleTables(); });
    wait(u"the window"_s, [&] { return view.window()->windowHandle()->isExposed(); });
    view.viewport()->repaint(); // the window's own pixels are no part of the change
    app.settle();
    malloc_trim(0);
    const qint64 before = residentBytes(); // of the running program with an empty window: what is added is the change's
    resetPeak();
    LiveChange live;
    live.showIn(view);

    QList<double> opens;
    for (int i = 0; i < 5; ++i) {
        live.open(*request);
        wait(u"the first file"_s, [&] { return live.paintedMs() >= 0 || !live.problem().isEmpty(); });
        opens.append(live.paintedMs());
        live.cancel();
        view.begin({});
        app.settle();
    }
    if (!live.problem().isEmpty() || opens.contains(-1.0))
        return report.missing(names[0], live.problem().isEmpty() ? u"no file was painted"_s : live.problem());
    report.report(names[0], median(opens), u"ms"_s, {}, 5);
    report.atMost(names[0], median(opens), work.name == u"small"_s ? 16 : 50);

    app.reset();
    app.during("opening");
    live.open(*request);
    if (!wait(u"all files and their rows"_s, [&] { return live.isFinished() && allFresh(view); }))
        return;
    openClosed(app, view);
    const double scroll = scrollThrough(app, view);
    useAll(app, wait, view, live.files());
    report.report(names[1], scroll, u"ms"_s, {}, 540);
    report.atMost(names[1], scroll, 4);
    report.report(names[2], app.longestMs(), u"ms"_s);
    if (report.wants(names[2]))
        std::fprintf(stderr, "%s: the longest stall was while %s\n", qPrintable(work.name),
                     app.longestDuring().constData());
    report.atMost(names[2], app.longestMs(), 16.7);
    if (!report.wants(names[3]))
        return;
    const auto added = double(peakResidentBytes() - before);
    const auto bytes = double(std::max<qint64>(1, live.bytes()));
    report.report(names[3], added, u"bytes"_s, bytes);
    // Below a few megabytes of text it is not the text that counts, but glyphs, rows of the screen and a language's
    // rules.
    constexpr double fixed = 16e6;
    report.atMost(names[3] + u", MB"_s, added / 1e6, std::max(4 * bytes, fixed) / 1e6);
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
    const double walked = medianCpuMs(3, ours);
    report.report(name, walked, u"ms"_s, baseline, 3);
    if (baseline > 1) // a language that nobody knows is walked by nobody
        report.atMost(name + u", ratio"_s, walked / baseline, 1.2);
}

// ---- from the start of a process

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
    return {wallMs() - start, childrenCpuMs() - cpu,
            process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0};
}

void measureStart(const Workload &work, Report &report)
{
    const QString name = u"diff.firstpaint."_s + work.name;
    if (!report.wants(name))
        return;
    // As the store knows them: whole ids. To find what an abbreviation means takes git longer than a small change.
    const auto request = LiveChange::request(work);
    if (!request)
        return report.missing(name, u"its commits are not in the repository"_s);
    const QString base = QString::fromLatin1(request->from.hex), head = QString::fromLatin1(request->to.hex);
    QList<double> emptyWall, emptyCpu, wall, cpu;
    for (int i = 0; i < 6; ++i) { // in turns, because the machine is not equally busy all the time
        const ChildCost empty = childCost(QStringLiteral(DOCKET_EMPTY_WINDOW), {u"--once"_s, u"1800"_s, u"1000"_s});
        const ChildCost first =
            childCost(QStringLiteral(DOCKET_FIRST_PAINT), {work.repository, base, head});
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
    const double most = work.name == u"small"_s || work.name == u"medium"_s ? 2 : work.name == u"large"_s ? 3 : 5;
    report.atMost(name + u", ratio"_s, median(wall) / median(emptyWall), most);
    report.report(u"diff.firstpaint.cpu."_s + work.name, median(cpu), u"ms"_s, median(emptyCpu), 5);
}

} // namespace

int main(int argc, char **argv)
{
    giveBackFreedMemory(); // as the program does
    git::Library library({.hermetic = true, .ownerValidation = false});
    ProbeApplication app(argc, argv);
    Report report(argc, argv);
    QTemporaryDir folder;
    const QStringList kinds{u"diff.firstpaint"_s, u"diff.open"_s,   u"diff.scroll"_s,
                            u"diff.stall"_s,      u"diff.memory"_s, u"diff.highlight"_s};
    const QList<Workload> works = allWorkloads(folder.path(), kinds, report);
    for (const Workload &work : works) {
        measureStart(work, report);
        measure(app, work, report);
        measureHighlight(work, report);
    }
    return report.exitCode();
}
