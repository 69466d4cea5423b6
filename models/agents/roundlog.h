// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"
#include "process/spool.h"

#include <QObject>
#include <QTimer>

namespace docket {

/**
 * What a round leaves behind: the bytes that the program printed, the events as lines of the transcript, and the
 * batches for those who watch, at most every 50 ms except where a person is needed. A text that would hold up a window
 * is cut here; the raw log keeps it. Lives in the session's thread.
 */
class RoundLog : public QObject
{
    Q_OBJECT

public:
    explicit RoundLog(QObject *parent = nullptr);

    /** An empty path: that file is not kept. Whoever may print more than a log usually holds has a longer log. */
    Result<void> open(const QString &rawFile, const QString &transcriptFile, qint64 outputBytes = 0);
    void keepRaw(const QByteArray &bytes);
    void add(AgentEvent event);
    void flush();
    /** Hands on what is left and closes both files; the first error of either is in the log. */
    void close();

    qint64 rawBytes() const { return m_rawBytes; } ///< all that was printed, also beyond the file's cap

Q_SIGNALS:
    void batch(const QList<docket::AgentEvent> &events);

private:
    Spool m_raw;
    Spool m_transcript;
    QList<AgentEvent> m_pending;
    QTimer m_timer;
    qint64 m_rawBytes = 0;
    qsizetype m_pendingText = 0;
};

} // namespace docket
