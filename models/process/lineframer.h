// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace docket {

/**
 * Bytes to lines. A line ends with LF or CR LF, which are taken off; what is not valid UTF-8 stays as it is. A line
 * longer than `maxLine` is delivered once, cut to that length and marked, so that no newline ever costs more memory.
 * Pure.
 */
class LineFramer
{
public:
    struct Line
    {
        QByteArray bytes;
        bool isCut = false;        ///< longer than the limit; the rest is lost
        bool isTerminated = true;  ///< false only for what finish() returns
        bool operator==(const Line &) const = default;
    };

    explicit LineFramer(qsizetype maxLine = 16 << 20) : m_maxLine(maxLine) {}

    QList<Line> feed(QByteArrayView bytes);
    /** What stands after the last newline, if anything does. The framer is empty afterwards. */
    std::optional<Line> finish();

    qint64 totalBytes() const { return m_total; }
    qint64 droppedBytes() const { return m_dropped; }
    qsizetype heldBytes() const { return m_held.size(); }

private:
    void hold(QByteArrayView piece);
    Line take(bool terminated);

    QByteArray m_held;
    qsizetype m_maxLine;
    qint64 m_total = 0;
    qint64 m_dropped = 0;
    bool m_isCut = false;
};

} // namespace docket
