// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.h"

#include <QFile>
#include <QTimeZone>
#include <QUrl>

#include <sqlite3.h>

#include <cerrno>
#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

struct Sentence
{
    ErrorCode code;
    QString detail;
};

Sentence sentenceFor(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {ErrorCode::DiskFull, u"The disk is full, so nothing was changed; make room and try again."_s};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {
            ErrorCode::ReadOnly,
            u"The store cannot be written; give yourself the right to write there, or choose another place with DOCKET_HOME."_s};
    case SQLITE_CANTOPEN:
        return {ErrorCode::Io, u"The store cannot be opened; check that its folder exists and is yours."_s};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Busy, u"Another program holds the store; try again in a moment."_s};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {
            ErrorCode::Damaged,
            u"The store is damaged and was left as it is; move it away and put the newest file of the folder \"backups\" in its place."_s};
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
        return {ErrorCode::Io,
                u"The disk failed while the store was used, so nothing was changed; check the disk and try again."_s};
    case SQLITE_TOOBIG:
        return {ErrorCode::InvalidInput, u"This is too large to be kept; make it smaller."_s};
    case SQLITE_CONSTRAINT:
        return {ErrorCode::Internal,
                u"The change contradicts what is stored, so nothing was changed; please report this."_s};
    default:
        return {ErrorCode::Internal, u"The store refused a question; please report this."_s};
    }
}

/** SQLite names some writes that found no room after the file that they were for, and not after the reason. */
bool foundNoRoom(sqlite3 *handle, int code)
{
    if (code == SQLITE_IOERR_SHMSIZE)
        return true;
    const int error = handle && (code & 0xff) == SQLITE_IOERR ? sqlite3_system_errno(handle) : 0;
    return error == ENOSPC || error == EDQUOT;
}

} // namespace

Error Connection::lastError(int code) const
{
    const Sentence sentence = sentenceFor(foundNoRoom(m_handle, code) ? SQLITE_FULL : code);
    const QString message =
        m_handle ? QString::fromUtf8(sqlite3_errmsg(m_handle)) : QString::fromUtf8(sqlite3_errstr(code));
    return {sentence.code, sentence.detail, u"%1: %2"_s.arg(m_file, message)};
}

Result<std::shared_ptr<Connection>> Connection::open(const QString &file, Mode mode)
{
    QByteArray name = QFile::encodeName(file);
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (mode == Mode::Immutable) {
        name = QUrl::fromLocalFile(file).toEncoded() + "?immutable=1";
        flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    } else {
        flags |= mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(name.constData(), &handle, flags, nullptr);
    // SQLite gives a handle also when it fails, which has to be closed.
    std::shared_ptr<Connection> connection(new Connection(file, handle));
    if (code != SQLITE_OK)
        return std::unexpected(connection->lastError(code));
    // SQLite falls back to reading without a word; a writer that cannot write must not find out at its first event.
    if (mode == Mode::ReadWrite && sqlite3_db_readonly(handle, "main") == 1)
        return std::unexpected(connection->lastError(SQLITE_READONLY));
    sqlite3_busy_timeout(handle, 5000);
    // What is in the file is data, never a reason to run functions or to believe in broken cells.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (const auto set =
            connection->execute("PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY");
        !set)
        return std::unexpected(set.error());
    return connection;
}

Connection::~Connection()
{
    for (sqlite3_stmt *statement : std::as_const(m_idle))
        sqlite3_finalize(statement);
    sqlite3_close_v2(m_handle);
}

Result<void> Connection::execute(const QByteArray &sql)
{
    const int code = sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return std::unexpected(lastError(code));
    return {};
}

Result<Statement> Connection::prepare(const char *sql)
{
    if (sqlite3_stmt *kept = m_idle.take(sql))
        return Statement(*this, sql, kept);
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return std::unexpected(lastError(code));
    return Statement(*this, sql, statement);
}

void Connection::giveBack(const char *sql, sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (m_idle.contains(sql)) // it was in use twice at once
        sqlite3_finalize(statement);
    else
        m_idle.insert(sql, statement);
}

Result<void> Connection::run(const char *sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    return statement->run();
}

Result<qint64> Connection::number(const char *sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    const auto row = statement->step();
    if (!row)
        return std::unexpected(row.error());
    return *row ? statement->number(0) : 0;
}

Result<QString> Connection::text(const char *sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    const auto row = statement->step();
    if (!row)
        return std::unexpected(row.error());
    return *row ? statement->text(0) : QString();
}

bool Connection::isInTransaction() const { return sqlite3_get_autocommit(m_handle) == 0; }

Result<void> Connection::backupTo(const QString &file)
{
    auto target = open(file, Mode::ReadWrite);
    if (!target)
        return std::unexpected(target.error());
    sqlite3_backup *backup = sqlite3_backup_init((*target)->handle(), "main", m_handle, "main");
    if (!backup)
        return std::unexpected((*target)->lastError(sqlite3_errcode((*target)->handle())));
    const int stepped = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE)
        return std::unexpected((*target)->lastError(stepped));
    return {};
}

Statement::Statement(Connection &connection, const char *sql, sqlite3_stmt *statement)
    : m_connection(&connection), m_sql(sql), m_statement(statement)
{}

Statement::Statement(Statement &&other) noexcept
    : m_connection(other.m_connection), m_sql(other.m_sql), m_statement(std::exchange(other.m_statement, nullptr))
{}

Statement::~Statement()
{
    if (m_statement)
        m_connection->giveBack(m_sql, m_statement);
}

void Statement::bind(int index, qint64 value) { sqlite3_bind_int64(m_statement, index + 1, value); }
void Statement::bind(int index, double value) { sqlite3_bind_double(m_statement, index + 1, value); }
void Statement::bindNull(int index) { sqlite3_bind_null(m_statement, index + 1); }

void Statement::bind(int index, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    sqlite3_bind_text64(m_statement, index + 1, utf8.constData() ? utf8.constData() : "", sqlite3_uint64(utf8.size()),
                        SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::bind(int index, const QByteArray &value)
{
    sqlite3_bind_blob64(m_statement, index + 1, value.constData() ? value.constData() : "",
                        sqlite3_uint64(value.size()), SQLITE_TRANSIENT);
}

void Statement::bind(int index, Utf8 value)
{
    sqlite3_bind_text64(m_statement, index + 1, value.text.isEmpty() ? "" : value.text.data(),
                        sqlite3_uint64(value.text.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::bind(int index, const ObjectId &value)
{
    if (value.isValid())
        sqlite3_bind_text64(m_statement, index + 1, value.hex.constData(), sqlite3_uint64(value.hex.size()),
                            SQLITE_TRANSIENT, SQLITE_UTF8);
    else
        bindNull(index);
}

void Statement::bind(int index, const QDateTime &value)
{
    if (value.isValid())
        bind(index, value.toMSecsSinceEpoch());
    else
        bindNull(index);
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return code == SQLITE_ROW;
    return std::unexpected(m_connection->lastError(code));
}

Result<void> Statement::run()
{
    const auto stepped = step();
    if (!stepped)
        return std::unexpected(stepped.error());
    return {};
}

void Statement::reset() { sqlite3_reset(m_statement); }

bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }
qint64 Statement::number(int column) const { return sqlite3_column_int64(m_statement, column); }
double Statement::real(int column) const { return sqlite3_column_double(m_statement, column); }

QByteArrayView Statement::view(int column) const
{
    const auto *utf8 = static_cast<const char *>(static_cast<const void *>(sqlite3_column_text(m_statement, column)));
    return utf8 ? QByteArrayView(utf8, sqlite3_column_bytes(m_statement, column)) : QByteArrayView();
}

QString Statement::text(int column) const { return QString::fromUtf8(view(column)); }

QByteArray Statement::bytes(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return data ? QByteArray(data, sqlite3_column_bytes(m_statement, column)) : QByteArray();
}

QDateTime Statement::time(int column) const
{
    return isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(number(column), QTimeZone::UTC);
}

Result<Transaction> Transaction::begin(Connection &connection)
{
    if (const auto begun = connection.run("BEGIN IMMEDIATE"); !begun)
        return std::unexpected(begun.error());
    return Transaction(connection);
}

Transaction::Transaction(Transaction &&other) noexcept : m_connection(std::exchange(other.m_connection, nullptr)) {}

Transaction::~Transaction()
{
    // A full disk may have rolled it back already; then there is nothing to do.
    if (m_connection && m_connection->isInTransaction())
        (void)m_connection->execute("ROLLBACK");
}

Result<void> Transaction::commit()
{
    const auto committed = m_connection->run("COMMIT");
    if (committed)
        m_connection = nullptr;
    return committed;
}

ReadScope::ReadScope(Connection &connection)
{
    if (!connection.isInTransaction() && connection.execute("BEGIN"))
        m_connection = &connection;
}

ReadScope::~ReadScope()
{
    if (m_connection && m_connection->isInTransaction())
        (void)m_connection->execute("COMMIT");
}

} // namespace docket
