// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/lineframer.h"

#include <algorithm>

namespace docket {

void LineFramer::hold(QByteArrayView piece)
{
    // One byte more than the limit is kept, so that a CR before the newline does not cut a line of just that length.
    const qsizetype room = std::max<qsizetype>(0, m_maxLine + 1 - m_held.size());
    const qsizetype taken = std::min(room, piece.size());
    m_held.append(piece.first(taken));
    m_dropped += piece.size() - taken;
    m_isCut = m_isCut || taken < piece.size();
}

LineFramer::Line LineFramer::take(bool terminated)
{
    Line line{.bytes = std::exchange(m_held, {}), .isCut = std::exchange(m_isCut, false), .isTerminated = terminated};
    if (terminated && !line.isCut && line.bytes.endsWith('\r'))
        line.bytes.chop(1);
    if (line.bytes.size() > m_maxLine) {
        m_dropped += line.bytes.size() - m_maxLine;
        line.bytes.truncate(m_maxLine);
        line.isCut = true;
    }
    return line;
}

QList<LineFramer::Line> LineFramer::feed(QByteArrayView bytes)
{
    QList<Line> lines;
    m_total += bytes.size();
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        if (end < 0) {
            hold(bytes);
            break;
        }
        hold(bytes.first(end));
        lines.append(take(true));
        bytes = bytes.sliced(end + 1);
    }
    return lines;
}

std::optional<LineFramer::Line> LineFramer::finish()
{
    if (m_held.isEmpty() && !m_isCut)
        return std::nullopt;
    return take(false);
}

} // namespace docket
