// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QFile>
#include <QString>

namespace docket {

/**
 * Writes a log to the end of a file and never grows it beyond a cap. What comes after the cap is counted and left out,
 * and close() says so in the last line: the head of a log says what was done, and a flood is at its tail. Bytes are
 * handed to the system at 64 KiB or at flush(). The first error of the file system is kept; after it nothing is
 * written.
 */
class Spool
{
public:
    static constexpr qint64 defaultCap = 64 << 20;

    explicit Spool(qint64 capBytes = defaultCap) : m_cap(capBytes) {}
    ~Spool();
    Spool(const Spool &) = delete;
    Spool &operator=(const Spool &) = delete;

    /** Makes the file, for the user alone, or goes on at the end of one that is there. */
    Result<void> open(const QString &path);
    bool isOpen() const { return m_file.isOpen(); }
    void setCap(qint64 capBytes) { m_cap = capBytes; }
    /** Takes the bytes whole, or, when they would pass the cap, up to the last newline that fits. */
    void append(QByteArrayView bytes);
    Result<void> flush();
    Result<void> close();

    qint64 size() const { return m_size; }          ///< of the file, with what is buffered
    qint64 droppedBytes() const { return m_dropped; }
    bool hasDropped() const { return m_dropped > 0; }

private:
    void write(QByteArrayView bytes);

    QFile m_file;
    QByteArray m_buffer;
    qint64 m_cap;
    qint64 m_size = 0;
    qint64 m_dropped = 0;
    bool m_endsLine = true; ///< the last byte taken ended a line
    Result<void> m_status;
};

} // namespace docket
