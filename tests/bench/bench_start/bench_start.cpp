// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the start of a process to the first painted frame of the window, with 1,000 tasks (200 of them reviews), in ratio to an
// empty Qt window of the same size. Each measurement is a process of its own: "bench_start --paint docket|empty" is the child.

#include "app/gui/gui.h"
#include "app/gui/notifier.h"
#include "bench/benchreport.h"
#include "core/clock.h"
#include "helpers/fakeworkbench.h"

#include <QApplication>
#include <QMainWindow>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

constexpr int tasks = 1000;
constexpr int runs = 9;

class SilentNotifier final : public Notifier
{
public:
    void show(const Notification &) override {}
    void withdraw(quint64) override {}
};

/** Prints the CPU time of the process when the first paint of the window is through, and ends it. */
class FirstPaint final : public QObject
{
public:
    explicit FirstPaint(QWidget &window) { window.installEventFilter(this); }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_seen) {
            m_seen = true;
            QTimer::singleShot(0, this, [] {
                QTextStream(stdout) << bench::processCpuMs() << '\n';
                QCoreApplication::exit(0);
            });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    bool m_seen = false;
};

int paintEmpty(QApplication &application)
{
    QMainWindow window;
    window.resize(1280, 820);
    FirstPaint first(window);
    window.show();
    return application.exec();
}

int paintDocket(QApplication &application)
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"windows.ini"_s), QSettings::IniFormat);
    FakeWorkbench workbench;
    FakeDiffSource diffs;
    SilentNotifier notifier;
    const SystemClock clock;
    applyAppearance(application, ThemeChoice::Light);
    installTranslations(application, {});
    MainWindow window({workbench, notifier, clock, settings, reviewFactory(workbench, diffs), desktopFolderChooser(), false});
    FirstPaint first(window);
    // The list comes when the store has been read, which the engine's thread does meanwhile.
    QTimer::singleShot(0, &window, [&workbench] {
        workbench.fill(tasks);
        workbench.announceReady();
    });
    window.show();
    return application.exec();
}

double childCpuMs(const QString &what)
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {u"--paint"_s, what});
    if (!child.waitForFinished(60'000) || child.exitCode() != 0)
        return -1;
    return child.readAllStandardOutput().trimmed().toDouble();
}

} // namespace

int main(int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; ++i) {
        if (qstrcmp(argv[i], "--paint") == 0) {
            QApplication application(argc, argv);
            return qstrcmp(argv[i + 1], "docket") == 0 ? paintDocket(application) : paintEmpty(application);
        }
    }
    QCoreApplication application(argc, argv);
    bench::Report report(argc, argv);
    if (!report.wants(u"start.firstframe"_s))
        return report.exitCode();
    QList<double> empty, docket;
    for (int i = 0; i < runs; ++i) {
        empty << childCpuMs(u"empty"_s);
        docket << childCpuMs(u"docket"_s);
    }
    if (empty.contains(-1.0) || docket.contains(-1.0)) {
        report.missing(u"start.firstframe"_s, u"a window could not be shown"_s);
        return 1;
    }
    const double value = bench::median(docket), baseline = bench::median(empty);
    report.report(u"start.firstframe"_s, value, u"ms"_s, baseline, runs);
    report.require(u"the first frame takes at most twice that of an empty window"_s, value <= 2 * baseline);
    return report.exitCode();
}
