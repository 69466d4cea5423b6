// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "app/control/enginelink.h"
#include "core/paths.h"

#include <QCommandLineParser>
#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>

class QIODevice;

namespace docket::cli {

/** Where a command reads and writes; tests hand in buffers. */
struct Streams
{
    QIODevice *input = nullptr;
    QIODevice *output = nullptr;
    QIODevice *errors = nullptr;
};

/** Starts the window on a project, beside this command; an error says why there is none. */
using WindowOpener = std::function<Result<void>(const Paths &paths, const QString &projectPath)>;

/** One run of one command: its options, its streams, its way to the engine, its end. */
class CliContext : public QObject
{
    Q_OBJECT

public:
    CliContext(Paths paths, Streams streams, QObject *parent = nullptr);
    ~CliContext() override;

    QCommandLineParser &parser() { return m_parser; }
    const Paths &paths() const { return m_paths; }
    void setPaths(const Paths &paths) { m_paths = paths; }
    /** Reads the words that follow `docket`; the sentence where they cannot be read. */
    Result<void> parse(const QStringList &words);
    bool json() const { return m_isParsed && m_parser.isSet(QStringLiteral("json")); }
    /** The folder whose repository is meant: --project, or the current one. Absolute. */
    QString projectPath() const;
    bool projectIsGiven() const { return m_parser.isSet(QStringLiteral("project")); }

    /** The positional argument as a task's number; a sentence if it is none. */
    Result<qint64> taskArgument(int position = 0) const;
    /** A file's or, for "-" or nothing, standard input's text as UTF-8. */
    Result<QString> readText(const QString &file) const;

    /**
     * Asks the engine (a running one, or one made for this command). On an error the command ends with its sentence.
     */
    void request(const QString &command, const QJsonObject &args, std::function<void(QJsonObject)> done,
                 std::function<void(QJsonObject)> progress = {});

    /** Lets go of the engine, and with it of the store, then calls back; a later request would take it again. */
    void release(std::function<void()> released);
    void setWindowOpener(WindowOpener opener) { m_openWindow = std::move(opener); }
    Result<void> openWindow(const QString &projectPath) const;

    void print(const QString &text);
    void printBytes(const QByteArray &bytes);
    void printJson(const QJsonObject &object);
    void complain(const QString &text);
    void finish(ExitCode code);
    void finish(const Error &error);
    void usageError(const QString &sentence);

    /** SIGINT or SIGTERM arrived: a long-running command ends in order, the others at once. */
    void interrupt();

Q_SIGNALS:
    void finished(int exitCode);
    void interrupted();

private:
    void write(QIODevice *device, const QByteArray &bytes);

    Paths m_paths;
    Streams m_streams;
    QCommandLineParser m_parser;
    WindowOpener m_openWindow;
    std::unique_ptr<control::EngineLink> m_link;
    bool m_isParsed = false;
    bool m_isFinished = false;
};

} // namespace docket::cli
