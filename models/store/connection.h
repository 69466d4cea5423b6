// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/ids.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QHash>
#include <QString>

#include <memory>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace docket {

class Statement;

/** Bytes to be stored as text: what is UTF-8 already is not converted to and fro. */
struct Utf8
{
    QByteArrayView text;
};

/** One SQLite connection. Belongs to one thread. Errors of SQLite become sentences here and nowhere else. */
class Connection
{
public:
    enum class Mode {
        ReadWrite,
        ReadOnly,
        Immutable, ///< read-only place: no lock and no shared memory, so nobody may write meanwhile
    };

    static Result<std::shared_ptr<Connection>> open(const QString &file, Mode mode);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /** Several statements without results. */
    Result<void> execute(const QByteArray &sql);
    /** Compiled once and kept; `sql` must be a literal, because its address is the key. */
    Result<Statement> prepare(const char *sql);
    /** A statement without parameters and rows, kept compiled; `sql` must be a literal. */
    Result<void> run(const char *sql);
    /** One value of one row. */
    Result<qint64> number(const char *sql);
    Result<QString> text(const char *sql);

    bool isInTransaction() const;
    /** Copies the whole store as it is now into a new file. */
    Result<void> backupTo(const QString &file);
    QString file() const { return m_file; }
    sqlite3 *handle() const { return m_handle; }
    Error lastError(int code) const;

private:
    friend class Statement;
    Connection(QString file, sqlite3 *handle) : m_file(std::move(file)), m_handle(handle) {}
    void giveBack(const char *sql, sqlite3_stmt *statement);

    QString m_file;
    sqlite3 *m_handle = nullptr;
    QHash<const char *, sqlite3_stmt *> m_idle;
};

/** A compiled statement in use; goes back to its connection when it is destroyed. Parameters and columns count from 0.
 */
class Statement
{
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    /** Binds all parameters in order. */
    template<typename... Values>
    Statement &bindAll(const Values &...values)
    {
        int index = 0;
        (bind(index++, values), ...);
        return *this;
    }
    void bind(int index, qint64 value);
    void bind(int index, int value) { bind(index, qint64(value)); }
    void bind(int index, bool value) { bind(index, qint64(value)); }
    void bind(int index, double value);
    void bind(int index, const QString &value);
    void bind(int index, const QByteArray &value); ///< as a blob
    void bind(int index, Utf8 value);
    void bind(int index, const ObjectId &value);   ///< as text; null where there is none
    void bind(int index, const QDateTime &value);  ///< milliseconds since 1970; null where invalid
    void bindNull(int index);
    template<typename Tag>
    void bind(int index, Id<Tag> value)
    {
        if (value.isValid())
            bind(index, value.value);
        else
            bindNull(index);
    }
    template<typename T>
    void bind(int index, const std::optional<T> &value)
    {
        if (value)
            bind(index, *value);
        else
            bindNull(index);
    }

    /** True while there is a row. */
    Result<bool> step();
    /** For statements without rows. */
    Result<void> run();
    /** Ready for the next set of parameters. */
    void reset();

    bool isNull(int column) const;
    qint64 number(int column) const;
    double real(int column) const;
    QString text(int column) const;
    QByteArray bytes(int column) const;
    /** The bytes of a text in place; valid until the next step() or read of this column as something else. */
    QByteArrayView view(int column) const;
    ObjectId object(int column) const { return {bytes(column)}; }
    QDateTime time(int column) const;
    template<typename T>
    T id(int column) const
    {
        return T{number(column)};
    }

private:
    friend class Connection;
    Statement(Connection &connection, const char *sql, sqlite3_stmt *statement);

    Connection *m_connection = nullptr;
    const char *m_sql = nullptr;
    sqlite3_stmt *m_statement = nullptr;
};

/** BEGIN IMMEDIATE until commit(); rolled back when it is destroyed before. */
class Transaction
{
public:
    static Result<Transaction> begin(Connection &connection);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();
    Result<void> commit();

private:
    explicit Transaction(Connection &connection) : m_connection(&connection) {}
    Connection *m_connection = nullptr;
};

/** One consistent state for several questions; does nothing inside a transaction. */
class ReadScope
{
public:
    explicit ReadScope(Connection &connection);
    ~ReadScope();
    ReadScope(const ReadScope &) = delete;
    ReadScope &operator=(const ReadScope &) = delete;

private:
    Connection *m_connection = nullptr;
};

} // namespace docket
