// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connection.h"
#include "store/storereader.h"

namespace docket {

/** The event log's hash chain. Private to the store. */
namespace chain {

/** What the first event's hash is made over. */
inline constexpr char origin[] = "0000000000000000000000000000000000000000000000000000000000000000";

/** SHA-256 over the hash before and everything that the row holds; hexadecimal. */
QByteArray hash(const QByteArray &before, const Event &event, const QByteArray &payload);

QByteArray payloadOf(const EventBody &body);
Result<EventBody> bodyOf(const QByteArray &payload);
/** SHA-256 of a spec's text, hexadecimal. */
QString digestOf(const QString &markdown);

/** The columns that storedEventFrom() reads. */
#define DOCKET_EVENT_COLUMNS "SELECT id, task_id, at, by, payload, hash FROM event "
Result<StoredEvent> storedEventFrom(const Statement &row);

Result<ChainReport> verify(Connection &connection);

} // namespace chain

} // namespace docket
