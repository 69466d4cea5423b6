// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The longest stall of the whole window, where bench_view asks the surface alone: the real window over the real engine,
// with the tree of files, the finder, the ruler, comments and read marks of a change, through all that a reader does.

#include "bench/benchreport.h"
#include "bench/storemaker.h"
#include "bench/windowrig.h"
#include "bench/workloads.h"

#include "core/freedmemory.h"
#include "git/library.h"
#include "git/repository.h"
#include "widgets/review/commenteditor.h"
#include "widgets/review/diffview.h"
#include "widgets/review/filetreepanel.h"
#include "widgets/review/findbar.h"
#include "widgets/review/reviewpane.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QWheelEvent>

#include <cstdio>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

/** Somebody who reviews. Each step is an event of the window's thread; what others do for it is waited for. */
class Reader
{
public:
    Reader(WindowRig &rig, ReviewPane &pane, Report &report)
        : m_rig(rig), m_pane(pane), m_view(*pane.view()), m_report(report)
    {}

    bool waitForChange(const QString &what)
    {
        const auto isThere = [this] {
            const DiffScene &scene = m_view.scene();
            if (scene.fileCount() == 0 || m_pane.session()->isLoading())
                return false;
            for (int file = 0; file < scene.fileCount(); ++file) {
                if (!scene.file(file) || scene.isStale(file))
                    return false;
            }
            return true;
        };
        return wait(what, isThere);
    }

    void scroll()
    {
        QScrollBar *bar = m_view.verticalScrollBar();
        const auto wheel = [this](int delta) {
            QWidget *viewport = m_view.viewport();
            QWheelEvent event(QPointF(300, 300), viewport->mapToGlobal(QPointF(300, 300)), {}, {0, delta}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(viewport, &event);
        };
        times(150, "scrolling by the wheel", [&](int) { wheel(-120); });
        times(61, "scrolling from end to end", [&](int i) { bar->setValue(int(qint64(bar->maximum()) * i / 60)); });
    }

    void walkTheTree()
    {
        auto *tree = m_pane.files()->findChild<QTreeView *>();
        times(40, "going from file to file in the tree", [&](int) { QTest::keyClick(tree, Qt::Key_Down); });
        for (const QString &text : {u"l"_s, u"li"_s, u"lib"_s, QString()})
            times(1, "filtering the tree", [&](int) { m_pane.files()->filter()->setText(text); });
    }

    void find()
    {
        times(1, "opening the finder", [&](int) { m_pane.findBar()->open(); });
        bool finished = false;
        const auto watch = QObject::connect(m_view.search(), &DiffSearch::finished, &m_view, [&] { finished = true; });
        for (const QString &text : {u"r"_s, u"re"_s}) {
            finished = false;
            times(1, "finding", [&](int) { m_pane.findBar()->field()->setText(text); });
            wait(u"the search"_s, [&finished] { return finished; });
        }
        QObject::disconnect(watch);
        times(20, "going to hits", [&](int) { m_view.nextHit(1); });
        times(1, "closing the finder", [&](int) { m_pane.findBar()->close(); });
    }

    void comment()
    {
        for (int i = 0; i < 10; ++i) {
            times(1, "going to a change", [&](int) { m_view.nextChange(1); });
            times(1, "beginning a comment", [&](int) { m_view.writeComment(); });
            if (!m_view.editor())
                continue;
            auto *text = m_view.editor()->findChild<QPlainTextEdit *>();
            times(1, "writing a comment", [&](int) { text->setPlainText(u"Why not the other way round?"_s); });
            times(1, "saving a comment", [&](int) { QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier); });
            wait(u"the comment"_s, [this, i] { return m_pane.session()->comments().size() > i; });
        }
    }

    void read()
    {
        times(15, "marking what was read", [&](int) { m_view.readAndOn(); });
        times(10, "marking files as viewed", [&](int) {
            m_view.toggleViewed();
            m_view.nextFile(1);
        });
    }

    void turn()
    {
        for (int i = 0; i < 2; ++i) {
            times(1, "switching the mode", [&](int) { m_view.toggleMode(); });
            waitForChange(u"the other mode"_s);
        }
        times(6, "resizing", [&](int i) { m_rig.window().resize(1700 - 90 * i, 950 - 40 * i); });
        for (const bool on : {true, false}) {
            times(1, "wrapping", [&](int) { m_view.setWrap(on); });
            waitForChange(u"the wrapped rows"_s);
        }
    }

private:
    void times(int count, const char *what, const std::function<void(int)> &step)
    {
        m_rig.app().during(what);
        for (int i = 0; i < count; ++i)
            m_rig.app().act([&] { step(i); });
    }
    bool wait(const QString &what, const std::function<bool()> &done)
    {
        m_rig.app().during(what.toUtf8());
        const bool came = m_rig.app().waitFor(done);
        if (!came)
            m_report.require(u"waited a minute for %1"_s.arg(what), false);
        return came;
    }

    WindowRig &m_rig;
    ReviewPane &m_pane;
    DiffView &m_view;
    Report &m_report;
};

void measure(ProbeApplication &app, const Workload &work, Report &report)
{
    const QString name = u"review.stall."_s + work.name;
    if (!report.wants(name))
        return;
    const auto repository = git::Repository::open(work.repository);
    const auto base = repository ? repository->resolve(work.base) : std::unexpected(repository.error());
    const auto head = repository ? repository->resolve(work.head) : base;
    if (!base || !head)
        return report.missing(name, u"its commits are not in the repository"_s);
    QTemporaryDir home;
    const StoreSize size{.tasks = 100,
                         .reviews = 20,
                         .repository = work.repository,
                         .base = QString::fromLatin1(base->hex),
                         .head = QString::fromLatin1(head->hex)};
    if (const auto made = makeStore(Paths::below(home.path()).store(), size); !made)
        return report.missing(name, made.error().text());
    WindowRig rig(app, home.path());
    if (!rig.start())
        return report.missing(name, u"the engine did not start"_s);
    rig.window().resize(1700, 950);
    TaskId task;
    for (const TaskCard &card : rig.workbench().openTasks()) {
        if (card.state == TaskState::Review)
            task = card.id;
    }
    app.settle();
    app.reset();
    app.during("opening");
    app.act([&] { rig.window().openTask(task); });
    ReviewPane *pane = nullptr;
    app.waitFor([&] { return (pane = rig.window().findChild<ReviewPane *>()) && pane->session()->task() == task; });
    if (!pane)
        return report.missing(name, u"the review did not open"_s);
    Reader reader(rig, *pane, report);
    if (!reader.waitForChange(u"all files and their rows"_s))
        return;
    reader.scroll();
    reader.walkTheTree();
    reader.find();
    reader.comment();
    reader.read();
    reader.turn();
    report.report(name, app.longestMs(), u"ms"_s);
    std::fprintf(stderr, "%s: the longest stall was while %s\n", qPrintable(work.name),
                 app.longestDuring().constData());
    report.atMost(name, app.longestMs(), 16.7);
}

} // namespace

int main(int argc, char **argv)
{
    giveBackFreedMemory(); // as the program does
    const git::Library library({.hermetic = true, .ownerValidation = false});
    ProbeApplication app(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    Report report(argc, argv);
    QTemporaryDir folder;
    const QList<Workload> works = allWorkloads(folder.path(), {u"review.stall"_s}, report);
    for (const Workload &work : works)
        measure(app, work, report);
    return report.exitCode();
}
