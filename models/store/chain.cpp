// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chain.h"

#include "store/rows.h"
#include "task/eventcodec.h"
#include "task/reducer.h"

#include <QCryptographicHash>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace docket::chain {

QByteArray hash(const QByteArray &before, const Event &event, const QByteArray &payload)
{
    const QByteArray by = event.by.toUtf8();
    QCryptographicHash sum(QCryptographicHash::Sha256);
    sum.addData(before);
    // Lengths keep two different rows from meaning the same bytes.
    const QByteArray numbers = '\n' + QByteArray::number(event.id.value) + ' ' + QByteArray::number(event.task.value)
        + ' ' + QByteArray::number(event.at.toMSecsSinceEpoch()) + ' ' + QByteArray::number(by.size()) + ' '
        + QByteArray::number(payload.size()) + '\n';
    sum.addData(numbers);
    sum.addData(by);
    sum.addData(payload);
    return sum.result().toHex();
}

QByteArray payloadOf(const EventBody &body) { return QJsonDocument(eventToJson(body)).toJson(QJsonDocument::Compact); }

Result<EventBody> bodyOf(const QByteArray &payload)
{
    return eventBodyFromJson(QJsonDocument::fromJson(payload).object());
}

QString digestOf(const QString &markdown)
{
    return QString::fromLatin1(QCryptographicHash::hash(markdown.toUtf8(), QCryptographicHash::Sha256).toHex());
}

Result<StoredEvent> storedEventFrom(const Statement &row)
{
    StoredEvent stored;
    stored.event.id = row.id<EventId>(0);
    stored.event.task = row.id<TaskId>(1);
    stored.event.at = row.time(2);
    stored.event.by = row.text(3);
    stored.hash = row.bytes(5);
    auto body = bodyOf(row.bytes(4));
    if (!body)
        return std::unexpected(body.error());
    stored.event.body = std::move(*body);
    return stored;
}

namespace {

std::unexpected<Error> broken(const QString &what, const QString &context)
{
    return fail(ErrorCode::Damaged,
                what + u"; somebody or something changed the store besides Docket, so compare it with a backup."_s,
                context);
}

Result<ChainReport> verifyHashes(Connection &connection)
{
    auto rows = connection.prepare("SELECT id, task_id, at, by, payload, hash FROM event ORDER BY id");
    if (!rows)
        return std::unexpected(rows.error());
    ChainReport report{0, origin};
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return std::unexpected(row.error());
        if (!*row)
            return report;
        Event event;
        event.id = rows->id<EventId>(0);
        event.task = rows->id<TaskId>(1);
        event.at = rows->time(2);
        event.by = rows->text(3);
        ++report.events;
        const QString context = u"event %1"_s.arg(event.id.value);
        if (event.id.value != report.events)
            return broken(u"An event is missing from the log"_s, u"event %1"_s.arg(report.events));
        if (hash(report.head, event, rows->bytes(4)) != rows->bytes(5))
            return broken(u"An event of the log was changed"_s, context);
        report.head = rows->bytes(5);
    }
}

Result<void> verifyDigest(Connection &connection, SpecId spec, int number, const QString &digest)
{
    if (digest.isEmpty())
        return {};
    auto row = connection.prepare("SELECT markdown FROM spec_revision WHERE spec_id = ? AND number = ?");
    if (!row)
        return std::unexpected(row.error());
    const auto found = row->bindAll(spec, number).step();
    if (!found)
        return std::unexpected(found.error());
    if (!*found || digestOf(row->text(0)) != digest)
        return broken(u"A kept revision of a spec is not the one that was saved"_s,
                      u"spec %1, revision %2"_s.arg(spec.value).arg(number));
    return {};
}

Result<void> compareWithTables(Connection &connection, const TaskRecord &replayed)
{
    if (!replayed.task.id.isValid())
        return {};
    const auto kept = rows::readRecord(connection, replayed.task.id);
    if (!kept)
        return std::unexpected(kept.error());
    if (*kept != replayed)
        return broken(u"A task stands otherwise than its events say"_s, u"task %1"_s.arg(replayed.task.id.value));
    return {};
}

Result<void> verifyReplay(Connection &connection)
{
    auto rows = connection.prepare(DOCKET_EVENT_COLUMNS "ORDER BY task_id, id");
    if (!rows)
        return std::unexpected(rows.error());
    TaskRecord record;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return std::unexpected(row.error());
        if (!*row)
            break;
        const auto stored = storedEventFrom(*rows);
        if (!stored)
            return std::unexpected(stored.error());
        const Event &event = stored->event;
        if (event.task != record.task.id) {
            if (const auto same = compareWithTables(connection, record); !same)
                return same;
            record = {};
        }
        auto reduced = reduce(record, event);
        if (!reduced)
            return broken(u"An event of the log could not have happened"_s,
                          u"event %1: %2"_s.arg(event.id.value).arg(reduced.error().text()));
        record = std::move(reduced->record);
        Result<void> same;
        if (const auto *created = std::get_if<events::TaskCreated>(&event.body))
            same = verifyDigest(connection, created->task.spec, created->task.specRevision, created->digest);
        else if (const auto *revised = std::get_if<events::SpecRevised>(&event.body))
            same = verifyDigest(connection, record.task.spec, revised->revision, revised->digest);
        if (!same)
            return same;
    }
    return compareWithTables(connection, record);
}

} // namespace

Result<ChainReport> verify(Connection &connection)
{
    const auto report = verifyHashes(connection);
    if (!report)
        return report;
    if (const auto replayed = verifyReplay(connection); !replayed)
        return std::unexpected(replayed.error());
    const auto orphans = connection.number("SELECT count(*) FROM task WHERE id NOT IN (SELECT task_id FROM event)");
    if (!orphans)
        return std::unexpected(orphans.error());
    if (*orphans > 0)
        return broken(u"There are tasks that no event made"_s, QString::number(*orphans));
    return report;
}

} // namespace docket::chain
