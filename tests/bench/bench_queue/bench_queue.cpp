// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The list of tasks of somebody who has used Docket for years: 100,000 tasks in the store. DOCKET_BENCH_FULL=1 gives
// each of them fifty events, five millions, which takes minutes to make.

#include "bench/benchreport.h"
#include "bench/storemaker.h"
#include "bench/windowrig.h"

#include "git/library.h"
#include "store/storereader.h"
#include "widgets/queue/tasksidebar.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTreeView>
#include <QWheelEvent>

#include <cstdio>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int tasks = 100'000;

/** What the engine's thread does before the first list is there. */
void measureList(const QString &store, Report &report)
{
    const auto reader = StoreReader::open(store);
    if (!reader)
        return report.missing(u"queue.list"_s, reader.error().text());
    const double ms = medianCpuMs(7, [&] {
        const auto projects = (*reader)->projects();
        const auto open = (*reader)->openCards();
        const auto over = (*reader)->finishedCards({}, 400);
        if (!projects || !open || !over || open->isEmpty())
            std::exit(2);
    });
    report.report(u"queue.list"_s, ms, u"ms"_s, {}, 7);
    report.require(u"queue.list: at most 50 ms"_s, ms <= 50);
}

double longestOf(ProbeApplication &app, const std::function<void()> &act)
{
    app.reset();
    QMetaObject::invokeMethod(&app, act, Qt::QueuedConnection);
    app.settle();
    return app.longestMs();
}

void measureSearch(WindowRig &rig, Report &report)
{
    auto *field = rig.window().sidebar().findChild<QLineEdit *>(u"taskSearch"_s);
    QList<double> steps;
    for (const QString &words : {u"p"_s, u"pa"_s, u"par"_s, u"parser"_s, u"parser errors"_s, u"#77"_s, u"12345"_s,
                                 u"no such words"_s, QString()})
        steps << longestOf(rig.app(), [&] { field->setText(words); });
    report.report(u"queue.search"_s, percentile(steps, 1), u"ms"_s, {}, int(steps.size()));
    report.require(u"queue.search: at most 50 ms"_s, percentile(steps, 1) <= 50);
}

void measureScroll(WindowRig &rig, Report &report)
{
    QTreeView *view = rig.window().sidebar().view();
    view->expandAll();
    rig.app().settle();
    QList<double> steps;
    QScrollBar *bar = view->verticalScrollBar();
    const auto wheel = [&](int delta) {
        QWheelEvent event(QPointF(60, 200), view->viewport()->mapToGlobal(QPointF(60, 200)), {}, {0, delta},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        const double before = threadCpuMs();
        QCoreApplication::sendEvent(view->viewport(), &event);
        rig.app().settle();
        steps << threadCpuMs() - before;
    };
    for (int i = 0; i < 200; ++i)
        wheel(i % 50 == 49 ? 120 : -120);
    for (int i = 0; i <= 50; ++i) {
        bar->setValue(int(qint64(bar->maximum()) * i / 50));
        wheel(-120);
    }
    report.report(u"queue.scroll"_s, percentile(steps, 0.99), u"ms"_s, {}, int(steps.size()));
    report.report(u"queue.scroll.longest"_s, percentile(steps, 1), u"ms"_s, {}, int(steps.size()));
    report.require(u"queue.scroll: no step stalls the window (16.7 ms)"_s, percentile(steps, 1) <= 16.7);
}

/** Tasks go their way while the list is shown. */
void measureChange(WindowRig &rig, Report &report)
{
    QList<double> steps;
    const QList<TaskCard> open = rig.workbench().openTasks();
    for (int i = 0; i < 40 && i < open.size(); ++i) {
        bool seen = false;
        const auto watch =
            QObject::connect(&rig.workbench(), &Workbench::changed, &rig.window(), [&seen] { seen = true; });
        rig.app().reset();
        rig.workbench().snooze(open[i].id, QDateTime::currentDateTimeUtc().addDays(i % 2), &rig.window(), {});
        rig.app().waitFor([&seen] { return seen; }, 5000);
        rig.app().settle();
        QObject::disconnect(watch);
        steps << rig.app().longestMs();
    }
    report.report(u"queue.change"_s, percentile(steps, 1), u"ms"_s, {}, int(steps.size()));
    report.require(u"queue.change: a task that goes on does not stall the window (16.7 ms)"_s,
                   percentile(steps, 1) <= 16.7);
}

} // namespace

int main(int argc, char **argv)
{
    const git::Library library({.hermetic = true, .ownerValidation = false});
    ProbeApplication app(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    Report report(argc, argv);
    const QStringList names{u"queue.list"_s, u"queue.search"_s, u"queue.scroll"_s, u"queue.load"_s, u"queue.change"_s};
    if (std::ranges::none_of(names, [&](const QString &name) { return report.wants(name); }))
        return report.exitCode();
    QTemporaryDir home;
    const bool full = qEnvironmentVariableIntValue("DOCKET_BENCH_FULL") > 0;
    const double start = wallMs();
    const QString store = Paths::below(home.path()).store();
    if (const auto made = makeStore(store, {.tasks = tasks, .reviews = tasks / 100, .eventsPerTask = full ? 50 : 0});
        !made) {
        report.missing(u"queue"_s, made.error().text());
        return 1;
    }
    std::fprintf(stderr, "queue: the store of %d tasks%s took %.1f s\n", tasks, full ? " and five million events" : "",
                 (wallMs() - start) / 1000);
    if (report.wants(names[0]))
        measureList(store, report);
    if (std::ranges::none_of(names.sliced(1), [&](const QString &name) { return report.wants(name); }))
        return report.exitCode();
    WindowRig rig(app, home.path());
    app.reset();
    if (!rig.start() || !app.waitFor([&] { return rig.workbench().tasks().size() == tasks; }, 120'000)) {
        report.missing(u"queue"_s, u"the tasks did not come"_s);
        return 1;
    }
    if (report.wants(names[3]))
        report.report(u"queue.load"_s, app.longestMs(), u"ms"_s);
    if (report.wants(names[1]))
        measureSearch(rig, report);
    if (report.wants(names[2]))
        measureScroll(rig, report);
    if (report.wants(names[4]))
        measureChange(rig, report);
    return report.exitCode();
}
