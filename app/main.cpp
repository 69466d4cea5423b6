// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/exitcode.h"
#include "app/signals.h"
#include "core/freedmemory.h"
#include "git/library.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTextStream>

#ifdef DOCKET_WITH_WINDOW
#include "app/mainwindowed.h"
#endif

using namespace Qt::StringLiterals;

namespace {

/** Options may stand before the command: "docket --home DIR list" is "docket list --home DIR". */
QStringList commandFirst(QStringList arguments)
{
    QStringList leading;
    while (!arguments.isEmpty() && arguments.constFirst().startsWith("--"_L1)) {
        const QString option = arguments.constFirst();
        const bool takesValue = option == "--home"_L1 || option == "--project"_L1;
        if (!takesValue && !option.startsWith("--home="_L1) && !option.startsWith("--project="_L1)
            && option != "--json"_L1)
            break;
        leading << arguments.takeFirst();
        if (takesValue && !arguments.isEmpty())
            leading << arguments.takeFirst();
    }
    if (arguments.isEmpty())
        return leading;
    return QStringList{arguments.takeFirst()} + leading + arguments;
}

#ifdef DOCKET_WITH_WINDOW
/** This same program as a window of its own, which outlives the command. */
docket::Result<void> openWindow(const docket::Paths &paths, const QString &projectPath)
{
    const bool hasDisplay = !qEnvironmentVariable("WAYLAND_DISPLAY").isEmpty()
        || !qEnvironmentVariable("DISPLAY").isEmpty() || !qEnvironmentVariable("QT_QPA_PLATFORM").isEmpty();
    if (!hasDisplay)
        return docket::fail(
            docket::ErrorCode::NotFound,
            u"There is no display for a window; the project is on the list, and `docket add` and `docket run` work on it."_s);
    QProcess window;
    window.setProgram(QCoreApplication::applicationFilePath());
    QStringList arguments;
    const QString home = QFileInfo(paths.data).path();
    if (paths != docket::Paths::fromEnvironment() && paths == docket::Paths::below(home))
        arguments << u"--home"_s << home;
    window.setArguments(arguments << projectPath);
    window.setStandardInputFile(QProcess::nullDevice());
    window.setStandardOutputFile(QProcess::nullDevice());
    window.setStandardErrorFile(QProcess::nullDevice());
    if (window.startDetached())
        return {};
    return docket::fail(
        docket::ErrorCode::Io,
        u"The window could not be started: %1; the project is on the list."_s.arg(window.errorString()));
}
#endif

int runCli(int &argc, char **argv, const QStringList &arguments)
{
    QCoreApplication app(argc, argv);
    const docket::git::Library library;
    if (!library.state()) {
        QTextStream(stderr) << "docket: " << library.state().error().text() << '\n';
        return int(docket::cli::ExitCode::Failed);
    }
    QFile input;
    QFile output;
    QFile errors;
    (void)input.open(stdin, QIODevice::ReadOnly);
    (void)output.open(stdout, QIODevice::WriteOnly);
    (void)errors.open(stderr, QIODevice::WriteOnly);
    docket::cli::Cli cli(docket::Paths::fromEnvironment(), {&input, &output, &errors});
#ifdef DOCKET_WITH_WINDOW
    cli.setWindowOpener(openWindow);
#endif
    docket::TerminationSignals signals;
    QObject::connect(&signals, &docket::TerminationSignals::received, &cli, &docket::cli::Cli::interrupt);
    QObject::connect(
        &cli, &docket::cli::Cli::finished, &app, [](int code) { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    cli.start(arguments);
    return app.exec();
}

} // namespace

int main(int argc, char **argv)
{
    docket::giveBackFreedMemory();
    QCoreApplication::setApplicationName(u"docket"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(DOCKET_VERSION));
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    arguments = commandFirst(arguments);
    if (docket::cli::isCliCall(arguments))
        return runCli(argc, argv, arguments);
#ifdef DOCKET_WITH_WINDOW
    return docket::runWindowed(argc, argv, arguments);
#else
    return runCli(argc, argv, {u"--help"_s});
#endif
}
