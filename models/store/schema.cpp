// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include <QDir>
#include <QFileInfo>
#include <QResource>

using namespace Qt::StringLiterals;

namespace docket::schema {

namespace {

constexpr qint64 applicationId = 0x444F434B; // "DOCK"
/** Stores up to this size are looked through at each start; larger ones before a migration, and where they are read. */
constexpr qint64 quickCheckUpTo = 16 << 20;

std::unexpected<Error> damaged(const QString &file, const QString &what)
{
    return fail(
        ErrorCode::Damaged,
        u"The store is damaged and was left as it is; move it away and put the newest file of the folder \"backups\" in its place."_s,
        file + ": "_L1 + what);
}

Result<void> checkWhole(Connection &connection, const char *pragma)
{
    const auto answer = connection.text(pragma);
    if (!answer)
        return std::unexpected(answer.error());
    if (*answer != "ok"_L1)
        return damaged(connection.file(), *answer);
    return {};
}

Result<void> backUp(Connection &connection, const QString &stamp, qint64 version, int kept)
{
    QDir folder(QFileInfo(connection.file()).absolutePath() + "/backups"_L1);
    if (!folder.mkpath(u"."_s))
        return fail(
            ErrorCode::Io,
            u"The folder for the backup cannot be made, so the store was not changed; check its parent folder."_s,
            folder.path());
    QFile::setPermissions(folder.path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    const QString name = u"docket-v%1-%2.sqlite"_s.arg(version, 4, 10, QLatin1Char('0')).arg(stamp);
    const QString partial = folder.filePath(name + ".part"_L1);
    QFile::remove(partial);
    if (const auto copied = connection.backupTo(partial); !copied) {
        QFile::remove(partial);
        return copied;
    }
    QFile::remove(folder.filePath(name));
    if (!QFile::rename(partial, folder.filePath(name)))
        return fail(ErrorCode::Io,
                    u"The backup cannot be put in its place, so the store was not changed; look at the folder."_s,
                    folder.filePath(name));
    // Names sort by version and time, so the oldest come first.
    QStringList copies = folder.entryList({u"docket-v*.sqlite"_s}, QDir::Files, QDir::Name);
    while (copies.size() > kept)
        folder.remove(copies.takeFirst());
    return {};
}

} // namespace

QList<QByteArray> knownSteps()
{
    QList<QByteArray> steps;
    for (;;) {
        const QResource step(u":/docket/store/migrations/%1.sql"_s.arg(steps.size() + 1, 4, 10, QLatin1Char('0')));
        if (!step.isValid())
            return steps;
        steps.append(step.uncompressedData());
    }
}

Result<void> checkVersion(Connection &connection)
{
    const auto version = connection.number("PRAGMA user_version");
    if (!version)
        return std::unexpected(version.error());
    const auto application = connection.number("PRAGMA application_id");
    if (!application)
        return std::unexpected(application.error());
    if (*version > 0 && *application != applicationId)
        return damaged(connection.file(), u"another program made this file"_s);
    const qsizetype newest = knownSteps().size();
    if (*version > newest) {
        return fail(
            ErrorCode::NewerVersion,
            u"This store was written by a newer Docket (form %1, this one knows up to %2); update Docket, or choose another place with DOCKET_HOME."_s
                .arg(*version)
                .arg(newest),
            connection.file());
    }
    return {};
}

Result<void> checkAll(Connection &connection)
{
    if (const auto whole = checkWhole(connection, "PRAGMA integrity_check(1)"); !whole)
        return whole;
    const auto dangling =
        connection.text("SELECT \"table\" || ' row ' || rowid FROM pragma_foreign_key_check() LIMIT 1");
    if (!dangling)
        return std::unexpected(dangling.error());
    return dangling->isEmpty() ? Result<void>{} : damaged(connection.file(), u"%1 refers to nothing"_s.arg(*dangling));
}

Result<void> inspect(const QString &file)
{
    const QFileInfo info(file);
    if (!info.exists())
        return fail(ErrorCode::NotFound, u"There is no store yet; open a repository with Docket first."_s, file);
    if (!info.isFile())
        return damaged(file, u"this is not a file"_s);
    if (info.size() == 0)
        return {}; // made, and killed before the first write
    // The header is read without SQLite, so that a store which is none is not even opened.
    QFile raw(file);
    if (!raw.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, u"The store cannot be read; check that it is yours."_s, file);
    if (!raw.read(16).startsWith("SQLite format 3"))
        return damaged(file, u"this is no store"_s);
    raw.close();

    auto connection = Connection::open(file, Connection::Mode::ReadOnly);
    if (!connection)
        return std::unexpected(connection.error());
    if (const auto fits = checkVersion(**connection); !fits)
        return fits;
    return info.size() <= quickCheckUpTo ? checkWhole(**connection, "PRAGMA quick_check(1)") : Result<void>{};
}

Result<void> migrate(Connection &connection, const QString &stamp, const QList<QByteArray> &steps, int keptBackups)
{
    const auto version = connection.number("PRAGMA user_version");
    if (!version)
        return std::unexpected(version.error());
    if (*version >= steps.size())
        return {};
    if (*version > 0) {
        if (const auto whole = checkWhole(connection, "PRAGMA integrity_check(1)"); !whole)
            return whole;
        if (const auto saved = backUp(connection, stamp, *version, keptBackups); !saved)
            return saved;
    }
    for (qsizetype next = *version + 1; next <= steps.size(); ++next) {
        auto transaction = Transaction::begin(connection);
        if (!transaction)
            return std::unexpected(transaction.error());
        Result<void> done = connection.execute(steps.at(next - 1));
        if (done)
            done = connection.execute("PRAGMA user_version=" + QByteArray::number(next)
                                      + "; PRAGMA application_id=" + QByteArray::number(applicationId));
        if (done)
            done = transaction->commit();
        if (!done)
            return done;
    }
    return {};
}

} // namespace docket::schema
