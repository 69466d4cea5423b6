// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.h"
#include "store/store.h"

#include "core/clock.h"

namespace docket {

namespace {

template<typename... Values>
Result<void> putRow(Connection &connection, const char *sql, const Values &...values)
{
    auto statement = connection.prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    return statement->bindAll(values...).run();
}

} // namespace

Result<DraftText> StoreReader::draft(const QString &place) const
{
    auto row = m_connection->prepare("SELECT text, saved_at FROM draft WHERE place = ?");
    if (!row)
        return std::unexpected(row.error());
    const auto found = row->bindAll(place).step();
    if (!found)
        return std::unexpected(found.error());
    return *found ? DraftText{row->text(0), row->time(1)} : DraftText{};
}

Result<QHash<TaskId, QDateTime>> StoreReader::told() const
{
    auto rows = m_connection->prepare("SELECT task_id, since FROM told");
    if (!rows)
        return std::unexpected(rows.error());
    QHash<TaskId, QDateTime> told;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return std::unexpected(row.error());
        if (!*row)
            return told;
        told.insert(rows->id<TaskId>(0), rows->time(1));
    }
}

Result<void> Store::saveDraft(const QString &place, const QString &text)
{
    if (text.isEmpty())
        return putRow(*m_connection, "DELETE FROM draft WHERE place = ?", place);
    return putRow(*m_connection,
                 "INSERT INTO draft (place, text, saved_at) VALUES (?,?,?) ON CONFLICT (place) DO UPDATE SET"
                 " text = excluded.text, saved_at = excluded.saved_at",
                 place, text, m_clock.now());
}

Result<void> Store::setTold(TaskId task, const QDateTime &since)
{
    return putRow(
        *m_connection,
        "INSERT INTO told (task_id, since) VALUES (?,?) ON CONFLICT (task_id) DO UPDATE SET since = excluded.since",
        task, since);
}

} // namespace docket
