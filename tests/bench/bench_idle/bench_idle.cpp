// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What Docket takes while nothing happens: 1,000 tasks in the store, 200 of them reviews, one of which is open in the
// window. DOCKET_BENCH_IDLE_SECONDS sets how long it is watched (60).

#include "bench/benchreport.h"
#include "bench/storemaker.h"
#include "bench/windowrig.h"

#include "git/library.h"
#include "helpers/testrepo.h"
#include "widgets/review/diffview.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace docket;
using namespace docket::bench;
using namespace Qt::StringLiterals;

namespace {

/** Memory of this process, what it shares counted in parts; 0 where the kernel does not tell. */
double proportionalBytes()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("Pss:"))
            return line.mid(4).simplified().split(' ').value(0).toDouble() * 1024;
    }
    return 0;
}

/** Two commits with the sides of a shipped case, some hundred times over: a change of a few dozen files. */
std::pair<ObjectId, ObjectId> commitCases(test::TestRepo &repo)
{
    test::TestRepo::Files before, after;
    QDirIterator files(QStringLiteral(DOCKET_BENCH_CASES), {u"*.old"_s, u"*.new"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray path =
            QDir(QStringLiteral(DOCKET_BENCH_CASES)).relativeFilePath(file.fileName()).chopped(4).toUtf8();
        (file.fileName().endsWith(".old"_L1) ? before : after).append({path, file.readAll()});
    }
    const ObjectId base = repo.commit("Base", before);
    return {base, repo.commit("Change", after)};
}

} // namespace

int main(int argc, char **argv)
{
    const git::Library library({.hermetic = true, .ownerValidation = false});
    ProbeApplication app(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    Report report(argc, argv);
    if (!report.wants(u"idle.memory"_s) && !report.wants(u"idle.cpu"_s))
        return report.exitCode();
    QTemporaryDir home;
    test::TestRepo repo;
    const auto [base, head] = commitCases(repo);
    const StoreSize size{.tasks = 1000,
                         .reviews = 200,
                         .repository = repo.path(),
                         .base = QString::fromLatin1(base.hex),
                         .head = QString::fromLatin1(head.hex)};
    if (const auto made = makeStore(Paths::below(home.path()).store(), size); !made) {
        report.missing(u"idle.memory"_s, made.error().text());
        return 1;
    }
    WindowRig rig(app, home.path());
    if (!rig.start()) {
        report.missing(u"idle.memory"_s, u"the engine did not start"_s);
        return 1;
    }
    for (const TaskCard &card : rig.workbench().openTasks()) {
        if (card.state == TaskState::Review) {
            rig.window().openTask(card.id);
            break;
        }
    }
    auto *view = rig.window().findChild<DiffView *>();
    if (!view || !app.waitFor([&] { return view->scene().fileCount() > 0 && !view->visibleText().isEmpty(); })) {
        report.missing(u"idle.memory"_s, u"the review did not open"_s);
        return 1;
    }
    app.waitFor([] { return false; }, 3000); // colours, moves, icons
    const int seconds = qEnvironmentVariableIntValue("DOCKET_BENCH_IDLE_SECONDS") > 0
        ? qEnvironmentVariableIntValue("DOCKET_BENCH_IDLE_SECONDS")
        : 60;
    // As the program does: one loop that sleeps until something happens. Not quit(): that asks the window first, and a
    // window without a tray asks a person what becomes of the work that waits.
    QTimer::singleShot(seconds * 1000, &app, [] { QCoreApplication::exit(0); });
    const double cpu = processCpuMs();
    const double wall = wallMs();
    QApplication::exec();
    const double share = (processCpuMs() - cpu) / (wallMs() - wall) * 100;
    const double memory = proportionalBytes() / 1e6;
    report.report(u"idle.memory"_s, memory, u"MB"_s);
    report.report(u"idle.cpu"_s, share, u"%"_s, {}, seconds);
    report.require(u"idle.memory: at most 150 MB"_s, memory <= 150);
    report.require(u"idle.cpu: at most 0.1 %"_s, share <= 0.1);
    return report.exitCode();
}
