// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// docket_killedrun HOME STATE [MILLISECONDS]: runs the engine until a task is in STATE, and dies by SIGKILL: in that
// very moment (stored, nothing begun of what follows from it), or so many milliseconds later. With "any" for STATE the
// milliseconds count from the moment in which the engine runs.
#include "app/control/enginehost.h"
#include "git/library.h"

#include <QCoreApplication>
#include <QTimer>

#include <csignal>
#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const docket::git::Library library;
    const QStringList words = QCoreApplication::arguments();
    const auto state = docket::taskStateFromWord(words.value(2));
    const bool isAny = words.value(2) == QLatin1StringView("any");
    if (!state && !isAny)
        return 2;
    const int delay = words.value(3).toInt();
    bool isDoomed = false; // the kill is due, even where there is nothing left to do until then
    docket::control::EngineHost host(docket::Paths::below(words.value(1)), docket::EngineMode::Active);
    QObject::connect(&host.engine().core(), &docket::EngineCore::recorded, &app, [&](const docket::TaskRecord &record) {
        if (isAny || record.task.state != *state)
            return;
        isDoomed = true;
        if (delay == 0)
            std::raise(SIGKILL);
        QTimer::singleShot(delay, &app, [] { std::raise(SIGKILL); });
    });
    QObject::connect(&host.engine(), &docket::Engine::started, &app, [&] {
        isDoomed = isDoomed || isAny;
        if (isAny)
            QTimer::singleShot(delay, &app, [] { std::raise(SIGKILL); });
    });
    QObject::connect(&host.engine(), &docket::Engine::settled, &app, [&isDoomed] {
        if (!isDoomed)
            QCoreApplication::exit(3);
    }, Qt::QueuedConnection);
    if (const auto started = host.start(); !started) {
        std::fprintf(stderr, "%s\n", qPrintable(started.error().text()));
        return 4;
    }
    return QCoreApplication::exec();
}
