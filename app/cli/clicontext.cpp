// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/clicontext.h"

#include <QDir>
#include <QFile>
#include <QFileDevice>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace docket::cli {

ExitCode exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput: return ExitCode::Usage;
    case ErrorCode::NotFound: return ExitCode::NotFound;
    case ErrorCode::AlreadyExists:
    case ErrorCode::Conflict:
    case ErrorCode::Refused: return ExitCode::Refused;
    case ErrorCode::Busy: return ExitCode::Busy;
    case ErrorCode::Io:
    case ErrorCode::DiskFull:
    case ErrorCode::ReadOnly:
    case ErrorCode::Damaged:
    case ErrorCode::NewerVersion: return ExitCode::Store;
    case ErrorCode::Timeout: return ExitCode::TimedOut;
    default: return ExitCode::Failed;
    }
}

CliContext::CliContext(Paths paths, Streams streams, QObject *parent)
    : QObject(parent), m_paths(std::move(paths)), m_streams(streams)
{
    m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    m_parser.addOption({u"json"_s, u"Print one JSON object a line instead of text."_s});
    m_parser.addOption({u"home"_s, u"Keep everything below this folder instead of the user's own."_s, u"folder"_s});
    m_parser.addOption(
        {u"project"_s, u"The repository that is meant; otherwise the one around the current folder."_s, u"path"_s});
    m_parser.addOption({{u"h"_s, u"help"_s}, u"Explain this command."_s});
}

CliContext::~CliContext() = default;

Result<void> CliContext::parse(const QStringList &words)
{
    m_isParsed = true;
    if (m_parser.parse(words))
        return {};
    return fail(ErrorCode::InvalidInput, m_parser.errorText());
}

QString CliContext::projectPath() const
{
    const QString given = m_parser.value(u"project"_s);
    return QDir::cleanPath(QDir::current().absoluteFilePath(given.isEmpty() ? u"."_s : given));
}

Result<qint64> CliContext::taskArgument(int position) const
{
    const QString word = m_parser.positionalArguments().value(position);
    bool isNumber = false;
    const qint64 number = (word.startsWith(u'#') ? word.sliced(1) : word).toLongLong(&isNumber);
    if (!isNumber || number <= 0)
        return fail(ErrorCode::InvalidInput, u"Say which task is meant by its number, as `docket list` shows it."_s,
                    word);
    return number;
}

Result<QString> CliContext::readText(const QString &file) const
{
    QByteArray bytes;
    if (file.isEmpty() || file == "-"_L1) {
        bytes = m_streams.input->readAll();
    } else {
        QFile source(file);
        if (!source.open(QIODevice::ReadOnly))
            return fail(ErrorCode::NotFound, u"The file cannot be read: %1."_s.arg(source.errorString()), file);
        bytes = source.readAll();
    }
    QString text = QString::fromUtf8(bytes);
    if (text.trimmed().isEmpty())
        return fail(ErrorCode::InvalidInput,
                    u"The text is empty; give a file that has some, or write it on standard input."_s, file);
    return text;
}

void CliContext::request(const QString &command, const QJsonObject &args, std::function<void(QJsonObject)> done,
                         std::function<void(QJsonObject)> progress)
{
    if (!m_link)
        m_link = std::make_unique<control::EngineLink>(m_paths);
    m_link->request(
        command, args,
        [this, done = std::move(done)](const Result<QJsonObject> &result) {
            if (result)
                done(*result);
            else
                finish(result.error());
        },
        std::move(progress));
}

void CliContext::release(std::function<void()> released)
{
    if (!m_link)
        return released();
    m_link->close(this, [this, released = std::move(released)] {
        m_link.release()->deleteLater(); // it is the one who calls
        released();
    });
}

Result<void> CliContext::openWindow(const QString &projectPath) const
{
    if (!m_openWindow)
        return fail(ErrorCode::NotFound, u"This Docket was built without a window; the project is on the list."_s);
    return m_openWindow(m_paths, projectPath);
}

void CliContext::write(QIODevice *device, const QByteArray &bytes)
{
    device->write(bytes);
    if (auto *file = qobject_cast<QFileDevice *>(device))
        file->flush();
}

void CliContext::print(const QString &text)
{
    write(m_streams.output, text.toUtf8() + '\n');
}

void CliContext::printBytes(const QByteArray &bytes)
{
    write(m_streams.output, bytes);
}

void CliContext::printJson(const QJsonObject &object)
{
    write(m_streams.output, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void CliContext::complain(const QString &text)
{
    write(m_streams.errors, "docket: " + text.toUtf8() + '\n');
}

void CliContext::finish(ExitCode code)
{
    if (std::exchange(m_isFinished, true))
        return;
    const auto end = [this, code] { Q_EMIT finished(int(code)); };
    if (m_link)
        m_link->close(this, end);
    else
        QMetaObject::invokeMethod(this, end, Qt::QueuedConnection);
}

void CliContext::finish(const Error &error)
{
    if (m_isFinished)
        return;
    if (json())
        printJson({{u"error"_s, control::errorToJson(error)}});
    complain(error.text());
    finish(exitCodeFor(error.code));
}

void CliContext::interrupt()
{
    if (receivers(SIGNAL(interrupted())) > 0)
        Q_EMIT interrupted();
    else
        finish(Error{ErrorCode::Cancelled, u"Interrupted."_s, {}});
}

void CliContext::usageError(const QString &sentence)
{
    finish(Error{ErrorCode::InvalidInput, sentence, {}});
}

} // namespace docket::cli
